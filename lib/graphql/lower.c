/* lower.c -- a filter as GraphQL writes it, {field: {operator: value}}, becomes
** the tree that query/ works with.  Members of one object are a conjunction;
** related records are reached by nesting, which a path replaces. */
#include "graphql/lower_inside.h"

#include <stdarg.h>
#include <stdio.h>

/* Where an object of the filter stands. */
typedef struct place {
    const tw_object *object; /* whose fields its keys name */
    tw_path path;            /* the relations that lead there */
    uint32_t depth;          /* of the node that is made of it */
} place;

tw_status tw__lower_refuse(tw_lowering *l, const char *fmt, ...)
{
    char text[400];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    tw__fail(l->op, TW_E_INVALID, "", "%s", text);
    l->op->sub_code = TW_STR("INVALID_ARGS_FILTER");
    return TW_E_INVALID;
}

tw_str tw__lower_shown(tw_str name)
{
    if (name.len <= 100)
        return name;
    for (name.len = 100; name.len > 0; name.len--)
        if (((unsigned char)name.ptr[name.len] & 0xc0) != 0x80)
            break;
    return name;
}

tw_filter *tw__lower_node(tw_lowering *l, tw_filter_op op)
{
    tw_filter *f;

    if (++l->nodes > l->op->limits->max_filter_nodes) {
        (void)tw__lower_refuse(l, "The filter has more than %u conditions",
                               (unsigned)l->op->limits->max_filter_nodes);
        return NULL;
    }
    f = tw__op_get(l->op, sizeof(*f));
    if (f != NULL) {
        f->op = op;
        f->graphql = true;
    }
    return f;
}

/* A node with room for `count` items, to be filled in. */
static tw_filter *branch(tw_lowering *l,
                         tw_filter_op op,
                         uint32_t count,
                         const tw_filter ***items)
{
    tw_filter *f = tw__lower_node(l, op);

    *items = f == NULL ? NULL : tw__op_array(l->op, count, sizeof(**items));
    if (*items == NULL)
        return NULL;
    f->items = (const struct tw_filter *const *)*items;
    return f;
}

static bool fits(tw_lowering *l, uint32_t depth)
{
    if (depth <= l->op->limits->max_filter_depth)
        return true;
    (void)tw__lower_refuse(l, "The filter is nested deeper than %u",
                           (unsigned)l->op->limits->max_filter_depth);
    return false;
}

static tw_status take_object(tw_lowering *l,
                             const place *at,
                             const tw_json *in,
                             const tw_filter **out);

/* {part: {operator: value}, ...} of a composite */
static tw_status take_composite(tw_lowering *l,
                                const place *at,
                                const tw_field *f,
                                const tw_json *in,
                                const tw_filter **out)
{
    const tw_filter **items;
    tw_path path = at->path;
    tw_filter *all;

    if (in->type != TW_JSON_OBJECT)
        return tw__lower_refuse(
            l, "Filter value for field \"%.*s\" must be an object",
            TW_FMT(f->name));
    all = fits(l, at->depth + 1) ? branch(l, TW_FILTER_AND, in->count, &items)
                                 : NULL;
    if (all == NULL)
        return l->op->error.status;
    path.name[path.count++] = in->key;
    for (uint32_t i = 0; i < in->count; i++) {
        int part = tw__field_part(f, in->items[i].key);
        tw_target t = {.hop_count = 0};
        tw_status st;

        if (part < 0)
            return tw__lower_refuse(
                l,
                "Field \"%.*s\" of type %s has no sub field "
                "\"%.*s\"",
                TW_FMT(f->name), f->type->api_name,
                TW_FMT(tw__lower_shown(in->items[i].key)));
        tw__target_set(&t, f, part);
        path.name[path.count] = in->items[i].key;
        path.count++;
        st = tw__lower_comparison(l, &t, &path, &in->items[i],
                                  &items[all->count++]);
        path.count--;
        if (st != TW_OK)
            return st;
    }
    *out = all;
    return TW_OK;
}

static tw_status take_relation(tw_lowering *l,
                               const place *at,
                               const tw_field *f,
                               const tw_json *in,
                               const tw_filter **out)
{
    place inner = *at;

    if (in->type != TW_JSON_OBJECT)
        return tw__lower_refuse(
            l,
            "Cannot filter by relation field \"%.*s\" with such a "
            "value: use \"%.*s\" instead",
            TW_FMT(f->name), TW_FMT(f->join_name));
    if (at->path.count == TW_HOPS_MAX)
        return tw__lower_refuse(
            l,
            "Relation \"%.*s\" is too far away: a filter crosses at "
            "most %d relations",
            TW_FMT(f->name), TW_HOPS_MAX);
    inner.object = f->target;
    inner.path.name[inner.path.count++] = f->name;
    return take_object(l, &inner, in, out);
}

static tw_status take_field(tw_lowering *l,
                            const place *at,
                            const tw_json *in,
                            const tw_filter **out)
{
    bool is_join;
    const tw_field *f = tw__field_find(at->object, in->key, &is_join);
    tw_target t = {.hop_count = 0};
    tw_path path = at->path;

    if (f == NULL)
        return tw__lower_refuse(
            l, "Object %.*s doesn't have any \"%.*s\" field.",
            TW_FMT(at->object->singular), TW_FMT(tw__lower_shown(in->key)));
    if (f->relation == TW_RELATION_ONE_TO_MANY)
        return tw__lower_refuse(l, "Cannot filter by relation field \"%.*s\"",
                                TW_FMT(f->name));
    if (f->relation == TW_RELATION_MANY_TO_ONE && !is_join)
        return take_relation(l, at, f, in, out);
    if (f->type->composite && !is_join)
        return take_composite(l, at, f, in, out);
    path.name[path.count++] = in->key;
    tw__target_set(&t, f, 0);
    return tw__lower_comparison(l, &t, &path, in, out);
}

/* `and` and `or`: a list, or one object as a list of it. */
static tw_status take_list(tw_lowering *l,
                           const place *at,
                           tw_filter_op op,
                           const tw_json *in,
                           const tw_filter **out)
{
    const tw_json *items = in->type == TW_JSON_OBJECT ? in : in->items;
    uint32_t count = in->type == TW_JSON_OBJECT ? 1 : in->count;
    place inner = *at;
    const tw_filter **to;
    tw_filter *f;

    if (in->type != TW_JSON_LIST && in->type != TW_JSON_OBJECT)
        return tw__lower_refuse(l, "\"%s\" of a filter takes a list of filters",
                                op == TW_FILTER_OR ? "or" : "and");
    f = branch(l, op, count, &to);
    if (f == NULL)
        return l->op->error.status;
    inner.depth++;
    for (; f->count < count; f->count++) {
        tw_status st = take_object(l, &inner, &items[f->count], &to[f->count]);

        if (st != TW_OK)
            return st;
    }
    *out = f;
    return TW_OK;
}

static tw_status take_member(tw_lowering *l,
                             const place *at,
                             const tw_json *in,
                             const tw_filter **out)
{
    place inner = *at;
    const tw_filter **to;
    tw_filter *f;

    if (tw__str_is(in->key, "and"))
        return take_list(l, at, TW_FILTER_AND, in, out);
    if (tw__str_is(in->key, "or"))
        return take_list(l, at, TW_FILTER_OR, in, out);
    if (!tw__str_is(in->key, "not"))
        return take_field(l, at, in, out);
    f = branch(l, TW_FILTER_NOT, 1, &to);
    if (f == NULL)
        return l->op->error.status;
    f->count = 1;
    inner.depth++;
    *out = f;
    return take_object(l, &inner, in, to);
}

static tw_status take_object(tw_lowering *l,
                             const place *at,
                             const tw_json *in,
                             const tw_filter **out)
{
    place inner = *at;
    const tw_filter **items;
    tw_filter *all;

    if (in->type != TW_JSON_OBJECT)
        return tw__lower_refuse(l, "A filter must be an object");
    if (!fits(l, at->depth))
        return l->op->error.status;
    if (in->count == 1) /* a conjunction of one is that one */
        return take_member(l, at, &in->items[0], out);
    inner.depth++;
    all = branch(l, TW_FILTER_AND, in->count, &items);
    if (all == NULL)
        return l->op->error.status;
    for (; all->count < in->count; all->count++) {
        tw_status st =
            take_member(l, &inner, &in->items[all->count], &items[all->count]);

        if (st != TW_OK)
            return st;
    }
    *out = all;
    return TW_OK;
}

tw_status tw__gql_lower_filter(tw_op *op,
                               const tw_object *o,
                               const tw_json *filter,
                               const tw_filter **out)
{
    tw_lowering l = {.op = op};
    const place root = {.object = o, .depth = 1};

    *out = NULL;
    if (filter == NULL || filter->type == TW_JSON_NULL ||
        (filter->type == TW_JSON_OBJECT && filter->count == 0))
        return TW_OK;
    return take_object(&l, &root, filter, out);
}
