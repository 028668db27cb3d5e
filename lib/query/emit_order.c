/* emit_order.c -- ORDER BY, and the condition that lets a page begin where the
** last one ended. */
#include "query/order.h"

static bool descending(const tw_order_plan *plan, const tw_term *term)
{
    return term->descending != plan->backward;
}

static bool nulls_last(const tw_order_plan *plan, const tw_term *term)
{
    return term->nulls_last != plan->backward;
}

void tw__order_put(tw_buf *sql, tw_joins *joins, const tw_order_plan *plan)
{
    for (uint32_t i = 0; i < plan->count; i++) {
        const tw_term *term = &plan->terms[i];
        bool desc = descending(plan, term);
        bool last = nulls_last(plan, term);

        tw__buf_text(sql, i == 0 ? " ORDER BY " : ", ");
        tw__sort_put(sql, joins, &term->target);
        if (desc)
            tw__buf_text(sql, " DESC");
        /* SQLite takes NULL for the least value */
        if (term->nullable && last != desc)
            tw__buf_text(sql, last ? " NULLS LAST" : " NULLS FIRST");
    }
}

void tw__order_keys_put(tw_buf *sql, tw_joins *joins, const tw_order_plan *plan)
{
    for (uint32_t i = 0; i < plan->count; i++) {
        if (!plan->terms[i].in_cursor)
            continue;
        tw__buf_char(sql, ',');
        tw__column_put(sql, joins, &plan->terms[i].target);
    }
}

/* One seek under construction: the terms that the cursor has values for. */
typedef struct seek {
    tw_op *op;
    tw_buf *sql;
    tw_joins *joins;
    const tw_order_plan *plan;
    const tw_term *terms[TW_LIMIT_ORDER_TERMS + 1];
    int params[TW_LIMIT_ORDER_TERMS + 1]; /* ?n; 0: the value is NULL */
    uint32_t count;
} seek;

static tw_status collect(seek *k, tw_binds *binds, const tw_seek *from)
{
    tw_status st = TW_OK;

    for (uint32_t i = 0; i < k->plan->count && st == TW_OK; i++) {
        const tw_term *term = &k->plan->terms[i];
        tw_cell cell = from->values[i].cell;

        if (!from->values[i].given)
            continue;
        if (k->count == TW_LIMIT_ORDER_TERMS + 1)
            return tw__fail(k->op, TW_E_INVALID_CURSOR, "",
                            "Invalid cursor: too many values");
        k->terms[k->count] = term;
        k->params[k->count] = 0;
        if (tw__kind_is_option(term->target.kind) && cell.type == TW_CELL_TEXT)
            cell = tw__cell_int(tw__option_rank(term->target.field,
                                                term->target.kind, cell.u.s));
        if (cell.type != TW_CELL_NULL) {
            st = tw__binds_add(k->op, binds, cell);
            k->params[k->count] = (int)binds->count;
        }
        k->count++;
    }
    return st;
}

/* expression sign ?n */
static void put_compare(seek *k, uint32_t i, const char *sign)
{
    tw__sort_put(k->sql, k->joins, &k->terms[i]->target);
    tw__buf_text(k->sql, sign);
    tw__buf_char(k->sql, '?');
    tw__buf_int(k->sql, k->params[i]);
}

static void put_null(seek *k, uint32_t i, bool null)
{
    tw__sort_put(k->sql, k->joins, &k->terms[i]->target);
    tw__buf_text(k->sql, null ? " IS NULL" : " IS NOT NULL");
}

static void put_after(seek *k, uint32_t i)
{
    bool last = nulls_last(k->plan, k->terms[i]);

    if (k->params[i] == 0) {
        if (last)
            tw__buf_char(k->sql, '0');
        else
            put_null(k, i, false);
        return;
    }
    put_compare(k, i, descending(k->plan, k->terms[i]) ? " < " : " > ");
    if (last && k->terms[i]->nullable) {
        tw__buf_text(k->sql, " OR ");
        put_null(k, i, true);
    }
}

static void put_same(seek *k, uint32_t i)
{
    if (k->params[i] == 0)
        put_null(k, i, true);
    else
        put_compare(k, i, " = ");
}

/* after 1 OR (same 1 AND (after 2 OR (same 2 AND ...))) */
static void put_chain(seek *k)
{
    for (uint32_t i = 0; i < k->count; i++) {
        put_after(k, i);
        if (i + 1 < k->count) {
            tw__buf_text(k->sql, " OR (");
            put_same(k, i);
            tw__buf_text(k->sql, " AND (");
        }
    }
    for (uint32_t i = 1; i < k->count; i++)
        tw__buf_text(k->sql, "))");
}

/* Are all terms alike, so that (a, b) > (?, ?) says it? */
static bool is_row_value(const seek *k)
{
    for (uint32_t i = 0; i < k->count; i++)
        if (k->params[i] == 0 || k->terms[i]->nullable ||
            descending(k->plan, k->terms[i]) !=
                descending(k->plan, k->terms[0]))
            return false;
    return true;
}

static void put_row_value(seek *k)
{
    tw__buf_char(k->sql, '(');
    for (uint32_t i = 0; i < k->count; i++) {
        if (i > 0)
            tw__buf_text(k->sql, ", ");
        tw__sort_put(k->sql, k->joins, &k->terms[i]->target);
    }
    tw__buf_text(k->sql, descending(k->plan, k->terms[0]) ? ") < (" : ") > (");
    for (uint32_t i = 0; i < k->count; i++) {
        tw__buf_text(k->sql, i > 0 ? ", ?" : "?");
        tw__buf_int(k->sql, k->params[i]);
    }
    tw__buf_char(k->sql, ')');
}

/* The first term alone, for an index to bound the scan with. */
static void put_bound(seek *k)
{
    bool last = nulls_last(k->plan, k->terms[0]);

    if (k->params[0] == 0) {
        if (!last)
            return;
        put_null(k, 0, true);
    } else {
        if (last && k->terms[0]->nullable)
            return;
        put_compare(k, 0, descending(k->plan, k->terms[0]) ? " <= " : " >= ");
    }
    tw__buf_text(k->sql, " AND ");
}

tw_status tw__seek_put(tw_op *op,
                       tw_buf *sql,
                       tw_binds *binds,
                       tw_joins *joins,
                       const tw_order_plan *plan,
                       const tw_seek *from)
{
    seek k = {.op = op, .sql = sql, .joins = joins, .plan = plan};
    tw_status st = collect(&k, binds, from);

    if (st != TW_OK)
        return st;
    if (k.count == 0) {
        tw__buf_char(sql, '1');
    } else if (k.count == 1) {
        tw__buf_char(sql, '(');
        put_after(&k, 0);
        tw__buf_char(sql, ')');
    } else if (is_row_value(&k)) {
        put_row_value(&k);
    } else {
        put_bound(&k);
        tw__buf_char(sql, '(');
        put_chain(&k);
        tw__buf_char(sql, ')');
    }
    return TW_OK;
}
