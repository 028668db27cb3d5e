/* rows.h -- the rows the data model is kept in: tw_object, tw_field, tw_index,
** tw_index_member, tw_search_field.  Plain structs in, fixed statements out;
** nothing is checked here but what the tables themselves demand.
**
** How a model change goes (model/change), all in one write transaction:
**   1. insert, update and delete rows with the functions below;
**   2. tw__catalog_load(): the new catalog, as the rows are now;
**   3. tw__ddl_*() with the objects, fields and indexes of the new catalog
**      (those that go away or are renamed: also of the old one, op->catalog);
**   4. release the new catalog (the service loads and publishes its own),
**      set op->model_changed.
** A step that fails rolls the whole transaction back. */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "base/op.h"

/* Each table's columns: X(kind, member, column), kind TEXT or FLAG. */
/* clang-format off */
#define TW_OBJECT_ROW_MAP(X)                                                   \
    X(TEXT, id, "id")                                                          \
    X(TEXT, universal_id, "universalIdentifier")                               \
    X(TEXT, application_id, "applicationId")                                   \
    X(TEXT, table, "tableName")                                                \
    X(TEXT, singular, "nameSingular")                                          \
    X(TEXT, plural, "namePlural")                                              \
    X(TEXT, label_singular, "labelSingular")                                   \
    X(TEXT, label_plural, "labelPlural")                                       \
    X(TEXT, description, "description")                                        \
    X(TEXT, icon, "icon")                                                      \
    X(TEXT, color, "color")                                                    \
    X(TEXT, shortcut, "shortcut")                                              \
    X(TEXT, overrides, "overrides")                                            \
    X(FLAG, is_remote, "isRemote")                                             \
    X(FLAG, is_active, "isActive")                                             \
    X(FLAG, is_system, "isSystem")                                             \
    X(FLAG, is_ui_editable, "isUIEditable")                                    \
    X(FLAG, is_ui_creatable, "isUICreatable")                                  \
    X(FLAG, is_searchable, "isSearchable")                                     \
    X(FLAG, is_label_synced, "isLabelSyncedWithName")                          \
    X(FLAG, is_audit_logged, "isAuditLogged")                                  \
    X(TEXT, label_identifier_id, "labelIdentifierFieldMetadataId")             \
    X(TEXT, image_identifier_id, "imageIdentifierFieldMetadataId")             \
    X(TEXT, duplicate_criteria, "duplicateCriteria")                           \
    X(TEXT, created_at, "createdAt")                                           \
    X(TEXT, updated_at, "updatedAt")

#define TW_FIELD_ROW_MAP(X)                                                    \
    X(TEXT, id, "id")                                                          \
    X(TEXT, universal_id, "universalIdentifier")                               \
    X(TEXT, application_id, "applicationId")                                   \
    X(TEXT, object_id, "objectId")                                             \
    X(TEXT, type, "type")                                                      \
    X(TEXT, name, "name")                                                      \
    X(TEXT, column_base, "columnBase")                                         \
    X(TEXT, label, "label")                                                    \
    X(TEXT, description, "description")                                        \
    X(TEXT, icon, "icon")                                                      \
    X(TEXT, overrides, "overrides")                                            \
    X(TEXT, default_value, "defaultValue")                                     \
    X(TEXT, options, "options")                                                \
    X(TEXT, settings, "settings")                                              \
    X(FLAG, is_active, "isActive")                                             \
    X(FLAG, is_system, "isSystem")                                             \
    X(FLAG, is_ui_editable, "isUIEditable")                                    \
    X(FLAG, is_nullable, "isNullable")                                         \
    X(FLAG, is_label_synced, "isLabelSyncedWithName")                          \
    X(TEXT, morph_id, "morphId")                                               \
    X(TEXT, target_object_id, "relationTargetObjectId")                        \
    X(TEXT, target_field_id, "relationTargetFieldId")                          \
    X(TEXT, created_at, "createdAt")                                           \
    X(TEXT, updated_at, "updatedAt")

#define TW_INDEX_ROW_MAP(X)                                                    \
    X(TEXT, id, "id")                                                          \
    X(TEXT, universal_id, "universalIdentifier")                               \
    X(TEXT, object_id, "objectId")                                             \
    X(TEXT, name, "name")                                                      \
    X(FLAG, is_custom, "isCustom")                                             \
    X(FLAG, is_unique, "isUnique")                                             \
    X(TEXT, type, "indexType")                                                 \
    X(FLAG, is_engine_owned, "isEngineOwned")                                  \
    X(TEXT, created_at, "createdAt")                                           \
    X(TEXT, updated_at, "updatedAt")
/* clang-format on */

#define TW_ROW_TEXT tw_str
#define TW_ROW_FLAG bool
#define TW_ROW_MEMBER(kind, member, column) TW_ROW_##kind member;

/* Absent text is NULL.  `table` and `column_base` come from model/physical.h;
** `overrides`, `default_value`, `options`, `settings`, `duplicate_criteria`
** are JSON text. `settings` of a relation carries relationType, onDelete and
** joinColumnName, as the API shows them; `column_base` of a relation is its
** name (columns: base + "Id"). */
typedef struct tw_object_row {
    TW_OBJECT_ROW_MAP(TW_ROW_MEMBER)
    int64_t number; /* set by insert */
} tw_object_row;

typedef struct tw_field_row {
    TW_FIELD_ROW_MAP(TW_ROW_MEMBER)
} tw_field_row;

/* `type` is "BTREE" or "GIN".  The backing index of a unique field: is_custom,
** is_unique, is_engine_owned. */
typedef struct tw_index_row {
    TW_INDEX_ROW_MAP(TW_ROW_MEMBER)
} tw_index_row;

typedef struct tw_member_row {
    tw_str id, index_id, field_id;
    tw_str sub_field; /* absent: the whole field */
    int64_t position; /* from 0 */
} tw_member_row;

typedef struct tw_search_row {
    tw_str id, object_id, field_id;
    int64_t position; /* from 0 */
    tw_str created_at, updated_at;
} tw_search_row;

/* The columns as numbers: TW_OBJECT_COL_singular, TW_FIELD_COL_name, ... */
#define TW_ROW_ENUM_OBJECT(kind, member, column) TW_OBJECT_COL_##member,
#define TW_ROW_ENUM_FIELD(kind, member, column) TW_FIELD_COL_##member,
#define TW_ROW_ENUM_INDEX(kind, member, column) TW_INDEX_COL_##member,
enum {
    TW_OBJECT_ROW_MAP(TW_ROW_ENUM_OBJECT) TW_OBJECT_COL_COUNT_
};
enum {
    TW_FIELD_ROW_MAP(TW_ROW_ENUM_FIELD) TW_FIELD_COL_COUNT_
};
enum {
    TW_INDEX_ROW_MAP(TW_ROW_ENUM_INDEX) TW_INDEX_COL_COUNT_
};
/* A set of columns: TW_COL(TW_FIELD_COL_name) | TW_COL(TW_FIELD_COL_label). */
#define TW_COL(number) ((uint32_t)1 << (number))

/* Insert.  What is absent of id, universal_id, created_at and updated_at is
** made and left in `row`: new ids; now. */
tw_status tw__object_row_insert(tw_op *op, tw_object_row *row);
tw_status tw__field_row_insert(tw_op *op, tw_field_row *row);
tw_status tw__index_row_insert(tw_op *op, tw_index_row *row);
tw_status tw__member_row_insert(tw_op *op, tw_member_row *row);
tw_status tw__search_row_insert(tw_op *op, tw_search_row *row);

/* Set the columns in `set` (bits of TW_COL) of the row with row->id to what
** `row` holds; updatedAt is set to now unless it is in the set. */
tw_status tw__object_row_update(tw_op *op,
                                const tw_object_row *row,
                                uint32_t set);
tw_status tw__field_row_update(tw_op *op,
                               const tw_field_row *row,
                               uint32_t set);
tw_status tw__index_row_update(tw_op *op,
                               const tw_index_row *row,
                               uint32_t set);

/* Delete the row with this id and the rows that hang on it:
**   object: its fields, indexes, their members, its search fields;
**   field:  its memberships of indexes (not the indexes), its search field;
**   index:  its members. */
tw_status tw__object_row_delete(tw_op *op, tw_str id);
tw_status tw__field_row_delete(tw_op *op, tw_str id);
tw_status tw__index_row_delete(tw_op *op, tw_str id);
tw_status tw__member_row_delete(tw_op *op, tw_str id);
tw_status tw__search_row_delete(tw_op *op, tw_str field_id);

#endif
