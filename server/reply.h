/* reply.h -- a tw_response becomes the bytes of an HTTP response. */
#ifndef SERVER_REPLY_H
#define SERVER_REPLY_H

#include "bytes.h"
#include "parse.h"

#include <time.h>

enum {
    REPLY_GZIP_MIN = 1400 /* bytes; below it compressing gains nothing */
};

typedef struct gzip gzip;

/* What one thread needs to make replies.  Initialise with reply_kit_init(). */
typedef struct reply_kit {
    const char *cors_origin; /* "*", an origin, or NULL */
    bool compress;
    gzip *gzip;   /* made at the first use */
    bytes packed; /* a compressed body */
    time_t date_second;
    char date[48]; /* "Sun, 06 Nov 1994 08:49:37 GMT" */
} reply_kit;

/* One reply, ready to be sent: `head`, then `body`. */
typedef struct reply {
    int status;
    tw_str body;     /* in the response, or in the kit */
    bool keep_alive; /* what the Connection field says */
} reply;

enum {
    REPLY_KEEP_ALIVE = 1, /* more requests may follow on the connection */
    REPLY_VOLATILE = 2    /* no ETag: the next answer will differ */
};

void reply_kit_init(reply_kit *kit, const char *cors_origin, bool compress);
void reply_kit_fini(reply_kit *kit);

/**
 * Write the head of `response` into `head` (which is cleared) and say what
 * body goes with it: none for HEAD, 204 and 304; a compressed one where the
 * client asked for it.  `request` may be NULL: it could not be read.
 */
void reply_make(reply_kit *kit,
                const message *request,
                const tw_response *response,
                unsigned flags,
                bytes *head,
                reply *out);

/* An error body {"message","error","statusCode"} in `body`; `out` has it. */
void reply_error(int status, tw_str text, bytes *body, tw_response *out);
/* 503, with the `code` of a status of the library when it has one. */
void reply_status(tw_status why, tw_str text, bytes *body, tw_response *out);

/* "Not Found" */
const char *reply_reason(int status);

/* --- etag.c --- */

enum {
    ETAG_SIZE = 48
};

/* W/"<length>-<hash>" of a body, NUL-terminated. */
void etag_make(tw_str body, char to[ETAG_SIZE]);
/* Whether an If-None-Match field holds `etag`, or is "*". */
bool etag_matches(tw_str if_none_match, const char *etag);

/* --- gzip.c --- */

/* NULL without memory, or in a build without zlib. */
gzip *gzip_new(void);
void gzip_free(gzip *z);
bool gzip_pack(gzip *z, tw_str body, bytes *to);

#endif
