/* collect_test.c -- which fields a selection set asks for. */
#include "graphql/execute.h"

#include "support/doc.h"
#include "unit/graphql/ask.h"

/* "key=name*times ..." of the root, or of its first field. */
static const char *collected(const char *text, bool below)
{
    static char line[4096];
    tw_gql_errors errors = {.count = 0};
    tw_gql_run run = {.op = &rw.op, .errors = &errors};
    tw_gql_variables variables = {.values = doc_json(&rw.op, "{\"t\":true}")};
    tw_gql_nodes nodes;
    size_t n = 0;

    run.document = doc_read(&rw.op, text);
    run.operation = doc_operation(run.document);
    run.variables = &variables;
    run.schema = tw__gql_cache_schema(&rw.op, asked_cache, TW_GQL_AT_CORE);
    world_ok(&rw, tw__gql_collect_root(&run, tw__gql_query_type(run.schema),
                                       &run.operation->selections, &nodes));
    if (below) {
        const tw_gql_node first = nodes.items[0];

        world_ok(&rw, tw__gql_collect(&run, &first, &nodes));
    }
    line[0] = '\0';
    for (uint32_t i = 0; i < nodes.count; i++)
        n += (size_t)snprintf(line + n, sizeof(line) - n, "%s%.*s=%.*s*%u",
                              i == 0 ? "" : " ", TW_FMT(nodes.items[i].key),
                              TW_FMT(nodes.items[i].field->name),
                              nodes.items[i].count);
    return line;
}

static void selections_of_a_key_belong_together(void **state)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"{people{totalCount} a:people{totalCount} people{totalCount}}",
         "people=people*2 a=people*1"},
        {"{...{people{totalCount}} ... on Query{people{totalCount}} ...F ...F} "
         "fragment F on Query{people{totalCount} b:companies{totalCount}}",
         "people=people*3 b=companies*1"},
        {"{...F} fragment F on Person{id}", ""},
        {"{a:__typename @skip(if:true) b:__typename @include(if:true) "
         "c:__typename @include(if:false) d:__typename @skip(if:false)}",
         "b=__typename*1 d=__typename*1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(collected(rows[i].text, false), rows[i].wanted);
    assert_string_equal(
        collected("query($t:Boolean!){person(filter:{}){id @skip(if:$t) a:id "
                  "@include(if:$t)} person(filter:{}){a:id name{firstName}}}",
                  true),
        "a=id*2 name=name*1");
}

static void many_keys_keep_their_order(void **state)
{
    char text[2048], wanted[2048];
    size_t n = 0, w = 0;

    (void)state;
    n += (size_t)snprintf(text + n, sizeof(text) - n, "{");
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 40; i++)
            n += (size_t)snprintf(text + n, sizeof(text) - n, "k%d:__typename ",
                                  i);
    snprintf(text + n, sizeof(text) - n, "}");
    for (int i = 0; i < 40; i++)
        w += (size_t)snprintf(wanted + w, sizeof(wanted) - w,
                              "%sk%d=__typename*2", i == 0 ? "" : " ", i);
    assert_string_equal(collected(text, false), wanted);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, ask_world, ask_end)
    const struct CMUnitTest tests[] = {
        TEST(selections_of_a_key_belong_together),
        TEST(many_keys_keep_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
