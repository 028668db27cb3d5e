/* introspect.h -- answers `__schema` and `__type` from a schema. */
#ifndef GRAPHQL_INTROSPECT_H
#define GRAPHQL_INTROSPECT_H

#include "graphql/schema.h"
#include "graphql/values.h"

typedef struct tw_gql_introspection {
    tw_gql_schema *schema;
    const tw_gql_document *document;   /* its fragments are looked up here */
    const tw_gql_variables *variables; /* coerced */
    /* The selections of one response key (usually one): `__schema {...}` or
    ** `__type(name:) {...}`.  Their own directives have been obeyed by the
    ** caller; those inside are obeyed here. */
    const tw_gql_selection *const *selections;
    uint32_t count;
    size_t bytes_max; /* of the value; 0: as much as it takes */
} tw_gql_introspection;

/* Append the value of the root field (not its key).  The document must be
** valid.  TW_E_NOMEM; TW_E_TOO_LARGE: more than `bytes_max`, and `out` is
** as long as it was. */
tw_status tw__gql_introspect(tw_op *op,
                             const tw_gql_introspection *ask,
                             tw_buf *out);

#endif
