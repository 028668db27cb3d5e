/* gql_execute_fuzz.c -- whole requests against a small workspace: whatever is
** asked, there is an answer in time, it is JSON of the right shape, a query is
** answered alike twice, and nothing of it is left in memory. */
#define _GNU_SOURCE
#include <twentyapi.h>

#include "base/json.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUERY_MS = 1000,
    DEPTH = 64
};

static const tw_str none = {NULL, 0};
static tw_db *db;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static tw_status run(tw_str query, tw_result **out)
{
    return tw_graphql(db, TW_GRAPHQL_RECORDS, query, none, none, out);
}

static void open_once(void)
{
    static const char *const fill[] = {
        "mutation{createCompanies(data:[{id:\"00000001-0000-4000-8000-"
        "000000000000\",name:\"Acme\"},{name:\"Zeta\"}]){id}}",
        "mutation{createPeople(data:[{name:{firstName:\"Ann\"},companyId:"
        "\"00000001-0000-4000-8000-000000000000\"},{jobTitle:\"CEO\"},{}]){id}"
        "}",
    };
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_result *r;

    if (db != NULL)
        return;
    options.query_timeout_ms = QUERY_MS;
    must(tw_db_open(":memory:", &options, &db) == TW_OK);
    for (size_t i = 0; i < sizeof(fill) / sizeof(*fill); i++) {
        must(run(tw_str_of(fill[i]), &r) == TW_OK);
        tw_result_free(r);
    }
}

/* {"data":...,"errors":[...]}, at least one of them. */
static void check_shape(tw_result *r)
{
    const tw_value *root, *errors;
    const char *why;
    size_t at;

    must(tw__json_check(tw_result_json(r), DEPTH * 4, &at, &why));
    root = tw_result_value(r);
    if (root == NULL)
        return; /* nested deeper than values are taken apart */
    errors = tw_value_get(root, "errors");
    must(errors != NULL || tw_value_get(root, "data") != NULL);
    must(errors == NULL || tw_value_count(errors) > 0);
    for (size_t i = 0; i < tw_value_count(errors); i++)
        must(
            tw_value_text(tw_value_get(tw_value_at(errors, i), "message")).len >
            0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const tw_str query = {(const char *)data, size};
    tw_result *first = NULL, *second = NULL;
    tw_status st;

    open_once();
    st = run(query, &first);
    if (st != TW_OK) {
        must(st == TW_E_INVALID || st == TW_E_MISUSE);
        return 0;
    }
    check_shape(first);
    if (memmem(data, size, "mutation", 8) == NULL) {
        must(run(query, &second) == TW_OK);
        must(tw__str_eq(tw_result_json(first), tw_result_json(second)));
    }
    tw_result_free(first);
    tw_result_free(second);
    return 0;
}
