/* read.c -- records by filter and page, one record, records that look alike. */
#include "graphql/read.h"

#include "base/uuid.h"
#include "graphql/cache.h"
#include "graphql/lower.h"
#include "graphql/mutate.h"
#include "query/list.h"
#include "record/record.h"

tw_status tw__gql_plan_record(tw_gql_run *run,
                              const tw_gql_node *node,
                              const void **out)
{
    tw_gql_projector p = {.run = run, .children = TW_LIMIT_CHILDREN_READ};
    const tw_select *select = NULL;
    tw_status st;

    if (tw__gql_is_mutation(node->field->meaning.verb))
        p.children = tw__gql_mutation_children(node->field->meaning.verb);
    st = tw__gql_project_record(&p, node, &select);
    *out = select;
    return st;
}

tw_status tw__gql_plan_connection(tw_gql_run *run,
                                  const tw_gql_node *node,
                                  const void **out)
{
    tw_gql_projector p = {.run = run, .children = TW_LIMIT_CHILDREN_READ};
    const tw_connection *shape = NULL;
    tw_status st = tw__gql_project_connection(&p, node, &shape);

    *out = shape;
    return st;
}

/* ---- many --------------------------------------------------------------- */

/* Relations that an order goes over count as selected. */
static tw_status check_order(tw_op *op, const tw_list_ask *ask)
{
    uint32_t relations = 0;
    bool is_join;

    for (uint32_t i = 0; i < ask->order_count; i++) {
        const tw_field *f =
            tw__field_find(ask->object, ask->order[i].path.name[0], &is_join);

        if (f != NULL && f->relation != TW_RELATION_NONE && !is_join)
            relations++;
    }
    return tw__gql_check_complexity(op, 1 + relations);
}

static tw_status run_connection(tw_op *op,
                                const tw_connection *shape,
                                const tw_list_ask *ask,
                                tw_buf *out)
{
    tw_connection_run *run = NULL;
    tw_connection_plan *plan;
    tw_status st = tw__connection_plan(op, shape, ask, &plan);

    if (st == TW_OK)
        st = tw__connection_begin(op, plan, NULL, &run);
    if (st == TW_OK)
        st = tw__connection_put(op, run, NULL, out);
    tw__connection_end(run);
    return st;
}

tw_status tw__gql_find_many(tw_gql_run *run,
                            const tw_gql_node *node,
                            tw_buf *out)
{
    tw_op *op = run->op;
    tw_list_ask ask = {.object = node->field->meaning.object,
                       .limit = TW_LIMIT_GQL_PAGE_DEFAULT};
    const tw_json *arguments;
    const void *shape;
    bool given;
    tw_status st = tw__gql_node_arguments(run, node, &arguments);

    if (st == TW_OK)
        st = tw__gql_window(op, arguments, &ask, &given);
    if (st == TW_OK)
        st = check_order(op, &ask);
    if (st == TW_OK)
        st = tw__gql_planned(run, node, tw__gql_plan_connection, &shape);
    return st == TW_OK ? run_connection(op, shape, &ask, out) : st;
}

/* ---- one ---------------------------------------------------------------- */

/* The id, when the filter asks for one and nothing else. */
static tw_str wanted_id(const tw_filter *f)
{
    char normal[TW_UUID_BYTES];

    if (f->op == TW_FILTER_CMP && f->cmp == TW_CMP_EQ && f->path.count == 1 &&
        tw__str_is(f->path.name[0], "id") && f->value->type == TW_JSON_TEXT &&
        tw__uuid_normal(f->value->text, normal))
        return f->value->text;
    return TW_NO_STR;
}

static tw_status find_first(tw_op *op,
                            const tw_object *o,
                            const tw_filter *filter,
                            const tw_select *select,
                            tw_buf *out)
{
    const tw_list_ask ask = {.object = o, .filter = filter, .limit = 1};
    tw_page_info info;
    tw_status st = tw__query_list(op, &ask, select, out, &info);

    if (st == TW_OK && info.count == 0)
        return tw__fail(op, TW_E_NOT_FOUND, "", "Record not found");
    return st;
}

tw_status tw__gql_find_one(tw_gql_run *run,
                           const tw_gql_node *node,
                           tw_buf *out)
{
    tw_op *op = run->op;
    const tw_object *o = node->field->meaning.object;
    const tw_filter *filter = NULL;
    const tw_json *arguments;
    const void *select;
    tw_str id;
    tw_status st = tw__gql_node_arguments(run, node, &arguments);

    if (st == TW_OK)
        st = tw__gql_lower_filter(op, o, tw__json_member(arguments, "filter"),
                                  &filter);
    if (st != TW_OK)
        return st;
    if (filter == NULL)
        return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                        "Missing filter argument: which record?");
    st = tw__gql_planned(run, node, tw__gql_plan_record, &select);
    if (st != TW_OK)
        return st;
    id = wanted_id(filter);
    if (id.ptr != NULL)
        return tw__query_get(op, select, o, id, false, out);
    return find_first(op, o, filter, select, out);
}

/* ---- duplicates --------------------------------------------------------- */

static tw_status put_alike(tw_op *op,
                           void *context,
                           const tw_alike *found,
                           tw_buf *out)
{
    const tw_known known = {
        .ids = found->ids, .count = found->count, .total = found->total};

    return tw__known_put(op, context, &known, out);
}

tw_status tw__gql_duplicates(tw_gql_run *run,
                             const tw_gql_node *node,
                             tw_buf *out)
{
    tw_op *op = run->op;
    const tw_object *o = node->field->meaning.object;
    tw_known_run *known = NULL;
    size_t start = out->len;
    bool nulled = false;
    const tw_json *arguments;
    const void *shape;
    tw_status st = tw__gql_node_arguments(run, node, &arguments);

    if (st == TW_OK)
        st = tw__gql_planned(run, node, tw__gql_plan_connection, &shape);
    if (st == TW_OK)
        st = tw__known_begin(op, shape, &known);
    if (st == TW_OK)
        st = tw__record_alike(op, o, arguments, put_alike, known, out);
    nulled = st == TW_OK && tw__known_nulled(known);
    tw__known_end(known);
    if (st == TW_E_INVALID && op->sub_code.ptr == NULL)
        op->sub_code = TW_STR("INVALID_QUERY_INPUT");
    if (nulled) { /* the list may not hold it */
        tw__buf_cut(out, start);
        tw__buf_text(out, "null");
    }
    return st;
}
