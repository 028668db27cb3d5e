/* catalog_object.c -- what follows from an object's columns: marks of indexed
** columns, what is unique, duplicate criteria, names, its INSERT. */
#include "model/catalog_build.h"

#include "base/str.h"
#include "model/ddl_text.h"
#include "model/physical.h"

enum {
    KEY_MAX = 4
}; /* The columns are still ours to change while the catalog is being made. */
static tw_column *own(tw_object *o, const tw_column *c)
{
    return (tw_column *)(uintptr_t)&o->columns[c->index];
}

static void mark_unique(tw_object *o, tw_unique *uniques, const tw_index *x)
{
    const tw_column *cols[KEY_MAX + 1];
    size_t n = tw__index_columns(x, cols, KEY_MAX + 1);
    tw_unique *u = &uniques[o->unique_count];

    if (n == 0 || n > KEY_MAX)
        return;
    memcpy(u->columns, cols, n * sizeof(cols[0]));
    u->count = (uint8_t)n;
    o->unique_count++;
    own(o, cols[0])->indexed = true;
    if (n == 1)
        own(o, cols[0])->unique = true;
    if (x->member_count == 1 && x->members[0].sub_field.ptr == NULL) {
        tw_field *f = (tw_field *)(uintptr_t)x->members[0].field;

        f->is_unique = true;
    }
}

static tw_status mark_indexes(tw_build *b, tw_object *o)
{
    tw_unique *uniques =
        tw__build_array(b, (size_t)o->index_count + 1, sizeof(*uniques));

    if (uniques == NULL)
        return tw__build_status(b);
    uniques[0].columns[0] = o->c_id;
    uniques[0].count = 1;
    o->uniques = uniques;
    o->unique_count = 1;
    own(o, o->c_id)->unique = own(o, o->c_id)->indexed = true;
    for (uint16_t i = 0; i < o->index_count; i++)
        if (o->indexes[i]->is_unique)
            mark_unique(o, uniques, o->indexes[i]);
    for (uint16_t i = 0; i < o->index_count; i++) {
        const tw_column *first;

        if (o->indexes[i]->is_unique || o->indexes[i]->is_gin ||
            tw__index_columns(o->indexes[i], &first, 1) == 0)
            continue;
        own(o, first)->indexed = true;
        own(o, first)->sorted =
            first->field->relation == TW_RELATION_NONE && !first->unique;
    }
    for (uint16_t i = 0; i < o->column_count; i++)
        if (o->columns[i].field->relation != TW_RELATION_NONE)
            own(o, &o->columns[i])->indexed = true;
    return TW_OK;
}

static tw_status map_names(tw_build *b, tw_object *o)
{
    if (!tw__map_init(&o->by_name, b->a, (size_t)o->field_count * 2))
        return tw__fail_nomem(b->op);
    for (uint16_t i = 0; i < o->field_count; i++) {
        tw_field *f = (tw_field *)(uintptr_t)o->fields[i];

        if (!f->is_active)
            continue;
        if (!tw__map_put(&o->by_name, b->a, f->name, f) ||
            (f->join_name.ptr != NULL &&
             !tw__map_put(&o->by_name, b->a, f->join_name, f)))
            b->no_memory = true;
    }
    return tw__build_status(b);
}

static void well_known(tw_object *o)
{
    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];
        tw_type_id type = f->type->id;

        if (type == TW_TYPE_DATE_TIME && tw__str_is(f->name, "createdAt"))
            o->c_created_at = f->columns;
        else if (type == TW_TYPE_DATE_TIME && tw__str_is(f->name, "updatedAt"))
            o->c_updated_at = f->columns;
        else if (type == TW_TYPE_DATE_TIME && tw__str_is(f->name, "deletedAt"))
            o->c_deleted_at = f->columns;
        else if (type == TW_TYPE_POSITION && tw__str_is(f->name, "position"))
            o->c_position = f->columns;
        else if (type == TW_TYPE_ACTOR && tw__str_is(f->name, "createdBy"))
            o->f_created_by = f;
        else if (type == TW_TYPE_ACTOR && tw__str_is(f->name, "updatedBy"))
            o->f_updated_by = f;
        else if (type == TW_TYPE_TS_VECTOR)
            o->f_search_vector = f;
    }
    if (o->c_position != NULL)
        own(o, o->c_position)->indexed = true;
}

/* The column a criterion's path names, by the model's names: "name",
** "nameFirstName", "companyId"; NULL: none, or not active. */
static const tw_column *column_at(tw_build *b, const tw_object *o, tw_str path)
{
    const tw_field *f = tw__map_get(&o->by_name, path);

    if (f != NULL)
        return f->column_count > 0 && !f->type->composite ? f->columns : NULL;
    for (uint16_t i = 0; i < o->column_count; i++) {
        const tw_column *c = &o->columns[i];
        tw_str name;

        if (!c->field->is_active || !tw__str_starts(path, c->field->name))
            continue;
        name = tw__column_name(b->op, c->field->name,
                               tw_str_of(c->field->type->parts[c->part].name));
        if (name.ptr == NULL)
            b->no_memory = true;
        else if (tw__str_eq(name, path))
            return c;
    }
    return NULL;
}

/* An alternative that names what is not there is left out. */
static tw_status criteria(tw_build *b, tw_object *o)
{
    struct tw_criterion *to;
    const tw_json *list;
    tw_status st;

    if (o->duplicate_criteria.ptr == NULL)
        return TW_OK;
    st = tw__build_json(b, o->duplicate_criteria, o->singular, &list);
    if (st != TW_OK || list->type != TW_JSON_LIST || list->count == 0)
        return st;
    to = tw__build_array(b, list->count, sizeof(*to));
    for (uint32_t i = 0; to != NULL && i < list->count && i < UINT8_MAX; i++) {
        const tw_json *paths = &list->items[i];
        struct tw_criterion *k = &to[o->criterion_count];
        bool whole = paths->count > 0 && paths->count <= KEY_MAX;

        k->count = 0;
        for (uint32_t p = 0; whole && p < paths->count; p++) {
            k->columns[p] = column_at(b, o, paths->items[p].text);
            whole = k->columns[p] != NULL;
            k->count++;
        }
        o->criterion_count = (uint8_t)(o->criterion_count + whole);
    }
    o->criteria = to;
    return tw__build_status(b);
}

static tw_status insert_text(tw_build *b, tw_object *o)
{
    tw_buf sql;

    tw__buf_init(&sql, b->op->alloc);
    tw__ddl_put_insert(&sql, o);
    if (sql.failed)
        b->no_memory = true;
    o->sql_insert = tw__build_str(b, tw__buf_view(&sql));
    tw__buf_fini(&sql);
    return tw__build_status(b);
}

tw_status tw__build_object(tw_build *b, tw_object *o)
{
    tw_mark mark = tw__arena_mark(b->op->arena);
    tw_status st = mark_indexes(b, o);

    well_known(o);
    if (st == TW_OK)
        st = map_names(b, o);
    if (st == TW_OK)
        st = criteria(b, o);
    if (st == TW_OK)
        st = insert_text(b, o);
    tw__arena_rewind(b->op->arena, mark);
    return st;
}
