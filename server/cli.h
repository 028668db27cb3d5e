/* cli.h -- the commands of the program. */
#ifndef SERVER_CLI_H
#define SERVER_CLI_H

#include "config.h"

#include <twentyapi.h>

enum {
    EXIT_OK = 0,
    EXIT_FAILED = 1, /* the command did not work */
    EXIT_USAGE = 2   /* the command was given wrongly */
};

typedef struct command {
    const char *name;     /* "key create" */
    const char *operands; /* "TO", or "" */
    unsigned bit;         /* IN_... */
    int (*run)(const config *c);
    const char *help;
} command;

int cli_serve(const config *c);
int cli_key_create(const config *c);
int cli_key_list(const config *c);
int cli_key_revoke(const config *c);
int cli_backup(const config *c);
int cli_sample(const config *c);

/* Open the workspace --db names.  NULL with a complaint. */
tw_db *cli_open(const config *c, tw_db_options *options);
/* Say what went wrong with the file. */
void cli_complain(const char *path, const tw_db *db, tw_status status);

#endif
