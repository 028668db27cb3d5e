/* config.c -- where settings come from, and which one wins.
**
** Sources are read from the weakest to the strongest, so that a later one
** simply overwrites: defaults, the file, the environment, the command line.
*/
#include "config.h"

#include <stdlib.h>
#include <string.h>

enum {
    ENV_NAME_SIZE = 64,
    PROBLEM_SIZE = 256,
    CONFIG_FILE_MAX = 64 * 1024
};

static int find_option(const char *name, size_t len)
{
    for (int i = 0; i < OPT_COUNT_; i++) {
        if (strlen(option_table[i].name) == len &&
            memcmp(option_table[i].name, name, len) == 0)
            return i;
    }
    return -1;
}

/* `where` names the source in the complaint: "--threads", "app.conf:3: ...". */
static bool set(config *c, int id, const char *text, const char *where)
{
    char problem[PROBLEM_SIZE];

    if (!option_parse(&option_table[id], text, &c->number[id], problem,
                      sizeof(problem))) {
        (void)fprintf(stderr, "twentyapi: %s: %s\n", where, problem);
        return false;
    }
    c->text[id] = text;
    return true;
}

static bool load_defaults(config *c)
{
    for (int i = 0; i < OPT_COUNT_; i++) {
        if (option_table[i].initial != NULL &&
            !set(c, i, option_table[i].initial, option_table[i].name))
            return false;
    }
    return true;
}

static bool load_environment(config *c, unsigned command)
{
    char name[ENV_NAME_SIZE];

    for (int i = 0; i < OPT_COUNT_; i++) {
        const char *value;

        if ((option_table[i].commands & command) == 0)
            continue;
        option_env_name(&option_table[i], name, sizeof(name));
        value = getenv(name);
        if (value != NULL && !set(c, i, value, name))
            return false;
    }
    return true;
}

static char *trim(char *text)
{
    size_t len;

    text += strspn(text, " \t\r");
    len = strlen(text);
    while (len > 0 && strchr(" \t\r", text[len - 1]) != NULL)
        text[--len] = '\0';
    return text;
}

static bool load_line(config *c,
                      unsigned command,
                      char *line,
                      const char *where)
{
    char full[PROBLEM_SIZE];
    char *equals;
    char *key;
    int id;

    line = trim(line);
    if (line[0] == '\0' || line[0] == '#')
        return true;
    equals = strchr(line, '=');
    if (equals == NULL) {
        (void)fprintf(stderr, "twentyapi: %s: expected `key = value`\n", where);
        return false;
    }
    *equals = '\0';
    key = trim(line);
    id = find_option(key, strlen(key));
    if (id < 0 || id == OPT_CONFIG) {
        (void)fprintf(stderr, "twentyapi: %s: no such setting: %s\n", where,
                      key);
        return false;
    }
    if ((option_table[id].commands & command) == 0)
        return true; /* one file may serve all commands */
    (void)snprintf(full, sizeof(full), "%s: %s", where, key);
    return set(c, id, trim(equals + 1), full);
}

static bool read_file(config *c, const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t len;

    if (f == NULL) {
        (void)fprintf(stderr, "twentyapi: --config: cannot read %s\n", path);
        return false;
    }
    c->file_bytes = calloc(1, CONFIG_FILE_MAX + 1);
    len = c->file_bytes == NULL
              ? 0
              : fread(c->file_bytes, 1, CONFIG_FILE_MAX + 1, f);
    (void)fclose(f);
    if (c->file_bytes == NULL || len > CONFIG_FILE_MAX) {
        (void)fprintf(stderr, "twentyapi: --config: %s is too large\n", path);
        return false;
    }
    return true;
}

static bool load_file(config *c, unsigned command, const char *path)
{
    char where[PROBLEM_SIZE / 2];
    char *at;
    int line = 1;

    if (!read_file(c, path))
        return false;
    for (at = c->file_bytes; at != NULL; line++) {
        char *end = strchr(at, '\n');

        if (end != NULL)
            *end = '\0';
        (void)snprintf(where, sizeof(where), "%s:%d", path, line);
        if (!load_line(c, command, at, where))
            return false;
        at = end == NULL ? NULL : end + 1;
    }
    return true;
}

/* One word of the command line; `*i` moves on past a separate value. */
static bool load_word(config *c,
                      unsigned command,
                      int argc,
                      char **argv,
                      int *i)
{
    const char *word = argv[*i];
    const char *equals;
    const char *value;
    char where[ENV_NAME_SIZE];
    int id;

    if (strncmp(word, "--", 2) != 0) {
        if (c->operand_count == CONFIG_OPERANDS_MAX) {
            (void)fprintf(stderr, "twentyapi: too many words: %s\n", word);
            return false;
        }
        c->operands[c->operand_count++] = word;
        return true;
    }
    equals = strchr(word, '=');
    id = find_option(word + 2, equals == NULL ? strlen(word + 2)
                                              : (size_t)(equals - word - 2));
    if (id < 0 || (option_table[id].commands & command) == 0) {
        (void)fprintf(stderr, "twentyapi: unknown option %s\n", word);
        return false;
    }
    (void)snprintf(where, sizeof(where), "--%s", option_table[id].name);
    value = equals == NULL ? NULL : equals + 1;
    if (value == NULL && *i + 1 < argc)
        value = argv[++*i];
    if (value == NULL) {
        (void)fprintf(stderr, "twentyapi: %s: a value is missing\n", where);
        return false;
    }
    return set(c, id, value, where);
}

static bool load_words(config *c, unsigned command, int argc, char **argv)
{
    c->operand_count = 0;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            c->help = true;
            return true;
        }
        if (!load_word(c, command, argc, argv, &i))
            return false;
    }
    return true;
}

bool config_load(config *c, unsigned command, int argc, char **argv)
{
    const char *path;

    memset(c, 0, sizeof(*c));
    /* The first pass over the words is for --help and --config alone. */
    if (!load_defaults(c) || !load_environment(c, command) ||
        !load_words(c, command, argc, argv))
        return false;
    path = c->text[OPT_CONFIG];
    if (c->help || path == NULL)
        return true;
    return load_file(c, command, path) && load_environment(c, command) &&
           load_words(c, command, argc, argv);
}

void config_fini(config *c)
{
    free(c->file_bytes);
    c->file_bytes = NULL;
}

void config_print_options(FILE *to, unsigned command)
{
    char env[ENV_NAME_SIZE];

    for (int i = 0; i < OPT_COUNT_; i++) {
        const option *o = &option_table[i];

        if ((o->commands & command) == 0)
            continue;
        option_env_name(o, env, sizeof(env));
        (void)fprintf(to, "  --%s %s\n      %s", o->name, o->choices, o->help);
        if (o->initial != NULL)
            (void)fprintf(to, " [%s]", o->initial);
        (void)fprintf(to, "\n      %s\n", env);
    }
}
