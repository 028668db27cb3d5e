/* naming.h -- rules for names and labels (metadata specification 5.3, 5.4). */
#ifndef MODEL_NAMING_H
#define MODEL_NAMING_H

#include "base/op.h"

/* White space trimmed and runs of it collapsed to one blank. */
tw_str tw__name_collapse(tw_op *op, tw_str s);
bool tw__name_syntax(tw_str s);   /* ^[a-z][a-zA-Z0-9]*$ */
bool tw__name_reserved(tw_str s); /* one of the reserved words */
/* The decorator check: a GraphQL word or a forbidden character? */
bool tw__name_forbidden(tw_str s);
/* The name computed from a label; .len 0: the label has nothing to name. */
tw_str tw__name_from_label(tw_op *op, tw_str label);
tw_str tw__name_capital(tw_op *op, tw_str s); /* first letter upper-cased */

#endif
