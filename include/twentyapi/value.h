/* value.h -- text with a length. */
#ifndef TWENTYAPI_VALUE_H
#define TWENTYAPI_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A slice of bytes: UTF-8 text with a length, not NUL-terminated.
 * {NULL, 0} means "absent"; {"", 0} is empty text.  As an argument it is
 * borrowed until the call returns.
 */
typedef struct tw_str {
    const char *ptr;
    size_t len; /* bytes */
} tw_str;

/* A slice over a string literal. */
#ifdef __cplusplus
#define TW_STR(literal) (tw_str{(literal), sizeof(literal) - 1})
#else
#define TW_STR(literal) ((tw_str){(literal), sizeof(literal) - 1})
#endif

/* A slice over a NUL-terminated string; tw_str_of(NULL) is "absent". */
static inline tw_str tw_str_of(const char *text)
{
    tw_str s;

    s.ptr = text;
    s.len = text == NULL ? 0 : strlen(text);
    return s;
}

#ifdef __cplusplus
}
#endif
#endif
