/* values.h -- input coercion (section 3 and 6.1.2, 6.4.1): variables and
** arguments become JSON trees, which the verbs of the record API take. */
#ifndef GRAPHQL_VALUES_H
#define GRAPHQL_VALUES_H

#include "base/json.h"
#include "graphql/error.h"
#include "graphql/schema.h"

/* The variables of one request, coerced: an object; missing ones are absent. */
typedef struct tw_gql_variables {
    const tw_json *values;
} tw_gql_variables;

/* `given` is the request's `variables` (an object) or NULL.  Complaints go to
** `errors`; TW_E_GRAPHQL_VARIABLES. */
tw_status tw__gql_variables(tw_op *op,
                            tw_gql_schema *s,
                            const tw_gql_definition *operation,
                            const tw_json *given,
                            tw_gql_errors *errors,
                            tw_gql_variables *out);

/* The arguments of a field as one JSON object: defaults filled in, enum values
** as text, a variable that is missing leaves its argument absent. */
tw_status tw__gql_arguments(tw_op *op,
                            tw_gql_schema *s,
                            const tw_gql_field *field,
                            const tw_gql_selection *selection,
                            const tw_gql_variables *variables,
                            const tw_json **out);

/* The first of @skip and @include whose `if` is null; NULL: there is none.  A
** variable that may be null is let in where it has a default. */
const tw_gql_directive *tw__gql_null_condition(
    const tw_gql_directives *directives,
    const tw_gql_variables *variables);
/* @skip and @include: is the selection taken? */
bool tw__gql_is_taken(const tw_gql_directives *directives,
                      const tw_gql_variables *variables);

/* A literal as JSON, by its type. */
tw_status tw__gql_literal(tw_op *op,
                          tw_gql_schema *s,
                          const tw_gql_type *type,
                          const tw_gql_value *value,
                          const tw_gql_variables *variables,
                          const tw_json **out);

#endif
