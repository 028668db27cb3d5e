/* emit_compare.c -- one comparison of a filter as SQL (REST specification 7.6).
** Every form keeps three-valued logic: about an empty value it says NULL, so
** that neither it nor its NOT holds. */
#include "query/filter.h"

static void column(tw_filter_out *w, const tw_target *t)
{
    tw__column_put(w->sql, w->joins, t);
}

/* The column as equality wants it: by bytes, but an index made for text order
** serves only comparisons made in that order (which differ no byte). */
static void equal_column(tw_filter_out *w, const tw_target *t)
{
    column(w, t);
    if (t->column != NULL && t->column->collated)
        tw__buf_text(w->sql, " COLLATE tw_text");
}

static tw_status param(tw_filter_out *w, tw_cell cell)
{
    return tw__param_put(w->op, w->sql, w->binds, cell);
}

static void put_is_null(tw_filter_out *w, const tw_target *t, bool null)
{
    column(w, t);
    tw__buf_text(w->sql, null ? " IS NULL" : " IS NOT NULL");
}

static tw_status put_is(tw_filter_out *w,
                        const tw_target *t,
                        const tw_json *value)
{
    bool text = value != NULL && value->type == TW_JSON_TEXT;
    bool null = text && tw__str_is(value->text, "NULL");

    if (!null && !(text && tw__str_is(value->text, "NOT_NULL")))
        return tw__fail(w->op, TW_E_INVALID, "",
                        "Invalid filter value for \"is\" operator. Expected "
                        "\"NULL\" or \"NOT_NULL\"");
    put_is_null(w, t, null);
    return TW_OK;
}

static tw_status value_of(tw_filter_out *w,
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

static tw_status put_equal(tw_filter_out *w,
                           const tw_target *t,
                           const tw_filter *f)
{
    bool equal = f->cmp == TW_CMP_EQ;
    tw_cell cell;
    tw_status st = value_of(w, t, f->value, f->loose, &cell);

    if (st != TW_OK)
        return st;
    if (cell.type == TW_CELL_NULL) {
        if (tw__kind_info(t->kind)->empty_is_null)
            put_is_null(w, t, equal);
        else
            tw__buf_text(w->sql, "NULL");
        return TW_OK;
    }
    equal_column(w, t);
    tw__buf_text(w->sql, equal ? " = " : " <> ");
    return param(w, cell);
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
    tw_status st = value_of(w, t, f->value, f->loose, &cell);

    if (st != TW_OK)
        return st;
    if (tw__kind_is_option(t->kind) && cell.type == TW_CELL_TEXT)
        cell = tw__cell_int(tw__option_rank(t->field, t->kind, cell.u.s));
    else if (tw__kind_is_text(t->kind) && cell.type == TW_CELL_NULL)
        cell = tw__cell_text(TW_STR("")); /* less than every stored text */
    tw__sort_put(w->sql, w->joins, t);
    tw__buf_text(w->sql, signs[f->cmp]);
    return param(w, cell);
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

/* The values as one JSON list in the arena, empty ones left out; `*only` is
** the value when there is just one. */
static tw_status list_of(tw_filter_out *w,
                         const tw_target *t,
                         const tw_filter *f,
                         tw_cell *out,
                         uint32_t *count,
                         tw_cell *only)
{
    tw_status st = TW_OK;
    tw_buf b;

    *count = 0;
    tw__buf_init(&b, w->op->alloc);
    tw__buf_char(&b, '[');
    for (uint32_t i = 0; i < f->value->count && st == TW_OK; i++) {
        tw_cell cell;

        st = value_of(w, t, &f->value->items[i], f->loose, &cell);
        if (st != TW_OK || cell.type == TW_CELL_NULL)
            continue;
        if ((*count)++ > 0)
            tw__buf_char(&b, ',');
        put_cell(&b, &cell);
        *only = cell;
    }
    tw__buf_char(&b, ']');
    if (st == TW_OK) {
        *out = tw__cell_text(tw__op_take(w->op, &b));
        if (out->type == TW_CELL_NULL)
            st = w->op->error.status;
    }
    tw__buf_fini(&b);
    return st;
}

static tw_status check_list(tw_filter_out *w,
                            const tw_target *t,
                            const tw_filter *f)
{
    tw_str label;

    if (f->value != NULL && f->value->type == TW_JSON_LIST) {
        if (f->value->count <= w->op->limits->max_list_values)
            return TW_OK;
        return tw__fail(w->op, TW_E_INVALID, "",
                        "Filter operator \"%s\" takes at most %u values",
                        tw__cmp_name(f->cmp),
                        (unsigned)w->op->limits->max_list_values);
    }
    label = tw__target_label(w->op, t);
    return tw__fail(w->op, TW_E_INVALID, "",
                    "Filter operator \"%s\" requires an array value for field "
                    "%.*s",
                    tw__cmp_name(f->cmp), TW_FMT(label));
}

/* NULL for an empty value, else `whole` (0 or 1). */
static void put_constant(tw_filter_out *w, const tw_target *t, int whole)
{
    tw__buf_text(w->sql, "CASE WHEN ");
    put_is_null(w, t, false);
    tw__buf_text(w->sql, " THEN ");
    tw__buf_int(w->sql, whole);
    tw__buf_text(w->sql, " END");
}

static tw_status put_in(tw_filter_out *w,
                        const tw_target *t,
                        const tw_filter *f)
{
    tw_status st = check_list(w, t, f);
    tw_cell list, only = tw__cell_null();
    uint32_t count = 0;
    tw_str label;

    if (st != TW_OK)
        return st;
    if (f->value->count == 0) {
        label = tw__target_label(w->op, t);
        return tw__fail(w->op, TW_E_INVALID, "",
                        "Invalid filter value for field %.*s. Expected "
                        "non-empty array",
                        TW_FMT(label));
    }
    st = list_of(w, t, f, &list, &count, &only);
    if (st != TW_OK)
        return st;
    if (count == 0) {
        put_constant(w, t, 0);
        return TW_OK;
    }
    equal_column(w, t);
    if (count == 1) {
        tw__buf_text(w->sql, " = ");
        return param(w, only);
    }
    tw__buf_text(w->sql, " IN (SELECT value FROM json_each(");
    st = param(w, list);
    tw__buf_text(w->sql, "))");
    return st;
}

/* Some element of the stored list meets a condition. */
static void open_elements(tw_filter_out *w, const tw_target *t)
{
    tw__buf_text(w->sql, "CASE WHEN ");
    put_is_null(w, t, false);
    tw__buf_text(w->sql, " THEN EXISTS (SELECT 1 FROM json_each(");
    column(w, t);
    tw__buf_text(w->sql, ") e WHERE ");
}

static tw_status put_contains_any(tw_filter_out *w,
                                  const tw_target *t,
                                  const tw_filter *f)
{
    tw_status st = check_list(w, t, f);
    tw_cell list, only;
    uint32_t count;

    if (st == TW_OK)
        st = list_of(w, t, f, &list, &count, &only);
    if (st != TW_OK)
        return st;
    open_elements(w, t);
    tw__buf_text(w->sql, "e.value IN (SELECT value FROM json_each(");
    st = param(w, list);
    tw__buf_text(w->sql, "))) END");
    return st;
}

/* The text that a pattern is given as. */
static tw_status text_of(tw_filter_out *w,
                         const tw_target *t,
                         const tw_filter *f,
                         tw_str *out)
{
    tw_str label;

    if (f->value != NULL && f->value->type == TW_JSON_TEXT) {
        *out = f->value->text.ptr == NULL ? TW_STR("") : f->value->text;
        return TW_OK;
    }
    label = tw__target_label(w->op, t);
    return tw__fail(w->op, TW_E_INVALID, "",
                    "Filter operator \"%s\" requires a string value for field "
                    "\"%.*s\"",
                    tw__cmp_name(f->cmp), TW_FMT(label));
}

/* From the prefix on, before the next text that does not begin with it: a
** range that an index on the column can serve. */
static tw_status put_prefix(tw_filter_out *w, const tw_target *t, tw_str text)
{
    tw_status st;
    tw_str next = tw__op_str(w->op, text);

    if (next.ptr == NULL)
        return w->op->error.status;
    /* UTF-8 ends with no byte 0xFF: there is always a next one */
    ((char *)(uintptr_t)next.ptr)[next.len - 1]++;
    tw__buf_char(w->sql, '(');
    column(w, t);
    tw__buf_text(w->sql, " >= ");
    st = param(w, tw__cell_text(text));
    tw__buf_text(w->sql, " AND ");
    column(w, t);
    tw__buf_text(w->sql, " < ");
    if (st == TW_OK)
        st = param(w, tw__cell_text(next));
    tw__buf_char(w->sql, ')');
    return st;
}

static tw_status put_suffix(tw_filter_out *w, const tw_target *t, tw_str text)
{
    int64_t chars = 0;
    tw_status st;

    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.ptr[i] & 0xC0) != 0x80)
            chars++;
    tw__buf_text(w->sql, "substr(");
    column(w, t);
    tw__buf_text(w->sql, ", ");
    st = param(w, tw__cell_int(-chars));
    tw__buf_text(w->sql, ") = ");
    return st == TW_OK ? param(w, tw__cell_text(text)) : st;
}

/* function(pattern, column) */
static tw_status put_function(tw_filter_out *w,
                              const tw_target *t,
                              const char *function,
                              tw_str pattern)
{
    tw_status st;

    tw__buf_text(w->sql, function);
    tw__buf_char(w->sql, '(');
    st = param(w, tw__cell_text(pattern));
    tw__buf_text(w->sql, ", ");
    column(w, t);
    tw__buf_char(w->sql, ')');
    return st;
}

static tw_status put_pattern(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f)
{
    tw_str text;
    tw_status st = text_of(w, t, f, &text);

    if (st != TW_OK)
        return st;
    if (f->cmp == TW_CMP_STARTS_WITH || f->cmp == TW_CMP_ENDS_WITH) {
        if (text.len == 0) {
            put_constant(w, t, 1);
            return TW_OK;
        }
        return f->cmp == TW_CMP_STARTS_WITH ? put_prefix(w, t, text)
                                            : put_suffix(w, t, text);
    }
    if (text.len == 0 && tw__kind_info(t->kind)->empty_is_null &&
        (f->cmp == TW_CMP_LIKE || f->cmp == TW_CMP_ILIKE)) {
        put_is_null(w, t, true);
        return TW_OK;
    }
    return put_function(w, t,
                        f->cmp == TW_CMP_LIKE    ? "tw_like"
                        : f->cmp == TW_CMP_ILIKE ? "tw_ilike"
                        : f->cmp == TW_CMP_REGEX ? "tw_regex"
                                                 : "tw_iregex",
                        text);
}

static tw_status put_contains_ilike(tw_filter_out *w,
                                    const tw_target *t,
                                    const tw_filter *f)
{
    tw_str text;
    tw_status st = text_of(w, t, f, &text);

    if (st != TW_OK)
        return st;
    open_elements(w, t);
    tw__buf_text(w->sql, "tw_ilike(");
    st = param(w, tw__cell_text(text));
    tw__buf_text(w->sql, ", e.value)) END");
    return st;
}

/* An empty list is stored as NULL. */
static tw_status put_is_empty_array(tw_filter_out *w,
                                    const tw_target *t,
                                    const tw_filter *f)
{
    tw_str label;

    if (f->value != NULL &&
        (f->value->type == TW_JSON_TRUE || f->value->type == TW_JSON_FALSE)) {
        put_is_null(w, t, true);
        return TW_OK;
    }
    label = tw__target_label(w->op, t);
    return tw__fail(w->op, TW_E_INVALID, "",
                    "Filter operator \"isEmptyArray\" requires a boolean value "
                    "for field %.*s",
                    TW_FMT(label));
}

tw_status tw__compare_put(tw_filter_out *w,
                          const tw_target *t,
                          const tw_filter *f)
{
    switch (f->cmp) {
    case TW_CMP_IS:
        return put_is(w, t, f->value);
    case TW_CMP_EQ:
    case TW_CMP_NEQ:
        return put_equal(w, t, f);
    case TW_CMP_GT:
    case TW_CMP_GTE:
    case TW_CMP_LT:
    case TW_CMP_LTE:
        return put_ordered(w, t, f);
    case TW_CMP_IN:
        return put_in(w, t, f);
    case TW_CMP_CONTAINS_ANY:
        return put_contains_any(w, t, f);
    case TW_CMP_STARTS_WITH:
    case TW_CMP_ENDS_WITH:
    case TW_CMP_LIKE:
    case TW_CMP_ILIKE:
    case TW_CMP_REGEX:
    case TW_CMP_IREGEX:
        return put_pattern(w, t, f);
    case TW_CMP_CONTAINS_ILIKE:
        return put_contains_ilike(w, t, f);
    case TW_CMP_IS_EMPTY_ARRAY:
        return put_is_empty_array(w, t, f);
    case TW_CMP_CONTAINS:
    case TW_CMP_NOT_CONTAINS:
    case TW_CMP_SEARCH:
    case TW_CMP_COUNT_:
        break;
    }
    return tw__fail(w->op, TW_E_INVALID, "",
                    "Operator \"%s\" cannot be used in a filter",
                    tw__cmp_name(f->cmp));
}
