/* lower_compare.c -- one comparison of a filter: the operator must be one of the
** field's type, and its value one that the operator takes. */
#include "graphql/lower_inside.h"

/* What the operator wants of its value; the value itself is the column's
** business. */
static tw_status check_form(tw_lowering *l,
                            const tw_target *t,
                            const tw_filter *f)
{
    const tw_json *v = f->value;
    tw_str label = tw__target_label(l->op, t);
    const char *name = tw__cmp_name(f->cmp);

    switch (f->cmp) {
    case TW_CMP_IS:
        if (v->type == TW_JSON_TEXT &&
            (tw__str_is(v->text, "NULL") || tw__str_is(v->text, "NOT_NULL")))
            return TW_OK;
        return tw__lower_refuse(
            l,
            "Operator \"is\" of field \"%.*s\" takes NULL or "
            "NOT_NULL",
            TW_FMT(label));
    case TW_CMP_IN:
    case TW_CMP_CONTAINS_ANY:
        if (v->type != TW_JSON_LIST)
            return tw__lower_refuse(
                l, "Operator \"%s\" of field \"%.*s\" takes a list", name,
                TW_FMT(label));
        if (v->count > l->op->limits->max_list_values)
            return tw__lower_refuse(
                l,
                "Operator \"%s\" of field \"%.*s\" takes at most %u "
                "values",
                name, TW_FMT(label), (unsigned)l->op->limits->max_list_values);
        if (v->count == 0 && f->cmp == TW_CMP_IN)
            return tw__fail(l->op, TW_E_INVALID_QUERY_INPUT, "",
                            "Operator \"in\" of field \"%.*s\" takes at least "
                            "one value",
                            TW_FMT(label));
        return TW_OK;
    case TW_CMP_IS_EMPTY_ARRAY:
        if (v->type == TW_JSON_TRUE || v->type == TW_JSON_FALSE)
            return TW_OK;
        return tw__lower_refuse(
            l, "Operator \"%s\" of field \"%.*s\" takes true or false", name,
            TW_FMT(label));
    case TW_CMP_LIKE:
    case TW_CMP_ILIKE:
    case TW_CMP_STARTS_WITH:
    case TW_CMP_ENDS_WITH:
    case TW_CMP_REGEX:
    case TW_CMP_IREGEX:
    case TW_CMP_CONTAINS_ILIKE:
        if (v->type == TW_JSON_TEXT)
            return TW_OK;
        return tw__lower_refuse(l,
                                "Operator \"%s\" of field \"%.*s\" takes text",
                                name, TW_FMT(label));
    case TW_CMP_EQ:
    case TW_CMP_NEQ:
    case TW_CMP_GT:
    case TW_CMP_GTE:
    case TW_CMP_LT:
    case TW_CMP_LTE:
    case TW_CMP_CONTAINS:
    case TW_CMP_NOT_CONTAINS:
    case TW_CMP_SEARCH:
    case TW_CMP_COUNT_:
        break;
    }
    return TW_OK;
}

static tw_status check_value(tw_lowering *l,
                             const tw_target *t,
                             const tw_json *value)
{
    bool option = t->kind == TW_KIND_OPTION || t->kind == TW_KIND_SOURCE;
    tw_cell cell;
    tw_status st;

    if (t->column == NULL)
        return TW_OK;
    st = tw__kind_filter_value(l->op, t->field, t->part, value, false, &cell);
    /* An option that is none is the store's complaint there: no sub-code. */
    if (st == TW_E_INVALID)
        l->op->sub_code = option && value->type == TW_JSON_TEXT
                              ? TW_STR("")
                              : TW_STR("INVALID_ARGS_FILTER");
    return st;
}

static tw_status check_values(tw_lowering *l,
                              const tw_target *t,
                              const tw_filter *f)
{
    tw_status st = TW_OK;

    switch (f->cmp) {
    case TW_CMP_EQ:
    case TW_CMP_NEQ:
    case TW_CMP_GT:
    case TW_CMP_GTE:
    case TW_CMP_LT:
    case TW_CMP_LTE:
        return check_value(l, t, f->value);
    case TW_CMP_IN:
    case TW_CMP_CONTAINS_ANY:
        for (uint32_t i = 0; st == TW_OK && i < f->value->count; i++)
            st = check_value(l, t, &f->value->items[i]);
        return st;
    case TW_CMP_IS:
    case TW_CMP_STARTS_WITH:
    case TW_CMP_ENDS_WITH:
    case TW_CMP_LIKE:
    case TW_CMP_ILIKE:
    case TW_CMP_REGEX:
    case TW_CMP_IREGEX:
    case TW_CMP_CONTAINS:
    case TW_CMP_NOT_CONTAINS:
    case TW_CMP_CONTAINS_ILIKE:
    case TW_CMP_IS_EMPTY_ARRAY:
    case TW_CMP_SEARCH:
    case TW_CMP_COUNT_:
        break;
    }
    return TW_OK;
}

/* {operator: value} about one column. */
tw_status tw__lower_comparison(tw_lowering *l,
                               const tw_target *t,
                               const tw_path *path,
                               const tw_json *in,
                               const tw_filter **out)
{
    uint32_t allowed = tw__filter_operators(t, true);
    tw_filter *f;
    tw_status st;

    if (in->type != TW_JSON_OBJECT)
        return tw__lower_refuse(
            l, "Filter value for field \"%.*s\" must be an object",
            TW_FMT(tw__target_label(l->op, t)));
    if (in->count != 1)
        return tw__lower_refuse(
            l, "Filter of field \"%.*s\" takes one operator, not %u",
            TW_FMT(tw__target_label(l->op, t)), in->count);
    f = tw__lower_node(l, TW_FILTER_CMP);
    if (f == NULL)
        return l->op->error.status;
    if (!tw__cmp_by_name(in->items[0].key, &f->cmp) ||
        (allowed & TW_CMP_BIT(f->cmp)) == 0) {
        st = tw__filter_refuse_operator(
            l->op, t, tw__lower_shown(in->items[0].key), allowed);
        l->op->sub_code = TW_STR("INVALID_ARGS_FILTER");
        return st;
    }
    f->path = *path;
    f->value = &in->items[0];
    *out = f;
    st = check_form(l, t, f);
    return st == TW_OK ? check_values(l, t, f) : st;
}
