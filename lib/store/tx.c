/* tx.c -- transactions.  What is begun inside something else joins it, so a
** verb can ask for a transaction without knowing whether there is one.
**
** Three things can go wrong and are kept apart:
** - an inner write fails: the outer one is doomed and rolls back at its end,
**   unless a savepoint between the two is rolled back;
** - SQLite rolls back by itself (no memory, no disk, a deadline inside a
**   write): conn->stop refuses everything until the end of the transaction;
** - a rollback fails: nobody knows what is in the file, the connection is
**   dead. */
#include "store/tx.h"

#include "store/status.h"
#include "store/stmt.h"
#include "store/stmt_inside.h"

/* One of the fixed statements below; not cut short by a deadline: SQLite may
** look at the clock after the commit is done, and would then deny it. */
static tw_status control(tw_op *op, tw_sql which)
{
    tw_conn *c = op->conn;
    tw_stmt *s = tw__stmt_fixed(op, which);
    int rc;

    if (s == NULL)
        return op->error.status;
    c->sheltered = true;
    rc = sqlite3_step(s->st);
    c->sheltered = false;
    if (rc == SQLITE_DONE) {
        tw__stmt_done(s);
        return TW_OK;
    }
    tw__status_fail(op, rc);
    tw__stmt_done(s);
    if (tw__status_from_sqlite(rc) == TW_E_CORRUPT)
        tw__conn_die(c, TW_E_CORRUPT);
    return tw__status_from_sqlite(rc);
}

/* What undoing takes is made before there is anything to undo: it must work
** when memory has run out. */
static tw_status ready(tw_op *op, tw_sql which)
{
    tw_stmt *s;

    if (op->conn->fixed[which] != NULL)
        return TW_OK;
    s = tw__stmt_fixed(op, which);
    tw__stmt_done(s);
    return s == NULL ? op->error.status : TW_OK;
}

/* Undo all; the error that led here is kept. */
static void roll_back(tw_op *op)
{
    tw_conn *c = op->conn;
    tw_status status;

    tw__cache_reset_all(c);
    if (sqlite3_get_autocommit(c->db))
        return; /* SQLite has done it */
    status = control(op, TW_SQL_ROLLBACK);
    if (status != TW_OK && !sqlite3_get_autocommit(c->db))
        tw__conn_die(c, status);
}

/* The outermost end: nothing is left of the transaction. */
static void closed(tw_conn *c)
{
    c->writing = false;
    c->doomed = TW_OK;
    c->savepoints = 0;
    if (!c->dead)
        c->stop = TW_OK;
}

static tw_status begin(tw_op *op, tw_sql which)
{
    tw_conn *c = op->conn;
    tw_status status = ready(op, TW_SQL_COMMIT);

    if (status == TW_OK)
        status = ready(op, TW_SQL_ROLLBACK);
    if (status == TW_OK)
        status = control(op, which);
    if (status == TW_OK)
        c->depth = 1;
    return status;
}

tw_status tw__tx_begin_read(tw_op *op)
{
    tw_conn *c = op->conn;

    if (c->stop != TW_OK)
        return tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
    if (c->depth == 0)
        return begin(op, TW_SQL_BEGIN);
    c->depth++;
    return TW_OK;
}

void tw__tx_end_read(tw_op *op)
{
    tw_conn *c = op->conn;

    if (TW_NEVER(c->depth == 0))
        return;
    if (--c->depth > 0)
        return;
    if (!sqlite3_get_autocommit(c->db) &&
        (c->stop != TW_OK || control(op, TW_SQL_COMMIT) != TW_OK))
        roll_back(op);
    closed(c);
}

tw_status tw__tx_begin_write(tw_op *op)
{
    tw_conn *c = op->conn;
    tw_status status;

    if (c->stop != TW_OK)
        return tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
    if (c->readonly)
        return tw__fail(op, TW_E_READONLY, "", "the handle is read-only");
    if (TW_NEVER(c->depth > 0 && !c->writing))
        return tw__fail(op, TW_E_MISUSE, "", "a write inside a read");
    if (c->depth > 0) {
        c->depth++;
        return TW_OK;
    }
    status = begin(op, TW_SQL_BEGIN_IMMEDIATE);
    c->writing = status == TW_OK;
    return status;
}

/* From here on the enclosing write cannot commit. */
static void doom(tw_conn *c, tw_status why)
{
    if (c->doomed == TW_OK) {
        c->doomed = why;
        c->doomed_at = c->savepoints;
    }
}

/* What stands in the way of keeping the work done so far. */
static tw_status verdict(tw_op *op, tw_status so_far)
{
    const tw_conn *c = op->conn;

    if (so_far != TW_OK)
        return so_far;
    if (c->stop != TW_OK)
        return tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
    if (c->doomed != TW_OK)
        return tw__fail(op, c->doomed, "", "a part of the change failed");
    return TW_OK;
}

tw_status tw__tx_end_write(tw_op *op, tw_status so_far)
{
    tw_conn *c = op->conn;
    tw_status status;

    if (TW_NEVER(c->depth == 0 || !c->writing))
        return so_far != TW_OK ? so_far : TW_E_MISUSE;
    if (--c->depth > 0) {
        if (so_far != TW_OK)
            doom(c, so_far);
        return so_far;
    }
    status = verdict(op, so_far);
    if (status == TW_OK)
        status = control(op, TW_SQL_COMMIT);
    if (status != TW_OK)
        roll_back(op);
    closed(c);
    return status;
}

bool tw__tx_alive(const tw_op *op)
{
    return op->conn->writing && op->conn->stop == TW_OK &&
           op->conn->doomed == TW_OK;
}

bool tw__tx_writing(const tw_op *op)
{
    return op->conn->writing;
}

tw_status tw__tx_savepoint(tw_op *op)
{
    tw_conn *c = op->conn;
    tw_status status;

    if (c->stop != TW_OK)
        return tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
    if (TW_NEVER(c->depth == 0))
        return tw__fail(op, TW_E_MISUSE, "", "a savepoint needs a transaction");
    status = ready(op, TW_SQL_RELEASE);
    if (status == TW_OK)
        status = ready(op, TW_SQL_ROLLBACK_TO);
    if (status == TW_OK)
        status = control(op, TW_SQL_SAVEPOINT);
    if (status == TW_OK)
        c->savepoints++;
    return status;
}

tw_status tw__tx_end_savepoint(tw_op *op, tw_status so_far)
{
    tw_conn *c = op->conn;
    bool doomed_inside = c->doomed != TW_OK && c->doomed_at >= c->savepoints;
    tw_status status = so_far;

    if (TW_NEVER(c->savepoints == 0))
        return so_far != TW_OK ? so_far : TW_E_MISUSE;
    if (c->stop != TW_OK || doomed_inside)
        status = verdict(op, so_far);
    c->savepoints--;
    if (c->stop != TW_OK)
        return status; /* the savepoint went with its transaction */
    if (status == TW_OK) {
        status = control(op, TW_SQL_RELEASE);
        if (status == TW_OK)
            return TW_OK;
    }
    if (control(op, TW_SQL_ROLLBACK_TO) != TW_OK ||
        control(op, TW_SQL_RELEASE) != TW_OK)
        doom(c, status); /* cannot be undone alone, so all is */
    else if (doomed_inside)
        c->doomed = TW_OK;
    return status;
}
