/* cache_test.c -- what is prepared, how often, and when it goes. */
#include "unit/store/rig.h"

static uint64_t prepared(rig *w)
{
    return tw__stmt_prepared(w->op.conn);
}

static void repeated_text_is_prepared_once(void **state)
{
    rig *w = *state;
    uint64_t before = prepared(w);
    int i;

    for (i = 0; i < 100; i++)
        assert_int_equal(ask_int(&w->op, "SELECT 7"), 7);
    assert_int_equal(prepared(w), before + 1);
}

static void fixed_statement_is_prepared_once(void **state)
{
    rig *w = *state;
    uint64_t before;
    int i;

    must(&w->op, tw__tx_begin_read(&w->op));
    tw__tx_end_read(&w->op);
    before = prepared(w);
    for (i = 0; i < 100; i++) {
        must(&w->op, tw__tx_begin_read(&w->op));
        tw__tx_end_read(&w->op);
    }
    assert_int_equal(prepared(w), before);
}

static void statement_in_use_is_not_shared(void **state)
{
    rig *w = *state;
    uint64_t before = prepared(w);
    tw_str sql = TW_STR("VALUES(1), (2)");
    int round;

    for (round = 0; round < 10; round++) {
        tw_stmt *a = tw__stmt_get(&w->op, sql), *b, *c;
        bool row;

        must(&w->op, tw__stmt_step(&w->op, a, &row));
        b = tw__stmt_get(&w->op, sql);
        c = tw__stmt_get(&w->op, sql);
        assert_ptr_not_equal(a, b);
        assert_ptr_not_equal(b, c);
        must(&w->op, tw__stmt_step(&w->op, b, &row));
        must(&w->op, tw__stmt_step(&w->op, a, &row));
        assert_int_equal(tw__stmt_int(a, 0), 2);
        assert_int_equal(tw__stmt_int(b, 0), 1);
        tw__stmt_done(b);
        tw__stmt_done(a);
        tw__stmt_done(c);
    }
    /* the twins were kept, too */
    assert_int_equal(prepared(w), before + 3);
}

static void fixed_statement_in_use_is_not_shared(void **state)
{
    rig *w = *state;
    tw_stmt *a = tw__stmt_fixed(&w->op, TW_SQL_BEGIN);
    tw_stmt *b = tw__stmt_fixed(&w->op, TW_SQL_BEGIN);

    assert_non_null(b);
    assert_ptr_not_equal(a, b);
    tw__stmt_done(a);
    assert_ptr_equal(tw__stmt_fixed(&w->op, TW_SQL_BEGIN), a);
    tw__stmt_done(a);
    tw__stmt_done(b);
}

static void oldest_text_leaves_a_full_cache(void **state)
{
    rig *w = *state;
    uint64_t before;
    char sql[32];
    int i;

    for (i = 0; i < 300; i++) {
        snprintf(sql, sizeof(sql), "SELECT %d", i);
        assert_int_equal(ask_int(&w->op, sql), i);
        ask_int(&w->op, "SELECT 'kept'");
    }
    before = prepared(w);
    ask_int(&w->op, "SELECT 'kept'");
    ask_int(&w->op, "SELECT 299");
    assert_int_equal(prepared(w), before);
    ask_int(&w->op, "SELECT 0");
    assert_int_equal(prepared(w), before + 1);
}

static void statement_outlives_its_place_in_the_cache(void **state)
{
    rig *w = *state;
    tw_stmt *s = tw__stmt_get(&w->op, TW_STR("VALUES(1), (2)"));
    tw_stmt *twin = tw__stmt_get(&w->op, TW_STR("VALUES(1), (2)"));
    bool row;

    must(&w->op, tw__stmt_step(&w->op, s, &row));
    tw__stmt_forget(w->op.conn);
    must(&w->op, tw__stmt_step(&w->op, s, &row));
    assert_true(row);
    assert_int_equal(tw__stmt_int(s, 0), 2);
    tw__stmt_done(s);
    tw__stmt_done(twin);
}

static void statements_follow_a_changed_schema(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    assert_int_equal(ask_int(&w->op, "SELECT a FROM t"), 1);
    exec(&w->op, "CREATE INDEX i ON t(a)");
    assert_int_equal(ask_int(&w->op, "SELECT a FROM t"), 1);
    exec(&w->op, "DROP TABLE t");
    assert_int_equal(attempt(&w->op, "SELECT a FROM t"), TW_E_INTERNAL);
}

static void close_frees_what_was_never_given_back(void **state)
{
    rig *w = *state;
    bool row;
    tw_stmt *s = tw__stmt_get(&w->op, TW_STR("VALUES(1), (2)"));

    must(&w->op, tw__stmt_step(&w->op, s, &row));
    assert_non_null(tw__stmt_get(&w->op, TW_STR("VALUES(1), (2)")));
    assert_non_null(tw__stmt_fixed(&w->op, TW_SQL_BEGIN));
    /* the leak checker watches the teardown */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_test(repeated_text_is_prepared_once),
        rig_test(fixed_statement_is_prepared_once),
        rig_test(statement_in_use_is_not_shared),
        rig_test(fixed_statement_in_use_is_not_shared),
        rig_test(oldest_text_leaves_a_full_cache),
        rig_test(statement_outlives_its_place_in_the_cache),
        rig_test(statements_follow_a_changed_schema),
        rig_test(close_frees_what_was_never_given_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
