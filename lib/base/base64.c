/* base64.c -- both alphabets out, lenient and strict in. */
#include "base/base64.h"

static const char standard[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char url[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void put(tw_buf *b, tw_str bytes, const char *alphabet, bool pad)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    size_t left = bytes.len;
    char *to;

    if (left > SIZE_MAX / 2 || !tw__buf_reserve(b, (left + 2) / 3 * 4 + 1))
        return;
    to = b->ptr + b->len;
    for (; left >= 3; p += 3, left -= 3) {
        *to++ = alphabet[p[0] >> 2];
        *to++ = alphabet[((p[0] & 3) << 4) | (p[1] >> 4)];
        *to++ = alphabet[((p[1] & 15) << 2) | (p[2] >> 6)];
        *to++ = alphabet[p[2] & 63];
    }
    if (left > 0) {
        unsigned second = left == 2 ? p[1] : 0;

        *to++ = alphabet[p[0] >> 2];
        *to++ = alphabet[((p[0] & 3u) << 4) | (second >> 4)];
        if (left == 2)
            *to++ = alphabet[(second & 15) << 2];
        else if (pad)
            *to++ = '=';
        if (pad)
            *to++ = '=';
    }
    b->len = (size_t)(to - b->ptr);
}

/* The value of a character of either alphabet, or 64. */
static unsigned value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (unsigned)(c - 'a' + 26);
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0' + 52);
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : 64;
}

void tw__base64_put(tw_buf *b, tw_str bytes)
{
    put(b, bytes, standard, true);
}

void tw__base64url_put(tw_buf *b, tw_str bytes)
{
    put(b, bytes, url, false);
}

void tw__base64_read(tw_buf *b, tw_str text)
{
    uint32_t bits = 0;
    unsigned held = 0;

    if (!tw__buf_reserve(b, text.len / 4 * 3 + 3))
        return;
    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        unsigned v = value(text.ptr[i]);

        if (v == 64)
            continue;
        bits = (bits << 6) | v;
        held += 6;
        if (held >= 8) {
            held -= 8;
            b->ptr[b->len++] = (char)(unsigned char)(bits >> held);
        }
    }
}

bool tw__base64url_read(tw_buf *b, tw_str text)
{
    uint32_t last = 0;

    /* One character over holds six bits of a byte: not possible. */
    if (text.len % 4 == 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        last = value(c);
        if (last == 64 || c == '+' || c == '/')
            return false;
    }
    /* Bits that belong to no byte must be zero: one text for one value. */
    if ((text.len % 4 == 2 && (last & 15) != 0) ||
        (text.len % 4 == 3 && (last & 3) != 0))
        return false;
    tw__base64_read(b, text);
    return true;
}
