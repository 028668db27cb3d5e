/* emit_list.c -- the SELECTs of a page, of a count and of a filter's ids. */
#include "query/plan.h"

#include "store/ident.h"

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

/* Does the index of the default order lead the way? */
static bool by_position(const tw_list_plan *p)
{
    const tw_target *t = &p->order.terms[0].target;

    return t->hop_count == 0 && t->column == p->ask->object->c_position;
}

static void put_page(tw_list_plan *p, tw_buf *sql)
{
    size_t before;

    tw__buf_text(sql, "SELECT ");
    tw__buf_str(sql, p->columns);
    tw__buf_str(sql, tw__buf_view(&p->keys));
    tw__from_put(sql, p->ask->object, &p->joins);
    before = sql->len;
    tw__where_put(sql, p->ask, &p->conditions,
                  p->joins.unique || by_position(p));
    if (p->seeks) {
        tw__buf_text(sql, sql->len == before ? " WHERE " : " AND ");
        tw__buf_str(sql, tw__buf_view(&p->seek_sql));
    }
    tw__buf_str(sql, tw__buf_view(&p->tail));
    if (p->keys.failed || p->seek_sql.failed || p->tail.failed)
        sql->failed = true;
}

/* Put the parts together around the tables, which are all known now. */
static tw_status assemble(tw_op *op, tw_list_plan *p)
{
    tw_joins filter_joins = p->joins;
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    put_page(p, &sql);
    p->page_sql = tw__op_take(op, &sql);
    if (p->ask->count && !sql.failed) {
        tw__buf_reset(&sql);
        filter_joins.count = p->filter_joins;
        tw__buf_text(&sql, "SELECT count(*)");
        tw__buf_str(&sql, p->measures);
        tw__from_put(&sql, p->ask->object, &filter_joins);
        tw__where_put(&sql, p->ask, &p->conditions, p->joins.unique);
        p->count_sql = tw__op_take(op, &sql);
    }
    tw__buf_fini(&sql);
    return op->error.status;
}

tw_status tw__list_emit_filter(tw_op *op, tw_list_plan *p)
{
    tw_status st =
        tw__conditions_put(op, p->ask, &p->conditions, &p->binds, &p->joins);

    p->filter_joins = p->joins.count;
    p->filter_binds = p->binds.count;
    return st;
}

tw_status tw__list_emit(tw_op *op, tw_list_plan *p)
{
    tw_status st = TW_OK;

    if (p->seeks)
        st = tw__seek_put(op, &p->seek_sql, &p->binds, &p->joins, &p->order,
                          &p->seek);
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
    const tw_list_ask ask = {.object = o, .filter = f, .with_deleted = true};
    tw_joins joins = {.any_life = true};
    tw_buf conditions, sql;
    tw_status st;

    tw__buf_init(&conditions, op->alloc);
    tw__buf_init(&sql, op->alloc);
    st = tw__conditions_put(op, &ask, &conditions, binds, &joins);
    if (st == TW_OK) {
        tw__buf_text(&sql, "SELECT t.");
        tw__ident_put(&sql, o->c_id->name);
        tw__from_put(&sql, o, &joins);
        tw__where_put(&sql, &ask, &conditions, false);
        tw__buf_text(&sql, " ORDER BY t.");
        tw__ident_put(&sql, o->c_id->name);
        tw__buf_text(&sql, " LIMIT ");
        st = tw__param_put(op, &sql, binds, tw__cell_int(limit));
    }
    if (st == TW_OK) {
        *out = tw__op_take(op, &sql);
        st = op->error.status;
    }
    tw__buf_fini(&conditions);
    tw__buf_fini(&sql);
    return st;
}
