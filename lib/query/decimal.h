/* decimal.h -- quotients written as a database with decimal numbers writes
** them: at least sixteen significant digits, rounded half up. */
#ifndef QUERY_DECIMAL_H
#define QUERY_DECIMAL_H

#include "base/buf.h"

__extension__ typedef __int128 tw_wide;

/* Append the integer's digits. */
void tw__wide_put(tw_buf *b, tw_wide v);
/* Append a / b; `b` is above 0. */
void tw__quotient_put(tw_buf *out, tw_wide a, int64_t b);

#endif
