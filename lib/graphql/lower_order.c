/* lower_order.c -- `orderBy`, a list of {field: direction}, becomes the terms
** that query/ sorts by. */
#include "graphql/lower_inside.h"

typedef struct ordering {
    tw_op *op;
    tw_order *terms;
    uint32_t count;
} ordering;

static const struct {
    const char *name;
    bool descending, nulls_last;
} directions[] = {
    {"AscNullsFirst", false, false},
    {"AscNullsLast", false, true},
    {"DescNullsFirst", true, false},
    {"DescNullsLast", true, true},
};

static tw_status misuse(ordering *d, tw_str name, const char *what)
{
    return tw__fail(d->op, TW_E_INVALID_QUERY_INPUT, "",
                    "\"orderBy\" of \"%.*s\" %s", TW_FMT(name), what);
}

static tw_status take_direction(ordering *d,
                                const tw_path *path,
                                const tw_json *in)
{
    tw_order *term;
    size_t i = 0, n = sizeof(directions) / sizeof(*directions);

    while (i < n && (in->type != TW_JSON_TEXT ||
                     !tw__str_is(in->text, directions[i].name)))
        i++;
    if (i == n)
        return misuse(d, path->name[path->count - 1],
                      "takes one of AscNullsFirst, AscNullsLast, "
                      "DescNullsFirst, DescNullsLast");
    if (d->count == d->op->limits->max_order_terms)
        return tw__fail(d->op, TW_E_INVALID_QUERY_INPUT, "",
                        "\"orderBy\" names more than %u fields",
                        (unsigned)d->op->limits->max_order_terms);
    term = &d->terms[d->count++];
    term->path = *path;
    term->descending = directions[i].descending;
    term->nulls_last = directions[i].nulls_last;
    return TW_OK;
}

static tw_status take_composite(ordering *d,
                                const tw_field *f,
                                const tw_path *path,
                                const tw_json *in)
{
    tw_path inner = *path;
    tw_status st = TW_OK;

    if (in->type != TW_JSON_OBJECT || in->count == 0)
        return misuse(d, f->name,
                      "names one of its sub fields: it is composite");
    for (uint32_t i = 0; st == TW_OK && i < in->count; i++) {
        if (tw__field_part(f, in->items[i].key) < 0)
            return tw__fail(d->op, TW_E_UNKNOWN_SUB_FIELD, "",
                            "Field \"%.*s\" of type %s has no sub field "
                            "\"%.*s\"",
                            TW_FMT(f->name), f->type->api_name,
                            TW_FMT(tw__lower_shown(in->items[i].key)));
        inner.count = path->count;
        inner.name[inner.count++] = in->items[i].key;
        st = take_direction(d, &inner, &in->items[i]);
    }
    return st;
}

static tw_status unknown(ordering *d,
                         const tw_object *o,
                         tw_str name,
                         bool nested)
{
    return tw__fail(d->op, TW_E_FIELD_NOT_FOUND, "",
                    nested ? "\"orderBy\": related object %.*s has no field "
                             "\"%.*s\" to sort by"
                           : "\"orderBy\": object %.*s has no field \"%.*s\" "
                             "to sort by",
                    TW_FMT(o->singular), TW_FMT(tw__lower_shown(name)));
}

/* The members of one object: fields of `o`, which `path` leads to. */
static tw_status take_object(ordering *d,
                             const tw_object *o,
                             const tw_path *path,
                             const tw_json *in)
{
    tw_status st = TW_OK;

    for (uint32_t i = 0; st == TW_OK && i < in->count; i++) {
        const tw_json *m = &in->items[i];
        bool is_join;
        const tw_field *f = tw__field_find(o, m->key, &is_join);
        tw_path inner = *path;

        if (f == NULL || f->relation == TW_RELATION_ONE_TO_MANY)
            return unknown(d, o, m->key, path->count > 0);
        inner.name[inner.count++] = m->key;
        if (f->relation == TW_RELATION_MANY_TO_ONE && !is_join) {
            if (m->type != TW_JSON_OBJECT || m->count == 0)
                return misuse(d, f->name,
                              "names a field of the related record");
            if (path->count == TW_HOPS_MAX)
                return misuse(d, f->name, "is too many relations away");
            st = take_object(d, f->target, &inner, m);
        } else if (f->type->composite && !is_join) {
            st = take_composite(d, f, &inner, m);
        } else {
            st = take_direction(d, &inner, m);
        }
    }
    return st;
}

tw_status tw__gql_lower_order(tw_op *op,
                              const tw_object *o,
                              const tw_json *order,
                              const tw_order **out,
                              uint32_t *count)
{
    ordering d = {.op = op};
    const tw_path root = {.count = 0};
    const tw_json *items = order;
    tw_status st = TW_OK;
    uint32_t n = 1;

    *out = NULL;
    *count = 0;
    if (order == NULL || order->type == TW_JSON_NULL)
        return TW_OK;
    if (order->type == TW_JSON_LIST) {
        items = order->items;
        n = order->count;
    }
    d.terms = tw__op_array(op, op->limits->max_order_terms, sizeof(*d.terms));
    if (d.terms == NULL)
        return op->error.status;
    for (uint32_t i = 0; st == TW_OK && i < n; i++)
        st = items[i].type == TW_JSON_OBJECT
                 ? take_object(&d, o, &root, &items[i])
                 : tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                            "\"orderBy\" takes a list of objects");
    *out = d.terms;
    *count = d.count;
    return st;
}
