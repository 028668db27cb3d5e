/* main.c -- the program: find the command, read its settings, run it. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

static const command commands[] = {
    {"serve", "", IN_SERVE, cli_serve, "Serve the workspace over HTTP"},
    {"key create", "", IN_KEY_CREATE, cli_key_create,
     "Make an API key and print its token"},
    {"key list", "", IN_KEY_LIST, cli_key_list, "List the API keys"},
    {"key revoke", "ID", IN_KEY_REVOKE, cli_key_revoke,
     "Refuse an API key from now on"},
    {"backup", "TO", IN_BACKUP, cli_backup,
     "Copy the workspace, also while it is served"},
    {"sample", "", IN_SAMPLE, cli_sample,
     "Make a workspace and fill it with invented companies and people"},
};

enum {
    COMMAND_COUNT = sizeof(commands) / sizeof(commands[0])
};

static int print_usage(FILE *to, int status)
{
    (void)fprintf(to, "twentyapi %s\n\n", tw_version());
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const command *c = &commands[i];
        char name[64];

        (void)snprintf(name, sizeof(name), "%s%s%s", c->name,
                       c->operands[0] == '\0' ? "" : " ", c->operands);
        (void)fprintf(to, "  twentyapi %-16s%s\n", name, c->help);
    }
    (void)fprintf(to,
                  "\ntwentyapi COMMAND --help lists a command's options.\n");
    return status;
}

static int print_help(const command *c)
{
    (void)printf("twentyapi %s --db FILE [OPTION...]%s%s\n%s.\n\n", c->name,
                 c->operands[0] == '\0' ? "" : " ", c->operands, c->help);
    config_print_options(stdout, c->bit);
    (void)printf("\nThe command line wins over the environment, that over the "
                 "file of --config.\n");
    return EXIT_OK;
}

/* The command whose words stand at the start of argv, and their number. */
static const command *find_command(int argc, char **argv, int *words)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const char *space = strchr(commands[i].name, ' ');
        size_t len = space == NULL ? strlen(commands[i].name)
                                   : (size_t)(space - commands[i].name);

        if (argc < 1 || strlen(argv[0]) != len ||
            memcmp(argv[0], commands[i].name, len) != 0)
            continue;
        *words = space == NULL ? 1 : 2;
        if (space == NULL || (argc > 1 && strcmp(argv[1], space + 1) == 0))
            return &commands[i];
    }
    return NULL;
}

static int run(const command *cmd, const config *c)
{
    int wanted = cmd->operands[0] == '\0' ? 0 : 1;

    if (c->help)
        return print_help(cmd);
    if (c->text[OPT_DB] == NULL) {
        (void)fprintf(stderr, "twentyapi: --db: a value is missing\n");
        return EXIT_USAGE;
    }
    if (c->operand_count < wanted) {
        (void)fprintf(stderr, "twentyapi: %s: %s is missing\n", cmd->name,
                      cmd->operands);
        return EXIT_USAGE;
    }
    if (c->operand_count > wanted) {
        (void)fprintf(stderr, "twentyapi: %s: unexpected word: %s\n", cmd->name,
                      c->operands[wanted]);
        return EXIT_USAGE;
    }
    return cmd->run(c);
}

int main(int argc, char **argv)
{
    const command *cmd;
    config c;
    int words = 0;
    int status = EXIT_USAGE;

    if (argc > 1 &&
        (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
         strcmp(argv[1], "help") == 0))
        return print_usage(stdout, EXIT_OK);
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        (void)printf("%s\n", tw_version());
        return EXIT_OK;
    }
    cmd = find_command(argc - 1, argv + 1, &words);
    if (cmd == NULL) {
        if (argc > 1)
            (void)fprintf(stderr, "twentyapi: unknown command: %s\n", argv[1]);
        return print_usage(stderr, EXIT_USAGE);
    }
    if (config_load(&c, cmd->bit, argc - 1 - words, argv + 1 + words))
        status = run(cmd, &c);
    config_fini(&c);
    return status;
}
