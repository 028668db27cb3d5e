/* change_index.c -- custom indexes, made and deleted (metadata specification
** 8.3). */
#include "model/change_inside.h"

#include "base/uuid.h"
#include "model/input.h"
#include "model/physical.h"

static const tw_prop properties[] = {
    {"objectMetadataId", TW_PROP_UUID, true},
    {"fields", TW_PROP_LIST, true},
    {"indexType", TW_PROP_INDEX_TYPE, false},
};

static tw_status check_part(tw_op *op, const tw_field *f, tw_str part)
{
    if (f->relation != TW_RELATION_NONE &&
        (f->relation != TW_RELATION_MANY_TO_ONE || part.ptr != NULL))
        return tw__fail(op, TW_E_INDEX_RELATION, "",
                        "\"%.*s\" cannot be indexed: only the many-to-one "
                        "side of a relation can",
                        TW_FMT(f->name));
    if (f->type->composite != (part.ptr != NULL) ||
        (part.ptr != NULL && tw__field_part(f, part) < 0))
        return tw__fail(op, TW_E_INDEX_COMPOSITE, "",
                        f->type->composite
                            ? "the index has to name one part of \"%.*s\""
                            : "\"%.*s\" has no parts",
                        TW_FMT(f->name));
    return TW_OK;
}

static tw_status check_gin(tw_op *op, const tw_field *f)
{
    if (f->type->id == TW_TYPE_TS_VECTOR || f->type->id == TW_TYPE_ARRAY ||
        f->type->id == TW_TYPE_MULTI_SELECT || f->type->id == TW_TYPE_RAW_JSON)
        return TW_OK;
    return tw__fail(op, TW_E_INDEX_TYPE, "",
                    "a GIN index cannot stand on \"%.*s\", of type %s",
                    TW_FMT(f->name), f->type->api_name);
}

static tw_status read_member(tw_op *op,
                             const tw_object *o,
                             const tw_json *in,
                             struct tw_index_member *to)
{
    tw_str id = tw__input_id(op, in, "fieldMetadataId");
    const tw_field *f =
        id.ptr == NULL ? NULL : tw__field_by_id(op->catalog, id);

    if (f == NULL || f->object != o)
        return tw__fail(op, TW_E_INDEX_FIELD_NOT_FOUND, "",
                        "the object has no field with the id %.*s", TW_FMT(id));
    to->field = f;
    to->sub_field = tw__input_raw(in, "subFieldName");
    return check_part(op, f, to->sub_field);
}

static tw_status read_members(tw_op *op,
                              const tw_json *list,
                              struct tw_index_member *members,
                              tw_index *x)
{
    if (list->count == 0)
        return tw__fail(op, TW_E_INDEX_FIELDS_REQUIRED, "/fields",
                        "an index needs at least one field");
    if (list->count > TW_INDEX_MEMBERS_MAX)
        return tw__fail(op, TW_E_INVALID, "/fields",
                        "an index has at most %d fields", TW_INDEX_MEMBERS_MAX);
    for (uint32_t i = 0; i < list->count; i++) {
        struct tw_index_member *m = &members[i];

        if (read_member(op, x->object, &list->items[i], m) != TW_OK ||
            (x->is_gin && check_gin(op, m->field) != TW_OK))
            return op->error.status;
        for (uint32_t k = 0; k < i; k++)
            if (members[k].field == m->field &&
                tw__str_eq(members[k].sub_field, m->sub_field))
                return tw__fail(op, TW_E_DUPLICATE_INDEX_FIELDS, "/fields",
                                "the index names \"%.*s\" twice",
                                TW_FMT(m->field->name));
    }
    x->members = members;
    x->member_count = (uint8_t)list->count;
    return TW_OK;
}

static tw_status check_room(tw_op *op, const tw_object *o)
{
    int count = 0;

    for (uint16_t i = 0; i < o->index_count; i++)
        if (o->indexes[i]->is_custom && !o->indexes[i]->is_engine_owned)
            count++;
    if (count < TW_LIMIT_CUSTOM_INDEXES)
        return TW_OK;
    return tw__fail(op, TW_E_CUSTOM_INDEX_LIMIT, "",
                    "\"%.*s\" has %d custom indexes already",
                    TW_FMT(o->singular), count);
}

/* An index of the same columns has the same name. */
static tw_status check_double(tw_op *op, const tw_index *x)
{
    const tw_index_shift shift = {0};
    tw_report_item item = {.kind = TW_REPORT_INDEX, .type = "create"};
    tw_str name = tw__index_name_of(op, x, &shift);
    const tw_object *o = x->object;
    tw_report r;

    if (name.ptr == NULL)
        return op->error.status;
    tw__report_init(&r, op);
    item.info =
        tw__report_field_info(op, tw__uuid_make(op), name, o->universal_id);
    for (uint16_t i = 0; i < o->index_count && item.first == NULL; i++)
        if (tw__str_eq(o->indexes[i]->name, name))
            tw__complain(op, &item, "INDEX_ALREADY_EXISTS", NULL,
                         "there is an index of the same columns");
    tw__report_add(&r, &item);
    return tw__report_finish(&r);
}

tw_status tw__index_create(tw_op *op, const tw_json *in, tw_str *id)
{
    struct tw_index_member members[TW_INDEX_MEMBERS_MAX] = {0};
    const tw_index_shift shift = {0};
    tw_index_row row = {0};
    tw_index x = {0};

    if (tw__input_check(op, in, properties,
                        sizeof(properties) / sizeof(properties[0])) != TW_OK)
        return op->error.status;
    x.object =
        tw__object_by_id(op->catalog, tw__input_id(op, in, "objectMetadataId"));
    x.is_gin = tw__str_is(tw__input_raw(in, "indexType"), "GIN");
    if (x.object == NULL)
        return tw__fail(op, TW_E_INDEX_OBJECT_NOT_FOUND, "",
                        "the index's object does not exist");
    if (read_members(op, tw__json_member(in, "fields"), members, &x) != TW_OK ||
        check_room(op, x.object) != TW_OK || check_double(op, &x) != TW_OK ||
        tw__index_add(op, &x, &shift, &row) != TW_OK ||
        tw__model_apply(op) != TW_OK)
        return op->error.status;
    *id = row.id;
    return TW_OK;
}

tw_status tw__index_delete(tw_op *op, tw_str id)
{
    const tw_index *x = tw__map_get(&op->catalog->index_by_id, id);

    if (x == NULL)
        return tw__fail(op, TW_E_INDEX_NOT_FOUND, "",
                        "there is no index with the id %.*s", TW_FMT(id));
    if (!x->is_custom || x->is_engine_owned)
        return tw__fail(op, TW_E_SYSTEM_INDEX, "",
                        "the index belongs to the engine");
    if (tw__index_row_delete(op, id) != TW_OK)
        return op->error.status;
    return tw__model_apply(op);
}
