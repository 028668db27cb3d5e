/* ask.h -- a question as it was put: a syntax tree, names still unresolved.
** REST and GraphQL build these; query/ resolves, checks and runs them. */
#ifndef QUERY_ASK_H
#define QUERY_ASK_H

#include "model/catalog.h"

enum {
    TW_PATH_MAX = 4
};

/* name { "." name } */
typedef struct tw_path {
    tw_str name[TW_PATH_MAX];
    uint8_t count; /* TW_PATH_MAX + 1: it was longer */
} tw_path;

typedef enum tw_filter_op {
    TW_FILTER_AND,
    TW_FILTER_OR,
    TW_FILTER_NOT, /* one item */
    TW_FILTER_CMP
} tw_filter_op;

typedef struct tw_filter {
    tw_filter_op op;
    const struct tw_filter *const *items;
    uint32_t count;
    /* CMP */
    tw_path path;
    tw_cmp cmp;
    const tw_json *value; /* text, or a list of texts, over REST */
    bool loose;           /* REST: text stands for numbers and so on */
    bool graphql; /* more comparators, and one relation more on the way */
    /* IS: value is text "NULL" or "NOT_NULL" */
} tw_filter;

typedef struct tw_order {
    tw_path path;
    bool descending;
    bool nulls_last;
} tw_order;

/* A page of records. */
typedef struct tw_list_ask {
    const tw_object *object;
    const tw_filter *filter; /* NULL: all */
    const tw_order *order;
    uint32_t order_count;
    uint32_t limit;       /* records; 0 asks for none (but counts) */
    uint32_t offset;      /* GraphQL */
    tw_str after, before; /* cursors; absent: none */
    bool with_deleted;    /* no default exclusion of soft-deleted records */
    bool count;           /* find totalCount */
    /* Records whose join column `owner` holds `owner_id` (a to-many relation
    ** asked for by itself); NULL: no such condition. */
    const tw_column *owner;
    tw_str owner_id;
} tw_list_ask;

typedef struct tw_page_info {
    bool has_next, has_previous;
    tw_str start_cursor, end_cursor; /* absent: the page is empty */
    int64_t total;                   /* when asked for */
    uint32_t count;                  /* records in the page */
} tw_page_info;

#endif
