/* dimension.c -- reading `group_by`: each element names one field, one part of
** a composite, one period of a date, or the same of a related record. */
#include "query/dimension.h"

#include "base/tz.h"

static const struct {
    const char *name;
    tw_bucket bucket;
} periods[] = {
    {"DAY", TW_BUCKET_DAY},
    {"WEEK", TW_BUCKET_WEEK},
    {"MONTH", TW_BUCKET_MONTH},
    {"QUARTER", TW_BUCKET_QUARTER},
    {"YEAR", TW_BUCKET_YEAR},
    {"DAY_OF_THE_WEEK", TW_BUCKET_DAY_OF_WEEK},
    {"MONTH_OF_THE_YEAR", TW_BUCKET_MONTH_OF_YEAR},
    {"QUARTER_OF_THE_YEAR", TW_BUCKET_QUARTER_OF_YEAR},
};

bool tw__bucket_by_name(tw_str name, tw_bucket *out, bool *none)
{
    *none = tw__str_is(name, "NONE");
    for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++)
        if (tw__str_is(name, periods[i].name)) {
            *out = periods[i].bucket;
            return true;
        }
    return *none;
}

static tw_status refuse(tw_op *op, tw_str name, const char *why)
{
    return tw__fail(op, TW_E_INVALID, "", "'group_by' invalid: \"%.*s\" %s",
                    TW_FMT(name), why);
}

static tw_str text_of(const tw_json *object, const char *key)
{
    const tw_json *v = tw__json_member(object, key);

    return v == NULL || v->type != TW_JSON_TEXT ? TW_NO_STR : v->text;
}

static tw_status read_zone(tw_op *op,
                           const tw_json *value,
                           tw_str name,
                           tw_dimension *d)
{
    /* a date has no time to move, and the periods of a year are UTC's */
    if (d->target.kind != TW_KIND_DATE_TIME || d->target.hop_count > 0 ||
        d->bucket >= TW_BUCKET_DAY_OF_WEEK)
        return TW_OK;
    d->zone = text_of(value, "timeZone");
    if (d->zone.ptr == NULL) {
        refuse(op, name, "needs a \"timeZone\" for this granularity");
        op->sub_code = TW_STR("MISSING_TIMEZONE_FOR_DATE_GROUP_BY");
    } else if (tw__tz_load(op, d->zone) == NULL && op->error.status == TW_OK) {
        refuse(op, d->zone, "is not a time zone");
        op->sub_code = TW_STR("INVALID_TIMEZONE");
    }
    return op->error.status;
}

static tw_status read_bucket(tw_op *op,
                             const tw_json *value,
                             tw_str name,
                             tw_dimension *d)
{
    tw_str first = text_of(value, "weekStartDay");
    bool none;

    if (!tw__bucket_by_name(text_of(value, "granularity"), &d->bucket, &none))
        return refuse(op, name, "has no such granularity");
    if (none)
        return TW_OK;
    d->form = TW_DIMENSION_BUCKET;
    d->first_day = 1;
    if (first.ptr != NULL && tw__str_is(first, "SUNDAY"))
        d->first_day = 0;
    else if (first.ptr != NULL && tw__str_is(first, "SATURDAY"))
        d->first_day = 6;
    else if (first.ptr != NULL && !tw__str_is(first, "MONDAY"))
        return refuse(op, first, "is not MONDAY, SUNDAY or SATURDAY");
    return read_zone(op, value, name, d);
}

static tw_status read_scalar(tw_op *op,
                             const tw_json *value,
                             tw_str name,
                             tw_dimension *d)
{
    const tw_json *unnest;
    tw_kind k = d->target.kind;

    if (value->type == TW_JSON_TRUE)
        return TW_OK;
    if (value->type != TW_JSON_OBJECT)
        return refuse(op, name, "takes the value true");
    if (k == TW_KIND_DATE || k == TW_KIND_DATE_TIME)
        return read_bucket(op, value, name, d);
    unnest = tw__json_member(value, "unnest");
    if ((k == TW_KIND_OPTION_LIST || k == TW_KIND_TEXT_LIST) &&
        unnest != NULL && unnest->type == TW_JSON_TRUE && value->count == 1) {
        d->form = TW_DIMENSION_UNNEST;
        return TW_OK;
    }
    return refuse(op, name, "has no sub field to group by");
}

static tw_status read_part(tw_op *op,
                           const tw_json *value,
                           const tw_field *f,
                           tw_dimension *d)
{
    tw_str key;
    int part;

    if (value->type != TW_JSON_OBJECT || value->count == 0)
        return refuse(op, f->name, "takes one of its sub fields");
    if (value->count > 1)
        return refuse(op, f->name,
                      "names several sub fields: give one element each");
    key = value->items[0].key;
    part = tw__field_part(f, key);
    if (part < 0 || part >= f->column_count ||
        !tw__kind_info(f->columns[part].kind)->groupable)
        return refuse(op, key, "is no sub field to group by");
    if (value->items[0].type != TW_JSON_TRUE)
        return refuse(op, key, "takes the value true");
    tw__target_set(&d->target, f, part);
    d->path.name[d->path.count++] = key;
    return TW_OK;
}

static bool is_groupable(const tw_field *f)
{
    if (f->column_count == 0)
        return false;
    return f->type->composite || f->relation == TW_RELATION_MANY_TO_ONE ||
           (tw__kind_info(f->columns[0].kind)->groupable &&
            f->type->id != TW_TYPE_POSITION);
}

/* Fields of the root that say nothing about a group. */
static bool is_open(const tw_object *o, const tw_field *f)
{
    const tw_column *c = f->column_count == 0 ? NULL : &f->columns[0];

    if (!is_groupable(f) || c == o->c_id || c == o->c_deleted_at ||
        f == o->f_created_by || f == o->f_search_vector)
        return false;
    return !f->is_system || c == o->c_created_at || c == o->c_updated_at;
}

static tw_status read_field(tw_op *op,
                            const tw_json *value,
                            const tw_field *f,
                            tw_dimension *d)
{
    if (f->type->composite)
        return read_part(op, value, f, d);
    tw__target_set(&d->target, f, 0);
    return read_scalar(op, value, value->key, d);
}

/* {"company": {"name": true}} */
static tw_status read_related(tw_op *op,
                              const tw_json *value,
                              const tw_field *f,
                              tw_dimension *d)
{
    const tw_json *inner;
    const tw_field *nested;
    bool is_join;

    if (value->type != TW_JSON_OBJECT || value->count == 0)
        return refuse(op, f->name, "takes a field of the related record");
    if (value->count > 1)
        return refuse(op, f->name,
                      "names several fields: give one element "
                      "each");
    inner = &value->items[0];
    d->target.hops[d->target.hop_count++] = f;
    d->path.name[d->path.count++] = inner->key;
    nested = tw__field_find(f->target, inner->key, &is_join);
    if (nested == NULL)
        return tw__fail(op, TW_E_INVALID, "",
                        "'group_by' invalid: object %.*s has no field "
                        "\"%.*s\"",
                        TW_FMT(f->target->singular), TW_FMT(inner->key));
    if (nested->relation != TW_RELATION_NONE && !is_join)
        return refuse(op, inner->key, "is a relation of a related record");
    if (!is_groupable(nested))
        return refuse(op, inner->key, "cannot be grouped by");
    return read_field(op, inner, nested, d);
}

static tw_status read_dimension(tw_op *op,
                                const tw_object *o,
                                const tw_json *element,
                                tw_dimension *d)
{
    const tw_json *value;
    const tw_field *f;
    bool is_join;

    if (element->type != TW_JSON_OBJECT || element->count == 0)
        return tw__fail(op, TW_E_INVALID, "",
                        "'group_by' invalid: an element is an object with one "
                        "field");
    if (element->count > 1)
        return tw__fail(op, TW_E_INVALID, "",
                        "'group_by' invalid: an element names one field only");
    value = &element->items[0];
    d->path.name[d->path.count++] = value->key;
    f = tw__field_find(o, value->key, &is_join);
    if (f == NULL)
        return tw__fail(op, TW_E_INVALID, "",
                        "'group_by' invalid: object %.*s has no field "
                        "\"%.*s\"",
                        TW_FMT(o->singular), TW_FMT(value->key));
    if (!is_open(o, f))
        return refuse(op, value->key, "cannot be grouped by");
    if (f->relation == TW_RELATION_NONE)
        return read_field(op, value, f, d);
    if (!is_join)
        return read_related(op, value, f, d);
    if (value->type != TW_JSON_TRUE)
        return refuse(op, value->key, "takes the value true");
    /* the related record's own id: of one that is gone there is none */
    d->target.hops[d->target.hop_count++] = f;
    tw__target_set(&d->target, f->target->c_id->field, 0);
    return TW_OK;
}

tw_status tw__dimensions_read(tw_op *op, tw_group_plan *plan)
{
    const tw_json *list = plan->ask->group_by;
    bool one = list != NULL && list->type == TW_JSON_OBJECT;
    uint32_t count = one ? 1 : list == NULL ? 0 : list->count;
    tw_status st = TW_OK;

    if (!one && (list == NULL || list->type != TW_JSON_LIST || count == 0))
        return tw__fail(op, TW_E_INVALID, "",
                        "'group_by' invalid: a list of fields is expected");
    if (count > TW_LIMIT_GROUP_BY)
        return tw__fail(op, TW_E_INVALID, "",
                        "'group_by' invalid: more than %d fields",
                        TW_LIMIT_GROUP_BY);
    plan->dimensions = tw__op_array(op, count, sizeof(*plan->dimensions));
    if (plan->dimensions == NULL)
        return op->error.status;
    plan->dimension_count = count;
    for (uint32_t i = 0; i < count && st == TW_OK; i++) {
        plan->dimensions[i].number = (int)i;
        st = read_dimension(op, plan->ask->object, one ? list : &list->items[i],
                            &plan->dimensions[i]);
    }
    return st;
}
