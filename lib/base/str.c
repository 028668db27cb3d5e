/* str.c -- questions about slices. */
#include "base/str.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool tw__str_eq_ascii_case(tw_str a, tw_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    }
    return true;
}

bool tw__str_starts(tw_str s, tw_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool tw__str_ends(tw_str s, tw_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(s.ptr + (s.len - suffix.len), suffix.ptr, suffix.len) == 0);
}

int tw__str_cmp(tw_str a, tw_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len == 0 ? 0 : memcmp(a.ptr, b.ptr, len);

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

size_t tw__str_find(tw_str s, size_t from, char c)
{
    const char *hit;

    if (from >= s.len)
        return s.len;
    hit = (const char *)memchr(s.ptr + from, c, s.len - from);
    return hit == NULL ? s.len : (size_t)(hit - s.ptr);
}

tw_str tw__str_trim(tw_str s)
{
    size_t from = 0, to = s.len;

    while (from < to && blank(s.ptr[from]))
        from++;
    while (to > from && blank(s.ptr[to - 1]))
        to--;
    return s.ptr == NULL ? s : tw__str_sub(s, from, to);
}
