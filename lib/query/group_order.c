/* group_order.c -- reading `order_by` of a group-by: its elements name
** aggregates, or dimensions in the form they were grouped by. */
#include "query/aggregate.h"
#include "query/dimension.h"

static tw_status refuse(tw_op *op, tw_str name, const char *why)
{
    return tw__fail(op, TW_E_USER_INPUT, "", "'order_by' invalid: \"%.*s\" %s",
                    TW_FMT(name), why);
}

static bool read_direction(const tw_json *v, tw_group_term *t)
{
    static const char *const names[] = {"AscNullsFirst", "AscNullsLast",
                                        "DescNullsFirst", "DescNullsLast"};

    if (v == NULL || v->type != TW_JSON_TEXT)
        return false;
    for (int i = 0; i < 4; i++)
        if (tw__str_is(v->text, names[i])) {
            t->descending = i >= 2;
            t->nulls_last = (i & 1) != 0;
            return true;
        }
    return false;
}

static tw_status read_aggregate(tw_op *op,
                                const tw_object *o,
                                const tw_json *value,
                                tw_group_term *t)
{
    tw_aggregate *a = tw__op_get(op, sizeof(*a));

    if (a == NULL)
        return op->error.status;
    if (value->type != TW_JSON_OBJECT || value->count != 1)
        return refuse(op, value->key, "takes one aggregate at a time");
    if (!tw__aggregate_find(o, value->items[0].key, a))
        return refuse(op, value->items[0].key, "is not an aggregate");
    if (!read_direction(&value->items[0], t))
        return refuse(op, value->items[0].key, "has no such direction");
    t->aggregate = a;
    return TW_OK;
}

/* What an element asks for, to be looked for among the dimensions. */
typedef struct wanted {
    tw_path path;
    bool has_bucket;
    tw_bucket bucket;
} wanted;

static const tw_dimension *find(const tw_group_plan *plan, const wanted *w)
{
    for (uint32_t i = 0; i < plan->dimension_count; i++) {
        const tw_dimension *d = &plan->dimensions[i];
        bool same = d->path.count == w->path.count;

        for (uint8_t n = 0; same && n < w->path.count; n++)
            same = tw__str_eq(d->path.name[n], w->path.name[n]);
        if (same && w->has_bucket)
            same = d->form == TW_DIMENSION_BUCKET && d->bucket == w->bucket;
        if (same)
            return d;
    }
    return NULL;
}

/* `element` is a member: its key extends the path, its value is a direction,
** {"orderBy", "granularity"}, or the next member. */
static tw_status read_member(tw_op *op,
                             const tw_json *element,
                             wanted *w,
                             tw_group_term *t)
{
    const tw_json *direction;
    tw_str granularity;
    bool none;

    for (;;) {
        if (w->path.count == TW_PATH_MAX)
            return refuse(op, element->key, "is not among the groups");
        w->path.name[w->path.count++] = element->key;
        if (element->type == TW_JSON_TEXT)
            return read_direction(element, t)
                       ? TW_OK
                       : refuse(op, element->key, "has no such direction");
        if (element->type != TW_JSON_OBJECT)
            return refuse(op, element->key, "has no such direction");
        direction = tw__json_member(element, "orderBy");
        if (direction != NULL)
            break;
        if (element->count != 1)
            return refuse(op, element->key, "takes one field at a time");
        element = &element->items[0];
    }
    if (!read_direction(direction, t))
        return refuse(op, element->key, "has no such direction");
    direction = tw__json_member(element, "granularity");
    if (direction == NULL)
        return TW_OK;
    granularity =
        direction->type == TW_JSON_TEXT ? direction->text : TW_STR("");
    if (!tw__bucket_by_name(granularity, &w->bucket, &none))
        return refuse(op, granularity, "is not a granularity");
    w->has_bucket = !none;
    return TW_OK;
}

static tw_status read_term(tw_op *op,
                           const tw_group_plan *plan,
                           const tw_json *element,
                           tw_group_term *t)
{
    wanted w = {.has_bucket = false};
    tw_status st;

    if (element->type != TW_JSON_OBJECT || element->count == 0)
        return tw__fail(op, TW_E_USER_INPUT, "",
                        "'order_by' invalid: an element is an object with one "
                        "field");
    if (element->count > 1)
        return tw__fail(op, TW_E_USER_INPUT, "",
                        "'order_by' invalid: an element names one field only");
    element = &element->items[0];
    if (tw__str_is(element->key, "aggregate") &&
        element->type == TW_JSON_OBJECT)
        return read_aggregate(op, plan->ask->object, element, t);
    st = read_member(op, element, &w, t);
    if (st != TW_OK)
        return st;
    t->dimension = find(plan, &w);
    if (t->dimension == NULL)
        return refuse(op, element->key, "is not among the groups");
    return TW_OK;
}

tw_status tw__group_order_read(tw_op *op, tw_group_plan *plan)
{
    const tw_json *list = plan->ask->order_by;
    bool one = list != NULL && list->type == TW_JSON_OBJECT;
    uint32_t count = one ? 1 : list == NULL ? 0 : list->count;
    tw_status st = TW_OK;

    if (list == NULL || list->type == TW_JSON_NULL ||
        (!one && list->type == TW_JSON_LIST && count == 0))
        return TW_OK;
    if (!one && list->type != TW_JSON_LIST)
        return tw__fail(op, TW_E_INVALID, "",
                        "'order_by' invalid: a list is expected");
    if (count > TW_LIMIT_ORDER_TERMS)
        return tw__fail(op, TW_E_USER_INPUT, "",
                        "'order_by' invalid: more than %d fields",
                        TW_LIMIT_ORDER_TERMS);
    plan->terms = tw__op_array(op, count, sizeof(*plan->terms));
    if (plan->terms == NULL)
        return op->error.status;
    plan->term_count = count;
    for (uint32_t i = 0; i < count && st == TW_OK; i++)
        st = read_term(op, plan, one ? list : &list->items[i], &plan->terms[i]);
    return st;
}
