/* introspect_plan.h -- what an introspection asks for, made ready: for each meta
** type a list of keys with what stands behind them. */
#ifndef GRAPHQL_INTROSPECT_PLAN_H
#define GRAPHQL_INTROSPECT_PLAN_H

#include "graphql/introspect.h"
#include "graphql/schema_table.h"

typedef struct tw_gql_meta_step {
    tw_str key;      /* in the response */
    uint16_t verb;   /* tw_gql_meta, or TW_GQL_TYPENAME */
    bool deprecated; /* includeDeprecated */
    const struct tw_gql_meta_plan *members; /* of a composite */
} tw_gql_meta_step;

typedef struct tw_gql_meta_plan {
    tw_str type_name;
    tw_gql_meta_step *steps;
    uint32_t count;
} tw_gql_meta_plan;

/* The plan of what was selected on the root field. */
tw_status tw__gql_meta_plan(tw_op *op,
                            const tw_gql_introspection *ask,
                            const tw_gql_field *root,
                            const tw_gql_meta_plan **out);

#endif
