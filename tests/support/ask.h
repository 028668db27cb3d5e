/* ask.h -- filters and orders for tests, from text. */
#ifndef SUPPORT_ASK_H
#define SUPPORT_ASK_H

#include "query/list.h"

/* {"and":[f,...]}, {"or":[...]}, {"not":f}, {"name.firstName":{"eq":"Ada"}};
** several members are a conjunction.  A text that is none fails the test. */
const tw_filter *ask_filter(tw_op *op, const char *json);
/* name.lastName,position[DescNullsLast]; the count is returned. */
uint32_t ask_order(tw_op *op, const char *text, const tw_order **out);

#endif
