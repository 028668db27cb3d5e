/* catalog_link.c -- a catalog's second step: fields to their objects, columns
** laid out, indexes resolved, names mapped. */
#include "model/catalog_build.h"

#include "base/str.h"
#include "model/physical.h"

#include <stdlib.h>

static uint8_t columns_wanted(const tw_field *f)
{
    if (f->type->id == TW_TYPE_RELATION ||
        f->type->id == TW_TYPE_MORPH_RELATION)
        return f->relation == TW_RELATION_MANY_TO_ONE;
    return f->type->part_count;
}

static tw_str column_name(tw_build *b,
                          const tw_field *f,
                          const tw_field_refs *r,
                          uint8_t part)
{
    tw_str name;

    if (f->relation == TW_RELATION_MANY_TO_ONE)
        name = tw__column_name(b->op, r->column_base, TW_STR("Id"));
    else
        name = tw__column_name(b->op, r->column_base,
                               tw_str_of(f->type->parts[part].name));
    if (name.ptr == NULL)
        b->no_memory = true;
    return tw__build_str(b, name);
}

/* Columns of one field, at the object's next free places. */
static void lay_field(tw_build *b,
                      tw_object *o,
                      tw_column *columns,
                      tw_field *f)
{
    const tw_field_refs *r = &b->field_refs[f - b->fields];
    uint8_t count = columns_wanted(f);

    f->columns = &columns[o->column_count];
    f->column_count = count;
    for (uint8_t i = 0; i < count; i++) {
        tw_column *c = &columns[o->column_count];

        c->field = f;
        c->part = i;
        c->kind = f->relation == TW_RELATION_MANY_TO_ONE
                      ? TW_KIND_UUID
                      : f->type->parts[i].kind;
        c->index = o->column_count++;
        c->name = column_name(b, f, r, i);
    }
}

static bool is_id(const tw_field *f)
{
    return f->type->id == TW_TYPE_UUID && tw__str_is(f->name, "id");
}

/* The object's fields are b->fields[from .. from + field_count). */
static tw_status lay_object(tw_build *b, tw_object *o, uint32_t from)
{
    const tw_field **fields =
        tw__build_array(b, o->field_count, sizeof(*fields));
    tw_column *columns;
    size_t total = 0;
    tw_field *id = NULL;

    if (fields == NULL)
        return tw__build_status(b);
    for (uint32_t i = 0; i < o->field_count; i++) {
        tw_field *f = &b->fields[from + i];

        fields[i] = f;
        total += columns_wanted(f);
        if (is_id(f))
            id = f;
    }
    if (id == NULL || total > UINT16_MAX)
        return tw__build_corrupt(b, "object", o->singular);
    columns = tw__build_array(b, total, sizeof(*columns));
    if (columns == NULL)
        return tw__build_status(b);
    lay_field(b, o, columns, id);
    for (uint32_t i = 0; i < o->field_count; i++)
        if (&b->fields[from + i] != id)
            lay_field(b, o, columns, &b->fields[from + i]);
    o->fields = fields;
    o->columns = columns;
    o->c_id = &columns[0];
    return tw__build_status(b);
}

/* Fields come in groups, one per object; lay out each group. */
static tw_status lay_all(tw_build *b)
{
    tw_status st = TW_OK;

    for (uint32_t i = 0; i < b->field_count && st == TW_OK; i++)
        st = tw__build_settings(b, &b->fields[i], &b->field_refs[i]);
    for (uint32_t i = 0; i < b->field_count && st == TW_OK;) {
        tw_object *o = tw__map_get(&b->c->by_id, b->fields[i].object->id);

        st = lay_object(b, o, i);
        i += o->field_count;
    }
    return st;
}

static tw_status share_indexes(tw_build *b)
{
    const tw_index **all = tw__build_array(b, b->index_count, sizeof(*all));

    for (uint32_t i = 0; all != NULL && i < b->index_count; i++) {
        tw_object *o = tw__map_get(&b->c->by_id, b->indexes[i].object->id);

        all[i] = &b->indexes[i];
        if (o->indexes == NULL)
            o->indexes = &all[i];
    }
    return tw__build_status(b);
}

static int by_object_id(const void *a, const void *b)
{
    const tw_object *const *x = a, *const *y = b;

    return tw__str_cmp((*y)->id, (*x)->id);
}

static int by_field_id(const void *a, const void *b)
{
    const tw_field *const *x = a, *const *y = b;

    return tw__str_cmp((*y)->id, (*x)->id);
}

/* The lists by descending id, and the maps by name. */
static tw_status list_all(tw_build *b)
{
    tw_catalog *c = b->c;
    const tw_object **objects =
        tw__build_array(b, b->object_count, sizeof(*objects));
    const tw_field **fields =
        tw__build_array(b, b->field_count, sizeof(*fields));

    if (objects == NULL || fields == NULL ||
        !tw__map_init(&c->by_singular, b->a, b->object_count) ||
        !tw__map_init(&c->by_plural, b->a, b->object_count))
        return tw__fail_nomem(b->op);
    for (uint32_t i = 0; i < b->object_count; i++) {
        tw_object *o = &b->objects[i];

        objects[i] = o;
        if (o->is_active &&
            (!tw__map_put(&c->by_singular, b->a, o->singular, o) ||
             !tw__map_put(&c->by_plural, b->a, o->plural, o)))
            b->no_memory = true;
    }
    for (uint32_t i = 0; i < b->field_count; i++)
        fields[i] = &b->fields[i];
    qsort(objects, b->object_count, sizeof(*objects), by_object_id);
    qsort(fields, b->field_count, sizeof(*fields), by_field_id);
    c->objects = objects;
    c->object_count = b->object_count;
    c->all_fields = fields;
    c->field_count = b->field_count;
    return tw__build_status(b);
}

static tw_status identifiers(tw_build *b, tw_object *o, const tw_object_refs *r)
{
    const tw_field *label =
        tw__map_get(&b->c->field_by_id, r->label_identifier_id);
    const tw_field *image =
        tw__map_get(&b->c->field_by_id, r->image_identifier_id);

    if (o->columns == NULL)
        return tw__build_corrupt(b, "object", o->singular);
    o->label_identifier =
        label != NULL && label->object == o ? label : o->c_id->field;
    o->image_identifier = image != NULL && image->object == o ? image : NULL;
    return TW_OK;
}

tw_status tw__build_link(tw_build *b)
{
    tw_status st = lay_all(b);

    if (st == TW_OK)
        st = share_indexes(b);
    for (uint32_t i = 0; i < b->object_count && st == TW_OK; i++) {
        st = identifiers(b, &b->objects[i], &b->object_refs[i]);
        if (st == TW_OK)
            st = tw__build_object(b, &b->objects[i]);
    }
    if (st == TW_OK)
        st = list_all(b);
    return st;
}
