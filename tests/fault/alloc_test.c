/* alloc_test.c -- every allocation of the library fails once, in every kind of
** public call: the right answer or "out of memory", nothing left behind, and
** the next call works. */
#include "support/check.h"

#include <twentyapi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ADA "11111111-1111-4111-8111-111111111111"
#define BELA "22222222-2222-4222-8222-222222222222"

typedef struct meter {
    long calls, fail_at, live;
} meter;

static meter m;

static void *resize(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    meter *mine = ctx;
    void *grown;

    if (new_size == 0) {
        mine->live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (mine->calls++ == mine->fail_at)
        return NULL;
    grown = realloc(ptr, new_size);
    mine->live += ptr == NULL && grown != NULL;
    (void)old_size;
    return grown;
}

static const tw_alloc metered = {resize, &m};

static tw_db *open_world(void)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_db *db;

    m = (meter){.fail_at = -1};
    options.alloc = &metered;
    assert_int_equal(tw_db_open(":memory:", &options, &db), TW_OK);
    assert_int_equal(
        tw_record_create_many(
            db, "person",
            TW_STR("[{\"id\":\"" ADA "\",\"name\":{\"firstName\":\"Adalbert\","
                   "\"lastName\":\"Lovelace\"},\"emails\":{\"primaryEmail\":"
                   "\"ada@engines.example\"}},{\"id\":\"" BELA "\",\"name\":"
                   "{\"firstName\":\"Adalbert\",\"lastName\":\"Lovelace\"}}]"),
            NULL, NULL),
        TW_OK);
    return db;
}

/* --- the calls -------------------------------------------------------------- */

static tw_status get(tw_db *db)
{
    return tw_record_get(db, "person", TW_STR(ADA), 1, NULL);
}

static tw_status list(tw_db *db)
{
    tw_list_options options = TW_LIST_OPTIONS_INIT;
    tw_result *result;
    tw_status st;

    options.filter = TW_STR("name.firstName[ilike]:\"%a%\",company.name[is]:"
                            "NULL");
    options.order_by = TW_STR("name.lastName,position[DescNullsLast]");
    options.depth = 1;
    st = tw_record_list(db, "person", &options, &result);
    tw_result_free(result);
    return st;
}

static tw_status create(tw_db *db)
{
    return tw_record_create(
        db, "person",
        TW_STR("{\"name\":{\"firstName\":\"Chidi\"},\"phones\":"
               "{\"primaryPhoneNumber\":\"+33123456789\"},\"linkedinLink\":"
               "{\"primaryLinkUrl\":\"https://A.example/x\"}}"),
        NULL, NULL);
}

static tw_status batch(tw_db *db)
{
    return tw_record_create_many(
        db, "note",
        TW_STR("[{\"title\":\"a\",\"bodyV2\":{\"markdown\":\"# b\"}},{},{}]"),
        NULL, NULL);
}

static tw_status upsert(tw_db *db)
{
    tw_record_options options = TW_RECORD_OPTIONS_INIT;

    options.upsert = true;
    return tw_record_create(db, "person",
                            TW_STR("{\"emails\":{\"primaryEmail\":"
                                   "\"ada@engines.example\"},\"jobTitle\":"
                                   "\"x\"}"),
                            &options, NULL);
}

static tw_status update_many(tw_db *db)
{
    return tw_record_update_many(db, "person", TW_STR("position[lt]:9"),
                                 TW_STR("{\"jobTitle\":\"y\"}"), NULL, NULL);
}

static tw_status remove_one(tw_db *db)
{
    return tw_record_delete(db, "person", TW_STR(BELA), NULL);
}

static tw_status destroy(tw_db *db)
{
    return tw_record_destroy(db, "person", TW_STR(BELA), NULL);
}

static tw_status merge(tw_db *db)
{
    return tw_record_merge(db, "person",
                           TW_STR("{\"ids\":[\"" ADA "\",\"" BELA "\"],"
                                  "\"conflictPriorityIndex\":0}"),
                           0, NULL);
}

static tw_status duplicates(tw_db *db)
{
    return tw_record_duplicates(db, "person", TW_STR("{\"ids\":[\"" ADA "\"]}"),
                                0, NULL);
}

static tw_status group(tw_db *db)
{
    tw_group_options options = TW_GROUP_OPTIONS_INIT;

    options.group_by = TW_STR("[{\"name\":{\"lastName\":true}}]");
    options.aggregate = TW_STR("[\"totalCount\"]");
    options.records = true;
    return tw_record_group(db, "person", &options, NULL);
}

static tw_status define_object(tw_db *db)
{
    return tw_object_create(db,
                            TW_STR("{\"nameSingular\":\"kite\",\"namePlural\":"
                                   "\"kites\",\"labelSingular\":\"Kite\","
                                   "\"labelPlural\":\"Kites\"}"),
                            NULL);
}

static tw_status define_key(tw_db *db)
{
    return tw_key_create(db, TW_STR("k"), (tw_str){NULL, 0}, NULL);
}

static tw_status request(tw_db *db)
{
    tw_request r = {.method = TW_STR("POST"),
                    .target = TW_STR("/rest/companies?depth=1"),
                    .body = TW_STR("{\"name\":\"Acme\"}"),
                    .trusted = true};
    tw_response response = {0};
    tw_service *service;
    tw_status st = tw_service_new(db, &service);

    if (st != TW_OK)
        return st;
    tw_service_handle(service, &r, &response);
    st = response.status == 201   ? TW_OK
         : response.status == 503 ? TW_E_NOMEM
                                  : TW_E_INTERNAL;
    tw_service_free(service);
    return st;
}

/* An answer with errors is none: what ran out of memory is told as such. */
static tw_status graphql(tw_db *db,
                         tw_graphql_endpoint endpoint,
                         const char *document,
                         const char *variables)
{
    const tw_str json = {variables, variables == NULL ? 0 : strlen(variables)};
    tw_result *result;
    tw_status st =
        tw_graphql(db, endpoint, (tw_str){document, strlen(document)}, json,
                   (tw_str){NULL, 0}, &result);

    if (st == TW_OK && strstr(tw_result_json(result).ptr, "\"errors\"") != NULL)
        st = TW_E_INVALID;
    tw_result_free(result);
    return st;
}

static tw_status ask_records(tw_db *db)
{
    return graphql(
        db, TW_GRAPHQL_RECORDS,
        "query($f:PersonFilterInput $n:Boolean!){people(filter:$f first:2 "
        "orderBy:[{name:{lastName:AscNullsLast}} {position:DescNullsFirst}])"
        "{totalCount edges{cursor node{...P}}pageInfo{hasNextPage endCursor}}"
        "person(filter:{id:{eq:\"" ADA "\"}}){id ...P} peopleGroupBy(groupBy:"
        "[{name:{lastName:true}}]){totalCount groupByDimensionValues edges{"
        "node{id}}}} fragment P on Person{name{firstName} emails{primaryEmail}"
        "company @include(if:$n){name people(last:1){edges{node{id}}}}}",
        "{\"f\":{\"or\":[{\"name\":{\"firstName\":{\"ilike\":\"%a%\"}}},"
        "{\"id\":{\"in\":[\"" ADA "\",\"" BELA "\"]}}]},\"n\":true}");
}

static tw_status ask_twice(tw_db *db)
{
    static const char document[] =
        "query($n:Int){companies(first:$n){edges{node{name}}} people{edges{"
        "node{id createdAt}}}}";
    tw_status st = graphql(db, TW_GRAPHQL_RECORDS, document, "{\"n\":1}");

    return st != TW_OK ? st
                       : graphql(db, TW_GRAPHQL_RECORDS, document, "{\"n\":2}");
}

static tw_status write_records(tw_db *db)
{
    return graphql(
        db, TW_GRAPHQL_RECORDS,
        "mutation($d:[PersonCreateInput!]!){createPeople(data:$d upsert:true)"
        "{id name{firstName}} updatePerson(id:\"" BELA "\" data:{jobTitle:"
        "\"x\"}){jobTitle company{id}} deletePeople(filter:{id:{in:[\"" BELA
        "\"]}}){id deletedAt}}",
        "{\"d\":[{\"emails\":{\"primaryEmail\":\"ada@engines.example\"}},"
        "{\"name\":{\"firstName\":\"C\"}}]}");
}

static tw_status look_for(tw_db *db)
{
    return graphql(db, TW_GRAPHQL_RECORDS,
                   "{search(searchInput:\"adal\" limit:5){edges{cursor node{"
                   "recordId label}}pageInfo{hasNextPage}}}",
                   NULL);
}

static tw_status introspect(tw_db *db)
{
    return graphql(db, TW_GRAPHQL_RECORDS,
                   "{__schema{queryType{name}directives{name args{name "
                   "defaultValue}}} __type(name:\"Person\"){fields{name type{"
                   "name ofType{name}}}}}",
                   NULL);
}

static tw_status refuse_document(tw_db *db)
{
    tw_status st = graphql(db, TW_GRAPHQL_RECORDS,
                           "query($a:Persn $b:Int){people(frist:1){nme} ...F}"
                           "fragment F on Nothing{x} fragment G on Query{...G}",
                           NULL);

    return st == TW_E_INVALID ? TW_OK : st == TW_OK ? TW_E_INTERNAL : st;
}

static tw_status ask_model(tw_db *db)
{
    return graphql(db, TW_GRAPHQL_METADATA,
                   "{objects(paging:{first:3}){edges{cursor node{nameSingular "
                   "fields(paging:{first:2}){edges{node{name type}}}}}"
                   "pageInfo{hasNextPage}}}",
                   NULL);
}

static tw_status change_model(tw_db *db)
{
    return graphql(db, TW_GRAPHQL_METADATA,
                   "mutation{createOneObject(input:{object:{nameSingular:"
                   "\"kite\" namePlural:\"kites\" labelSingular:\"Kite\" "
                   "labelPlural:\"Kites\"}}){id nameSingular}}",
                   NULL);
}

static tw_status post_document(tw_db *db)
{
    const tw_header type = {TW_STR("content-type"), TW_STR("application/json")};
    tw_request r = {.method = TW_STR("POST"),
                    .target = TW_STR("/graphql"),
                    .headers = &type,
                    .header_count = 1,
                    .body = TW_STR("{\"query\":\"mutation{createCompany(data:{"
                                   "name:\\\"A\\\"}){name}}\"}"),
                    .trusted = true};
    tw_response response = {0};
    tw_service *service;
    tw_status st = tw_service_new(db, &service);

    if (st != TW_OK)
        return st;
    tw_service_handle(service, &r, &response);
    if (response.status == 503)
        st = TW_E_NOMEM;
    else if (response.status != 200 || response.body.len < 8 ||
             memcmp(response.body.ptr, "{\"data\"", 7) != 0)
        st = TW_E_INTERNAL;
    tw_service_free(service);
    return st;
}

static const struct {
    const char *name;
    tw_status (*call)(tw_db *db);
} calls[] = {
    {"get", get},
    {"list", list},
    {"create", create},
    {"batch", batch},
    {"upsert", upsert},
    {"update many", update_many},
    {"delete", remove_one},
    {"destroy", destroy},
    {"merge", merge},
    {"duplicates", duplicates},
    {"group", group},
    {"define an object", define_object},
    {"define a key", define_key},
    {"request", request},
    {"ask for records", ask_records},
    {"ask twice", ask_twice},
    {"write records", write_records},
    {"search", look_for},
    {"introspect", introspect},
    {"refuse a document", refuse_document},
    {"ask for the model", ask_model},
    {"change the model", change_model},
    {"post a document", post_document},
};

/* Run `call` with allocation number `n` of it failing. */
static void fail_once(size_t which, long n)
{
    tw_db *db = open_world();
    tw_status st;

    m.fail_at = m.calls + n;
    st = calls[which].call(db);
    m.fail_at = -1;
    if (st != TW_OK && st != TW_E_NOMEM)
        fail_msg("%s, allocation %ld: %s, %s", calls[which].name, n,
                 tw_status_name(st), tw_db_error(db)->message);
    st = calls[which].call(db);
    /* what the first one did may stand in the second one's way */
    if (st == TW_E_NOMEM || st == TW_E_INTERNAL)
        fail_msg("%s after allocation %ld: %s, %s", calls[which].name, n,
                 tw_status_name(st), tw_db_error(db)->message);
    assert_int_equal(get(db), TW_OK);
    tw_db_close(db);
    if (m.live != 0)
        fail_msg("%s, allocation %ld: %ld pieces left", calls[which].name, n,
                 m.live);
}

static void every_allocation_of_a_call_may_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
        tw_db *db = open_world();
        long before = m.calls, total;

        assert_int_equal(calls[i].call(db), TW_OK);
        total = m.calls - before;
        tw_db_close(db);
        /* a call of many allocations is sampled evenly */
        for (long n = 0; n < total; n += total / 60 + 1)
            fail_once(i, n);
    }
}

static void every_allocation_of_opening_may_fail(void **state)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    long total;
    tw_db *db;

    (void)state;
    options.alloc = &metered;
    db = open_world();
    total = m.calls;
    tw_db_close(db);
    for (long n = 0; n < total; n += n < 60 ? 1 : total / 40 + 1) {
        tw_status st;

        m = (meter){.fail_at = n};
        st = tw_db_open(":memory:", &options, &db);
        if (st != TW_OK && st != TW_E_NOMEM)
            fail_msg("allocation %ld: %s", n, tw_status_name(st));
        tw_db_close(db);
        assert_int_equal(m.live, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_of_opening_may_fail),
        cmocka_unit_test(every_allocation_of_a_call_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
