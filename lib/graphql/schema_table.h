/* schema_table.h -- types written down as tables, for all that does not depend
** on the data model. */
#ifndef GRAPHQL_SCHEMA_TABLE_H
#define GRAPHQL_SCHEMA_TABLE_H

#include "graphql/schema_inside.h"

/* A field of an object type. */
typedef struct tw_gql_row {
    const char *name;      /* NULL: the end of the rows */
    const char *type;      /* "[Field!]!" */
    const char *arguments; /* "first: Int, paging: P! = {first: 10}" or NULL */
    uint16_t verb;
    const char *description; /* or NULL */
    const char *deprecation; /* or NULL */
} tw_gql_row;

typedef struct tw_gql_table {
    const char *name; /* NULL: the end of the tables */
    tw_gql_kind kind;
    tw_gql_scalar scalar;
    const char *description; /* or NULL */
    /* INPUT_OBJECT: "eq: UUID, in: [UUID!]", with "= default" where there is
    ** one.  ENUM: "FIRST LAST"; "FIRST=first" stands for another text.  From
    ** the first name with a "~" in front, members are accepted, not published. */
    const char *members;
    const tw_gql_row *rows; /* OBJECT */
} tw_gql_table;

tw_status tw__gql_register_tables(tw_op *op,
                                  tw_gql_schema *s,
                                  const tw_gql_table *tables);

/* The type that the text means; its names must be registered. */
const tw_gql_type *tw__gql_type_of_text(tw_op *op,
                                        tw_gql_schema *s,
                                        const char *written);
/* Arguments as in a row, in `arena`.  NULL and TW_OK: none. */
tw_status tw__gql_inputs_of_text(tw_op *op,
                                 tw_gql_schema *s,
                                 tw_arena *arena,
                                 const char *written,
                                 const tw_gql_input **out,
                                 uint16_t *count);
/* The fields of a type from its rows. */
tw_status tw__gql_add_rows(tw_gql_build *b, const tw_gql_row *rows);

/* schema_meta.c: __Schema, __Type and so on; the fields that lead to them; the
** directives. */
extern const tw_gql_table tw__gql_meta_tables[];
tw_status tw__gql_meta_fields(tw_op *op, tw_gql_schema *s);
tw_status tw__gql_make_directives(tw_op *op, tw_gql_schema *s);

/* Members of the meta types: tw_gql_meaning.verb. */
typedef enum tw_gql_meta {
    TW_GQL_META_DESCRIPTION = TW_GQL_INTROSPECT,
    TW_GQL_META_NAME,
    TW_GQL_META_TYPES,
    TW_GQL_META_QUERY_TYPE,
    TW_GQL_META_MUTATION_TYPE,
    TW_GQL_META_SUBSCRIPTION_TYPE,
    TW_GQL_META_DIRECTIVES,
    TW_GQL_META_KIND,
    TW_GQL_META_SPECIFIED_BY,
    TW_GQL_META_FIELDS,
    TW_GQL_META_INTERFACES,
    TW_GQL_META_POSSIBLE_TYPES,
    TW_GQL_META_ENUM_VALUES,
    TW_GQL_META_INPUT_FIELDS,
    TW_GQL_META_OF_TYPE,
    TW_GQL_META_ARGS,
    TW_GQL_META_FIELD_TYPE, /* "type" of a field, an argument, an input */
    TW_GQL_META_IS_DEPRECATED,
    TW_GQL_META_REASON,
    TW_GQL_META_DEFAULT,
    TW_GQL_META_IS_REPEATABLE,
    TW_GQL_META_LOCATIONS
} tw_gql_meta;

#endif
