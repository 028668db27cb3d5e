/* verb.h -- what the fields of a schema do, as numbers in tw_gql_meaning.verb:
** nobody takes a field's name apart to find out. */
#ifndef GRAPHQL_VERB_H
#define GRAPHQL_VERB_H

typedef enum tw_gql_verb {
    /* A member of a record or of a composite: meaning.field, .part, .is_join
    ** say which.  Of a composite type, which many fields share, only .part. */
    TW_GQL_MEMBER,

    /* Root fields over records; meaning.object is their object. */
    TW_GQL_FIND_MANY,   /* people */
    TW_GQL_FIND_ONE,    /* person */
    TW_GQL_GROUP_BY,    /* peopleGroupBy */
    TW_GQL_DUPLICATES,  /* personDuplicates */
    TW_GQL_CREATE_ONE,  /* createPerson */
    TW_GQL_CREATE_MANY, /* createPeople */
    TW_GQL_UPDATE_ONE,
    TW_GQL_UPDATE_MANY,
    TW_GQL_DELETE_ONE,
    TW_GQL_DELETE_MANY,
    TW_GQL_RESTORE_ONE,
    TW_GQL_RESTORE_MANY,
    TW_GQL_DESTROY_ONE,
    TW_GQL_DESTROY_MANY,
    TW_GQL_MERGE_MANY, /* mergePeople */
    TW_GQL_SEARCH,     /* over all objects: meaning.object is NULL */

    /* The frame around records: connections, edges, pages, groups. */
    TW_GQL_EDGES = 32,
    TW_GQL_PAGE_INFO,
    TW_GQL_NODE,
    TW_GQL_CURSOR,
    TW_GQL_START_CURSOR,
    TW_GQL_END_CURSOR,
    TW_GQL_HAS_NEXT_PAGE,
    TW_GQL_HAS_PREVIOUS_PAGE,
    TW_GQL_AGGREGATE,        /* meaning.aggregate: its name; totalCount too */
    TW_GQL_DIMENSION_VALUES, /* groupByDimensionValues */

    /* What a search found. */
    TW_GQL_FOUND_ID = 48,
    TW_GQL_FOUND_OBJECT,
    TW_GQL_FOUND_OBJECT_LABEL,
    TW_GQL_FOUND_LABEL,
    TW_GQL_FOUND_IMAGE,
    TW_GQL_FOUND_RANK_CD,
    TW_GQL_FOUND_RANK,

    /* Meta fields. */
    TW_GQL_TYPENAME = 64,
    TW_GQL_SCHEMA,     /* __schema */
    TW_GQL_TYPE,       /* __type(name:) */
    TW_GQL_INTROSPECT, /* members of the meta types, from here on */

    /* From here on the fields of the metadata schema, numbered there. */
    TW_GQL_METADATA = 256
} tw_gql_verb;

#endif
