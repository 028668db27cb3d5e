/* schemas.c -- schemas, for comparison with what another engine makes of them.
**
**   schemas standard|grown|empty|metadata sdl
**   schemas standard|grown|empty|metadata introspect   < query
**
** "grown" adds to the standard objects one with a field of every type, and some
** whose names meet those of other types. */
#include "graphql/introspect.h"
#include "graphql/parse.h"
#include "support/grow.h"

#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(bool held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "schemas: %s\n", what);
    exit(2);
}

#define OPTION(value)                                                  \
    "{\"id\":\"" value "\",\"label\":\"" value "\",\"value\":\"" value \
    "\",\"color\":\"red\",\"position\":0}"

static void grow(world *w)
{
    static const char *const types[] = {
        "TEXT",      "NUMBER",   "NUMERIC", "BOOLEAN", "DATE",      "DATE_TIME",
        "ARRAY",     "RAW_JSON", "UUID",    "ADDRESS", "CURRENCY",  "EMAILS",
        "FULL_NAME", "LINKS",    "PHONES",  "FILES",   "RICH_TEXT", "ACTOR"};
    static const char *const optional[] = {"SELECT", "MULTI_SELECT", "RATING"};
    char name[16];

    grow_object(w, "probe", "probes");
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        snprintf(name, sizeof(name), "plain%zu", i);
        grow_field(w, "probe", types[i], name, NULL);
    }
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof(name), "option%zu", i);
        grow_options(
            w, "probe", optional[i], name,
            "[" OPTION("FIRST") "," OPTION("2ND") "," OPTION("A-B") "]");
    }
    grow_link(w, "probe", "firm", "company", "probes", "SET_NULL");
    grow_link(w, "probe", "up", "probe", "down", "CASCADE");
    grow_index(w, "probe", "plain13", "primaryLinkUrl", true);
    grow_index(w, "probe", "firm", NULL, true);
    grow_object(w, "personConnection", "personConnections");
    grow_object(w, "currency", "currencies");
    world_exec(w, "UPDATE tw_object SET description = 'a \"\"\" b' || char(10)"
                  " || '  c\\' WHERE nameSingular = 'probe'");
    world_exec(w, "UPDATE tw_field SET description = ' two' || char(10) || "
                  "'lines ', isSystem = 0 WHERE name LIKE 'plain%'");
    world_reload(w);
}

static void introspect(tw_op *op, tw_gql_schema *s, tw_str query, tw_buf *out)
{
    tw_gql_errors errors = {.source = query};
    tw_gql_variables variables = {NULL};
    const tw_gql_document *doc;
    const tw_gql_selection *root;
    tw_gql_introspection ask = {
        .schema = s, .variables = &variables, .count = 1};

    must(tw__gql_parse(op, query, &errors, &doc) == TW_OK, "the query");
    root = &doc->definitions[0].selections.items[0];
    must(tw__gql_variables(op, s, &doc->definitions[0], NULL, &errors,
                           &variables) == TW_OK,
         "the variables");
    ask.document = doc;
    ask.selections = &root;
    tw__buf_text(out, "{\"__schema\":");
    must(tw__gql_introspect(op, &ask, out) == TW_OK, "introspection");
    tw__buf_char(out, '}');
}

int main(int argc, char **argv)
{
    tw_gql_schema *s;
    tw_buf in, out;
    char piece[4096];
    size_t len;
    world w;

    must(argc == 3, "usage: schemas standard|grown|empty|metadata "
                    "sdl|introspect");
    world_open(&w, NULL,
               strcmp(argv[1], "empty") == 0 ? TW_START_EMPTY
                                             : TW_START_STANDARD);
    if (strcmp(argv[1], "grown") == 0)
        grow(&w);
    world_next(&w);
    must((strcmp(argv[1], "metadata") == 0
              ? tw__gql_schema_metadata
              : tw__gql_schema_core)(&w.op, &s) == TW_OK,
         "the schema");
    tw__buf_init(&in, &tw__alloc_default);
    tw__buf_init(&out, &tw__alloc_default);
    if (strcmp(argv[2], "sdl") == 0) {
        must(tw__gql_sdl(&w.op, s, &out) == TW_OK, "the text");
    } else {
        while ((len = fread(piece, 1, sizeof(piece), stdin)) > 0)
            tw__buf_put(&in, piece, len);
        introspect(&w.op, s, tw__buf_view(&in), &out);
    }
    must(!out.failed, "out of memory");
    (void)fwrite(out.ptr, 1, out.len, stdout);
    tw__buf_fini(&in);
    tw__buf_fini(&out);
    tw__gql_schema_free(s);
    world_close(&w);
    return 0;
}
