/* buf.h -- a byte builder that remembers its failure: append freely, ask once
** at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/alloc.h"
#include "twentyapi/status.h"
#include "twentyapi/value.h"

#include <stdbool.h>

typedef struct tw_buf {
    char *ptr;
    size_t len, cap;
    const tw_alloc *alloc;
    bool failed; /* memory ran out; appends do nothing from then on */
    bool full;   /* that is: more than `max` was wanted */
    size_t max;  /* grow no further, by default without end: 0 */
} tw_buf;

void tw__buf_init(tw_buf *b, const tw_alloc *a);
void tw__buf_fini(tw_buf *b);  /* frees what is inside, not `b` */
void tw__buf_reset(tw_buf *b); /* empties, keeps the memory, clears failed */
void tw__buf_shrink(tw_buf *b, size_t keep); /* reset, and give back above */
bool tw__buf_grow(tw_buf *b, size_t more);   /* tw__buf_reserve's slow part */
void tw__buf_int(tw_buf *b, int64_t v);
void tw__buf_printf(tw_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void tw__buf_cut(tw_buf *b, size_t len); /* back to an earlier length */
tw_str tw__buf_view(const tw_buf *b);
tw_status tw__buf_status(const tw_buf *b); /* TW_OK or TW_E_NOMEM */

/* Room for `more` bytes. */
static inline bool tw__buf_reserve(tw_buf *b, size_t more)
{
    return (!b->failed && more <= b->cap - b->len) || tw__buf_grow(b, more);
}

static inline void tw__buf_put(tw_buf *b, const void *bytes, size_t len)
{
    if (len == 0 || !tw__buf_reserve(b, len))
        return;
    memcpy(b->ptr + b->len, bytes, len);
    b->len += len;
}

static inline void tw__buf_str(tw_buf *b, tw_str s)
{
    tw__buf_put(b, s.ptr, s.len);
}

/* NUL-terminated text. */
static inline void tw__buf_text(tw_buf *b, const char *text)
{
    tw__buf_put(b, text, strlen(text));
}

static inline void tw__buf_char(tw_buf *b, char c)
{
    if (tw__buf_reserve(b, 1))
        b->ptr[b->len++] = c;
}

#endif
