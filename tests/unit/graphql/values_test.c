#include "graphql/values.h"

#include "support/check.h"
#include "support/doc.h"
#include "support/schema.h"

/* The arguments of the first field of the first operation, with variables. */
static const char *coerced(schema_world *sw,
                           const char *text,
                           const char *given)
{
    tw_op *op = &sw->w.op;
    const tw_gql_definition *d = doc_operation(doc_read(op, text));
    const tw_gql_selection *f = &d->selections.items[0];
    const tw_gql_type *root = d->kind == TW_GQL_MUTATION
                                  ? tw__gql_mutation_type(sw->s)
                                  : tw__gql_query_type(sw->s);
    tw_gql_errors errors = {.count = 0};
    tw_gql_variables variables;
    const tw_json *out;

    if (tw__gql_variables(op, sw->s, d,
                          given == NULL ? NULL : doc_json(op, given), &errors,
                          &variables) != TW_OK)
        return doc_messages(op, &errors);
    if (tw__gql_arguments(op, sw->s, tw__gql_field_of(op, sw->s, root, f->name),
                          f, &variables, &out) != TW_OK)
        return op->error.message;
    return doc_text(op, out);
}

static void arguments_become_one_object(void **state)
{
    static const struct {
        const char *text, *given, *out;
    } rows[] = {
        {"{ people { totalCount } }", NULL, "{}"},
        {"{ people(first: 5, after: \"x\\ny\") { totalCount } }", NULL,
         "{\"first\":5,\"after\":\"x\\ny\"}"},
        {"{ people(first: null) { totalCount } }", NULL, "{\"first\":null}"},
        /* the order of what is given is kept */
        {"{ people(orderBy: {position: AscNullsLast, jobTitle: DescNullsLast}) { "
         "totalCount } }",
         NULL,
         "{\"orderBy\":[{\"position\":\"AscNullsLast\",\"jobTitle\":"
         "\"DescNullsLast\"}]}"},
        {"{ people(orderBy: [{jobTitle: DescNullsLast}, {position: AscNullsLast}])"
         " { totalCount } }",
         NULL,
         "{\"orderBy\":[{\"jobTitle\":\"DescNullsLast\"},{\"position\":"
         "\"AscNullsLast\"}]}"},
        /* variables: given, null, missing */
        {"query ($a: Int) { people(first: $a) { totalCount } }", "{\"a\":7}",
         "{\"first\":7}"},
        {"query ($a: Int) { people(first: $a) { totalCount } }", "{\"a\":null}",
         "{\"first\":null}"},
        {"query ($a: Int) { people(first: $a) { totalCount } }", "{}", "{}"},
        {"query ($a: Int = 3) { people(first: $a) { totalCount } }", "{}",
         "{\"first\":3}"},
        {"query ($a: Int = 3) { people(first: $a) { totalCount } }",
         "{\"a\":null}", "{\"first\":null}"},
        {"query ($a: String) { people(filter: {name: {firstName: {eq: $a}}}) {"
         " totalCount } }",
         "{}", "{\"filter\":{\"name\":{\"firstName\":{}}}}"},
        {"query ($a: UUID) { people(filter: {id: {in: [$a, \"b\"]}}) { "
         "totalCount } }",
         "{}", "{\"filter\":{\"id\":{\"in\":[null,\"b\"]}}}"},
        {"query ($f: PersonFilterInput = {}) { person(filter: $f) { id } }",
         "{\"f\":null}",
         "Argument \"filter\" of non-null type \"PersonFilterInput!\" must not "
         "be null."},
        {"query ($f: PersonFilterInput) { person(filter: $f) { id } }", "{}",
         "Argument \"filter\" of required type \"PersonFilterInput!\" was not "
         "provided."},
    };
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_string_equal(coerced(&sw, rows[i].text, rows[i].given),
                            rows[i].out);
        world_next(&sw.w);
    }
    schema_close(&sw);
}

static void defaults_of_arguments_are_filled_in(void **state)
{
    schema_world sw;
    const tw_gql_definition *d;
    const tw_gql_field *f;
    const tw_json *out;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    f = tw__gql_field_of(&sw.w.op, sw.s, schema_type(&sw, "__Type"),
                         TW_STR("fields"));
    d = doc_operation(doc_read(&sw.w.op, "{ fields { name } }"));
    assert_int_equal(tw__gql_arguments(&sw.w.op, sw.s, f,
                                       &d->selections.items[0], NULL, &out),
                     TW_OK);
    assert_string_equal(doc_text(&sw.w.op, out),
                        "{\"includeDeprecated\":false}");
    schema_close(&sw);
}

static void selections_are_taken_or_skipped(void **state)
{
    static const struct {
        const char *directives;
        bool taken;
    } rows[] = {
        {"", true},
        {"@skip(if: false)", true},
        {"@skip(if: true)", false},
        {"@include(if: true)", true},
        {"@include(if: false)", false},
        {"@include(if: true) @skip(if: true)", false},
        {"@skip(if: $no) @include(if: $yes)", true},
        {"@skip(if: $yes)", false},
        {"@include(if: $no)", false},
        {"@include(if: $none)", false},
        {"@skip(if: $none)", true},
    };
    tw_gql_variables variables;
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *text =
            tw__op_printf(&sw.w.op, "{ a %s }", rows[i].directives).ptr;
        const tw_gql_definition *d = doc_operation(doc_read(&sw.w.op, text));

        variables.values = doc_json(&sw.w.op, "{\"yes\":true,\"no\":false}");
        assert_int_equal(
            tw__gql_is_taken(&d->selections.items[0].directives, &variables),
            rows[i].taken);
    }
    schema_close(&sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_become_one_object),
        cmocka_unit_test(defaults_of_arguments_are_filled_in),
        cmocka_unit_test(selections_are_taken_or_skipped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
