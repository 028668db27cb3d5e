/* bytes.c -- a growing run of bytes, and comparisons of slices. */
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

enum {
    BYTES_FIRST = 512
};

bool bytes_reserve(bytes *b, size_t more)
{
    size_t cap = b->cap == 0 ? BYTES_FIRST : b->cap;
    char *ptr;

    if (b->failed)
        return false;
    if (b->cap - b->len >= more)
        return true;
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4) {
        b->failed = true;
        return false;
    }
    while (cap - b->len < more)
        cap *= 2;
    ptr = realloc(b->ptr, cap);
    if (ptr == NULL) {
        b->failed = true;
        return false;
    }
    b->ptr = ptr;
    b->cap = cap;
    return true;
}

void bytes_put(bytes *b, const char *ptr, size_t len)
{
    if (len == 0 || !bytes_reserve(b, len))
        return;
    memcpy(b->ptr + b->len, ptr, len);
    b->len += len;
}

void bytes_put_str(bytes *b, tw_str s)
{
    bytes_put(b, s.ptr, s.len);
}

void bytes_put_text(bytes *b, const char *text)
{
    bytes_put(b, text, strlen(text));
}

void bytes_put_number(bytes *b, uint64_t n)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n != 0);
    bytes_put(b, digits + at, sizeof(digits) - at);
}

/* No longer form than needed, no surrogate, nothing past U+10FFFF. */
static bool is_shortest(const unsigned char *p)
{
    switch (p[0]) {
    case 0xe0:
        return p[1] >= 0xa0;
    case 0xed:
        return p[1] <= 0x9f;
    case 0xf0:
        return p[1] >= 0x90;
    case 0xf4:
        return p[1] <= 0x8f;
    default:
        return true;
    }
}

/* The length of the UTF-8 character at `p`, or 0 when it is none. */
static size_t utf8_length(const unsigned char *p, size_t left)
{
    size_t len = p[0] < 0x80                    ? 1
                 : p[0] >= 0xc2 && p[0] <= 0xdf ? 2
                 : p[0] >= 0xe0 && p[0] <= 0xef ? 3
                 : p[0] >= 0xf0 && p[0] <= 0xf4 ? 4
                                                : 0;

    if (len > left)
        return 0;
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    }
    return is_shortest(p) ? len : 0;
}

void bytes_put_json(bytes *b, tw_str s)
{
    static const char hex[] = "0123456789abcdef";
    const unsigned char *p = (const unsigned char *)s.ptr;

    for (size_t i = 0; i < s.len;) {
        size_t len = utf8_length(p + i, s.len - i);

        if (len == 0) {
            bytes_put_text(b, "\xef\xbf\xbd");
            len = 1;
        } else if (p[i] == '"' || p[i] == '\\') {
            char pair[2] = {'\\', (char)p[i]};

            bytes_put(b, pair, 2);
        } else if (p[i] < 0x20 || p[i] == 0x7f) {
            char code[6] = {'\\',           'u',           '0', '0',
                            hex[p[i] >> 4], hex[p[i] & 15]};

            bytes_put(b, code, 6);
        } else {
            bytes_put(b, s.ptr + i, len);
        }
        i += len;
    }
}

void bytes_clear(bytes *b)
{
    b->len = 0;
    b->failed = false;
}

void bytes_fini(bytes *b)
{
    free(b->ptr);
    memset(b, 0, sizeof(*b));
}

void bytes_trim(bytes *b, size_t keep)
{
    if (b->cap > keep)
        bytes_fini(b);
    else
        bytes_clear(b);
}

bool str_is(tw_str s, const char *lower)
{
    size_t i;

    for (i = 0; i < s.len && lower[i] != '\0'; i++) {
        char c = s.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c != lower[i])
            return false;
    }
    return i == s.len && lower[i] == '\0';
}

tw_str str_trim(tw_str s)
{
    while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
        s.len--;
    return s;
}

bool str_next_item(tw_str *list, tw_str *item)
{
    const char *comma;

    if (list->len == 0)
        return false;
    comma = memchr(list->ptr, ',', list->len);
    item->ptr = list->ptr;
    item->len = comma == NULL ? list->len : (size_t)(comma - list->ptr);
    list->ptr += item->len;
    list->len -= item->len;
    if (comma != NULL) {
        list->ptr++;
        list->len--;
    }
    *item = str_trim(*item);
    return true;
}
