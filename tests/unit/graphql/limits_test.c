/* limits_test.c -- how much an operation asks for. */
#include "graphql/limits.h"

#include "support/check.h"
#include "support/doc.h"
#include "support/op.h"

#include <stdio.h>
#include <string.h>

static test_op t;

static int open_op(void **state)
{
    (void)state;
    test_op_init(&t);
    return 0;
}

static int close_op(void **state)
{
    (void)state;
    test_op_fini(&t);
    return 0;
}

static tw_gql_size measured(const char *text)
{
    const tw_gql_document *doc = doc_read(&t.op, text);
    tw_gql_size size;

    assert_int_equal(tw__gql_measure(&t.op, doc, doc_operation(doc), &size),
                     TW_OK);
    return size;
}

static void fields_are_counted_with_their_fragments(void **state)
{
    static const struct {
        const char *text;
        tw_gql_size size;
    } rows[] = {
        {"{a}", {1, 0, 1, 1, 0}},
        {"{a b:c{d{e}}}", {4, 1, 2, 3, 0}},
        {"{...{a ... on Q{b{c}}}}", {3, 0, 2, 2, 0}},
        {"query{...F ...F} fragment F on Q{a{x:b}}", {4, 2, 2, 2, 0}},
        {"{...F} fragment F on Q{...G} fragment G on Q{a}", {1, 0, 1, 1, 0}},
        {"{...Nowhere}", {0, 0, 0, 0, 0}},
        {"{a{b} __schema{types{fields{name}}}}", {6, 0, 2, 2, 4}},
        {"{__type(name:\"X\"){name}}", {2, 0, 1, 1, 2}},
        {"query A{a} query B{b{c}}", {1, 0, 1, 1, 0}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_gql_size size = measured(rows[i].text);

        assert_memory_equal(&size, &rows[i].size, sizeof(size));
    }
}

static void circles_and_towers_of_fragments_are_measured_at_once(void **state)
{
    char text[16384];
    int n = 0;

    (void)state;
    (void)measured("{...A} fragment A on Q{...B ...A} fragment B on Q{a ...A}");
    n += snprintf(text + n, sizeof(text) - (size_t)n, "{...F0}");
    for (int i = 0; i < 200; i++)
        n += snprintf(text + n, sizeof(text) - (size_t)n,
                      " fragment F%d on Q{...F%d ...F%d}", i, i + 1, i + 1);
    snprintf(text + n, sizeof(text) - (size_t)n, " fragment F200 on Q{a}");
    assert_true(measured(text).fields > TW_LIMIT_GQL_FIELDS);
}

static void the_endpoints_have_limits_of_their_own(void **state)
{
    const tw_gql_size deep = {.depth = TW_LIMIT_GQL_DEPTH_METADATA + 1};
    const tw_gql_size wide = {.roots = TW_LIMIT_GQL_ROOT_FIELDS_METADATA + 1};
    const tw_gql_size curious = {.introspection = 15, .fields = 100};
    tw_gql_errors errors = {.count = 0};
    bool of_roots = false;

    (void)state;
    assert_true(tw__gql_fits(&t.op, TW_GQL_AT_CORE, &deep, &errors, &of_roots));
    assert_true(tw__gql_fits(&t.op, TW_GQL_AT_CORE, &wide, &errors, &of_roots));
    assert_true(
        tw__gql_fits(&t.op, TW_GQL_AT_METADATA, &curious, &errors, &of_roots));
    assert_int_equal(errors.count, 0);
    assert_false(
        tw__gql_fits(&t.op, TW_GQL_AT_METADATA, &deep, &errors, &of_roots));
    assert_false(of_roots);
    assert_false(
        tw__gql_fits(&t.op, TW_GQL_AT_METADATA, &wide, &errors, &of_roots));
    assert_true(of_roots);
    assert_string_equal(doc_messages(&t.op, &errors),
                        "Too much is asked for: nested fields 11, at most 10\n"
                        "Too much is asked for: root fields 11, at most 10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_counted_with_their_fragments),
        cmocka_unit_test(circles_and_towers_of_fragments_are_measured_at_once),
        cmocka_unit_test(the_endpoints_have_limits_of_their_own),
    };

    return cmocka_run_group_tests(tests, open_op, close_op);
}
