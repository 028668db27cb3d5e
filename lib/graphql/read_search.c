/* read_search.c -- what is selected of a search, as search.h wants it. */
#include "graphql/read.h"
#include "graphql/search.h"

static tw_status members(tw_gql_run *run,
                         const tw_gql_node *node,
                         const tw_gql_found **out,
                         uint32_t *count)
{
    tw_gql_nodes nodes;
    tw_gql_found *list;
    tw_status st = tw__gql_collect(run, node, &nodes);

    *out = NULL;
    *count = 0;
    if (st != TW_OK)
        return st;
    list = tw__op_array(run->op, nodes.count, sizeof(*list));
    if (list == NULL)
        return run->op->error.status;
    for (uint32_t i = 0; i < nodes.count && st == TW_OK; i++) {
        const tw_gql_node *n = &nodes.items[i];

        list[i].key = n->key;
        list[i].verb = n->field->meaning.verb;
        if (tw__gql_is_composite(tw__gql_named(n->field->type)))
            st = members(run, n, &list[i].members, &list[i].count);
    }
    *out = list;
    *count = nodes.count;
    return st;
}

tw_status tw__gql_find(tw_gql_run *run, const tw_gql_node *node, tw_buf *out)
{
    const tw_gql_found *list;
    const tw_json *arguments;
    uint32_t count;
    tw_status st = members(run, node, &list, &count);

    if (st == TW_OK)
        st = tw__gql_node_arguments(run, node, &arguments);
    if (st == TW_OK)
        st = tw__gql_search(run->op, arguments, list, count, out);
    return st;
}
