/* tx_test.c -- nesting, savepoints, and what happens when things go wrong. */
#include "store/tx.h"

#include "store/conn_inside.h"
#include "unit/store/rig.h"

static int setup(void **state)
{
    rig *w;

    if (rig_setup(state) != 0)
        return -1;
    w = *state;
    exec(&w->op, "CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT");
    return 0;
}

static void put(rig *w, int a)
{
    tw_stmt *s = tw__stmt_get(&w->op, TW_STR("INSERT INTO t VALUES(?1)"));

    assert_non_null(s);
    tw__stmt_bind_int(s, 1, a);
    must(&w->op, tw__stmt_run(&w->op, s));
}

/* The values of t, as "1,2,3", seen by another connection. */
static const char *stored(rig *w)
{
    tw_op other;
    const char *text;

    op_init(&other);
    must(&other, rig_open(w, &other));
    text = ask_text(&other, "SELECT coalesce(group_concat(a), '') FROM"
                            " (SELECT a FROM t ORDER BY a)");
    text = tw__arena_str(w->op.arena, tw_str_of(text)).ptr;
    op_fini(&other);
    return text;
}

static bool open_transaction(const rig *w)
{
    return sqlite3_get_autocommit(w->op.conn->db) == 0;
}

/* ---- nesting ------------------------------------------------------------ */

static void write_commits_or_rolls_back(void **state)
{
    rig *w = *state;

    assert_false(tw__tx_writing(&w->op));
    must(&w->op, tw__tx_begin_write(&w->op));
    assert_true(tw__tx_writing(&w->op));
    put(w, 1);
    assert_string_equal(stored(w), "");
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1");
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 2);
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    assert_false(tw__tx_writing(&w->op));
    assert_string_equal(stored(w), "1");
}

static void inner_calls_join_the_outer_write(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    must(&w->op, tw__tx_begin_read(&w->op));
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 1);
    tw__tx_end_read(&w->op);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_true(tw__tx_writing(&w->op));
    assert_string_equal(stored(w), "");
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1");
}

static void read_is_one_snapshot(void **state)
{
    rig *w = *state;
    tw_op other;

    put(w, 1);
    op_init(&other);
    must(&other, rig_open(w, &other));
    must(&w->op, tw__tx_begin_read(&w->op));
    must(&w->op, tw__tx_begin_read(&w->op));
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 1);
    exec(&other, "INSERT INTO t VALUES(2)");
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 1);
    tw__tx_end_read(&w->op);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 1);
    tw__tx_end_read(&w->op);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 2);
    op_fini(&other);
}

static void read_leaves_nothing_open(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_read(&w->op));
    assert_true(open_transaction(w));
    assert_int_equal(attempt(&w->op, "SELECT 1 / t.a FROM none t"),
                     TW_E_INTERNAL);
    tw__tx_end_read(&w->op);
    assert_false(open_transaction(w));
}

#if !defined(TW_DEBUG) /* a debug build stops at these */
static void wrong_order_is_misuse(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_read(&w->op));
    assert_int_equal(tw__tx_begin_write(&w->op), TW_E_MISUSE);
    assert_int_equal(tw__tx_end_write(&w->op, TW_OK), TW_E_MISUSE);
    tw__tx_end_read(&w->op);
    tw__tx_end_read(&w->op);
    forgive(&w->op);
    assert_int_equal(tw__tx_savepoint(&w->op), TW_E_MISUSE);
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_OK), TW_E_MISUSE);
    forgive(&w->op);
    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
}
#endif

/* ---- savepoints --------------------------------------------------------- */

static void savepoint_undoes_its_part_alone(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 2);
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_E_INVALID), TW_E_INVALID);
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 3);
    must(&w->op, tw__tx_end_savepoint(&w->op, TW_OK));
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1,3");
}

static void savepoints_nest(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 1);
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 2);
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_E_INVALID), TW_E_INVALID);
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 3);
    must(&w->op, tw__tx_end_savepoint(&w->op, TW_OK));
    must(&w->op, tw__tx_end_savepoint(&w->op, TW_OK));
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 4);
    must(&w->op, tw__tx_savepoint(&w->op));
    put(w, 5);
    must(&w->op, tw__tx_end_savepoint(&w->op, TW_OK));
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_E_CONFLICT),
                     TW_E_CONFLICT);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1,3");
}

static void refused_statement_leaves_the_transaction(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    assert_int_equal(attempt(&w->op, "INSERT INTO t VALUES(2), (1)"),
                     TW_E_CONFLICT);
    forgive(&w->op);
    put(w, 3);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1,3");
}

/* ---- failures ----------------------------------------------------------- */

static void failed_inner_write_dooms_the_outer_one(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    tw__fail(&w->op, TW_E_INVALID, "/x", "why");
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    put(w, 2);
    assert_int_equal(tw__tx_end_write(&w->op, TW_OK), TW_E_INVALID);
    assert_string_equal(w->op.error.message, "why");
    assert_string_equal(stored(w), "");
    /* the next one is not touched by it */
    forgive(&w->op);
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 3);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "3");
}

static void savepoint_between_contains_the_failure(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    must(&w->op, tw__tx_savepoint(&w->op));
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 2);
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_E_INVALID), TW_E_INVALID);
    put(w, 3);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1,3");
}

static void savepoint_cannot_keep_a_failed_inner_write(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_savepoint(&w->op));
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 2);
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_OK), TW_E_INVALID);
    forgive(&w->op);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "");
}

static const char *const endless_insert =
    "INSERT INTO t WITH RECURSIVE n(i) AS"
    " (SELECT 100 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

static void deadline_in_a_write_loses_the_whole_transaction(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    must(&w->op, tw__tx_savepoint(&w->op));
    tw__conn_deadline(w->op.conn, 20);
    assert_int_equal(attempt(&w->op, endless_insert), TW_E_TIMEOUT);
    tw__conn_deadline(w->op.conn, 0);
    assert_false(open_transaction(w));
    /* what follows must not be stored by itself */
    forgive(&w->op);
    assert_int_equal(attempt(&w->op, "INSERT INTO t VALUES(5)"), TW_E_TIMEOUT);
    assert_int_equal(tw__stmt_exec(&w->op, TW_STR("INSERT INTO t VALUES(6)")),
                     TW_E_TIMEOUT);
    assert_int_equal(tw__tx_end_savepoint(&w->op, TW_OK), TW_E_TIMEOUT);
    assert_int_equal(tw__tx_savepoint(&w->op), TW_E_TIMEOUT);
    assert_int_equal(tw__tx_begin_write(&w->op), TW_E_TIMEOUT);
    forgive(&w->op);
    assert_int_equal(tw__tx_end_write(&w->op, TW_OK), TW_E_TIMEOUT);
    assert_string_equal(stored(w), "");
    /* and afterwards all is well */
    forgive(&w->op);
    assert_int_equal(tw__conn_dead(w->op.conn), TW_OK);
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 7);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "7");
}

static void deadline_in_a_read_leaves_the_write(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    tw__conn_deadline(w->op.conn, 20);
    assert_int_equal(attempt(&w->op, "WITH RECURSIVE n(i) AS (SELECT 1 UNION"
                                     " ALL SELECT i + 1 FROM n)"
                                     " SELECT count(*) FROM n"),
                     TW_E_TIMEOUT);
    tw__conn_deadline(w->op.conn, 0);
    forgive(&w->op);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    assert_string_equal(stored(w), "1");
}

static void broken_promise_fails_the_commit(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE c(t REFERENCES t(a) DEFERRABLE INITIALLY"
                 " DEFERRED)");
    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    must(&w->op, attempt(&w->op, "INSERT INTO c VALUES(99)"));
    assert_int_equal(tw__tx_end_write(&w->op, TW_OK), TW_E_INVALID);
    assert_false(open_transaction(w));
    assert_string_equal(stored(w), "");
}

static void unfinished_statement_does_not_stop_the_rollback(void **state)
{
    rig *w = *state;
    tw_stmt *s;
    bool row;

    put(w, 1);
    must(&w->op, tw__tx_begin_write(&w->op));
    s = tw__stmt_get(&w->op,
                     TW_STR("INSERT INTO t VALUES(2), (3) RETURNING a"));
    must(&w->op, tw__stmt_step(&w->op, s, &row));
    assert_true(row);
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    assert_false(open_transaction(w));
    tw__stmt_done(s);
    assert_string_equal(stored(w), "1");
}

static int deny_rollback(void *ctx,
                         int action,
                         const char *a,
                         const char *b,
                         const char *c,
                         const char *d)
{
    (void)ctx, (void)b, (void)c, (void)d;
    return action == SQLITE_TRANSACTION && a[0] == 'R' ? SQLITE_DENY
                                                       : SQLITE_OK;
}

static void failed_rollback_kills_the_connection(void **state)
{
    rig *w = *state;

    must(&w->op, tw__tx_begin_write(&w->op));
    put(w, 1);
    sqlite3_set_authorizer(w->op.conn->db, deny_rollback, NULL);
    tw__fail(&w->op, TW_E_INVALID, "", "the cause");
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    assert_string_equal(w->op.error.message, "the cause");
    assert_int_not_equal(tw__conn_dead(w->op.conn), TW_OK);
    forgive(&w->op);
    assert_int_equal(attempt(&w->op, "SELECT 1"), tw__conn_dead(w->op.conn));
    assert_int_not_equal(tw__tx_begin_read(&w->op), TW_OK);
    tw__conn_close(w->op.conn);
    w->op.conn = NULL;
    assert_string_equal(stored(w), "");
}

#define test(f) cmocka_unit_test_setup_teardown(f, setup, rig_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(write_commits_or_rolls_back),
        test(inner_calls_join_the_outer_write),
        test(read_is_one_snapshot),
        test(read_leaves_nothing_open),
#if !defined(TW_DEBUG)
        test(wrong_order_is_misuse),
#endif
        test(savepoint_undoes_its_part_alone),
        test(savepoints_nest),
        test(refused_statement_leaves_the_transaction),
        test(failed_inner_write_dooms_the_outer_one),
        test(savepoint_between_contains_the_failure),
        test(savepoint_cannot_keep_a_failed_inner_write),
        test(deadline_in_a_write_loses_the_whole_transaction),
        test(deadline_in_a_read_leaves_the_write),
        test(broken_promise_fails_the_commit),
        test(unfinished_statement_does_not_stop_the_rollback),
        test(failed_rollback_kills_the_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
