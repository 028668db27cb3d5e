/* plan.h -- a list being asked for: everything resolved and checked against
** one catalog, and its SQL. */
#ifndef QUERY_PLAN_H
#define QUERY_PLAN_H

#include "query/order.h"

typedef struct tw_list_plan {
    const tw_list_ask *ask;
    const tw_select *select; /* NULL: `columns` are read */
    tw_str columns;
    uint32_t column_count;
    tw_str measures; /* more columns of the count, each with a comma in front */
    tw_order_plan order;
    tw_cursor cursor;
    tw_joins joins;
    int filter_joins; /* as many as the filter needs */
    tw_binds binds;
    uint32_t filter_binds; /* as many as the filter needs */
    tw_seek seek;
    bool seeks;
    /* SQL in parts; the tables are known when the rest is written */
    tw_buf conditions; /* of the owner and the filter */
    tw_buf seek_sql;   /* where the page begins */
    tw_buf tail;       /* " ORDER BY ... LIMIT ..." */
    tw_buf keys;       /* ",t.position,t.id" */
    tw_str page_sql, count_sql;
} tw_list_plan;

/* list.c: resolve and check what `ask` asks for, and make its SQL. */
tw_status tw__list_plan(tw_op *op, tw_list_plan *plan);

/* emit_list.c: the filter's part; it comes first, so that its refusals do. */
tw_status tw__list_emit_filter(tw_op *op, tw_list_plan *plan);
/* The other parts, then `page_sql` and, when it is asked for, `count_sql`.
** Text in the arena. */
tw_status tw__list_emit(tw_op *op, tw_list_plan *plan);
/* The ids that match, at most ?n + 1 of them, ascending. */
tw_status tw__ids_emit(tw_op *op,
                       const tw_object *o,
                       const tw_filter *f,
                       int64_t limit,
                       tw_binds *binds,
                       tw_str *out);
/* emit_where.c */

/* The conditions of owner and filter; nothing when there is none. */
tw_status tw__conditions_put(tw_op *op,
                             const tw_list_ask *ask,
                             tw_buf *sql,
                             tw_binds *binds,
                             tw_joins *joins);
/* " WHERE ..." of these, and that the record is live; nothing when there is no
** condition.  `by_index`: an index of live records may serve. */
void tw__where_put(tw_buf *sql,
                   const tw_list_ask *ask,
                   const tw_buf *conditions,
                   bool by_index);
/* Are soft-deleted records left out? */
bool tw__wants_live(const tw_list_ask *ask);

#endif
