/* metadata_inside.h -- what the files of graphql/metadata share.  A root field
** is answered in two steps: what is selected becomes a plan, arguments read and
** checked; then the plan is carried out for one entity after the other, with no
** look at the document and no memory kept per entity. */
#ifndef GRAPHQL_METADATA_INSIDE_H
#define GRAPHQL_METADATA_INSIDE_H

#include "graphql/execute.h"
#include "graphql/metadata.h"
#include "model/catalog.h"

typedef enum tw_gql_model_kind {
    TW_GQL_MODEL_OBJECT, /* tw_object */
    TW_GQL_MODEL_FIELD,  /* tw_field */
    TW_GQL_MODEL_INDEX   /* tw_index */
} tw_gql_model_kind;

/* --- metadata_filter.c --- */

/* A filter, understood.  NULL: everything. */
typedef struct tw_gql_model_filter tw_gql_model_filter;
tw_status tw__gql_model_filter(tw_op *op,
                               const tw_json *filter,
                               const tw_gql_model_filter **out);

/* Ids are kept in lower case. */
tw_str tw__gql_model_lower(tw_op *op, tw_str id);

/* --- metadata_page.c --- */

/* The arguments of a connection. */
typedef struct tw_gql_model_page {
    bool backward, placed; /* placed: there is a cursor */
    uint32_t limit;
    uint64_t cursor;
    const tw_gql_model_filter *filter;
} tw_gql_model_page;
/* Of a field's arguments, coerced. */
tw_status tw__gql_model_page(tw_op *op,
                             const tw_json *arguments,
                             const tw_gql_model_page **out);

/* --- metadata_plan.c --- */

typedef struct tw_gql_model_plan tw_gql_model_plan;
/* One member of an answer. */
typedef struct tw_gql_model_item {
    tw_str key; /* as it is written: "\"name\":" */
    uint16_t verb;
    const tw_gql_model_plan *below; /* NULL: a leaf */
    const tw_gql_model_page *page;  /* of a connection */
} tw_gql_model_item;
struct tw_gql_model_plan {
    tw_str type_name;
    tw_gql_model_item *items;
    uint32_t count;
};
/* What is selected below a node, and the page it asks for itself (`page`; NULL
** where it is no connection). */
tw_status tw__gql_model_plan(tw_gql_run *run,
                             const tw_gql_node *node,
                             tw_gql_model_item *out);

/* --- metadata_show.c: what all entities share --- */

/* An answer being written.  Nothing here returns a status: the first failure
** stays in op->error, and nothing more is written after it. */
typedef struct tw_gql_show {
    tw_op *op;
    tw_buf *out;
    size_t from;    /* where the answer starts in `out` */
    uint32_t steps; /* taken so far: bounds the work */
} tw_gql_show;

/* May the answer go on?  Counts `more` steps. */
bool tw__gql_show_go(tw_gql_show *s, uint32_t more);
/* Begin the object before the first item, write the key of the next, end the
** object after the last (then NULL).  `*at` is 0 at first. */
const tw_gql_model_item *tw__gql_show_next(tw_gql_show *s,
                                           const tw_gql_model_plan *plan,
                                           uint32_t *at);
void tw__gql_show_text(tw_gql_show *s, tw_str v); /* absent: null */
void tw__gql_show_flag(tw_gql_show *s, bool v);
void tw__gql_show_json(tw_gql_show *s, tw_str v); /* JSON; absent: null */

/* --- metadata_value.c: members that are plain values --- */

/* False: the verb is no such member. */
bool tw__gql_model_flag(tw_gql_model_kind kind,
                        const void *entity,
                        uint16_t verb,
                        bool *v);
bool tw__gql_model_text(tw_gql_model_kind kind,
                        const void *entity,
                        uint16_t verb,
                        tw_str *v);

/* Does the entity match?  NULL matches all.  (metadata_filter.c) */
bool tw__gql_model_match(tw_gql_show *s,
                         const tw_gql_model_filter *f,
                         tw_gql_model_kind kind,
                         const void *entity);

/* --- metadata_object.c, metadata_field.c, metadata_index.c --- */

/* How a field is shown. */
enum {
    TW_GQL_FIELD_BASE_NAME = 1, /* a polymorphic member: "owner" */
    TW_GQL_FIELD_ALONE = 2      /* asked for by its id, at the root */
};
void tw__gql_show_object(tw_gql_show *s,
                         const tw_gql_model_plan *plan,
                         const tw_object *o);
void tw__gql_show_field(tw_gql_show *s,
                        const tw_gql_model_plan *plan,
                        const tw_field *f,
                        unsigned how);
void tw__gql_show_fields_list(tw_gql_show *s,
                              const tw_gql_model_plan *plan,
                              const tw_object *o);
void tw__gql_show_index(tw_gql_show *s,
                        const tw_gql_model_plan *plan,
                        const tw_index *x);
void tw__gql_show_search_fields(tw_gql_show *s,
                                const tw_gql_model_plan *plan,
                                const tw_object *o);
/* The value of `key` in `overrides`, or else `base`; "" where it is unset. */
tw_str tw__gql_model_shown(const tw_json *overrides,
                           const char *key,
                           tw_str base);

/* Entities, to be shown a page at a time. */
typedef struct tw_gql_model_list {
    tw_gql_model_kind kind;
    const void **items; /* in op's arena */
    uint32_t count;
} tw_gql_model_list;
/* The page that `connection` asks for, of those that match its filter; `all`
** is by descending id, and its items are moved. */
void tw__gql_show_connection(tw_gql_show *s,
                             const tw_gql_model_item *connection,
                             const tw_gql_model_list *all);
/* Room for a list; .items NULL: op->error is set. */
void tw__gql_model_list(tw_op *op,
                        tw_gql_model_kind kind,
                        uint32_t count,
                        tw_gql_model_list *out);

/* --- metadata_overview.c --- */
void tw__gql_show_record_counts(tw_gql_show *s, const tw_gql_model_plan *plan);
void tw__gql_show_minimal(tw_gql_show *s, const tw_gql_model_plan *plan);

/* --- metadata_change.c --- */

/* A mutation; `item` is what is shown of it. */
tw_status tw__gql_model_change(tw_gql_show *s,
                               const tw_gql_model_item *item,
                               const tw_json *arguments);
/* The member `id` of `in`, in lower case. */
tw_status tw__gql_model_id(tw_op *op, const tw_json *in, tw_str *id);

#endif
