/* emit_group.c -- the SELECT of a group-by, and the one that finds the records
** to show with each group. */
#include "query/group_plan.h"

#include "store/ident.h"

/* The list that dimension `d` goes through: one row per element, one row with
** NULL for a record without. */
static void put_unnest(tw_buf *sql, tw_joins *joins, const tw_dimension *d)
{
    tw__buf_text(sql, " LEFT JOIN json_each(");
    tw__column_put(sql, joins, &d->target);
    tw__buf_text(sql, ") u");
    tw__buf_int(sql, d->number);
}

static tw_status put_dimension(tw_op *op,
                               tw_group_sql *g,
                               const tw_dimension *d)
{
    tw_status st;

    if (d->form == TW_DIMENSION_UNNEST) {
        tw__buf_char(&g->head, 'u');
        tw__buf_int(&g->head, d->number);
        tw__buf_text(&g->head, ".value");
        put_unnest(&g->lists, &g->joins, d);
        return TW_OK;
    }
    if (d->form == TW_DIMENSION_VALUE) {
        tw__column_put(&g->head, &g->joins, &d->target);
        return TW_OK;
    }
    tw__buf_text(&g->head, "tw_bucket(");
    tw__column_put(&g->head, &g->joins, &d->target);
    tw__buf_char(&g->head, ',');
    tw__buf_int(&g->head, d->bucket);
    tw__buf_char(&g->head, ',');
    tw__buf_int(&g->head, d->first_day);
    tw__buf_char(&g->head, ',');
    st = tw__param_put(op, &g->head, &g->binds, tw__cell_text(d->zone));
    tw__buf_char(&g->head, ')');
    return st;
}

/* "_d0", "_d1", ...: no field's name begins so */
static void put_name(tw_buf *sql, const tw_dimension *d)
{
    tw__buf_text(sql, "_d");
    tw__buf_int(sql, d->number);
}

tw_status tw__group_emit_dimensions(tw_op *op,
                                    tw_group_sql *g,
                                    const tw_group_plan *plan)
{
    for (uint32_t i = 0; i < plan->dimension_count; i++) {
        tw_status st;

        if (i > 0)
            tw__buf_char(&g->head, ',');
        st = put_dimension(op, g, &plan->dimensions[i]);
        if (st != TW_OK)
            return st;
        tw__buf_text(&g->head, " AS ");
        put_name(&g->head, &plan->dimensions[i]);
    }
    return TW_OK;
}

static void put_sort(tw_buf *sql, const tw_group_term *t, bool first)
{
    tw__buf_text(sql, first ? " ORDER BY " : ", ");
    if (t->dimension == NULL)
        tw__aggregate_sort_put(sql, t->aggregate);
    else
        put_name(sql, t->dimension);
    if (t->descending)
        tw__buf_text(sql, " DESC");
    if (t->nulls_last != t->descending)
        tw__buf_text(sql, t->nulls_last ? " NULLS LAST" : " NULLS FIRST");
}

/* As asked, then by all dimensions: the order is always the same one. */
static void put_order(tw_buf *sql, const tw_group_plan *plan)
{
    bool first = true;

    for (uint32_t i = 0; i < plan->term_count; i++) {
        put_sort(sql, &plan->terms[i], first);
        first = false;
    }
    for (uint32_t i = 0; i < plan->dimension_count; i++) {
        const tw_group_term t = {.dimension = &plan->dimensions[i],
                                 .nulls_last = true};

        put_sort(sql, &t, first);
        first = false;
    }
}

static tw_status assemble(tw_op *op,
                          tw_group_sql *g,
                          const tw_object *o,
                          const tw_buf *tail,
                          tw_str *out)
{
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    tw__buf_text(&sql, "SELECT ");
    tw__buf_str(&sql, tw__buf_view(&g->head));
    tw__from_put(&sql, o, &g->joins);
    tw__buf_str(&sql, tw__buf_view(&g->lists));
    tw__buf_str(&sql, tw__buf_view(&g->where));
    tw__buf_str(&sql, tw__buf_view(tail));
    if (g->head.failed || g->lists.failed || g->where.failed || tail->failed)
        sql.failed = true;
    *out = tw__op_take(op, &sql);
    tw__buf_fini(&sql);
    return op->error.status;
}

static tw_status put_where(tw_op *op, tw_group_sql *g, const tw_group_ask *ask)
{
    const tw_list_ask list = {.object = ask->object, .filter = ask->filter};

    tw_buf conditions;
    tw_status st;

    tw__buf_init(&conditions, op->alloc);
    st = tw__conditions_put(op, &list, &conditions, &g->binds, &g->joins);
    tw__where_put(&g->where, &list, &conditions, g->joins.unique);
    tw__buf_fini(&conditions);
    return st;
}

tw_status tw__group_emit(tw_op *op,
                         tw_group_sql *g,
                         const tw_group_plan *plan,
                         uint32_t limit,
                         tw_str *out)
{
    tw_status st = tw__group_emit_dimensions(op, g, plan);
    tw_buf tail;

    if (st != TW_OK)
        return st;
    for (uint32_t i = 0; i < plan->aggregate_count; i++)
        (void)tw__aggregate_put(&g->head, &plan->aggregates[i]);
    st = put_where(op, g, plan->ask);
    if (st != TW_OK)
        return st;
    tw__buf_init(&tail, op->alloc);
    tw__buf_text(&tail, " GROUP BY ");
    for (uint32_t i = 0; i < plan->dimension_count; i++) {
        if (i > 0)
            tw__buf_char(&tail, ',');
        tw__buf_int(&tail, (int64_t)i + 1);
    }
    put_order(&tail, plan);
    tw__buf_text(&tail, " LIMIT ");
    st = tw__param_put(op, &tail, &g->binds, tw__cell_int(limit));
    if (st == TW_OK)
        st = assemble(op, g, plan->ask->object, &tail, out);
    tw__buf_fini(&tail);
    return st;
}

tw_status tw__group_emit_members(tw_op *op,
                                 tw_group_sql *g,
                                 const tw_group_plan *plan,
                                 const tw_order_plan *order,
                                 tw_str *out)
{
    const tw_object *o = plan->ask->object;
    tw_status st = tw__group_emit_dimensions(op, g, plan);
    tw_buf tail;

    if (st != TW_OK)
        return st;
    tw__buf_text(&g->head, ",t.");
    tw__ident_put(&g->head, o->c_id->name);
    st = put_where(op, g, plan->ask);
    if (st != TW_OK)
        return st;
    tw__buf_init(&tail, op->alloc);
    tw__order_put(&tail, &g->joins, order);
    st = assemble(op, g, o, &tail, out);
    tw__buf_fini(&tail);
    return st;
}
