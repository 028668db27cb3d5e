/* cli.c -- opening the file, for all commands; backup and sample. */
#include "cli.h"

#include "sample.h"

#include <stdio.h>

void cli_complain(const char *path, const tw_db *db, tw_status status)
{
    const char *message = tw_db_error(db)->message;

    (void)fprintf(stderr, "twentyapi: %s: %s\n", path,
                  message[0] != '\0' ? message : tw_status_text(status));
}

tw_db *cli_open(const config *c, tw_db_options *options)
{
    const char *path = c->text[OPT_DB];
    tw_db *db = NULL;
    tw_status st = tw_db_open(path, options, &db);

    if (st == TW_OK)
        return db;
    cli_complain(path, db, st);
    tw_db_close(db);
    return NULL;
}

int cli_backup(const config *c)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_db *db;
    tw_status st;

    options.flags = TW_DB_MUST_EXIST;
    db = cli_open(c, &options);
    if (db == NULL)
        return EXIT_FAILED;
    st = tw_db_backup(db, c->operands[0]);
    if (st != TW_OK)
        cli_complain(c->operands[0], db, st);
    tw_db_close(db);
    return st == TW_OK ? EXIT_OK : EXIT_FAILED;
}

int cli_sample(const config *c)
{
    tw_db *db = cli_open(c, NULL);
    tw_status st;

    if (db == NULL)
        return EXIT_FAILED;
    st = sample_fill(db);
    if (st != TW_OK)
        cli_complain(c->text[OPT_DB], db, st);
    tw_db_close(db);
    return st == TW_OK ? EXIT_OK : EXIT_FAILED;
}
