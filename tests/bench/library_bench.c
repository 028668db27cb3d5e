/* library_bench.c -- the library beside SQLite by hand: the same file, rows,
** indexes and triggers, prepared statements and a plain JSON writer.
**
** usage: library_bench [--rate-of-list] [RECORDS] [FILE]
**   --rate-of-list  print the library's lists of 60 a second, nothing else */
#include "bench/bench.h"

#include <twentyapi.h>

#include <sqlite3.h>

enum {
    BATCH = 60,
    PAGE = 60,
    ID = 36
};

typedef struct state {
    tw_db *db;
    sqlite3 *sqlite;
    sqlite3_stmt *get, *list, *count, *insert;
    char (*ids)[ID + 1];
    int records;
    uint64_t random;
    char *out;
    size_t len, cap;
    long serial;
} state;

static void die(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

/* --- a plain JSON writer ---------------------------------------------------- */

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

/* Runs of plain bytes are copied as a whole. */
static void put_text(state *s, const char *text, size_t len)
{
    size_t from = 0;

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

/* How a person is written: what stands before the value, the column, and how
** its value is written: 't' text, 'n' text or null, 'r' number, 'j' JSON list,
** 'o' JSON or null. */
static const struct member {
    const char *before, *column;
    char kind;
} members[] = {
    {"{\"id\":", "id", 't'},
    {",\"createdAt\":", "createdAt", 'n'},
    {",\"updatedAt\":", "updatedAt", 'n'},
    {",\"deletedAt\":", "deletedAt", 'n'},
    {",\"name\":{\"firstName\":", "nameFirstName", 't'},
    {",\"lastName\":", "nameLastName", 't'},
    {"},\"emails\":{\"primaryEmail\":", "emailsPrimaryEmail", 't'},
    {",\"additionalEmails\":", "emailsAdditionalEmails", 'j'},
    {"},\"linkedinLink\":{\"primaryLinkLabel\":",
     "linkedinLinkPrimaryLinkLabel", 't'},
    {",\"primaryLinkUrl\":", "linkedinLinkPrimaryLinkUrl", 't'},
    {",\"secondaryLinks\":", "linkedinLinkSecondaryLinks", 'j'},
    {"},\"jobTitle\":", "jobTitle", 't'},
    {",\"phones\":{\"primaryPhoneNumber\":", "phonesPrimaryPhoneNumber", 't'},
    {",\"primaryPhoneCountryCode\":", "phonesPrimaryPhoneCountryCode", 't'},
    {",\"primaryPhoneCallingCode\":", "phonesPrimaryPhoneCallingCode", 't'},
    {",\"additionalPhones\":", "phonesAdditionalPhones", 'j'},
    {"},\"avatarUrl\":", "avatarUrl", 't'},
    {",\"avatarFile\":", "avatarFile", 'o'},
    {",\"position\":", "position", 'r'},
    {",\"createdBy\":{\"source\":", "createdBySource", 'n'},
    {",\"workspaceMemberId\":", "createdByWorkspaceMemberId", 'n'},
    {",\"name\":", "createdByName", 't'},
    {",\"context\":", "createdByContext", 'o'},
    {"},\"updatedBy\":{\"source\":", "updatedBySource", 'n'},
    {",\"workspaceMemberId\":", "updatedByWorkspaceMemberId", 'n'},
    {",\"name\":", "updatedByName", 't'},
    {",\"context\":", "updatedByContext", 'o'},
    {"},\"companyId\":", "companyId", 'n'},
};
enum {
    MEMBERS = sizeof(members) / sizeof(*members)
};

static void put_person(state *s, sqlite3_stmt *row)
{
    char number[32];

    for (int i = 0; i < MEMBERS; i++) {
        const char *text = (const char *)sqlite3_column_text(row, i);
        size_t len = (size_t)sqlite3_column_bytes(row, i);

        put(s, members[i].before, strlen(members[i].before));
        switch (members[i].kind) {
        case 'r':
            put(s, number,
                (size_t)snprintf(number, sizeof(number), "%.15g",
                                 sqlite3_column_double(row, i)));
            break;
        case 'j':
            put(s, text == NULL ? "[]" : text, text == NULL ? 2 : len);
            break;
        case 'o':
            put(s, text == NULL ? "null" : text, text == NULL ? 4 : len);
            break;
        default:
            if (text != NULL)
                put_text(s, text, len);
            else
                put(s, members[i].kind == 't' ? "\"\"" : "null",
                    members[i].kind == 't' ? 2 : 4);
        }
    }
    put(s, "}", 1);
}

/* --- by hand ---------------------------------------------------------------- */

static sqlite3_stmt *prepare(state *s, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v3(s->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
                           NULL) != SQLITE_OK)
        die(sql, sqlite3_errmsg(s->sqlite));
    return stmt;
}

static void prepare_all(state *s)
{
    char columns[2048] = "", marks[512] = "", sql[4096];

    for (int i = 0; i < MEMBERS; i++) {
        snprintf(columns + strlen(columns), sizeof(columns) - strlen(columns),
                 "%s\"%s\"", i == 0 ? "" : ",", members[i].column);
        snprintf(marks + strlen(marks), sizeof(marks) - strlen(marks), "%s?%d",
                 i == 0 ? "" : ",", i + 1);
    }
    snprintf(sql, sizeof(sql),
             "SELECT %s FROM person WHERE id = ?1 AND deletedAt IS NULL",
             columns);
    s->get = prepare(s, sql);
    snprintf(sql, sizeof(sql),
             "SELECT %s FROM person WHERE deletedAt IS NULL AND id > ?1 "
             "ORDER BY id LIMIT ?2",
             columns);
    s->list = prepare(s, sql);
    snprintf(sql, sizeof(sql), "INSERT INTO person(%s) VALUES(%s)", columns,
             marks);
    s->insert = prepare(s, sql);
}

static const char *random_id(state *s)
{
    return s->ids[bench_random(&s->random) % (uint64_t)s->records];
}

static double hand_get(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        sqlite3_bind_text(s->get, 1, random_id(s), ID, SQLITE_STATIC);
        s->len = 0;
        if (sqlite3_step(s->get) != SQLITE_ROW)
            die("get", sqlite3_errmsg(s->sqlite));
        put_person(s, s->get);
        sqlite3_reset(s->get);
    }
    return bench_seconds() - start;
}

static double hand_list(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        sqlite3_bind_text(s->list, 1, random_id(s), ID, SQLITE_STATIC);
        sqlite3_bind_int(s->list, 2, PAGE + 1);
        s->len = 0;
        put(s, "[", 1);
        while (sqlite3_step(s->list) == SQLITE_ROW) {
            put(s, ",", s->len > 1);
            put_person(s, s->list);
        }
        put(s, "]", 1);
        sqlite3_reset(s->list);
    }
    return bench_seconds() - start;
}

static void new_id(state *s, char *to)
{
    static const char hex[] = "0123456789abcdef";
    uint64_t a = bench_random(&s->random), b = bench_random(&s->random);

    for (int i = 0; i < ID; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            to[i] = '-';
            continue;
        }
        to[i] = hex[(i < 18 ? a : b) & 15];
        if (i < 18)
            a >>= 4;
        else
            b >>= 4;
    }
    to[14] = '4';
    to[19] = '8';
    to[ID] = '\0';
}

static void bind_person(state *s, const char *id, const char *email)
{
    static const char now[] = "2026-01-01T00:00:00.000Z";

    sqlite3_clear_bindings(s->insert);
    for (int i = 0; i < MEMBERS; i++) {
        const char *c = members[i].column;
        const char *text = NULL;

        if (strcmp(c, "id") == 0)
            text = id;
        else if (strcmp(c, "createdAt") == 0 || strcmp(c, "updatedAt") == 0)
            text = now;
        else if (strcmp(c, "nameFirstName") == 0)
            text = "Ada";
        else if (strcmp(c, "nameLastName") == 0)
            text = "Lovelace";
        else if (strcmp(c, "emailsPrimaryEmail") == 0)
            text = email;
        else if (strcmp(c, "jobTitle") == 0)
            text = "Analyst";
        else if (strcmp(c, "createdBySource") == 0 ||
                 strcmp(c, "updatedBySource") == 0)
            text = "SYSTEM";
        else if (strcmp(c, "createdByName") == 0 ||
                 strcmp(c, "updatedByName") == 0)
            text = "System";
        else if (strcmp(c, "createdByContext") == 0 ||
                 strcmp(c, "updatedByContext") == 0)
            text = "{}";
        if (strcmp(c, "position") == 0)
            sqlite3_bind_double(s->insert, i + 1, (double)-s->serial);
        else
            sqlite3_bind_text(s->insert, i + 1, text, -1, SQLITE_STATIC);
    }
}

/* The answer of a batch is the records again: written from what was bound. */
static void put_inserted(state *s, const char *id, const char *email)
{
    put(s, s->len > 1 ? ",{\"id\":" : "{\"id\":", s->len > 1 ? 7 : 6);
    put_text(s, id, ID);
    put(s, ",\"email\":", 9);
    put_text(s, email, strlen(email));
    for (int i = 2; i < MEMBERS; i++) {
        put(s, members[i].before, strlen(members[i].before));
        put(s, members[i].kind == 'j' ? "[]" : "null",
            members[i].kind == 'j' ? 2 : 4);
    }
    put(s, "}", 1);
}

static double hand_batch(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        s->len = 0;
        put(s, "[", 1);
        sqlite3_exec(s->sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        for (int k = 0; k < BATCH; k++) {
            char id[ID + 1], email[64];

            new_id(s, id);
            snprintf(email, sizeof(email), "h%ld@engines.example", s->serial++);
            bind_person(s, id, email);
            if (sqlite3_step(s->insert) != SQLITE_DONE)
                die("insert", sqlite3_errmsg(s->sqlite));
            sqlite3_reset(s->insert);
            put_inserted(s, id, email);
        }
        if (sqlite3_exec(s->sqlite, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
            die("commit", sqlite3_errmsg(s->sqlite));
        put(s, "]", 1);
    }
    return bench_seconds() - start;
}

/* --- the library ------------------------------------------------------------ */

static void must(state *s, tw_status st)
{
    if (st != TW_OK)
        die(tw_status_name(st), tw_db_error(s->db)->message);
}

static double product_get(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        tw_result *r;

        must(s, tw_record_get(s->db, "person", tw_str_of(random_id(s)), 0, &r));
        tw_result_free(r);
    }
    return bench_seconds() - start;
}

/* {"id":"..."} in base64, as the server hands it out. */
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
    return n;
}

static double product_list(void *ctx, int count)
{
    state *s = ctx;
    tw_list_options options = TW_LIST_OPTIONS_INIT;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        char cursor[128];
        tw_result *r;

        options.starting_after =
            (tw_str){cursor, cursor_of(random_id(s), cursor)};
        must(s, tw_record_list(s->db, "person", &options, &r));
        tw_result_free(r);
    }
    return bench_seconds() - start;
}

static size_t batch_json(state *s, char *to, size_t size)
{
    size_t len = 0;

    to[len++] = '[';
    for (int k = 0; k < BATCH; k++)
        len += (size_t)snprintf(
            to + len, size - len,
            "%s{\"name\":{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"},"
            "\"emails\":{\"primaryEmail\":\"p%ld@engines.example\"},"
            "\"jobTitle\":\"Analyst\"}",
            k == 0 ? "" : ",", s->serial++);
    to[len++] = ']';
    return len;
}

static double product_batch(void *ctx, int count)
{
    state *s = ctx;
    double start = bench_seconds();

    for (int i = 0; i < count; i++) {
        char json[BATCH * 200];
        tw_result *r;
        size_t len = batch_json(s, json, sizeof(json));

        must(s, tw_record_create_many(s->db, "person", (tw_str){json, len},
                                      NULL, &r));
        tw_result_free(r);
    }
    return bench_seconds() - start;
}

/* --- setting up ------------------------------------------------------------- */

static void fill(state *s)
{
    int have = 0;

    s->ids = calloc((size_t)s->records, sizeof(*s->ids));
    if (s->ids == NULL)
        die("memory", "none left");
    while (have < s->records) {
        char json[BATCH * 200];
        tw_result *r;
        size_t len = batch_json(s, json, sizeof(json));
        const tw_value *list;

        must(s, tw_record_create_many(s->db, "person", (tw_str){json, len},
                                      NULL, &r));
        list = tw_result_value(r);
        for (size_t i = 0; i < tw_value_count(list) && have < s->records; i++) {
            tw_str id = tw_value_text(tw_value_get(tw_value_at(list, i), "id"));

            memcpy(s->ids[have++], id.ptr, ID);
        }
        tw_result_free(r);
    }
}

int main(int argc, char **argv)
{
    state s = {.random = 88172645463325252u};
    tw_db_options options = TW_DB_OPTIONS_INIT;
    const char *path = "build/library_bench.db";
    bool rate_only;

    rate_only = argc > 1 && strcmp(argv[1], "--rate-of-list") == 0;
    if (rate_only) {
        argv++;
        argc--;
    }
    if (argc > 2)
        path = argv[2];
    s.records = argc > 1 ? atoi(argv[1]) : 20000;
    remove(path);
    if (tw_db_open(path, &options, &s.db) != TW_OK)
        die(path, tw_db_error(s.db)->message);
    fill(&s);
    if (rate_only) {
        product_list(&s, 500);
        printf("%.0f\n", 3000 / product_list(&s, 3000));
        tw_db_close(s.db);
        free(s.ids);
        return 0;
    }
    if (sqlite3_open(path, &s.sqlite) != SQLITE_OK)
        die(path, sqlite3_errmsg(s.sqlite));
    sqlite3_exec(s.sqlite,
                 "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                 "PRAGMA cache_size=-8192; PRAGMA mmap_size=268435456;"
                 "PRAGMA secure_delete=OFF; PRAGMA temp_store=MEMORY;"
                 "PRAGMA busy_timeout=5000",
                 NULL, NULL, NULL);
    prepare_all(&s);
    printf("%d people                            library      by hand   "
           "ratio\n",
           s.records);
    bench_pair("get one", 0.7, 4000, product_get, hand_get, &s);
    bench_pair("list of 60", 0.7, 200, product_list, hand_list, &s);
    bench_pair("batch create of 60, durable", 0.6, 5, product_batch, hand_batch,
               &s);
    sqlite3_finalize(s.get);
    sqlite3_finalize(s.list);
    sqlite3_finalize(s.insert);
    sqlite3_close(s.sqlite);
    tw_db_close(s.db);
    free(s.ids);
    free(s.out);
    return 0;
}
