/* filter.c -- a filter's names are looked up, its comparators checked against
** the kinds of what they compare. */
#include "query/filter.h"

static const char *const names[TW_CMP_COUNT_] = {
    [TW_CMP_EQ] = "eq",
    [TW_CMP_NEQ] = "neq",
    [TW_CMP_IN] = "in",
    [TW_CMP_CONTAINS_ANY] = "containsAny",
    [TW_CMP_IS] = "is",
    [TW_CMP_GT] = "gt",
    [TW_CMP_GTE] = "gte",
    [TW_CMP_LT] = "lt",
    [TW_CMP_LTE] = "lte",
    [TW_CMP_STARTS_WITH] = "startsWith",
    [TW_CMP_ENDS_WITH] = "endsWith",
    [TW_CMP_LIKE] = "like",
    [TW_CMP_ILIKE] = "ilike",
    [TW_CMP_REGEX] = "regex",
    [TW_CMP_IREGEX] = "iregex",
    [TW_CMP_CONTAINS] = "contains",
    [TW_CMP_NOT_CONTAINS] = "notContains",
    [TW_CMP_CONTAINS_ILIKE] = "containsIlike",
    [TW_CMP_IS_EMPTY_ARRAY] = "isEmptyArray",
    [TW_CMP_SEARCH] = "search",
};

const char *tw__cmp_name(tw_cmp cmp)
{
    return names[cmp];
}

bool tw__cmp_by_name(tw_str name, tw_cmp *out)
{
    for (int i = 0; i < TW_CMP_COUNT_; i++)
        if (tw__str_is(name, names[i])) {
            *out = (tw_cmp)i;
            return true;
        }
    return false;
}

uint32_t tw__filter_operators(const tw_target *t, bool graphql)
{
    const tw_kind_info *info = tw__kind_info(t->kind);

    return info->filter_ops | (graphql ? info->graphql_ops : 0);
}

tw_status tw__filter_refuse_operator(tw_op *op,
                                     const tw_target *t,
                                     tw_str name,
                                     uint32_t allowed)
{
    tw_str label;
    char list[256];
    size_t len = 0;

    for (int i = 0; i < TW_CMP_COUNT_; i++) {
        size_t n = strlen(names[i]);

        if ((allowed & TW_CMP_BIT(i)) == 0)
            continue;
        if (len > 0) {
            memcpy(list + len, ", ", 2);
            len += 2;
        }
        memcpy(list + len, names[i], n);
        len += n;
    }
    label = tw__target_label(op, t);
    return tw__fail(op, TW_E_INVALID, "",
                    "Operator \"%.*s\" is not valid for field \"%.*s\" of type "
                    "%s - Allowed operators: %.*s",
                    TW_FMT(name), TW_FMT(label), tw__target_type(t), (int)len,
                    list);
}

static tw_status unknown(tw_op *op, const tw_object *o, tw_str name)
{
    return tw__fail(op, TW_E_INVALID, "",
                    "Object %.*s doesn't have any \"%.*s\" field.",
                    TW_FMT(o->singular), TW_FMT(name));
}

/* The field itself, or a part of it: what is left of the path names it. */
static tw_status resolve_part(tw_op *op,
                              const tw_field *f,
                              bool is_join,
                              const tw_str *rest,
                              uint8_t rest_count,
                              tw_target *out)
{
    int part = 0;

    if (is_join || !f->type->composite) {
        if (rest_count > 0)
            return tw__fail(op, TW_E_INVALID, "",
                            "Field \"%.*s\" has no sub field \"%.*s\"",
                            TW_FMT(is_join ? f->join_name : f->name),
                            TW_FMT(rest[0]));
    } else if (rest_count == 0) {
        return tw__fail(op, TW_E_INVALID, "",
                        "Field \"%.*s\" of type %s needs a sub field, e.g. "
                        "\"%.*s.%s\"",
                        TW_FMT(f->name), f->type->api_name, TW_FMT(f->name),
                        f->type->parts[0].name);
    } else {
        part = tw__field_part(f, rest[0]);
        if (part < 0)
            return tw__fail(op, TW_E_INVALID, "",
                            "Field \"%.*s\" of type %s has no sub field "
                            "\"%.*s\"",
                            TW_FMT(f->name), f->type->api_name,
                            TW_FMT(rest[0]));
        if (rest_count > 1)
            return tw__fail(op, TW_E_INVALID, "",
                            "Field \"%.*s.%.*s\" has no sub field \"%.*s\"",
                            TW_FMT(f->name), TW_FMT(rest[0]), TW_FMT(rest[1]));
    }
    tw__target_set(out, f, part);
    return TW_OK;
}

static tw_status resolve_name(tw_op *op,
                              const tw_object *o,
                              tw_str name,
                              const tw_field **out,
                              bool *is_join)
{
    *out = tw__field_find(o, name, is_join);
    if (*out == NULL)
        return unknown(op, o, name);
    if ((*out)->relation == TW_RELATION_ONE_TO_MANY)
        return tw__fail(op, TW_E_INVALID, "",
                        "Cannot filter by relation field \"%.*s\"",
                        TW_FMT(name));
    return TW_OK;
}

/* Follow a path over at most `hops` relations. */
static tw_status resolve(tw_op *op,
                         const tw_object *o,
                         const tw_path *path,
                         uint8_t hops,
                         tw_target *out)
{
    uint8_t count = path->count > TW_PATH_MAX ? TW_PATH_MAX : path->count;
    const tw_field *f;
    bool is_join;

    memset(out, 0, sizeof(*out));
    for (uint8_t at = 0;; at++) {
        tw_status st = resolve_name(op, o, path->name[at], &f, &is_join);

        if (st != TW_OK)
            return st;
        if (f->relation != TW_RELATION_MANY_TO_ONE || is_join)
            return resolve_part(op, f, is_join, path->name + at + 1,
                                (uint8_t)(count - at - 1), out);
        if (at == hops)
            return tw__fail(op, TW_E_INVALID, "",
                            "A filter may cross %u relation%s; "
                            "\"%.*s.%.*s\" is one more",
                            (unsigned)hops, hops == 1 ? "" : "s",
                            TW_FMT(path->name[at - 1]), TW_FMT(path->name[at]));
        if (at + 1 == count)
            return tw__fail(op, TW_E_INVALID, "",
                            "Relation \"%.*s\" is filtered by \"%.*s\" or by a "
                            "field of the related record",
                            TW_FMT(f->name), TW_FMT(f->join_name));
        out->hops[out->hop_count++] = f;
        o = f->target;
    }
}

tw_status tw__filter_target(tw_op *op,
                            const tw_object *o,
                            const tw_filter *f,
                            tw_target *out)
{
    tw_status st = resolve(op, o, &f->path, f->graphql ? TW_HOPS_MAX : 1, out);
    uint32_t allowed;

    if (st != TW_OK)
        return st;
    allowed = tw__filter_operators(out, f->graphql);
    if ((allowed & TW_CMP_BIT(f->cmp)) != 0)
        return TW_OK;
    return tw__filter_refuse_operator(op, out, tw_str_of(names[f->cmp]),
                                      allowed);
}

tw_status tw__filter_check(tw_op *op, const tw_object *o, const tw_filter *f)
{
    tw_binds binds = {0};
    tw_status st;
    tw_buf sql;

    if (f == NULL)
        return TW_OK;
    tw__buf_init(&sql, op->alloc);
    st = tw__filter_put(op, o, f, &sql, &binds, NULL);
    tw__buf_fini(&sql);
    return st;
}

bool tw__filter_names_deleted(const tw_filter *f)
{
    if (f == NULL)
        return false;
    if (f->op == TW_FILTER_CMP)
        return f->path.count == 1 && tw__str_is(f->path.name[0], "deletedAt");
    for (uint32_t i = 0; i < f->count; i++)
        if (tw__filter_names_deleted(f->items[i]))
            return true;
    return false;
}
