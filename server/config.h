/* config.h -- settings from the command line, the environment and a file. */
#ifndef SERVER_CONFIG_H
#define SERVER_CONFIG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef enum option_id {
#define OPT(id, name, in, kind, def, low, high, choices, help) OPT_##id,
#include "options.def"
#undef OPT
    OPT_COUNT_
} option_id;

/* Which commands take an option: a sum of these. */
enum {
    IN_SERVE = 1,
    IN_KEY_CREATE = 2,
    IN_KEY_LIST = 4,
    IN_KEY_REVOKE = 8,
    IN_BACKUP = 16,
    IN_SAMPLE = 32,
    IN_ALL = 63
};

enum {
    CONFIG_OPERANDS_MAX = 4
};

/* All settings of one run.  `text` points into argv, the environment or
** memory that config_fini() frees. */
typedef struct config {
    int64_t number[OPT_COUNT_]; /* NUMBER, TIME in ms, BYTES, CHOICE's place */
    const char *text[OPT_COUNT_];
    const char *operands[CONFIG_OPERANDS_MAX]; /* words without `--` */
    int operand_count;
    bool help;        /* --help was given; nothing else was read */
    char *file_bytes; /* the configuration file; `text` may point into it */
} config;

/**
 * Read the settings of a command.  `argv` holds the words after the command.
 * On failure says on standard error what is wrong with which setting, and
 * returns false.
 */
bool config_load(config *c, unsigned command, int argc, char **argv);
void config_fini(config *c);

/* Print the options of a command, for --help. */
void config_print_options(FILE *to, unsigned command);

/* --- config_value.c --- */

typedef enum option_kind {
    TEXT,
    NUMBER,
    TIME,
    BYTES,
    CHOICE
} option_kind;

typedef struct option {
    const char *name;
    unsigned commands;
    option_kind kind;
    const char *initial; /* the default, as text, or NULL */
    int64_t low, high;
    const char *choices;
    const char *help;
} option;

extern const option option_table[OPT_COUNT_];

/* Read one value; on failure `problem` says what was expected. */
bool option_parse(const option *o,
                  const char *text,
                  int64_t *out,
                  char *problem,
                  size_t problem_size);

/* The environment variable of an option. */
void option_env_name(const option *o, char *to, size_t size);

#endif
