/* names.h -- look-up among names that a stranger chose: sorted, not hashed. */
#ifndef GRAPHQL_NAMES_H
#define GRAPHQL_NAMES_H

#include "base/op.h"

typedef struct tw_gql_name {
    tw_str name;
    uint32_t index; /* of what is called so */
} tw_gql_name;

typedef struct tw_gql_names {
    tw_gql_name *items; /* by name; equal names by index */
    uint32_t count;
} tw_gql_names;

/* Room for `count` names; fill `items`, then sort.  False: op->error is set. */
bool tw__gql_names_init(tw_op *op, tw_gql_names *n, uint32_t count);
bool tw__gql_names_sort(tw_op *op, tw_gql_names *n);
/* Index of the first (or last) so called, or UINT32_MAX. */
uint32_t tw__gql_names_first(const tw_gql_names *n, tw_str name);
uint32_t tw__gql_names_last(const tw_gql_names *n, tw_str name);
/* Items from `at` on with the same name. */
uint32_t tw__gql_names_run(const tw_gql_names *n, uint32_t at);

#endif
