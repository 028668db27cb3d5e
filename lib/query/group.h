/* group.h -- group-by with aggregates (REST specification 14.10). */
#ifndef QUERY_GROUP_H
#define QUERY_GROUP_H

#include "query/select.h"

typedef struct tw_group_ask {
    const tw_object *object;
    const tw_json *group_by;  /* list of one-key objects, or one object */
    const tw_json *aggregate; /* list of names; NULL: none */
    const tw_json *order_by;  /* list of one-key objects; NULL: none */
    const tw_filter *filter;
    const tw_order *record_order;
    uint32_t record_order_count;
    bool records;           /* a sample with each group */
    uint32_t record_offset; /* of them left out at the front of each group */
    uint32_t limit;
    bool count_as_text; /* REST: counts are JSON strings */
} tw_group_ask;

/* Append the groups as `[{...},...]`. */
tw_status tw__query_group(tw_op *op, const tw_group_ask *ask, tw_buf *out);

/* The same, each group as a connection, with a sample where `shape` has edges.
** `aggregate` and `records` of the question do not count.
** group_connection.c */
struct tw_connection;
tw_status tw__query_group_connections(tw_op *op,
                                      const tw_group_ask *ask,
                                      const struct tw_connection *shape,
                                      tw_buf *out);

#endif
