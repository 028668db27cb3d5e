/* select.h -- a compiled projection: which columns a statement reads and how a
** row of them becomes JSON.  Made once per plan and kept by the handle until
** the data model changes; running it allocates nothing per row.
**
** A to-one or to-many relation in a projection is a second statement, bound
** again for each parent row inside the same read transaction. */
#ifndef QUERY_SELECT_H
#define QUERY_SELECT_H

#include "query/ask.h"

typedef struct tw_select tw_select;
typedef struct tw_select_cache tw_select_cache;

/* Where a row comes from: the current row of a statement whose first columns
** are the projection's (`first` is the place of the first), or the cells of a
** row that was just written, by column index of the object. */
typedef struct tw_row_source {
    tw_stmt *stmt;
    int first;
    const tw_cell *cells; /* used when stmt is NULL */
} tw_row_source;

/* A step of a path into an answer: a key, or an index (the key is absent). */
typedef struct tw_select_place {
    const struct tw_select_place *up;
    tw_str key;
    uint32_t index;
} tw_select_place;

/* A value that may not be null is, and took its record with it. */
typedef struct tw_select_fault {
    const struct tw_select_fault *next;
    const tw_select_place *place; /* of the record; NULL: the outermost */
    const tw_field *field;
} tw_select_fault;

/* Where projections with such values report (op->faults). */
typedef struct tw_select_faults {
    const tw_select_fault *first; /* the last one reported */
    uint32_t count;
} tw_select_faults;

tw_select_cache *tw__select_cache_new(const tw_alloc *a);
void tw__select_cache_free(tw_select_cache *c);
/* Forget what was compiled for an older model.  NULL does nothing. */
void tw__select_cache_clear(tw_select_cache *c);

/* Every readable field, as the REST API shows a record (5.1 - 5.5): depth 0, or
** 1 with at most `children` records per to-many relation. */
tw_status tw__select_full(tw_op *op,
                          const tw_object *o,
                          uint32_t depth,
                          uint32_t children,
                          const tw_select **out);

/* The projection's columns as SQL: `"t"."id","t"."name",...` for the table
** alias `t`. */
tw_str tw__select_columns(const tw_select *s);
uint32_t tw__select_column_count(const tw_select *s);

/* A projection at work: holds the relations' statements between rows, so that
** each is looked up once however many rows there are. */
typedef struct tw_select_run tw_select_run;
tw_status tw__select_begin(tw_op *op, const tw_select *s, tw_select_run **out);
/* Append one record, `{...}`. */
tw_status tw__select_row(tw_op *op,
                         tw_select_run *run,
                         const tw_row_source *row,
                         tw_buf *out);
/* Give the statements back.  NULL does nothing. */
void tw__select_end(tw_select_run *run);

/* The three above for a single row: append one record, `{...}`, running the
** nested statements. */
tw_status tw__select_write(tw_op *op,
                           const tw_select *s,
                           const tw_row_source *row,
                           tw_buf *out);

#endif
