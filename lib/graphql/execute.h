/* execute.h -- a request while it is executed: what the root fields of both
** endpoints have in common. */
#ifndef GRAPHQL_EXECUTE_H
#define GRAPHQL_EXECUTE_H

#include "graphql/graphql.h"
#include "graphql/operation.h"
#include "graphql/values.h"
#include "graphql/verb.h"

typedef struct tw_gql_run {
    tw_op *op;
    const tw_gql_request *request;
    tw_gql_schema *schema;
    const tw_gql_document *document; /* valid */
    const tw_gql_definition *operation;
    const tw_gql_variables *variables; /* coerced */
    tw_gql_errors *errors;
    struct tw_gql_kept *kept; /* cache.h: the document's entry; NULL: none */
} tw_gql_run;

/* What is selected under one response key: the fields of that name, whose
** selections belong together.  All have the same arguments. */
typedef struct tw_gql_node {
    tw_str key;
    const tw_gql_field *field;
    const tw_gql_selection *const *selections; /* at least one */
    uint32_t count;
} tw_gql_node;

typedef struct tw_gql_nodes {
    tw_gql_node *items;
    uint32_t count;
} tw_gql_nodes;

/* collect.c */

/* CollectFields (6.3.2): fragments expanded, directives obeyed, in order of
** first appearance.  Of the root type, whose sets are the operation's own: */
tw_status tw__gql_collect_root(tw_gql_run *run,
                               const tw_gql_type *type,
                               const tw_gql_selections *set,
                               tw_gql_nodes *out);
/* and what is selected below `parent`, whose type (its list and non-null
** taken away) has fields. */
tw_status tw__gql_collect(tw_gql_run *run,
                          const tw_gql_node *parent,
                          tw_gql_nodes *out);

/* The arguments of a node, coerced: an object. */
tw_status tw__gql_node_arguments(tw_gql_run *run,
                                 const tw_gql_node *node,
                                 const tw_json **out);

/* One root field of the metadata schema (verb >= TW_GQL_METADATA), inside the
** caller's transaction; of a mutation inside a savepoint, which also brings the
** data model back when the field fails.  Appends its value (not its key).  An error of the field as a whole is left in run->op
** (the caller reports it with the field's path and makes it null); errors
** inside, which made some nullable field null, go to run->errors.
** metadata.c */
tw_status tw__gql_metadata_field(tw_gql_run *run,
                                 const tw_gql_node *node,
                                 const tw_gql_path *path,
                                 tw_buf *out);

#endif
