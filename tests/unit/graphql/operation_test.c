#include "graphql/operation.h"

#include "base/str.h"
#include "graphql/graphql.h"
#include "support/check.h"
#include "support/doc.h"
#include "support/op.h"

static const char several[] = "query A { a } fragment F on T { x } "
                              "mutation B { b } subscription C { c }";

static void the_operation_is_picked_by_name(void **state)
{
    static const struct {
        const char *text, *name, *found; /* found: or the complaint */
    } rows[] = {
        {"{ a }", NULL, ""},
        {several, "A", "A"},
        {several, "B", "B"},
        {several, "F", "Unknown operation named \"F\"."},
        {several, "", "Unknown operation named \"\"."},
        {several, NULL,
         "Must provide operation name if query contains multiple operations."},
        {"fragment F on T { x }", NULL, "Must provide an operation."},
        {"fragment F on T { x }", "F", "Unknown operation named \"F\"."},
        {"{ a } { b }", NULL,
         "Must provide operation name if query contains multiple operations."},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_gql_errors errors = {.count = 0};
        const tw_gql_definition *d =
            tw__gql_operation(&t.op, doc_read(&t.op, rows[i].text),
                              tw_str_of(rows[i].name), &errors);

        if (d != NULL)
            assert_true(tw__str_is(d->name, rows[i].found));
        else
            assert_true(tw__str_is(errors.first->message, rows[i].found));
        assert_int_equal(errors.count, d == NULL ? 1 : 0);
    }
    test_op_fini(&t);
}

static void fragments_are_found(void **state)
{
    const tw_gql_document *doc;
    test_op t;

    (void)state;
    test_op_init(&t);
    doc = doc_read(&t.op, several);
    assert_ptr_equal(tw__gql_fragment(doc, TW_STR("F")), &doc->definitions[1]);
    assert_null(tw__gql_fragment(doc, TW_STR("A")));
    test_op_fini(&t);
}

static void writing_is_told_by_the_text(void **state)
{
    static const struct {
        const char *text, *name;
        bool writes;
    } rows[] = {
        {"{ a }", NULL, false},
        {"query { mutation }", NULL, false},
        {"query mutation { a }", NULL, false},
        {"query mutation { a }", "mutation", false},
        {"mutation { a }", NULL, true},
        {"mutation M($a: I = {b: 1}) @c(d: {e: 1}) { a }", NULL, true},
        {"mutation M { a }", "M", true},
        {"mutation M { a }", "N", false},
        {"# mutation { a }\n{ a }", NULL, false},
        {"{ a(b: \"mutation { c }\") }", NULL, false},
        {"{ a(b: \"\"\"\" mutation { c } \"\"\") }", NULL, false},
        {"query A { a } mutation B { b }", "A", false},
        {"query A { a } mutation B { b }", "B", true},
        {"query A { a } mutation B { b }", NULL, false}, /* none runs */
        {"mutation B { b } query A { a }", "A", false},
        {"mutation B { b } { a }", "B", true},
        {"fragment mutation on T { a } { a }", NULL, false},
        {"fragment F on T { a } mutation { a ...F }", NULL, true},
        {"fragment F on mutation { a } query { a ...F }", NULL, false},
        {"\"d\" mutation { a }", NULL, true},
        {"mutation { \"unfinished", NULL, true},
        {"query { \"unfinished mutation", NULL, false},
        {"", NULL, false},
        {"}}}} mutation { a }", NULL, true},
        {"query A @b { a } mutation @c { d }", NULL, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (tw__gql_writes(tw_str_of(rows[i].text), tw_str_of(rows[i].name)) !=
            rows[i].writes)
            fail_msg("%s", rows[i].text);
}

static void a_text_that_is_too_long_writes_nothing(void **state)
{
    test_op t;
    size_t len = TW_LIMIT_GQL_DOCUMENT_BYTES + 20;

    (void)state;
    test_op_init(&t);
    assert_false(tw__gql_writes(
        (tw_str){doc_repeated(&t.op, "mutation{a}", len / 11), len / 11 * 11},
        TW_NO_STR));
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_operation_is_picked_by_name),
        cmocka_unit_test(fragments_are_found),
        cmocka_unit_test(writing_is_told_by_the_text),
        cmocka_unit_test(a_text_that_is_too_long_writes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
