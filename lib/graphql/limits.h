/* limits.h -- how much one request may ask for, told from its text before
** anything is done for it. */
#ifndef GRAPHQL_LIMITS_H
#define GRAPHQL_LIMITS_H

#include "graphql/error.h"
#include "graphql/graphql.h"
#include "graphql/operation.h"

/* What an operation asks for, its fragments written out. */
typedef struct tw_gql_size {
    uint32_t fields, aliases;
    uint32_t roots;         /* root fields */
    uint32_t depth;         /* of selections */
    uint32_t introspection; /* depth of what __schema and __type select */
} tw_gql_size;

/* Measure; the document need not be valid.  TW_E_NOMEM. */
tw_status tw__gql_measure(tw_op *op,
                          const tw_gql_document *doc,
                          const tw_gql_definition *operation,
                          tw_gql_size *out);

/* Add a complaint when the size is above a limit of the endpoint; false then.
** `*of_roots`: it was the number of root fields. */
bool tw__gql_fits(tw_op *op,
                  tw_gql_endpoint endpoint,
                  const tw_gql_size *size,
                  tw_gql_errors *errors,
                  bool *of_roots);

/* A complaint about a limit: code BAD_USER_INPUT.  `plain`: nothing besides. */
void tw__gql_limit_error(tw_op *op,
                         tw_gql_errors *errors,
                         bool plain,
                         const char *what,
                         uint32_t count,
                         uint32_t max);

#endif
