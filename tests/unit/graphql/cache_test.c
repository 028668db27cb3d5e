/* cache_test.c -- what is kept between requests, and for how long. */
#include "graphql/cache.h"

#include "unit/graphql/ask.h"

static tw_gql_errors errors;

/* As it was looked at: one that does not last is gone by now. */
static tw_gql_kept seen;

static const tw_gql_kept *document(const char *text)
{
    tw_gql_kept *kept;
    tw_str query = ask_text(text);

    errors = (tw_gql_errors){.count = 0};
    kept = tw__gql_cache_document(&rw.op, asked_cache, TW_GQL_AT_CORE, query,
                                  &errors);
    assert_non_null(kept);
    seen = *kept;
    tw__gql_cache_release(asked_cache, kept);
    return seen.lasting ? kept : &seen;
}

static void a_valid_document_is_read_once(void **state)
{
    const tw_gql_kept *first;

    (void)state;
    ask("{people{totalCount}}");
    first = document("{people{totalCount}}");
    assert_true(first->validated);
    assert_true(first->lasting);
    assert_ptr_equal(document("{people{totalCount}}"), first);
    /* blanks make it another one */
    assert_ptr_not_equal(document("{people{totalCount} }"), first);
}

static void what_is_wrong_or_long_is_not_kept(void **state)
{
    char *text;

    (void)state;
    ask("{people{nope}}");
    assert_false(document("{people{nope}}")->validated);
    assert_false(seen.lasting);
    assert_null(document("{people{")->document);
    assert_int_equal(errors.count, 1);
    world_next(&rw);
    text = tw__op_get(&rw.op, TW_LIMIT_GQL_KEPT_BYTES + 64);
    memset(text, ' ', TW_LIMIT_GQL_KEPT_BYTES);
    strcpy(text + TW_LIMIT_GQL_KEPT_BYTES, "{people{totalCount}}");
    world_ok(&rw, ask_run(tw_str_of(text), NULL));
    assert_false(document(text)->validated);
}

static void a_new_model_has_a_new_schema(void **state)
{
    tw_gql_schema *before, *after;
    tw_gql_schema *metadata;

    (void)state;
    ask("{people{totalCount}}");
    before = tw__gql_cache_schema(&rw.op, asked_cache, TW_GQL_AT_CORE);
    metadata = tw__gql_cache_schema(&rw.op, asked_cache, TW_GQL_AT_METADATA);
    assert_ptr_equal(tw__gql_cache_schema(&rw.op, asked_cache, TW_GQL_AT_CORE),
                     before);
    world_reload(&rw);
    assert_false(document("{people{totalCount}}")->validated);
    after = tw__gql_cache_schema(&rw.op, asked_cache, TW_GQL_AT_CORE);
    assert_non_null(after);
    assert_ptr_equal(
        tw__gql_cache_schema(&rw.op, asked_cache, TW_GQL_AT_METADATA),
        metadata);
}

static const tw_gql_plan *plan_of(const char *text)
{
    ask(text);
    ask(text);
    return document(text)->plans;
}

static void a_projection_is_kept_where_no_variable_has_a_say(void **state)
{
    const tw_gql_plan *plan;

    (void)state;
    plan =
        plan_of("query($id:UUID='" UUID("91") "'){person(filter:{id:{eq:$id}})"
                                              "{id}}");
    assert_non_null(plan->made);
    assert_null(plan->next);
    plan = plan_of("query($n:Int){companies{edges{node{people(first:$n){"
                   "totalCount}}}}}");
    assert_null(plan->made);
    plan = plan_of("query($no:Boolean=true){people{edges{node{id ...F}}}} "
                   "fragment F on Person{jobTitle @skip(if:$no)}");
    assert_null(plan->made);
    /* two root fields, each by itself */
    plan = plan_of("query($n:Int){people{totalCount} companies{edges{node{"
                   "people(first:$n){totalCount}}}}}");
    assert_null(plan->made);
    assert_non_null(plan->next->made);
}

/* Which selections make up a root field may itself depend on variables. */
static void merged_selections_are_not_mixed_up(void **state)
{
    static const char text[] =
        "query($a:Boolean!,$b:Boolean!){person(filter:{id:{eq:'" UUID("91") "'}}){name{firstName}} person(filter:{id:{eq:'" UUID(
            "91") "'"
                  "}}) @include(if:$a){jobTitle} person(filter:{id:{eq:'" UUID(
                      "91") "'}}) @include(if:$b){companyId}}";

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_string_equal(ask_with(text, "{'a':true,'b':false}"),
                            "{'data':{'person':{'name':{'firstName':'p1'},"
                            "'jobTitle':''}}}");
        assert_string_equal(ask_with(text, "{'a':false,'b':true}"),
                            "{'data':{'person':{'name':{'firstName':'p1'},"
                            "'companyId':'" UUID("c1") "'}}}");
    }
}

static void a_projection_that_cannot_be_made_is_refused_each_time(void **state)
{
    static const char text[] = "{companies{edges{node{people(first:-1){"
                               "totalCount}}}}}";
    size_t held = 0;

    (void)state;
    for (int i = 0; i < 20; i++) {
        assert_non_null(strstr(ask(text), "INVALID_ARGS_FIRST"));
        if (i == 2)
            held = tw__arena_bytes(document(text)->arena);
    }
    /* and takes no more memory each time */
    assert_int_equal(tw__arena_bytes(document(text)->arena), held);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, ask_world, ask_end)
    const struct CMUnitTest tests[] = {
        TEST(a_valid_document_is_read_once),
        TEST(what_is_wrong_or_long_is_not_kept),
        TEST(a_new_model_has_a_new_schema),
        TEST(a_projection_is_kept_where_no_variable_has_a_say),
        TEST(merged_selections_are_not_mixed_up),
        TEST(a_projection_that_cannot_be_made_is_refused_each_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
