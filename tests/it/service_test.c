/* service_test.c -- whole requests by function call: lanes, groups of writes,
** handles side by side. */
#include "support/check.h"
#include "support/workspace.h"

#include <twentyapi.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "build/service_test.db"

static tw_db *db;
static tw_service *service;

static int open_file(void **state)
{
    (void)state;
    workspace_remove(FILE_NAME);
    assert_int_equal(tw_db_open(FILE_NAME, NULL, &db), TW_OK);
    assert_int_equal(tw_service_new(db, &service), TW_OK);
    return 0;
}

static int close_file(void **state)
{
    (void)state;
    tw_service_free(service);
    tw_db_close(db);
    workspace_remove(FILE_NAME);
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

static int call(tw_service *s,
                const char *method,
                const char *target,
                const char *body)
{
    tw_request r = request(method, target, body);
    tw_response response;

    tw_service_handle(s, &r, &response);
    return response.status;
}

static void lanes_follow_from_method_and_target(void **state)
{
    static const struct {
        const char *method, *target;
        tw_lane lane;
    } rows[] = {
        {"GET", "/rest/people", TW_LANE_INLINE},
        {"GET", "/rest/people/1", TW_LANE_INLINE},
        {"HEAD", "/rest/people", TW_LANE_INLINE},
        {"GET", "/rest/people?filter=city%5Beq%5D:x", TW_LANE_POOL},
        {"GET", "/rest/people?filter=id%5Beq%5D:x", TW_LANE_INLINE},
        {"GET", "/rest/people?order_by=city", TW_LANE_POOL},
        {"GET", "/rest/people?order_by=position", TW_LANE_INLINE},
        {"GET", "/rest/people?order_by=position%5BDescNullsLast%5D",
         TW_LANE_INLINE},
        {"GET", "/rest/people?limit=3&order_by=id[DescNullsLast]",
         TW_LANE_INLINE},
        {"GET", "/rest/people?filter=id[in]:[x],city[eq]:y", TW_LANE_INLINE},
        {"GET", "/rest/people?depth=0", TW_LANE_INLINE},
        {"GET", "/rest/people/1?depth=1", TW_LANE_INLINE},
        {"GET", "/rest/people?depth=1", TW_LANE_POOL},
        {"GET", "/rest/people?order_by=position,city", TW_LANE_POOL},
        {"GET", "/rest/people?order_by=position%2ccity", TW_LANE_POOL},
        {"GET", "/rest/people?order_by=positionNumber", TW_LANE_POOL},
        {"GET", "/rest/people?order_by=idCard", TW_LANE_POOL},
        {"GET", "/rest/people?filter=idCard[eq]:x", TW_LANE_POOL},
        {"GET", "/rest/people?filter=id[neq]:x,city[like]:y", TW_LANE_POOL},
        {"GET", "/rest/people?%66ilter=city[like]:y", TW_LANE_POOL},
        {"GET", "/rest/people/%67roupBy?x", TW_LANE_POOL},
        {"GET", "/rest/people/1/%6eotes?x", TW_LANE_POOL},
        {"GET", "/rest/people/groupBy?x", TW_LANE_POOL},
        {"POST", "/rest/people/duplicates", TW_LANE_POOL},
        {"POST", "/rest/people", TW_LANE_WRITE},
        {"PATCH", "/rest/people/1", TW_LANE_WRITE},
        {"PUT", "/rest/people/1", TW_LANE_WRITE},
        {"DELETE", "/rest/people/1", TW_LANE_WRITE},
        {"GET", "/rest/metadata/objects", TW_LANE_INLINE},
        {"POST", "/rest/metadata/objects", TW_LANE_WRITE},
        {"BREW", "/rest/people", TW_LANE_INLINE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_request r = request(rows[i].method, rows[i].target, NULL);

        if (tw_service_lane(&r) != rows[i].lane)
            fail_msg("%s %s", rows[i].method, rows[i].target);
    }
}

static void a_group_of_writes_stores_each_by_itself(void **state)
{
    tw_request requests[] = {
        request("POST", "/rest/companies", "{\"name\":\"A\"}"),
        request("POST", "/rest/companies", "{\"name\":7}"),
        request("GET", "/rest/companies", NULL),
        request("POST", "/rest/batch/companies",
                "[{\"name\":\"B\"},{\"x\":1}]"),
        request("POST", "/rest/companies", "{bad"),
        request("POST", "/rest/companies", "{\"name\":\"C\"}"),
    };
    static const int statuses[] = {201, 400, 200, 400, 400, 201};
    tw_response responses[6];

    (void)state;
    tw_service_handle_many(service, requests, 6, responses);
    for (int i = 0; i < 6; i++)
        assert_int_equal(responses[i].status, statuses[i]);
    assert_non_null(strstr(responses[0].body.ptr, "\"name\":\"A\""));
    assert_true(workspace_total(db, "company") == 2);
}

static void a_model_change_in_a_group_is_seen_by_the_next_request(void **state)
{
    static const char object[] =
        "{\"nameSingular\":\"probe\",\"namePlural\":\"probes\","
        "\"labelSingular\":\"Probe\",\"labelPlural\":\"Probes\"}";
    tw_request requests[] = {
        request("POST", "/rest/metadata/objects", object),
        request("POST", "/rest/probes", "{\"name\":\"one\"}"),
        request("POST", "/rest/metadata/objects", object), /* taken */
        request("POST", "/rest/probes", "{\"name\":\"two\"}"),
    };
    tw_response responses[4];

    (void)state;
    tw_service_handle_many(service, requests, 4, responses);
    assert_int_equal(responses[0].status, 201);
    assert_int_equal(responses[1].status, 201);
    assert_int_equal(responses[2].status, 400);
    assert_int_equal(responses[3].status, 201);
    assert_true(workspace_total(db, "probe") == 2);
}

static void a_sibling_sees_a_model_change_with_its_next_call(void **state)
{
    uint64_t before = tw_db_model_version(db);
    tw_service *other_service;
    tw_db *other;

    (void)state;
    assert_int_equal(tw_db_sibling(db, &other), TW_OK);
    assert_int_equal(tw_service_new(other, &other_service), TW_OK);
    assert_int_equal(call(other_service, "GET", "/rest/kites", NULL), 400);
    assert_int_equal(
        tw_object_create(db,
                         TW_STR("{\"nameSingular\":\"kite\",\"namePlural\":"
                                "\"kites\",\"labelSingular\":\"Kite\","
                                "\"labelPlural\":\"Kites\"}"),
                         NULL),
        TW_OK);
    assert_true(tw_db_model_version(db) > before);
    assert_int_equal(call(other_service, "GET", "/rest/kites", NULL), 200);
    assert_int_equal(call(other_service, "POST", "/rest/kites", "{}"), 201);
    assert_true(workspace_total(db, "kite") == 1);
    tw_service_free(other_service);
    tw_db_close(other);
}

static void another_handle_on_the_file_sees_the_same(void **state)
{
    tw_db *other;

    (void)state;
    assert_int_equal(tw_db_open(FILE_NAME, NULL, &other), TW_OK);
    assert_true(workspace_total(other, "company") ==
                workspace_total(db, "company"));
    assert_int_equal(tw_record_create(other, "company",
                                      TW_STR("{\"name\":\"D\"}"), NULL, NULL),
                     TW_OK);
    assert_true(workspace_total(other, "company") ==
                workspace_total(db, "company"));
    tw_db_close(other);
}

enum {
    WRITERS = 4,
    WRITES = 50
};

static void *write_many(void *arg)
{
    tw_db *mine = arg;

    for (int i = 0; i < WRITES; i++)
        if (tw_record_create(mine, "note", TW_STR("{\"title\":\"t\"}"), NULL,
                             NULL) != TW_OK)
            return (char *)(uintptr_t) "failed";
    return NULL;
}

static void *read_many(void *arg)
{
    tw_db *mine = arg;
    size_t last = 0;

    for (int i = 0; i < WRITES * 4; i++) {
        size_t n = workspace_total(mine, "note");

        if (n < last)
            return (char *)(uintptr_t) "went back";
        last = n;
    }
    return NULL;
}

static void siblings_write_and_read_at_once(void **state)
{
    pthread_t threads[WRITERS + 1];
    tw_db *handles[WRITERS + 1];
    void *failure;

    (void)state;
    for (int i = 0; i <= WRITERS; i++) {
        assert_int_equal(tw_db_sibling(db, &handles[i]), TW_OK);
        assert_int_equal(pthread_create(&threads[i], NULL,
                                        i < WRITERS ? write_many : read_many,
                                        handles[i]),
                         0);
    }
    for (int i = 0; i <= WRITERS; i++) {
        pthread_join(threads[i], &failure);
        if (failure != NULL)
            fail_msg("%s", (const char *)failure);
        tw_db_close(handles[i]);
    }
    assert_true(workspace_total(db, "note") == WRITERS * WRITES);
}

static void misuse_is_answered_not_suffered(void **state)
{
    tw_db *none = NULL;
    tw_result *result;

    (void)state;
    assert_int_equal(tw_db_open(NULL, NULL, &none), TW_E_MISUSE);
    assert_int_equal(tw_db_open("x", NULL, NULL), TW_E_MISUSE);
    assert_int_equal(tw_record_get(NULL, "person", TW_STR("x"), 0, &result),
                     TW_E_MISUSE);
    assert_int_equal(tw_record_get(db, NULL, TW_STR("x"), 0, &result),
                     TW_E_MISUSE);
    assert_int_equal(tw_record_get(db, "unicorn", TW_STR("x"), 0, &result),
                     TW_E_OBJECT_NOT_FOUND);
    assert_int_equal(tw_record_get(db, "person", TW_STR("x"), 0, &result),
                     TW_E_INVALID);
    assert_int_equal(tw_record_get(db, "person", (tw_str){NULL, 0}, 0, &result),
                     TW_E_MISUSE);
    assert_int_equal(tw_record_create(db, "person", TW_STR("[]"), NULL, NULL),
                     TW_E_INVALID);
    assert_int_equal(tw_record_create(db, "person", TW_STR("{"), NULL, NULL),
                     TW_E_INVALID);
    assert_null(result);
    tw_db_close(NULL);
    tw_result_free(NULL);
    tw_service_free(NULL);
    assert_int_equal(tw_db_error(NULL)->status, TW_E_NOMEM);
}

static void unknown_places_are_404_in_the_framework_s_form(void **state)
{
    static const char *const targets[] = {"/",
                                          "/rest",
                                          "/rest/",
                                          "/other",
                                          "/rest/metadata/views",
                                          "/rest/open-api/core",
                                          "/graphs"};

    (void)state;
    for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++) {
        tw_request r = request("GET", targets[i], NULL);
        tw_response response;

        tw_service_handle(service, &r, &response);
        if (response.status != 404 ||
            strstr(response.body.ptr, "\"error\":\"Not Found\"") == NULL)
            fail_msg("%s: %d", targets[i], response.status);
    }
}

static void a_backup_opens_like_any_workspace(void **state)
{
    static const char copy[] = "build/service_test_copy.db";
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_db *other;

    (void)state;
    unlink(copy);
    assert_int_equal(tw_db_backup(db, copy), TW_OK);
    assert_int_equal(tw_db_backup(db, copy), TW_E_CANNOT_OPEN);
    options.flags = TW_DB_MUST_EXIST;
    assert_int_equal(tw_db_open(copy, &options, &other), TW_OK);
    assert_true(workspace_total(other, "company") ==
                workspace_total(db, "company"));
    tw_db_close(other);
    unlink(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lanes_follow_from_method_and_target),
        cmocka_unit_test(a_group_of_writes_stores_each_by_itself),
        cmocka_unit_test(a_model_change_in_a_group_is_seen_by_the_next_request),
        cmocka_unit_test(a_sibling_sees_a_model_change_with_its_next_call),
        cmocka_unit_test(another_handle_on_the_file_sees_the_same),
        cmocka_unit_test(siblings_write_and_read_at_once),
        cmocka_unit_test(misuse_is_answered_not_suffered),
        cmocka_unit_test(unknown_places_are_404_in_the_framework_s_form),
        cmocka_unit_test(a_backup_opens_like_any_workspace),
    };

    return cmocka_run_group_tests(tests, open_file, close_file);
}
