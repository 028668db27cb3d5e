/* schema_inside.h -- how schemas are made: the registry and the builder that
** both endpoints use.  Names are registered when a schema is made, which is
** cheap; a type's members are made by its `make` when somebody asks. */
#ifndef GRAPHQL_SCHEMA_INSIDE_H
#define GRAPHQL_SCHEMA_INSIDE_H

#include "graphql/schema.h"
#include "graphql/verb.h"

typedef struct tw_gql_build tw_gql_build;
typedef tw_status (*tw_gql_make)(tw_gql_build *b);

/* A type and what the registry knows of it.  Every tw_gql_type that the
** registry hands out is the first member of one of these. */
typedef struct tw_gql_entry {
    tw_gql_type type; /* type.maker: what `make` goes by, a table or a field */
    tw_gql_make make; /* NULL: no members */
    void *members;    /* tw_gql_field, tw_gql_input or tw_gql_enum_value */
    uint32_t count;   /* found by name */
    uint32_t visible; /* listed; the rest is accepted, but not published */
    bool made;
    tw_map by_name; /* name -> 1 + place; no slots: few members */
    struct tw_gql_entry *list, *non_null; /* wrappers, each made once */
} tw_gql_entry;

struct tw_gql_schema {
    bool is_core;
    tw_alloc alloc;
    tw_arena *arena;
    tw_catalog *catalog; /* held; NULL: none */
    tw_map by_name;      /* -> tw_gql_entry */
    tw_gql_entry **types;
    uint32_t count, room;
    bool sorted;
    tw_gql_entry *query, *mutation;
    tw_gql_directive_info *directives;
    uint32_t directive_count;
    tw_gql_field meta[3]; /* __typename, __schema, __type */
    void *own;            /* of the endpoint's builder, in the arena */
};

/* A schema with the built-in scalars, the meta types and the directives, and
** room for about `expected` types.  Holds op->catalog. */
tw_status tw__gql_schema_new(tw_op *op, uint32_t expected, tw_gql_schema **out);

/* A new type of that name, which lives as long as the schema; a name that is
** taken gets "_" behind it.  NULL: out of memory. */
tw_gql_entry *tw__gql_register(tw_op *op,
                               tw_gql_schema *s,
                               tw_gql_kind kind,
                               tw_str name,
                               tw_gql_make make,
                               const void *maker);
/* The same, in memory of the caller's (which may be part of an array). */
tw_status tw__gql_register_at(tw_op *op,
                              tw_gql_schema *s,
                              tw_gql_entry *e,
                              tw_str name);

/* Members at work. */
struct tw_gql_build {
    tw_op *op;
    tw_gql_schema *schema;
    tw_gql_entry *entry;
    tw_arena *arena; /* where members and their texts are put */
    tw_buf items;    /* the members so far */
    size_t size;     /* of one */
    uint32_t count, visible;
    bool hidden; /* what is added from now on is not published */
    tw_map names;
};

/* A member with that name, else zeroed; good until the next one is added.
** NULL: the name is there already, or memory ran out (op->error is set): the
** first one stays, and the caller goes on. */
tw_gql_field *tw__gql_add_field(tw_gql_build *b, tw_str name);
tw_gql_input *tw__gql_add_input(tw_gql_build *b, tw_str name);
tw_gql_enum_value *tw__gql_add_value(tw_gql_build *b, tw_str name);
/* An input of that type; out of memory and a name given twice are seen to. */
void tw__gql_put_input(tw_gql_build *b, tw_str name, const tw_gql_type *type);
/* Text that lives as long as the members. */
tw_str tw__gql_join(tw_gql_build *b, tw_str first, tw_str second, tw_str third);
/* "name" -> "Name" */
tw_str tw__gql_capital(tw_gql_build *b, tw_str name);

/* The members of a type are there, or op->error says why not. */
tw_status tw__gql_need(tw_op *op, tw_gql_schema *s, const tw_gql_type *t);
/* For passing over all types: members that nobody needed so far are made in
** op's arena, and forgotten by tw__gql_give_back(). */
typedef struct tw_gql_loan {
    tw_gql_entry *entry; /* NULL: nothing was borrowed */
    tw_mark mark;
} tw_gql_loan;
tw_status tw__gql_borrow(tw_op *op,
                         tw_gql_schema *s,
                         const tw_gql_type *t,
                         tw_gql_loan *out);
void tw__gql_give_back(tw_op *op, tw_gql_loan *loan);

#endif
