/* emit_compare_list.c -- comparisons with a list of values, and of stored
** lists, as SQL.  However many values there are, they are one parameter. */
#include "query/compare.h"

#include <stdio.h>

static tw_status param(tw_filter_out *w, tw_cell cell)
{
    return tw__param_put(w->op, w->sql, w->binds, cell);
}

static void put_cell(tw_buf *b, const tw_cell *cell)
{
    if (cell->type == TW_CELL_TEXT)
        tw__json_put_text(b, cell->u.s);
    else if (cell->type == TW_CELL_INT)
        tw__buf_int(b, cell->u.i);
    else
        tw__json_put_number(b, cell->u.r);
}

/* The values of a filter: as a JSON list, empty ones left out. */
typedef struct values {
    tw_cell list;
    tw_cell only; /* the last one */
    uint32_t count;
} values;

static tw_status check_list(tw_filter_out *w,
                            const tw_target *t,
                            const tw_filter *f)
{
    uint32_t max = w->op->limits->max_list_values;
    char what[48];

    if (f->value == NULL || f->value->type != TW_JSON_LIST)
        return tw__compare_refuse(w, t, f, "a list");
    if (f->value->count <= max)
        return TW_OK;
    snprintf(what, sizeof(what), "at most %u values", (unsigned)max);
    return tw__compare_refuse(w, t, f, what);
}

static tw_status read_values(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f,
                             values *out)
{
    tw_status st = check_list(w, t, f);
    tw_buf b;

    memset(out, 0, sizeof(*out));
    if (st != TW_OK)
        return st;
    tw__buf_init(&b, w->op->alloc);
    tw__buf_char(&b, '[');
    for (uint32_t i = 0; i < f->value->count && st == TW_OK; i++) {
        tw_cell cell;

        st = tw__compare_value(w, t, &f->value->items[i], f->loose, &cell);
        if (st != TW_OK || cell.type == TW_CELL_NULL)
            continue;
        if (out->count++ > 0)
            tw__buf_char(&b, ',');
        put_cell(&b, &cell);
        out->only = cell;
    }
    tw__buf_char(&b, ']');
    if (st == TW_OK) {
        out->list = tw__cell_text(tw__op_take(w->op, &b));
        st = w->op->error.status;
    }
    tw__buf_fini(&b);
    return st;
}

/* The column holds one of the values. */
static tw_status put_among(tw_filter_out *w,
                           const tw_target *t,
                           const values *v)
{
    tw_status st;

    if (v->count == 0) {
        tw__compare_constant(w, t, 0);
        return TW_OK;
    }
    if (v->count == 1)
        return tw__compare_equal_put(w, t, v->only);
    tw__joins_mark_unique(w->joins, t);
    tw__compare_column(w, t);
    tw__buf_text(w->sql, " IN (SELECT value FROM json_each(");
    st = param(w, v->list);
    tw__buf_text(w->sql, "))");
    return st;
}

tw_status tw__compare_in_put(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f)
{
    values v;
    tw_status st = read_values(w, t, f, &v);

    if (st != TW_OK)
        return st;
    if (f->value->count == 0)
        return tw__compare_refuse(w, t, f, "at least one value");
    return put_among(w, t, &v);
}

/* Some element of the stored list meets a condition. */
static void open_elements(tw_filter_out *w, const tw_target *t)
{
    tw__buf_text(w->sql, "CASE WHEN ");
    tw__compare_null(w, t, false);
    tw__buf_text(w->sql, " THEN EXISTS (SELECT 1 FROM json_each(");
    tw__column_put(w->sql, w->joins, t);
    tw__buf_text(w->sql, ") e WHERE ");
}

tw_status tw__compare_contains_any_put(tw_filter_out *w,
                                       const tw_target *t,
                                       const tw_filter *f)
{
    values v;
    tw_status st = read_values(w, t, f, &v);

    if (st != TW_OK)
        return st;
    if (tw__kind_is_option(t->kind)) /* a list of one */
        return put_among(w, t, &v);
    open_elements(w, t);
    tw__buf_text(w->sql, "e.value IN (SELECT value FROM json_each(");
    st = param(w, v.list);
    tw__buf_text(w->sql, "))) END");
    return st;
}

tw_status tw__compare_contains_ilike_put(tw_filter_out *w,
                                         const tw_target *t,
                                         const tw_filter *f)
{
    tw_str text;
    tw_status st = tw__compare_text(w, t, f, &text);

    if (st != TW_OK)
        return st;
    open_elements(w, t);
    tw__buf_text(w->sql, "tw_ilike(");
    st = param(w, tw__cell_text(text));
    tw__buf_text(w->sql, ", e.value)) END");
    return st;
}

/* An empty list is stored as NULL; what is no list is no empty one. */
tw_status tw__compare_empty_put(tw_filter_out *w,
                                const tw_target *t,
                                const tw_filter *f)
{
    if (f->value == NULL ||
        (f->value->type != TW_JSON_TRUE && f->value->type != TW_JSON_FALSE))
        return tw__compare_refuse(w, t, f, "true or false");
    if (tw__kind_is_option(t->kind))
        tw__compare_constant(w, t, 0);
    else
        tw__compare_null(w, t, true);
    return TW_OK;
}
