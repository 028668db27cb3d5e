/* status_test.c -- SQLite's codes as ours, and the words of constraints. */
#include "store/status.h"

#include "unit/store/rig.h"

#include <sqlite3.h>

static void codes_map_to_statuses(void **state)
{
    static const struct {
        int rc;
        tw_status want;
    } rows[] = {
        {SQLITE_OK, TW_OK},
        {SQLITE_ROW, TW_OK},
        {SQLITE_DONE, TW_OK},
        {SQLITE_ERROR, TW_E_INTERNAL},
        {SQLITE_BUSY, TW_E_BUSY},
        {SQLITE_BUSY_SNAPSHOT, TW_E_BUSY},
        {SQLITE_LOCKED, TW_E_BUSY},
        {SQLITE_NOMEM, TW_E_NOMEM},
        {SQLITE_IOERR_NOMEM, TW_E_NOMEM},
        {SQLITE_READONLY, TW_E_READONLY},
        {SQLITE_READONLY_DBMOVED, TW_E_READONLY},
        {SQLITE_INTERRUPT, TW_E_TIMEOUT},
        {SQLITE_IOERR, TW_E_IO},
        {SQLITE_IOERR_READ, TW_E_IO},
        {SQLITE_CORRUPT, TW_E_CORRUPT},
        {SQLITE_CORRUPT_INDEX, TW_E_CORRUPT},
        {SQLITE_FULL, TW_E_FULL},
        {SQLITE_CANTOPEN, TW_E_CANNOT_OPEN},
        {SQLITE_CANTOPEN_ISDIR, TW_E_CANNOT_OPEN},
        {SQLITE_PERM, TW_E_CANNOT_OPEN},
        {SQLITE_NOTADB, TW_E_NOT_A_DATABASE},
        {SQLITE_TOOBIG, TW_E_TOO_LARGE},
        {SQLITE_CONSTRAINT_UNIQUE, TW_E_CONFLICT},
        {SQLITE_CONSTRAINT_PRIMARYKEY, TW_E_CONFLICT},
        {SQLITE_CONSTRAINT_ROWID, TW_E_CONFLICT},
        {SQLITE_CONSTRAINT_FOREIGNKEY, TW_E_INVALID},
        {SQLITE_CONSTRAINT_NOTNULL, TW_E_INVALID},
        {SQLITE_CONSTRAINT_CHECK, TW_E_INVALID},
        {SQLITE_CONSTRAINT_DATATYPE, TW_E_INVALID},
        {SQLITE_MISUSE, TW_E_INTERNAL},
        {SQLITE_RANGE, TW_E_INTERNAL},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (tw__status_from_sqlite(rows[i].rc) != rows[i].want)
            fail_msg("%d: got %s, want %s", rows[i].rc,
                     tw_status_name(tw__status_from_sqlite(rows[i].rc)),
                     tw_status_name(rows[i].want));
}

static void broken_constraints_say_which(void **state)
{
    static const struct {
        const char *sql;
        tw_status status;
        const char *message; /* begins with */
        int extended;
    } rows[] = {
        {"INSERT INTO t(id) VALUES('a')", TW_E_CONFLICT,
         "A duplicate entry was detected: t.id", SQLITE_CONSTRAINT_UNIQUE},
        {"INSERT INTO t(id, x, y) VALUES('b', 1, 2)", TW_E_CONFLICT,
         "A duplicate entry was detected: t.x, t.y", SQLITE_CONSTRAINT_UNIQUE},
        {"INSERT INTO t(_id, id) VALUES(1, 'c')", TW_E_CONFLICT,
         "A duplicate entry was detected: t._id", SQLITE_CONSTRAINT_PRIMARYKEY},
        {"INSERT INTO t(id, r) VALUES('d', 'none')", TW_E_INVALID, "a relation",
         SQLITE_CONSTRAINT_FOREIGNKEY},
        {"DELETE FROM t WHERE id = 'a'", TW_E_INVALID, "a relation",
         SQLITE_CONSTRAINT_FOREIGNKEY},
        {"INSERT INTO t(id) VALUES(NULL)", TW_E_INVALID,
         "invalid input: ", SQLITE_CONSTRAINT_NOTNULL},
        {"INSERT INTO t(id, x) VALUES('e', 'text')", TW_E_INVALID,
         "invalid input: ", SQLITE_CONSTRAINT_DATATYPE},
    };
    rig *w = *state;
    size_t i;

    exec(&w->op,
         "CREATE TABLE t(_id INTEGER PRIMARY KEY, id TEXT NOT NULL,"
         " x INTEGER, y INTEGER, gone TEXT, r TEXT REFERENCES t(id)) STRICT;"
         "CREATE UNIQUE INDEX t_id ON t(id);"
         "CREATE UNIQUE INDEX t_xy ON t(x, y) WHERE gone IS NULL;"
         "INSERT INTO t VALUES(1, 'a', 1, 2, NULL, NULL);"
         "INSERT INTO t VALUES(2, 'z', 3, 4, NULL, 'a')");
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(attempt(&w->op, rows[i].sql), rows[i].status);
        if (strncmp(w->op.error.message, rows[i].message,
                    strlen(rows[i].message)) != 0)
            fail_msg("%s: %s", rows[i].sql, w->op.error.message);
        assert_int_equal(w->op.error.sqlite_extended, rows[i].extended);
        forgive(&w->op);
    }
}

static void first_cause_is_kept(void **state)
{
    rig *w = *state;

    tw__fail(&w->op, TW_E_INVALID, "/name", "the cause");
    assert_int_equal(tw__status_fail(&w->op, SQLITE_FULL), TW_E_FULL);
    assert_string_equal(w->op.error.message, "the cause");
    assert_int_equal(w->op.error.sqlite_extended, 0);
    forgive(&w->op);
    assert_int_equal(tw__status_fail(&w->op, SQLITE_OK), TW_OK);
    assert_int_equal(w->op.error.status, TW_OK);
}

static void a_chain_without_an_end_is_refused(void **state)
{
    rig *w = *state;

    exec(&w->op,
         "CREATE TABLE n(id INTEGER PRIMARY KEY, up REFERENCES n(id) ON DELETE"
         " CASCADE); WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1"
         " FROM c WHERE i < 1500) INSERT INTO n SELECT i, nullif(i - 1, 0)"
         " FROM c");
    assert_int_equal(attempt(&w->op, "DELETE FROM n WHERE id = 1"),
                     TW_E_INVALID);
    assert_non_null(strstr(w->op.error.message, "too many records"));
    forgive(&w->op);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM n"), 1500);
    assert_int_equal(attempt(&w->op, "DELETE FROM n WHERE id = 1000"), TW_OK);
}

/* A code that SQLite did not give itself: its handle has no word about it. */
static void our_own_findings_have_words(void **state)
{
    rig *w = *state;

    assert_int_equal(tw__status_fail(&w->op, SQLITE_READONLY), TW_E_READONLY);
    assert_null(strstr(w->op.error.message, "not an error"));
    assert_non_null(strstr(w->op.error.message, "read-only"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_map_to_statuses),
        rig_test(broken_constraints_say_which),
        rig_test(first_cause_is_kept),
        rig_test(a_chain_without_an_end_is_refused),
        rig_test(our_own_findings_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
