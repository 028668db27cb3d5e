/* stmt_test.c -- binding, stepping, reading. */
#include "store/stmt.h"

#include "unit/store/rig.h"

static tw_stmt *get(tw_op *op, const char *sql)
{
    tw_stmt *s = tw__stmt_get(op, tw_str_of(sql));

    if (s == NULL)
        fail_msg("%s: %s", sql, op->error.message);
    return s;
}

static bool step(tw_op *op, tw_stmt *s)
{
    bool row;

    must(op, tw__stmt_step(op, s, &row));
    return row;
}

static void cells_come_back_as_they_went_in(void **state)
{
    rig *w = *state;
    const tw_cell in[] = {
        tw__cell_null(),
        tw__cell_int(INT64_MIN),
        tw__cell_int(INT64_MAX),
        tw__cell_real(0.1),
        tw__cell_text(TW_STR("Zo\xc3\xab \xf0\x9f\x99\x82")),
        tw__cell_text(TW_STR("")),
        tw__cell_text(TW_NO_STR),
    };
    tw_stmt *s = get(&w->op, "SELECT ?1");
    size_t i;

    for (i = 0; i < sizeof(in) / sizeof(in[0]); i++) {
        tw_cell out;

        tw__stmt_again(s);
        tw__stmt_bind(s, 1, &in[i]);
        assert_true(step(&w->op, s));
        tw__stmt_cell(s, 0, &out);
        assert_int_equal(out.type, in[i].type);
        switch (out.type) {
        case TW_CELL_NULL:
            assert_true(tw__stmt_is_null(s, 0));
            assert_null(tw__stmt_text(s, 0).ptr);
            break;
        case TW_CELL_INT:
            assert_true(out.u.i == in[i].u.i);
            assert_true(tw__stmt_int(s, 0) == in[i].u.i);
            break;
        case TW_CELL_REAL:
            assert_true(out.u.r == in[i].u.r);
            assert_true(tw__stmt_real(s, 0) == in[i].u.r);
            break;
        case TW_CELL_TEXT:
            assert_non_null(out.u.s.ptr);
            assert_true(tw__str_eq(out.u.s, in[i].u.s));
            assert_true(tw__str_eq(tw__stmt_text(s, 0), in[i].u.s));
            break;
        }
    }
    tw__stmt_done(s);
}

static void text_may_hold_any_byte_but_keeps_its_length(void **state)
{
    rig *w = *state;
    tw_str text = TW_STR("a'b\"c\n\\%_;--");
    tw_stmt *s;

    exec(&w->op, "CREATE TABLE t(a TEXT NOT NULL) STRICT");
    s = get(&w->op, "INSERT INTO t VALUES(?1)");
    tw__stmt_bind_text(s, 1, text);
    must(&w->op, tw__stmt_run(&w->op, s));
    s = get(&w->op, "SELECT a FROM t");
    assert_true(step(&w->op, s));
    assert_true(tw__str_eq(tw__stmt_text(s, 0), text));
    assert_false(step(&w->op, s));
    tw__stmt_done(s);
}

static void done_forgets_the_bindings(void **state)
{
    rig *w = *state;
    tw_stmt *s = get(&w->op, "SELECT ?1");

    tw__stmt_bind_int(s, 1, 5);
    assert_true(step(&w->op, s));
    tw__stmt_done(s);
    s = get(&w->op, "SELECT ?1");
    assert_true(step(&w->op, s));
    assert_true(tw__stmt_is_null(s, 0));
    tw__stmt_done(s);
}

static void failed_binding_is_reported_by_the_step(void **state)
{
    rig *w = *state;
    tw_stmt *s = get(&w->op, "SELECT ?1");
    bool row = true;

    tw__stmt_bind_int(s, 2, 5);
    tw__stmt_bind_int(s, 1, 5); /* does not make it good again */
    assert_int_equal(tw__stmt_step(&w->op, s, &row), TW_E_INTERNAL);
    assert_false(row);
    forgive(&w->op);
    tw__stmt_again(s);
    tw__stmt_bind_int(s, 1, 6);
    assert_true(step(&w->op, s));
    assert_int_equal(tw__stmt_int(s, 0), 6);
    tw__stmt_done(s);
}

static void oversized_text_is_refused(void **state)
{
    rig *w = *state;
    tw_stmt *s = get(&w->op, "SELECT length(?1)");
    bool row;

    /* never read: the length alone is too much */
    tw__stmt_bind_text(s, 1, (tw_str){"x", (size_t)1 << 40});
    assert_int_equal(tw__stmt_step(&w->op, s, &row), TW_E_TOO_LARGE);
    tw__stmt_done(s);
}

static void statement_works_again_after_a_failed_step(void **state)
{
    rig *w = *state;
    tw_stmt *s;
    bool row;

    exec(&w->op, "CREATE TABLE t(a INTEGER PRIMARY KEY)");
    s = get(&w->op, "INSERT INTO t VALUES(?1)");
    tw__stmt_bind_int(s, 1, 1);
    assert_false(step(&w->op, s));
    tw__stmt_again(s);
    assert_int_equal(tw__stmt_step(&w->op, s, &row), TW_E_CONFLICT);
    forgive(&w->op);
    tw__stmt_again(s);
    tw__stmt_bind_int(s, 1, 2);
    assert_false(step(&w->op, s));
    tw__stmt_done(s);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 2);
}

static void bad_sql_says_what_is_wrong(void **state)
{
    rig *w = *state;

    assert_null(tw__stmt_get(&w->op, TW_STR("SELECT nonsense")));
    assert_int_equal(w->op.error.status, TW_E_INTERNAL);
    assert_non_null(strstr(w->op.error.message, "nonsense"));
}

static void sql_ends_where_its_length_says(void **state)
{
    rig *w = *state;
    tw_stmt *s = tw__stmt_get(&w->op, (tw_str){"SELECT 42 garbage(", 9});

    assert_non_null(s);
    assert_true(step(&w->op, s));
    assert_int_equal(tw__stmt_int(s, 0), 42);
    tw__stmt_done(s);
}

static void exec_runs_several_statements(void **state)
{
    rig *w = *state;

    must(&w->op, tw__stmt_exec(&w->op, TW_STR("CREATE TABLE t(a);"
                                              " INSERT INTO t VALUES(1);"
                                              " INSERT INTO t VALUES(2) ; ")));
    assert_int_equal(ask_int(&w->op, "SELECT sum(a) FROM t"), 3);
    must(&w->op, tw__stmt_exec(&w->op, TW_STR("")));
    must(&w->op, tw__stmt_exec(&w->op, TW_STR("-- nothing")));
}

static void exec_stops_at_the_first_failure(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE t(a UNIQUE)");
    assert_int_equal(tw__stmt_exec(&w->op, TW_STR("INSERT INTO t VALUES(1);"
                                                  "INSERT INTO t VALUES(1);"
                                                  "INSERT INTO t VALUES(2)")),
                     TW_E_CONFLICT);
    forgive(&w->op);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 1);
}

static void done_of_nothing_does_nothing(void **state)
{
    (void)state;
    tw__stmt_done(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_test(cells_come_back_as_they_went_in),
        rig_test(text_may_hold_any_byte_but_keeps_its_length),
        rig_test(done_forgets_the_bindings),
        rig_test(failed_binding_is_reported_by_the_step),
        rig_test(oversized_text_is_refused),
        rig_test(statement_works_again_after_a_failed_step),
        rig_test(bad_sql_says_what_is_wrong),
        rig_test(sql_ends_where_its_length_says),
        rig_test(exec_runs_several_statements),
        rig_test(exec_stops_at_the_first_failure),
        rig_test(done_of_nothing_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
