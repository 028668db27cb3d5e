/* emit_list.c -- the SELECTs of a page, of a count and of a filter's ids. */
#include "query/plan.h"

#include "store/ident.h"

static void conjunction(tw_buf *sql, size_t start)
{
    tw__buf_text(sql, sql->len == start ? " WHERE " : " AND ");
}

tw_status tw__where_put(tw_op *op,
                        const tw_list_ask *ask,
                        tw_buf *sql,
                        tw_binds *binds,
                        tw_joins *joins)
{
    const tw_object *o = ask->object;
    size_t start = sql->len;
    tw_status st = TW_OK;

    if (ask->owner != NULL) {
        conjunction(sql, start);
        tw__buf_text(sql, "t.");
        tw__ident_put(sql, ask->owner->name);
        tw__buf_text(sql, " = ");
        st = tw__param_put(op, sql, binds, tw__cell_text(ask->owner_id));
    }
    if (!ask->with_deleted && o->c_deleted_at != NULL &&
        !tw__filter_names_deleted(ask->filter)) {
        conjunction(sql, start);
        tw__buf_text(sql, "t.");
        tw__ident_put(sql, o->c_deleted_at->name);
        tw__buf_text(sql, " IS NULL");
    }
    if (ask->filter != NULL && st == TW_OK) {
        conjunction(sql, start);
        st = tw__filter_put(op, o, ask->filter, sql, binds, joins);
    }
    return st;
}

static tw_status put_tail(tw_op *op, tw_list_plan *p)
{
    tw_status st;

    tw__order_put(&p->tail, &p->joins, &p->order);
    tw__buf_text(&p->tail, " LIMIT ");
    /* one more tells whether there is a next page */
    st = tw__param_put(op, &p->tail, &p->binds,
                       tw__cell_int((int64_t)p->ask->limit + 1));
    if (st == TW_OK && p->ask->offset > 0) {
        tw__buf_text(&p->tail, " OFFSET ");
        st = tw__param_put(op, &p->tail, &p->binds,
                           tw__cell_int(p->ask->offset));
    }
    return st;
}

/* Put the parts together around the tables, which are all known now. */
static tw_status assemble(tw_op *op, tw_list_plan *p)
{
    const tw_object *o = p->ask->object;
    tw_joins filter_joins = p->joins;
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    tw__buf_text(&sql, "SELECT ");
    tw__buf_str(&sql, tw__select_columns(p->select));
    tw__buf_str(&sql, tw__buf_view(&p->keys));
    tw__from_put(&sql, o, &p->joins);
    tw__buf_str(&sql, tw__buf_view(&p->where));
    tw__buf_str(&sql, tw__buf_view(&p->tail));
    if (p->where.failed || p->keys.failed || p->tail.failed)
        sql.failed = true;
    p->page_sql = tw__op_take(op, &sql);
    if (p->ask->count && !sql.failed) {
        tw__buf_reset(&sql);
        filter_joins.count = p->filter_joins;
        tw__buf_text(&sql, "SELECT count(*)");
        tw__from_put(&sql, o, &filter_joins);
        tw__buf_put(&sql, p->where.ptr, p->where_count);
        p->count_sql = tw__op_take(op, &sql);
    }
    tw__buf_fini(&sql);
    return op->error.status;
}

tw_status tw__list_emit(tw_op *op, tw_list_plan *p)
{
    tw_status st = tw__where_put(op, p->ask, &p->where, &p->binds, &p->joins);

    p->where_count = p->where.len;
    p->filter_joins = p->joins.count;
    p->filter_binds = p->binds.count;
    if (st == TW_OK && p->seeks) {
        conjunction(&p->where, 0);
        st = tw__seek_put(op, &p->where, &p->binds, &p->joins, &p->order,
                          &p->seek);
    }
    if (st == TW_OK)
        st = put_tail(op, p);
    if (st != TW_OK)
        return st;
    tw__order_keys_put(&p->keys, &p->joins, &p->order);
    return assemble(op, p);
}

tw_status tw__ids_emit(tw_op *op,
                       const tw_object *o,
                       const tw_filter *f,
                       int64_t limit,
                       tw_binds *binds,
                       tw_str *out)
{
    tw_list_ask ask = {.object = o, .filter = f, .with_deleted = true};
    tw_joins joins = {.count = 0};
    tw_buf where, sql;
    tw_status st;

    tw__buf_init(&where, op->alloc);
    tw__buf_init(&sql, op->alloc);
    st = tw__where_put(op, &ask, &where, binds, &joins);
    if (st == TW_OK) {
        tw__buf_text(&sql, "SELECT t.");
        tw__ident_put(&sql, o->c_id->name);
        tw__from_put(&sql, o, &joins);
        tw__buf_str(&sql, tw__buf_view(&where));
        if (where.failed)
            sql.failed = true;
        tw__buf_text(&sql, " ORDER BY t.");
        tw__ident_put(&sql, o->c_id->name);
        tw__buf_text(&sql, " LIMIT ");
        st = tw__param_put(op, &sql, binds, tw__cell_int(limit));
    }
    if (st == TW_OK) {
        *out = tw__op_take(op, &sql);
        st = op->error.status;
    }
    tw__buf_fini(&where);
    tw__buf_fini(&sql);
    return st;
}
