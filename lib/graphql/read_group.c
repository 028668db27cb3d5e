/* read_group.c -- records counted in groups (core-graphql 11). */
#include "graphql/cache.h"
#include "graphql/lower.h"
#include "graphql/read.h"
#include "query/group.h"

typedef struct group_plan {
    const tw_connection *shape;
    uint32_t relations;
} group_plan;

/* A group's records show fewer of their own. */
static tw_status plan(tw_gql_run *run,
                      const tw_gql_node *node,
                      const void **out)
{
    tw_gql_projector p = {.run = run, .children = TW_LIMIT_GQL_CHILDREN_GROUP};
    group_plan *made = tw__op_get(run->op, sizeof(*made));

    *out = made;
    if (made == NULL)
        return run->op->error.status;
    if (tw__gql_project_connection(&p, node, &made->shape) != TW_OK)
        return run->op->error.status;
    made->relations = p.relations;
    return TW_OK;
}

static uint32_t positive(const tw_json *arguments, const char *name)
{
    const tw_json *v = tw__json_member(arguments, name);

    return v != NULL && v->type == TW_JSON_NUMBER && v->number >= 1
               ? (uint32_t)v->number
               : 0;
}

static bool is_given(const tw_json *arguments, const char *name)
{
    const tw_json *v = tw__json_member(arguments, name);

    return v != NULL && v->type != TW_JSON_NULL;
}

static tw_status read_ask(tw_op *op,
                          const tw_json *arguments,
                          tw_group_ask *ask)
{
    tw_status st;

    if (!is_given(arguments, "groupBy"))
        return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                        "Argument \"groupBy\" is needed: a list");
    if (is_given(arguments, "viewId"))
        return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                        "Argument \"viewId\" names no view: there are none");
    ask->group_by = tw__json_member(arguments, "groupBy");
    ask->order_by = tw__json_member(arguments, "orderBy");
    ask->limit = positive(arguments, "limit");
    ask->record_offset = positive(arguments, "offsetForRecords");
    st = tw__gql_lower_filter(
        op, ask->object, tw__json_member(arguments, "filter"), &ask->filter);
    if (st == TW_OK)
        st = tw__gql_lower_order(
            op, ask->object, tw__json_member(arguments, "orderByForRecords"),
            &ask->record_order, &ask->record_order_count);
    return st;
}

/* Groups that carry records cost as much as these. */
static tw_status check(tw_op *op,
                       const tw_group_ask *ask,
                       const group_plan *made)
{
    uint32_t groups = ask->limit == 0 ? TW_LIMIT_GROUPS_DEFAULT : ask->limit;

    if (groups > TW_LIMIT_GROUPS)
        groups = TW_LIMIT_GROUPS;
    return tw__gql_check_complexity(
        op,
        made->shape->edges_count == 0 ? 1 : 1 + (1 + made->relations) * groups);
}

tw_status tw__gql_group_by(tw_gql_run *run,
                           const tw_gql_node *node,
                           tw_buf *out)
{
    tw_op *op = run->op;
    tw_group_ask ask = {.object = node->field->meaning.object};
    const group_plan *made;
    const tw_json *arguments;
    const void *found;
    tw_status st = tw__gql_node_arguments(run, node, &arguments);

    if (st == TW_OK)
        st = read_ask(op, arguments, &ask);
    if (st == TW_OK)
        st = tw__gql_planned(run, node, plan, &found);
    if (st != TW_OK)
        return st;
    made = found;
    st = check(op, &ask, made);
    if (st == TW_OK)
        st = tw__query_group_connections(op, &ask, made->shape, out);
    if (st == TW_E_INVALID && op->sub_code.ptr == NULL)
        op->sub_code = TW_STR("INVALID_QUERY_INPUT");
    if (st == TW_E_USER_INPUT) /* an order: told by its code alone */
        op->user_message = TW_STR("");
    return st;
}
