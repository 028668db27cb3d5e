/* grow.c -- a bigger model for a test's world. */
#include "support/grow.h"

#include "support/check.h"

#include "base/str.h"
#include "base/uuid.h"
#include "model/ddl.h"
#include "model/physical.h"
#include "model/rows.h"

#include <stdio.h>

/* Open a transaction if the test has none; tells whether it did. */
static bool start(world *w)
{
    bool own = !w->writing;

    if (own)
        world_begin(w);
    return own;
}

static void finish(world *w, bool own)
{
    if (own)
        world_commit_reload(w);
}

static tw_field_row field_row(world *w,
                              tw_str object_id,
                              const char *type,
                              const char *name)
{
    return (tw_field_row){
        .id = tw__uuid_make(&w->op),
        .application_id = w->catalog->custom_application_id,
        .object_id = object_id,
        .type = tw_str_of(type),
        .name = tw_str_of(name),
        .column_base = tw_str_of(name),
        .label = tw_str_of(name),
        .is_active = true,
        .is_ui_editable = true,
        .is_nullable = true,
    };
}

static tw_str put_plain(world *w,
                        tw_str object_id,
                        const char *type,
                        const char *name,
                        const char *def)
{
    tw_field_row row = field_row(w, object_id, type, name);

    row.default_value = tw_str_of(def);
    row.is_system = strcmp(name, "name") != 0;
    world_ok(w, tw__field_row_insert(&w->op, &row));
    return row.id;
}

void grow_object(world *w, const char *singular, const char *plural)
{
    tw_object_row row = {
        .application_id = w->catalog->custom_application_id,
        .singular = tw_str_of(singular),
        .plural = tw_str_of(plural),
        .label_singular = tw_str_of(singular),
        .label_plural = tw_str_of(plural),
        .is_active = true,
        .is_ui_editable = true,
        .is_ui_creatable = true,
        .is_searchable = true,
        .is_audit_logged = true,
    };
    tw_search_row search = {.position = 0};
    bool own = start(w);

    row.table = tw__table_name(&w->op, w->catalog, NULL, row.singular);
    world_ok(w, tw__object_row_insert(&w->op, &row));
    put_plain(w, row.id, "UUID", "id", "\"uuid\"");
    put_plain(w, row.id, "DATE_TIME", "createdAt", "\"now\"");
    put_plain(w, row.id, "DATE_TIME", "updatedAt", "\"now\"");
    put_plain(w, row.id, "DATE_TIME", "deletedAt", NULL);
    put_plain(w, row.id, "POSITION", "position", "0");
    put_plain(w, row.id, "TS_VECTOR", "searchVector", NULL);
    row.label_identifier_id = put_plain(w, row.id, "TEXT", "name", NULL);
    world_ok(w, tw__object_row_update(
                    &w->op, &row, TW_COL(TW_OBJECT_COL_label_identifier_id)));
    search.object_id = row.id;
    search.field_id = row.label_identifier_id;
    world_ok(w, tw__search_row_insert(&w->op, &search));
    world_reload(w);
    world_ok(w, tw__ddl_object_create(&w->op, world_object(w, singular)));
    finish(w, own);
}

static void add_columns(world *w, const char *object, const char *name)
{
    world_reload(w);
    world_ok(w, tw__ddl_field_add(&w->op, world_field(w, object, name)));
}

static void add_field(world *w, const char *object, tw_field_row *row)
{
    const tw_object *o = world_object(w, object);
    char name[64];
    bool own = start(w);

    row->column_base = tw__column_base(
        &w->op, o, NULL, tw__type_by_name(row->type), false, row->name);
    world_ok(w, tw__field_row_insert(&w->op, row));
    snprintf(name, sizeof(name), "%.*s", TW_FMT(row->name));
    add_columns(w, object, name);
    finish(w, own);
}

void grow_field(world *w,
                const char *object,
                const char *type,
                const char *name,
                const char *def)
{
    tw_field_row row = field_row(w, world_object(w, object)->id, type, name);

    row.default_value = tw_str_of(def);
    add_field(w, object, &row);
}

void grow_options(world *w,
                  const char *object,
                  const char *type,
                  const char *name,
                  const char *options)
{
    tw_field_row row = field_row(w, world_object(w, object)->id, type, name);

    row.options = tw_str_of(options);
    add_field(w, object, &row);
}

void grow_link(world *w,
               const char *object,
               const char *field,
               const char *target,
               const char *opposite,
               const char *rule)
{
    const tw_object *from = world_object(w, object);
    const tw_object *to = world_object(w, target);
    tw_field_row key = field_row(w, from->id, "RELATION", field);
    tw_field_row list = field_row(w, to->id, "RELATION", opposite);
    bool own = start(w);

    key.settings =
        tw__op_printf(&w->op,
                      "{\"relationType\":\"MANY_TO_ONE\",\"onDelete\":\"%s\","
                      "\"joinColumnName\":\"%sId\"}",
                      rule, field);
    key.target_object_id = to->id;
    key.target_field_id = list.id;
    list.settings = TW_STR("{\"relationType\":\"ONE_TO_MANY\"}");
    list.target_object_id = from->id;
    list.target_field_id = key.id;
    world_ok(w, tw__field_row_insert(&w->op, &key));
    world_ok(w, tw__field_row_insert(&w->op, &list));
    add_columns(w, object, field);
    finish(w, own);
}

void grow_index(world *w,
                const char *object,
                const char *field,
                const char *sub,
                bool unique)
{
    const tw_field *f = world_field(w, object, field);
    tw_index_row row = {
        .object_id = f->object->id,
        .is_custom = true,
        .is_unique = unique,
        .is_engine_owned = unique,
        .type = TW_STR("BTREE"),
    };
    tw_member_row member = {.field_id = f->id, .sub_field = tw_str_of(sub)};
    tw_str columns[TW_PARTS_MAX];
    size_t n = tw__member_columns(&w->op, f->type,
                                  f->relation == TW_RELATION_MANY_TO_ONE,
                                  f->name, member.sub_field, columns);
    const tw_index *x;
    bool own = start(w);

    row.name = tw__index_name(&w->op, f->object->table, columns, n, unique);
    world_ok(w, tw__index_row_insert(&w->op, &row));
    member.index_id = row.id;
    world_ok(w, tw__member_row_insert(&w->op, &member));
    world_reload(w);
    x = tw__map_get(&w->catalog->index_by_id, row.id);
    assert_non_null(x);
    world_ok(w, tw__ddl_index_create(&w->op, x));
    finish(w, own);
}
