/* graphql_http_test.c -- media types, headers and bodies of GraphQL over HTTP;
** what it says in words is in tests/it/cases/gql_transport.case. */
#include "service/graphql_http.h"

#include "support/alloc.h"
#include "support/check.h"
#include "twentyapi/service.h"

#include <string.h>

static tw_db *db;
static tw_service *service;
static test_alloc memory;

static int open_service(void **state)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;

    (void)state;
    test_alloc_init(&memory);
    options.alloc = &memory.hook;
    assert_int_equal(tw_db_open(":memory:", &options, &db), TW_OK);
    assert_int_equal(tw_service_new(db, &service), TW_OK);
    return 0;
}

static int close_service(void **state)
{
    (void)state;
    tw_service_free(service);
    tw_db_close(db);
    assert_int_equal(memory.live, 0);
    return 0;
}

static tw_response asked(const char *method,
                         const char *type,
                         const char *accept,
                         const char *body)
{
    tw_header headers[2];
    tw_request r = {.method = tw_str_of(method),
                    .target = TW_STR("/graphql"),
                    .headers = headers,
                    .body = tw_str_of(body),
                    .trusted = true};
    tw_response response;

    if (type != NULL)
        headers[r.header_count++] =
            (tw_header){TW_STR("content-type"), tw_str_of(type)};
    if (accept != NULL)
        headers[r.header_count++] =
            (tw_header){TW_STR("ACCEPT"), tw_str_of(accept)};
    tw_service_handle(service, &r, &response);
    return response;
}

static bool is_strict(const char *accept)
{
    tw_response r =
        asked("POST", "application/json", accept, "{\"query\":\"{nope}\"}");
    bool strict = tw__str_starts(r.media_type,
                                 TW_STR("application/graphql-response+json"));

    assert_int_equal(r.status, strict ? 400 : 200);
    assert_true(tw__str_ends(r.media_type, TW_STR("; charset=utf-8")));
    return strict;
}

static void the_form_that_the_client_likes_best_is_sent(void **state)
{
    static const struct {
        const char *accept;
        bool strict;
    } rows[] = {
        {NULL, false},
        {"", false},
        {"*/*", false},
        {"application/json", false},
        {"text/html", false},
        {"application/graphql-response+json", true},
        {"Application/GraphQL-Response+JSON; charset=utf-8", true},
        {"application/graphql-response+json, application/json", true},
        {"application/json, application/graphql-response+json", false},
        {"application/graphql-response+json;q=0.4,application/json;q=0.5",
         false},
        {"application/graphql-response+json;q=0.9 , application/json; q=0.5",
         true},
        {"*/*;q=0.1, application/graphql-response+json;q=0.2", true},
        {"application/*, application/graphql-response+json;q=0.9", false},
        {"application/graphql-response+json;q=0", false},
        {";;;q=,,", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (is_strict(rows[i].accept) != rows[i].strict)
            fail_msg("%s", rows[i].accept);
}

static void other_methods_are_told_which_ones_are_right(void **state)
{
    static const char *const methods[] = {"PUT", "DELETE", "PATCH", "OPTIONS",
                                          "x"};
    tw_response r;

    (void)state;
    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++) {
        r = asked(methods[i], "application/json", NULL,
                  "{\"query\":\"{__typename}\"}");
        assert_int_equal(r.status, 405);
        assert_int_equal(r.header_count, 1);
        assert_true(tw__str_is(r.headers[0].name, "Allow"));
        assert_true(tw__str_is(r.headers[0].value, "GET, POST"));
    }
    r = asked("POST", "application/json", NULL, "{\"query\":\"{__typename}\"}");
    assert_int_equal(r.status, 200);
    assert_int_equal(r.header_count, 0);
}

static void bodies_come_in_three_forms(void **state)
{
    static const struct {
        const char *type, *body;
        int status;
    } rows[] = {
        {"application/json", "{\"query\":\"{__typename}\"}", 200},
        {"application/json;charset=UTF-8", "{\"query\":\"{__typename}\"}", 200},
        {"application/graphql", "{__typename}", 200},
        {"application/graphql", "{__typename\xff}", 400},
        {"application/x-www-form-urlencoded", "query={__typename}", 200},
        {"application/x-www-form-urlencoded", "query=%ff", 400},
        {"application/x-www-form-urlencoded", "nothing=1", 200},
        {"text/plain", "{__typename}", 415},
        {"multipart/form-data; boundary=x", "x", 415},
        {NULL, "{\"query\":\"{__typename}\"}", 415},
        {"application/json", "", 400},
        {"application/json", "null", 400},
        {"application/json", "\"query\"", 400},
        {"application/json", "{}", 400},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_response r = asked("POST", rows[i].type, NULL, rows[i].body);

        if (r.status != rows[i].status)
            fail_msg("%s %s: %d", rows[i].type, rows[i].body, r.status);
    }
}

/* A model that changes under a group of requests is each one's own affair. */
static void a_group_may_change_the_model_and_fail(void **state)
{
    static const char *const bodies[] = {
        "{\"query\":\"mutation{a:createOneObject(input:{object:{nameSingular:"
        "\\\"rocket\\\",namePlural:\\\"rockets\\\",labelSingular:\\\"R\\\","
        "labelPlural:\\\"Rs\\\"}}){id} b:createOneObject(input:{object:{"
        "nameSingular:\\\"rocket\\\",namePlural:\\\"rockets\\\",labelSingular:"
        "\\\"R\\\",labelPlural:\\\"Rs\\\"}}){id} c:createOneObject(input:{"
        "object:{nameSingular:\\\"shuttle\\\",namePlural:\\\"shuttles\\\","
        "labelSingular:\\\"S\\\",labelPlural:\\\"Ss\\\"}}){id}}\"}",
        "{\"query\":\"mutation{createRocket(data:{name:\\\"Ariane\\\"}){name}"
        "}\"}",
        "{\"query\":\"{rockets{totalCount edges{node{name}}} shuttles{"
        "totalCount}}\"}",
    };
    static const tw_header json = {{"content-type", 12},
                                   {"application/json", 16}};
    tw_request requests[3];
    tw_response responses[3];

    (void)state;
    for (int i = 0; i < 3; i++)
        requests[i] = (tw_request){.method = TW_STR("POST"),
                                   .target = i == 0 ? TW_STR("/metadata")
                                                    : TW_STR("/graphql"),
                                   .headers = &json,
                                   .header_count = 1,
                                   .body = tw_str_of(bodies[i]),
                                   .trusted = true};
    tw_service_handle_many(service, requests, 3, responses);
    assert_non_null(strstr(responses[0].body.ptr, "{\"data\":null,"));
    assert_true(tw__str_is(responses[1].body,
                           "{\"data\":{\"createRocket\":{\"name\":\"Ariane\"}}"
                           "}"));
    assert_true(tw__str_is(responses[2].body,
                           "{\"data\":{\"rockets\":{\"totalCount\":1,\"edges\":"
                           "[{\"node\":{\"name\":\"Ariane\"}}]},\"shuttles\":{"
                           "\"totalCount\":0}}}"));
}

static void the_call_without_http_answers_alike(void **state)
{
    const tw_str none = {NULL, 0};
    tw_result *r = NULL;

    (void)state;
    assert_int_equal(tw_graphql(db, TW_GRAPHQL_RECORDS,
                                TW_STR("mutation A($n:String){createCompany("
                                       "data:{name:$n}){name createdBy{name}}}"
                                       " query B{companies{totalCount}}"),
                                TW_STR("{\"n\":\"Acme\"}"), TW_STR("A"), &r),
                     TW_OK);
    assert_true(tw__str_is(tw_result_json(r),
                           "{\"data\":{\"createCompany\":{\"name\":\"Acme\","
                           "\"createdBy\":{\"name\":\"System\"}}}}"));
    tw_result_free(r);
    assert_int_equal(tw_graphql(db, TW_GRAPHQL_METADATA,
                                TW_STR("{objects(paging:{first:1}){edges{node{"
                                       "isActive}}}}"),
                                none, none, &r),
                     TW_OK);
    assert_non_null(strstr(tw_result_json(r).ptr, "{\"isActive\":true}"));
    tw_result_free(r);
    assert_int_equal(
        tw_graphql(db, TW_GRAPHQL_RECORDS, TW_STR("{"), none, none, &r), TW_OK);
    assert_non_null(strstr(tw_result_json(r).ptr, "Syntax Error"));
    tw_result_free(r);
    assert_int_equal(tw_graphql(db, TW_GRAPHQL_RECORDS, TW_STR("{__typename}"),
                                TW_STR("[]"), none, &r),
                     TW_E_INVALID);
    assert_null(r);
    assert_int_equal(
        tw_graphql(db, TW_GRAPHQL_RECORDS, TW_STR("\xff"), none, none, &r),
        TW_E_INVALID);
    assert_int_equal(
        tw_graphql(NULL, TW_GRAPHQL_RECORDS, TW_STR("{a}"), none, none, &r),
        TW_E_MISUSE);
    assert_int_equal(tw_graphql(db, TW_GRAPHQL_RECORDS, none, none, none, &r),
                     TW_E_MISUSE);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, open_service, close_service)
    const struct CMUnitTest tests[] = {
        TEST(the_form_that_the_client_likes_best_is_sent),
        TEST(other_methods_are_told_which_ones_are_right),
        TEST(bodies_come_in_three_forms),
        TEST(a_group_may_change_the_model_and_fail),
        TEST(the_call_without_http_answers_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
