/* ident_test.c -- quoting, and that SQLite reads it back. */
#include "store/ident.h"

#include "unit/store/rig.h"

static const char *const texts[] = {
    "",       "person",   "it's", "a\"b", "\"",       "'",       "''",
    "\"\"\"", "a'; DROP", "\\",   "$1?",  "\xc3\xa4", "x\"y\"z", "select",
};

static void quotes_are_doubled(void **state)
{
    tw_buf b;

    (void)state;
    tw__buf_init(&b, &tw__alloc_default);
    tw__ident_put(&b, TW_STR("a\"b'c\""));
    tw__literal_put(&b, TW_STR("a\"b'c'"));
    assert_true(tw__str_is(tw__buf_view(&b), "\"a\"\"b'c\"\"\"'a\"b''c'''"));
    tw__buf_fini(&b);
}

static void names_and_texts_come_back(void **state)
{
    rig *w = *state;
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        tw_str text = tw_str_of(texts[i]);
        tw_buf b;
        tw_stmt *s;
        bool row;

        tw__buf_init(&b, &tw__alloc_default);
        tw__buf_text(&b, "WITH t(");
        tw__ident_put(&b, text);
        tw__buf_text(&b, ") AS (SELECT ");
        tw__literal_put(&b, text);
        tw__buf_text(&b, ") SELECT t.");
        tw__ident_put(&b, text);
        tw__buf_text(&b, " FROM t");
        s = tw__stmt_get(&w->op, tw__buf_view(&b));
        if (s == NULL)
            fail_msg("%s: %s", texts[i], w->op.error.message);
        must(&w->op, tw__stmt_step(&w->op, s, &row));
        assert_true(tw__str_eq(tw__stmt_text(s, 0), text));
        tw__stmt_done(s);
        tw__buf_fini(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_are_doubled),
        rig_test(names_and_texts_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
