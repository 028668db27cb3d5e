/* root.c -- root fields one after the other: each into the answer, or null
** with a complaint.  Those of a mutation are all or nothing each. */
#include "graphql/root.h"

#include "api/attempt.h"
#include "graphql/cache.h"
#include "graphql/introspect.h"
#include "graphql/mutate.h"
#include "graphql/project.h"
#include "graphql/read.h"
#include "store/tx.h"

static tw_status introspect(tw_gql_run *run,
                            const tw_gql_node *node,
                            tw_buf *out)
{
    const tw_gql_introspection ask = {
        .schema = run->schema,
        .document = run->document,
        .variables = run->variables,
        .selections = node->selections,
        .count = node->count,
        .bytes_max = TW_LIMIT_GQL_INTROSPECTION_BYTES,
    };

    return tw__gql_introspect(run->op, &ask, out);
}

/* A root field of the metadata schema on its way. */
typedef struct metadata {
    tw_gql_run *run;
    const tw_gql_node *node;
    const tw_gql_path *path;
} metadata;

static tw_status run_metadata(tw_op *op, const void *args, tw_buf *out)
{
    const metadata *m = args;

    (void)op;
    return tw__gql_metadata_field(m->run, m->node, m->path, out);
}

static tw_status ask_metadata(tw_gql_run *run,
                              const tw_gql_node *node,
                              const tw_gql_path *path,
                              tw_buf *out)
{
    const metadata m = {.run = run, .node = node, .path = path};

    if (run->operation->kind == TW_GQL_MUTATION)
        return tw__attempt(run->op, run_metadata, &m, out);
    return run_metadata(run->op, &m, out);
}

static tw_status mutate(tw_gql_run *run, const tw_gql_node *node, tw_buf *out)
{
    tw_op *op = run->op;
    const tw_json *arguments;
    const void *answer;
    tw_status st = tw__gql_node_arguments(run, node, &arguments);

    if (st == TW_OK)
        st = tw__gql_planned(run, node, tw__gql_plan_record, &answer);
    if (st == TW_OK)
        st = tw__tx_savepoint(op);
    if (st != TW_OK)
        return st;
    st = tw__gql_mutate(op, &node->field->meaning, arguments, answer, out);
    if (st == TW_OK && out->failed) /* not stored: it could not be answered */
        st = tw__fail_nomem(op);
    return tw__tx_end_savepoint(op, st);
}

static tw_status run_field(tw_gql_run *run,
                           const tw_gql_node *node,
                           const tw_gql_path *path,
                           tw_buf *out)
{
    uint16_t verb = node->field->meaning.verb;

    switch (verb) {
    case TW_GQL_TYPENAME:
        tw__buf_text(out, run->operation->kind == TW_GQL_MUTATION
                              ? "\"Mutation\""
                              : "\"Query\"");
        return TW_OK;
    case TW_GQL_SCHEMA:
    case TW_GQL_TYPE:
        return introspect(run, node, out);
    case TW_GQL_FIND_MANY:
        return tw__gql_find_many(run, node, out);
    case TW_GQL_FIND_ONE:
        return tw__gql_find_one(run, node, out);
    case TW_GQL_GROUP_BY:
        return tw__gql_group_by(run, node, out);
    case TW_GQL_DUPLICATES:
        return tw__gql_duplicates(run, node, out);
    case TW_GQL_SEARCH:
        return tw__gql_find(run, node, out);
    default:
        if (tw__gql_is_mutation(verb))
            return mutate(run, node, out);
        if (verb >= TW_GQL_METADATA)
            return ask_metadata(run, node, path, out);
        return tw__fail(run->op, TW_E_INTERNAL, "", "no verb behind \"%.*s\"",
                        TW_FMT(node->field->name));
    }
}

/* ---- nulls -------------------------------------------------------------- */

/* The place of a record below `root`, as a path to one of its fields. */
static const tw_gql_path *fault_path(tw_op *op,
                                     const tw_select_place *place,
                                     const tw_gql_path *root)
{
    const tw_gql_path *up;
    tw_gql_path *p;

    if (place == NULL)
        return root;
    up = fault_path(op, place->up, root);
    p = up == NULL ? NULL : tw__op_get(op, sizeof(*p));
    if (p != NULL)
        *p = (tw_gql_path){.up = up, .key = place->key, .index = place->index};
    return p;
}

/* Complain of values that may not be null and are.  True: the field's own
** record was one of a list that may not hold nulls. */
static bool take_faults(tw_gql_run *run,
                        const tw_gql_node *node,
                        const tw_select_faults *faults,
                        const tw_gql_path *path)
{
    tw_op *op = run->op;
    bool list = node->field->type->kind == TW_GQL_KIND_LIST, whole = false;

    for (const tw_select_fault *f = faults->first; f != NULL; f = f->next) {
        tw_gql_error *e = tw__gql_error_add(op, run->errors);
        tw_gql_path *p = tw__op_get(op, sizeof(*p));

        whole = whole || (list && f->place == NULL);
        if (e == NULL || p == NULL)
            continue;
        *p = (tw_gql_path){.up = fault_path(op, f->place, path),
                           .key = f->field->name};
        e->path = p;
        e->message = tw__op_printf(op,
                                   "Cannot return null for the non-nullable "
                                   "field \"%.*s\" of %.*s.",
                                   TW_FMT(f->field->name),
                                   TW_FMT(f->field->object->singular));
        e->code = TW_STR("INTERNAL_SERVER_ERROR");
    }
    return whole;
}

/* Is the connection (or its transaction) gone, so that going on makes no
** sense? */
static bool is_fatal(const tw_gql_run *run)
{
    const tw_op *op = run->op;

    return (tw__tx_writing(op) && !tw__tx_alive(op)) ||
           op->error.status == TW_E_NOMEM;
}

/* run_field(), as far as there is room: a list may be as long as the client
** likes, and stand in each record of another one. */
static tw_status run_bounded(tw_gql_run *run,
                             const tw_gql_node *node,
                             const tw_gql_path *path,
                             tw_buf *out)
{
    tw_op *op = run->op;
    tw_status st;

    out->max = TW_LIMIT_GQL_ANSWER_BYTES;
    st = run_field(run, node, path, out);
    out->max = 0;
    if (out->full) {
        out->full = out->failed = false;
        tw__op_forgive(op);
        st = tw__fail(op, TW_E_INVALID, "",
                      "The answer is too large: at most %d bytes. Ask for "
                      "fewer records or fields.",
                      TW_LIMIT_GQL_ANSWER_BYTES);
        op->sub_code = TW_STR("TOO_COMPLEX_QUERY");
    } else if (st == TW_OK && out->failed) {
        st = tw__fail_nomem(op);
    }
    return st;
}

/* `*nulled`: the field is null and may not be. */
static tw_status put_field(tw_gql_run *run,
                           const tw_gql_node *node,
                           tw_buf *out,
                           bool *nulled)
{
    tw_op *op = run->op;
    tw_select_faults faults = {.count = 0};
    tw_gql_path *path = tw__op_get(op, sizeof(*path));
    size_t start = out->len;
    bool null = false;
    tw_status st;

    if (path == NULL)
        return op->error.status;
    path->key = node->key;
    op->faults = &faults;
    st = run_bounded(run, node, path, out);
    op->faults = NULL;
    if (st != TW_OK) {
        if (is_fatal(run))
            return st;
        tw__gql_error_take(op, run->errors, path, node->selections[0]->loc);
        null = true;
    }
    if (take_faults(run, node, &faults, path))
        null = true;
    if (null) {
        tw__buf_cut(out, start);
        tw__buf_text(out, "null");
        *nulled = *nulled || node->field->type->kind == TW_GQL_KIND_NON_NULL;
    }
    return op->error.status;
}

tw_status tw__gql_execute_root(tw_gql_run *run, tw_buf *out)
{
    const tw_gql_type *type = run->operation->kind == TW_GQL_MUTATION
                                  ? tw__gql_mutation_type(run->schema)
                                  : tw__gql_query_type(run->schema);
    size_t start = out->len;
    bool nulled = false;
    tw_gql_nodes nodes;
    tw_status st =
        tw__gql_collect_root(run, type, &run->operation->selections, &nodes);

    if (st != TW_OK && !is_fatal(run)) {
        tw__gql_error_take(run->op, run->errors, NULL, run->operation->loc);
        tw__buf_text(out, "null");
        return run->op->error.status;
    }
    tw__buf_char(out, '{');
    for (uint32_t i = 0; i < nodes.count && st == TW_OK; i++) {
        if (i > 0)
            tw__buf_char(out, ',');
        tw__json_put_text(out, nodes.items[i].key);
        tw__buf_char(out, ':');
        st = put_field(run, &nodes.items[i], out, &nulled);
    }
    tw__buf_char(out, '}');
    if (st == TW_OK && nulled) {
        tw__buf_cut(out, start);
        tw__buf_text(out, "null");
    }
    return st;
}

/* ---- without a token ---------------------------------------------------- */

/* The first root field that is more than a type's name.  `seen`: fragments
** that were looked into, by definition. */
static const tw_gql_selection *first_guarded(const tw_gql_document *doc,
                                             const tw_gql_selections *set,
                                             bool *seen)
{
    const tw_gql_selection *found = NULL;

    for (uint32_t i = 0; i < set->count && found == NULL; i++) {
        const tw_gql_selection *s = &set->items[i];
        const tw_gql_definition *f;

        if (s->kind == TW_GQL_INLINE) {
            found = first_guarded(doc, &s->selections, seen);
        } else if (s->kind == TW_GQL_FIELD) {
            if (!tw__str_is(s->name, "__typename"))
                found = s;
        } else {
            f = tw__gql_fragment(doc, s->name);
            if (f == NULL || seen[f - doc->definitions])
                continue;
            seen[f - doc->definitions] = true;
            found = first_guarded(doc, &f->selections, seen);
        }
    }
    return found;
}

static void forbid(tw_op *op, tw_gql_errors *errors)
{
    tw_gql_error *e = tw__gql_error_add(op, errors);

    if (e == NULL)
        return;
    e->message = TW_STR("Forbidden resource"); /* clients look for it */
    e->code = TW_STR("FORBIDDEN");
    e->user_message = TW_STR("Sign in to do this.");
}

bool tw__gql_is_public(tw_op *op,
                       const tw_gql_request *request,
                       const tw_gql_document *doc,
                       const tw_gql_definition *operation,
                       tw_gql_errors *errors,
                       bool *data_null)
{
    bool *seen = tw__op_array(op, doc->definition_count, sizeof(*seen));
    const tw_gql_selection *s =
        seen == NULL ? NULL : first_guarded(doc, &operation->selections, seen);

    *data_null = true;
    if (s == NULL)
        return seen != NULL;
    if (request->endpoint == TW_GQL_AT_METADATA ||
        tw__str_is(s->name, "search")) {
        forbid(op, errors);
        return false;
    }
    *data_null = false;
    if (tw__str_is(s->name, "__schema") || tw__str_is(s->name, "__type"))
        forbid(op, errors);
    else
        tw__gql_error(op, errors, s->loc.start, UINT32_MAX,
                      "Cannot query field \"%.*s\" on type \"%s\".",
                      TW_FMT(tw__gql_shown(op, s->name)),
                      operation->kind == TW_GQL_MUTATION ? "Mutation"
                                                         : "Query");
    return false;
}
