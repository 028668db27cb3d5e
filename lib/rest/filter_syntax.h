/* filter_syntax.h -- the REST parameters `filter` and `order_by` (7.1-7.3,
** 8.1) into syntax trees. */
#ifndef REST_FILTER_SYNTAX_H
#define REST_FILTER_SYNTAX_H

#include "query/ask.h"

/* Every refusal is TW_E_INVALID and repeats the text it stumbled over. */
tw_status tw__filter_parse(tw_op *op, tw_str text, const tw_filter **out);

/* An absent text gives no terms. */
tw_status tw__order_parse(tw_op *op,
                          tw_str text,
                          const tw_order **out,
                          uint32_t *count);

#endif
