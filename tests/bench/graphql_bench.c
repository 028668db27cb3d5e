/* graphql_bench.c -- GraphQL beside REST, and a nested question beside SQLite by
** hand: the same file, prepared statements and a plain JSON writer.
**
** usage: graphql_bench [COMPANIES] [FILE] */
#include "bench/bench.h"

#include <twentyapi.h>

#include <sqlite3.h>
#include <stdbool.h>

enum {
    PEOPLE = 10, /* of each company */
    PAGE = 20,   /* companies of a question */
    BATCH = 60,
    ID = 36
};

typedef struct state {
    tw_db *db;
    tw_service *service;
    sqlite3 *sqlite;
    sqlite3_stmt *companies_after, *people_of;
    char (*ids)[ID + 1]; /* of people */
    char (*companies)[ID + 1];
    int company_count, people_count;
    uint64_t random;
    char *out;
    size_t len, cap;
    long serial;
    char body[BATCH * 256];
} state;

static void die(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

/* --- requests --------------------------------------------------------------- */

static tw_str send(state *s,
                   const char *method,
                   const char *target,
                   tw_str body)
{
    static const tw_header json = {{"content-type", 12},
                                   {"application/json", 16}};
    tw_request q = {.method = tw_str_of(method),
                    .target = tw_str_of(target),
                    .headers = &json,
                    .header_count = 1,
                    .body = body,
                    .trusted = true};
    tw_response r;

    tw_service_handle(s->service, &q, &r);
    if (r.status >= 300 ||
        (r.body.len > 9 && memcmp(r.body.ptr, "{\"errors\"", 9) == 0))
        die(target, r.body.ptr);
    return r.body;
}

static const char *random_id(state *s)
{
    return s->ids[bench_random(&s->random) % (uint64_t)s->people_count];
}

static const char *random_company(state *s)
{
    return s->companies[bench_random(&s->random) % (uint64_t)s->company_count];
}

static double graphql_one(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        int len = snprintf(
            s->body, sizeof(s->body),
            "{\"query\":\"query($id: UUID) { person(filter: {id: {eq: $id}}) "
            "{ id name { firstName lastName } } }\","
            "\"variables\":{\"id\":\"%s\"}}",
            random_id(s));

        send(s, "POST", "/graphql", (tw_str){s->body, (size_t)len});
    }
    return bench_seconds() - start;
}

static double rest_one(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        char target[128];

        snprintf(target, sizeof(target), "/rest/people/%s", random_id(s));
        send(s, "GET", target, (tw_str){"", 0});
    }
    return bench_seconds() - start;
}

/* {"id":"..."} in base64. */
static size_t cursor_of(const char *id, char *to)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char json[64];
    size_t len = (size_t)snprintf(json, sizeof(json), "{\"id\":\"%s\"}", id);
    size_t n = 0;

    for (size_t i = 0; i < len; i += 3) {
        uint32_t v = (uint32_t)(unsigned char)json[i] << 16;

        v |= i + 1 < len ? (uint32_t)(unsigned char)json[i + 1] << 8 : 0;
        v |= i + 2 < len ? (uint32_t)(unsigned char)json[i + 2] : 0;
        to[n++] = alphabet[v >> 18 & 63];
        to[n++] = alphabet[v >> 12 & 63];
        to[n++] = i + 1 < len ? alphabet[v >> 6 & 63] : '=';
        to[n++] = i + 2 < len ? alphabet[v & 63] : '=';
    }
    to[n] = '\0';
    return n;
}

static double graphql_nested(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        char cursor[128];
        int len;

        cursor_of(random_company(s), cursor);
        len = snprintf(s->body, sizeof(s->body),
                       "{\"query\":\"query($a: String) { companies(first: %d, "
                       "after: $a) { edges { node { id name people { edges { "
                       "node { id name { firstName lastName } } } } } } } }\","
                       "\"variables\":{\"a\":\"%s\"}}",
                       PAGE, cursor);
        send(s, "POST", "/graphql", (tw_str){s->body, (size_t)len});
    }
    return bench_seconds() - start;
}

static tw_str batch(state *s, const char *before, const char *after)
{
    int n = snprintf(s->body, sizeof(s->body), "%s", before);

    for (int k = 0; k < BATCH; k++)
        n += snprintf(
            s->body + n, sizeof(s->body) - (size_t)n,
            "%s{\"name\":{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"},"
            "\"emails\":{\"primaryEmail\":\"p%ld@engines.example\"},"
            "\"jobTitle\":\"Analyst\"}",
            k == 0 ? "" : ",", s->serial++);
    n += snprintf(s->body + n, sizeof(s->body) - (size_t)n, "%s", after);
    return (tw_str){s->body, (size_t)n};
}

static double graphql_batch(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++)
        send(s, "POST", "/graphql",
             batch(s,
                   "{\"query\":\"mutation($d: [PersonCreateInput!]!) { "
                   "createPeople(data: $d) { id createdAt name { firstName "
                   "lastName } emails { primaryEmail } jobTitle } }\","
                   "\"variables\":{\"d\":[",
                   "]}}"));
    return bench_seconds() - start;
}

static double rest_batch(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++)
        send(s, "POST", "/rest/batch/people", batch(s, "[", "]"));
    return bench_seconds() - start;
}

/* --- by hand ---------------------------------------------------------------- */

static void put(state *s, const char *text, size_t len)
{
    if (s->len + len > s->cap) {
        s->cap = (s->len + len) * 2;
        s->out = realloc(s->out, s->cap);
        if (s->out == NULL)
            die("memory", "none left");
    }
    memcpy(s->out + s->len, text, len);
    s->len += len;
}

static void put_text(state *s, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    size_t len = (size_t)sqlite3_column_bytes(row, column), from = 0;

    put(s, "\"", 1);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        char escape[8];
        int n;

        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        put(s, text + from, i - from);
        n = c < 0x20 ? snprintf(escape, sizeof(escape), "\\u%04x", c)
                     : snprintf(escape, sizeof(escape), "\\%c", c);
        put(s, escape, (size_t)n);
        from = i + 1;
    }
    put(s, text + from, len - from);
    put(s, "\"", 1);
}

#define PUT(s, literal) put(s, literal, sizeof(literal) - 1)

static void put_people(state *s, const char *company)
{
    bool first = true;

    sqlite3_bind_text(s->people_of, 1, company, ID, SQLITE_STATIC);
    sqlite3_bind_int(s->people_of, 2, 61);
    PUT(s, "{\"edges\":[");
    while (sqlite3_step(s->people_of) == SQLITE_ROW) {
        if (!first)
            PUT(s, ",");
        first = false;
        PUT(s, "{\"node\":{\"id\":");
        put_text(s, s->people_of, 0);
        PUT(s, ",\"name\":{\"firstName\":");
        put_text(s, s->people_of, 1);
        PUT(s, ",\"lastName\":");
        put_text(s, s->people_of, 2);
        PUT(s, "}}}");
    }
    PUT(s, "]}");
    sqlite3_reset(s->people_of);
}

static double hand_nested(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        bool first = true;

        s->len = 0;
        sqlite3_exec(s->sqlite, "BEGIN", NULL, NULL, NULL);
        sqlite3_bind_text(s->companies_after, 1, random_company(s), ID,
                          SQLITE_STATIC);
        sqlite3_bind_int(s->companies_after, 2, PAGE);
        PUT(s, "{\"data\":{\"companies\":{\"edges\":[");
        while (sqlite3_step(s->companies_after) == SQLITE_ROW) {
            if (!first)
                PUT(s, ",");
            first = false;
            PUT(s, "{\"node\":{\"id\":");
            put_text(s, s->companies_after, 0);
            PUT(s, ",\"name\":");
            put_text(s, s->companies_after, 1);
            PUT(s, ",\"people\":");
            put_people(
                s, (const char *)sqlite3_column_text(s->companies_after, 0));
            PUT(s, "}}");
        }
        PUT(s, "]}}}");
        sqlite3_reset(s->companies_after);
        sqlite3_exec(s->sqlite, "COMMIT", NULL, NULL, NULL);
    }
    return bench_seconds() - start;
}

/* --- setting up ------------------------------------------------------------- */

static sqlite3_stmt *prepare(state *s, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v3(s->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
                           NULL) != SQLITE_OK)
        die(sql, sqlite3_errmsg(s->sqlite));
    return stmt;
}

static void open_sqlite(state *s, const char *path)
{
    if (sqlite3_open(path, &s->sqlite) != SQLITE_OK)
        die(path, sqlite3_errmsg(s->sqlite));
    sqlite3_exec(s->sqlite,
                 "PRAGMA cache_size=-8192; PRAGMA mmap_size=268435456", NULL,
                 NULL, NULL);
    s->companies_after =
        prepare(s, "SELECT id, coalesce(name, '') FROM company WHERE deletedAt "
                   "IS NULL AND id > ?1 ORDER BY id LIMIT ?2");
    s->people_of = prepare(
        s, "SELECT id, coalesce(nameFirstName, ''), coalesce(nameLastName, '') "
           "FROM person WHERE companyId = ?1 AND deletedAt IS NULL ORDER BY id "
           "LIMIT ?2");
}

static void take_ids(tw_result *r, const char *field, char (*to)[ID + 1])
{
    const tw_value *list =
        tw_value_get(tw_value_get(tw_result_value(r), "data"), field);

    for (size_t i = 0; i < tw_value_count(list); i++)
        memcpy(to[i],
               tw_value_text(tw_value_get(tw_value_at(list, i), "id")).ptr, ID);
}

static void run(state *s, tw_str query, tw_result **out)
{
    if (tw_graphql(s->db, TW_GRAPHQL_RECORDS, query, (tw_str){NULL, 0},
                   (tw_str){NULL, 0}, out) != TW_OK)
        die("graphql", tw_db_error(s->db)->message);
}

/* Companies ten at a time, and then their people. */
static void fill(state *s)
{
    tw_result *r;

    s->ids = calloc((size_t)s->company_count * PEOPLE, sizeof(*s->ids));
    s->companies = calloc((size_t)s->company_count, sizeof(*s->companies));
    if (s->ids == NULL || s->companies == NULL)
        die("memory", "none left");
    for (int i = 0; i < s->company_count; i++) {
        int n = snprintf(s->body, sizeof(s->body),
                         "mutation { createCompanies(data: [{name: \"C%d\"}]) "
                         "{ id } }",
                         i);

        run(s, (tw_str){s->body, (size_t)n}, &r);
        take_ids(r, "createCompanies", &s->companies[i]);
        tw_result_free(r);
        n = snprintf(s->body, sizeof(s->body),
                     "mutation { createPeople(data: [");
        for (int k = 0; k < PEOPLE; k++)
            n += snprintf(s->body + n, sizeof(s->body) - (size_t)n,
                          "{name: {firstName: \"P%d\", lastName: \"Q%d\"}, "
                          "companyId: \"%s\"}",
                          k, i, s->companies[i]);
        n += snprintf(s->body + n, sizeof(s->body) - (size_t)n, "]) { id } }");
        run(s, (tw_str){s->body, (size_t)n}, &r);
        take_ids(r, "createPeople", &s->ids[i * PEOPLE]);
        tw_result_free(r);
    }
    s->people_count = s->company_count * PEOPLE;
}

int main(int argc, char **argv)
{
    state s = {.random = 88172645463325252u};
    tw_db_options options = TW_DB_OPTIONS_INIT;
    const char *path = argc > 2 ? argv[2] : "build/graphql_bench.db";

    s.company_count = argc > 1 ? atoi(argv[1]) : 2000;
    remove(path);
    options.durability = TW_DURABILITY_OFF; /* while it is filled */
    if (tw_db_open(path, &options, &s.db) != TW_OK)
        die(path, tw_db_error(s.db)->message);
    fill(&s);
    tw_db_close(s.db);
    options.durability = TW_DURABILITY_FULL;
    if (tw_db_open(path, &options, &s.db) != TW_OK ||
        tw_service_new(s.db, &s.service) != TW_OK)
        die(path, tw_db_error(s.db)->message);
    open_sqlite(&s, path);
    printf("%d companies with %d people each       GraphQL    REST, hand   "
           "ratio\n",
           s.company_count, PEOPLE);
    bench_pair("one person (REST: GET one)", 0.8, 4000, graphql_one, rest_one,
               &s);
    bench_pair("20 companies, their people (hand)", 0.6, 200, graphql_nested,
               hand_nested, &s);
    bench_pair("createPeople of 60 (REST: batch)", 0.9, 5, graphql_batch,
               rest_batch, &s);
    sqlite3_finalize(s.companies_after);
    sqlite3_finalize(s.people_of);
    sqlite3_close(s.sqlite);
    tw_service_free(s.service);
    tw_db_close(s.db);
    free(s.ids);
    free(s.companies);
    free(s.out);
    return 0;
}
