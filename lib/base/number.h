/* number.h -- numbers as JavaScript reads and writes them. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/buf.h"

/* As JavaScript's String(v): shortest digits that read back the same, "5",
** "0.1", "1e+21".  `to` holds 32 bytes; returns the length.  v is finite. */
size_t tw__number_print(double v, char *to);
void tw__number_put(tw_buf *b, double v);
/* The whole text as a JSON number (RFC 8259).  False: it is none. */
bool tw__number_json(tw_str s, double *out);
/* JavaScript's Number(text): white space around, "", hex, "1e3", "Infinity".
** "" is 0.  False: NaN. */
bool tw__number_js(tw_str s, double *out);
/* JavaScript's parseFloat(text): the longest numeric prefix.  False: NaN. */
bool tw__number_prefix(tw_str s, double *out);
/* The whole text as a signed 64-bit integer.  False: none, or too large. */
bool tw__number_int(tw_str s, int64_t *out);

#endif
