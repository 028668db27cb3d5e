/* metadata.h -- what the fields of the metadata schema do, by number: the data
** model read and changed (metadata specification 5 to 9 and 11).  The root
** fields run through tw__gql_metadata_field() (graphql/execute.h). */
#ifndef GRAPHQL_METADATA_H
#define GRAPHQL_METADATA_H

#include "graphql/verb.h"

/* What the fields of the metadata schema do: tw_gql_meaning.verb. */
typedef enum tw_gql_metadata_verb {
    /* root fields */
    TW_GQL_M_OBJECT = TW_GQL_METADATA,
    TW_GQL_M_OBJECTS,
    TW_GQL_M_FIELD,
    TW_GQL_M_FIELDS,
    TW_GQL_M_RECORD_COUNTS,
    TW_GQL_M_MINIMAL,
    TW_GQL_M_CREATE_OBJECT,
    TW_GQL_M_UPDATE_OBJECT,
    TW_GQL_M_DELETE_OBJECT,
    TW_GQL_M_CREATE_FIELD,
    TW_GQL_M_UPDATE_FIELD,
    TW_GQL_M_DELETE_FIELD,
    TW_GQL_M_CREATE_INDEX,
    TW_GQL_M_DELETE_INDEX,
    TW_GQL_M_ROOT_END_,

    /* the frame of a connection */
    TW_GQL_M_PAGE_INFO = TW_GQL_METADATA + 64,
    TW_GQL_M_EDGES,
    TW_GQL_M_NODE,
    TW_GQL_M_CURSOR,
    TW_GQL_M_HAS_NEXT,
    TW_GQL_M_HAS_PREVIOUS,
    TW_GQL_M_START_CURSOR,
    TW_GQL_M_END_CURSOR,

    /* members of several types */
    TW_GQL_M_ID,
    TW_GQL_M_UNIVERSAL_ID,
    TW_GQL_M_APPLICATION_ID,
    TW_GQL_M_CREATED_AT,
    TW_GQL_M_UPDATED_AT,
    TW_GQL_M_DESCRIPTION,
    TW_GQL_M_ICON,
    TW_GQL_M_IS_ACTIVE,
    TW_GQL_M_IS_SYSTEM,
    TW_GQL_M_IS_UI_EDITABLE,
    TW_GQL_M_IS_UI_READ_ONLY,
    TW_GQL_M_IS_LABEL_SYNCED,

    /* Object */
    TW_GQL_M_SINGULAR,
    TW_GQL_M_PLURAL,
    TW_GQL_M_LABEL_SINGULAR,
    TW_GQL_M_LABEL_PLURAL,
    TW_GQL_M_SHORTCUT,
    TW_GQL_M_COLOR,
    TW_GQL_M_IS_REMOTE,
    TW_GQL_M_IS_UI_CREATABLE,
    TW_GQL_M_IS_SEARCHABLE,
    TW_GQL_M_LABEL_IDENTIFIER,
    TW_GQL_M_IMAGE_IDENTIFIER,
    TW_GQL_M_DUPLICATE_CRITERIA,
    TW_GQL_M_FIELDS_LIST,
    TW_GQL_M_INDEX_LIST,
    TW_GQL_M_SEARCH_FIELD_LIST,
    TW_GQL_M_FIELDS_OF,  /* the connection Object.fields */
    TW_GQL_M_INDEXES_OF, /* the connection Object.indexMetadatas */

    /* Field */
    TW_GQL_M_TYPE,
    TW_GQL_M_NAME,
    TW_GQL_M_LABEL,
    TW_GQL_M_IS_NULLABLE,
    TW_GQL_M_IS_UNIQUE,
    TW_GQL_M_DEFAULT_VALUE,
    TW_GQL_M_OPTIONS,
    TW_GQL_M_SETTINGS,
    TW_GQL_M_OBJECT_ID,
    TW_GQL_M_MORPH_ID,
    TW_GQL_M_RELATION,
    TW_GQL_M_MORPH_RELATIONS,
    TW_GQL_M_OBJECT_OF,

    /* Relation */
    TW_GQL_M_RELATION_TYPE,
    TW_GQL_M_SOURCE_OBJECT,
    TW_GQL_M_TARGET_OBJECT,
    TW_GQL_M_SOURCE_FIELD,
    TW_GQL_M_TARGET_FIELD,

    /* Index, IndexField, SearchField; IS_UNIQUE and NAME as above */
    TW_GQL_M_IS_CUSTOM,
    TW_GQL_M_WHERE_CLAUSE,
    TW_GQL_M_INDEX_TYPE,
    TW_GQL_M_MEMBERS,
    TW_GQL_M_FIELD_ID,
    TW_GQL_M_ORDER,
    TW_GQL_M_SUB_FIELD,
    TW_GQL_M_SEARCH_VECTOR_ID,
    TW_GQL_M_POSITION,

    /* ObjectRecordCount, MinimalMetadata and what it holds */
    TW_GQL_M_TOTAL_COUNT,
    TW_GQL_M_MINIMAL_OBJECTS,
    TW_GQL_M_MINIMAL_VIEWS,
    TW_GQL_M_HASHES,
    TW_GQL_M_VIEW_KEY,
    TW_GQL_M_COLLECTION,
    TW_GQL_M_HASH
} tw_gql_metadata_verb;

#endif
