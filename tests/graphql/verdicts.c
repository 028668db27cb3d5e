/* verdicts.c -- what the validator says, for comparison with another one.
**
**   verdicts core|metadata schema   < introspection query   > {"__schema":...}
**   verdicts core|metadata check    < documents             > verdicts
**
** The schemas are those of a standard workspace.  Documents are separated by
** NUL bytes; each verdict is a line of JSON: {"printed":text} of a valid one,
** else {"syntax":bool,"printed":text,"errors":[...]}. */
#include "graphql/error.h"
#include "graphql/introspect.h"
#include "graphql/operation.h"
#include "graphql/parse.h"
#include "graphql/validate.h"
#include "support/world.h"

#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(bool held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "verdicts: %s\n", what);
    exit(2);
}

static void read_all(tw_buf *b)
{
    char piece[65536];
    size_t len;

    while ((len = fread(piece, 1, sizeof(piece), stdin)) > 0)
        tw__buf_put(b, piece, len);
    must(!b->failed, "out of memory");
}

static void write_line(const tw_buf *b)
{
    must(!b->failed, "out of memory");
    (void)fwrite(b->ptr, 1, b->len, stdout);
    (void)fputc('\n', stdout);
}

static void answer_introspection(tw_op *op, tw_gql_schema *s, tw_str query)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;
    const tw_gql_definition *operation;
    const tw_gql_selection *root;
    tw_gql_introspection ask = {.schema = s, .count = 1};
    tw_buf out;

    must(tw__gql_parse(op, query, &errors, &doc) == TW_OK, "the query");
    operation = tw__gql_operation(op, doc, TW_NO_STR, &errors);
    must(operation != NULL && operation->selections.count == 1, "the query");
    root = &operation->selections.items[0];
    ask.document = doc;
    ask.selections = &root;
    tw__buf_init(&out, op->alloc);
    tw__buf_text(&out, "{\"__schema\":");
    must(tw__gql_introspect(op, &ask, &out) == TW_OK, "introspection");
    tw__buf_char(&out, '}');
    write_line(&out);
    tw__buf_fini(&out);
}

static void put_printed(tw_op *op,
                        tw_json_writer *w,
                        const tw_gql_document *doc)
{
    tw_buf text;

    tw__buf_init(&text, op->alloc);
    tw__gql_print(&text, doc);
    tw__jw_key(w, "printed");
    tw__jw_text(w, tw__buf_view(&text));
    tw__buf_fini(&text);
}

static void check(tw_op *op, tw_gql_schema *s, tw_str source)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;
    tw_status status = tw__gql_parse(op, source, &errors, &doc);
    bool syntax = status != TW_OK;
    tw_json_writer w = {.comma = false};
    tw_buf out;

    if (!syntax)
        status = tw__gql_validate(op, s, doc, &errors);
    must(op->error.status == TW_OK, "out of memory");
    tw__buf_init(&out, op->alloc);
    w.b = &out;
    tw__jw_open(&w, '{');
    if (!syntax)
        put_printed(op, &w, doc);
    if (status != TW_OK) {
        tw__jw_key(&w, "syntax");
        tw__jw_bool(&w, syntax);
        tw__jw_key(&w, "errors");
        tw__gql_errors_write(&out, &errors);
        w.comma = true;
    }
    tw__jw_close(&w, '}');
    write_line(&out);
    tw__buf_fini(&out);
}

static void check_all(world *w, tw_gql_schema *s, tw_str documents)
{
    for (size_t at = 0; at < documents.len;) {
        size_t to = tw__str_find(documents, at, '\0');

        check(&w->op, s, tw__str_sub(documents, at, to));
        world_next(w);
        at = to + 1;
    }
}

int main(int argc, char **argv)
{
    tw_gql_schema *s = NULL;
    tw_buf input;
    world w;
    bool core;

    must(argc == 3, "usage: verdicts core|metadata schema|check");
    core = strcmp(argv[1], "core") == 0;
    world_open(&w, NULL, TW_START_STANDARD);
    tw__buf_init(&input, &tw__alloc_default);
    read_all(&input);
    must((core ? tw__gql_schema_core(&w.op, &s)
               : tw__gql_schema_metadata(&w.op, &s)) == TW_OK,
         "the schema");
    if (strcmp(argv[2], "schema") == 0)
        answer_introspection(&w.op, s, tw__buf_view(&input));
    else
        check_all(&w, s, tw__buf_view(&input));
    tw__buf_fini(&input);
    tw__gql_schema_free(s);
    world_close(&w);
    return 0;
}
