/* gzip.c -- compressed bodies; the only file that sees zlib.
**
** The fastest level: it takes a list of records to about a tenth, and the
** loop thread that compresses has other connections to serve.
*/
#include "reply.h"

#if defined(TW_WITH_ZLIB)

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    GZIP_WINDOW = 15 + 16,
    GZIP_MEMORY = 8
}; /* +16: gzip's framing */

struct gzip {
    z_stream stream;
};

gzip *gzip_new(void)
{
    gzip *z = calloc(1, sizeof(*z));

    if (z == NULL)
        return NULL;
    if (deflateInit2(&z->stream, Z_BEST_SPEED, Z_DEFLATED, GZIP_WINDOW,
                     GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(z);
        return NULL;
    }
    return z;
}

void gzip_free(gzip *z)
{
    if (z == NULL)
        return;
    (void)deflateEnd(&z->stream);
    free(z);
}

bool gzip_pack(gzip *z, tw_str body, bytes *to)
{
    union {
        const char *in;
        Bytef *out; /* zlib reads only, but its type does not say so */
    } source = {body.ptr};
    size_t room;

    bytes_clear(to);
    if (body.len > INT_MAX || deflateReset(&z->stream) != Z_OK)
        return false;
    room = deflateBound(&z->stream, (uLong)body.len);
    if (!bytes_reserve(to, room))
        return false;
    z->stream.next_in = source.out;
    z->stream.avail_in = (uInt)body.len;
    z->stream.next_out = (Bytef *)to->ptr;
    z->stream.avail_out = (uInt)room;
    if (deflate(&z->stream, Z_FINISH) != Z_STREAM_END)
        return false;
    to->len = room - z->stream.avail_out;
    return true;
}

#else

gzip *gzip_new(void)
{
    return NULL;
}

void gzip_free(gzip *z)
{
    (void)z;
}

bool gzip_pack(gzip *z, tw_str body, bytes *to)
{
    (void)z;
    (void)body;
    (void)to;
    return false;
}

#endif
