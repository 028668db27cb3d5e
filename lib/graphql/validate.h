/* validate.h -- every rule of section 5 of the specification, as graphql-js
** has them (specifiedRules), with the same verdicts. */
#ifndef GRAPHQL_VALIDATE_H
#define GRAPHQL_VALIDATE_H

#include "graphql/error.h"
#include "graphql/schema.h"

/* Adds a complaint for each violation.  TW_OK: none; TW_E_GRAPHQL_VALIDATION:
** some; TW_E_NOMEM. */
tw_status tw__gql_validate(tw_op *op,
                           tw_gql_schema *s,
                           const tw_gql_document *doc,
                           tw_gql_errors *errors);

#endif
