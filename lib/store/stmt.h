/* stmt.h -- statements: fixed ones (sql.def) and dynamic ones (an LRU by
** text); binding, stepping, reading. */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "base/op.h"
#include "store/conn.h"
#include "store/sql.h"

typedef struct tw_stmt tw_stmt;

typedef enum tw_cell_type {
    TW_CELL_NULL,
    TW_CELL_INT,
    TW_CELL_REAL,
    TW_CELL_TEXT
} tw_cell_type;

/* A value on its way into or out of a column.  Text read from a row is a slice
** that lives until the next step. */
typedef struct tw_cell {
    tw_cell_type type;
    union {
        int64_t i;
        double r;
        tw_str s;
    } u;
} tw_cell;

static inline tw_cell tw__cell_null(void)
{
    return (tw_cell){.type = TW_CELL_NULL};
}
static inline tw_cell tw__cell_int(int64_t i)
{
    return (tw_cell){.type = TW_CELL_INT, .u.i = i};
}
static inline tw_cell tw__cell_real(double r)
{
    return (tw_cell){.type = TW_CELL_REAL, .u.r = r};
}
static inline tw_cell tw__cell_text(tw_str s)
{
    return s.ptr == NULL ? tw__cell_null()
                         : (tw_cell){.type = TW_CELL_TEXT, .u.s = s};
}

/* A fixed statement, prepared on first use; NULL: op->error is set. */
tw_stmt *tw__stmt_fixed(tw_op *op, tw_sql which);
/* A dynamic statement by its text, from the cache or prepared now.  If the
** cached one is in use, another is prepared.  Give it back with
** tw__stmt_done().  NULL: op->error is set. */
tw_stmt *tw__stmt_get(tw_op *op, tw_str sql);
/* Reset, forget the bindings, return to the cache.  NULL does nothing. */
void tw__stmt_done(tw_stmt *s);
/* Reset to be bound and stepped again by the same user. */
void tw__stmt_again(tw_stmt *s);

/* Binding: `index` from 1.  Text is borrowed until tw__stmt_done()/again().
** A failure is remembered and reported by the next step. */
void tw__stmt_bind(tw_stmt *s, int index, const tw_cell *cell);
void tw__stmt_bind_text(tw_stmt *s, int index, tw_str text); /* absent: NULL */
void tw__stmt_bind_int(tw_stmt *s, int index, int64_t v);
void tw__stmt_bind_real(tw_stmt *s, int index, double v);
void tw__stmt_bind_null(tw_stmt *s, int index);

/* *row: there is a row to read. */
tw_status tw__stmt_step(tw_op *op, tw_stmt *s, bool *row);
/* Step to the end (no rows wanted), then done(). */
tw_status tw__stmt_run(tw_op *op, tw_stmt *s);

/* Reading the current row: `column` from 0. */
void tw__stmt_cell(tw_stmt *s, int column, tw_cell *out);
bool tw__stmt_is_null(tw_stmt *s, int column);
tw_str tw__stmt_text(tw_stmt *s, int column); /* NULL: absent */
int64_t tw__stmt_int(tw_stmt *s, int column);
double tw__stmt_real(tw_stmt *s, int column);

/* Run SQL text without parameters or rows (DDL): prepared, run, finalized;
** several statements may be separated by ';'. */
tw_status tw__stmt_exec(tw_op *op, tw_str sql);
/* Drop all cached statements (after a model change). */
void tw__stmt_forget(tw_conn *c);
/* Prepares done since open; a repeated request must not raise it. */
uint64_t tw__stmt_prepared(const tw_conn *c);

#endif
