/* emit_compare.c -- one comparison of a filter as SQL (REST specification 7.6).
** Every form keeps three-valued logic: about an empty value it says NULL, so
** that neither it nor its NOT holds. */
#include "query/compare.h"

#include "store/ident.h"

void tw__compare_column(tw_filter_out *w, const tw_target *t)
{
    tw__column_put(w->sql, w->joins, t);
}

void tw__compare_null(tw_filter_out *w, const tw_target *t, bool null)
{
    w->finds_null = w->finds_null || null;
    tw__column_put(w->sql, w->joins, t);
    tw__buf_text(w->sql, null ? " IS NULL" : " IS NOT NULL");
}

void tw__compare_constant(tw_filter_out *w, const tw_target *t, int whole)
{
    tw__buf_text(w->sql, "CASE WHEN ");
    tw__compare_null(w, t, false);
    tw__buf_text(w->sql, " THEN ");
    tw__buf_int(w->sql, whole);
    tw__buf_text(w->sql, " END");
}

tw_status tw__compare_value(tw_filter_out *w,
                            const tw_target *t,
                            const tw_json *value,
                            bool loose,
                            tw_cell *out)
{
    *out = tw__cell_null();
    if (t->column == NULL || value == NULL)
        return TW_OK;
    return tw__kind_filter_value(w->op, t->field, t->part, value, loose, out);
}

tw_status tw__compare_refuse(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f,
                             const char *what)
{
    tw_str label = tw__target_label(w->op, t);

    return tw__fail(w->op, TW_E_INVALID, "",
                    "Comparator \"%s\" on field \"%.*s\" takes %s",
                    tw__cmp_name(f->cmp), TW_FMT(label), what);
}

/* Live and deleted records have an index each of a unique field: asked for
** both, SQLite wants to hear it twice. */
tw_status tw__compare_equal_put(tw_filter_out *w,
                                const tw_target *t,
                                tw_cell cell)
{
    const tw_object *o = t->field->object;
    bool twice = w->joins != NULL && w->joins->any_life && t->hop_count == 0 &&
                 t->column->unique && t->column != o->c_id &&
                 o->c_deleted_at != NULL;
    tw_status st = tw__binds_add(w->op, w->binds, cell);

    tw__joins_mark_unique(w->joins, t);
    tw__buf_text(w->sql, twice ? "(" : "");
    for (int i = 0; i < (twice ? 2 : 1); i++) {
        tw__buf_text(w->sql, i == 0 ? "" : " OR ");
        tw__compare_column(w, t);
        tw__buf_text(w->sql, " = ?");
        tw__buf_int(w->sql, w->binds->count);
        if (twice) {
            tw__buf_text(w->sql, " AND t.");
            tw__ident_put(w->sql, o->c_deleted_at->name);
            tw__buf_text(w->sql, i == 0 ? " IS NULL" : " IS NOT NULL");
        }
    }
    tw__buf_text(w->sql, twice ? ")" : "");
    return st;
}

static tw_status put_is(tw_filter_out *w,
                        const tw_target *t,
                        const tw_filter *f)
{
    bool text = f->value != NULL && f->value->type == TW_JSON_TEXT;
    bool null = text && tw__str_is(f->value->text, "NULL");

    if (!null && !(text && tw__str_is(f->value->text, "NOT_NULL")))
        return tw__compare_refuse(w, t, f, "NULL or NOT_NULL");
    tw__compare_null(w, t, null);
    return TW_OK;
}

static tw_status put_equal(tw_filter_out *w,
                           const tw_target *t,
                           const tw_filter *f)
{
    bool equal = f->cmp == TW_CMP_EQ;
    tw_cell cell;
    tw_status st = tw__compare_value(w, t, f->value, f->loose, &cell);

    if (st != TW_OK)
        return st;
    if (cell.type == TW_CELL_NULL) {
        if (tw__kind_info(t->kind)->empty_is_null)
            tw__compare_null(w, t, equal);
        else
            tw__buf_text(w->sql, "NULL");
        return TW_OK;
    }
    if (equal)
        return tw__compare_equal_put(w, t, cell);
    tw__compare_column(w, t);
    tw__buf_text(w->sql, " <> ");
    return tw__param_put(w->op, w->sql, w->binds, cell);
}

static tw_status put_ordered(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f)
{
    static const char *const signs[TW_CMP_COUNT_] = {
        [TW_CMP_GT] = " > ",
        [TW_CMP_GTE] = " >= ",
        [TW_CMP_LT] = " < ",
        [TW_CMP_LTE] = " <= ",
    };
    tw_cell cell;
    tw_status st = tw__compare_value(w, t, f->value, f->loose, &cell);

    if (st != TW_OK)
        return st;
    if (tw__kind_is_option(t->kind) && cell.type == TW_CELL_TEXT)
        cell = tw__cell_int(tw__option_rank(t->field, t->kind, cell.u.s));
    else if (tw__kind_is_text(t->kind) && cell.type == TW_CELL_NULL)
        cell = tw__cell_text(TW_STR("")); /* less than every stored text */
    tw__sort_put(w->sql, w->joins, t);
    tw__buf_text(w->sql, signs[f->cmp]);
    return tw__param_put(w->op, w->sql, w->binds, cell);
}

tw_status tw__compare_put(tw_filter_out *w,
                          const tw_target *t,
                          const tw_filter *f)
{
    switch (f->cmp) {
    case TW_CMP_IS:
        return put_is(w, t, f);
    case TW_CMP_EQ:
    case TW_CMP_NEQ:
        return put_equal(w, t, f);
    case TW_CMP_GT:
    case TW_CMP_GTE:
    case TW_CMP_LT:
    case TW_CMP_LTE:
        return put_ordered(w, t, f);
    case TW_CMP_IN:
        return tw__compare_in_put(w, t, f);
    case TW_CMP_CONTAINS_ANY:
        return tw__compare_contains_any_put(w, t, f);
    case TW_CMP_STARTS_WITH:
    case TW_CMP_ENDS_WITH:
    case TW_CMP_LIKE:
    case TW_CMP_ILIKE:
    case TW_CMP_REGEX:
    case TW_CMP_IREGEX:
        return tw__compare_pattern_put(w, t, f);
    case TW_CMP_CONTAINS_ILIKE:
        return tw__compare_contains_ilike_put(w, t, f);
    case TW_CMP_IS_EMPTY_ARRAY:
        return tw__compare_empty_put(w, t, f);
    case TW_CMP_CONTAINS:
    case TW_CMP_NOT_CONTAINS:
    case TW_CMP_SEARCH:
    case TW_CMP_COUNT_:
        break;
    }
    return tw__fail(w->op, TW_E_INVALID, "",
                    "Comparator \"%s\" cannot be used in a filter",
                    tw__cmp_name(f->cmp));
}
