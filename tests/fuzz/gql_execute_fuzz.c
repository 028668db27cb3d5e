/* gql_execute_fuzz.c -- documents run on a small workspace.
**
** An input that begins with '?' is a question put twice, to REST and to GraphQL:
** both must find the same records, or both refuse.  Any other input is a
** document: whatever it is, the answer is JSON and no failure of ours. */
#include "base/json.h"

#include <twentyapi.h>

#include <stdio.h>
#include <stdlib.h>

enum {
    RECORDS = 20,
    TEXT = 4096
};

static tw_db *db;
static tw_service *service;

static void open_once(void)
{
    if (service != NULL)
        return;
    if (tw_db_open(":memory:", NULL, &db) != TW_OK ||
        tw_service_new(db, &service) != TW_OK)
        abort();
    for (int i = 0; i < RECORDS; i++) {
        char json[256];

        snprintf(json, sizeof(json),
                 "{\"name\":\"%s%d\",\"stage\":\"%s\",\"position\":%d,"
                 "\"amount\":{\"amountMicros\":%d,\"currencyCode\":\"EUR\"}}",
                 i % 3 ? "Acme" : "", i % 4, i % 2 ? "NEW" : "MEETING", i,
                 i % 5 * 1000000);
        if (tw_record_create(db, "opportunity", tw_str_of(json), NULL, NULL) !=
            TW_OK)
            abort();
    }
}

static int call(const char *method,
                const char *target,
                tw_str body,
                tw_str *answer)
{
    tw_header json = {TW_STR("content-type"), TW_STR("application/json")};
    tw_request request = {.method = tw_str_of(method),
                          .target = tw_str_of(target),
                          .headers = &json,
                          .header_count = 1,
                          .body = body,
                          .trusted = true};
    tw_response response;
    const char *why;
    size_t at;

    tw_service_handle(service, &request, &response);
    if (response.status < 200 || response.status >= 500 ||
        !tw__json_check(response.body, 4 * TW_LIMIT_JSON_DEPTH, &at, &why))
        abort();
    *answer = response.body;
    return response.status;
}

static void run_document(tw_str text)
{
    tw_buf b;
    tw_str answer;

    tw__buf_init(&b, &tw__alloc_default);
    tw__buf_text(&b, "{\"query\":");
    tw__json_put_text(&b, text);
    tw__buf_char(&b, '}');
    (void)call("POST", "/graphql", tw__buf_view(&b), &answer);
    (void)call("POST", "/metadata", tw__buf_view(&b), &answer);
    tw__buf_fini(&b);
}

/* Fields with the comparators of both APIs; @ is the value. */
static const struct {
    const char *rest, *graphql;
} questions[] = {
    {"name%5Beq%5D:@", "{\"name\":{\"eq\":\"@\"}}"},
    {"name%5Bneq%5D:@", "{\"name\":{\"neq\":\"@\"}}"},
    {"name%5Bgt%5D:@", "{\"name\":{\"gt\":\"@\"}}"},
    {"name%5BstartsWith%5D:@", "{\"name\":{\"startsWith\":\"@\"}}"},
    {"name%5Bilike%5D:%25@%25", "{\"name\":{\"ilike\":\"%@%\"}}"},
    {"not(name%5Blike%5D:@%25)", "{\"not\":{\"name\":{\"like\":\"@%\"}}}"},
    {"position%5Bgte%5D:@", "{\"position\":{\"gte\":@}}"},
    {"amount.amountMicros%5Blt%5D:@",
     "{\"amount\":{\"amountMicros\":{\"lt\":@}}}"},
    {"stage%5Bin%5D:%5BNEW%5D,position%5Blt%5D:@",
     "{\"stage\":{\"in\":[\"NEW\"]},\"position\":{\"lt\":@}}"},
};

/* All ids of an answer, in order; their number. */
static int ids_of(tw_str answer, char *to)
{
    static const char key[] = "\"id\":\"";
    int count = 0;

    for (size_t i = 0; i + 42 < answer.len; i++)
        if (memcmp(answer.ptr + i, key, 6) == 0)
            memcpy(to + 36 * count++, answer.ptr + i + 6, 36);
    return count;
}

/* The pattern with the value in place of each @. */
static void fill(char *to, const char *pattern, const char *value)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern != '@') {
            *to++ = *pattern;
            continue;
        }
        memcpy(to, value, strlen(value));
        to += strlen(value);
    }
    *to = '\0';
}

static void ask_twice(const uint8_t *data, size_t size)
{
    size_t which = data[0] % (sizeof(questions) / sizeof(*questions));
    char value[16] = "", target[TEXT], filter[TEXT], body[TEXT * 2];
    char rest_ids[36 * 64], graphql_ids[36 * 64];
    tw_str answer;
    size_t n = 0;
    int count;

    for (size_t i = 1; i < size && n < 6; i++) {
        char c = (char)data[i];

        if (c >= '0' && c <= '9' && !(n == 0 && c == '0'))
            value[n++] = c;
        else if (which < 6 &&
                 ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            value[n++] = c;
    }
    if (n == 0)
        value[n++] = '3';
    fill(target, questions[which].rest, value);
    fill(filter, questions[which].graphql, value);
    snprintf(body, sizeof(body), "/rest/opportunities?limit=60&filter=%s",
             target);
    if (call("GET", body, (tw_str){NULL, 0}, &answer) != 200)
        abort();
    count = ids_of(answer, rest_ids);
    snprintf(body, sizeof(body),
             "{\"query\":\"query($f: OpportunityFilterInput) { opportunities("
             "first: 60, filter: $f) { edges { node { id } } } }\","
             "\"variables\":{\"f\":%s}}",
             filter);
    (void)call("POST", "/graphql", tw_str_of(body), &answer);
    if (ids_of(answer, graphql_ids) != count ||
        memcmp(rest_ids, graphql_ids, 36 * (size_t)count) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open_once();
    if (size > 2 && data[0] == '?')
        ask_twice(data + 1, size - 1);
    else
        run_document((tw_str){(const char *)data, size});
    return 0;
}
