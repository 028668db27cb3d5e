#include "graphql/validate.h"

#include "graphql/parse.h"
#include "support/check.h"
#include "support/doc.h"
#include "support/schema.h"

#include <time.h>

static void definitions_are_unique_and_executable(void **state)
{
    static const doc_row rows[] = {
        {"{ __typename }", ""},
        {"query A { __typename } query B { __typename }", ""},
        {"query A { __typename } mutation A { __typename }",
         "There can be only one operation named \"A\"."},
        {"{ __typename } query A { __typename }",
         "This anonymous operation must be the only defined operation."},
        {"{ ...F } fragment F on Query { __typename } "
         "fragment F on Query { __typename }",
         "There can be only one fragment named \"F\"."},
        {"{ __typename } type A { b: C } extend schema @d",
         "The \"A\" definition is not executable.\n"
         "The schema definition is not executable."},
        {"subscription { any thing }", ""}, /* as graphql-js: not judged */
    };

    (void)state;
    DOC_CHECK(rows);
}

static void fields_are_on_their_types(void **state)
{
    static const doc_row rows[] = {
        {"{ people { totalCount __typename } }", ""},
        {"{ poeple { totalCount } }", "Cannot query field \"poeple\" on type "
                                      "\"Query\". Did you mean \"people\"?"},
        {"{ people }", "Field \"people\" of type \"PersonConnection\" must "
                       "have a selection of subfields. Did you mean \"people "
                       "{ ... }\"?"},
        {"{ people { totalCount { x } } }",
         "Field \"totalCount\" must not have a selection since type \"Int\" "
         "has no subfields."},
        {"{ qqqqqq { deeper { still(a: 1) } } }",
         "Cannot query field \"qqqqqq\" on type \"Query\"."},
        {"mutation { people { totalCount } }",
         "Cannot query field \"people\" on type \"Mutation\"."},
        {"{ __schema { types { name } } __type(name: \"Person\") { kind } }",
         ""},
        {"{ people { __schema { types { name } } } }",
         "Cannot query field \"__schema\" on type \"PersonConnection\"."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void arguments_are_known_unique_and_there(void **state)
{
    static const doc_row rows[] = {
        {"{ people(first: 1) { totalCount } }", ""},
        {"{ people(frist: 1) { totalCount } }",
         "Unknown argument \"frist\" on field \"Query.people\". Did you mean "
         "\"first\" or \"last\"?"},
        {"{ people(first: 1, first: 2) { totalCount } }",
         "There can be only one argument named \"first\"."},
        {"{ person { id } }", "Field \"person\" argument \"filter\" of type "
                              "\"PersonFilterInput!\" is required, but it was "
                              "not provided."},
        {"{ people @skip { totalCount } }",
         "Directive \"@skip\" argument \"if\" of type \"Boolean!\" is "
         "required, but it was not provided."},
        {"{ people @skip(if: true, qqqqqqqq: 1) { totalCount } }",
         "Unknown argument \"qqqqqqqq\" on directive \"@skip\"."},
        {"{ people @qqqqqq { totalCount } }", "Unknown directive \"@qqqqqq\"."},
        {"query @skip(if: true) { __typename }",
         "Directive \"@skip\" may not be used on QUERY."},
        {"{ people @skip(if: true) @skip(if: true) { totalCount } }",
         "The directive \"@skip\" can only be used once at this location."},
    };

    (void)state;
    DOC_CHECK(rows);
}

static void memory_that_fails_is_reported(void **state)
{
    static const char text[] =
        "query Q($a: Int = \"x\", $b: Nope, $f: PersonFilterInput) {"
        " people(first: $a, frist: 1, filter: {and: [$f, {id: {eq: 1, eq: 2}}"
        "]}) { ...F totalCount { x } x: totalCount x: pageInfo { endCursor } } "
        "} fragment F on PersonConnection { ...G nope } "
        "fragment G on Person { ...F }";
    bool done = false;
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (int64_t n = 1; !done; n++) {
        tw_gql_errors errors = {.count = 0};
        const tw_gql_document *doc = doc_read(&sw.w.op, text);
        tw_status status;

        assert_true(n < 3000);
        sw.w.fail_in = n;
        status = tw__gql_validate(&sw.w.op, sw.s, doc, &errors);
        done = sw.w.fail_in > 0;
        sw.w.fail_in = 0;
        assert_int_equal(status, done ? TW_E_GRAPHQL_VALIDATION : TW_E_NOMEM);
        world_next(&sw.w);
    }
    schema_close(&sw);
}

/* --- hostile documents --- */

static double seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Refused, and soon: the bound leaves room for sanitizers. */
static void is_refused_soon(schema_world *sw, const char *text)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;
    double began = seconds();
    tw_status status = tw__gql_parse(&sw->w.op, tw_str_of(text), &errors, &doc);

    if (status == TW_OK)
        status = tw__gql_validate(&sw->w.op, sw->s, doc, &errors);
    assert_true(status == TW_E_GRAPHQL_SYNTAX ||
                status == TW_E_GRAPHQL_VALIDATION);
    assert_true(errors.count > 0 && errors.count <= TW_GQL_ERRORS_MAX);
    assert_true(seconds() - began < 3);
    assert_int_equal(sw->w.op.error.status, TW_OK);
    world_next(&sw->w);
}

/* `head`, then `piece` again and again, with its number for '#' and the next
** one for '+', then `tail`. */
static char *numbered(tw_buf *b,
                      const char *head,
                      const char *piece,
                      unsigned count,
                      const char *tail)
{
    tw__buf_reset(b);
    tw__buf_text(b, head);
    for (unsigned i = 0; i < count; i++) {
        for (const char *at = piece; *at != '\0'; at++) {
            if (*at == '#')
                tw__buf_printf(b, "%u", i);
            else if (*at == '+')
                tw__buf_printf(b, "%u", i + 1);
            else
                tw__buf_char(b, *at);
        }
    }
    tw__buf_text(b, tail);
    tw__buf_char(b, '\0');
    assert_false(b->failed);
    return b->ptr;
}

static void hostile_documents_are_refused_soon(void **state)
{
    schema_world sw;
    tw_buf b;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    tw__buf_init(&b, &tw__alloc_default);
    /* 1 MB of aliases */
    is_refused_soon(&sw, numbered(&b, "{", "a#: __typename ", 60000, "}"));
    /* unknown fields, arguments, types, as many as fit */
    is_refused_soon(&sw, numbered(&b, "{", "a# ", 19000, "}"));
    is_refused_soon(&sw, numbered(&b, "{people(", "a#:1 ", 6000, "){edges}}"));
    is_refused_soon(&sw, numbered(&b, "query(", "$a#:A# ", 4500, "){a}"));
    /* one response name for all */
    is_refused_soon(&sw, numbered(&b, "{", "a:b# ", 6000, "}"));
    is_refused_soon(
        &sw, numbered(&b, "{", "people(first:#){a:totalCount}", 1500, "}"));
    /* a chain of fragments that bites its tail */
    is_refused_soon(&sw, numbered(&b, "{...F0}", "fragment F# on Query{...F+}",
                                  2400, "fragment F2400 on Query{...F0}"));
    /* each spreads all */
    is_refused_soon(&sw,
                    numbered(&b, "{...F0}",
                             "fragment F# on Query{...F0 ...F1 ...F2 ...F3}",
                             1000, ""));
    /* doubled at each level: exponentially many places */
    is_refused_soon(
        &sw, numbered(&b, "{people{edges{node{...F0}}}}",
                      "fragment F# on Person{company{people{edges{node{...F+ "
                      "...F+}}}} x:company{people{edges{node{...F+}}}}}",
                      500, "fragment F500 on Person{nope}"));
    /* variables of every operation, used by fragments that all share */
    is_refused_soon(&sw, numbered(&b, "fragment F on Query{a}",
                                  "query Q#{...F b(c:$d)}", 1400, ""));
    tw__buf_fini(&b);
    schema_close(&sw);
}

static void long_names_do_not_make_long_answers(void **state)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc;
    schema_world sw;
    const char *name, *text;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    name = doc_repeated(&sw.w.op, "abcdefghij", 50000);
    text = tw__op_printf(&sw.w.op, "query ($%s: Int) { %s }", name, name).ptr;
    doc = doc_read(&sw.w.op, text);
    assert_int_equal(tw__gql_validate(&sw.w.op, sw.s, doc, &errors),
                     TW_E_GRAPHQL_VALIDATION);
    assert_int_equal(errors.count, 2);
    assert_true(errors.first->message.len < 400);
    assert_true(errors.last->message.len < 400);
    schema_close(&sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definitions_are_unique_and_executable),
        cmocka_unit_test(fields_are_on_their_types),
        cmocka_unit_test(arguments_are_known_unique_and_there),
        cmocka_unit_test(memory_that_fails_is_reported),
        cmocka_unit_test(hostile_documents_are_refused_soon),
        cmocka_unit_test(long_names_do_not_make_long_answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
