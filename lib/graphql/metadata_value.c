/* metadata_value.c -- members of objects, fields and indexes that are plain
** values; answers and filters both read them here. */
#include "graphql/metadata_inside.h"

static bool object_flag(const tw_object *o, uint16_t verb, bool *v)
{
    switch ((int)verb) {
    case TW_GQL_M_IS_REMOTE:
        *v = o->is_remote;
        return true;
    case TW_GQL_M_IS_ACTIVE:
        *v = o->is_active;
        return true;
    case TW_GQL_M_IS_SYSTEM:
        *v = o->is_system;
        return true;
    case TW_GQL_M_IS_UI_EDITABLE:
        *v = o->is_ui_editable;
        return true;
    case TW_GQL_M_IS_UI_READ_ONLY:
        *v = !o->is_ui_editable;
        return true;
    case TW_GQL_M_IS_UI_CREATABLE:
        *v = o->is_ui_creatable;
        return true;
    case TW_GQL_M_IS_SEARCHABLE:
        *v = o->is_searchable;
        return true;
    case TW_GQL_M_IS_LABEL_SYNCED:
        *v = o->is_label_synced;
        return true;
    default:
        return false;
    }
}

static bool field_flag(const tw_field *f, uint16_t verb, bool *v)
{
    switch ((int)verb) {
    case TW_GQL_M_IS_ACTIVE:
        *v = f->is_active;
        return true;
    case TW_GQL_M_IS_SYSTEM:
        *v = f->is_system;
        return true;
    case TW_GQL_M_IS_UI_EDITABLE:
        *v = f->is_ui_editable;
        return true;
    case TW_GQL_M_IS_UI_READ_ONLY:
        *v = !f->is_ui_editable;
        return true;
    case TW_GQL_M_IS_NULLABLE:
        *v = f->is_nullable;
        return true;
    case TW_GQL_M_IS_UNIQUE:
        *v = f->is_unique;
        return true;
    case TW_GQL_M_IS_LABEL_SYNCED:
        *v = f->is_label_synced;
        return true;
    default:
        return false;
    }
}

static bool index_flag(const tw_index *x, uint16_t verb, bool *v)
{
    *v = verb == TW_GQL_M_IS_CUSTOM ? x->is_custom : x->is_unique;
    return verb == TW_GQL_M_IS_CUSTOM || verb == TW_GQL_M_IS_UNIQUE;
}

bool tw__gql_model_flag(tw_gql_model_kind kind,
                        const void *entity,
                        uint16_t verb,
                        bool *v)
{
    switch (kind) {
    case TW_GQL_MODEL_OBJECT:
        return object_flag(entity, verb, v);
    case TW_GQL_MODEL_FIELD:
        return field_flag(entity, verb, v);
    case TW_GQL_MODEL_INDEX:
        return index_flag(entity, verb, v);
    }
    return false;
}

static bool object_text(const tw_object *o, uint16_t verb, tw_str *v)
{
    switch ((int)verb) {
    case TW_GQL_M_ID:
        *v = o->id;
        return true;
    case TW_GQL_M_UNIVERSAL_ID:
        *v = o->universal_id;
        return true;
    case TW_GQL_M_APPLICATION_ID:
        *v = o->application_id;
        return true;
    case TW_GQL_M_SINGULAR:
        *v = o->singular;
        return true;
    case TW_GQL_M_PLURAL:
        *v = o->plural;
        return true;
    case TW_GQL_M_SHORTCUT:
        *v = o->shortcut;
        return true;
    case TW_GQL_M_LABEL_IDENTIFIER:
        *v = o->label_identifier->id;
        return true;
    case TW_GQL_M_IMAGE_IDENTIFIER:
        *v = o->image_identifier == NULL ? TW_NO_STR : o->image_identifier->id;
        return true;
    case TW_GQL_M_CREATED_AT:
        *v = o->created_at;
        return true;
    case TW_GQL_M_UPDATED_AT:
        *v = o->updated_at;
        return true;
    default:
        return false;
    }
}

static bool field_text(const tw_field *f, uint16_t verb, tw_str *v)
{
    switch ((int)verb) {
    case TW_GQL_M_ID:
        *v = f->id;
        return true;
    case TW_GQL_M_UNIVERSAL_ID:
        *v = f->universal_id;
        return true;
    case TW_GQL_M_APPLICATION_ID:
        *v = f->application_id;
        return true;
    case TW_GQL_M_TYPE:
        *v = tw_str_of(f->type->api_name);
        return true;
    case TW_GQL_M_NAME:
        *v = f->name;
        return true;
    case TW_GQL_M_OBJECT_ID:
        *v = f->object->id;
        return true;
    case TW_GQL_M_MORPH_ID:
        *v = f->morph_id;
        return true;
    case TW_GQL_M_CREATED_AT:
        *v = f->created_at;
        return true;
    case TW_GQL_M_UPDATED_AT:
        *v = f->updated_at;
        return true;
    default:
        return false;
    }
}

static bool index_text(const tw_index *x, uint16_t verb, tw_str *v)
{
    switch ((int)verb) {
    case TW_GQL_M_ID:
        *v = x->id;
        return true;
    case TW_GQL_M_NAME:
        *v = x->name;
        return true;
    case TW_GQL_M_WHERE_CLAUSE: /* a unique index minds live records only, */
        *v = TW_NO_STR;         /* which is not for clients to build upon */
        return true;
    case TW_GQL_M_INDEX_TYPE:
        *v = x->is_gin ? TW_STR("GIN") : TW_STR("BTREE");
        return true;
    case TW_GQL_M_CREATED_AT:
        *v = x->created_at;
        return true;
    case TW_GQL_M_UPDATED_AT:
        *v = x->updated_at;
        return true;
    default:
        return false;
    }
}

bool tw__gql_model_text(tw_gql_model_kind kind,
                        const void *entity,
                        uint16_t verb,
                        tw_str *v)
{
    switch (kind) {
    case TW_GQL_MODEL_OBJECT:
        return object_text(entity, verb, v);
    case TW_GQL_MODEL_FIELD:
        return field_text(entity, verb, v);
    case TW_GQL_MODEL_INDEX:
        return index_text(entity, verb, v);
    }
    return false;
}
