/* func_test.c -- the SQL functions, called through SQL. */
#include "store/func.h"
#include "support/feature.h"

#include "unit/store/rig.h"

static void functions_answer_as_they_should(void **state)
{
    static const struct {
        const char *sql, *want;
    } rows[] = {
        {"tw_fold('\xc3\x84pfel ABC')", "\xc3\xa4pfel abc"},
        {"tw_fold('')", ""},
        {"tw_fold(NULL)", "(null)"},
        {"tw_like('A%', 'Acme')", "1"},
        {"tw_like('a%', 'Acme')", "0"},
        {"tw_like(NULL, 'a')", "(null)"},
        {"tw_like('a', NULL)", "(null)"},
        {"tw_ilike('a%', 'Acme')", "1"},
        {"tw_ilike('%CME', 'Acme')", "1"},
        {"tw_ilike('%\xc3\x84%', 'K\xc3\xa4se')", "1"},
        {"tw_ilike('%k\xc3\x84s_', 'K\xc3\xa4se')", "1"},
        {"tw_ilike('%kase%', 'K\xc3\xa4se')", "0"}, /* accents count */
        {"tw_ilike('\\%', '%')", "1"},
        {"tw_ilike('', '')", "1"},
        {"tw_ilike(NULL, 'a')", "(null)"},
        {"tw_ilike('a', NULL)", "(null)"},
        {"tw_like('1%', 123)", "1"},
    };
    rig *w = *state;
    char sql[200];
    size_t i;

    if (!HAS_FOLD)
        skip();
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        snprintf(sql, sizeof(sql), "SELECT %s", rows[i].sql);
        if (strcmp(ask_text(&w->op, sql), rows[i].want) != 0)
            fail_msg("%s: got %s, want %s", rows[i].sql, ask_text(&w->op, sql),
                     rows[i].want);
    }
}

/* The pattern is kept from row to row; it must follow a new binding, and a
** column in its place must be taken anew for each row. */
static void pattern_follows_its_binding(void **state)
{
    static const char *const functions[] = {
        "tw_like",
        "tw_ilike",
#if defined(TW_WITH_PCRE2)
        "tw_regex",
        "tw_iregex"
#endif
    };
    rig *w = *state;
    char sql[100];
    tw_stmt *s;
    bool row;
    size_t i;

    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES('a'),('b'),('a')");
    for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
        snprintf(sql, sizeof(sql), "SELECT sum(%s(?1, a)) FROM t",
                 functions[i]);
        s = tw__stmt_get(&w->op, tw_str_of(sql));
        assert_non_null(s);
        tw__stmt_bind_text(s, 1, TW_STR("a"));
        must(&w->op, tw__stmt_step(&w->op, s, &row));
        assert_int_equal(tw__stmt_int(s, 0), 2);
        tw__stmt_again(s);
        tw__stmt_bind_text(s, 1, TW_STR("b"));
        must(&w->op, tw__stmt_step(&w->op, s, &row));
        assert_int_equal(tw__stmt_int(s, 0), 1);
        tw__stmt_done(s);
        snprintf(sql, sizeof(sql), "SELECT sum(%s(a, a)) FROM t", functions[i]);
        assert_int_equal(ask_int(&w->op, sql), 3);
        snprintf(sql, sizeof(sql),
                 "SELECT count(*) FROM t x, t y WHERE %s(x.a, y.a)",
                 functions[i]);
        assert_int_equal(ask_int(&w->op, sql), 5);
    }
}

static void functions_may_stand_in_triggers(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE t(a); CREATE TABLE log(a);"
                 "CREATE TRIGGER r AFTER INSERT ON t BEGIN"
                 " INSERT INTO log VALUES(tw_fold(new.a)); END;"
                 "INSERT INTO t VALUES('ABC')");
    assert_string_equal(ask_text(&w->op, "SELECT a FROM log"), "abc");
}

static void hostile_pattern_meets_the_deadline(void **state)
{
    rig *w = *state;

    tw__conn_deadline(w->op.conn, 30);
    assert_int_equal(
        attempt(&w->op,
                "SELECT tw_like('%' || printf('%.*c', 200000, 'a') || 'b',"
                " printf('%.*c', 400000, 'a'))"),
        TW_E_TIMEOUT);
    forgive(&w->op);
    tw__conn_deadline(w->op.conn, 0);
    assert_int_equal(ask_int(&w->op, "SELECT 1"), 1);
}

#if defined(TW_WITH_PCRE2)

static void regex_answers_as_it_should(void **state)
{
    static const struct {
        const char *sql, *want;
    } rows[] = {
        {"tw_regex('^a', 'abc')", "1"},
        {"tw_regex('^A', 'abc')", "0"},
        {"tw_regex('b', 'abc')", "1"},
        {"tw_regex('^.$', '\xc3\xa4')", "1"},
        {"tw_iregex('^A', 'abc')", "1"},
        {"tw_iregex('^\xc3\x84$', '\xc3\xa4')", "1"},
        {"tw_regex('', '')", "1"},
        {"tw_regex(NULL, 'a')", "(null)"},
        {"tw_regex('a', NULL)", "(null)"},
        {"tw_regex('a', CAST(x'ff61' AS TEXT))", "1"},
    };
    rig *w = *state;
    char sql[200];
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        snprintf(sql, sizeof(sql), "SELECT %s", rows[i].sql);
        if (strcmp(ask_text(&w->op, sql), rows[i].want) != 0)
            fail_msg("%s: got %s, want %s", rows[i].sql, ask_text(&w->op, sql),
                     rows[i].want);
    }
}

static void bad_regex_is_the_callers_mistake(void **state)
{
    static const char *const patterns[] = {"(", "a**", "[", "\\", "(?<n"};
    rig *w = *state;
    char sql[100];
    size_t i;

    for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
        snprintf(sql, sizeof(sql), "SELECT tw_regex('%s', 'a')", patterns[i]);
        if (strcmp(patterns[i], "a**") == 0)
            snprintf(sql, sizeof(sql), "SELECT tw_regex('%s', 'a')", "a{2,1}");
        assert_int_equal(attempt(&w->op, sql), TW_E_INVALID_QUERY_INPUT);
        assert_non_null(strstr(w->op.error.message, "regular expression"));
        forgive(&w->op);
    }
    /* the next failure is not mistaken for this one */
    assert_int_equal(attempt(&w->op, "SELECT abs(-9223372036854775808)"),
                     TW_E_INTERNAL);
}

static void regex_is_bounded(void **state)
{
    rig *w = *state;

    assert_int_equal(attempt(&w->op, "SELECT tw_regex('^(a+)+$',"
                                     " printf('%.*c', 60, 'a') || 'b')"),
                     TW_E_TIMEOUT);
    forgive(&w->op);
    assert_int_equal(
        attempt(&w->op, "SELECT tw_regex(printf('%.*c', 5000, 'a'), 'a')"),
        TW_E_INVALID_QUERY_INPUT);
    forgive(&w->op);
    assert_int_equal(
        attempt(&w->op, "SELECT tw_regex(printf('%.*c', 900, '('), 'a')"),
        TW_E_INVALID_QUERY_INPUT);
}

#else

static void regex_is_not_supported(void **state)
{
    rig *w = *state;

    assert_int_equal(attempt(&w->op, "SELECT tw_regex('a', 'a')"),
                     TW_E_UNSUPPORTED);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_test(functions_answer_as_they_should),
        rig_test(pattern_follows_its_binding),
        rig_test(functions_may_stand_in_triggers),
        rig_test(hostile_pattern_meets_the_deadline),
#if defined(TW_WITH_PCRE2)
        rig_test(regex_answers_as_it_should),
        rig_test(bad_regex_is_the_callers_mistake),
        rig_test(regex_is_bounded),
#else
        rig_test(regex_is_not_supported),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
