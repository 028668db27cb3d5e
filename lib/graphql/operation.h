/* operation.h -- which operation of a document a request means. */
#ifndef GRAPHQL_OPERATION_H
#define GRAPHQL_OPERATION_H

#include "graphql/ast.h"
#include "graphql/error.h"

/* The operation called `name`; with `name` absent the only one.  NULL: an error
** was added that says why there is none. */
const tw_gql_definition *tw__gql_operation(tw_op *op,
                                           const tw_gql_document *doc,
                                           tw_str name,
                                           tw_gql_errors *errors);

/* The fragment called `name`, or NULL. */
const tw_gql_definition *tw__gql_fragment(const tw_gql_document *doc,
                                          tw_str name);

#endif
