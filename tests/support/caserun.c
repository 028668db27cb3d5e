/* caserun.c -- the runner of case files: a line at a time, through the public
** interface, on a workspace in memory with a fixed clock. */
#include "support/caserun.h"

#include <twentyapi.h>

#include <cjson/cJSON.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    VARS_MAX = 200,
    HEADERS_MAX = 8,
    CASES_MAX = 400,
    TEXT_MAX = 1 << 20
};

typedef struct var {
    char name[32];
    char *value;
} var;

struct case_file {
    char *text, *path;
    case_entry cases[CASES_MAX];
    size_t case_count;
    var vars[VARS_MAX];
    size_t var_count;
    int64_t now_ms;
    uint64_t random;
    tw_db *db;
    tw_service *service;
    char *key; /* the header of the usual key */
    /* the step that is being read */
    char *auth;
    char *names[HEADERS_MAX], *values[HEADERS_MAX];
    size_t header_count;
    char *method, *target, *body;
    int status; /* of the last answer; 0: none yet */
    cJSON *answer;
    char *raw;
    char failure[2048];
};

/* --- variables -------------------------------------------------------------- */

static const char *get_var(const case_file *f, const char *name, size_t len)
{
    for (size_t i = f->var_count; i-- > 0;)
        if (strlen(f->vars[i].name) == len &&
            memcmp(f->vars[i].name, name, len) == 0)
            return f->vars[i].value;
    return NULL;
}

static void set_var(case_file *f, const char *name, const char *value)
{
    if (f->var_count == VARS_MAX)
        return;
    snprintf(f->vars[f->var_count].name, sizeof(f->vars[0].name), "%s", name);
    f->vars[f->var_count++].value = strdup(value);
}

/* The longest variable at `at`, or NULL. */
static const char *var_at(const case_file *f, const char *at, size_t *len)
{
    size_t n = 0;

    while (isalnum((unsigned char)at[n]) || at[n] == '_')
        n++;
    for (; n > 0; n--) {
        const char *value = get_var(f, at, n);

        if (value != NULL) {
            *len = n;
            return value;
        }
    }
    return NULL;
}

/* `text` with its variables replaced; malloc'ed. */
static char *expand(const case_file *f, const char *text, size_t len)
{
    char *out = malloc(TEXT_MAX);
    size_t n = 0;

    for (size_t i = 0; i < len && n < TEXT_MAX - 64; i++) {
        size_t name_len;
        const char *value =
            text[i] == '$' ? var_at(f, text + i + 1, &name_len) : NULL;

        if (value == NULL) {
            out[n++] = text[i];
            continue;
        }
        n += (size_t)snprintf(out + n, TEXT_MAX - n, "%s", value);
        i += name_len;
    }
    out[n] = '\0';
    return realloc(out, n + 1);
}

/* --- the workspace ---------------------------------------------------------- */

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

static int open_workspace(case_file *f)
{
    tw_env env = {fixed_now, fixed_random, f};
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_result *key;
    char header[4200];

    options.env = &env;
    options.max_batch = 200;
    if (tw_db_open(":memory:", &options, &f->db) != TW_OK ||
        tw_service_new(f->db, &f->service) != TW_OK ||
        tw_key_create(f->db, TW_STR("K"), (tw_str){NULL, 0}, &key) != TW_OK)
        return 0;
    snprintf(header, sizeof(header), "Bearer %s",
             tw_value_text(tw_value_get(tw_result_value(key), "token")).ptr);
    f->key = strdup(header);
    set_var(f, "KEY_ID",
            tw_value_text(tw_value_get(tw_result_value(key), "id")).ptr);
    tw_result_free(key);
    for (int i = 1; i <= 9; i++) {
        char name[8], id[40];

        snprintf(name, sizeof(name), "U%d", i);
        snprintf(id, sizeof(id), "%08d-0000-4000-8000-000000000000", i);
        set_var(f, name, id);
    }
    set_var(f, "UX", "ffffffff-ffff-4fff-bfff-ffffffffffff");
    return 1;
}

/* --- a step ----------------------------------------------------------------- */

static const char *fail_case(case_file *f, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static const char *fail_case(case_file *f, int line, const char *fmt, ...)
{
    va_list args;
    int n = snprintf(f->failure, sizeof(f->failure), "%s:%d: ", f->path, line);

    va_start(args, fmt);
    vsnprintf(f->failure + n, sizeof(f->failure) - (size_t)n, fmt, args);
    va_end(args);
    return f->failure;
}

static char *encode(char *target)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = malloc(strlen(target) * 3 + 1);
    size_t n = 0;

    for (size_t i = 0; target[i] != '\0'; i++) {
        unsigned char c = (unsigned char)target[i];

        if (c <= 0x20 || c >= 0x7f || strchr("\"[]{}<>\\^`|", c) != NULL) {
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

static void clear_step(case_file *f)
{
    free(f->method);
    free(f->target);
    free(f->body);
    free(f->auth);
    f->method = f->target = f->body = f->auth = NULL;
    for (size_t i = 0; i < f->header_count; i++) {
        free(f->names[i]);
        free(f->values[i]);
    }
    f->header_count = 0;
}

static void send_step(case_file *f)
{
    tw_header headers[HEADERS_MAX + 2];
    tw_request request = {.headers = headers};
    tw_response response;
    size_t n = 0;
    const char *auth = f->auth == NULL ? f->key : f->auth;

    if (strcmp(auth, "none") != 0)
        headers[n++] = (tw_header){TW_STR("Authorization"), tw_str_of(auth)};
    if (f->body != NULL)
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
    memcpy(f->raw, response.body.ptr, response.body.len);
    f->raw[response.body.len] = '\0';
    f->answer = cJSON_Parse(f->raw);
    f->status = response.status;
    clear_step(f);
}

/* --- looking at the answer -------------------------------------------------- */

static const cJSON *find(const case_file *f, const char *path)
{
    const cJSON *at = f->answer;

    if (path[0] == '$')
        path++;
    while (at != NULL && *path != '\0') {
        char name[128];
        size_t n = 0;

        if (*path == '.') {
            path++;
            continue;
        }
        if (*path == '[') {
            at = cJSON_GetArrayItem(at, atoi(path + 1));
            path += strcspn(path, "]") + 1;
            continue;
        }
        while (*path != '\0' && *path != '.' && *path != '[' &&
               n < sizeof(name) - 1)
            name[n++] = *path++;
        name[n] = '\0';
        at = cJSON_GetObjectItemCaseSensitive(at, name);
    }
    return at;
}

static const char *check_equal(case_file *f,
                               int line,
                               const char *path,
                               const char *wanted)
{
    const cJSON *got = find(f, path);
    cJSON *want = cJSON_Parse(wanted);
    const char *failure = NULL;
    char *text;

    if (want == NULL)
        return fail_case(f, line, "'%s' is not JSON", wanted);
    if (!cJSON_Compare(got, want, 1)) {
        text = got == NULL ? NULL : cJSON_PrintUnformatted(got);
        failure = fail_case(f, line, "%s: wanted %s, got %s in %.600s", path,
                            wanted, text == NULL ? "nothing" : text, f->raw);
        free(text);
    }
    cJSON_Delete(want);
    return failure;
}

static const char *check_contains(case_file *f,
                                  int line,
                                  const char *path,
                                  const char *part)
{
    const cJSON *got = find(f, path);
    const char *text = cJSON_IsString(got)      ? got->valuestring
                       : strcmp(path, "$") == 0 ? f->raw
                                                : NULL;

    if (text != NULL && strstr(text, part) != NULL)
        return NULL;
    return fail_case(f, line, "%s does not contain '%s': %.600s", path, part,
                     f->raw);
}

static const char *check_count(case_file *f,
                               int line,
                               const char *path,
                               int wanted)
{
    const cJSON *got = find(f, path);
    int count = got == NULL ? -1 : cJSON_GetArraySize(got);

    if (count == wanted)
        return NULL;
    return fail_case(f, line, "%s: wanted %d entries, got %d in %.600s", path,
                     wanted, count, f->raw);
}

/* `path = ...`, `path ~ ...`, `path absent`, `path present`, `path count N` */
static const char *check(case_file *f, int line, char *text)
{
    char *path = text, *word = text + strcspn(text, " ");
    char *rest;

    if (*word == '\0')
        return fail_case(f, line, "cannot read '%s'", text);
    *word++ = '\0';
    rest = word + strcspn(word, " ");
    if (*rest != '\0')
        *rest++ = '\0';
    if (strcmp(word, "=") == 0)
        return check_equal(f, line, path, rest);
    if (strcmp(word, "~") == 0)
        return check_contains(f, line, path, rest);
    if (strcmp(word, "count") == 0)
        return check_count(f, line, path, atoi(rest));
    if (strcmp(word, "absent") == 0)
        return find(f, path) == NULL
                   ? NULL
                   : fail_case(f, line, "%s is there: %.600s", path, f->raw);
    if (strcmp(word, "present") == 0)
        return find(f, path) != NULL
                   ? NULL
                   : fail_case(f, line, "%s is missing: %.600s", path, f->raw);
    return fail_case(f, line, "cannot read '%s'", word);
}

/* `NAME = path` or `NAME = uuid` */
static const char *let(case_file *f, int line, char *text)
{
    char *eq = strstr(text, " = "), id[40], bytes[16];
    const cJSON *got;
    char *printed;

    if (eq == NULL)
        return fail_case(f, line, "cannot read 'let %s'", text);
    *eq = '\0';
    if (strcmp(eq + 3, "uuid") == 0) {
        fixed_random(f, bytes, sizeof(bytes));
        snprintf(id, sizeof(id),
                 "%02x%02x%02x%02x-%02x%02x-4%03x-8%03x-0000"
                 "%08x",
                 bytes[0] & 255, bytes[1] & 255, bytes[2] & 255, bytes[3] & 255,
                 bytes[4] & 255, bytes[5] & 255, bytes[6] & 255, bytes[7] & 255,
                 (unsigned)(f->random >> 32));
        set_var(f, text, id);
        return NULL;
    }
    got = find(f, eq + 3);
    if (got == NULL)
        return fail_case(f, line, "no '%s' to keep in %.600s", eq + 3, f->raw);
    if (cJSON_IsString(got)) {
        set_var(f, text, got->valuestring);
        return NULL;
    }
    printed = cJSON_PrintUnformatted(got);
    set_var(f, text, printed);
    free(printed);
    return NULL;
}

/* `repeat N /target {json}` */
static const char *repeat(case_file *f, int line, const char *text)
{
    int count = atoi(text);
    const char *target = strchr(text, '/');
    const char *body = target == NULL ? NULL : strchr(target, ' ');

    if (body == NULL)
        return fail_case(f, line, "cannot read 'repeat %s'", text);
    for (int i = 1; i <= count; i++) {
        char number[16];

        snprintf(number, sizeof(number), "%d", i);
        set_var(f, "i", number);
        f->method = strdup("POST");
        f->target = encode(expand(f, target, (size_t)(body - target)));
        f->body = expand(f, body + 1, strlen(body + 1));
        free(f->vars[--f->var_count].value);
        send_step(f);
        if (f->status != 201)
            return fail_case(f, line, "record %d: %d %.600s", i, f->status,
                             f->raw);
    }
    return NULL;
}

/* --- lines ------------------------------------------------------------------ */

static int is_request(const char *text)
{
    static const char *const methods[] = {"GET /",    "POST /",   "PATCH /",
                                          "PUT /",    "DELETE /", "HEAD /",
                                          "OPTIONS /"};

    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
        if (strncmp(text, methods[i], strlen(methods[i])) == 0)
            return 1;
    return 0;
}

static void add_body(case_file *f, const char *line)
{
    size_t have = f->body == NULL ? 0 : strlen(f->body);

    if (have == 0 && line[0] == '=')
        line++;
    f->body = realloc(f->body, have + strlen(line) + 2);
    strcpy(f->body + have, line);
}

static const char *run_line(case_file *f, int number, char *line)
{
    if (strncmp(line, "auth ", 5) == 0) {
        f->auth = strdup(line + 5);
        if (strcmp(f->auth, "none") != 0 && strchr(f->auth, ' ') == NULL) {
            char *bearer = malloc(strlen(f->auth) + 8);

            sprintf(bearer, "Bearer %s", f->auth);
            free(f->auth);
            f->auth = bearer;
        }
    } else if (strncmp(line, "header ", 7) == 0 &&
               f->header_count < HEADERS_MAX) {
        char *colon = strstr(line, ": ");

        *colon = '\0';
        f->names[f->header_count] = strdup(line + 7);
        f->values[f->header_count++] = strdup(colon + 2);
    } else if (is_request(line)) {
        size_t n = strcspn(line, " ");

        f->method = strndup(line, n);
        f->target = encode(strdup(line + n + 1));
        f->status = 0;
    } else if (strncmp(line, "-> ", 3) == 0) {
        send_step(f);
        if (f->status != atoi(line + 3))
            return fail_case(f, number, "wanted status %s, got %d: %.900s",
                             line + 3, f->status, f->raw);
    } else if (f->method != NULL) {
        add_body(f, line);
    } else if (strncmp(line, "let ", 4) == 0) {
        return let(f, number, line + 4);
    } else if (strncmp(line, "repeat ", 7) == 0) {
        return repeat(f, number, line + 7);
    } else if (strncmp(line, "clock +", 7) == 0) {
        f->now_ms += atoll(line + 7);
    } else {
        return check(f, number, line);
    }
    return NULL;
}

const char *case_run(case_entry *entry)
{
    case_file *f = entry->file;
    const char *at = entry->from, *failure = NULL;
    int number = entry->line;

    clear_step(f);
    while (at < entry->to && failure == NULL) {
        size_t len = strcspn(at, "\n");

        number++;
        if (len > 0 && at[0] != '#') {
            /* `repeat` replaces $i itself */
            char *line = strncmp(at, "repeat ", 7) == 0 ? strndup(at, len)
                                                        : expand(f, at, len);

            failure = run_line(f, number, line);
            free(line);
        }
        at += len + (at[len] == '\n');
    }
    return failure;
}

/* --- files ------------------------------------------------------------------ */

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size;

    if (file == NULL)
        return NULL;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    text = malloc((size_t)size + 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size)
        size = 0;
    text[size] = '\0';
    fclose(file);
    return text;
}

static void split(case_file *f)
{
    int line = 0;
    case_entry *last = NULL;

    for (char *at = f->text; *at != '\0'; line++) {
        size_t len = strcspn(at, "\n");

        if (at[0] == '#' && at[1] == ' ' && f->case_count < CASES_MAX) {
            if (last != NULL)
                last->to = at;
            last = &f->cases[f->case_count++];
            last->file = f;
            last->title = strndup(at + 2, len - 2);
            last->from = at + len;
            last->line = line;
        }
        at += len + (at[len] == '\n');
    }
    if (last != NULL)
        last->to = f->text + strlen(f->text);
}

case_file *case_open(const char *path)
{
    case_file *f = calloc(1, sizeof(*f));

    f->text = read_file(path);
    f->path = strdup(path);
    f->now_ms = 1767225600000; /* 2026-01-01T00:00:00.000Z */
    f->random = 42;
    if (f->text == NULL || !open_workspace(f)) {
        case_close(f);
        return NULL;
    }
    split(f);
    return f;
}

void case_close(case_file *f)
{
    if (f == NULL)
        return;
    clear_step(f);
    cJSON_Delete(f->answer);
    free(f->raw);
    tw_service_free(f->service);
    tw_db_close(f->db);
    for (size_t i = 0; i < f->var_count; i++)
        free(f->vars[i].value);
    for (size_t i = 0; i < f->case_count; i++)
        free((char *)(uintptr_t)f->cases[i].title);
    free(f->key);
    free(f->path);
    free(f->text);
    free(f);
}

size_t case_count(const case_file *f)
{
    return f->case_count;
}

case_entry *case_at(case_file *f, size_t index)
{
    return &f->cases[index];
}
