/* schema_core.h -- the record schema: which types an object gets, and what each
** file of schema_core_*.c makes of them. */
#ifndef GRAPHQL_SCHEMA_CORE_H
#define GRAPHQL_SCHEMA_CORE_H

#include "graphql/schema_table.h"

/* The types of one object, as in core-graphql 2.4 - 2.8. */
typedef enum tw_gql_role {
    TW_GQL_ROLE_RECORD,
    TW_GQL_ROLE_CONNECTION,
    TW_GQL_ROLE_EDGE,
    TW_GQL_ROLE_GROUP,
    TW_GQL_ROLE_CREATE,
    TW_GQL_ROLE_UPDATE,
    TW_GQL_ROLE_FILTER,
    TW_GQL_ROLE_ORDER,
    TW_GQL_ROLE_GROUP_BY,
    TW_GQL_ROLE_GROUP_ORDER,
    TW_GQL_ROLE_GROUP_ORDER_AGGREGATE,
    TW_GQL_ROLE_RELATION,
    TW_GQL_ROLE_CONNECT,
    TW_GQL_ROLE_WHERE,
    TW_GQL_ROLE_COUNT_
} tw_gql_role;

typedef struct tw_gql_block {
    const tw_object *object;
    tw_gql_entry types[TW_GQL_ROLE_COUNT_];
} tw_gql_block;

/* Types made for one field. */
typedef struct tw_gql_field_types {
    tw_gql_entry *options;        /* PersonStageEnum */
    tw_gql_entry *options_filter; /* PersonStageEnumFilter */
    tw_gql_entry *where;          /* PersonEmailsWhereInput */
} tw_gql_field_types;

/* tw_gql_schema.own */
typedef struct tw_gql_core {
    tw_gql_block *blocks; /* standard objects first, each by name */
    uint32_t block_count;
    tw_map by_object; /* object id -> tw_gql_block */
    tw_map by_field;  /* field id -> tw_gql_field_types */
    /* "Boolean" in name, but any value is taken: `tags: true` groups by the
    ** whole list, `tags: {unnest: true}` by its elements. */
    tw_gql_entry any_boolean;
} tw_gql_core;

/* NULL: the object is not active. */
const tw_gql_type *tw__gql_role_of(const tw_gql_schema *s,
                                   const tw_object *o,
                                   tw_gql_role role);
/* The block that a type under construction belongs to, and its role. */
const tw_gql_block *tw__gql_block_of(const tw_gql_build *b);
tw_gql_role tw__gql_role_at(const tw_gql_build *b);
/* Around `t`, from the inside out: '!' is a non-null, ']' a list. */
const tw_gql_type *tw__gql_shaped(tw_gql_build *b,
                                  const tw_gql_type *t,
                                  const char *shape);

/* schema_core_field.c: a field's type, seen from one side. */
typedef enum tw_gql_aspect {
    TW_GQL_OUTPUT,
    TW_GQL_TO_CREATE,
    TW_GQL_TO_UPDATE,
    TW_GQL_TO_FILTER,
    TW_GQL_TO_ORDER,
    TW_GQL_TO_GROUP,
    TW_GQL_TO_GROUP_ORDER,
    TW_GQL_ASPECT_COUNT_
} tw_gql_aspect;
/* NULL without an error: the field has no part in it.  Not of one-to-many
** relations. */
const tw_gql_type *tw__gql_field_type(tw_gql_build *b,
                                      const tw_field *f,
                                      tw_gql_aspect aspect);
/* Is it the record's own key? */
static inline bool tw__gql_is_key(const tw_field *f)
{
    return f->column_count > 0 && f->columns == f->object->c_id;
}
const tw_gql_type *tw__gql_join_type(tw_gql_build *b, tw_gql_aspect aspect);
/* Enums, enum filters and where inputs of all fields. */
tw_status tw__gql_register_field_types(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_block *block);

/* schema_core_composite.c: FullName, FullNameCreateInput ... */
tw_status tw__gql_register_composites(tw_op *op, tw_gql_schema *s);
/* schema_core_shared.c: scalars, filters, page info, search. */
extern const tw_gql_table tw__gql_core_tables[];
extern const tw_gql_row tw__gql_search_rows[];

/* schema_core_output.c */
tw_status tw__gql_make_record(tw_gql_build *b);
tw_status tw__gql_make_connection(tw_gql_build *b); /* and of groups */
tw_status tw__gql_make_edge(tw_gql_build *b);
/* The aggregates of the object, as fields or as inputs. */
void tw__gql_put_aggregates(tw_gql_build *b, const tw_object *o);

/* schema_core_input.c */
tw_status tw__gql_make_input(tw_gql_build *b); /* one member per field */
tw_status tw__gql_make_aggregate_order(tw_gql_build *b);
tw_status tw__gql_make_relation(tw_gql_build *b);
tw_status tw__gql_make_connect(tw_gql_build *b);
tw_status tw__gql_make_where(tw_gql_build *b);
tw_status tw__gql_make_where_part(tw_gql_build *b); /* maker: a field */

/* schema_core_root.c */
tw_status tw__gql_make_query(tw_gql_build *b);
tw_status tw__gql_make_mutation(tw_gql_build *b);
/* first, last, ... orderBy, as every list of records takes them. */
tw_status tw__gql_list_arguments(tw_gql_build *b,
                                 const tw_object *o,
                                 tw_gql_field *f);

#endif
