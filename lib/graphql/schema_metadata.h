/* schema_metadata.h -- the tables that the metadata schema is made of.  It is
** the same for every workspace.  Settings, keys, webhooks, roles and views have
** tables of their own: a new one is registered in schema_metadata.c. */
#ifndef GRAPHQL_SCHEMA_METADATA_H
#define GRAPHQL_SCHEMA_METADATA_H

#include "graphql/metadata.h"
#include "graphql/schema_table.h"

/* clang-format off */
#define TW_GQL_TABLE_SCALAR(name, scalar, about) \
    {name, TW_GQL_KIND_SCALAR, scalar, about, NULL, NULL}
#define TW_GQL_TABLE_ENUM(name, about, values) \
    {name, TW_GQL_KIND_ENUM, TW_GQL_SCALAR_CUSTOM, about, values, NULL}
#define TW_GQL_TABLE_INPUT(name, about, members) \
    {name, TW_GQL_KIND_INPUT_OBJECT, TW_GQL_SCALAR_CUSTOM, about, members, NULL}
#define TW_GQL_TABLE_OBJECT(name, about, rows) \
    {name, TW_GQL_KIND_OBJECT, TW_GQL_SCALAR_CUSTOM, about, NULL, rows}
#define TW_GQL_TABLE_END \
    {NULL, TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_CUSTOM, NULL, NULL, NULL}
/* name, type and verb; more: with arguments or a description */
#define TW_GQL_ROW(name, type, verb) {name, type, NULL, verb, NULL, NULL}
#define TW_GQL_ROW_END {NULL, NULL, NULL, 0, NULL, NULL}
/* clang-format on */

/* Scalars, enums and inputs: schema_metadata_inputs.c */
extern const tw_gql_table tw__gql_metadata_inputs[];
/* Objects, fields, indexes and their connections: schema_metadata_types.c */
extern const tw_gql_table tw__gql_metadata_types[];

#endif
