/* order.c -- from an order's names to the columns to sort by (REST
** specification 8). */
#include "query/order.h"

static tw_status misuse(tw_op *op, tw_str name, const char *why)
{
    return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                    "'order_by' invalid: \"%.*s\" %s", TW_FMT(name), why);
}

/* What of `f` to sort by: the path's names from `at` on, one for a part or
** none.  Two relations away a composite stands for its first part. */
static tw_status resolve_part(tw_op *op,
                              const tw_field *f,
                              const tw_path *path,
                              uint8_t at,
                              tw_target *out)
{
    uint8_t rest = (uint8_t)(path->count - at);
    tw_str name = path->name[at - 1];
    int part = 0;

    if (!f->type->composite || f->relation != TW_RELATION_NONE) {
        if (rest > 0)
            return misuse(op, name, "has no sub field to sort by");
    } else if (rest == 0) {
        if (at < TW_HOPS_MAX + 1)
            return misuse(op, name, "is sorted by one of its sub fields");
    } else {
        part = tw__field_part(f, path->name[at]);
        if (part < 0)
            return tw__fail(op, TW_E_UNKNOWN_SUB_FIELD, "",
                            "'order_by' invalid: \"%.*s\" has no sub field "
                            "\"%.*s\"",
                            TW_FMT(name), TW_FMT(path->name[at]));
        if (rest > 1)
            return misuse(op, path->name[at], "has no sub field to sort by");
    }
    tw__target_set(out, f, part);
    return TW_OK;
}

static tw_status resolve(tw_op *op,
                         const tw_object *o,
                         const tw_path *path,
                         tw_target *out)
{
    memset(out, 0, sizeof(*out));
    if (path->count > TW_PATH_MAX)
        return misuse(op, path->name[0], "is followed by too many names");
    for (uint8_t at = 0;; at++) {
        bool is_join;
        const tw_field *f = tw__field_find(o, path->name[at], &is_join);

        if (f == NULL)
            return tw__fail(op, TW_E_FIELD_NOT_FOUND, "",
                            "'order_by' invalid: object %.*s has no field "
                            "\"%.*s\"",
                            TW_FMT(o->singular), TW_FMT(path->name[at]));
        if (f->relation == TW_RELATION_NONE || is_join)
            return resolve_part(op, f, path, (uint8_t)(at + 1), out);
        if (at + 1 >= path->count)
            return misuse(op, path->name[at],
                          "is a relation: sort by a field of the related "
                          "record");
        if (out->hop_count == TW_HOPS_MAX)
            return misuse(op, path->name[at], "is too many relations away");
        out->hops[out->hop_count++] = f;
        o = f->target;
    }
}

static bool same_target(const tw_target *a, const tw_target *b)
{
    if (a->column != b->column || a->hop_count != b->hop_count)
        return false;
    for (uint8_t i = 0; i < a->hop_count; i++)
        if (a->hops[i] != b->hops[i])
            return false;
    return true;
}

/* Does an earlier term sort by it, or is there nothing to sort by? */
static bool is_idle(const tw_order_plan *plan, const tw_target *t)
{
    if (t->column == NULL)
        return true;
    for (uint32_t i = 0; i < plan->count; i++)
        if (same_target(&plan->terms[i].target, t))
            return true;
    return false;
}

tw_status tw__order_plan(tw_op *op,
                         const tw_object *o,
                         const tw_order *order,
                         uint32_t count,
                         tw_order_plan *out)
{
    tw_term *term;
    bool has_id = false;

    memset(out, 0, sizeof(*out));
    if (count > op->limits->max_order_terms)
        return tw__fail(op, TW_E_INVALID, "",
                        "'order_by' invalid: more than %u fields",
                        (unsigned)op->limits->max_order_terms);
    out->terms = tw__op_array(op, count + 1, sizeof(*out->terms));
    if (out->terms == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < count; i++) {
        tw_target t;
        tw_status st = resolve(op, o, &order[i].path, &t);

        if (st != TW_OK)
            return st;
        /* after the id nothing is left to be decided */
        if (has_id || is_idle(out, &t))
            continue;
        term = &out->terms[out->count++];
        term->target = t;
        term->path = order[i].path;
        term->descending = order[i].descending;
        term->nulls_last = order[i].nulls_last;
        term->nullable = tw__target_nullable(&t);
        term->in_cursor = tw__kind_info(t.kind)->sortable;
        has_id = t.hop_count == 0 && t.column == o->c_id;
    }
    if (has_id)
        return TW_OK;
    term = &out->terms[out->count++];
    tw__target_set(&term->target, o->c_id->field, 0);
    term->path.name[0] = TW_STR("id");
    term->path.count = 1;
    term->in_cursor = true;
    return TW_OK;
}
