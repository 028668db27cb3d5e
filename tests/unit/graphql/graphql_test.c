/* graphql_test.c -- whole requests: what is refused before it runs, with which
** status, and what a repeated one costs. */
#include "graphql/graphql.h"

#include "unit/graphql/ask.h"

static char *repeated(const char *piece, size_t n)
{
    size_t len = strlen(piece);
    char *text = tw__op_get(&rw.op, n * len + 64);

    assert_non_null(text);
    strcat(text, "{");
    for (size_t i = 0; i < n; i++)
        memcpy(text + 1 + i * len, piece, len);
    strcat(text, "}");
    return text;
}

/* As ask(), but the text is not copied first. */
static const char *ask_long(char *text)
{
    world_ok(&rw, ask_run(tw_str_of(text), NULL));
    tw__buf_char(&asked_out, '\0');
    return asked_out.ptr;
}

static void a_question_is_answered(void **state)
{
    (void)state;
    assert_string_equal(
        ask("{person(filter:{id:{eq:'" UUID("91") "'}})"
                                                  "{name{firstName}}}"),
        "{'data':{'person':{'name':{'firstName':'p1'}}}}");
    assert_int_equal(asked_status, 200);
}

static void a_repeated_question_prepares_nothing(void **state)
{
    static const char text[] =
        "query($id:UUID){person(filter:{id:{eq:$id}}){id company{name people"
        "(first:1){edges{node{id}} totalCount}}} companies{totalCount edges"
        "{node{people{edges{node{id}}}}}}}";
    uint64_t before;

    (void)state;
    ask_with(text, "{'id':'" UUID("91") "'}");
    before = tw__stmt_prepared(rw.conn);
    assert_non_null(strstr(ask_with(text, "{'id':'" UUID("93") "'}"), "Zeta"));
    assert_int_equal(tw__stmt_prepared(rw.conn), before);
}

static void every_limit_refuses_with_its_name(void **state)
{
    char *text;

    (void)state;
    world_next(&rw);
    text = repeated("a:people{totalCount}", TW_LIMIT_GQL_ROOT_FIELDS + 1);
    assert_non_null(strstr(ask_long(text), "root fields 21, at most 20"));
    assert_non_null(strstr(asked_out.ptr, "{\"data\":{},"));
    text = repeated("a:__typename ", TW_LIMIT_GQL_ALIASES + 1);
    asked.endpoint = TW_GQL_AT_METADATA;
    assert_non_null(strstr(ask_long(text), "root fields 1001, at most 10"));
    asked.endpoint = TW_GQL_AT_CORE;
    assert_non_null(strstr(
        ask("{people{edges{node{company{people{edges{node{company{people{edges{"
            "node{company{people{edges{node{company{id}}}}}}}}}}}}}}}}}"),
        "nested fields 17, at most 15"));
    assert_non_null(
        strstr(ask("query{people{edges{node{...A ...A ...A ...A}}}}"
                   "fragment A on Person{...B ...B ...B ...B ...B ...B ...B}"
                   "fragment B on Person{...C ...C ...C ...C ...C ...C ...C}"
                   "fragment C on Person{...D ...D ...D ...D ...D ...D ...D}"
                   "fragment D on Person{id jobTitle}"),
               "fields 2747, at most 2000"));
    assert_non_null(
        strstr(ask("query{people{edges{node{...A ...A ...A ...A}}}}"
                   "fragment A on Person{...B ...B ...B ...B ...B ...B ...B}"
                   "fragment B on Person{...C ...C ...C ...C ...C ...C ...C}"
                   "fragment C on Person{...D ...D ...D ...D ...D ...D ...D}"
                   "fragment D on Person{a:id}"),
               "aliases 1372, at most 1000"));
    asked.variables_bytes = TW_LIMIT_GQL_VARIABLES_BYTES + 1;
    assert_non_null(strstr(ask("{__typename}"), "bytes of variables"));
    asked.variables_bytes = 0;
    world_next(&rw);
    text = repeated(" ", TW_LIMIT_GQL_DOCUMENT_BYTES);
    assert_non_null(strstr(ask_long(text), "bytes of the document"));
}

static void refusals_have_the_statuses_of_their_kind(void **state)
{
    static const struct {
        const char *text, *variables;
        int plain, strict;
        bool data;
    } rows[] = {
        {"{people{", NULL, 200, 400, false},
        {"{nope}", NULL, 200, 400, false},
        {"query A{__typename} query B{__typename}", NULL, 400, 400, false},
        {"fragment F on Person{id}", NULL, 400, 400, false},
        {"query($n:Int!){people(first:$n){totalCount}}", "{'n':'x'}", 200, 400,
         true},
        {"query($n:Int!){__typename @skip(if:false) people(first:$n){"
         "totalCount}}",
         NULL, 200, 400, true},
        {"subscription{a}", NULL, 200, 400, false},
        {"{person(filter:{}){id}}", NULL, 200, 200, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int strict = 0; strict < 2; strict++) {
            const char *answer;

            asked.strict_status = strict;
            answer = ask_with(rows[i].text, rows[i].variables);
            assert_non_null(strstr(answer, "'errors':[{'message':"));
            assert_int_equal(asked_status,
                             strict ? rows[i].strict : rows[i].plain);
            if (asked_status == 400)
                assert_null(strstr(answer, "'data'"));
            else
                assert_int_equal(strstr(answer, "'data'") != NULL,
                                 rows[i].data);
        }
}

static void a_get_runs_no_mutation(void **state)
{
    (void)state;
    asked.queries_only = true;
    assert_null(strstr(ask("mutation{deletePerson(id:'" UUID("91") "'){id}}"),
                       "'data'"));
    assert_int_equal(asked_status, 405);
    asked.queries_only = false;
    assert_non_null(strstr(ask("{people{totalCount}}"), "4"));
}

static void strangers_learn_nothing_of_the_schema(void **state)
{
    static const char *const texts[] = {
        "{people{nope}}",
        "{peoples{id}}",
        "{__schema{types{name}}}",
        "{__type(name:'Person'){name}}",
        "query{...{people{totalCount}}}",
        "mutation{createPerson(data:{nope:1}){id}}"};

    (void)state;
    asked.authenticated = false;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        const char *answer = ask(texts[i]);

        assert_null(strstr(answer, "nope"));
        assert_null(strstr(answer, "Did you mean"));
        assert_null(strstr(answer, "'data'"));
    }
    assert_string_equal(ask("{__typename a:__typename}"),
                        "{'data':{'__typename':'Query','a':'Query'}}");
}

static void each_root_field_of_a_mutation_is_all_or_nothing(void **state)
{
    const char *answer;

    (void)state;
    answer = ask("mutation{a:updatePerson(id:'" UUID(
        "91") "',data:{jobTitle:'x'}){"
              "jobTitle} b:createPeople(data:[{jobTitle:'n'},{id:'" UUID(
                  "91") "'}])"
                        "{id} c:updatePerson(id:'" UUID(
                            "92") "',data:{jobTitle:'y'}){jobTitle}"
                                  "}");
    assert_non_null(strstr(answer, "'a':{'jobTitle':'x'},'b':null,'c':{"
                                   "'jobTitle':'y'}"));
    assert_non_null(strstr(answer, "'path':['b']"));
    assert_non_null(strstr(ask("{people(filter:{jobTitle:{in:['x','y','n']}})"
                               "{totalCount}}"),
                           "'totalCount':2"));
}

static void every_failing_allocation_ends_clean(void **state)
{
    static const char text[] =
        "query($id:UUID){person(filter:{id:{eq:$id}}){id company{name}} "
        "companies(orderBy:[{name:AscNullsLast}]){totalCount countEmptyName "
        "pageInfo{endCursor} edges{cursor node{people(first:1,filter:{jobTitle:"
        "{is:NULL}}){edges{node{id}} totalCount}}}} "
        "peopleGroupBy(groupBy:[{jobTitle:true}]){totalCount edges{node{id}}} "
        "personDuplicates(ids:['" UUID("91") "']){edges{node{id}}} "
                                             "rocket(filter:{id:{eq:'" UUID(
                                                 "91") "'}}){id}}";
    const tw_json *variables;
    tw_status st = TW_OK;
    bool failed = true;
    tw_str query;

    (void)state;
    for (int64_t n = 1; failed; n += n < 400 ? 1 : 7) {
        world_next(&rw);
        tw__gql_cache_clear(asked_cache);
        world_ok(&rw, tw__json_read(&rw.op, ask_text("{'id':'" UUID("91") "'}"),
                                    &variables));
        query = ask_text(text);
        rw.fail_in = n;
        st = ask_run(query, variables);
        failed = rw.fail_in <= 0;
        rw.fail_in = 0;
        if (st != TW_OK)
            assert_int_equal(st, TW_E_NOMEM);
        assert_true(n < 20000);
    }
    assert_non_null(strstr(ask_with(text, "{'id':'" UUID("91") "'}"), "Acme"));
}

static void null_is_no_condition(void **state)
{
    static const char root[] = "query($s:Boolean=true){a:people @skip(if:$s)"
                               "{totalCount} b:__typename}",
                      below[] = "query($s:Boolean=true){people{totalCount "
                                "@include(if:$s)} b:__typename}";

    (void)state;
    assert_non_null(strstr(ask_with(root, "{'s':null}"),
                           "{'data':null,'errors':[{'message':'Argument "
                           "\\'if\\' of directive \\'@skip\\' must not be "
                           "null.','locations':[{'line':1,'column':1}]"));
    assert_string_equal(ask_with(root, "{}"), "{'data':{'b':'Query'}}");
    for (int i = 0; i < 2; i++) { /* the second time from what was kept */
        assert_string_equal(ask_with(below, NULL),
                            "{'data':{'people':{'totalCount':4},"
                            "'b':'Query'}}");
        assert_non_null(strstr(ask_with(below, "{'s':null}"),
                               "{'data':{'people':null,'b':'Query'},'errors'"));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, ask_world, ask_end)
    const struct CMUnitTest tests[] = {
        TEST(a_question_is_answered),
        TEST(a_repeated_question_prepares_nothing),
        TEST(every_limit_refuses_with_its_name),
        TEST(refusals_have_the_statuses_of_their_kind),
        TEST(a_get_runs_no_mutation),
        TEST(null_is_no_condition),
        TEST(strangers_learn_nothing_of_the_schema),
        TEST(each_root_field_of_a_mutation_is_all_or_nothing),
        TEST(every_failing_allocation_ends_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
