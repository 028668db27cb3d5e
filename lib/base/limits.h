/* limits.h -- every bound on outside input has its name here.  Those that a
** caller can see or set are members of tw_limits (twentyapi/db.h). */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    TW_LIMIT_BODY_BYTES = 10 * 1024 * 1024,
    TW_LIMIT_TARGET_BYTES = 32 * 1024,
    TW_LIMIT_TEXT_BYTES = 1024 * 1024,
    TW_LIMIT_JSON_DEPTH = 64,
    TW_LIMIT_JSON_NUMBER_BYTES = 62, /* of one number; cJSON reads no more */
    TW_LIMIT_FILTER_NODES = 500,
    TW_LIMIT_FILTER_DEPTH = 32,
    TW_LIMIT_LIST_VALUES = 1000,
    TW_LIMIT_ORDER_TERMS = 16,
    TW_LIMIT_QUERY_PARAMETERS = 64,
    TW_LIMIT_CURSOR_BYTES = 16 * 1024,
    TW_LIMIT_GROUP_BY = 8,
    TW_LIMIT_AGGREGATES = 100,
    TW_LIMIT_GROUPS = 200,
    TW_LIMIT_GROUPS_DEFAULT = 50,
    TW_LIMIT_GROUP_RECORDS = 10,
    TW_LIMIT_PAGE = 200,
    TW_LIMIT_PAGE_DEFAULT = 60,
    TW_LIMIT_CHILDREN_READ = 60,   /* per parent at depth 1 */
    TW_LIMIT_CHILDREN_WRITE = 200, /* the same in answers to create, upsert */
    TW_LIMIT_UPDATE_MANY = 200,
    TW_LIMIT_BATCH_DEFAULT = 60,
    TW_LIMIT_BATCH_MAX = 1000,
    TW_LIMIT_MERGE = 9,
    TW_LIMIT_MERGE_RELATED = 200,
    TW_LIMIT_DUPLICATES = 200,
    TW_LIMIT_TOKEN_BYTES = 4096,
    TW_LIMIT_KEY_NAME_BYTES = 255,
    TW_LIMIT_NAME_BYTES = 63,         /* of an object, a field, an option */
    TW_LIMIT_FIELDS_PER_OBJECT = 400, /* SQLite allows 2000 columns */
    TW_LIMIT_OBJECTS = 1000,
    TW_LIMIT_OPTIONS = 1000,
    TW_LIMIT_CUSTOM_INDEXES = 10,
    TW_LIMIT_MORPH_TARGETS = 50,
    /* GraphQL */
    TW_LIMIT_GQL_DOCUMENT_BYTES = 1024 * 1024,
    TW_LIMIT_GQL_TOKENS = 20000,
    TW_LIMIT_GQL_NESTING = 100, /* brackets of a document, values, types */
    TW_LIMIT_GQL_VALIDATION_STEPS = 250000, /* comparisons, see validate.c */
    TW_LIMIT_GQL_VARIABLES_BYTES = 8 * 1024 * 1024,
    TW_LIMIT_GQL_FIELDS = 2000, /* selected, fragments expanded */
    TW_LIMIT_GQL_ALIASES = 1000,
    TW_LIMIT_GQL_ROOT_FIELDS = 20, /* /graphql; 10 at /metadata */
    TW_LIMIT_GQL_ROOT_FIELDS_METADATA = 10,
    TW_LIMIT_GQL_DEPTH = 15, /* of selections at /graphql */
    TW_LIMIT_GQL_DEPTH_METADATA = 10,
    TW_LIMIT_GQL_RELATION_DEPTH = 5, /* chain of nested relations */
    TW_LIMIT_GQL_COMPLEXITY = 2000,  /* 1 + relation fields, per root field */
    TW_LIMIT_GQL_DOCUMENTS = 128,    /* kept by a handle ... */
    TW_LIMIT_GQL_KEPT_BYTES = 16 * 1024, /* ... if they are not longer */
    TW_LIMIT_GQL_DEPTH_INTROSPECTION = 20,
    TW_LIMIT_GQL_INTROSPECTION_BYTES = 64 * 1024 * 1024, /* of the answer */
    TW_LIMIT_GQL_ANSWER_BYTES = 64 * 1024 * 1024, /* of all root fields */
    TW_LIMIT_GQL_PAGE_DEFAULT = 200,              /* records of a root list */
    TW_LIMIT_GQL_CHILDREN_GROUP = 5, /* per parent in the records of a group */
    TW_LIMIT_SEARCH = 100,           /* records of one page */
    TW_LIMIT_SEARCH_BYTES = 4096,    /* of what is searched for */
    TW_LIMIT_SEARCH_WORDS = 64,
    TW_LIMIT_SEARCH_HITS = 250000, /* of one object that are looked at */
    TW_LIMIT_SEARCH_SCAN = 100000, /* newest records searched for infixes */
    TW_LIMIT_MODEL_PAGE = 1000,    /* /metadata connections */
    TW_LIMIT_MODEL_STEPS = 10 * 1000 * 1000, /* members shown, tests made */
    TW_LIMIT_MODEL_ANSWER_BYTES = 64 * 1024 * 1024,
    TW_LIMIT_TZ_NAME_BYTES = 64,
    TW_LIMIT_TZ_FILE_BYTES = 64 * 1024, /* the largest known has 4 KiB */
};

#endif
