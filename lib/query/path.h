/* path.h -- where a name in a question leads: from the root object over
** relations to one column, and how that column is written in SQL. */
#ifndef QUERY_PATH_H
#define QUERY_PATH_H

#include "query/ask.h"

enum {
    TW_HOPS_MAX = 2,
    TW_JOINS_MAX = 24
};

/* One column, seen from the root object. */
typedef struct tw_target {
    const tw_field *hops[TW_HOPS_MAX]; /* relations on the way */
    uint8_t hop_count;
    const tw_field *field;
    const tw_column *column; /* NULL: the field has none (searchVector) */
    uint8_t part;
    tw_kind kind;
} tw_target;

/* The related tables a statement reads: "r0", "r1", ... beside the root's "t".
** Only live records are joined, so a soft-deleted one counts as missing. */
typedef struct tw_joins {
    struct tw_join {
        const tw_field *field;
        int parent;  /* index of the join it hangs on; -1: the root */
        bool unique; /* one of its unique fields is looked for */
        bool inner;  /* a record without the other one is not wanted */
    } items[TW_JOINS_MAX];
    int count;
    bool unique;   /* the same of the root */
    bool any_life; /* soft-deleted records of the root are read as well */
} tw_joins;

/* Fill in column and kind of a resolved field.  `part`: 0 for a scalar. */
void tw__target_set(tw_target *t, const tw_field *f, int part);
/* "field" or "field.part": how messages call it. */
tw_str tw__target_label(tw_op *op, const tw_target *t);
/* The type that messages name: the field's, or that of the part's kind. */
const char *tw__target_type(const tw_target *t);
bool tw__kind_is_text(tw_kind k);
/* Can the column of this target hold NULL? */
bool tw__target_nullable(const tw_target *t);

/* emit_column.c */

/* Append the target's column.  A related one is joined; without `joins`, or
** when they are full, it is looked up by a scalar subquery. */
void tw__column_put(tw_buf *sql, tw_joins *joins, const tw_target *t);
/* The same as an expression to compare by <, > and ORDER BY. */
void tw__sort_put(tw_buf *sql, tw_joins *joins, const tw_target *t);
/* Is the order of the kind that of option positions? */
bool tw__kind_is_option(tw_kind k);
/* The place of an option's value in that order; -1: no such option. */
int tw__option_rank(const tw_field *f, tw_kind k, tw_str value);
/* The target is compared for equality or a prefix: an index of unique values
** may serve. */
void tw__joins_mark_unique(tw_joins *joins, const tw_target *t);
/* Only a related record that is there can satisfy the filter. */
void tw__joins_mark_inner(tw_joins *joins, const tw_target *t);
/* Append `alias.deletedAt IS NULL`; see emit_where.c for `by_index`. */
void tw__live_put(tw_buf *sql,
                  const char *alias,
                  int number,
                  const tw_object *o,
                  bool by_index);
/* Append ` FROM "table" t` and the joins. */
void tw__from_put(tw_buf *sql, const tw_object *root, const tw_joins *joins);

#endif
