/* project.h -- what a query selects of records, made into the projections and
** connections that query/ runs. */
#ifndef GRAPHQL_PROJECT_H
#define GRAPHQL_PROJECT_H

#include "graphql/execute.h"
#include "query/connection.h"

/* Making the projections of one root field. */
typedef struct tw_gql_projector {
    tw_gql_run *run;
    uint32_t children;  /* of each to-many relation, unless asked otherwise */
    uint32_t relations; /* selected so far */
    /* where it is at work */
    uint32_t depth; /* relations above */
    bool in_many;   /* one of them is to-many */
} tw_gql_projector;

/* The selections of a node whose type is a record. */
tw_status tw__gql_project_record(tw_gql_projector *p,
                                 const tw_gql_node *node,
                                 const tw_select **out);
/* Of one whose type is a connection (or a group). */
tw_status tw__gql_project_connection(tw_gql_projector *p,
                                     const tw_gql_node *node,
                                     const tw_connection **out);
/* The name of a type as JSON text. */
tw_str tw__gql_type_json(tw_op *op, tw_str name);
/* Is that many records with these relations too much? */
tw_status tw__gql_check_complexity(tw_op *op, uint32_t complexity);

/* window.c: first, last, before, after, offset, filter and orderBy of a list
** into `ask`, whose limit is the default until then.  `*given`: some part of
** the list was asked for. */
tw_status tw__gql_window(tw_op *op,
                         const tw_json *arguments,
                         tw_list_ask *ask,
                         bool *given);

#endif
