/* metaql.c -- questions to the GraphQL metadata API in unit tests. */
#include "support/metaql.h"

#include "support/check.h"

#include "base/str.h"
#include "graphql/execute.h"
#include "graphql/parse.h"
#include "graphql/validate.h"

#include <stdio.h>
#include <stdlib.h>

void metaql_open(metaql *q, tw_start start)
{
    memset(q, 0, sizeof(*q));
    world_open(&q->w, NULL, start);
    world_ok(&q->w, tw__gql_schema_metadata(&q->w.op, &q->schema));
    tw__buf_init(&q->out, &q->w.alloc);
}

void metaql_close(metaql *q)
{
    tw__buf_fini(&q->out);
    tw__gql_schema_free(q->schema);
    world_close(&q->w);
}

static tw_status run_fields(metaql *q, tw_gql_run *run)
{
    const tw_gql_type *root = run->operation->kind == TW_GQL_MUTATION
                                  ? tw__gql_mutation_type(q->schema)
                                  : tw__gql_query_type(q->schema);
    tw_gql_nodes nodes;
    tw_status st;

    st = tw__gql_collect_root(run, root, &run->operation->selections, &nodes);
    for (uint32_t i = 0; st == TW_OK && i < nodes.count; i++) {
        tw__buf_printf(&q->out, "%s\"%.*s\":", i > 0 ? "," : "",
                       TW_FMT(nodes.items[i].key));
        st = tw__gql_metadata_field(run, &nodes.items[i], NULL, &q->out);
    }
    return st;
}

/* A mutation's end, as the service has it. */
static void end(metaql *q, tw_status st, const tw_catalog *before)
{
    world *w = &q->w;

    if (st != TW_OK) {
        assert_ptr_equal(w->op.catalog, before);
        assert_false(w->op.model_changed);
        world_rollback(w);
        return;
    }
    if (w->op.model_changed) {
        tw__catalog_release(w->catalog);
        w->catalog = (tw_catalog *)(uintptr_t)w->op.catalog;
    }
    world_commit(w);
}

static tw_status ask(metaql *q, tw_str document, const tw_json *given)
{
    world *w = &q->w;
    const tw_catalog *before = w->op.catalog;
    tw_gql_errors errors = {.source = document};
    const tw_gql_document *doc;
    tw_gql_variables variables = {NULL};
    const tw_gql_request request = {.authenticated = !q->no_token};
    tw_gql_run run = {.op = &w->op,
                      .schema = q->schema,
                      .errors = &errors,
                      .request = &request,
                      .variables = &variables};
    tw_status st;

    world_ok(w, tw__gql_parse(&w->op, document, &errors, &doc));
    world_ok(w, tw__gql_validate(&w->op, q->schema, doc, &errors));
    run.document = doc;
    run.operation = &doc->definitions[0];
    world_ok(w, tw__gql_variables(&w->op, q->schema, run.operation, given,
                                  &errors, &variables));
    tw__buf_fini(&q->out); /* so that it grows anew each time */
    tw__buf_init(&q->out, &w->alloc);
    tw__buf_char(&q->out, '{');
    if (run.operation->kind == TW_GQL_MUTATION)
        world_begin(w);
    w->fail_in = q->fail_in;
    st = run_fields(q, &run);
    w->fail_in = q->fail_in = 0;
    q->error = w->op.error;
    q->no_sub_code = w->op.sub_code.ptr != NULL && w->op.sub_code.len == 0;
    snprintf(q->report, sizeof(q->report), "%.*s", TW_FMT(w->op.report));
    if (run.operation->kind == TW_GQL_MUTATION)
        end(q, st, before);
    tw__buf_char(&q->out, '}');
    if (st == TW_OK)
        st = tw__buf_status(&q->out);
    return st;
}

tw_status metaql_ask(metaql *q, const char *fmt, ...)
{
    static char text[8000];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    world_next(&q->w);
    return ask(q, tw_str_of(text), NULL);
}

tw_status metaql_ask_with(metaql *q, const char *document, const char *json)
{
    const tw_json *given = NULL;

    world_next(&q->w);
    world_ok(&q->w, tw__json_read(&q->w.op, tw_str_of(json), &given));
    return ask(q, tw_str_of(document), given);
}

const char *metaql_object(metaql *q, const char *singular)
{
    return world_object(&q->w, singular)->id.ptr;
}

const char *metaql_field(metaql *q, const char *singular, const char *name)
{
    return world_field(&q->w, singular, name)->id.ptr;
}
