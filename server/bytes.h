/* bytes.h -- a growing run of bytes, and comparisons of slices. */
#ifndef SERVER_BYTES_H
#define SERVER_BYTES_H

#include <twentyapi.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends after a failed one do nothing; ask `failed` once, at the end. */
typedef struct bytes {
    char *ptr;
    size_t len, cap;
    bool failed; /* out of memory */
} bytes;

/* Room for `more` bytes after `len`; false (and `failed`) without memory. */
bool bytes_reserve(bytes *b, size_t more);
void bytes_put(bytes *b, const char *ptr, size_t len);
void bytes_put_str(bytes *b, tw_str s);
void bytes_put_text(bytes *b, const char *text);
void bytes_put_number(bytes *b, uint64_t n);
/* The content of a JSON string, without its quotes; what is not UTF-8 becomes
** U+FFFD. */
void bytes_put_json(bytes *b, tw_str s);
void bytes_clear(bytes *b); /* forget the content, keep the memory */
void bytes_fini(bytes *b);  /* free the memory */
/* Give memory beyond `keep` back; the content is forgotten. */
void bytes_trim(bytes *b, size_t keep);

/* Equal but for the case of ASCII letters. */
bool str_is(tw_str s, const char *lower);
/* Without blanks and tabs at both ends. */
tw_str str_trim(tw_str s);
/* The next item of a list with commas; false at its end.  `list` moves on. */
bool str_next_item(tw_str *list, tw_str *item);

#endif
