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
    bool needed;     /* what is put now must hold: it is below no OR or NOT */
    bool finds_null; /* the last comparison holds for an empty value */
} tw_filter_out;

/* As tw__filter_emit(), with related records joined. */
tw_status tw__filter_put(tw_op *op,
                         const tw_object *o,
                         const tw_filter *f,
                         tw_buf *sql,
                         tw_binds *binds,
                         tw_joins *joins);
/* The comparators that the target's kind knows, as bits. */
uint32_t tw__filter_operators(const tw_target *t, bool graphql);
/* Refuse a comparator that is none of `allowed`. */
tw_status tw__filter_refuse_operator(tw_op *op,
                                     const tw_target *t,
                                     tw_str name,
                                     uint32_t allowed);
/* The name of a comparator: "startsWith"; and back: false, no such one. */
const char *tw__cmp_name(tw_cmp cmp);
bool tw__cmp_by_name(tw_str name, tw_cmp *out);
/* What a comparison is about; its comparator must be known there. */
tw_status tw__filter_target(tw_op *op,
                            const tw_object *o,
                            const tw_filter *f,
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
