/* introspect_plan.c -- from selections on the meta types to a plan.  These types
** are all objects, so what is selected of each is known before the first of
** them is written. */
#include "graphql/introspect_plan.h"

#include "graphql/execute.h"

typedef struct planner {
    tw_gql_run run;
    uint32_t steps; /* made so far: bounds what fragments multiply */
} planner;

static tw_status read_arguments(planner *p,
                                const tw_gql_node *node,
                                tw_gql_meta_step *out)
{
    const tw_json *args, *v;

    if (node->field->argument_count == 0)
        return TW_OK;
    if (tw__gql_node_arguments(&p->run, node, &args) != TW_OK)
        return p->run.op->error.status;
    v = tw__json_member(args, "includeDeprecated");
    out->deprecated = v != NULL && v->type == TW_JSON_TRUE;
    return TW_OK;
}

static tw_status plan_node(planner *p,
                           const tw_gql_node *node,
                           const tw_gql_meta_plan **out);

static tw_status plan_step(planner *p,
                           const tw_gql_node *node,
                           tw_gql_meta_step *out)
{
    if (++p->steps > TW_LIMIT_GQL_FIELDS)
        return tw__fail(p->run.op, TW_E_TOO_LARGE, "",
                        "more than %d fields are selected",
                        TW_LIMIT_GQL_FIELDS);
    out->key = node->key;
    out->verb = node->field->meaning.verb;
    if (read_arguments(p, node, out) != TW_OK)
        return p->run.op->error.status;
    return tw__gql_is_composite(node->field->type)
               ? plan_node(p, node, &out->members)
               : TW_OK;
}

/* As deep as the document, whose nesting and fields are bounded. */
static tw_status plan_node(planner *p,
                           const tw_gql_node *node,
                           const tw_gql_meta_plan **out)
{
    tw_op *op = p->run.op;
    tw_gql_meta_plan *made = tw__op_get(op, sizeof(*made));
    tw_gql_nodes nodes;

    if (made == NULL || tw__gql_collect(&p->run, node, &nodes) != TW_OK)
        return op->error.status;
    made->type_name = tw__gql_named(node->field->type)->name;
    made->count = nodes.count;
    made->steps = tw__op_array(op, nodes.count + 1, sizeof(*made->steps));
    if (made->steps == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < nodes.count; i++)
        if (plan_step(p, &nodes.items[i], &made->steps[i]) != TW_OK)
            return op->error.status;
    *out = made;
    return TW_OK;
}

tw_status tw__gql_meta_plan(tw_op *op,
                            const tw_gql_introspection *ask,
                            const tw_gql_field *root,
                            const tw_gql_meta_plan **out)
{
    planner p = {.run = {.op = op,
                         .schema = ask->schema,
                         .document = ask->document,
                         .variables = ask->variables}};
    tw_gql_node node = {.key = root->name,
                        .field = root,
                        .selections = ask->selections,
                        .count = ask->count};

    return plan_node(&p, &node, out);
}
