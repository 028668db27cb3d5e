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
} tw_buf;

void tw__buf_init(tw_buf *b, const tw_alloc *a);
void tw__buf_fini(tw_buf *b);  /* frees what is inside, not `b` */
void tw__buf_reset(tw_buf *b); /* empties, keeps the memory, clears failed */
void tw__buf_shrink(tw_buf *b, size_t keep); /* reset, and give back above */
bool tw__buf_reserve(tw_buf *b, size_t more); /* room for `more` bytes */
void tw__buf_put(tw_buf *b, const void *bytes, size_t len);
void tw__buf_str(tw_buf *b, tw_str s);
void tw__buf_text(tw_buf *b, const char *text); /* NUL-terminated */
void tw__buf_char(tw_buf *b, char c);
void tw__buf_int(tw_buf *b, int64_t v);
void tw__buf_printf(tw_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void tw__buf_cut(tw_buf *b, size_t len); /* back to an earlier length */
tw_str tw__buf_view(const tw_buf *b);
tw_status tw__buf_status(const tw_buf *b); /* TW_OK or TW_E_NOMEM */

#endif
