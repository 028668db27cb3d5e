/* values_inside.h -- what the files of input coercion share. */
#ifndef GRAPHQL_VALUES_INSIDE_H
#define GRAPHQL_VALUES_INSIDE_H

#include "graphql/values.h"

/* The default of an argument or input field; it must have one. */
tw_status tw__gql_default(tw_op *op,
                          tw_gql_schema *s,
                          const tw_gql_input *in,
                          const tw_json **out);
/* 8-4-4-4-12 hexadecimal digits, of any version. */
bool tw__gql_is_uuid(tw_str s);
/* The value of a variable, or NULL. */
const tw_json *tw__gql_variable_value(const tw_gql_variables *variables,
                                      tw_str name);

/* A step into a variable's value. */
typedef struct tw_gql_step {
    const struct tw_gql_step *up;
    tw_str key; /* absent: an index */
    uint32_t index;
} tw_gql_step;

typedef struct tw_gql_coercion {
    tw_op *op;
    tw_gql_schema *schema;
    tw_gql_errors *errors;
    const tw_gql_variable *variable; /* at hand */
} tw_gql_coercion;

/* NULL: enough, or no memory. */
tw_gql_error *tw__gql_refuse_variable(tw_gql_coercion *c, tw_str message);
/* `Variable "$d" got invalid value 1 at "d.flag"; <why>` */
tw_gql_error *tw__gql_refuse_value(tw_gql_coercion *c,
                                   const tw_json *in,
                                   const tw_gql_step *at,
                                   tw_str why);
tw_str tw__gql_coercion_type(tw_gql_coercion *c, const tw_gql_type *type);
/* A value that is not null for a scalar or an enum. */
void tw__gql_coerce_leaf(tw_gql_coercion *c,
                         const tw_gql_type *type,
                         const tw_json *in,
                         const tw_gql_step *at,
                         tw_json *out);

#endif
