/* casehost.c -- the workspace of a case file: opened in memory on a fixed
** clock, asked through the public interface. */
#include "support/casefile.h"

#include <sqlite3.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Texts that would do harm if any of them ever got into SQL. */
static const char *const hostile[] = {
    "'; DROP TABLE \"person\"; --",
    "\"; DROP TABLE \"person\"; --",
    "' OR '1'='1",
    "\" OR \"1\"=\"1",
    "x' OR 1=1 --",
    "1); DELETE FROM \"person\"; --",
    "id\" FROM \"person\"; DELETE FROM \"person\"; --",
    "1 UNION SELECT * FROM sqlite_master --",
    "' UNION SELECT \"sql\" FROM sqlite_schema --",
    "%' OR \"id\" LIKE '%",
    "\\'; UPDATE \"person\" SET \"jobTitle\" = 'x'; --",
    "]; DELETE FROM person; --",
    "'); ATTACH DATABASE 'x' AS y; --",
    "); PRAGMA writable_schema = 1; --",
    "jobTitle\" = 'x' --",
    "/* */; DROP TABLE company; /*",
    "?1",
    ":name",
    "$1",
    "'",
    "\"",
    "`",
    "--",
    ";",
};

static int64_t fixed_now(void *ctx)
{
    return ((case_file *)ctx)->now_ms++;
}

static void fixed_random(void *ctx, void *to, size_t size)
{
    case_file *f = ctx;
    unsigned char *p = to;

    for (size_t i = 0; i < size; i++) {
        f->random = f->random * 6364136223846793005u + 1442695040888963407u;
        p[i] = (unsigned char)(f->random >> 33);
    }
}

void case_new_uuid(case_file *f, char id[37])
{
    unsigned char b[16];

    fixed_random(f, b, sizeof(b));
    b[6] = (unsigned char)((b[6] & 15) | 0x40);
    b[8] = (unsigned char)((b[8] & 63) | 0x80);
    for (size_t i = 0, n = 0; i < sizeof(b); i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            id[n++] = '-';
        snprintf(id + n, 3, "%02x", b[i]);
        n += 2;
    }
}

const char *case_key(case_file *f, char *text)
{
    char name[64] = "", var[32] = "", id[40], expiry[64] = "";
    tw_result *key = NULL;

    if (sscanf(text, "%31s \"%63[^\"]\" %63s", var, name, expiry) < 2)
        return case_fail(f, "cannot read 'key %s'", text);
    if (tw_key_create(f->db, tw_str_of(name),
                      expiry[0] == '\0' ? (tw_str){NULL, 0} : tw_str_of(expiry),
                      &key) != TW_OK)
        return case_fail(f, "no key: %s", tw_db_error(f->db)->message);
    case_var_set(
        f, var, tw_value_text(tw_value_get(tw_result_value(key), "token")).ptr);
    snprintf(id, sizeof(id), "%s_ID", var);
    case_var_set(f, id,
                 tw_value_text(tw_value_get(tw_result_value(key), "id")).ptr);
    tw_result_free(key);
    return NULL;
}

const char *case_revoke(case_file *f, const char *id)
{
    tw_result *key = NULL;

    if (tw_key_revoke(f->db, tw_str_of(id), &key) != TW_OK)
        return case_fail(f, "not revoked: %s", tw_db_error(f->db)->message);
    tw_result_free(key);
    return NULL;
}

const char *case_sql(case_file *f, const char *sql)
{
    sqlite3 *db = NULL;
    const char *failure = NULL;

    if (!f->on_disk || sqlite3_open(f->file, &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        failure = case_fail(f, "%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
    return failure;
}

/* A name for the workspace's file; or ":memory:". */
static bool choose_file(case_file *f)
{
    int fd;

    snprintf(f->file, sizeof(f->file), ":memory:");
    if (!f->on_disk)
        return true;
    snprintf(f->file, sizeof(f->file), "/tmp/twentyapi-case-XXXXXX");
    fd = mkstemp(f->file);
    return fd >= 0 && close(fd) == 0;
}

static void remove_file(const case_file *f)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char path[80];

    for (size_t i = 0; f->on_disk && i < 3; i++) {
        snprintf(path, sizeof(path), "%s%s", f->file, ends[i]);
        unlink(path);
    }
}

bool case_host_open(case_file *f)
{
    tw_env env = {fixed_now, fixed_random, f};
    tw_db_options options = TW_DB_OPTIONS_INIT;
    char text[] = "KEY \"K\"";
    const char *token;

    options.env = &env;
    options.max_batch = f->max_batch;
    options.flags = f->flags;
    if (!choose_file(f) || tw_db_open(f->file, &options, &f->db) != TW_OK ||
        tw_service_new(f->db, &f->service) != TW_OK ||
        case_key(f, text) != NULL)
        return false;
    token = case_var_get(f, "KEY", 3);
    f->key = malloc(strlen(token) + 8);
    sprintf(f->key, "Bearer %s", token);
    for (int i = 1; i <= 9; i++) {
        char name[8], id[40];

        snprintf(name, sizeof(name), "U%d", i);
        snprintf(id, sizeof(id), "%08d-0000-4000-8000-000000000000", i);
        case_var_set(f, name, id);
    }
    case_var_set(f, "UX", "ffffffff-ffff-4fff-bfff-ffffffffffff");
    return true;
}

void case_host_close(case_file *f)
{
    case_clear_step(f);
    cJSON_Delete(f->answer);
    free(f->raw);
    free(f->census);
    free(f->last_method);
    free(f->last_target);
    free(f->key);
    tw_service_free(f->service);
    tw_db_close(f->db);
    remove_file(f);
}

/* --- a step ----------------------------------------------------------------- */

char *case_encode(char *target, bool all)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = malloc(strlen(target) * 3 + 1);
    size_t n = 0;

    for (size_t i = 0; target[i] != '\0'; i++) {
        unsigned char c = (unsigned char)target[i];

        bool escape = c == '%' && isxdigit((unsigned char)target[i + 1]) &&
                      isxdigit((unsigned char)target[i + 2]);

        if (c <= 0x20 || c >= 0x7f || strchr("\"[]{}<>\\^`|", c) != NULL ||
            (c == '%' && !escape) || (all && !isalnum(c))) {
            out[n++] = '%';
            out[n++] = hex[c >> 4];
            out[n++] = hex[c & 15];
        } else {
            out[n++] = (char)c;
        }
    }
    out[n] = '\0';
    free(target);
    return out;
}

void case_clear_step(case_file *f)
{
    free(f->method);
    free(f->target);
    free(f->body);
    free(f->auth);
    free(f->variables);
    free(f->operation);
    f->method = f->target = f->body = f->auth = NULL;
    f->variables = f->operation = NULL;
    for (size_t i = 0; i < f->header_count; i++) {
        free(f->names[i]);
        free(f->values[i]);
    }
    f->header_count = 0;
}

static bool has_content_type(const case_file *f)
{
    for (size_t i = 0; i < f->header_count; i++)
        if (strcasecmp(f->names[i], "content-type") == 0)
            return true;
    return false;
}

void case_send(case_file *f)
{
    tw_header headers[CASE_HEADERS_MAX + 2];
    tw_request request = {.headers = headers};
    tw_response response;
    size_t n = 0;
    const char *auth = f->auth == NULL ? f->key : f->auth;

    if (strcmp(auth, "none") != 0)
        headers[n++] = (tw_header){TW_STR("Authorization"), tw_str_of(auth)};
    if (f->body != NULL && !has_content_type(f))
        headers[n++] =
            (tw_header){TW_STR("Content-Type"), TW_STR("application/json")};
    for (size_t i = 0; i < f->header_count; i++)
        headers[n++] =
            (tw_header){tw_str_of(f->names[i]), tw_str_of(f->values[i])};
    request.header_count = n;
    request.method = tw_str_of(f->method);
    request.target = tw_str_of(f->target);
    request.body = tw_str_of(f->body);
    tw_service_handle(f->service, &request, &response);
    cJSON_Delete(f->answer);
    free(f->raw);
    f->raw = malloc(response.body.len + 1);
    if (response.body.len > 0)
        memcpy(f->raw, response.body.ptr, response.body.len);
    f->raw[response.body.len] = '\0';
    f->answer = cJSON_Parse(f->raw);
    f->status = response.status;
    free(f->last_method);
    free(f->last_target);
    f->last_method = f->method;
    f->last_target = f->target;
    f->method = f->target = NULL;
    case_clear_step(f);
}

/* --- nothing has changed ---------------------------------------------------- */

static bool get(case_file *f, const char *target)
{
    f->method = strdup("GET");
    f->target = case_encode(strdup(target), false);
    case_send(f);
    return f->status == 200;
}

/* "people=4/5 companies=1/9 ...": records and fields of every object. */
const char *case_census(case_file *f, bool compare)
{
    char *census = calloc(1, 1 << 16), target[256];
    size_t n = 0;
    const cJSON *object;
    cJSON *objects = NULL;
    const char *failure = NULL;

    if (get(f, "/rest/metadata/objects?limit=200"))
        objects = cJSON_DetachItemFromObject(f->answer, "data");
    cJSON_ArrayForEach(object, objects)
    {
        const char *plural = cJSON_GetStringValue(
            cJSON_GetObjectItemCaseSensitive(object, "namePlural"));

        snprintf(target, sizeof(target),
                 "/rest/%s?limit=0&filter=or(deletedAt[is]:NULL,deletedAt[is]:"
                 "NOT_NULL)",
                 plural);
        get(f, target);
        n += (size_t)snprintf(
            census + n, (1 << 16) - n, "%s=%d/%d ", plural,
            (int)cJSON_GetNumberValue(
                cJSON_GetObjectItemCaseSensitive(f->answer, "totalCount")),
            cJSON_GetArraySize(
                cJSON_GetObjectItemCaseSensitive(object, "fields")));
    }
    cJSON_Delete(objects);
    if (n == 0)
        failure = case_fail(f, "nothing to count: %.600s", f->raw);
    else if (compare && (f->census == NULL || strcmp(f->census, census) != 0))
        failure =
            case_fail(f, "was %s, now %s",
                      f->census == NULL ? "never counted" : f->census, census);
    free(f->census);
    f->census = census;
    return failure;
}

/* `text` inside a JSON text. */
static char *escape(const char *text)
{
    char *out = malloc(strlen(text) * 2 + 1);
    size_t n = 0;

    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            out[n++] = '\\';
        out[n++] = *text;
    }
    out[n] = '\0';
    return out;
}

/* `text` with the hostile `sql` put in: $SQL as such, $CURSOR in a cursor,
** $IDCURSOR in the id of one; for a target percent-encoded, for a body as the
** inside of a JSON text.  NULL stays NULL. */
static char *arm(case_file *f, const char *text, const char *sql, bool target)
{
    static const char *const names[] = {"SQL", "CURSOR", "IDCURSOR"};
    static const char *const before[] = {"", "{\"jobTitle\":\"", "{\"id\":\""};
    static const char *const behind[] = {
        "", "\",\"id\":\"00000001-0000-4000-8000-000000000000\"}", "\"}"};
    char *inside = escape(sql), json[512], *value, *out;

    if (text == NULL) {
        free(inside);
        return NULL;
    }
    for (size_t i = 0; i < 3; i++) {
        snprintf(json, sizeof(json), "%s%s%s", before[i], inside, behind[i]);
        value = i > 0    ? case_encode(case_base64(json), true)
                : target ? case_encode(strdup(sql), true)
                         : strdup(json);
        case_var_set(f, names[i], value);
        free(value);
    }
    out = case_expand(f, text, strlen(text));
    for (size_t i = 0; i < 3; i++)
        free(f->vars[--f->var_count].value);
    free(inside);
    return out;
}

/* The answer holds the hostile text where `path` leads. */
static const char *check_kept(case_file *f, const char *path, const char *sql)
{
    cJSON *got = case_find(f, path);
    const char *failure = NULL;

    if (!cJSON_IsString(got) || strcmp(got->valuestring, sql) != 0)
        failure = case_fail(f, "%s: <%s> became %.600s", path, sql, f->raw);
    cJSON_Delete(got);
    return failure;
}

static const char *inject_one(case_file *f,
                              const char *method,
                              const char *target,
                              const char *body,
                              const char *sql)
{
    f->method = strdup(method);
    f->target = case_encode(arm(f, target, sql, true), false);
    f->body = arm(f, body, sql, false);
    case_send(f);
    return f->last_target;
}

const char *case_inject(case_file *f, char *text)
{
    char *status = strstr(text, " -> "), *target = strchr(text, ' '), *body;
    char *kept = status == NULL ? NULL : strstr(status, " = ");
    const char *failure = NULL;

    if (status == NULL || target == NULL)
        return case_fail(f, "cannot read 'inject %s'", text);
    *status = '\0';
    *target++ = '\0';
    body = strchr(target, ' ');
    if (body != NULL)
        *body++ = '\0';
    for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
        const char *sent = inject_one(f, text, target, body, hostile[i]);

        if (!case_is_status(f->status, status + 4) &&
            !(strncmp(status + 4, "any", 3) == 0 && f->status < 500))
            return case_fail(f, "%s with <%s>: %d %.600s", sent, hostile[i],
                             f->status, f->raw);
        if (kept != NULL)
            failure = check_kept(f, kept + 3, hostile[i]);
        if (failure != NULL)
            return failure;
    }
    return NULL;
}
