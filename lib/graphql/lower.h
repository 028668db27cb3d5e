/* lower.h -- the arguments `filter` and `orderBy`, JSON by now, as the syntax
** trees of query/ask.h.  Everything that can be wrong with them is refused
** here, in the words of the GraphQL API, before a statement is made. */
#ifndef GRAPHQL_LOWER_H
#define GRAPHQL_LOWER_H

#include "query/ask.h"

/* NULL, null and {} ask for everything: `*out` is NULL. */
tw_status tw__gql_lower_filter(tw_op *op,
                               const tw_object *o,
                               const tw_json *filter,
                               const tw_filter **out);
/* A list of objects, or one object; NULL and null: no order. */
tw_status tw__gql_lower_order(tw_op *op,
                              const tw_object *o,
                              const tw_json *order,
                              const tw_order **out,
                              uint32_t *count);

#endif
