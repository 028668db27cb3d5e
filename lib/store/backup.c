/* backup.c -- the whole file copied while it is in use.  A read transaction is
** held from first page to last: writers go on, the copy is one state, and
** SQLite never has to start again. */
#include "store/conn_inside.h"
#include "store/status.h"
#include "store/stmt.h"
#include "store/tx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum {
    PAGES_PER_STEP = 2000
};

/* Take the name, so that nothing that exists is ever written over. */
static tw_status reserve(tw_op *op, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (fd < 0)
        return tw__fail(op, TW_E_CANNOT_OPEN, "", "\"%s\": %s", path,
                        strerror(errno));
    close(fd);
    return TW_OK;
}

static void remove_all(const char *path)
{
    static const char *const tails[] = {"", "-journal", "-wal", "-shm"};
    char name[4096];
    size_t i;

    for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
        if (snprintf(name, sizeof(name), "%s%s", path, tails[i]) <
            (int)sizeof(name))
            unlink(name);
}

/* The first statement of a read transaction takes its snapshot. */
static tw_status take_snapshot(tw_op *op)
{
    tw_stmt *s = tw__stmt_get(op, TW_STR("SELECT 1 FROM sqlite_schema"));
    tw_status status;
    bool row;

    if (s == NULL)
        return op->error.status;
    status = tw__stmt_step(op, s, &row);
    tw__stmt_done(s);
    return status;
}

static tw_status copy(tw_op *op, tw_conn *c, sqlite3 *to)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", c->db, "main");
    int rc = SQLITE_OK, end;

    if (b == NULL)
        return tw__status_report(op, to, sqlite3_extended_errcode(to),
                                 "the copy: ");
    while (rc == SQLITE_OK)
        rc = sqlite3_backup_step(b, PAGES_PER_STEP);
    end = sqlite3_backup_finish(b);
    return tw__status_report(op, to, rc == SQLITE_DONE ? end : rc,
                             "the copy: ");
}

static tw_status copy_into(tw_op *op, tw_conn *c, const char *path)
{
    sqlite3 *to = NULL;
    tw_status status;
    int rc;

    rc = tw__conn_open_name(path,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                SQLITE_OPEN_EXRESCODE,
                            &to);
    /* Half a copy is removed, never rolled back: no journal. */
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode = OFF", NULL, NULL, NULL);
    if (rc != SQLITE_OK) {
        status = tw__status_report(op, to, rc, "the copy: ");
        sqlite3_close_v2(to);
        return status;
    }
    status = tw__tx_begin_read(op);
    if (status == TW_OK) {
        status = take_snapshot(op);
        if (status == TW_OK)
            status = copy(op, c, to);
        tw__tx_end_read(op);
    }
    sqlite3_close_v2(to);
    return status;
}

tw_status tw__conn_backup(tw_op *op, tw_conn *c, const char *path)
{
    tw_status status;

    if (path == NULL || path[0] == '\0' || strcmp(path, ":memory:") == 0)
        return tw__fail(op, TW_E_CANNOT_OPEN, "", "the copy needs a name");
    if (TW_NEVER(op->conn != c))
        return tw__fail(op, TW_E_MISUSE, "", "the connection of another");
    status = reserve(op, path);
    if (status != TW_OK)
        return status;
    status = copy_into(op, c, path);
    if (status != TW_OK)
        remove_all(path);
    return status;
}
