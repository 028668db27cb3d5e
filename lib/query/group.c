/* group.c -- group-by: what is asked for is read and checked, the groups are
** counted by SQL, and written one by one. */
#include "query/group.h"

#include "query/group_plan.h"

void tw__group_sql_init(tw_group_sql *g, const tw_alloc *a)
{
    memset(g, 0, sizeof(*g));
    tw__buf_init(&g->head, a);
    tw__buf_init(&g->lists, a);
    tw__buf_init(&g->where, a);
}

void tw__group_sql_fini(tw_group_sql *g)
{
    tw__buf_fini(&g->head);
    tw__buf_fini(&g->lists);
    tw__buf_fini(&g->where);
}

static tw_status unknown(tw_op *op, const tw_object *o, const tw_json *list)
{
    tw_status st = TW_OK;
    tw_aggregate a;
    tw_buf names;

    tw__buf_init(&names, op->alloc);
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_json *name = &list->items[i];

        if (name->type == TW_JSON_TEXT && tw__aggregate_find(o, name->text, &a))
            continue;
        if (names.len > 0)
            tw__buf_text(&names, ", ");
        tw__json_put(&names, name);
    }
    st = tw__fail(op, TW_E_INVALID, "", "'aggregate' invalid: unknown %.*s",
                  (int)(names.len > 300 ? 300 : names.len),
                  names.ptr == NULL ? "" : names.ptr);
    tw__buf_fini(&names);
    return st;
}

static tw_status read_aggregates(tw_op *op, tw_group_plan *plan)
{
    const tw_json *list = plan->ask->aggregate;

    if (list == NULL || list->type == TW_JSON_NULL ||
        (list->type == TW_JSON_LIST && list->count == 0))
        return TW_OK;
    if (list->type != TW_JSON_LIST)
        return tw__fail(op, TW_E_INVALID, "",
                        "'aggregate' invalid: a list of names is expected");
    if (list->count > TW_LIMIT_AGGREGATES)
        return tw__fail(op, TW_E_INVALID, "",
                        "'aggregate' invalid: more than %d names",
                        TW_LIMIT_AGGREGATES);
    plan->aggregates = tw__op_array(op, list->count, sizeof(*plan->aggregates));
    if (plan->aggregates == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].type != TW_JSON_TEXT ||
            !tw__aggregate_find(plan->ask->object, list->items[i].text,
                                &plan->aggregates[plan->aggregate_count++]))
            return unknown(op, plan->ask->object, list);
    return TW_OK;
}

/* How many columns an aggregate takes, told by its SQL. */
static int width_of(const tw_aggregate *a, const tw_alloc *alloc)
{
    tw_buf sql;
    int width;

    tw__buf_init(&sql, alloc);
    width = tw__aggregate_put(&sql, a);
    tw__buf_fini(&sql);
    return width;
}

/* The groups as they come: each one's JSON without the closing brace. */
typedef struct groups {
    tw_group_sample *sample; /* NULL: no records wanted */
    tw_str *keys;
    tw_str *bodies; /* when records are to follow */
    uint32_t count;
} groups;

static tw_status put_group(tw_op *op,
                           const tw_group_plan *plan,
                           tw_stmt *s,
                           tw_str key,
                           tw_buf *out)
{
    int column = (int)plan->dimension_count;

    tw__buf_text(out, "{\"groupByDimensionValues\":");
    tw__buf_str(out, key);
    for (uint32_t i = 0; i < plan->aggregate_count; i++) {
        const tw_aggregate *a = &plan->aggregates[i];

        tw__buf_char(out, ',');
        tw__json_put_text(out, a->name);
        tw__buf_char(out, ':');
        tw__aggregate_shape(a, s, column, plan->ask->count_as_text, out);
        column += width_of(a, op->alloc);
    }
    return out->failed ? tw__fail_nomem(op) : TW_OK;
}

static tw_status take_group(tw_op *op,
                            const tw_group_plan *plan,
                            tw_stmt *s,
                            groups *g,
                            tw_buf *out)
{
    tw_buf b;
    tw_str key;
    tw_status st;

    tw__buf_init(&b, op->alloc);
    tw__group_key_put(plan, s, &b);
    key = tw__op_take(op, &b);
    tw__buf_reset(&b);
    if (key.ptr == NULL) {
        st = op->error.status;
    } else if (g->sample == NULL) {
        if (g->count > 0)
            tw__buf_char(out, ',');
        st = put_group(op, plan, s, key, out);
        tw__buf_char(out, '}');
    } else {
        st = put_group(op, plan, s, key, &b);
        g->keys[g->count] = key;
        g->bodies[g->count] = st == TW_OK ? tw__op_take(op, &b) : TW_NO_STR;
        if (st == TW_OK)
            st = tw__group_sample_want(op, g->sample, key);
    }
    g->count++;
    tw__buf_fini(&b);
    return st;
}

static tw_status put_samples(tw_op *op,
                             const tw_group_plan *plan,
                             groups *g,
                             tw_buf *out)
{
    const tw_select *select;
    tw_select_run *run;
    tw_status st = tw__group_sample_find(op, g->sample, plan);

    if (st == TW_OK)
        st = tw__select_full(op, plan->ask->object, 0, 0, &select);
    if (st == TW_OK)
        st = tw__select_begin(op, select, &run);
    if (st != TW_OK)
        return st;
    for (uint32_t i = 0; i < g->count && st == TW_OK; i++) {
        if (i > 0)
            tw__buf_char(out, ',');
        tw__buf_str(out, g->bodies[i]);
        tw__buf_text(out, ",\"records\":");
        st = tw__group_sample_put(op, g->sample, g->keys[i], run, select, out);
        tw__buf_char(out, '}');
    }
    tw__select_end(run);
    return st;
}

static tw_status run_groups(tw_op *op,
                            const tw_group_plan *plan,
                            tw_stmt *s,
                            uint32_t limit,
                            tw_buf *out)
{
    groups g = {.count = 0};
    tw_status st = TW_OK;
    bool row;

    if (plan->ask->records) {
        g.keys = tw__op_array(op, limit, sizeof(*g.keys));
        g.bodies = tw__op_array(op, limit, sizeof(*g.bodies));
        st = tw__group_sample_new(op, &g.sample);
        if (st != TW_OK || g.keys == NULL || g.bodies == NULL)
            return op->error.status;
    }
    tw__buf_char(out, '[');
    while (st == TW_OK && (st = tw__stmt_step(op, s, &row)) == TW_OK && row)
        st = take_group(op, plan, s, &g, out);
    if (st == TW_OK && g.sample != NULL)
        st = put_samples(op, plan, &g, out);
    tw__buf_char(out, ']');
    return st == TW_OK && out->failed ? tw__fail_nomem(op) : st;
}

uint32_t tw__group_limit(const tw_group_ask *ask)
{
    if (ask->limit == 0)
        return TW_LIMIT_GROUPS_DEFAULT;
    return ask->limit > TW_LIMIT_GROUPS ? TW_LIMIT_GROUPS : ask->limit;
}

tw_status tw__group_orders_read(tw_op *op, tw_group_plan *plan)
{
    tw_order_plan order;
    tw_status st = tw__group_order_read(op, plan);

    /* a bad order is refused even where no record shows it */
    if (st == TW_OK && plan->ask->record_order_count > 0)
        st = tw__order_plan(op, plan->ask->object, plan->ask->record_order,
                            plan->ask->record_order_count, &order);
    return st;
}

tw_status tw__query_group(tw_op *op, const tw_group_ask *ask, tw_buf *out)
{
    tw_group_plan plan = {.ask = ask};
    uint32_t limit = tw__group_limit(ask);
    tw_group_sql g;
    tw_stmt *s;
    tw_str sql;
    tw_status st = tw__dimensions_read(op, &plan);

    if (st == TW_OK)
        st = read_aggregates(op, &plan);
    if (st == TW_OK)
        st = tw__group_orders_read(op, &plan);
    if (st != TW_OK)
        return st;
    tw__group_sql_init(&g, op->alloc);
    st = tw__group_emit(op, &g, &plan, limit, &sql);
    if (st == TW_OK) {
        s = tw__stmt_get(op, sql);
        if (s == NULL) {
            st = op->error.status;
        } else {
            tw__binds_bind(&g.binds, s);
            st = run_groups(op, &plan, s, limit, out);
            tw__stmt_done(s);
        }
    }
    tw__group_sql_fini(&g);
    return st;
}
