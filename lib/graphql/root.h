/* root.h -- executing the root fields of an operation. */
#ifndef GRAPHQL_ROOT_H
#define GRAPHQL_ROOT_H

#include "graphql/execute.h"

/* Append the value of the member `data`: an object, or null.  Failing fields
** are null and add to run->errors.  Fails only when the transaction is gone
** (or memory is). */
tw_status tw__gql_execute_root(tw_gql_run *run, tw_buf *out);

/* May the operation run without a token?  If not, complaints are added, and
** `*data_null`: the answer has `data`, which is null.  Asks no schema, so that
** nothing of it is told. */
bool tw__gql_is_public(tw_op *op,
                       const tw_gql_request *request,
                       const tw_gql_document *doc,
                       const tw_gql_definition *operation,
                       tw_gql_errors *errors,
                       bool *data_null);

#endif
