/* emit_compare_text.c -- comparisons of text with a pattern, as SQL. */
#include "query/compare.h"

tw_status tw__compare_text(tw_filter_out *w,
                           const tw_target *t,
                           const tw_filter *f,
                           tw_str *out)
{
    if (f->value == NULL || f->value->type != TW_JSON_TEXT)
        return tw__compare_refuse(w, t, f, "text");
    *out = f->value->text.ptr == NULL ? TW_STR("") : f->value->text;
    return TW_OK;
}

static tw_status param(tw_filter_out *w, tw_cell cell)
{
    return tw__param_put(w->op, w->sql, w->binds, cell);
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
    tw__joins_mark_unique(w->joins, t);
    tw__buf_char(w->sql, '(');
    tw__column_put(w->sql, w->joins, t);
    tw__buf_text(w->sql, " >= ");
    st = param(w, tw__cell_text(text));
    tw__buf_text(w->sql, " AND ");
    tw__column_put(w->sql, w->joins, t);
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
    tw__column_put(w->sql, w->joins, t);
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
    tw__column_put(w->sql, w->joins, t);
    tw__buf_char(w->sql, ')');
    return st;
}

tw_status tw__compare_pattern_put(tw_filter_out *w,
                                  const tw_target *t,
                                  const tw_filter *f)
{
    bool empty_is_null = tw__kind_info(t->kind)->empty_is_null;
    tw_str text;
    tw_status st = tw__compare_text(w, t, f, &text);

    if (st != TW_OK)
        return st;
    if (f->cmp == TW_CMP_STARTS_WITH || f->cmp == TW_CMP_ENDS_WITH) {
        if (text.len == 0) {
            tw__compare_constant(w, t, 1);
            return TW_OK;
        }
        return f->cmp == TW_CMP_STARTS_WITH ? put_prefix(w, t, text)
                                            : put_suffix(w, t, text);
    }
    if (text.len == 0 && empty_is_null &&
        (f->cmp == TW_CMP_LIKE || f->cmp == TW_CMP_ILIKE)) {
        tw__compare_null(w, t, true);
        return TW_OK;
    }
    return put_function(w, t,
                        f->cmp == TW_CMP_LIKE    ? "tw_like"
                        : f->cmp == TW_CMP_ILIKE ? "tw_ilike"
                        : f->cmp == TW_CMP_REGEX ? "tw_regex"
                                                 : "tw_iregex",
                        text);
}
