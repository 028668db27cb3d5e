/* casecheck.c -- looks at an answer: paths into it and what they must show. */
#include "support/casefile.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- paths ------------------------------------------------------------------ */

static cJSON *look(const cJSON *at, const char *path);

/* `[*]`: a list of what the rest of the path finds in each entry. */
static cJSON *look_each(const cJSON *at, const char *rest)
{
    cJSON *out = cJSON_CreateArray();
    const cJSON *item;

    cJSON_ArrayForEach(item, at)
    {
        cJSON *found = look(item, rest);

        if (found != NULL)
            cJSON_AddItemToArray(out, found);
    }
    return out;
}

/* `[2]`, `[-1]`, `[?name=text]`: the first entry that has that text. */
static const cJSON *look_entry(const cJSON *at, const char *path)
{
    char name[64], text[128];
    const cJSON *item;
    int index = atoi(path + 1);

    if (sscanf(path, "[?%63[^=]=%127[^]]]", name, text) != 2)
        return cJSON_GetArrayItem(at, index < 0 ? index + cJSON_GetArraySize(at)
                                                : index);
    cJSON_ArrayForEach(item, at)
    {
        const char *have =
            cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, name));

        if (have != NULL && strcmp(have, text) == 0)
            return item;
    }
    return NULL;
}

static cJSON *look(const cJSON *at, const char *path)
{
    while (at != NULL && *path != '\0') {
        char name[128];
        size_t n = 0;

        if (*path == '.' || *path == '$') {
            path++;
            continue;
        }
        if (*path == '[') {
            const char *rest = path + strcspn(path, "]");

            rest += *rest == ']';
            if (path[1] == '*')
                return look_each(at, rest);
            at = look_entry(at, path);
            path = rest;
            continue;
        }
        while (*path != '\0' && *path != '.' && *path != '[' &&
               n < sizeof(name) - 1)
            name[n++] = *path++;
        name[n] = '\0';
        at = cJSON_IsObject(at) ? cJSON_GetObjectItemCaseSensitive(at, name)
                                : NULL;
    }
    return at == NULL ? NULL : cJSON_Duplicate(at, 1);
}

cJSON *case_find(const case_file *f, const char *path)
{
    return look(f->answer, path);
}

/* --- base64 ----------------------------------------------------------------- */

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *case_base64(const char *text)
{
    size_t len = strlen(text), n = 0;
    char *out = malloc(len / 3 * 4 + 8);

    for (size_t i = 0; i < len; i += 3) {
        unsigned group = 0;

        for (size_t k = 0; k < 3; k++)
            group =
                group << 8 | (i + k < len ? (unsigned char)text[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            out[n++] =
                i + k <= len ? alphabet[group >> (18 - 6 * k) & 63] : '=';
    }
    out[n] = '\0';
    return out;
}

static char *unbase64(const char *text)
{
    char *out = malloc(strlen(text) + 1);
    unsigned group = 0;
    int bits = 0;
    size_t n = 0;

    for (; *text != '\0' && *text != '='; text++) {
        const char *at = strchr(alphabet, *text);

        group = group << 6 | (unsigned)(at == NULL ? 0 : at - alphabet);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[n++] = (char)(group >> bits & 255);
        }
    }
    out[n] = '\0';
    return out;
}

/* --- checks ----------------------------------------------------------------- */

typedef struct check {
    case_file *f;
    const char *path, *verb, *value;
    const cJSON *got; /* NULL: nothing there */
} check;

static const char *refuse(const check *c)
{
    char *text = c->got == NULL ? NULL : cJSON_PrintUnformatted(c->got);
    const char *failure =
        case_fail(c->f, "%s %s %s: got %.300s in %.900s", c->path, c->verb,
                  c->value, text == NULL ? "nothing" : text, c->f->raw);

    free(text);
    return failure;
}

static const char *outcome(const check *c, bool ok)
{
    return ok ? NULL : refuse(c);
}

/* = != and `has` (a list with that entry) */
static const char *check_value(const check *c)
{
    cJSON *want = cJSON_Parse(c->value);
    const cJSON *item;
    bool ok = false;

    if (want == NULL)
        return case_fail(c->f, "'%s' is not JSON", c->value);
    if (strcmp(c->verb, "has") == 0) {
        cJSON_ArrayForEach(item, c->got) ok |= cJSON_Compare(item, want, 1);
    } else if (strcmp(c->verb, "lacks") == 0) {
        ok = cJSON_IsArray(c->got);
        cJSON_ArrayForEach(item, c->got) ok &= !cJSON_Compare(item, want, 1);
    } else {
        ok = cJSON_Compare(c->got, want, 1) == (c->verb[0] == '=');
    }
    cJSON_Delete(want);
    return outcome(c, ok);
}

/* Numbers by value, texts by byte order. */
static const char *check_order(const check *c)
{
    cJSON *want = cJSON_Parse(c->value);
    int order = 0;
    bool ok = true;

    if (cJSON_IsNumber(c->got) && cJSON_IsNumber(want))
        order = (c->got->valuedouble > want->valuedouble) -
                (c->got->valuedouble < want->valuedouble);
    else if (cJSON_IsString(c->got) && cJSON_IsString(want))
        order = strcmp(c->got->valuestring, want->valuestring);
    else
        ok = false;
    cJSON_Delete(want);
    return outcome(c, ok && (c->verb[0] == '<' ? order < 0 : order > 0));
}

static const char *check_contains(const check *c)
{
    const char *text = strcmp(c->path, "$") == 0 ? c->f->raw
                       : cJSON_IsString(c->got)  ? c->got->valuestring
                                                 : NULL;
    bool ok =
        text != NULL && (strstr(text, c->value) != NULL) == (c->verb[0] == '~');

    return outcome(c, ok);
}

/* A text like the pattern, where 9 stands for a digit and f for a hex digit. */
static bool is_like(const cJSON *got, const char *pattern)
{
    const char *text = cJSON_IsString(got) ? got->valuestring : "?";
    size_t i = 0;

    for (; pattern[i] != '\0' && text[i] != '\0'; i++) {
        unsigned char c = (unsigned char)text[i];

        if (!(pattern[i] == '9'   ? isdigit(c) != 0
              : pattern[i] == 'f' ? isxdigit(c) != 0
                                  : c == (unsigned char)pattern[i]))
            return false;
    }
    return pattern[i] == '\0' && text[i] == '\0';
}

static const char *check_kind(const check *c)
{
    static const struct {
        const char *name;
        const char *pattern;
    } patterns[] = {
        {"uuid", "ffffffff-ffff-ffff-ffff-ffffffffffff"},
        {"instant", "9999-99-99T99:99:99.999Z"},
        {"date", "9999-99-99"},
    };

    if (strcmp(c->value, "number") == 0)
        return outcome(c, cJSON_IsNumber(c->got));
    if (strcmp(c->value, "text") == 0)
        return outcome(c, cJSON_IsString(c->got));
    if (strcmp(c->value, "list") == 0)
        return outcome(c, cJSON_IsArray(c->got));
    if (strcmp(c->value, "object") == 0)
        return outcome(c, cJSON_IsObject(c->got));
    for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++)
        if (strcmp(c->value, patterns[i].name) == 0)
            return outcome(c, is_like(c->got, patterns[i].pattern));
    return case_fail(c->f, "no kind '%s'", c->value);
}

static const char *check_decoded(const check *c)
{
    cJSON *want = cJSON_Parse(c->value), *inside;
    char *text;
    bool ok;

    if (!cJSON_IsString(c->got) || want == NULL) {
        cJSON_Delete(want);
        return refuse(c);
    }
    text = unbase64(c->got->valuestring);
    inside = cJSON_Parse(text);
    ok = cJSON_Compare(inside, want, 1);
    cJSON_Delete(inside);
    cJSON_Delete(want);
    free(text);
    return outcome(c, ok);
}

static const char *check_count(const check *c)
{
    return outcome(c, c->got != NULL &&
                          cJSON_GetArraySize(c->got) == atoi(c->value));
}

static const char *check_absent(const check *c)
{
    return outcome(c, c->got == NULL);
}

static const char *check_present(const check *c)
{
    return outcome(c, c->got != NULL);
}

const char *case_check(case_file *f, char *text)
{
    static const struct {
        const char *verb;
        const char *(*run)(const check *c);
    } verbs[] = {{"=", check_value},        {"!=", check_value},
                 {"has", check_value},      {"lacks", check_value},
                 {"<", check_order},        {">", check_order},
                 {"~", check_contains},     {"!~", check_contains},
                 {"is", check_kind},        {"decodes", check_decoded},
                 {"count", check_count},    {"absent", check_absent},
                 {"present", check_present}};
    char *word = text + strcspn(text, " "), *rest;
    const char *failure = NULL;
    cJSON *got;

    if (*word == '\0')
        return case_fail(f, "cannot read '%s'", text);
    *word++ = '\0';
    rest = word + strcspn(word, " ");
    if (*rest != '\0')
        *rest++ = '\0';
    for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
        if (strcmp(word, verbs[i].verb) == 0) {
            got = case_find(f, text);
            failure = verbs[i].run(&(check){f, text, word, rest, got});
            cJSON_Delete(got);
            return failure;
        }
    return case_fail(f, "no check '%s'", word);
}
