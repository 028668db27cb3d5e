/* caserun.c -- the runner of case files: reads them line by line.  The
** language is described in tests/it/README.md. */
#include "support/casefile.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_MAX = 1 << 20
};

const char *case_fail(case_file *f, const char *fmt, ...)
{
    va_list args;
    int n =
        snprintf(f->failure, sizeof(f->failure), "%s:%d: ", f->source, f->line);

    va_start(args, fmt);
    vsnprintf(f->failure + n, sizeof(f->failure) - (size_t)n, fmt, args);
    va_end(args);
    return f->failure;
}

/* --- variables -------------------------------------------------------------- */

const char *case_var_get(const case_file *f, const char *name, size_t len)
{
    for (size_t i = f->var_count; i-- > 0;)
        if (strlen(f->vars[i].name) == len &&
            memcmp(f->vars[i].name, name, len) == 0)
            return f->vars[i].value;
    return NULL;
}

void case_var_set(case_file *f, const char *name, const char *value)
{
    if (f->var_count == CASE_VARS_MAX)
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
        const char *value = case_var_get(f, at, n);

        if (value != NULL) {
            *len = n;
            return value;
        }
    }
    return NULL;
}

char *case_expand(const case_file *f, const char *text, size_t len)
{
    char *out = malloc(TEXT_MAX);
    size_t n = 0;

    for (size_t i = 0; i < len && n < TEXT_MAX - 4096; i++) {
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

/* --- lines that are no requests --------------------------------------------- */

/* A token like `token`, with another signature. */
static void forge(case_file *f, const char *name, const char *token)
{
    char *copy = strdup(token);
    char *last = strrchr(copy, '.');

    if (last != NULL)
        last[1] = last[1] == 'A' ? 'B' : 'A';
    case_var_set(f, name, copy);
    free(copy);
}

/* `NAME = path`, `= uuid`, `= base64 TEXT`, `= forged TOKEN` */
static const char *run_let(case_file *f, char *text)
{
    char *eq = strstr(text, " = "), id[37], *printed;
    cJSON *got;

    if (eq == NULL)
        return case_fail(f, "cannot read 'let %s'", text);
    *eq = '\0';
    eq += 3;
    if (strcmp(eq, "uuid") == 0) {
        case_new_uuid(f, id);
        case_var_set(f, text, id);
        return NULL;
    }
    if (strncmp(eq, "base64 ", 7) == 0) {
        printed = case_encode(case_base64(eq + 7), true);
        case_var_set(f, text, printed);
        free(printed);
        return NULL;
    }
    if (strncmp(eq, "forged ", 7) == 0) {
        forge(f, text, eq + 7);
        return NULL;
    }
    got = case_find(f, eq);
    if (got == NULL)
        return case_fail(f, "no '%s' to keep in %.600s", eq, f->raw);
    printed = cJSON_IsString(got) ? strdup(got->valuestring)
                                  : cJSON_PrintUnformatted(got);
    case_var_set(f, text, printed);
    free(printed);
    cJSON_Delete(got);
    return NULL;
}

/* `N` copies of `body`, as a list or one after the other, $i counting. */
static char *copies(case_file *f, const char *body, int count)
{
    char *all = malloc(TEXT_MAX);
    size_t n = 0;

    all[n++] = '[';
    for (int i = 1; i <= count; i++) {
        char number[16], *one;

        snprintf(number, sizeof(number), "%d", i);
        case_var_set(f, "i", number);
        one = case_expand(f, body, strlen(body));
        free(f->vars[--f->var_count].value);
        n += (size_t)snprintf(all + n, TEXT_MAX - n, "%s%s", i == 1 ? "" : ",",
                              one);
        free(one);
    }
    all[n++] = ']';
    all[n] = '\0';
    return all;
}

/* `N /target {json} -> status`: POST N records as one batch. */
static const char *run_batch(case_file *f, char *text)
{
    int count = atoi(text);
    char *target = strchr(text, '/'), *status = strstr(text, " -> ");
    char *body = target == NULL ? NULL : strstr(target, " {");

    if (body == NULL || status == NULL)
        return case_fail(f, "cannot read 'batch %s'", text);
    *status = *body++ = '\0';
    f->method = strdup("POST");
    f->target = case_encode(case_expand(f, target, strlen(target)), false);
    f->body = copies(f, body, count);
    return case_expect(f, status + 4);
}

/* `N /target {json}`: POST N records one by one. */
static const char *run_repeat(case_file *f, const char *text)
{
    int count = atoi(text);
    const char *target = strchr(text, '/');
    const char *body = target == NULL ? NULL : strstr(target, " {");

    if (body == NULL)
        return case_fail(f, "cannot read 'repeat %s'", text);
    for (int i = 1; i <= count; i++) {
        char number[16];

        snprintf(number, sizeof(number), "%d", i);
        case_var_set(f, "i", number);
        f->method = strdup("POST");
        f->target =
            case_encode(case_expand(f, target, (size_t)(body - target)), false);
        f->body = case_expand(f, body + 1, strlen(body + 1));
        free(f->vars[--f->var_count].value);
        case_send(f);
        if (f->status != 201)
            return case_fail(f, "record %d: %d %.600s", i, f->status, f->raw);
    }
    return NULL;
}

static const char *run_lines(case_file *f, const char *from, const char *to);

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

/* A file beside this one, run as if its lines stood here. */
static const char *run_include(case_file *f, const char *name)
{
    char path[512];
    const char *slash = strrchr(f->path, '/'), *source = f->source;
    const char *failure;
    int line = f->line;
    char *text;

    snprintf(path, sizeof(path), "%.*s/%s", (int)(slash - f->path), f->path,
             name);
    text = read_file(path);
    if (text == NULL)
        return case_fail(f, "cannot read %s", path);
    f->source = path;
    f->line = 0;
    failure = run_lines(f, text, text + strlen(text));
    f->source = source;
    f->line = line;
    free(text);
    return failure;
}

/* --- requests --------------------------------------------------------------- */

bool case_is_status(int status, const char *wanted)
{
    char text[16];

    snprintf(text, sizeof(text), "%d", status);
    for (size_t i = 0; i < 3; i++)
        if (wanted[i] != 'x' && wanted[i] != text[i])
            return false;
    return true;
}

const char *case_expect(case_file *f, const char *wanted)
{
    case_send(f);
    if (case_is_status(f->status, wanted))
        return NULL;
    return case_fail(f, "%s %.300s: wanted status %s, got %d: %.900s",
                     f->last_method, f->last_target, wanted, f->status, f->raw);
}

static bool is_request(const char *text)
{
    static const char *const methods[] = {"GET /",    "POST /",   "PATCH /",
                                          "PUT /",    "DELETE /", "HEAD /",
                                          "OPTIONS /"};

    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
        if (strncmp(text, methods[i], strlen(methods[i])) == 0)
            return true;
    return false;
}

/* Where the body begins in `/target {body}`, or NULL. */
static char *body_in(const char *method, char *text)
{
    static const char *const starts[] = {" {", " [", " \"", " ="};
    char *found = NULL;

    if (strcmp(method, "GET") == 0 || strcmp(method, "DELETE") == 0)
        return NULL;
    for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
        char *at = strstr(text, starts[i]);

        if (at != NULL && (found == NULL || at < found))
            found = at;
    }
    return found;
}

static void add_body(case_file *f, const char *line)
{
    size_t have = f->body == NULL ? 0 : strlen(f->body);

    if (have == 0 && line[0] == '=')
        line++;
    f->body = realloc(f->body, have + strlen(line) + 2);
    strcpy(f->body + have, line);
}

/* The last ` -> nnn` of a line is cut off and returned; or NULL. */
static char *cut_status(char *line)
{
    size_t len = strlen(line);
    char *at = len < 8 ? NULL : line + len - 7;

    if (at == NULL || strncmp(at, " -> ", 4) != 0)
        return NULL;
    *at = '\0';
    return at + 4;
}

/* `METHOD /target`, `METHOD /target {body} -> 201` and what lies between. */
static const char *run_request(case_file *f, char *line)
{
    size_t n = strcspn(line, " ");
    char *status = cut_status(line), *body;

    f->method = strndup(line, n);
    body = body_in(f->method, line + n + 1);
    if (body != NULL) {
        *body++ = '\0';
        add_body(f, body);
    }
    f->target = case_encode(strdup(line + n + 1), false);
    return status == NULL ? NULL : case_expect(f, status);
}

/* `again {body} -> 201`: the request before, with another body. */
static const char *run_again(case_file *f, char *line)
{
    char *status = cut_status(line);

    if (status == NULL || f->last_method == NULL)
        return case_fail(f, "cannot read 'again %s'", line);
    f->method = strdup(f->last_method);
    f->target = strdup(f->last_target);
    add_body(f, line);
    return case_expect(f, status);
}

static const char *run_auth(case_file *f, const char *text)
{
    bool bare = strcmp(text, "none") == 0 || strchr(text, ' ') != NULL;

    free(f->auth);
    f->auth = malloc(strlen(text) + 8);
    sprintf(f->auth, "%s%s", bare ? "" : "Bearer ", text);
    return NULL;
}

static const char *run_header(case_file *f, char *text)
{
    char *colon = strstr(text, ": ");

    if (colon == NULL || f->header_count == CASE_HEADERS_MAX)
        return case_fail(f, "cannot read 'header %s'", text);
    *colon = '\0';
    f->names[f->header_count] = strdup(text);
    f->values[f->header_count++] = strdup(colon + 2);
    return NULL;
}

static const char *run_clock(case_file *f, const char *text)
{
    f->now_ms += atoll(text);
    return NULL;
}

static const char *run_census(case_file *f, const char *text)
{
    return case_census(f, strcmp(text, "same") == 0);
}

static const char *run_word(case_file *f, char *line, bool *known)
{
    static const struct {
        const char *word;
        const char *(*run)(case_file *f, char *rest);
        const char *(*run_const)(case_file *f, const char *rest);
    } words[] = {{"auth ", NULL, run_auth},
                 {"header ", run_header, NULL},
                 {"again ", run_again, NULL},
                 {"let ", run_let, NULL},
                 {"batch ", run_batch, NULL},
                 {"repeat ", NULL, run_repeat},
                 {"clock +", NULL, run_clock},
                 {"include ", NULL, run_include},
                 {"key ", case_key, NULL},
                 {"revoke ", NULL, case_revoke},
                 {"census ", NULL, run_census},
                 {"inject ", case_inject, NULL},
                 {"sql ", NULL, case_sql},
                 {"graphql ", case_graphql, NULL},
                 {"metadata ", case_metadata, NULL},
                 {"variables ", NULL, case_variables},
                 {"operation ", NULL, case_operation}};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t len = strlen(words[i].word);

        if (strncmp(line, words[i].word, len) != 0)
            continue;
        *known = true;
        return words[i].run != NULL ? words[i].run(f, line + len)
                                    : words[i].run_const(f, line + len);
    }
    *known = false;
    return NULL;
}

static const char *run_line(case_file *f, char *line)
{
    const char *failure;
    bool known;

    if (f->method != NULL) { /* the body and the status of a request */
        if (strncmp(line, "-> ", 3) == 0)
            return case_expect(f, line + 3);
        add_body(f, line);
        return NULL;
    }
    if (is_request(line))
        return run_request(f, line);
    failure = run_word(f, line, &known);
    return known ? failure : case_check(f, line);
}

static const char *run_lines(case_file *f, const char *from, const char *to)
{
    const char *at = from, *failure = NULL;

    while (at < to && failure == NULL) {
        size_t len = strcspn(at, "\n");

        f->line++;
        if (len > 0 && at[0] != '#' && strncmp(at, "option ", 7) != 0) {
            char *line = case_expand(f, at, len);

            failure = run_line(f, line);
            free(line);
        }
        at += len + (at[len] == '\n');
    }
    if (failure == NULL && f->method != NULL)
        failure = case_fail(f, "no status for %s", f->target);
    return failure;
}

const char *case_run(case_entry *entry)
{
    case_file *f = entry->file;

    if (f->broken)
        return f->failure;
    case_clear_step(f);
    f->source = f->path;
    f->line = entry->line;
    return run_lines(f, entry->from, entry->to);
}

/* Titles, and where each case ends.  Returns the end of the preamble. */
static const char *split(case_file *f)
{
    int line = 0;
    case_entry *last = NULL;

    for (char *at = f->text; *at != '\0'; line++) {
        size_t len = strcspn(at, "\n");

        if (at[0] == '#' && at[1] == ' ' && f->case_count < CASE_CASES_MAX) {
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
    if (last == NULL)
        return f->text;
    last->to = f->text + strlen(f->text);
    return f->cases[0].from - strlen(f->cases[0].title) - 2;
}

static void read_options(case_file *f, const char *end)
{
    const char *at = f->text;

    for (; at < end; at += strcspn(at, "\n") + 1) {
        if (strncmp(at, "option legacy", 13) == 0)
            f->flags |= TW_DB_LEGACY_METADATA;
        if (strncmp(at, "option on_disk", 14) == 0)
            f->on_disk = true;
        if (strncmp(at, "option max_batch ", 17) == 0)
            f->max_batch = (uint32_t)atoi(at + 17);
    }
}

case_file *case_open(const char *path)
{
    case_file *f = calloc(1, sizeof(*f));
    const char *preamble_end;

    f->text = read_file(path);
    f->path = strdup(path);
    f->source = f->path;
    f->now_ms = 1767225600000; /* 2026-01-01T00:00:00.000Z */
    f->random = 42;
    if (f->text == NULL) {
        case_close(f);
        return NULL;
    }
    preamble_end = split(f);
    read_options(f, preamble_end);
    if (!case_host_open(f)) {
        case_close(f);
        return NULL;
    }
    f->broken = run_lines(f, f->text, preamble_end) != NULL;
    return f;
}

void case_close(case_file *f)
{
    if (f == NULL)
        return;
    case_host_close(f);
    for (size_t i = 0; i < f->var_count; i++)
        free(f->vars[i].value);
    for (size_t i = 0; i < f->case_count; i++)
        free((char *)(uintptr_t)f->cases[i].title);
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
