/* write.h -- every row of a record is written here: insert, update, delete.
** Search text and counts follow by the tables' triggers, related records by
** foreign keys. */
#ifndef RECORD_WRITE_H
#define RECORD_WRITE_H

#include "query/emit_write.h"
#include "record/accept.h"
#include "record/record.h"

/* An empty row of the object: nothing set. */
tw_status tw__row_init(tw_op *op, const tw_object *o, tw_row *row);
/* Set one cell. */
static inline void tw__row_set(tw_row *row, const tw_column *c, tw_cell cell)
{
    row->cells[c->index] = cell;
    row->set[c->index] = 1;
}
static inline bool tw__row_given(const tw_row *row, const tw_column *c)
{
    return c != NULL && row->set[c->index] != 0;
}
/* The time of the operation as a cell. */
tw_cell tw__row_now(tw_op *op);
/* All columns of a stored record, copied.  `*found`: is it there? */
tw_status tw__row_read(tw_op *op,
                       const tw_object *o,
                       tw_str id,
                       tw_life life,
                       tw_row *row,
                       bool *found);

/* Insert the whole row; `insert` is the object's statement, which the caller
** holds for the length of a batch. */
tw_status tw__write_insert(tw_op *op, tw_stmt *insert, const tw_row *row);
/* Update the columns that are set.  `*found`: there was such a record. */
tw_status tw__write_update(tw_op *op,
                           const tw_row *row,
                           tw_str id,
                           bool *found);
/* The same in many records. */
tw_status tw__write_update_many(tw_op *op,
                                const tw_row *row,
                                const tw_str *ids,
                                uint32_t count);
/* Remove records for good. */
tw_status tw__write_destroy(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            bool *found);
tw_status tw__write_destroy_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_str *ids,
                                 uint32_t count);
/* Soft-delete, or bring back, what is reached through `join`. */
tw_status tw__write_follow(tw_op *op,
                           const tw_column *join,
                           const tw_str *ids,
                           uint32_t count,
                           bool restore);
/* Point what points to one of `ids` through `join` to `to`. */
tw_status tw__write_repoint(tw_op *op,
                            const tw_column *join,
                            tw_str to,
                            const tw_str *ids,
                            uint32_t count);

/* A look-up by columns that must all be equal to `cells`, one each. */
typedef struct tw_look {
    const tw_column *const *columns;
    const tw_cell *cells;
    uint32_t count;
    tw_life life;
} tw_look;
/* `count`: 0, 1, or 2 for "several"; the id is the first one's, copied. */
typedef struct tw_found {
    uint32_t count;
    tw_str id;
    bool deleted;
} tw_found;
tw_status tw__write_find(tw_op *op,
                         const tw_object *o,
                         const tw_look *look,
                         tw_found *out);

/* A UUID in lower case, or TW_E_INVALID. */
tw_status tw__write_id(tw_op *op, tw_str id, tw_str *out);
/* ["...","..."] */
tw_str tw__write_id_list(tw_op *op, const tw_str *ids, uint32_t count);
/* Append the records, as they are now, with commas between them. */
tw_status tw__write_answer(tw_op *op,
                           const tw_object *o,
                           const tw_select *answer,
                           const tw_str *ids,
                           uint32_t count,
                           tw_buf *out);

#endif
