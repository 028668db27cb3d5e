/* order.h -- an order on its way to SQL, and the cursors that go with it. */
#ifndef QUERY_ORDER_H
#define QUERY_ORDER_H

#include "query/filter.h"

typedef struct tw_term {
    tw_target target;
    tw_path path; /* as it was asked: names the value in a cursor */
    bool descending, nulls_last;
    bool nullable;
    bool in_cursor;
} tw_term;

/* The terms left to right; the last one is the id, so no two records are at
** the same place. */
typedef struct tw_order_plan {
    tw_term *terms;
    uint32_t count;
    bool backward; /* everything is mirrored in SQL */
} tw_order_plan;

/* A record's place in the order, read from a cursor: one value per term. */
typedef struct tw_seek {
    struct tw_seek_value {
        bool given;
        tw_cell cell;
    } * values;
} tw_seek;

tw_status tw__order_plan(tw_op *op,
                         const tw_object *o,
                         const tw_order *order,
                         uint32_t count,
                         tw_order_plan *out);

/* emit_order.c */

/* " ORDER BY ..." */
void tw__order_put(tw_buf *sql, tw_joins *joins, const tw_order_plan *plan);
/* The values that cursors are made of, each with a comma in front. */
void tw__order_keys_put(tw_buf *sql,
                        tw_joins *joins,
                        const tw_order_plan *plan);
/* The condition that a record comes after `seek`.  An index on the first term
** bounds the scan where NULLs allow it. */
tw_status tw__seek_put(tw_op *op,
                       tw_buf *sql,
                       tw_binds *binds,
                       tw_joins *joins,
                       const tw_order_plan *plan,
                       const tw_seek *from);

/* cursor.c */

/* What a cursor of this order looks like: bytes, value, bytes, value, ... */
typedef struct tw_cursor {
    struct tw_cursor_step {
        tw_str before;
        tw_kind kind;
        int key; /* place among tw__order_keys_put()'s columns */
    } * steps;
    uint32_t count;
    tw_str tail;
} tw_cursor;
tw_status tw__cursor_plan(tw_op *op, const tw_order_plan *plan, tw_cursor *out);
/* Append the JSON of the current row's cursor; its keys begin at `first`. */
void tw__cursor_put(const tw_cursor *c, tw_stmt *s, int first, tw_buf *json);
/* Read a cursor made with this order, or by a client in its likeness. */
tw_status tw__cursor_read(tw_op *op,
                          tw_str text,
                          const tw_order_plan *plan,
                          tw_seek *out);

#endif
