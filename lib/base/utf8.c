/* utf8.c -- strict UTF-8.  Decoding takes text that was checked, but stays
** inside the slice whatever it is given. */
#include "base/utf8.h"

#include <string.h>

/* Length of the leading run of ASCII bytes. */
static size_t ascii_run(const unsigned char *p, size_t len)
{
    size_t i = 0;
    uint64_t word;

    for (; len - i >= 8; i += 8) {
        memcpy(&word, p + i, 8);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (i < len && p[i] < 0x80)
        i++;
    return i;
}

/* Length of the well-formed multi-byte character at `p`, or 0. */
static size_t sequence(const unsigned char *p, size_t len)
{
    unsigned char lo = 0x80, hi = 0xbf;
    size_t n;

    if (p[0] < 0xc2 || p[0] > 0xf4)
        return 0;
    n = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (p[0] == 0xe0)
        lo = 0xa0; /* overlong */
    else if (p[0] == 0xed)
        hi = 0x9f; /* surrogates */
    else if (p[0] == 0xf0)
        lo = 0x90; /* overlong */
    else if (p[0] == 0xf4)
        hi = 0x8f; /* above U+10FFFF */
    if (len < n || p[1] < lo || p[1] > hi)
        return 0;
    for (size_t i = 2; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    }
    return n;
}

bool tw__utf8_valid(tw_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t at = 0;

    while (at < s.len) {
        size_t n;

        if (p[at] < 0x80) {
            at += ascii_run(p + at, s.len - at);
            continue;
        }
        n = sequence(p + at, s.len - at);
        if (n == 0)
            return false;
        at += n;
    }
    return true;
}

size_t tw__utf8_length(tw_str s)
{
    if (s.len == 0)
        return 0;
    if ((unsigned char)s.ptr[0] < 0x80)
        return 1;
    return sequence((const unsigned char *)s.ptr, s.len);
}

size_t tw__utf8_count(tw_str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return count;
}

uint32_t tw__utf8_next(tw_str s, size_t *pos)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *pos;
    size_t left = s.len - *pos;
    size_t n;

    if (p[0] < 0x80) {
        *pos += 1;
        return p[0];
    }
    n = sequence(p, left);
    if (n == 0) {
        *pos += 1;
        return 0xfffd;
    }
    *pos += n;
    if (n == 2)
        return ((uint32_t)(p[0] & 0x1f) << 6) | (p[1] & 0x3f);
    if (n == 3)
        return ((uint32_t)(p[0] & 0x0f) << 12) |
               ((uint32_t)(p[1] & 0x3f) << 6) | (p[2] & 0x3f);
    return ((uint32_t)(p[0] & 0x07) << 18) | ((uint32_t)(p[1] & 0x3f) << 12) |
           ((uint32_t)(p[2] & 0x3f) << 6) | (p[3] & 0x3f);
}

size_t tw__utf8_put(char *to, uint32_t cp)
{
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (char)(0xc0 | (cp >> 6));
        to[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (char)(0xe0 | (cp >> 12));
        to[1] = (char)(0x80 | ((cp >> 6) & 0x3f));
        to[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | (cp >> 18));
    to[1] = (char)(0x80 | ((cp >> 12) & 0x3f));
    to[2] = (char)(0x80 | ((cp >> 6) & 0x3f));
    to[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}
