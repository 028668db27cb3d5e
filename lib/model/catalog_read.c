/* catalog_read.c -- the model's rows into the arrays of a new catalog. */
#include "model/catalog_build.h"

#include "base/str.h"
#include "model/rows.h"

static tw_str take(tw_build *b, tw_stmt *s, int column)
{
    return tw__build_str(b, tw__stmt_text(s, column));
}

static bool flag(tw_stmt *s, int column)
{
    return tw__stmt_int(s, column) != 0;
}

static void read_object(tw_build *b,
                        tw_stmt *s,
                        tw_object *o,
                        tw_object_refs *r)
{
    o->catalog = b->c;
    o->number = tw__stmt_int(s, TW_OBJECT_COL_COUNT_);
    o->table = take(b, s, TW_OBJECT_COL_table);
    o->id = take(b, s, TW_OBJECT_COL_id);
    o->universal_id = take(b, s, TW_OBJECT_COL_universal_id);
    o->application_id = take(b, s, TW_OBJECT_COL_application_id);
    o->singular = take(b, s, TW_OBJECT_COL_singular);
    o->plural = take(b, s, TW_OBJECT_COL_plural);
    o->label_singular = take(b, s, TW_OBJECT_COL_label_singular);
    o->label_plural = take(b, s, TW_OBJECT_COL_label_plural);
    o->description = take(b, s, TW_OBJECT_COL_description);
    o->icon = take(b, s, TW_OBJECT_COL_icon);
    o->color = take(b, s, TW_OBJECT_COL_color);
    o->shortcut = take(b, s, TW_OBJECT_COL_shortcut);
    o->overrides = take(b, s, TW_OBJECT_COL_overrides);
    o->created_at = take(b, s, TW_OBJECT_COL_created_at);
    o->updated_at = take(b, s, TW_OBJECT_COL_updated_at);
    o->duplicate_criteria = take(b, s, TW_OBJECT_COL_duplicate_criteria);
    o->is_active = flag(s, TW_OBJECT_COL_is_active);
    o->is_system = flag(s, TW_OBJECT_COL_is_system);
    o->is_remote = flag(s, TW_OBJECT_COL_is_remote);
    o->is_ui_editable = flag(s, TW_OBJECT_COL_is_ui_editable);
    o->is_ui_creatable = flag(s, TW_OBJECT_COL_is_ui_creatable);
    o->is_searchable = flag(s, TW_OBJECT_COL_is_searchable);
    o->is_label_synced = flag(s, TW_OBJECT_COL_is_label_synced);
    o->is_custom = tw__str_eq(o->application_id, b->c->custom_application_id);
    r->label_identifier_id = take(b, s, TW_OBJECT_COL_label_identifier_id);
    r->image_identifier_id = take(b, s, TW_OBJECT_COL_image_identifier_id);
}

static tw_status read_field(tw_build *b,
                            tw_stmt *s,
                            tw_field *f,
                            tw_field_refs *r)
{
    tw_object *o =
        tw__map_get(&b->c->by_id, tw__stmt_text(s, TW_FIELD_COL_object_id));

    f->id = take(b, s, TW_FIELD_COL_id);
    f->name = take(b, s, TW_FIELD_COL_name);
    f->type = tw__type_by_name(tw__stmt_text(s, TW_FIELD_COL_type));
    if (o == NULL || f->type == NULL)
        return tw__build_corrupt(b, "field", f->name);
    f->object = o;
    o->field_count++;
    f->universal_id = take(b, s, TW_FIELD_COL_universal_id);
    f->application_id = take(b, s, TW_FIELD_COL_application_id);
    f->label = take(b, s, TW_FIELD_COL_label);
    f->description = take(b, s, TW_FIELD_COL_description);
    f->icon = take(b, s, TW_FIELD_COL_icon);
    f->overrides = take(b, s, TW_FIELD_COL_overrides);
    f->default_value = take(b, s, TW_FIELD_COL_default_value);
    f->options_json = take(b, s, TW_FIELD_COL_options);
    f->settings = take(b, s, TW_FIELD_COL_settings);
    f->morph_id = take(b, s, TW_FIELD_COL_morph_id);
    f->created_at = take(b, s, TW_FIELD_COL_created_at);
    f->updated_at = take(b, s, TW_FIELD_COL_updated_at);
    f->is_active = flag(s, TW_FIELD_COL_is_active);
    f->is_system = flag(s, TW_FIELD_COL_is_system);
    f->is_ui_editable = flag(s, TW_FIELD_COL_is_ui_editable);
    f->is_nullable = flag(s, TW_FIELD_COL_is_nullable);
    f->is_label_synced = flag(s, TW_FIELD_COL_is_label_synced);
    f->is_custom = tw__str_eq(f->application_id, b->c->custom_application_id);
    r->column_base = take(b, s, TW_FIELD_COL_column_base);
    r->target_object_id = take(b, s, TW_FIELD_COL_target_object_id);
    r->target_field_id = take(b, s, TW_FIELD_COL_target_field_id);
    return tw__build_status(b);
}

static tw_status read_index(tw_build *b, tw_stmt *s, tw_index *x)
{
    tw_object *o =
        tw__map_get(&b->c->by_id, tw__stmt_text(s, TW_INDEX_COL_object_id));

    x->name = take(b, s, TW_INDEX_COL_name);
    if (o == NULL)
        return tw__build_corrupt(b, "index", x->name);
    x->object = o;
    o->index_count++;
    x->id = take(b, s, TW_INDEX_COL_id);
    x->universal_id = take(b, s, TW_INDEX_COL_universal_id);
    x->created_at = take(b, s, TW_INDEX_COL_created_at);
    x->updated_at = take(b, s, TW_INDEX_COL_updated_at);
    x->is_custom = flag(s, TW_INDEX_COL_is_custom);
    x->is_unique = flag(s, TW_INDEX_COL_is_unique);
    x->is_engine_owned = flag(s, TW_INDEX_COL_is_engine_owned);
    x->is_gin = tw__str_is(tw__stmt_text(s, TW_INDEX_COL_type), "GIN");
    return tw__build_status(b);
}

/* One row into the next place of its array. */
static tw_status read_row(tw_build *b, tw_sql which, tw_stmt *s, uint32_t i)
{
    tw_catalog *c = b->c;

    if (which == TW_SQL_OBJECTS_LOAD) {
        tw_object *o = &b->objects[i];

        read_object(b, s, o, &b->object_refs[i]);
        if (!tw__map_put(&c->by_id, b->a, o->id, o))
            b->no_memory = true;
    } else if (which == TW_SQL_FIELDS_LOAD) {
        tw_status st = read_field(b, s, &b->fields[i], &b->field_refs[i]);

        if (st != TW_OK)
            return st;
        if (!tw__map_put(&c->field_by_id, b->a, b->fields[i].id, &b->fields[i]))
            b->no_memory = true;
    } else if (which == TW_SQL_INDEXES_LOAD) {
        tw_status st = read_index(b, s, &b->indexes[i]);

        if (st != TW_OK)
            return st;
        if (!tw__map_put(&c->index_by_id, b->a, b->indexes[i].id,
                         &b->indexes[i]))
            b->no_memory = true;
    } else if (which == TW_SQL_MEMBERS_LOAD) {
        tw_index *x = tw__map_get(&c->index_by_id, tw__stmt_text(s, 1));
        struct tw_index_member *m = &b->members[i];

        m->id = take(b, s, 0);
        m->field = tw__map_get(&c->field_by_id, tw__stmt_text(s, 2));
        m->sub_field = take(b, s, 3);
        if (x == NULL || m->field == NULL || m->field->object != x->object)
            return tw__build_corrupt(b, "index member", m->id);
        if (x->member_count++ == 0)
            x->members = m;
    } else {
        tw_object *o = tw__map_get(&c->by_id, tw__stmt_text(s, 0));
        const tw_field **f = &b->search[i];

        *f = tw__map_get(&c->field_by_id, tw__stmt_text(s, 1));
        if (o == NULL || *f == NULL || (*f)->object != o)
            return tw__build_corrupt(b, "search field", tw__stmt_text(s, 1));
        if (o->search_count++ == 0)
            o->search_fields = f;
    }
    return tw__build_status(b);
}

static tw_status read_rows(tw_build *b, tw_sql which, uint32_t count)
{
    tw_stmt *s = tw__stmt_fixed(b->op, which);
    tw_status st = TW_OK;
    bool row = true;

    if (s == NULL)
        return b->op->error.status;
    for (uint32_t i = 0; st == TW_OK; i++) {
        st = tw__stmt_step(b->op, s, &row);
        if (st != TW_OK || !row)
            break;
        if (i >= count)
            st = tw__build_corrupt(b, "table", TW_STR("row count"));
        else
            st = read_row(b, which, s, i);
    }
    tw__stmt_done(s);
    return st;
}

static tw_status read_counts(tw_build *b)
{
    tw_stmt *s = tw__stmt_fixed(b->op, TW_SQL_MODEL_COUNTS);
    bool row = false;
    tw_status st;

    if (s == NULL)
        return b->op->error.status;
    st = tw__stmt_step(b->op, s, &row);
    if (st == TW_OK && row) {
        b->object_count = (uint32_t)tw__stmt_int(s, 0);
        b->field_count = (uint32_t)tw__stmt_int(s, 1);
        b->index_count = (uint32_t)tw__stmt_int(s, 2);
        b->member_count = (uint32_t)tw__stmt_int(s, 3);
        b->search_count = (uint32_t)tw__stmt_int(s, 4);
    }
    tw__stmt_done(s);
    return st;
}

static tw_status make_room(tw_build *b)
{
    tw_catalog *c = b->c;

    b->objects = tw__build_array(b, b->object_count, sizeof(*b->objects));
    b->object_refs =
        tw__build_array(b, b->object_count, sizeof(*b->object_refs));
    b->fields = tw__build_array(b, b->field_count, sizeof(*b->fields));
    b->field_refs = tw__build_array(b, b->field_count, sizeof(*b->field_refs));
    b->indexes = tw__build_array(b, b->index_count, sizeof(*b->indexes));
    b->members = tw__build_array(b, b->member_count, sizeof(*b->members));
    b->search = tw__build_array(b, b->search_count, sizeof(*b->search));
    if (!tw__map_init(&c->by_id, b->a, b->object_count) ||
        !tw__map_init(&c->field_by_id, b->a, b->field_count) ||
        !tw__map_init(&c->index_by_id, b->a, b->index_count))
        b->no_memory = true;
    return tw__build_status(b);
}

tw_status tw__build_read(tw_build *b)
{
    tw_status st = read_counts(b);

    if (st == TW_OK)
        st = make_room(b);
    if (st == TW_OK)
        st = read_rows(b, TW_SQL_OBJECTS_LOAD, b->object_count);
    if (st == TW_OK)
        st = read_rows(b, TW_SQL_FIELDS_LOAD, b->field_count);
    if (st == TW_OK)
        st = read_rows(b, TW_SQL_INDEXES_LOAD, b->index_count);
    if (st == TW_OK)
        st = read_rows(b, TW_SQL_MEMBERS_LOAD, b->member_count);
    if (st == TW_OK)
        st = read_rows(b, TW_SQL_SEARCH_FIELDS_LOAD, b->search_count);
    return st;
}
