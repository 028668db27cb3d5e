#include "support/check.h"
#include "support/doc.h"
#include "support/schema.h"

#define REMEDY                                                         \
    ". Use different aliases on the fields to fetch both if this was " \
    "intentional."
#define NODE(inner) "{ people { edges { node { " inner " } } } }"

static void one_name_means_one_field(void **state)
{
    static const doc_row rows[] = {
        {NODE("id id"), ""},
        {NODE("a: id b: id"), ""},
        {NODE("a: id a: createdAt"),
         "Fields \"a\" conflict because \"id\" and \"createdAt\" are different "
         "fields" REMEDY},
        {NODE("name { firstName } name { lastName }"), ""},
        {NODE("x: name { a: firstName } x: name { a: lastName }"),
         "Fields \"x\" conflict because subfields \"a\" conflict because "
         "\"firstName\" and \"lastName\" are different fields" REMEDY},
        {"{ ... { a: __typename } ... on Query { a: people { totalCount } } }",
         "Fields \"a\" conflict because \"__typename\" and \"people\" are "
         "different fields" REMEDY},
        {"{ x { a: b a: c } }", "Cannot query field \"x\" on type \"Query\".\n"
                                "Fields \"a\" conflict because \"b\" and \"c\" "
                                "are different fields" REMEDY},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void one_name_means_the_same_arguments(void **state)
{
    static const doc_row rows[] = {
        {"{ people(first: 1, after: \"x\") { totalCount } "
         "people(after: \"x\", first: 1) { totalCount } }",
         ""},
        {"{ people(filter: {position: {gt: 1, lt: 2}}) { totalCount } "
         "people(filter: {position: {lt: 2, gt: 1}}) { totalCount } }",
         ""},
        {"{ people(first: 1) { totalCount } people { totalCount } }",
         "Fields \"people\" conflict because they have differing arguments" REMEDY},
        {"{ people(filter: {position: {gt: 1}}) { totalCount } "
         "people(filter: {position: {gt: 1.0}}) { totalCount } }",
         "Fields \"people\" conflict because they have differing arguments" REMEDY},
        {"query ($a: Int, $b: Int) { people(first: $a) { totalCount } "
         "people(first: $b) { totalCount } }",
         "Fields \"people\" conflict because they have differing arguments" REMEDY},
        {"{ people(after: \"x\") { totalCount } "
         "people(after: \"\"\"x\"\"\") { totalCount } }",
         "Fields \"people\" conflict because they have differing arguments" REMEDY},
        {"{ people(orderBy: [{position: AscNullsLast}]) { totalCount } "
         "people(orderBy: [{position: AscNullsLast}, {}]) { totalCount } }",
         "Fields \"people\" conflict because they have differing arguments" REMEDY},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void fragments_are_merged(void **state)
{
    static const doc_row rows[] = {
        {"{ people { ...A ...B } } "
         "fragment A on PersonConnection { x: totalCount } "
         "fragment B on PersonConnection { x: totalCount }",
         ""},
        {"{ people { ...A } people { ...B } } "
         "fragment A on PersonConnection { edges { cursor } } "
         "fragment B on PersonConnection { edges: pageInfo { endCursor } }",
         "Fields \"people\" conflict because subfields \"edges\" conflict "
         "because \"edges\" and \"pageInfo\" are different fields" REMEDY},
        {"{ ...A } fragment A on Query { people { edges { node { ...P } } } "
         "people { edges { node { id: createdAt } } } } "
         "fragment P on Person { id }",
         "Fields \"people\" conflict because subfields \"edges\" conflict "
         "because subfields \"node\" conflict because subfields \"id\" "
         "conflict because \"createdAt\" and \"id\" are different "
         "fields" REMEDY},
    };

    (void)state;
    DOC_CHECK(rows);
}

/* The spreads are wrong already; what is asked of different objects may differ
** but for its type. */
static void different_objects_need_the_same_types_only(void **state)
{
    static const doc_row rows[] = {
        {NODE("... on Person { x: jobTitle } ... on Company { x: name }"),
         "Fragment cannot be spread here as objects of type \"Person\" can "
         "never be of type \"Company\"."},
        {NODE("... on Person { x: jobTitle } ... on Company { x: position }"),
         "Fragment cannot be spread here as objects of type \"Person\" can "
         "never be of type \"Company\".\n"
         "Fields \"x\" conflict because they return conflicting types "
         "\"String\" and \"Position!\"" REMEDY},
        {NODE("... on Person { x: name { y: firstName } } "
              "... on Company { x: address { y: addressCity } }"),
         "Fragment cannot be spread here as objects of type \"Person\" can "
         "never be of type \"Company\"."},
        {NODE("... on Person { x: name { y: firstName } x: name { y: lastName "
              "} } ... on Company { x: address { y: addressLat } }"),
         "Fragment cannot be spread here as objects of type \"Person\" can "
         "never be of type \"Company\".\n"
         "Fields \"x\" conflict because subfields \"y\" conflict because they "
         "return conflicting types \"String\" and \"BigFloat\"" REMEDY "\n"
         "Fields \"x\" conflict because subfields \"y\" conflict because "
         "\"firstName\" and \"lastName\" are different fields" REMEDY},
    };

    (void)state;
    DOC_CHECK(rows);
}

/* Fragments at many places of the answer are looked at once. */
static void repeated_fragments_cost_little(void **state)
{
    const tw_gql_document *doc;
    schema_world sw;
    tw_buf b;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    tw__buf_init(&b, &tw__alloc_default);
    tw__buf_text(&b, "{people{edges{node{...F0}}}} ");
    for (int i = 0; i < 60; i++)
        tw__buf_printf(&b,
                       "fragment F%d on Person{a:company{people{edges{node{"
                       "...F%d}}}} b:company{people{edges{node{...F%d}}}}} ",
                       i, i + 1, i + 1);
    tw__buf_text(&b, "fragment F60 on Person{id}");
    tw__buf_char(&b, '\0');
    assert_string_equal(doc_complaints(&sw.w.op, sw.s, b.ptr), "");
    doc = doc_read(&sw.w.op, b.ptr);
    assert_int_equal(doc->definition_count, 62);
    tw__buf_fini(&b);
    schema_close(&sw);
}

#define BELOW(fragments) "company{people{edges{node{" fragments "}}}}"

/* On the way down `a` adds a fragment to those of age 1 and more that every
** step takes along, `b` does not: each way comes to a list of its own. */
static void entangled_fragments_are_refused(void **state)
{
    enum {
        LEVELS = 16
    };
    schema_world sw;
    tw_buf b;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    tw__buf_init(&b, &tw__alloc_default);
    tw__buf_text(&b, "{people{edges{node{...F0_0}}}} ");
    for (int i = 0; i < LEVELS; i++) {
        tw__buf_printf(&b,
                       "fragment F%d_0 on Person{a:" BELOW(
                           "...F%d_0 ...F%d_1") " b:" BELOW("...F%d_0") "} ",
                       i, i + 1, i + 1, i + 1);
        for (int age = 1; age <= i; age++)
            tw__buf_printf(&b,
                           "fragment F%d_%d on Person{a:" BELOW(
                               "...F%d_%d") " b:" BELOW("...F%d_%d") "} ",
                           i, age, i + 1, age + 1, i + 1, age + 1);
    }
    for (int age = 0; age <= LEVELS; age++)
        tw__buf_printf(&b, "fragment F%d_%d on Person{id} ", LEVELS, age);
    tw__buf_char(&b, '\0');
    assert_string_equal(
        doc_complaints(&sw.w.op, sw.s, b.ptr),
        "Document is too entangled to be checked. Validation aborted.");
    tw__buf_fini(&b);
    schema_close(&sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_name_means_one_field),
        cmocka_unit_test(one_name_means_the_same_arguments),
        cmocka_unit_test(fragments_are_merged),
        cmocka_unit_test(different_objects_need_the_same_types_only),
        cmocka_unit_test(repeated_fragments_cost_little),
        cmocka_unit_test(entangled_fragments_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
