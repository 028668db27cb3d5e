/* handle_test.c -- handles by their contract: arguments that are missing,
** options, read-only files, copies and interruptions under load, two handles
** that want the same. */
#include "support/check.h"
#include "support/workspace.h"

#include <twentyapi.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FILE_NAME "build/handle_test.db"
#define COPY_NAME "build/handle_test_copy.db"
#define NONE ((tw_str){NULL, 0})

enum {
    BATCH = 5,
    RACES = 40,
    LONG_TEXT = 1000 * 1000,
    LONG_PATTERN = 15000
};

static tw_db *db;

static int open_file(void **state)
{
    (void)state;
    workspace_remove(FILE_NAME);
    return tw_db_open(FILE_NAME, NULL, &db) == TW_OK ? 0 : -1;
}

static int close_file(void **state)
{
    (void)state;
    tw_db_close(db);
    workspace_remove(FILE_NAME);
    workspace_remove(COPY_NAME);
    return 0;
}

/* ---- arguments ---------------------------------------------------------- */

/* Every call with a handle that is no use. */
static void call_all(tw_db *bad)
{
    tw_result *r = NULL;
    tw_service *service = NULL;
    tw_db *other = NULL;
    tw_str s = TW_STR("{}");

    assert_int_equal(tw_db_sibling(bad, &other), TW_E_MISUSE);
    assert_null(other);
    assert_int_equal(tw_db_backup(bad, COPY_NAME), TW_E_MISUSE);
    assert_int_equal(tw_db_checkpoint(bad), TW_E_MISUSE);
    assert_int_equal(tw_service_new(bad, &service), TW_E_MISUSE);
    assert_int_equal(tw_object_create(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_object_get(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_object_list(bad, NULL, &r), TW_E_MISUSE);
    assert_int_equal(tw_object_update(bad, s, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_object_delete(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_field_create(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_field_get(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_field_list(bad, NULL, &r), TW_E_MISUSE);
    assert_int_equal(tw_field_update(bad, s, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_field_delete(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_index_create(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_index_list(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_index_delete(bad, s, &r), TW_E_MISUSE);
    assert_int_equal(tw_record_create(bad, "note", s, NULL, &r), TW_E_MISUSE);
    assert_int_equal(tw_record_list(bad, "note", NULL, &r), TW_E_MISUSE);
    assert_int_equal(tw_record_delete(bad, "note", s, &r), TW_E_MISUSE);
    assert_int_equal(tw_key_create(bad, s, NONE, &r), TW_E_MISUSE);
    assert_int_equal(tw_key_list(bad, &r), TW_E_MISUSE);
    assert_int_equal(tw_key_revoke(bad, s, &r), TW_E_MISUSE);
    assert_null(r);
    tw_db_interrupt(bad);
    assert_non_null(tw_db_error(bad));
    assert_non_null(tw_db_limits(bad));
    assert_null(tw_db_error_report(bad).ptr);
    assert_null(tw_db_workspace_id(bad).ptr);
    assert_true(tw_db_model_version(bad) == 0);
}

static void no_handle_is_misuse_everywhere(void **state)
{
    (void)state;
    call_all(NULL);
}

static void a_handle_that_did_not_open_tells_why_and_nothing_else(void **state)
{
    tw_db *bad = NULL;

    (void)state;
    assert_int_equal(tw_db_open("/nowhere/at/all.db", NULL, &bad),
                     TW_E_CANNOT_OPEN);
    assert_non_null(bad);
    assert_int_equal(tw_db_error(bad)->status, TW_E_CANNOT_OPEN);
    assert_non_null(strstr(tw_db_error(bad)->message, "/nowhere/at/all.db"));
    call_all(bad);
    tw_db_close(bad);
}

static void what_is_absent_is_misuse_or_invalid_input(void **state)
{
    tw_result *r = NULL;

    (void)state;
    assert_int_equal(tw_record_create(db, NULL, TW_STR("{}"), NULL, &r),
                     TW_E_MISUSE);
    assert_int_equal(tw_record_get(db, "note", NONE, 0, &r), TW_E_MISUSE);
    assert_int_equal(
        tw_record_get(db, "note",
                      TW_STR("20202020-1111-4111-8111-111111111111"), 2, &r),
        TW_E_MISUSE);
    assert_int_equal(tw_record_group(db, "note", NULL, &r), TW_E_MISUSE);
    assert_int_equal(tw_record_create(db, "note", NONE, NULL, &r), TW_E_MISUSE);
    assert_int_equal(tw_record_create_many(db, "note", NONE, NULL, &r),
                     TW_E_MISUSE);
    assert_int_equal(tw_record_duplicates(db, "note", NONE, 0, &r),
                     TW_E_MISUSE);
    assert_int_equal(tw_object_create(db, NONE, &r), TW_E_MISUSE);
    assert_int_equal(
        tw_record_update_many(db, "note", NONE, TW_STR("{}"), NULL, &r),
        TW_E_INVALID);
    assert_int_equal(tw_record_delete_many(db, "note", NONE, &r), TW_E_INVALID);
    assert_int_equal(tw_record_destroy_many(db, "note", TW_STR(""), &r),
                     TW_E_INVALID);
    assert_int_equal(tw_record_merge(db, "note", NONE, 0, &r), TW_E_MISUSE);
    assert_null(r);
    assert_null(tw_result_value(NULL));
    assert_null(tw_result_json(NULL).ptr);
    assert_null(tw_value_get(NULL, "a"));
    assert_int_equal(tw_value_count(NULL), 0);
}

static void options_out_of_range_are_misuse(void **state)
{
    tw_db_options rows[5];
    tw_db *other;

    (void)state;
    for (size_t i = 0; i < 5; i++)
        rows[i] = (tw_db_options)TW_DB_OPTIONS_INIT;
    rows[0].struct_size = 0;
    rows[1].max_batch = 1001;
    rows[2].start = (tw_start)9;
    rows[3].durability = (tw_durability)9;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(tw_db_open(":memory:", &rows[i], &other), TW_E_MISUSE);
    assert_int_equal(tw_db_open(":memory:", &rows[4], &other), TW_OK);
    assert_int_equal(tw_db_limits(other)->max_batch, 60);
    tw_db_close(other);
}

static void a_batch_holds_as_many_as_the_options_say(void **state)
{
    static char list[16 * 1024];
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_db *big;

    (void)state;
    options.max_batch = 1000;
    assert_int_equal(tw_db_open(":memory:", &options, &big), TW_OK);
    (void)strcpy(list, "[{}");
    for (int i = 1; i < 1000; i++)
        (void)strcpy(list + 3 * i, ",{}");
    (void)strcpy(list + 3000, "]");
    assert_int_equal(
        tw_record_create_many(big, "note", tw_str_of(list), NULL, NULL), TW_OK);
    assert_int_equal(workspace_total(big, "note"), 1000);
    (void)strcpy(list + 3000, ",{}]");
    assert_int_equal(
        tw_record_create_many(big, "note", tw_str_of(list), NULL, NULL),
        TW_E_INVALID);
    assert_int_equal(workspace_total(big, "note"), 1000);
    tw_db_close(big);
}

/* ---- files -------------------------------------------------------------- */

static void a_sibling_does_not_make_a_file_anew(void **state)
{
    tw_db *other = NULL;

    (void)state;
    assert_int_equal(tw_db_backup(db, COPY_NAME), TW_OK);
    tw_db *copy;
    assert_int_equal(tw_db_open(COPY_NAME, NULL, &copy), TW_OK);
    workspace_remove(COPY_NAME);
    assert_int_equal(tw_db_sibling(copy, &other), TW_E_CANNOT_OPEN);
    tw_db_close(other);
    assert_int_not_equal(access(COPY_NAME, F_OK), 0);
    tw_db_close(copy);
    workspace_remove(COPY_NAME);
}

static void a_read_only_handle_reads_and_refuses_every_write(void **state)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_request post = {.method = TW_STR("POST"),
                       .target = TW_STR("/rest/notes"),
                       .body = TW_STR("{}"),
                       .trusted = true};
    tw_response response;
    tw_service *service;
    tw_db *reader;

    (void)state;
    options.flags = TW_DB_READONLY;
    assert_int_equal(tw_db_open(COPY_NAME, &options, &reader),
                     TW_E_CANNOT_OPEN);
    tw_db_close(reader);
    assert_int_equal(tw_db_open(FILE_NAME, &options, &reader), TW_OK);
    assert_int_equal(tw_record_create(db, "note", TW_STR("{}"), NULL, NULL),
                     TW_OK);
    assert_int_equal(workspace_total(reader, "note"),
                     workspace_total(db, "note"));
    assert_int_equal(tw_record_create(reader, "note", TW_STR("{}"), NULL, NULL),
                     TW_E_READONLY);
    assert_int_equal(
        tw_object_delete(reader, TW_STR("20202020-1111-4111-8111-111111111111"),
                         NULL),
        TW_E_READONLY);
    assert_int_equal(tw_key_create(reader, TW_STR("k"), NONE, NULL),
                     TW_E_READONLY);
    assert_int_equal(tw_db_checkpoint(reader), TW_E_READONLY);
    assert_int_equal(tw_service_new(reader, &service), TW_OK);
    tw_service_handle(service, &post, &response);
    assert_int_equal(response.status, 503);
    assert_non_null(strstr(response.body.ptr, "DATABASE_READONLY"));
    tw_service_free(service);
    tw_db_close(reader);
}

static void an_answer_as_deep_as_a_body_can_be_walked(void **state)
{
    char json[512];
    tw_list_options options = TW_LIST_OPTIONS_INIT;
    tw_result *result;
    tw_result *object;
    size_t at;

    (void)state;
    assert_int_equal(tw_object_get(db, TW_STR("note"), &object), TW_OK);
    (void)snprintf(
        json, sizeof(json),
        "{\"objectMetadataId\":\"%s\",\"type\":\"RAW_JSON\",\"name\":"
        "\"depths\",\"label\":\"Depths\"}",
        tw_value_text(tw_value_get(tw_result_value(object), "id")).ptr);
    tw_result_free(object);
    assert_int_equal(tw_field_create(db, tw_str_of(json), NULL), TW_OK);
    at = (size_t)snprintf(json, sizeof(json), "{\"depths\":");
    memset(json + at, '[', 63);
    memset(json + at + 63, ']', 63);
    (void)strcpy(json + at + 126, "}");
    assert_int_equal(tw_record_create(db, "note", tw_str_of(json), NULL, NULL),
                     TW_OK);
    options.filter = TW_STR("depths[is]:NOT_NULL");
    assert_int_equal(tw_record_list(db, "note", &options, &result), TW_OK);
    assert_non_null(tw_result_value(result));
    assert_int_equal(
        tw_value_count(tw_value_get(tw_result_value(result), "records")), 1);
    tw_result_free(result);
}

/* ---- threads ------------------------------------------------------------ */

static atomic_bool enough;

static void *write_batches(void *arg)
{
    tw_db *mine = arg;

    while (!atomic_load(&enough))
        if (tw_record_create_many(mine, "task", TW_STR("[{},{},{},{},{}]"),
                                  NULL, NULL) != TW_OK)
            return (char *)(uintptr_t) "a batch failed";
    return NULL;
}

static void copies_made_under_load_hold_whole_batches(void **state)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    pthread_t thread;
    tw_db *writer;
    tw_db *copy;
    void *failure;

    (void)state;
    options.flags = TW_DB_MUST_EXIST;
    atomic_store(&enough, false);
    assert_int_equal(tw_db_sibling(db, &writer), TW_OK);
    assert_int_equal(pthread_create(&thread, NULL, write_batches, writer), 0);
    for (int i = 0; i < 5; i++) {
        workspace_remove(COPY_NAME);
        assert_int_equal(tw_db_backup(db, COPY_NAME), TW_OK);
        assert_int_equal(tw_db_open(COPY_NAME, &options, &copy), TW_OK);
        assert_int_equal(workspace_total(copy, "task") % BATCH, 0);
        assert_int_equal(
            tw_record_create(copy, "task", TW_STR("{}"), NULL, NULL), TW_OK);
        tw_db_close(copy);
    }
    atomic_store(&enough, true);
    pthread_join(thread, &failure);
    tw_db_close(writer);
    assert_null(failure);
}

typedef struct slow_call {
    tw_db *db;
    atomic_int status; /* -1 while it runs */
} slow_call;

static void *ask_slowly(void *arg)
{
    slow_call *call = arg;
    char *filter = malloc(LONG_PATTERN + 64);
    tw_list_options options = TW_LIST_OPTIONS_INIT;

    if (filter == NULL)
        return NULL;
    (void)strcpy(filter, "title[like]:\"%");
    memset(filter + strlen(filter), 'x', LONG_PATTERN);
    (void)strcpy(filter + 14 + LONG_PATTERN, "y%\"");
    options.filter = tw_str_of(filter);
    atomic_store(&call->status,
                 (int)tw_record_list(call->db, "note", &options, NULL));
    free(filter);
    return NULL;
}

static void a_running_call_can_be_interrupted_from_outside(void **state)
{
    static char body[LONG_TEXT + 64];
    const struct timespec nap = {0, 10 * 1000 * 1000};
    slow_call call = {.status = -1};
    pthread_t thread;
    int tries = 0;

    (void)state;
    (void)strcpy(body, "{\"title\":\"");
    memset(body + strlen(body), 'x', LONG_TEXT);
    (void)strcat(body, "\"}");
    assert_int_equal(tw_record_create(db, "note", tw_str_of(body), NULL, NULL),
                     TW_OK);
    assert_int_equal(tw_db_sibling(db, &call.db), TW_OK);
    assert_int_equal(pthread_create(&thread, NULL, ask_slowly, &call), 0);
    while (atomic_load(&call.status) == -1 && tries++ < 500) {
        (void)nanosleep(&nap, NULL);
        tw_db_interrupt(call.db);
    }
    pthread_join(thread, NULL);
    assert_int_equal(atomic_load(&call.status), TW_E_TIMEOUT);
    assert_true(tries < 500);
    assert_true(workspace_total(call.db, "note") > 0);
    tw_db_close(call.db);
}

/* The same unique values from two handles at once, again and again. */
static void *upsert_many(void *arg)
{
    tw_record_options options = TW_RECORD_OPTIONS_INIT;
    char json[128];

    options.upsert = true;
    for (int i = 0; i < RACES; i++) {
        (void)snprintf(json, sizeof(json),
                       "[{\"emails\":{\"primaryEmail\":\"p%d@race.example\"}},"
                       "{\"emails\":{\"primaryEmail\":\"q%d@race.example\"}}]",
                       i, i);
        if (tw_record_create_many(arg, "person", tw_str_of(json), &options,
                                  NULL) != TW_OK)
            return (char *)(uintptr_t) "an upsert failed";
    }
    return NULL;
}

static void *grow_model(void *arg)
{
    static atomic_int next;
    char json[256];

    for (int i = 0; i < 5; i++) {
        int n = atomic_fetch_add(&next, 1);

        (void)snprintf(json, sizeof(json),
                       "{\"nameSingular\":\"kind%c\",\"namePlural\":"
                       "\"kinds%c\",\"labelSingular\":\"Kind %c\","
                       "\"labelPlural\":\"Kinds %c\"}",
                       'a' + n, 'a' + n, 'a' + n, 'a' + n);
        if (tw_object_create(arg, tw_str_of(json), NULL) != TW_OK)
            return (char *)(uintptr_t) "an object was refused";
    }
    return NULL;
}

/* Two threads of each, on handles that share nothing but the file and on
** siblings. */
static void handles_race_for_records_and_the_model(void **state)
{
    void *(*const work[4])(void *) = {upsert_many, upsert_many, grow_model,
                                      grow_model};
    uint64_t before = tw_db_model_version(db);
    pthread_t threads[4];
    tw_db *handles[4];
    void *failure;

    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(i % 2 == 0 ? tw_db_sibling(db, &handles[i])
                                    : tw_db_open(FILE_NAME, NULL, &handles[i]),
                         TW_OK);
    }
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work[i], handles[i]),
                         0);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], &failure);
        if (failure != NULL)
            fail_msg("%s: %s", (const char *)failure,
                     tw_db_error(handles[i])->message);
        tw_db_close(handles[i]);
    }
    assert_int_equal(workspace_total(db, "person"), RACES * 2);
    assert_int_equal(workspace_total(db, "kindj"), 0);
    assert_true(tw_db_model_version(db) == before + 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_handle_is_misuse_everywhere),
        cmocka_unit_test(a_handle_that_did_not_open_tells_why_and_nothing_else),
        cmocka_unit_test(what_is_absent_is_misuse_or_invalid_input),
        cmocka_unit_test(options_out_of_range_are_misuse),
        cmocka_unit_test(a_batch_holds_as_many_as_the_options_say),
        cmocka_unit_test(a_sibling_does_not_make_a_file_anew),
        cmocka_unit_test(a_read_only_handle_reads_and_refuses_every_write),
        cmocka_unit_test(an_answer_as_deep_as_a_body_can_be_walked),
        cmocka_unit_test(copies_made_under_load_hold_whole_batches),
        cmocka_unit_test(a_running_call_can_be_interrupted_from_outside),
        cmocka_unit_test(handles_race_for_records_and_the_model),
    };

    return cmocka_run_group_tests(tests, open_file, close_file);
}
