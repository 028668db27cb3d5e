#include "support/check.h"
#include "support/doc.h"

static void fragments_are_known_and_used(void **state)
{
    static const doc_row rows[] = {
        {"{ ...F } fragment F on Query { __typename }", ""},
        {"{ ...F }", "Unknown fragment \"F\"."},
        {"{ __typename } fragment F on Query { ...G } "
         "fragment G on Query { __typename }",
         "Fragment \"F\" is never used.\nFragment \"G\" is never used."},
        {"{ ...F } fragment F on Qqqqqqqq { a }", "Unknown type \"Qqqqqqqq\"."},
        {"{ ... on Qqqqqqqq { a } }", "Unknown type \"Qqqqqqqq\"."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void fragments_fit_where_they_are_spread(void **state)
{
    static const doc_row rows[] = {
        {"{ ... on Query { ... { ... @include(if: true) { __typename } } } }",
         ""},
        {"{ ... on String { a } }",
         "Fragment cannot condition on non composite type \"String\"."},
        {"{ ...F } fragment F on PersonFilterInput { a }",
         "Fragment \"F\" cannot condition on non composite type "
         "\"PersonFilterInput\"."},
        {"{ ... on Person { id } }",
         "Fragment cannot be spread here as objects of type \"Query\" can "
         "never be of type \"Person\"."},
        {"{ people { ...F } } fragment F on Person { id }",
         "Fragment \"F\" cannot be spread here as objects of type "
         "\"PersonConnection\" can never be of type \"Person\"."},
        {"{ qqqqqq { ... on Person { qqqqqq } } }",
         "Cannot query field \"qqqqqq\" on type \"Query\".\n"
         "Cannot query field \"qqqqqq\" on type \"Person\"."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void no_fragment_spreads_itself(void **state)
{
    static const doc_row rows[] = {
        {"{ ...F } fragment F on Query { ...F }",
         "Cannot spread fragment \"F\" within itself."},
        {"{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } "
         "fragment C on Query { ...A ...B __typename }",
         "Cannot spread fragment \"A\" within itself via \"B\", \"C\".\n"
         "Cannot spread fragment \"B\" within itself via \"C\"."},
        {"{ ...A ...B } fragment A on Query { ...B ...B } "
         "fragment B on Query { __typename }",
         ""},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void introspection_does_not_follow_lists_without_end(void **state)
{
    static const doc_row rows[] = {
        {"{ __schema { types { fields { type { fields { name } } } } } }", ""},
        {"{ __schema { types { fields { type { fields { type { fields { name "
         "} } } } } } } }",
         "Maximum introspection depth exceeded"},
        {"{ __type(name: \"A\") { ...T } } "
         "fragment T on __Type { fields { type { ...U } } } "
         "fragment U on __Type { inputFields { type { ...V } } } "
         "fragment V on __Type { possibleTypes { name } }",
         "Maximum introspection depth exceeded"},
        {"{ a: __type(name: \"A\") { ...T } b: __type(name: \"B\") { ...T } } "
         "fragment T on __Type { fields { type { ofType { ofType { name } } } "
         "} }",
         ""},
    };

    (void)state;
    DOC_CHECK(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fragments_are_known_and_used),
        cmocka_unit_test(fragments_fit_where_they_are_spread),
        cmocka_unit_test(no_fragment_spreads_itself),
        cmocka_unit_test(introspection_does_not_follow_lists_without_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
