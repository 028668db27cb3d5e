/* group_plan.h -- a group-by being asked for, and its SQL. */
#ifndef QUERY_GROUP_PLAN_H
#define QUERY_GROUP_PLAN_H

#include "query/aggregate.h"
#include "query/dimension.h"
#include "query/plan.h"

/* SQL in parts: the tables are known when the rest is written. */
typedef struct tw_group_sql {
    tw_buf head;  /* result columns: the dimensions first */
    tw_buf lists; /* lists that are gone through */
    tw_buf where;
    tw_joins joins;
    tw_binds binds;
} tw_group_sql;

/* group.c: how many groups are shown at most. */
uint32_t tw__group_limit(const tw_group_ask *ask);
/* The order of groups and that of their records; dimensions are known. */
tw_status tw__group_orders_read(tw_op *op, tw_group_plan *plan);

/* emit_group.c */
tw_status tw__group_emit_dimensions(tw_op *op,
                                    tw_group_sql *g,
                                    const tw_group_plan *plan);
/* The groups: dimensions, then the aggregates' columns. */
tw_status tw__group_emit(tw_op *op,
                         tw_group_sql *g,
                         const tw_group_plan *plan,
                         uint32_t limit,
                         tw_str *out);
/* The records one by one, in order: dimensions, then the id. */
tw_status tw__group_emit_members(tw_op *op,
                                 tw_group_sql *g,
                                 const tw_group_plan *plan,
                                 const tw_order_plan *order,
                                 tw_str *out);
void tw__group_sql_init(tw_group_sql *g, const tw_alloc *a);
void tw__group_sql_fini(tw_group_sql *g);

/* group_sample.c -- the records shown with each group */
typedef struct tw_group_sample tw_group_sample;
/* Append the row's dimensions as JSON, `[...]`: what tells groups apart. */
void tw__group_key_put(const tw_group_plan *plan, tw_stmt *s, tw_buf *out);
tw_status tw__group_sample_new(tw_op *op, tw_group_sample **out);
/* A group that wants records; `key` is borrowed. */
tw_status tw__group_sample_want(tw_op *op, tw_group_sample *m, tw_str key);
/* Find them all, in one pass. */
tw_status tw__group_sample_find(tw_op *op,
                                tw_group_sample *m,
                                const tw_group_plan *plan);
/* The ids of a group's records; `ids` has room for TW_LIMIT_GROUP_RECORDS. */
uint32_t tw__group_sample_ids(const tw_group_sample *m,
                              tw_str key,
                              tw_str *ids);
/* Append the records of a group, `[...]`. */
tw_status tw__group_sample_put(tw_op *op,
                               tw_group_sample *m,
                               tw_str key,
                               tw_select_run *run,
                               const tw_select *s,
                               tw_buf *out);

#endif
