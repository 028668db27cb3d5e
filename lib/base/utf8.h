/* utf8.h -- validity and counting. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "twentyapi/value.h"

#include <stdbool.h>

/* Strict: no overlong forms, surrogates, or above U+10FFFF. */
bool tw__utf8_valid(tw_str s);
/* Bytes of the well-formed character at the start of `s`; 0: there is none. */
size_t tw__utf8_length(tw_str s);
size_t tw__utf8_count(tw_str s); /* code points of valid text */
/* Decode one code point at `*pos` (valid text) and move on. */
uint32_t tw__utf8_next(tw_str s, size_t *pos);
/* Encode into `to` (4 bytes); returns the length. */
size_t tw__utf8_put(char *to, uint32_t cp);

#endif
