/* metadata_plan.c -- from what is selected to what is written. */
#include "graphql/metadata_inside.h"

static tw_status plan_below(tw_gql_run *run,
                            const tw_gql_node *node,
                            const tw_gql_model_plan **out)
{
    tw_op *op = run->op;
    tw_gql_model_plan *plan = tw__op_get(op, sizeof(*plan));
    tw_gql_nodes nodes;

    if (plan == NULL || tw__gql_collect(run, node, &nodes) != TW_OK)
        return op->error.status;
    plan->type_name = tw__gql_named(node->field->type)->name;
    plan->items = tw__op_array(op, nodes.count, sizeof(*plan->items));
    if (plan->items == NULL)
        return op->error.status;
    for (; plan->count < nodes.count; plan->count++)
        if (tw__gql_model_plan(run, &nodes.items[plan->count],
                               &plan->items[plan->count]) != TW_OK)
            return op->error.status;
    *out = plan;
    return TW_OK;
}

static bool is_connection(uint16_t verb)
{
    return verb == TW_GQL_M_OBJECTS || verb == TW_GQL_M_FIELDS ||
           verb == TW_GQL_M_FIELDS_OF || verb == TW_GQL_M_INDEXES_OF;
}

tw_status tw__gql_model_plan(tw_gql_run *run,
                             const tw_gql_node *node,
                             tw_gql_model_item *out)
{
    tw_op *op = run->op;
    const tw_json *arguments;

    memset(out, 0, sizeof(*out));
    out->verb = node->field->meaning.verb;
    out->key = tw__op_printf(op, "\"%.*s\":", TW_FMT(node->key));
    if (out->key.ptr == NULL)
        return op->error.status;
    /* a page that cannot be had refuses the root field as a whole, before
    ** anything is changed or written */
    if (is_connection(out->verb) &&
        (tw__gql_node_arguments(run, node, &arguments) != TW_OK ||
         tw__gql_model_page(op, arguments, &out->page) != TW_OK))
        return op->error.status;
    if (!tw__gql_is_composite(tw__gql_named(node->field->type)))
        return TW_OK;
    return plan_below(run, node, &out->below);
}
