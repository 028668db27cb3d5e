/* status.c -- SQLite's result codes, extended ones included, as ours.  The
** extended code decides where it tells more than the primary one. */
#include "store/status.h"

#include "store/conn_inside.h"

static tw_status from_constraint(int rc)
{
    switch (rc) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return TW_E_CONFLICT;
    case SQLITE_CONSTRAINT_FUNCTION:
    case SQLITE_CONSTRAINT_VTAB:
        return TW_E_INTERNAL;
    default: /* foreign key, not null, check, datatype, trigger */
        return TW_E_INVALID;
    }
}

tw_status tw__status_from_sqlite(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return TW_OK;
    case SQLITE_CONSTRAINT:
        return from_constraint(rc);
    case SQLITE_NOMEM:
        return TW_E_NOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return TW_E_BUSY;
    case SQLITE_INTERRUPT:
        return TW_E_TIMEOUT;
    case SQLITE_FULL:
        return TW_E_FULL;
    case SQLITE_READONLY:
        return TW_E_READONLY;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return TW_E_CANNOT_OPEN;
    case SQLITE_CORRUPT:
        return TW_E_CORRUPT;
    case SQLITE_NOTADB:
        return TW_E_NOT_A_DATABASE;
    case SQLITE_IOERR:
        return rc == SQLITE_IOERR_NOMEM ? TW_E_NOMEM : TW_E_IO;
    case SQLITE_NOLFS:
        return TW_E_IO;
    case SQLITE_TOOBIG:
        return TW_E_TOO_LARGE;
    default:
        return TW_E_INTERNAL;
    }
}

/* SQLite's text without "UNIQUE constraint failed: " and the like. */
static const char *constraint_subject(const char *text)
{
    const char *at = strstr(text, "constraint failed: ");

    return at == NULL ? text : at + strlen("constraint failed: ");
}

/* Records that go with others, in a chain longer than SQLite follows (1,000).
** It has no code for that. */
static bool is_endless(int rc, const char *text)
{
    return rc == SQLITE_ERROR && strstr(text, "trigger recursion") != NULL;
}

tw_status tw__status_report(tw_op *op, sqlite3 *db, int rc, const char *about)
{
    tw_status status = tw__status_from_sqlite(rc);
    bool first = op->error.status == TW_OK;
    bool told = db != NULL && sqlite3_errcode(db) != SQLITE_OK;
    const char *text = told ? sqlite3_errmsg(db) : sqlite3_errstr(rc);

    if (status == TW_OK)
        return TW_OK;
    if (is_endless(rc, text))
        status = tw__fail(op, TW_E_INVALID, "",
                          "too many records would go with this one, each with "
                          "the one before it: begin nearer to the last");
    else if (status == TW_E_NOMEM)
        tw__fail_nomem(op);
    else if (status == TW_E_CONFLICT)
        tw__fail(op, status, "", "A duplicate entry was detected: %s",
                 constraint_subject(text));
    else if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
        tw__fail(op, status, "",
                 "a relation points to a record that does not exist, or the "
                 "record is still pointed to");
    else if (status == TW_E_TIMEOUT)
        tw__fail(op, status, "", "%s%s", about, tw_status_text(status));
    else
        tw__fail(op, status, "", "%s%s: %s", about, tw_status_text(status),
                 text);
    if (first)
        op->error.sqlite_extended = rc;
    return status;
}

tw_status tw__status_fail(tw_op *op, int rc)
{
    return tw__status_report(op, op->conn == NULL ? NULL : op->conn->db, rc,
                             "");
}
