/* schema.h -- the types of an endpoint.  Made from the catalog, each type's
** members only when somebody asks for them: a workspace with 300 objects pays
** for the types that a query names.  A schema belongs to one handle and lives
** in an arena of its own until the data model changes. */
#ifndef GRAPHQL_SCHEMA_H
#define GRAPHQL_SCHEMA_H

#include "model/catalog.h"

typedef enum tw_gql_kind {
    TW_GQL_KIND_SCALAR,
    TW_GQL_KIND_OBJECT,
    TW_GQL_KIND_INTERFACE,
    TW_GQL_KIND_UNION,
    TW_GQL_KIND_ENUM,
    TW_GQL_KIND_INPUT_OBJECT,
    TW_GQL_KIND_LIST,
    TW_GQL_KIND_NON_NULL
} tw_gql_kind;

/* Scalars with rules of their own; all others take any literal. */
typedef enum tw_gql_scalar {
    TW_GQL_SCALAR_CUSTOM,
    TW_GQL_SCALAR_INT,
    TW_GQL_SCALAR_FLOAT,
    TW_GQL_SCALAR_STRING,
    TW_GQL_SCALAR_BOOLEAN,
    TW_GQL_SCALAR_ID,
    TW_GQL_SCALAR_UUID /* a variable's value is checked: "Invalid UUID: 'x'" */
} tw_gql_scalar;

typedef struct tw_gql_schema tw_gql_schema;
typedef struct tw_gql_type tw_gql_type;

/* An argument, or a field of an input object. */
typedef struct tw_gql_input {
    tw_str name, description;
    const tw_gql_type *type;
    tw_str default_value; /* as GraphQL text, e.g. "{first: 10}"; or absent */
    tw_str deprecation;
} tw_gql_input;

typedef struct tw_gql_enum_value {
    tw_str name, description, deprecation;
    tw_str value; /* what it stands for; usually the name */
} tw_gql_enum_value;

/* What a field of an object type does; the executor's business. */
typedef struct tw_gql_meaning {
    uint16_t verb;           /* of a root field: see execute.h / metadata.h */
    const tw_object *object; /* of a root field: its object */
    const tw_field *field;   /* of a record's field */
    int8_t part;             /* of a composite; -1: the whole */
    bool is_join;            /* "companyId" */
    tw_str aggregate;        /* of a connection: "sumAmountAmountMicros" */
} tw_gql_meaning;

typedef struct tw_gql_field {
    tw_str name, description, deprecation;
    const tw_gql_type *type;
    const tw_gql_input *arguments;
    uint16_t argument_count;
    tw_gql_meaning meaning;
} tw_gql_field;

struct tw_gql_type {
    tw_gql_kind kind;
    tw_gql_scalar scalar;
    tw_str name, description; /* of a named type */
    tw_str specified_by;      /* of a scalar; or absent */
    const tw_gql_type *of;    /* LIST, NON_NULL */
    const tw_object *object;  /* the object a type was made for; or NULL */
    const void *maker;        /* private to the schema */
};

/* The record schema (/graphql) and the metadata schema (/metadata). */
tw_status tw__gql_schema_core(tw_op *op, tw_gql_schema **out);
tw_status tw__gql_schema_metadata(tw_op *op, tw_gql_schema **out);
void tw__gql_schema_free(tw_gql_schema *s); /* NULL does nothing */
bool tw__gql_schema_is_core(const tw_gql_schema *s);

const tw_gql_type *tw__gql_query_type(const tw_gql_schema *s);
const tw_gql_type *tw__gql_mutation_type(const tw_gql_schema *s);

/* Look-ups may build what is not there yet; NULL: no such thing, or
** op->error is set (out of memory).  The meta fields __typename, __schema and
** __type are found too (__schema and __type on the query type only). */
const tw_gql_type *tw__gql_type(tw_op *op, tw_gql_schema *s, tw_str name);
const tw_gql_field *tw__gql_field_of(tw_op *op,
                                     tw_gql_schema *s,
                                     const tw_gql_type *t,
                                     tw_str name);
const tw_gql_input *tw__gql_input_of(tw_op *op,
                                     tw_gql_schema *s,
                                     const tw_gql_type *t,
                                     tw_str name);
const tw_gql_enum_value *tw__gql_enum_of(tw_op *op,
                                         tw_gql_schema *s,
                                         const tw_gql_type *t,
                                         tw_str name);

/* All members of a type, in order (without the meta fields). */
const tw_gql_field *tw__gql_fields(tw_op *op,
                                   tw_gql_schema *s,
                                   const tw_gql_type *t,
                                   uint32_t *count);
const tw_gql_input *tw__gql_inputs(tw_op *op,
                                   tw_gql_schema *s,
                                   const tw_gql_type *t,
                                   uint32_t *count);
const tw_gql_enum_value *tw__gql_enums(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_type *t,
                                       uint32_t *count);
/* All named types, in order of name: `index` from 0; NULL at the end. */
const tw_gql_type *tw__gql_type_at(tw_op *op, tw_gql_schema *s, uint32_t index);
uint32_t tw__gql_type_count(const tw_gql_schema *s);

/* The type that a reference as written means: NULL when a name is unknown. */
struct tw_gql_type_ref;
const tw_gql_type *tw__gql_type_of_ref(tw_op *op,
                                       tw_gql_schema *s,
                                       const struct tw_gql_type_ref *ref);
const tw_gql_type *tw__gql_list_of(tw_op *op,
                                   tw_gql_schema *s,
                                   const tw_gql_type *t);
const tw_gql_type *tw__gql_non_null_of(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_type *t);
/* Without lists and non-nulls. */
const tw_gql_type *tw__gql_named(const tw_gql_type *t);
bool tw__gql_is_leaf(const tw_gql_type *t);      /* of the named type */
bool tw__gql_is_composite(const tw_gql_type *t); /* has selections */
bool tw__gql_is_input(const tw_gql_type *t);     /* of the named type */
/* "[Name!]!" */
void tw__gql_type_print(tw_buf *b, const tw_gql_type *t);
/* The whole schema as SDL. */
tw_status tw__gql_sdl(tw_op *op, tw_gql_schema *s, tw_buf *out);

/* Directives: skip, include (executable); deprecated, specifiedBy. */
typedef struct tw_gql_directive_info {
    tw_str name, description;
    const tw_gql_input *arguments;
    uint16_t argument_count;
    const char *const *locations; /* "FIELD", ...; NULL-terminated */
    bool repeatable;
} tw_gql_directive_info;
const tw_gql_directive_info *tw__gql_directive(tw_op *op,
                                               tw_gql_schema *s,
                                               tw_str name);
const tw_gql_directive_info *tw__gql_directive_at(tw_op *op,
                                                  tw_gql_schema *s,
                                                  uint32_t index);

#endif
