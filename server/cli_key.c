/* cli_key.c -- `twentyapi key ...`: who may come in over HTTP. */
#include "cli.h"

#include <stdio.h>

static void print_text(tw_str s)
{
    (void)fwrite(s.ptr == NULL ? "-" : s.ptr, 1, s.ptr == NULL ? 1 : s.len,
                 stdout);
}

static tw_db *open_existing(const config *c)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;

    options.flags = TW_DB_MUST_EXIST;
    return cli_open(c, &options);
}

/* Take what a call answered: 0, or a complaint and 1. */
static int finish(const config *c, tw_db *db, tw_result *result, tw_status st)
{
    if (st != TW_OK)
        cli_complain(c->text[OPT_DB], db, st);
    tw_result_free(result);
    tw_db_close(db);
    return st == TW_OK ? EXIT_OK : EXIT_FAILED;
}

int cli_key_create(const config *c)
{
    tw_db_options o = TW_DB_OPTIONS_INIT;
    tw_db *db;
    tw_result *result = NULL;
    tw_status st;

    if (c->text[OPT_NAME] == NULL) {
        (void)fprintf(stderr, "twentyapi: --name: a value is missing\n");
        return EXIT_USAGE;
    }
    /* The first key may come before the first start: a new file is made. */
    o.start = c->number[OPT_MODEL] == 0 ? TW_START_STANDARD : TW_START_EMPTY;
    db = cli_open(c, &o);
    if (db == NULL)
        return EXIT_FAILED;
    st = tw_key_create(db, tw_str_of(c->text[OPT_NAME]),
                       tw_str_of(c->text[OPT_EXPIRES_AT]), &result);
    if (st == TW_OK) {
        print_text(
            tw_value_text(tw_value_get(tw_result_value(result), "token")));
        (void)putchar('\n');
    }
    return finish(c, db, result, st);
}

static void print_key(const tw_value *key)
{
    static const char *const columns[] = {"id", "createdAt", "expiresAt",
                                          "revokedAt", "name"};

    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        tw_str text = tw_value_text(tw_value_get(key, columns[i]));
        size_t width = i == 0 ? 38 : i == 4 ? 0 : 26;

        print_text(text);
        for (size_t n = text.ptr == NULL ? 1 : text.len; n < width; n++)
            (void)putchar(' ');
    }
    (void)putchar('\n');
}

int cli_key_list(const config *c)
{
    tw_db *db = open_existing(c);
    tw_result *result = NULL;
    const tw_value *keys;
    tw_status st;

    if (db == NULL)
        return EXIT_FAILED;
    st = tw_key_list(db, &result);
    if (st == TW_OK) {
        keys = tw_result_value(result);
        (void)printf("%-38s%-26s%-26s%-26s%s\n", "ID", "CREATED", "EXPIRES",
                     "REVOKED", "NAME");
        for (size_t i = 0; i < tw_value_count(keys); i++)
            print_key(tw_value_at(keys, i));
    }
    return finish(c, db, result, st);
}

int cli_key_revoke(const config *c)
{
    tw_db *db = open_existing(c);
    tw_result *result = NULL;
    tw_status st;

    if (db == NULL)
        return EXIT_FAILED;
    st = tw_key_revoke(db, tw_str_of(c->operands[0]), &result);
    return finish(c, db, result, st);
}
