/* stmt.c -- binding, stepping and reading one statement.  This is the inner
** loop of every request: nothing here allocates, and a step costs two tests
** more than SQLite's own. */
#include "store/stmt.h"

#include "store/status.h"
#include "store/stmt_inside.h"

void tw__stmt_done(tw_stmt *s)
{
    if (s == NULL)
        return;
    if (!s->kept) {
        tw__stmt_drop(s);
        return;
    }
    sqlite3_reset(s->st);
    /* Texts are borrowed: none may outlive its lender in here. */
    sqlite3_clear_bindings(s->st);
    s->bind_rc = SQLITE_OK;
    s->busy = false;
}

void tw__stmt_again(tw_stmt *s)
{
    sqlite3_reset(s->st);
    s->bind_rc = SQLITE_OK;
}

/* ---- binding ------------------------------------------------------------ */

static void bound(tw_stmt *s, int rc)
{
    if (rc != SQLITE_OK && s->bind_rc == SQLITE_OK)
        s->bind_rc = rc;
}

void tw__stmt_bind_text(tw_stmt *s, int index, tw_str text)
{
    /* A NULL pointer binds NULL. */
    bound(s, sqlite3_bind_text64(s->st, index, text.ptr, text.len,
                                 SQLITE_STATIC, SQLITE_UTF8));
}

void tw__stmt_bind_int(tw_stmt *s, int index, int64_t v)
{
    bound(s, sqlite3_bind_int64(s->st, index, v));
}

void tw__stmt_bind_real(tw_stmt *s, int index, double v)
{
    bound(s, sqlite3_bind_double(s->st, index, v));
}

void tw__stmt_bind_null(tw_stmt *s, int index)
{
    bound(s, sqlite3_bind_null(s->st, index));
}

void tw__stmt_bind(tw_stmt *s, int index, const tw_cell *cell)
{
    switch (cell->type) {
    case TW_CELL_NULL:
        tw__stmt_bind_null(s, index);
        break;
    case TW_CELL_INT:
        tw__stmt_bind_int(s, index, cell->u.i);
        break;
    case TW_CELL_REAL:
        tw__stmt_bind_real(s, index, cell->u.r);
        break;
    case TW_CELL_TEXT:
        tw__stmt_bind_text(s, index, cell->u.s);
        break;
    }
}

/* ---- stepping ----------------------------------------------------------- */

/* What a failed step means for the connection. */
static tw_status failed(tw_op *op, tw_stmt *s, int rc)
{
    tw_conn *c = s->conn;
    tw_status status;

    if (c->func_status != TW_OK) { /* one of our functions knows better */
        status = tw__fail(op, c->func_status, "", "%s", sqlite3_errmsg(c->db));
        c->func_status = TW_OK;
    } else {
        status = tw__status_fail(op, rc);
    }
    if (status == TW_E_CORRUPT || status == TW_E_NOT_A_DATABASE)
        tw__conn_die(c, status);
    /* Out of memory, of disk or of time inside a write, SQLite gives up the
    ** whole transaction.  Whoever goes on would write outside of it. */
    if (c->depth > 0 && c->stop == TW_OK && sqlite3_get_autocommit(c->db))
        c->stop = status;
    return status;
}

static tw_status refuse(tw_op *op, const tw_stmt *s)
{
    tw_status stop = s->conn->stop;

    if (stop != TW_OK)
        return tw__fail(op, stop, "", "%s", tw_status_text(stop));
    if (s->bind_rc == SQLITE_TOOBIG)
        return tw__fail(op, TW_E_TOO_LARGE, "", "a value is too large");
    if (s->bind_rc == SQLITE_NOMEM)
        return tw__fail_nomem(op);
    return tw__fail(op, TW_E_INTERNAL, "", "a value cannot be bound: %s",
                    sqlite3_errstr(s->bind_rc));
}

tw_status tw__stmt_step(tw_op *op, tw_stmt *s, bool *row)
{
    int rc;

    *row = false;
    if (s->bind_rc != SQLITE_OK || s->conn->stop != TW_OK)
        return refuse(op, s);
    rc = sqlite3_step(s->st);
    if (rc == SQLITE_ROW) {
        *row = true;
        return TW_OK;
    }
    return rc == SQLITE_DONE ? TW_OK : failed(op, s, rc);
}

tw_status tw__stmt_run(tw_op *op, tw_stmt *s)
{
    tw_status status;
    bool row;

    do
        status = tw__stmt_step(op, s, &row);
    while (row);
    tw__stmt_done(s);
    return status;
}

/* The statement at the front of `*sql`, run to its end and finalized. */
static int exec_next(tw_conn *c, const char **sql, const char *end)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(c->db, *sql, (int)(end - *sql), &st, sql);

    if (rc != SQLITE_OK || st == NULL)
        return rc;
    c->prepared++;
    do
        rc = sqlite3_step(st);
    while (rc == SQLITE_ROW);
    if (rc == SQLITE_DONE)
        rc = SQLITE_OK;
    return sqlite3_finalize(st) == SQLITE_OK ? SQLITE_OK : rc;
}

tw_status tw__stmt_exec(tw_op *op, tw_str sql)
{
    tw_conn *c = op->conn;
    const char *at = sql.ptr, *end = sql.ptr + sql.len;
    tw_status status;
    int rc = SQLITE_OK;

    if (c->stop != TW_OK)
        return tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
    if (sql.len > INT32_MAX)
        return tw__fail(op, TW_E_TOO_LARGE, "", "the statement is too large");
    while (rc == SQLITE_OK && at < end)
        rc = exec_next(c, &at, end);
    status = tw__status_fail(op, rc);
    if (status == TW_E_CORRUPT || status == TW_E_NOT_A_DATABASE)
        tw__conn_die(c, status);
    if (status != TW_OK && c->depth > 0 && c->stop == TW_OK &&
        sqlite3_get_autocommit(c->db))
        c->stop = status;
    return status;
}

/* ---- reading ------------------------------------------------------------ */

tw_str tw__stmt_text(tw_stmt *s, int column)
{
    /* As a blob: the bytes as they are, without a NUL put behind them. */
    const char *ptr = sqlite3_column_blob(s->st, column);

    if (ptr != NULL)
        return (tw_str){ptr, (size_t)sqlite3_column_bytes(s->st, column)};
    if (sqlite3_column_type(s->st, column) == SQLITE_NULL)
        return TW_NO_STR;
    return TW_STR("");
}

bool tw__stmt_is_null(tw_stmt *s, int column)
{
    return sqlite3_column_type(s->st, column) == SQLITE_NULL;
}

int64_t tw__stmt_int(tw_stmt *s, int column)
{
    return sqlite3_column_int64(s->st, column);
}

double tw__stmt_real(tw_stmt *s, int column)
{
    return sqlite3_column_double(s->st, column);
}

void tw__stmt_cell(tw_stmt *s, int column, tw_cell *out)
{
    switch (sqlite3_column_type(s->st, column)) {
    case SQLITE_NULL:
        *out = tw__cell_null();
        break;
    case SQLITE_INTEGER:
        *out = tw__cell_int(sqlite3_column_int64(s->st, column));
        break;
    case SQLITE_FLOAT:
        *out = tw__cell_real(sqlite3_column_double(s->st, column));
        break;
    default: /* text; a blob is read as text */
        *out = tw__cell_text(tw__stmt_text(s, column));
        break;
    }
}
