/* emit_filter.c -- a filter's tree as one SQL condition. */
#include "query/filter.h"

/* Enough for the planner to begin with the few related records that a
** comparison leaves over, instead of with all records that have one. */
#define FEW "0.001"

static tw_status put(tw_filter_out *w,
                     const tw_object *o,
                     const tw_filter *f,
                     uint32_t depth);

static tw_status put_items(tw_filter_out *w,
                           const tw_object *o,
                           const tw_filter *f,
                           uint32_t depth)
{
    tw_status st;

    if (f->count == 0) {
        tw__buf_char(w->sql, '1');
        return TW_OK;
    }
    tw__buf_char(w->sql, '(');
    for (uint32_t i = 0; i < f->count; i++) {
        if (i > 0)
            tw__buf_text(w->sql, f->op == TW_FILTER_OR ? " OR " : " AND ");
        st = put(w, o, f->items[i], depth + 1);
        if (st != TW_OK)
            return st;
    }
    tw__buf_char(w->sql, ')');
    return TW_OK;
}

/* Equality and the like with some value: true of few records. */
static bool is_selective(const tw_filter *f)
{
    if (f->cmp != TW_CMP_EQ && f->cmp != TW_CMP_IN &&
        f->cmp != TW_CMP_STARTS_WITH)
        return false;
    return f->value != NULL && f->value->type != TW_JSON_NULL &&
           (f->value->type != TW_JSON_TEXT || f->value->text.len > 0);
}

static tw_status put_comparison(tw_filter_out *w,
                                const tw_object *o,
                                const tw_filter *f)
{
    tw_target t;
    bool hint;
    tw_status st = tw__filter_target(w->op, o, f, &t);

    if (st != TW_OK)
        return st;
    w->finds_null = false;
    hint = w->needed && t.hop_count > 0 && w->joins != NULL && is_selective(f);
    tw__buf_text(w->sql, hint ? "likelihood(" : "");
    st = tw__compare_put(w, &t, f);
    tw__buf_text(w->sql, hint ? "," FEW ")" : "");
    if (w->needed && t.hop_count > 0 && !w->finds_null)
        tw__joins_mark_inner(w->joins, &t);
    return st;
}

static tw_status put(tw_filter_out *w,
                     const tw_object *o,
                     const tw_filter *f,
                     uint32_t depth)
{
    bool needed = w->needed;
    tw_status st;

    if (++w->nodes > w->op->limits->max_filter_nodes)
        return tw__fail(w->op, TW_E_INVALID, "",
                        "'filter' invalid: more than %u conditions",
                        (unsigned)w->op->limits->max_filter_nodes);
    if (depth > w->op->limits->max_filter_depth)
        return tw__fail(w->op, TW_E_INVALID, "",
                        "'filter' invalid: nested deeper than %u",
                        (unsigned)w->op->limits->max_filter_depth);
    if (f->op == TW_FILTER_CMP)
        return put_comparison(w, o, f);
    if (f->op != TW_FILTER_AND && !(f->op == TW_FILTER_OR && f->count == 1))
        w->needed = false;
    if (f->op == TW_FILTER_NOT) {
        tw__buf_text(w->sql, "NOT (");
        st = put(w, o, f->items[0], depth + 1);
        tw__buf_char(w->sql, ')');
    } else {
        st = put_items(w, o, f, depth);
    }
    w->needed = needed;
    return st;
}

tw_status tw__filter_put(tw_op *op,
                         const tw_object *o,
                         const tw_filter *f,
                         tw_buf *sql,
                         tw_binds *binds,
                         tw_joins *joins)
{
    tw_filter_out w = {
        .op = op, .sql = sql, .binds = binds, .joins = joins, .needed = true};
    tw_status st = put(&w, o, f, 1);

    if (st == TW_OK && sql->failed)
        return tw__fail_nomem(op);
    return st;
}

tw_status tw__filter_emit(tw_op *op,
                          const tw_object *o,
                          const tw_filter *f,
                          tw_buf *sql,
                          tw_binds *binds)
{
    return tw__filter_put(op, o, f, sql, binds, NULL);
}
