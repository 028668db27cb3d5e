/* schema_metadata_inputs.c -- scalars, enums and inputs of the metadata schema:
** names and shapes as published, in our own words. */
#include "graphql/schema_metadata.h"

/* clang-format off */
const tw_gql_table tw__gql_metadata_inputs[] = {
    TW_GQL_TABLE_SCALAR("UUID", TW_GQL_SCALAR_UUID, "An id."),
    TW_GQL_TABLE_SCALAR("JSON", TW_GQL_SCALAR_CUSTOM, "Any JSON value."),
    TW_GQL_TABLE_SCALAR("DateTime", TW_GQL_SCALAR_CUSTOM,
        "A moment as ISO 8601 text, in UTC."),
    TW_GQL_TABLE_SCALAR("ConnectionCursor", TW_GQL_SCALAR_CUSTOM,
        "A place in a list, as a page gives it."),

    TW_GQL_TABLE_ENUM("FieldMetadataType", "What a field holds.",
        "ACTOR ADDRESS ARRAY BOOLEAN CURRENCY DATE DATE_TIME EMAILS FILES "
        "FULL_NAME LINKS MORPH_RELATION MULTI_SELECT NUMBER NUMERIC PHONES "
        "POSITION RATING RAW_JSON RELATION RICH_TEXT SELECT TEXT TS_VECTOR "
        "UUID"),
    TW_GQL_TABLE_ENUM("RelationType", "How many are on the other side.",
        "ONE_TO_MANY MANY_TO_ONE"),
    TW_GQL_TABLE_ENUM("IndexType", "The kind of an index.", "BTREE GIN"),
    TW_GQL_TABLE_ENUM("ViewType", "The kind of a view.",
        "TABLE KANBAN CALENDAR FIELDS_WIDGET TABLE_WIDGET"),
    TW_GQL_TABLE_ENUM("ViewKey", "What a view is for.", "INDEX"),
    TW_GQL_TABLE_ENUM("AllMetadataName", "A collection of metadata.",
        "fieldMetadata objectMetadata view viewField viewFieldGroup viewGroup "
        "viewSort rowLevelPermissionPredicate "
        "rowLevelPermissionPredicateGroup viewFilterGroup index logicFunction "
        "viewFilter role roleTarget agent skill pageLayout pageLayoutWidget "
        "pageLayoutTab commandMenuItem navigationMenuItem rolePermissionFlag "
        "permissionFlag objectPermission fieldPermission frontComponent "
        "webhook applicationVariable connectionProvider searchFieldMetadata"),

    TW_GQL_TABLE_INPUT("CursorPaging",
        "Which part of a list: from its start, or from its end.",
        "before: ConnectionCursor, after: ConnectionCursor, first: Int, "
        "last: Int"),
    TW_GQL_TABLE_INPUT("BooleanFieldComparison", "How a flag is compared.",
        "is: Boolean, isNot: Boolean"),
    TW_GQL_TABLE_INPUT("UUIDFilterComparison", "How an id is compared.",
        "is: Boolean, isNot: Boolean, eq: UUID, neq: UUID, gt: UUID, "
        "gte: UUID, lt: UUID, lte: UUID, like: UUID, notLike: UUID, "
        "iLike: UUID, notILike: UUID, in: [UUID!], notIn: [UUID!]"),
    TW_GQL_TABLE_INPUT("ObjectFilter",
        "Which objects; everything given must hold.",
        "and: [ObjectFilter!], or: [ObjectFilter!], "
        "id: UUIDFilterComparison, isRemote: BooleanFieldComparison, "
        "isActive: BooleanFieldComparison, isSystem: BooleanFieldComparison, "
        "isUIEditable: BooleanFieldComparison, "
        "isUICreatable: BooleanFieldComparison, "
        "isUIReadOnly: BooleanFieldComparison, "
        "isSearchable: BooleanFieldComparison"),
    TW_GQL_TABLE_INPUT("FieldFilter",
        "Which fields; everything given must hold.",
        "and: [FieldFilter!], or: [FieldFilter!], id: UUIDFilterComparison, "
        "isActive: BooleanFieldComparison, isSystem: BooleanFieldComparison, "
        "isUIEditable: BooleanFieldComparison, "
        "isUIReadOnly: BooleanFieldComparison, "
        "objectMetadataId: UUIDFilterComparison"),
    TW_GQL_TABLE_INPUT("IndexFilter",
        "Which indexes; everything given must hold.",
        "and: [IndexFilter!], or: [IndexFilter!], id: UUIDFilterComparison, "
        "isCustom: BooleanFieldComparison"),

    TW_GQL_TABLE_INPUT("CreateOneObjectInput", NULL,
        "object: CreateObjectInput!"),
    TW_GQL_TABLE_INPUT("CreateObjectInput", "A new object.",
        "nameSingular: String!, namePlural: String!, labelSingular: String!, "
        "labelPlural: String!, description: String, icon: String, "
        "shortcut: String, color: String, skipNameField: Boolean, "
        "isRemote: Boolean, primaryKeyColumnType: String, "
        "primaryKeyFieldMetadataSettings: JSON, "
        "isLabelSyncedWithName: Boolean"),
    TW_GQL_TABLE_INPUT("DeleteOneObjectInput", NULL, "id: UUID!"),
    TW_GQL_TABLE_INPUT("UpdateOneObjectInput", NULL,
        "update: UpdateObjectPayload!, id: UUID!"),
    TW_GQL_TABLE_INPUT("UpdateObjectPayload", "What changes of an object.",
        "labelSingular: String, labelPlural: String, nameSingular: String, "
        "namePlural: String, description: String, icon: String, "
        "shortcut: String, color: String, isActive: Boolean, "
        "labelIdentifierFieldMetadataId: UUID, "
        "imageIdentifierFieldMetadataId: UUID, "
        "isLabelSyncedWithName: Boolean, isSearchable: Boolean"),
    TW_GQL_TABLE_INPUT("CreateOneIndexInput", NULL,
        "index: CreateIndexInput!"),
    TW_GQL_TABLE_INPUT("CreateIndexInput", "A new index.",
        "objectMetadataId: UUID!, fields: [CreateIndexFieldInput!]!, "
        "indexType: IndexType! = BTREE"),
    TW_GQL_TABLE_INPUT("CreateIndexFieldInput",
        "A field of an index; of a composite field one part.",
        "fieldMetadataId: UUID!, subFieldName: String"),
    TW_GQL_TABLE_INPUT("DeleteOneIndexInput", NULL, "id: UUID!"),
    TW_GQL_TABLE_INPUT("CreateOneFieldMetadataInput", NULL,
        "field: CreateFieldInput!"),
    TW_GQL_TABLE_INPUT("CreateFieldInput", "A new field.",
        "type: FieldMetadataType!, name: String!, label: String!, "
        "description: String, icon: String, isActive: Boolean, "
        "isSystem: Boolean, isUIEditable: Boolean, isUIReadOnly: Boolean, "
        "isNullable: Boolean, isUnique: Boolean, defaultValue: JSON, "
        "options: JSON, settings: JSON, objectMetadataId: UUID!, "
        "isLabelSyncedWithName: Boolean, isRemoteCreation: Boolean, "
        "relationCreationPayload: JSON, "
        "morphRelationsCreationPayload: [JSON!]"),
    TW_GQL_TABLE_INPUT("UpdateOneFieldMetadataInput", NULL,
        "id: UUID!, update: UpdateFieldInput!"),
    TW_GQL_TABLE_INPUT("UpdateFieldInput", "What changes of a field.",
        "universalIdentifier: String, name: String, label: String, "
        "description: String, icon: String, isActive: Boolean, "
        "isSystem: Boolean, isUIEditable: Boolean, isUIReadOnly: Boolean, "
        "isNullable: Boolean, isUnique: Boolean, defaultValue: JSON, "
        "options: JSON, settings: JSON, objectMetadataId: UUID, "
        "isLabelSyncedWithName: Boolean, "
        "morphRelationsUpdatePayload: [JSON!]"),
    TW_GQL_TABLE_INPUT("DeleteOneFieldInput", NULL, "id: UUID!"),
    TW_GQL_TABLE_END,
};
/* clang-format on */
