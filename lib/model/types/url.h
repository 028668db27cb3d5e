/* url.h -- web addresses in LINKS: what is one, and its normal form. */
#ifndef MODEL_TYPES_URL_H
#define MODEL_TYPES_URL_H

#include "base/op.h"

/* Is `s` an address, or would it be one with "https://" in front?  Only http
** and https count; the host is localhost, four numbers, or a dotted name.
** False with op->error set: memory ran out. */
bool tw__url_acceptable(tw_op *op, tw_str s);
/* With scheme: scheme and host in lower case, user-info and default port
** dropped, dot segments resolved, what is no URL character percent-encoded,
** one '/' at the end removed.  Without scheme: as it is, trimmed.  .ptr NULL:
** op->error is set. */
tw_str tw__url_normal(tw_op *op, tw_str s);

#endif
