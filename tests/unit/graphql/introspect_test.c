/* introspect_test.c -- what a schema says of itself. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"
#include "graphql/introspect.h"
#include "graphql/parse.h"
#include "graphql/validate.h"

#include <stdio.h>
#include <string.h>

static world w;
static tw_gql_schema *s;
static tw_buf out;
static size_t bytes_max;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_ok(&w, tw__gql_schema_core(&w.op, &s));
    tw__buf_init(&out, w.op.alloc);
    bytes_max = 0;
    return 0;
}

static int end(void **state)
{
    (void)state;
    tw__buf_fini(&out);
    tw__gql_schema_free(s);
    world_close(&w);
    return 0;
}

/* The first root field of the document's first operation; `variables`: JSON
** or NULL. */
static tw_status ask(const char *query, const char *variables)
{
    tw_gql_errors errors = {.source = tw_str_of(query)};
    tw_gql_variables values = {NULL};
    tw_gql_introspection in = {.schema = s, .bytes_max = bytes_max};
    const tw_gql_document *doc;
    const tw_gql_selection *first;
    const tw_json *given = NULL;

    world_next(&w);
    tw__buf_reset(&out);
    world_ok(&w, tw__gql_parse(&w.op, tw_str_of(query), &errors, &doc));
    if (tw__gql_validate(&w.op, s, doc, &errors) != TW_OK)
        fail_msg("not valid: %.*s", TW_FMT(errors.first->message));
    if (variables != NULL)
        world_ok(&w, tw__json_read(&w.op, tw_str_of(variables), &given));
    world_ok(&w, tw__gql_variables(&w.op, s, &doc->definitions[0], given,
                                   &errors, &values));
    first = &doc->definitions[0].selections.items[0];
    in.document = doc;
    in.variables = &values;
    in.selections = &first;
    in.count = 1;
    return tw__gql_introspect(&w.op, &in, &out);
}

static void questions_have_answers(void **state)
{
    static const struct {
        const char *query, *answer;
    } rows[] = {
        {"{__type(name: \"FilterIs\") {kind name enumValues {name}}}",
         "{\"kind\":\"ENUM\",\"name\":\"FilterIs\",\"enumValues\":"
         "[{\"name\":\"NULL\"},{\"name\":\"NOT_NULL\"}]}"},
        {"{__type(name: \"BooleanFilter\") {kind name inputFields {name "
         "type {kind name ofType {kind name}}}}}",
         "{\"kind\":\"INPUT_OBJECT\",\"name\":\"BooleanFilter\","
         "\"inputFields\":[{\"name\":\"eq\",\"type\":{\"kind\":\"SCALAR\","
         "\"name\":\"Boolean\",\"ofType\":null}},{\"name\":\"is\",\"type\":"
         "{\"kind\":\"ENUM\",\"name\":\"FilterIs\",\"ofType\":null}}]}"},
        {"{__type(name: \"PersonEdge\") {fields {name type {kind name ofType "
         "{kind name}}}}}",
         "{\"fields\":[{\"name\":\"node\",\"type\":{\"kind\":\"NON_NULL\","
         "\"name\":null,\"ofType\":{\"kind\":\"OBJECT\",\"name\":\"Person\"}}},"
         "{\"name\":\"cursor\",\"type\":{\"kind\":\"NON_NULL\",\"name\":null,"
         "\"ofType\":{\"kind\":\"SCALAR\",\"name\":\"Cursor\"}}}]}"},
        {"{__type(name: \"PersonEdge\") {interfaces {name} possibleTypes "
         "{name} enumValues {name} inputFields {name} ofType {name} "
         "specifiedByURL}}",
         "{\"interfaces\":[],\"possibleTypes\":null,\"enumValues\":null,"
         "\"inputFields\":null,\"ofType\":null,\"specifiedByURL\":null}"},
        {"{__type(name: \"UUID\") {name kind description fields {name} "
         "interfaces {name}}}",
         "{\"name\":\"UUID\",\"kind\":\"SCALAR\",\"description\":\"An "
         "identifier in its 36 character form.\",\"fields\":null,"
         "\"interfaces\":null}"},
        {"{__type(name: \"Nobody\") {name}}", "null"},
        {"{__type(name: \"\") {name}}", "null"},
        {"{__type(name: \"__TypeKind\") {name enumValues {name}}}",
         "{\"name\":\"__TypeKind\",\"enumValues\":[{\"name\":\"SCALAR\"},"
         "{\"name\":\"OBJECT\"},{\"name\":\"INTERFACE\"},{\"name\":\"UNION\"},"
         "{\"name\":\"ENUM\"},{\"name\":\"INPUT_OBJECT\"},{\"name\":\"LIST\"},"
         "{\"name\":\"NON_NULL\"}]}"},
        {"{__schema {queryType {name} mutationType {name} subscriptionType "
         "{name} description}}",
         "{\"queryType\":{\"name\":\"Query\"},\"mutationType\":{\"name\":"
         "\"Mutation\"},\"subscriptionType\":null,\"description\":null}"},
        {"{__schema {directives {name isRepeatable locations args {name "
         "defaultValue type {kind}}}}}",
         "{\"directives\":[{\"name\":\"include\",\"isRepeatable\":false,"
         "\"locations\":[\"FIELD\",\"FRAGMENT_SPREAD\",\"INLINE_FRAGMENT\"],"
         "\"args\":[{\"name\":\"if\",\"defaultValue\":null,\"type\":{\"kind\":"
         "\"NON_NULL\"}}]},{\"name\":\"skip\",\"isRepeatable\":false,"
         "\"locations\":[\"FIELD\",\"FRAGMENT_SPREAD\",\"INLINE_FRAGMENT\"],"
         "\"args\":[{\"name\":\"if\",\"defaultValue\":null,\"type\":{\"kind\":"
         "\"NON_NULL\"}}]},{\"name\":\"deprecated\",\"isRepeatable\":false,"
         "\"locations\":[\"FIELD_DEFINITION\",\"ARGUMENT_DEFINITION\","
         "\"INPUT_FIELD_DEFINITION\",\"ENUM_VALUE\"],\"args\":[{\"name\":"
         "\"reason\",\"defaultValue\":\"\\\"No longer supported\\\"\",\"type\":"
         "{\"kind\":\"SCALAR\"}}]},{\"name\":\"specifiedBy\",\"isRepeatable\":"
         "false,\"locations\":[\"SCALAR\"],\"args\":[{\"name\":\"url\","
         "\"defaultValue\":null,\"type\":{\"kind\":\"NON_NULL\"}}]}]}"},
        {"{__type(name: \"__Field\") {fields {name args {name defaultValue "
         "isDeprecated deprecationReason} isDeprecated}}}",
         "{\"fields\":[{\"name\":\"name\",\"args\":[],\"isDeprecated\":false},"
         "{\"name\":\"description\",\"args\":[],\"isDeprecated\":false},"
         "{\"name\":\"args\",\"args\":[{\"name\":\"includeDeprecated\","
         "\"defaultValue\":\"false\",\"isDeprecated\":false,"
         "\"deprecationReason\":null}],\"isDeprecated\":false},"
         "{\"name\":\"type\",\"args\":[],\"isDeprecated\":false},"
         "{\"name\":\"isDeprecated\",\"args\":[],\"isDeprecated\":false},"
         "{\"name\":\"deprecationReason\",\"args\":[],"
         "\"isDeprecated\":false}]}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        world_ok(&w, ask(rows[i].query, NULL));
        world_same(tw__buf_view(&out), rows[i].answer);
    }
}

static void selections_are_those_of_the_language(void **state)
{
    static const struct {
        const char *query, *variables, *answer;
    } rows[] = {
        {"{__type(name: \"UUID\") {a: name b: name __typename}}", NULL,
         "{\"a\":\"UUID\",\"b\":\"UUID\",\"__typename\":\"__Type\"}"},
        {"{t: __type(name: \"UUID\") {...A ...A}} fragment A on __Type {name "
         "...B} fragment B on __Type {kind ... on __Type {name}}",
         NULL, "{\"name\":\"UUID\",\"kind\":\"SCALAR\"}"},
        {"query ($on: Boolean! = true, $off: Boolean!) {__type(name: \"UUID\") "
         "{name @skip(if: $on) kind @include(if: $off) ... @include(if: $on) "
         "{n: name} ...C @skip(if: $on)}} fragment C on __Type {c: name}",
         "{\"off\":false}", "{\"n\":\"UUID\"}"},
        {"query ($n: String!) {__type(name: $n) {name}}", "{\"n\":\"Actor\"}",
         "{\"name\":\"Actor\"}"},
        /* one key, two selections: what is below them is merged */
        {"{__type(name: \"PersonEdge\") {fields {name} fields {type {kind}} "
         "... on __Type {fields {type {name}}}}}",
         NULL,
         "{\"fields\":[{\"name\":\"node\",\"type\":{\"kind\":\"NON_NULL\","
         "\"name\":null}},{\"name\":\"cursor\",\"type\":{\"kind\":"
         "\"NON_NULL\",\"name\":null}}]}"},
        {"{__schema {queryType {fields @skip(if: true) {name} name}}}", NULL,
         "{\"queryType\":{\"name\":\"Query\"}}"},
        {"{__schema {queryType {name @skip(if: true)}}}", NULL,
         "{\"queryType\":{}}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        world_ok(&w, ask(rows[i].query, rows[i].variables));
        world_same(tw__buf_view(&out), rows[i].answer);
    }
}

/* No type of the record schema is old yet, so one is made so. */
static void what_is_deprecated_is_shown_on_demand(void **state)
{
    const tw_gql_field *f =
        tw__gql_field_of(&w.op, s, tw__gql_type(&w.op, s, TW_STR("PersonEdge")),
                         TW_STR("cursor"));
    tw_gql_field *old = (tw_gql_field *)(uintptr_t)f;

    (void)state;
    old->deprecation = TW_STR("not \"new\"");
    world_ok(&w, ask("{__type(name: \"PersonEdge\") {fields {name}}}", NULL));
    world_same(tw__buf_view(&out), "{\"fields\":[{\"name\":\"node\"}]}");
    world_ok(&w, ask("query ($all: Boolean) {__type(name: \"PersonEdge\") "
                     "{fields(includeDeprecated: $all) {name isDeprecated "
                     "deprecationReason}}}",
                     "{\"all\":true}"));
    world_same(tw__buf_view(&out),
               "{\"fields\":[{\"name\":\"node\",\"isDeprecated\":false,"
               "\"deprecationReason\":null},{\"name\":\"cursor\","
               "\"isDeprecated\":true,\"deprecationReason\":"
               "\"not \\\"new\\\"\"}]}");
}

static const char whole[] =
    "query IntrospectionQuery {__schema {queryType {name} mutationType {name} "
    "subscriptionType {name} types {...FullType} directives {name description "
    "locations args {...InputValue}}}} fragment FullType on __Type {kind name "
    "description fields(includeDeprecated: true) {name description args "
    "{...InputValue} type {...TypeRef} isDeprecated deprecationReason} "
    "inputFields {...InputValue} interfaces {...TypeRef} "
    "enumValues(includeDeprecated: true) {name description isDeprecated "
    "deprecationReason} possibleTypes {...TypeRef}} fragment InputValue on "
    "__InputValue {name description type {...TypeRef} defaultValue} fragment "
    "TypeRef on __Type {kind name ofType {kind name ofType {kind name ofType "
    "{kind name ofType {kind name}}}}}";

static void a_whole_schema_streams_and_nothing_stays(void **state)
{
    const tw_json *tree;
    int64_t held;

    (void)state;
    world_ok(&w, ask(whole, NULL));
    assert_true(out.len > 500000);
    world_ok(&w, tw__json_read(&w.op, tw__buf_view(&out), &tree));
    assert_int_equal(tw__json_member(tree, "types")->count,
                     tw__gql_type_count(s));
    /* once more: no more memory is held than after the first time */
    world_next(&w);
    held = w.allocated;
    world_ok(&w, ask(whole, NULL));
    world_next(&w);
    assert_true(w.allocated <= held);
}

static void too_long_an_answer_is_refused_and_taken_back(void **state)
{
    (void)state;
    bytes_max = 10000;
    world_refused(&w, ask(whole, NULL), TW_E_TOO_LARGE);
    assert_int_equal(out.len, 0);
    world_ok(&w, ask("{__type(name: \"UUID\") {name}}", NULL));
}

static void many_fields_are_refused(void **state)
{
    static char query[40000];
    size_t len = (size_t)snprintf(query, sizeof(query), "{__schema {");

    (void)state;
    for (int i = 0; i < 900; i++)
        len += (size_t)snprintf(query + len, sizeof(query) - len,
                                "a%d: queryType {...T} ", i);
    snprintf(query + len, sizeof(query) - len,
             "}} fragment T on __Type {a: name b: name}");
    world_refused(&w, ask(query, NULL), TW_E_TOO_LARGE);
}

static void failing_memory_leaves_nothing_behind(void **state)
{
    static const char one[] =
        "{__type(name: \"PersonFilterInput\") {name inputFields {name type "
        "{...T}}}} fragment T on __Type {name ofType {name}}";
    bool done = false;

    (void)state;
    for (int64_t n = 1; !done && n < 5000; n += 1 + n / 20) {
        tw_gql_errors errors = {.source = tw_str_of(one)};
        tw_gql_variables values = {NULL};
        tw_gql_introspection in = {.schema = s};
        const tw_gql_document *doc;
        const tw_gql_selection *first;

        world_next(&w);
        tw__buf_reset(&out);
        world_ok(&w, tw__gql_parse(&w.op, tw_str_of(one), &errors, &doc));
        world_ok(&w, tw__gql_variables(&w.op, s, &doc->definitions[0], NULL,
                                       &errors, &values));
        first = &doc->definitions[0].selections.items[0];
        in.document = doc;
        in.variables = &values;
        in.selections = &first;
        in.count = 1;
        w.fail_in = n;
        done = tw__gql_introspect(&w.op, &in, &out) == TW_OK;
        w.fail_in = 0;
        if (!done)
            assert_int_equal(w.op.error.status, TW_E_NOMEM);
    }
    assert_true(done);
}

static void texts_of_users_are_escaped(void **state)
{
    (void)state;
    grow_object(&w, "trap", "traps");
    world_exec(&w, "UPDATE tw_object SET description = 'a \"b\" ' || char(10) "
                   "WHERE nameSingular = 'trap'");
    world_reload(&w);
    tw__gql_schema_free(s);
    world_ok(&w, tw__gql_schema_core(&w.op, &s));
    world_ok(&w, ask("{__type(name: \"Trap\") {description}}", NULL));
    world_same(tw__buf_view(&out), "{\"description\":\"a \\\"b\\\" \\n\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(questions_have_answers, begin, end),
        cmocka_unit_test_setup_teardown(selections_are_those_of_the_language,
                                        begin, end),
        cmocka_unit_test_setup_teardown(what_is_deprecated_is_shown_on_demand,
                                        begin, end),
        cmocka_unit_test_setup_teardown(
            a_whole_schema_streams_and_nothing_stays, begin, end),
        cmocka_unit_test_setup_teardown(
            too_long_an_answer_is_refused_and_taken_back, begin, end),
        cmocka_unit_test_setup_teardown(many_fields_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(failing_memory_leaves_nothing_behind,
                                        begin, end),
        cmocka_unit_test_setup_teardown(texts_of_users_are_escaped, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
