/* graphql_bounds_test.c -- what one GraphQL request may cost, and several
** handles whose data model changes under them. */
#include "support/check.h"

#include <twentyapi.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static tw_db *open_file(char path[32], uint32_t timeout_ms)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_db *db;
    int fd;

    strcpy(path, "/tmp/twbXXXXXX");
    fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    options.durability = TW_DURABILITY_OFF;
    options.query_timeout_ms = timeout_ms;
    assert_int_equal(tw_db_open(path, &options, &db), TW_OK);
    return db;
}

static void drop(tw_db *db, const char *path)
{
    char side[40];

    tw_db_close(db);
    unlink(path);
    snprintf(side, sizeof(side), "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof(side), "%s-shm", path);
    unlink(side);
}

/* The answer, to be freed; variables may be NULL. */
static tw_result *ask(tw_db *db,
                      tw_graphql_endpoint endpoint,
                      const char *document,
                      tw_str variables)
{
    tw_result *result = NULL;
    tw_status st =
        tw_graphql(db, endpoint, (tw_str){document, strlen(document)},
                   variables, (tw_str){NULL, 0}, &result);

    if (st != TW_OK)
        fail_msg("%s: %s", document, tw_db_error(db)->message);
    return result;
}

static void assert_says(tw_result *result, const char *text)
{
    tw_str json = tw_result_json(result);

    if (strstr(json.ptr, text) == NULL)
        fail_msg("no %s in %.*s", text, (int)(json.len < 300 ? json.len : 300),
                 json.ptr);
    tw_result_free(result);
}

/* A company whose name has 1 MB. */
static void make_giant(tw_db *db)
{
    enum {
        LONG = 1000 * 1000
    };
    char *json = malloc(LONG + 100);
    int at = snprintf(json, 100, "{\"n\":\"");

    memset(json + at, 'x', LONG);
    strcpy(json + at + LONG, "\"}");
    assert_says(ask(db, TW_GRAPHQL_RECORDS,
                    "mutation($n:String){createCompany(data:{name:$n}){id}}",
                    (tw_str){json, strlen(json)}),
                "\"createCompany\":{\"id\"");
    free(json);
}

static void an_answer_is_bounded_and_a_change_without_one_not_stored(
    void **state)
{
    enum {
        NAMES = 100
    };
    char path[32], many[NAMES * 12 + 1], values[NAMES * 28 + 1];
    char document[sizeof(values) + 200];
    tw_str none = {NULL, 0};
    tw_db *db = open_file(path, 0);

    (void)state;
    make_giant(db);
    for (int i = 0, at = 0; i < NAMES; i++)
        at += snprintf(many + at, sizeof(many) - (size_t)at, "a%d:name ", i);
    snprintf(document, sizeof(document),
             "{companies{edges{node{%s}}} people{totalCount}}", many);
    assert_says(ask(db, TW_GRAPHQL_RECORDS, document, none),
                "{\"data\":{\"companies\":null,\"people\":{\"totalCount\":0}},"
                "\"errors\":[{\"message\":\"The answer is too large");
    snprintf(document, sizeof(document),
             "{companies(last:3){edges{node{%s}}} people{totalCount}}", many);
    assert_says(ask(db, TW_GRAPHQL_RECORDS, document, none),
                "\"subCode\":\"TOO_COMPLEX_QUERY\"");
    for (int i = 0, at = 0; i < NAMES; i++)
        at += snprintf(values + at, sizeof(values) - (size_t)at,
                       "a%d:groupByDimensionValues ", i);
    snprintf(document, sizeof(document),
             "{companiesGroupBy(groupBy:[{name:true}]){%s}}", values);
    assert_says(ask(db, TW_GRAPHQL_RECORDS, document, none),
                "\"subCode\":\"TOO_COMPLEX_QUERY\"");
    snprintf(document, sizeof(document),
             "mutation{deleteCompanies(filter:{}){%s} "
             "createPerson(data:{jobTitle:\"x\"}){jobTitle}}",
             many);
    assert_says(ask(db, TW_GRAPHQL_RECORDS, document, none),
                "{\"data\":{\"deleteCompanies\":null,\"createPerson\":"
                "{\"jobTitle\":\"x\"}},\"errors\"");
    assert_says(ask(db, TW_GRAPHQL_RECORDS,
                    "{companies{totalCount} people{totalCount}}", none),
                "{\"data\":{\"companies\":{\"totalCount\":1},\"people\":"
                "{\"totalCount\":1}}}");
    drop(db, path);
}

static void a_post_without_a_media_type_is_refused(void **state)
{
    tw_request r = {.method = TW_STR("POST"),
                    .target = TW_STR("/graphql"),
                    .body = TW_STR("{\"query\":\"{__typename}\"}"),
                    .trusted = true};
    char path[32];
    tw_response response;
    tw_service *service;
    tw_db *db = open_file(path, 0);

    (void)state;
    assert_int_equal(tw_service_new(db, &service), TW_OK);
    tw_service_handle(service, &r, &response);
    assert_int_equal(response.status, 415);
    tw_service_free(service);
    drop(db, path);
}

/* ---- siblings ----------------------------------------------------------- */

enum {
    READERS = 7,
    CHANGES = 4
};

typedef struct reader {
    tw_db *db;
    atomic_bool *stop;
    int asked;
    char wrong[300];
} reader;

/* Whatever the model is at the moment, an answer is one of these. */
static void *read_kites(void *argument)
{
    static const char document[] =
        "{kites{edges{node{id name}}} people{edges{node{id}}}}";
    static const char *const right[] = {
        "{\"data\":{\"kites\":{\"edges\":[]},\"people\":{\"edges\":[]}}}",
        "{\"errors\":[{\"message\":\"Cannot query field \\\"kites\\\"",
    };
    reader *r = argument;

    while (!atomic_load(r->stop) && r->wrong[0] == '\0') {
        tw_result *result = NULL;
        tw_status st = tw_graphql(
            r->db, TW_GRAPHQL_RECORDS, (tw_str){document, strlen(document)},
            (tw_str){NULL, 0}, (tw_str){NULL, 0}, &result);
        const char *json = st == TW_OK ? tw_result_json(result).ptr
                                       : tw_db_error(r->db)->message;

        if (strncmp(json, right[0], strlen(right[0])) != 0 &&
            strncmp(json, right[1], strlen(right[1])) != 0)
            snprintf(r->wrong, sizeof(r->wrong), "%.250s", json);
        tw_result_free(result);
        r->asked++;
    }
    return NULL;
}

/* The id an answer has, as text. */
static void take_id(tw_result *result, char id[37])
{
    const char *at = strstr(tw_result_json(result).ptr, "\"id\":\"");

    if (at == NULL)
        fail_msg("%s", tw_result_json(result).ptr);
    memcpy(id, at + 6, 36);
    id[36] = '\0';
    tw_result_free(result);
}

static void change_kites(tw_db *db)
{
    tw_str none = {NULL, 0};
    char id[37], document[200];

    take_id(ask(db, TW_GRAPHQL_METADATA,
                "mutation{createOneObject(input:{object:{nameSingular:\"kite\" "
                "namePlural:\"kites\" labelSingular:\"Kite\" "
                "labelPlural:\"Kites\"}}){id}}",
                none),
            id);
    snprintf(document, sizeof(document),
             "mutation{updateOneObject(input:{id:\"%s\" update:{nameSingular:"
             "\"box\" namePlural:\"boxes\" labelSingular:\"Box\" "
             "labelPlural:\"Boxes\"}}){nameSingular}}",
             id);
    assert_says(ask(db, TW_GRAPHQL_METADATA, document, none),
                "{\"data\":{\"updateOneObject\":{\"nameSingular\":\"box\"}}}");
    assert_says(ask(db, TW_GRAPHQL_RECORDS, "{boxes{totalCount}}", none),
                "{\"data\":{\"boxes\":{\"totalCount\":0}}}");
    snprintf(document, sizeof(document),
             "mutation{deleteOneObject(input:{id:\"%s\"}){id}}", id);
    assert_says(ask(db, TW_GRAPHQL_METADATA, document, none), id);
}

static void a_kept_document_is_never_run_with_another_model(void **state)
{
    pthread_t threads[READERS];
    reader readers[READERS];
    atomic_bool stop = false;
    char path[32];
    tw_db *db = open_file(path, 0);

    (void)state;
    for (int i = 0; i < READERS; i++) {
        readers[i] = (reader){.stop = &stop};
        assert_int_equal(tw_db_sibling(db, &readers[i].db), TW_OK);
        assert_int_equal(
            pthread_create(&threads[i], NULL, read_kites, &readers[i]), 0);
    }
    for (int i = 0; i < CHANGES; i++)
        change_kites(db);
    atomic_store(&stop, true);
    for (int i = 0; i < READERS; i++) {
        pthread_join(threads[i], NULL);
        tw_db_close(readers[i].db);
        assert_string_equal(readers[i].wrong, "");
        assert_true(readers[i].asked > 0);
    }
    drop(db, path);
}

/* ---- one state of the file ---------------------------------------------- */

/* Four times the same question in one query: four times the same answer. */
static void *compare_counts(void *argument)
{
    static const char document[] =
        "{a:people{totalCount} b:people(filter:{position:{gte:0}}){totalCount} "
        "c:people{edges{node{id}}totalCount} d:people{totalCount}}";
    reader *r = argument;

    while (!atomic_load(r->stop) && r->wrong[0] == '\0') {
        tw_result *result =
            ask(r->db, TW_GRAPHQL_RECORDS, document, (tw_str){NULL, 0});
        const char *at = tw_result_json(result).ptr;
        int seen[4] = {-1, -1, -1, -1};

        for (int i = 0; i < 4 && at != NULL; i++) {
            at = strstr(at, "\"totalCount\":");
            if (at != NULL)
                seen[i] = atoi(at += strlen("\"totalCount\":"));
        }
        if (seen[0] < 0 || seen[1] != seen[0] || seen[2] != seen[0] ||
            seen[3] != seen[0])
            snprintf(r->wrong, sizeof(r->wrong), "%d %d %d %d", seen[0],
                     seen[1], seen[2], seen[3]);
        tw_result_free(result);
        r->asked++;
    }
    return NULL;
}

static void the_root_fields_of_a_query_see_one_state(void **state)
{
    enum {
        WRITES = 300
    };
    atomic_bool stop = false;
    reader r = {.stop = &stop};
    pthread_t thread;
    char path[32];
    tw_db *db = open_file(path, 0);

    (void)state;
    assert_int_equal(tw_db_sibling(db, &r.db), TW_OK);
    assert_int_equal(pthread_create(&thread, NULL, compare_counts, &r), 0);
    for (int i = 0; i < WRITES; i++)
        assert_says(ask(db, TW_GRAPHQL_RECORDS,
                        "mutation{createPerson(data:{position:1}){position}}",
                        (tw_str){NULL, 0}),
                    "{\"data\":{\"createPerson\":{\"position\":1}}}");
    atomic_store(&stop, true);
    pthread_join(thread, NULL);
    tw_db_close(r.db);
    assert_string_equal(r.wrong, "");
    assert_true(r.asked > 0);
    drop(db, path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            an_answer_is_bounded_and_a_change_without_one_not_stored),
        cmocka_unit_test(a_post_without_a_media_type_is_refused),
        cmocka_unit_test(a_kept_document_is_never_run_with_another_model),
        cmocka_unit_test(the_root_fields_of_a_query_see_one_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
