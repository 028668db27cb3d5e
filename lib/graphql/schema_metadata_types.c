/* schema_metadata_types.c -- the object types of the metadata schema: names
** and shapes as published, in our own words. */
#include "graphql/schema_metadata.h"

#define PAGE "paging: CursorPaging! = {first: 10}"
#define ROW TW_GQL_ROW

/* clang-format off */
static const tw_gql_row object_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    {"universalIdentifier", "String!", NULL, TW_GQL_M_UNIVERSAL_ID,
     "The same in every workspace that has the object.", NULL},
    {"nameSingular", "String!", NULL, TW_GQL_M_SINGULAR,
     "Its name in the APIs.", NULL},
    ROW("namePlural", "String!", TW_GQL_M_PLURAL),
    {"labelSingular", "String!", NULL, TW_GQL_M_LABEL_SINGULAR,
     "Its name for people.", NULL},
    ROW("labelPlural", "String!", TW_GQL_M_LABEL_PLURAL),
    ROW("description", "String", TW_GQL_M_DESCRIPTION),
    ROW("icon", "String", TW_GQL_M_ICON),
    ROW("shortcut", "String", TW_GQL_M_SHORTCUT),
    ROW("color", "String", TW_GQL_M_COLOR),
    ROW("isRemote", "Boolean!", TW_GQL_M_IS_REMOTE),
    ROW("isActive", "Boolean!", TW_GQL_M_IS_ACTIVE),
    ROW("isSystem", "Boolean!", TW_GQL_M_IS_SYSTEM),
    ROW("isUIEditable", "Boolean!", TW_GQL_M_IS_UI_EDITABLE),
    ROW("isUICreatable", "Boolean!", TW_GQL_M_IS_UI_CREATABLE),
    {"isUIReadOnly", "Boolean!", NULL, TW_GQL_M_IS_UI_READ_ONLY, NULL,
     "Use isUIEditable"},
    ROW("isSearchable", "Boolean!", TW_GQL_M_IS_SEARCHABLE),
    {"applicationId", "UUID!", NULL, TW_GQL_M_APPLICATION_ID,
     "Who made it: the product or the workspace.", NULL},
    ROW("createdAt", "DateTime!", TW_GQL_M_CREATED_AT),
    ROW("updatedAt", "DateTime!", TW_GQL_M_UPDATED_AT),
    {"labelIdentifierFieldMetadataId", "UUID", NULL,
     TW_GQL_M_LABEL_IDENTIFIER, "The field that names a record.", NULL},
    ROW("imageIdentifierFieldMetadataId", "UUID", TW_GQL_M_IMAGE_IDENTIFIER),
    ROW("isLabelSyncedWithName", "Boolean!", TW_GQL_M_IS_LABEL_SYNCED),
    {"duplicateCriteria", "[[String!]!]", NULL, TW_GQL_M_DUPLICATE_CRITERIA,
     "Records that agree in all of one list are duplicates.", NULL},
    {"fieldsList", "[Field!]!", NULL, TW_GQL_M_FIELDS_LIST,
     "All fields; a polymorphic relation is one of them.", NULL},
    ROW("indexMetadataList", "[Index!]!", TW_GQL_M_INDEX_LIST),
    {"searchFieldMetadataList", "[SearchField!]!", NULL,
     TW_GQL_M_SEARCH_FIELD_LIST, "The fields that a search looks into.", NULL},
    {"fields", "ObjectFieldsConnection!", PAGE ", filter: FieldFilter! = {}",
     TW_GQL_M_FIELDS_OF,
     "All fields, every member of a polymorphic relation by itself.", NULL},
    {"indexMetadatas", "ObjectIndexMetadatasConnection!",
     PAGE ", filter: IndexFilter! = {}", TW_GQL_M_INDEXES_OF, NULL, NULL},
    TW_GQL_ROW_END,
};

static const tw_gql_row field_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    {"universalIdentifier", "String!", NULL, TW_GQL_M_UNIVERSAL_ID,
     "The same in every workspace that has the field.", NULL},
    ROW("type", "FieldMetadataType!", TW_GQL_M_TYPE),
    {"name", "String!", NULL, TW_GQL_M_NAME, "Its name in the APIs.", NULL},
    {"label", "String!", NULL, TW_GQL_M_LABEL, "Its name for people.", NULL},
    ROW("description", "String", TW_GQL_M_DESCRIPTION),
    ROW("icon", "String", TW_GQL_M_ICON),
    ROW("isActive", "Boolean", TW_GQL_M_IS_ACTIVE),
    ROW("isSystem", "Boolean", TW_GQL_M_IS_SYSTEM),
    ROW("isUIEditable", "Boolean", TW_GQL_M_IS_UI_EDITABLE),
    {"isUIReadOnly", "Boolean", NULL, TW_GQL_M_IS_UI_READ_ONLY, NULL,
     "Use isUIEditable"},
    ROW("isNullable", "Boolean", TW_GQL_M_IS_NULLABLE),
    ROW("isUnique", "Boolean", TW_GQL_M_IS_UNIQUE),
    {"defaultValue", "JSON", NULL, TW_GQL_M_DEFAULT_VALUE,
     "What a record gets that is created without a value; texts stand in "
     "single quotes.", NULL},
    {"options", "JSON", NULL, TW_GQL_M_OPTIONS,
     "The values to choose from: id, value, label, color, position.", NULL},
    ROW("settings", "JSON", TW_GQL_M_SETTINGS),
    ROW("objectMetadataId", "UUID!", TW_GQL_M_OBJECT_ID),
    ROW("isLabelSyncedWithName", "Boolean", TW_GQL_M_IS_LABEL_SYNCED),
    {"morphId", "UUID", NULL, TW_GQL_M_MORPH_ID,
     "Shared by the members of a polymorphic relation.", NULL},
    ROW("createdAt", "DateTime!", TW_GQL_M_CREATED_AT),
    ROW("updatedAt", "DateTime!", TW_GQL_M_UPDATED_AT),
    ROW("applicationId", "UUID!", TW_GQL_M_APPLICATION_ID),
    {"relation", "Relation", NULL, TW_GQL_M_RELATION,
     "Of a RELATION: its two sides.", NULL},
    {"morphRelations", "[Relation!]", NULL, TW_GQL_M_MORPH_RELATIONS,
     "Of a MORPH_RELATION: one relation for each target.", NULL},
    ROW("object", "Object", TW_GQL_M_OBJECT_OF),
    TW_GQL_ROW_END,
};

static const tw_gql_row relation_rows[] = {
    ROW("type", "RelationType!", TW_GQL_M_RELATION_TYPE),
    ROW("sourceObjectMetadata", "Object!", TW_GQL_M_SOURCE_OBJECT),
    ROW("targetObjectMetadata", "Object!", TW_GQL_M_TARGET_OBJECT),
    ROW("sourceFieldMetadata", "Field!", TW_GQL_M_SOURCE_FIELD),
    ROW("targetFieldMetadata", "Field!", TW_GQL_M_TARGET_FIELD),
    TW_GQL_ROW_END,
};

static const tw_gql_row index_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    ROW("name", "String!", TW_GQL_M_NAME),
    {"isCustom", "Boolean", NULL, TW_GQL_M_IS_CUSTOM,
     "Made by a request, or for a field that is custom.", NULL},
    ROW("isUnique", "Boolean!", TW_GQL_M_IS_UNIQUE),
    ROW("indexWhereClause", "String", TW_GQL_M_WHERE_CLAUSE),
    ROW("indexType", "IndexType!", TW_GQL_M_INDEX_TYPE),
    ROW("createdAt", "DateTime!", TW_GQL_M_CREATED_AT),
    ROW("updatedAt", "DateTime!", TW_GQL_M_UPDATED_AT),
    ROW("indexFieldMetadataList", "[IndexField!]!", TW_GQL_M_MEMBERS),
    TW_GQL_ROW_END,
};

static const tw_gql_row index_field_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    ROW("fieldMetadataId", "UUID!", TW_GQL_M_FIELD_ID),
    ROW("order", "Float!", TW_GQL_M_ORDER),
    {"subFieldName", "String", NULL, TW_GQL_M_SUB_FIELD,
     "The part of a composite field.", NULL},
    ROW("createdAt", "DateTime!", TW_GQL_M_CREATED_AT),
    ROW("updatedAt", "DateTime!", TW_GQL_M_UPDATED_AT),
    TW_GQL_ROW_END,
};

static const tw_gql_row search_field_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    ROW("fieldMetadataId", "UUID!", TW_GQL_M_FIELD_ID),
    ROW("tsVectorFieldMetadataId", "UUID!", TW_GQL_M_SEARCH_VECTOR_ID),
    ROW("position", "Float!", TW_GQL_M_POSITION),
    ROW("createdAt", "DateTime!", TW_GQL_M_CREATED_AT),
    ROW("updatedAt", "DateTime!", TW_GQL_M_UPDATED_AT),
    TW_GQL_ROW_END,
};

static const tw_gql_row page_info_rows[] = {
    ROW("hasNextPage", "Boolean", TW_GQL_M_HAS_NEXT),
    ROW("hasPreviousPage", "Boolean", TW_GQL_M_HAS_PREVIOUS),
    ROW("startCursor", "ConnectionCursor", TW_GQL_M_START_CURSOR),
    ROW("endCursor", "ConnectionCursor", TW_GQL_M_END_CURSOR),
    TW_GQL_ROW_END,
};

#define EDGE_ROWS(type)                              \
    {                                                \
        ROW("node", type, TW_GQL_M_NODE),            \
        ROW("cursor", "ConnectionCursor!", TW_GQL_M_CURSOR), \
        TW_GQL_ROW_END                               \
    }
#define CONNECTION_ROWS(edges)                       \
    {                                                \
        ROW("pageInfo", "PageInfo!", TW_GQL_M_PAGE_INFO), \
        ROW("edges", edges, TW_GQL_M_EDGES),         \
        TW_GQL_ROW_END                               \
    }

static const tw_gql_row object_edge_rows[] = EDGE_ROWS("Object!");
static const tw_gql_row field_edge_rows[] = EDGE_ROWS("Field!");
static const tw_gql_row index_edge_rows[] = EDGE_ROWS("Index!");
static const tw_gql_row objects_rows[] = CONNECTION_ROWS("[ObjectEdge!]!");
static const tw_gql_row fields_rows[] = CONNECTION_ROWS("[FieldEdge!]!");
static const tw_gql_row indexes_rows[] = CONNECTION_ROWS("[IndexEdge!]!");

static const tw_gql_row count_rows[] = {
    ROW("objectNamePlural", "String!", TW_GQL_M_PLURAL),
    ROW("totalCount", "Int!", TW_GQL_M_TOTAL_COUNT),
    TW_GQL_ROW_END,
};

static const tw_gql_row minimal_rows[] = {
    ROW("objectMetadataItems", "[MinimalObjectMetadata!]!",
        TW_GQL_M_MINIMAL_OBJECTS),
    ROW("views", "[MinimalView!]!", TW_GQL_M_MINIMAL_VIEWS),
    {"collectionHashes", "[CollectionHash!]!", NULL, TW_GQL_M_HASHES,
     "A hash is another one when its collection has changed.", NULL},
    TW_GQL_ROW_END,
};

static const tw_gql_row minimal_object_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    ROW("nameSingular", "String!", TW_GQL_M_SINGULAR),
    ROW("namePlural", "String!", TW_GQL_M_PLURAL),
    ROW("labelSingular", "String!", TW_GQL_M_LABEL_SINGULAR),
    ROW("labelPlural", "String!", TW_GQL_M_LABEL_PLURAL),
    ROW("icon", "String", TW_GQL_M_ICON),
    ROW("color", "String", TW_GQL_M_COLOR),
    ROW("isActive", "Boolean!", TW_GQL_M_IS_ACTIVE),
    ROW("isSystem", "Boolean!", TW_GQL_M_IS_SYSTEM),
    ROW("isRemote", "Boolean!", TW_GQL_M_IS_REMOTE),
    TW_GQL_ROW_END,
};

static const tw_gql_row minimal_view_rows[] = {
    ROW("id", "UUID!", TW_GQL_M_ID),
    ROW("type", "ViewType!", TW_GQL_M_TYPE),
    ROW("key", "ViewKey", TW_GQL_M_VIEW_KEY),
    ROW("objectMetadataId", "UUID!", TW_GQL_M_OBJECT_ID),
    TW_GQL_ROW_END,
};

static const tw_gql_row hash_rows[] = {
    ROW("collectionName", "AllMetadataName!", TW_GQL_M_COLLECTION),
    ROW("hash", "String!", TW_GQL_M_HASH),
    TW_GQL_ROW_END,
};

const tw_gql_table tw__gql_metadata_types[] = {
    TW_GQL_TABLE_OBJECT("Object", "A kind of record.", object_rows),
    TW_GQL_TABLE_OBJECT("Field", "A field of an object.", field_rows),
    TW_GQL_TABLE_OBJECT("Relation", "A relation, seen from one side.",
                        relation_rows),
    TW_GQL_TABLE_OBJECT("Index", "An index of an object.", index_rows),
    TW_GQL_TABLE_OBJECT("IndexField", "A field of an index.",
                        index_field_rows),
    TW_GQL_TABLE_OBJECT("SearchField", "A field that a search looks into.",
                        search_field_rows),
    TW_GQL_TABLE_OBJECT("PageInfo", "Where a page stands in its list.",
                        page_info_rows),
    TW_GQL_TABLE_OBJECT("ObjectEdge", NULL, object_edge_rows),
    TW_GQL_TABLE_OBJECT("FieldEdge", NULL, field_edge_rows),
    TW_GQL_TABLE_OBJECT("IndexEdge", NULL, index_edge_rows),
    TW_GQL_TABLE_OBJECT("ObjectConnection", "A page of objects.",
                        objects_rows),
    TW_GQL_TABLE_OBJECT("FieldConnection", "A page of fields.", fields_rows),
    TW_GQL_TABLE_OBJECT("ObjectFieldsConnection",
                        "A page of the fields of an object.", fields_rows),
    TW_GQL_TABLE_OBJECT("ObjectIndexMetadatasConnection",
                        "A page of the indexes of an object.", indexes_rows),
    TW_GQL_TABLE_OBJECT("ObjectRecordCount", "How many records there are.",
                        count_rows),
    TW_GQL_TABLE_OBJECT("MinimalMetadata", "The data model in short.",
                        minimal_rows),
    TW_GQL_TABLE_OBJECT("MinimalObjectMetadata", "An object in short.",
                        minimal_object_rows),
    TW_GQL_TABLE_OBJECT("MinimalView", "A view in short.", minimal_view_rows),
    TW_GQL_TABLE_OBJECT("CollectionHash", NULL, hash_rows),
    TW_GQL_TABLE_END,
};
/* clang-format on */
