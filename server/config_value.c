/* config_value.c -- the table of options and the reading of one value. */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const option option_table[OPT_COUNT_] = {
#define OPT(id, name, in, kind, def, low, high, choices, help) \
    [OPT_##id] = {name, in, kind, def, low, high, choices, help},
#include "options.def"
#undef OPT
};

typedef struct unit {
    const char *suffix;
    int64_t factor;
} unit;

static const unit number_units[] = {{"", 1}, {NULL, 0}};
static const unit time_units[] = {{"", 1000},
                                  {"s", 1000},
                                  {"ms", 1},
                                  {"m", 60000},
                                  {NULL, 0}};
static const unit byte_units[] = {{"", 1},        {"k", 1024},    {"K", 1024},
                                  {"m", 1048576}, {"M", 1048576}, {NULL, 0}};

/* Digits and one of the suffixes; nothing else, no sign, no overflow. */
static bool parse_quantity(const char *text, const unit *units, int64_t *out)
{
    char *end;
    long long n;

    if (!isdigit((unsigned char)text[0]))
        return false;
    errno = 0;
    n = strtoll(text, &end, 10);
    if (errno != 0)
        return false;
    for (; units->suffix != NULL; units++) {
        if (strcmp(end, units->suffix) != 0)
            continue;
        if (n > INT64_MAX / units->factor)
            return false;
        *out = n * units->factor;
        return true;
    }
    return false;
}

static bool parse_choice(const char *text, const char *choices, int64_t *out)
{
    size_t len = strlen(text);
    int64_t place = 0;

    for (const char *at = choices; at != NULL; place++) {
        const char *end = strchr(at, '|');
        size_t size = end == NULL ? strlen(at) : (size_t)(end - at);

        if (size == len && memcmp(at, text, len) == 0) {
            *out = place;
            return true;
        }
        at = end == NULL ? NULL : end + 1;
    }
    return false;
}

bool option_parse(const option *o,
                  const char *text,
                  int64_t *out,
                  char *problem,
                  size_t problem_size)
{
    const unit *units = number_units;
    const char *what = "a whole number";

    *out = 0;
    switch (o->kind) {
    case TEXT:
        if (text[0] != '\0')
            return true;
        (void)snprintf(problem, problem_size, "expected %s, got nothing",
                       o->choices);
        return false;
    case CHOICE:
        if (parse_choice(text, o->choices, out))
            return true;
        (void)snprintf(problem, problem_size, "expected %s, got '%s'",
                       o->choices, text);
        return false;
    case TIME:
        units = time_units;
        what = "a time such as 500ms, 30s or 2m";
        break;
    case BYTES:
        units = byte_units;
        what = "a size such as 900, 16k or 10m";
        break;
    case NUMBER:
        break;
    }
    if (parse_quantity(text, units, out) && *out >= o->low && *out <= o->high)
        return true;
    (void)snprintf(problem, problem_size,
                   "expected %s from %" PRId64 " to %" PRId64 "%s, got '%s'",
                   what, o->low, o->high,
                   o->kind == TIME    ? " ms"
                   : o->kind == BYTES ? " bytes"
                                      : "",
                   text);
    return false;
}

void option_env_name(const option *o, char *to, size_t size)
{
    (void)snprintf(to, size, "TWENTYAPI_%s", o->name);
    for (char *p = to + strlen("TWENTYAPI_"); *p != '\0'; p++)
        *p = (char)(*p == '-' ? '_' : toupper((unsigned char)*p));
}
