#include "support/check.h"
#include "support/doc.h"

#define PERSON(filter) "{ person(filter: " filter ") { id } }"
#define CREATE(data) "mutation { createPerson(data: " data ") { id } }"

static void scalars_take_their_literals(void **state)
{
    static const doc_row rows[] = {
        {"{ people(first: 2147483647) { totalCount } }", ""},
        {"{ people(first: 2147483648) { totalCount } }",
         "Int cannot represent non 32-bit signed integer value: 2147483648"},
        {"{ people(first: 99999999999999999999999) { totalCount } }",
         "Int cannot represent non 32-bit signed integer value: "
         "99999999999999999999999"},
        {"{ people(first: 1.0) { totalCount } }",
         "Int cannot represent non-integer value: 1.0"},
        {"{ people(first: null) { totalCount } }", ""},
        {"{ people(after: \"x\") { totalCount } }", ""},
        {"{ people(after: 5) { totalCount } }",
         "String cannot represent a non string value: 5"},
        {CREATE("{companyId: 5}"), ""},
        {CREATE("{companyId: 5.5}"),
         "ID cannot represent a non-string and non-integer value: 5.5"},
        {CREATE("{position: [1, {a: B}]}"), ""}, /* any literal */
        {"mutation { createPerson(data: {}, upsert: 1) { id } }",
         "Boolean cannot represent a non boolean value: 1"},
        {PERSON("{position: {gt: 1, lt: 1.5}}"), ""},
        {PERSON("{position: {gt: \"1\"}}"),
         "Float cannot represent non numeric value: \"1\""},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void enums_take_their_values(void **state)
{
    static const doc_row rows[] = {
        {"{ people(orderBy: {position: AscNullsFirst}) { totalCount } }", ""},
        {"{ people(orderBy: {position: AscNullFirst}) { totalCount } }",
         "Value \"AscNullFirst\" does not exist in \"OrderByDirection\" enum. "
         "Did you mean the enum value \"AscNullsFirst\", \"AscNullsLast\", "
         "\"DescNullsFirst\", or \"DescNullsLast\"?"},
        {"{ people(orderBy: {position: \"x\"}) { totalCount } }",
         "Enum \"OrderByDirection\" cannot represent non-enum value: \"x\"."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void objects_have_what_their_type_defines(void **state)
{
    static const doc_row rows[] = {
        {PERSON("{and: [{id: {eq: \"a\"}}, {not: {}}]}"), ""},
        {PERSON("{and: {id: {eq: \"a\"}}}"), ""}, /* one for a list of one */
        {PERSON("{qqqqqq: 1}"), "Field \"qqqqqq\" is not defined by type "
                                "\"PersonFilterInput\"."},
        {PERSON("{id: {}, id: {}}"),
         "There can be only one input field named \"id\"."},
        {PERSON("null"),
         "Expected value of type \"PersonFilterInput!\", found null."},
        {PERSON("\"x\""),
         "Expected value of type \"PersonFilterInput!\", found \"x\"."},
        {PERSON("[{}]"),
         "Expected value of type \"PersonFilterInput\", found [{}]."},
        {PERSON("{id: 5}"), "Expected value of type \"UUIDFilter\", found 5."},
        {"{ peopleGroupBy(groupBy: [null]) { totalCount } }",
         "Expected value of type \"PersonGroupByInput!\", found null."},
        {CREATE("{name: {firstName: {a: $b}}}"),
         "String cannot represent a non string value: {a: $b}\n"
         "Variable \"$b\" is not defined."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void names_inside_any_value_are_unique(void **state)
{
    static const doc_row rows[] = {
        {CREATE("{emails: {additionalEmails: [{a: 1, b: 2}]}}"), ""},
        {CREATE("{emails: {additionalEmails: [{a: 1, a: 2}]}}"),
         "There can be only one input field named \"a\"."},
    };

    (void)state;
    DOC_CHECK(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_take_their_literals),
        cmocka_unit_test(enums_take_their_values),
        cmocka_unit_test(objects_have_what_their_type_defines),
        cmocka_unit_test(names_inside_any_value_are_unique),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
