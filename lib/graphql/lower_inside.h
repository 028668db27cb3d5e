/* lower_inside.h -- what the files of filter lowering share. */
#ifndef GRAPHQL_LOWER_INSIDE_H
#define GRAPHQL_LOWER_INSIDE_H

#include "graphql/lower.h"
#include "query/filter.h"

typedef struct tw_lowering {
    tw_op *op;
    uint32_t nodes; /* made so far */
} tw_lowering;

/* TW_E_INVALID with the sub-code of filters. */
tw_status tw__lower_refuse(tw_lowering *l, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A name from the request, as long as a message shows it. */
tw_str tw__lower_shown(tw_str name);
/* A node; NULL: op->error is set, one more than is allowed too. */
tw_filter *tw__lower_node(tw_lowering *l, tw_filter_op op);

/* lower_compare.c: {operator: value} about one column. */
tw_status tw__lower_comparison(tw_lowering *l,
                               const tw_target *t,
                               const tw_path *path,
                               const tw_json *in,
                               const tw_filter **out);

#endif
