/* filter.h -- a filter on its way to SQL. */
#ifndef QUERY_FILTER_H
#define QUERY_FILTER_H

#include "query/list.h"
#include "query/path.h"

/* Where the condition goes. */
typedef struct tw_filter_out {
    tw_op *op;
    tw_buf *sql;
    tw_binds *binds;
    tw_joins *joins; /* NULL: related records by subquery */
    uint32_t nodes;  /* seen so far */
} tw_filter_out;

/* As tw__filter_emit(), with related records joined. */
tw_status tw__filter_put(tw_op *op,
                         const tw_object *o,
                         const tw_filter *f,
                         tw_buf *sql,
                         tw_binds *binds,
                         tw_joins *joins);
/* Is the comparator one that the target's kind knows?  Else the error. */
tw_status tw__filter_operator(tw_op *op, const tw_target *t, tw_cmp cmp);
/* The name of a comparator: "startsWith". */
const char *tw__cmp_name(tw_cmp cmp);
/* Follow a filter's path. */
tw_status tw__filter_resolve(tw_op *op,
                             const tw_object *o,
                             const tw_path *path,
                             tw_target *out);
/* emit_compare.c: one comparison. */
tw_status tw__compare_put(tw_filter_out *w,
                          const tw_target *t,
                          const tw_filter *f);
/* Append "?n" and remember its value. */
tw_status tw__param_put(tw_op *op, tw_buf *sql, tw_binds *binds, tw_cell cell);
/* Bind what was remembered. */
void tw__binds_bind(const tw_binds *b, tw_stmt *s);

#endif
