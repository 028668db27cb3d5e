/* aggregate.h -- one aggregate of a field: its name, its SQL, its value as
** JSON.  Of use wherever records are counted, grouped or not. */
#ifndef QUERY_AGGREGATE_H
#define QUERY_AGGREGATE_H

#include "query/path.h"

typedef enum tw_aggregate_op {
    TW_AGGREGATE_TOTAL, /* totalCount */
    TW_AGGREGATE_UNIQUE,
    TW_AGGREGATE_EMPTY,
    TW_AGGREGATE_NOT_EMPTY,
    TW_AGGREGATE_PERCENT_EMPTY,
    TW_AGGREGATE_PERCENT_NOT_EMPTY,
    TW_AGGREGATE_TRUE,
    TW_AGGREGATE_FALSE,
    TW_AGGREGATE_MIN,
    TW_AGGREGATE_MAX,
    TW_AGGREGATE_AVG,
    TW_AGGREGATE_SUM
} tw_aggregate_op;

typedef struct tw_aggregate {
    tw_str name;
    tw_aggregate_op op;
    const tw_field *field;   /* NULL: totalCount */
    const tw_column *column; /* of min, max, avg, sum, true, false */
} tw_aggregate;

/* The aggregate of that name; false: there is none. */
bool tw__aggregate_find(const tw_object *o, tw_str name, tw_aggregate *out);
/* Append the value, read from the statement's columns from `first` on.
** `as_text`: counts and decimals as JSON strings. */
void tw__aggregate_shape(const tw_aggregate *a,
                         tw_stmt *s,
                         int first,
                         bool as_text,
                         tw_buf *out);

/* emit_aggregate.c */

/* Append the result columns, each with a comma in front; their number. */
int tw__aggregate_put(tw_buf *sql, const tw_aggregate *a);
/* Append an expression with the aggregate's order. */
void tw__aggregate_sort_put(tw_buf *sql, const tw_aggregate *a);

#endif
