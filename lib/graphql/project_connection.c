/* project_connection.c -- a connection's selections as a frame: edges, page
** information, totals and aggregates. */
#include "graphql/project.h"

static tw_status put_edges(tw_gql_projector *p,
                           tw_frame *frame,
                           const tw_gql_node *node)
{
    tw_op *op = p->run->op;
    const tw_edges *edges = NULL;
    const tw_select *select;
    tw_edges_maker m;
    tw_gql_nodes nodes;
    tw_status st = tw__gql_collect(p->run, node, &nodes), closed;
    tw_str type = tw__gql_type_json(op, tw__gql_named(node->field->type)->name);

    tw__edges_open(&m, op);
    for (uint32_t i = 0; st == TW_OK && i < nodes.count; i++) {
        const tw_gql_node *n = &nodes.items[i];

        if (n->field->meaning.verb == TW_GQL_TYPENAME) {
            tw__edges_constant(&m, n->key, type);
        } else if (n->field->meaning.verb == TW_GQL_CURSOR) {
            tw__edges_cursor(&m, n->key);
        } else {
            st = tw__gql_project_record(p, n, &select);
            if (st == TW_OK)
                tw__edges_node(&m, n->key, select);
        }
    }
    closed = tw__edges_close(&m, node->key, &edges);
    if (st == TW_OK)
        st = closed;
    if (st == TW_OK)
        tw__frame_edges(frame, node->key, edges);
    return st;
}

static tw_status put_page_info(tw_gql_projector *p,
                               tw_frame *frame,
                               const tw_gql_node *node)
{
    tw_gql_nodes nodes;
    tw_status st = tw__gql_collect(p->run, node, &nodes);

    if (st != TW_OK)
        return st;
    tw__frame_begin(frame, node->key);
    for (uint32_t i = 0; i < nodes.count; i++) {
        tw_str key = nodes.items[i].key;

        switch (nodes.items[i].field->meaning.verb) {
        case TW_GQL_HAS_NEXT_PAGE:
            tw__frame_value(frame, key, TW_FRAME_HAS_NEXT);
            break;
        case TW_GQL_HAS_PREVIOUS_PAGE:
            tw__frame_value(frame, key, TW_FRAME_HAS_PREVIOUS);
            break;
        case TW_GQL_START_CURSOR:
            tw__frame_value(frame, key, TW_FRAME_START_CURSOR);
            break;
        case TW_GQL_END_CURSOR:
            tw__frame_value(frame, key, TW_FRAME_END_CURSOR);
            break;
        default:
            tw__frame_constant(frame, key, TW_STR("\"PageInfo\""));
        }
    }
    tw__frame_end(frame);
    return TW_OK;
}

static tw_status put_member(tw_gql_projector *p,
                            tw_frame *frame,
                            const tw_gql_node *n,
                            const tw_gql_type *type)
{
    const tw_gql_meaning *meaning = &n->field->meaning;
    tw_aggregate a;
    tw_str name;

    switch (meaning->verb) {
    case TW_GQL_EDGES:
        return put_edges(p, frame, n);
    case TW_GQL_PAGE_INFO:
        return put_page_info(p, frame, n);
    case TW_GQL_DIMENSION_VALUES:
        tw__frame_value(frame, n->key, TW_FRAME_DIMENSIONS);
        return TW_OK;
    case TW_GQL_AGGREGATE:
        if (tw__aggregate_find(frame->object, meaning->aggregate, &a))
            tw__frame_aggregate(frame, n->key, &a);
        else
            tw__frame_constant(frame, n->key, TW_STR("null"));
        return TW_OK;
    default:
        name = tw__gql_type_json(p->run->op, type->name);
        tw__frame_constant(frame, n->key, name);
        return p->run->op->error.status;
    }
}

tw_status tw__gql_project_connection(tw_gql_projector *p,
                                     const tw_gql_node *node,
                                     const tw_connection **out)
{
    const tw_gql_type *type = tw__gql_named(node->field->type);
    tw_frame frame;
    tw_gql_nodes nodes;
    tw_status st = tw__gql_collect(p->run, node, &nodes), closed;

    tw__frame_open(&frame, p->run->op, type->object);
    for (uint32_t i = 0; st == TW_OK && i < nodes.count; i++)
        st = put_member(p, &frame, &nodes.items[i], type);
    closed = tw__frame_close(&frame, out);
    return st != TW_OK ? st : closed;
}
