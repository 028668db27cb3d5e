/* etag.c -- weak entity tags: the body's length and a 64-bit hash.
**
** The hash guards against accident, not against attack: a client that wants a
** stale answer needs no collision for it.
*/
#include "reply.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ETAG_PRIME UINT64_C(0x9e3779b97f4a7c15)

static uint64_t load(const char *at)
{
    uint64_t n;

    memcpy(&n, at, sizeof(n));
    return n;
}

static uint64_t mix(uint64_t h, uint64_t n)
{
    h = (h ^ n) * ETAG_PRIME;
    return h ^ (h >> 29);
}

/* Four lanes, so that one multiplication need not wait for the one before. */
static uint64_t hash(const char *at, size_t len)
{
    uint64_t h[4] = {ETAG_PRIME, 2 * ETAG_PRIME, 3 * ETAG_PRIME, len};
    char tail[32] = {0};

    for (; len >= 32; len -= 32, at += 32) {
        for (size_t i = 0; i < 4; i++)
            h[i] = mix(h[i], load(at + 8 * i));
    }
    if (len > 0)
        memcpy(tail, at, len);
    for (size_t i = 0; i < 4; i++)
        h[i] = mix(h[i], load(tail + 8 * i));
    return mix(mix(mix(h[0], h[1]), h[2]), h[3]);
}

void etag_make(tw_str body, char to[ETAG_SIZE])
{
    (void)snprintf(to, ETAG_SIZE, "W/\"%zx-%016" PRIx64 "\"", body.len,
                   hash(body.ptr, body.len));
}

bool etag_matches(tw_str if_none_match, const char *etag)
{
    const char *opaque = etag + 2; /* weak comparison: without W/ */
    tw_str item;

    while (str_next_item(&if_none_match, &item)) {
        if (item.len == 1 && item.ptr[0] == '*')
            return true;
        if (item.len > 2 && memcmp(item.ptr, "W/", 2) == 0) {
            item.ptr += 2;
            item.len -= 2;
        }
        if (item.len == strlen(opaque) &&
            memcmp(item.ptr, opaque, item.len) == 0)
            return true;
    }
    return false;
}
