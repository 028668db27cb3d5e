/* read.h -- the root fields that read records. */
#ifndef GRAPHQL_READ_H
#define GRAPHQL_READ_H

#include "graphql/project.h"

/* Each appends the value of its field. */
tw_status tw__gql_find_many(tw_gql_run *run,
                            const tw_gql_node *node,
                            tw_buf *out);
tw_status tw__gql_find_one(tw_gql_run *run,
                           const tw_gql_node *node,
                           tw_buf *out);
tw_status tw__gql_duplicates(tw_gql_run *run,
                             const tw_gql_node *node,
                             tw_buf *out);
/* read_group.c */
tw_status tw__gql_group_by(tw_gql_run *run,
                           const tw_gql_node *node,
                           tw_buf *out);
/* read_search.c */
tw_status tw__gql_find(tw_gql_run *run, const tw_gql_node *node, tw_buf *out);

/* Plans of root fields (tw__gql_planned): a tw_select, with so many related
** records as the field's verb shows; a tw_connection. */
tw_status tw__gql_plan_record(tw_gql_run *run,
                              const tw_gql_node *node,
                              const void **out);
tw_status tw__gql_plan_connection(tw_gql_run *run,
                                  const tw_gql_node *node,
                                  const void **out);

#endif
