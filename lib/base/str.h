/* str.h -- slices. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "twentyapi/value.h"

#include <stdbool.h>

static inline bool tw__str_eq(tw_str a, tw_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool tw__str_is(tw_str a, const char *text)
{
    size_t len = strlen(text);

    return a.len == len && (len == 0 || memcmp(a.ptr, text, len) == 0);
}

static inline tw_str tw__str_sub(tw_str s, size_t from, size_t to)
{
    /* nothing is added to the NULL of an absent text */
    return (tw_str){from == 0 ? s.ptr : s.ptr + from, to - from};
}

#define TW_NO_STR ((tw_str){NULL, 0})
/* For printf's "%.*s". */
#define TW_FMT(s) (int)(s).len, ((s).ptr == NULL ? "" : (s).ptr)

bool tw__str_eq_ascii_case(tw_str a, tw_str b);
bool tw__str_starts(tw_str s, tw_str prefix);
bool tw__str_ends(tw_str s, tw_str suffix);
int tw__str_cmp(tw_str a, tw_str b); /* by bytes */
/* Position of the first `c` at or after `from`, or s.len. */
size_t tw__str_find(tw_str s, size_t from, char c);
/* Without ASCII white space at both ends. */
tw_str tw__str_trim(tw_str s);

#endif
