/* ast.h -- a GraphQL document (October 2021) as a tree in an arena.  Nothing
** is resolved: names are as written. */
#ifndef GRAPHQL_AST_H
#define GRAPHQL_AST_H

#include "base/op.h"

/* Place in the source: byte offset; line and column (from 1, in UTF-16 units as
** graphql-js counts columns) are made of it when an error is written. */
typedef struct tw_gql_loc {
    uint32_t start, end;
} tw_gql_loc;

typedef enum tw_gql_value_kind {
    TW_GQL_VARIABLE, /* text: the name */
    TW_GQL_INT,      /* text: as written */
    TW_GQL_FLOAT,
    TW_GQL_STRING, /* text: unescaped */
    TW_GQL_BOOLEAN,
    TW_GQL_NULL,
    TW_GQL_ENUM, /* text: the name */
    TW_GQL_LIST,
    TW_GQL_OBJECT
} tw_gql_value_kind;

typedef struct tw_gql_value {
    tw_gql_value_kind kind;
    bool boolean;
    bool block; /* a block string: printed as one */
    tw_str text;
    tw_str name; /* of an object's field */
    tw_gql_loc name_loc;
    struct tw_gql_value *items; /* LIST, OBJECT */
    uint32_t count;
    tw_gql_loc loc;
} tw_gql_value;

/* A type as written: `[Name!]!` */
typedef struct tw_gql_type_ref {
    tw_str name;                      /* of a named type; else absent */
    const struct tw_gql_type_ref *of; /* of a list */
    bool non_null;
    tw_gql_loc loc;
} tw_gql_type_ref;

typedef struct tw_gql_argument {
    tw_str name;
    tw_gql_value value;
    tw_gql_loc loc, name_loc;
} tw_gql_argument;

typedef struct tw_gql_directive {
    tw_str name;
    tw_gql_argument *arguments;
    uint32_t argument_count;
    tw_gql_loc loc;
} tw_gql_directive;

typedef struct tw_gql_directives {
    tw_gql_directive *items;
    uint32_t count;
} tw_gql_directives;

struct tw_gql_selection;
typedef struct tw_gql_selections {
    struct tw_gql_selection *items;
    uint32_t count;
    tw_gql_loc loc;
} tw_gql_selections;

typedef enum tw_gql_selection_kind {
    TW_GQL_FIELD,
    TW_GQL_SPREAD, /* ...Name */
    TW_GQL_INLINE  /* ... on Type {} */
} tw_gql_selection_kind;

typedef struct tw_gql_selection {
    tw_gql_selection_kind kind;
    tw_str name;      /* FIELD: its name; SPREAD: the fragment's */
    tw_str alias;     /* FIELD: absent without one */
    tw_str condition; /* INLINE: the type; absent without one */
    tw_gql_loc condition_loc, name_loc;
    tw_gql_argument *arguments;
    uint32_t argument_count;
    tw_gql_directives directives;
    tw_gql_selections selections; /* count 0 and loc 0: none given */
    tw_gql_loc loc;
} tw_gql_selection;

typedef struct tw_gql_variable {
    const tw_gql_value *description; /* a string, or NULL */
    tw_str name;
    tw_gql_type_ref type;
    const tw_gql_value *default_value; /* NULL: none */
    tw_gql_directives directives;
    tw_gql_loc loc, name_loc;
} tw_gql_variable;

typedef enum tw_gql_definition_kind {
    TW_GQL_QUERY,
    TW_GQL_MUTATION,
    TW_GQL_SUBSCRIPTION,
    TW_GQL_FRAGMENT,
    TW_GQL_TYPE_SYSTEM /* schema, type, directive, extend ...: never executed */
} tw_gql_definition_kind;

typedef struct tw_gql_definition {
    tw_gql_definition_kind kind;
    const tw_gql_value *description; /* a string, or NULL */
    tw_str name;                     /* absent: anonymous */
    tw_gql_loc name_loc;
    tw_gql_variable *variables;
    uint32_t variable_count;
    tw_gql_directives directives;
    tw_gql_selections selections;
    tw_str condition; /* FRAGMENT: the type it is on */
    tw_gql_loc condition_loc;
    tw_str text; /* TYPE_SYSTEM: as written (checked, kept whole) */
    tw_gql_loc loc;
    bool shorthand; /* a query written as `{...}` alone */
} tw_gql_definition;

typedef struct tw_gql_document {
    tw_str source;
    tw_gql_definition *definitions;
    uint32_t definition_count;
} tw_gql_document;

#endif
