/* group_test.c -- many requests in one commit: what becomes of the others when
** one takes too long, the lock cannot be had, or memory runs out. */
#include "service/handle.h"

#include "support/alloc.h"
#include "support/check.h"
#include "support/workspace.h"
#include "twentyapi/record.h"
#include "twentyapi/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FILE_NAME "build/group_test.db"

enum {
    QUERY_MS = 300,
    BUSY_MS = 200,
    LONG_TEXT = 1000 * 1000,
    LONG_PATTERN = 15000,
    MANY = 10
};

static tw_db *db;
static tw_service *service;
static test_alloc memory;

static int open_file(void **state)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;

    (void)state;
    workspace_remove(FILE_NAME);
    test_alloc_init(&memory);
    options.alloc = &memory.hook;
    options.query_timeout_ms = QUERY_MS;
    options.busy_timeout_ms = BUSY_MS;
    assert_int_equal(tw_db_open(FILE_NAME, &options, &db), TW_OK);
    assert_int_equal(tw_service_new(db, &service), TW_OK);
    return 0;
}

static int close_file(void **state)
{
    (void)state;
    tw_service_free(service);
    tw_db_close(db);
    workspace_remove(FILE_NAME);
    assert_int_equal(memory.live, 0);
    return 0;
}

static tw_request request(const char *method,
                          const char *target,
                          const char *body)
{
    return (tw_request){.method = tw_str_of(method),
                        .target = tw_str_of(target),
                        .body = tw_str_of(body),
                        .trusted = true};
}

static int64_t now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One company whose name takes hours to be searched for `slow_target`. */
static void store_long_name(void)
{
    static char body[LONG_TEXT + 32];
    tw_request r;
    tw_response response;

    (void)snprintf(body, sizeof(body), "{\"name\":\"");
    memset(body + strlen(body), 'x', LONG_TEXT);
    (void)strcat(body, "\"}");
    r = request("POST", "/rest/companies", body);
    tw_service_handle(service, &r, &response);
    assert_int_equal(response.status, 201);
}

static const char *slow_target(void)
{
    static char target[LONG_PATTERN + 64];

    (void)snprintf(target, sizeof(target),
                   "/rest/companies?filter=name%%5Blike%%5D:%%25");
    memset(target + strlen(target), 'x', LONG_PATTERN);
    (void)strcat(target, "y%25");
    return target;
}

/* Enough work for SQLite to look at the clock on the way. */
static const char *batch_of_60(void)
{
    static char body[4096];

    (void)strcpy(body, "[{\"name\":\"quick\"}");
    for (int i = 1; i < 60; i++)
        (void)strcat(body, ",{\"name\":\"quick\"}");
    return strcat(body, "]");
}

static void a_slow_request_does_not_eat_the_time_of_its_group(void **state)
{
    tw_request requests[3];
    tw_response responses[3];

    (void)state;
    store_long_name();
    requests[0] = request("PATCH", slow_target(), "{\"name\":\"z\"}");
    requests[1] = request("POST", "/rest/batch/companies", batch_of_60());
    requests[2] =
        request("GET", "/rest/companies?filter=name%5Beq%5D:quick", NULL);
    tw_service_handle_many(service, requests, 3, responses);
    assert_int_equal(responses[0].status, 503);
    assert_non_null(strstr(responses[0].body.ptr, "QUERY_TIMEOUT"));
    assert_int_equal(responses[1].status, 201);
    assert_int_equal(responses[2].status, 200);
    assert_non_null(strstr(responses[2].body.ptr, "\"totalCount\":60"));
}

static void the_lock_is_waited_for_once_and_not_for_each(void **state)
{
    tw_request requests[MANY];
    tw_response responses[MANY];
    int64_t began;
    tw_db *other;
    tw_op op;

    (void)state;
    assert_int_equal(tw_db_sibling(db, &other), TW_OK);
    tw__db_begin(other, &op);
    assert_int_equal(tw__db_begin_write(&op), TW_OK);
    for (int i = 0; i < MANY; i++)
        requests[i] = request("POST", "/rest/companies", "{}");
    began = now_ms();
    tw_service_handle_many(service, requests, MANY, responses);
    assert_true(now_ms() - began < BUSY_MS * 3);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(responses[i].status, 503);
        assert_non_null(strstr(responses[i].body.ptr, "DATABASE_BUSY"));
    }
    assert_int_equal(tw__db_end_write(&op, TW_OK), TW_OK);
    assert_int_equal(tw__db_end(other, &op), TW_OK);
    tw_db_close(other);
    tw_service_handle_many(service, requests, MANY, responses);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(responses[i].status, 201);
}

/* Whatever allocation fails: each answer is its own request's, or an error. */
static void an_answer_is_never_made_of_another_s_bytes(void **state)
{
    const tw_request requests[] = {
        request("POST", "/rest/companies", "{\"name\":\"first\"}"),
        request("POST", "/rest/notes", "{\"title\":\"second\"}"),
        request("GET", "/rest/people?limit=1", NULL),
    };
    static const char *const marks[] = {
        "{\"data\":{\"createCompany\":", "{\"data\":{\"createNote\":",
        "{\"data\":{\"people\":"};
    tw_response responses[3];
    int refused = 1;

    (void)state;
    for (size_t n = 1; refused > 0; n++) {
        refused = 0;
        tw_service_free(service);
        assert_int_equal(tw_service_new(db, &service), TW_OK);
        memory.calls = 0;
        memory.fail_at = n;
        tw_service_handle_many(service, requests, 3, responses);
        memory.fail_at = 0;
        for (int i = 0; i < 3; i++) {
            const char *mark =
                responses[i].status < 300 ? marks[i] : "{\"statusCode\":503,";

            if (responses[i].body.len < strlen(mark) ||
                memcmp(responses[i].body.ptr, mark, strlen(mark)) != 0)
                fail_msg("allocation %zu, request %d: %d %.*s", n, i,
                         responses[i].status, (int)responses[i].body.len,
                         responses[i].body.ptr);
            assert_int_equal(responses[i].body.ptr[responses[i].body.len - 1],
                             '}');
            refused += responses[i].status >= 300;
        }
        assert_true(n < 5000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_request_does_not_eat_the_time_of_its_group),
        cmocka_unit_test(the_lock_is_waited_for_once_and_not_for_each),
        cmocka_unit_test(an_answer_is_never_made_of_another_s_bytes),
    };

    return cmocka_run_group_tests(tests, open_file, close_file);
}
