/* render.c -- objects, fields and indexes as the REST metadata API shows them
** (metadata specification 10.4): base values, and what is null left out. */
#include "model/change.h"

static void put_text(tw_json_writer *w, const char *key, tw_str v)
{
    if (v.ptr == NULL)
        return;
    tw__jw_key(w, key);
    tw__jw_text(w, v);
}

static void put_raw(tw_json_writer *w, const char *key, tw_str json, bool nulls)
{
    if (json.ptr == NULL && !nulls)
        return;
    tw__jw_key(w, key);
    if (json.ptr == NULL)
        tw__jw_null(w);
    else
        tw__jw_raw(w, json);
}

static void put_flag(tw_json_writer *w, const char *key, bool v)
{
    tw__jw_key(w, key);
    tw__jw_bool(w, v);
}

void tw__field_render(tw_buf *b, const tw_field *f, bool nulls)
{
    tw_json_writer w = {.b = b};

    tw__jw_open(&w, '{');
    put_text(&w, "id", f->id);
    put_text(&w, "universalIdentifier", f->universal_id);
    put_text(&w, "applicationId", f->application_id);
    put_text(&w, "type", tw_str_of(f->type->api_name));
    put_text(&w, "name", f->name);
    put_text(&w, "label", f->label);
    put_text(&w, "description", f->description);
    put_text(&w, "icon", f->icon);
    put_raw(&w, "overrides", f->overrides, false);
    put_flag(&w, "isActive", f->is_active);
    put_flag(&w, "isSystem", f->is_system);
    put_flag(&w, "isUIEditable", f->is_ui_editable);
    put_flag(&w, "isUIReadOnly", !f->is_ui_editable);
    put_flag(&w, "isNullable", f->is_nullable);
    put_flag(&w, "isUnique", f->is_unique);
    put_raw(&w, "defaultValue", f->default_value, nulls);
    put_raw(&w, "options", f->options_json, nulls);
    put_raw(&w, "settings", f->settings, false);
    put_text(&w, "workspaceId", f->object->catalog->workspace_id);
    put_text(&w, "objectMetadataId", f->object->id);
    put_flag(&w, "isLabelSyncedWithName", f->is_label_synced);
    put_text(&w, "morphId", f->morph_id);
    put_text(&w, "createdAt", f->created_at);
    put_text(&w, "updatedAt", f->updated_at);
    tw__jw_close(&w, '}');
}

static void put_fields(tw_json_writer *w, const tw_object *o, bool nulls)
{
    tw__jw_key(w, "fields");
    tw__jw_open(w, '[');
    for (uint16_t i = 0; i < o->field_count; i++) {
        if (i > 0)
            tw__buf_char(w->b, ',');
        tw__field_render(w->b, o->fields[i], nulls);
    }
    tw__jw_close(w, ']');
}

void tw__object_render(tw_buf *b,
                       const tw_object *o,
                       bool with_fields,
                       bool nulls)
{
    tw_json_writer w = {.b = b};

    tw__jw_open(&w, '{');
    put_text(&w, "id", o->id);
    put_text(&w, "universalIdentifier", o->universal_id);
    put_text(&w, "applicationId", o->application_id);
    put_text(&w, "nameSingular", o->singular);
    put_text(&w, "namePlural", o->plural);
    put_text(&w, "labelSingular", o->label_singular);
    put_text(&w, "labelPlural", o->label_plural);
    put_text(&w, "description", o->description);
    put_text(&w, "icon", o->icon);
    put_text(&w, "color", o->color);
    put_text(&w, "shortcut", o->shortcut);
    put_raw(&w, "overrides", o->overrides, false);
    put_flag(&w, "isRemote", o->is_remote);
    put_flag(&w, "isActive", o->is_active);
    put_flag(&w, "isSystem", o->is_system);
    put_flag(&w, "isUIEditable", o->is_ui_editable);
    put_flag(&w, "isUICreatable", o->is_ui_creatable);
    put_flag(&w, "isUIReadOnly", !o->is_ui_editable);
    put_flag(&w, "isSearchable", o->is_searchable);
    put_flag(&w, "isLabelSyncedWithName", o->is_label_synced);
    put_text(&w, "workspaceId", o->catalog->workspace_id);
    put_text(&w, "labelIdentifierFieldMetadataId", o->label_identifier->id);
    if (o->image_identifier != NULL)
        put_text(&w, "imageIdentifierFieldMetadataId", o->image_identifier->id);
    else if (nulls)
        put_raw(&w, "imageIdentifierFieldMetadataId", TW_NO_STR, true);
    put_raw(&w, "duplicateCriteria", o->duplicate_criteria, false);
    put_text(&w, "createdAt", o->created_at);
    put_text(&w, "updatedAt", o->updated_at);
    if (with_fields)
        put_fields(&w, o, nulls);
    tw__jw_close(&w, '}');
}

static void put_member(tw_json_writer *w, const tw_index *x, uint8_t at)
{
    const struct tw_index_member *m = &x->members[at];

    tw__jw_open(w, '{');
    put_text(w, "id", m->id);
    put_text(w, "fieldMetadataId", m->field->id);
    tw__jw_key(w, "order");
    tw__jw_int(w, at);
    tw__jw_key(w, "subFieldName");
    tw__jw_text(w, m->sub_field);
    put_text(w, "createdAt", x->created_at);
    put_text(w, "updatedAt", x->updated_at);
    tw__jw_close(w, '}');
}

void tw__index_render(tw_buf *b, const tw_index *x)
{
    tw_json_writer w = {.b = b};

    tw__jw_open(&w, '{');
    put_text(&w, "id", x->id);
    put_text(&w, "name", x->name);
    put_flag(&w, "isCustom", x->is_custom);
    put_flag(&w, "isUnique", x->is_unique);
    tw__jw_key(&w, "indexWhereClause");
    tw__jw_null(&w);
    put_text(&w, "indexType", x->is_gin ? TW_STR("GIN") : TW_STR("BTREE"));
    put_text(&w, "createdAt", x->created_at);
    put_text(&w, "updatedAt", x->updated_at);
    tw__jw_key(&w, "indexFieldMetadataList");
    tw__jw_open(&w, '[');
    for (uint8_t i = 0; i < x->member_count; i++)
        put_member(&w, x, i);
    tw__jw_close(&w, ']');
    put_text(&w, "objectMetadataId", x->object->id);
    tw__jw_close(&w, '}');
}
