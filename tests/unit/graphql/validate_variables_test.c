#include "support/check.h"
#include "support/doc.h"

#define FIRST(vars) "query Q(" vars ") { people(first: $a) { totalCount } }"
#define AND(vars) \
    "query (" vars ") { people(filter: {and: $a}) { totalCount } }"
#define ANY(vars) \
    "mutation (" vars ") { createPerson(data: {emails: {additionalEmails: "

static void variables_are_defined_once_and_used(void **state)
{
    static const doc_row rows[] = {
        {FIRST("$a: Int"), ""},
        {FIRST("$a: Int, $b: Int"),
         "Variable \"$b\" is never used in operation \"Q\"."},
        {FIRST("$b: Int"),
         "Variable \"$a\" is not defined by operation \"Q\".\n"
         "Variable \"$b\" is never used in operation \"Q\"."},
        {"{ people(first: $a) { totalCount } }",
         "Variable \"$a\" is not defined."},
        {FIRST("$a: Int, $a: Int"),
         "There can be only one variable named \"$a\"."},
        {FIRST("$a: Qqqqqqqq"), "Unknown type \"Qqqqqqqq\"."},
        {FIRST("$a: [Person]"),
         "Variable \"$a\" cannot be non-input type \"[Person]\".\n"
         "Variable \"$a\" of type \"[Person]\" used in position expecting type "
         "\"Int\"."},
        {FIRST("$a: Int @skip(if: true)"),
         "Directive \"@skip\" may not be used on VARIABLE_DEFINITION."},
        {FIRST("$a: Int = \"x\""),
         "Int cannot represent non-integer value: \"x\""},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void fragments_count_for_each_operation(void **state)
{
    static const doc_row rows[] = {
        {"query A($a: Int) { ...F } query B($a: Int) { ...F } "
         "fragment F on Query { ...G } "
         "fragment G on Query { people(first: $a) { totalCount } }",
         ""},
        {"query A($a: Int) { ...F } query B { ...F } "
         "fragment F on Query { people(first: $a) { totalCount } }",
         "Variable \"$a\" is not defined by operation \"B\"."},
        {"query A($a: String) { ...F } "
         "fragment F on Query { people(first: $a) { totalCount } }",
         "Variable \"$a\" of type \"String\" used in position expecting type "
         "\"Int\"."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void types_fit_where_variables_stand(void **state)
{
    static const doc_row rows[] = {
        {FIRST("$a: Int!"), ""},
        {AND("$a: [PersonFilterInput]"), ""},
        {AND("$a: [PersonFilterInput!]!"), ""},
        {AND("$a: PersonFilterInput"),
         "Variable \"$a\" of type \"PersonFilterInput\" used in position "
         "expecting type \"[PersonFilterInput]\"."},
        {"query ($a: PersonFilterInput) { person(filter: $a) { id } }",
         "Variable \"$a\" of type \"PersonFilterInput\" used in position "
         "expecting type \"PersonFilterInput!\"."},
        /* a default stands in for null */
        {"query ($a: PersonFilterInput = {}) { person(filter: $a) { id } }",
         ""},
        {"query ($a: PersonFilterInput = null) { person(filter: $a) { id } }",
         "Variable \"$a\" of type \"PersonFilterInput\" used in position "
         "expecting type \"PersonFilterInput!\"."},
        {"query ($a: Boolean) { people @skip(if: $a) { totalCount } }",
         "Variable \"$a\" of type \"Boolean\" used in position expecting type "
         "\"Boolean!\"."},
        /* inside a value of any kind: as graphql-js has it */
        {ANY("$a: JSON") "$a}}) { id } }", ""},
        {ANY("$a: String") "[$a]}}) { id } }",
         "Variable \"$a\" of type \"String\" used in position expecting type "
         "\"JSON\"."},
        {ANY("$a: String") "[{b: $a}]}}) { id } }", ""},
    };

    (void)state;
    DOC_CHECK(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variables_are_defined_once_and_used),
        cmocka_unit_test(fragments_count_for_each_operation),
        cmocka_unit_test(types_fit_where_variables_stand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
