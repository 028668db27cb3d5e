/* schema.c -- the registry of types: names, look-ups, and the wrappers around
** types.  Knows nothing of records or metadata. */
#include "graphql/schema_table.h"

#include <stdlib.h>

static const tw_gql_table builtin[] = {
    {"Int", TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_INT, "A whole number of 32 bits.",
     NULL, NULL},
    {"Float", TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_FLOAT,
     "A number of double precision.", NULL, NULL},
    {"String", TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_STRING, "Text in UTF-8.", NULL,
     NULL},
    {"Boolean", TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_BOOLEAN, "true or false.",
     NULL, NULL},
    {"ID", TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_ID,
     "The key of a record; text or a whole number.", NULL, NULL},
    {NULL, TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_CUSTOM, NULL, NULL, NULL},
};

static tw_status fill(tw_op *op, tw_gql_schema *s, uint32_t expected)
{
    s->room = expected;
    s->types =
        (tw_gql_entry **)tw__arena_array(s->arena, expected, sizeof(*s->types));
    if (s->types == NULL || !tw__map_init(&s->by_name, s->arena, expected))
        return tw__fail_nomem(op);
    if (tw__gql_register_tables(op, s, builtin) != TW_OK ||
        tw__gql_register_tables(op, s, tw__gql_meta_tables) != TW_OK ||
        tw__gql_meta_fields(op, s) != TW_OK ||
        tw__gql_make_directives(op, s) != TW_OK)
        return op->error.status;
    return TW_OK;
}

tw_status tw__gql_schema_new(tw_op *op, uint32_t expected, tw_gql_schema **out)
{
    tw_arena *arena = tw__arena_new(op->alloc);
    tw_gql_schema *s;

    *out = NULL;
    if (arena == NULL)
        return tw__fail_nomem(op);
    s = tw__arena_zero(arena, sizeof(*s));
    if (s == NULL) {
        tw__arena_free(arena);
        return tw__fail_nomem(op);
    }
    s->arena = arena;
    s->alloc = *op->alloc;
    if (op->catalog != NULL) {
        s->catalog = (tw_catalog *)(uintptr_t)op->catalog;
        tw__catalog_acquire(s->catalog);
    }
    if (fill(op, s, expected + 64) != TW_OK) {
        tw__gql_schema_free(s);
        return op->error.status;
    }
    *out = s;
    return TW_OK;
}

void tw__gql_schema_free(tw_gql_schema *s)
{
    if (s == NULL)
        return;
    tw__catalog_release(s->catalog);
    tw__arena_free(s->arena);
}

bool tw__gql_schema_is_core(const tw_gql_schema *s)
{
    return s->is_core;
}

const tw_gql_type *tw__gql_query_type(const tw_gql_schema *s)
{
    return s->query == NULL ? NULL : &s->query->type;
}

const tw_gql_type *tw__gql_mutation_type(const tw_gql_schema *s)
{
    return s->mutation == NULL ? NULL : &s->mutation->type;
}

static bool append(tw_gql_schema *s, tw_gql_entry *e)
{
    if (s->count == s->room) {
        uint32_t room = s->room * 2;
        tw_gql_entry **types =
            (tw_gql_entry **)tw__arena_array(s->arena, room, sizeof(*types));

        if (types == NULL)
            return false;
        memcpy(types, s->types, s->count * sizeof(*types));
        s->types = types;
        s->room = room;
    }
    s->types[s->count++] = e;
    s->sorted = false;
    return true;
}

tw_status tw__gql_register_at(tw_op *op,
                              tw_gql_schema *s,
                              tw_gql_entry *e,
                              tw_str name)
{
    while (tw__map_get(&s->by_name, name) != NULL) {
        name = tw__arena_printf(s->arena, "%.*s_", TW_FMT(name));
        if (name.ptr == NULL)
            return tw__fail_nomem(op);
    }
    e->type.name = name;
    if (!tw__map_put(&s->by_name, s->arena, name, e) || !append(s, e))
        return tw__fail_nomem(op);
    return TW_OK;
}

tw_gql_entry *tw__gql_register(tw_op *op,
                               tw_gql_schema *s,
                               tw_gql_kind kind,
                               tw_str name,
                               tw_gql_make make,
                               const void *maker)
{
    tw_gql_entry *e = tw__arena_zero(s->arena, sizeof(*e));

    if (e == NULL) {
        tw__fail_nomem(op);
        return NULL;
    }
    e->type.kind = kind;
    e->type.maker = maker;
    e->make = make;
    return tw__gql_register_at(op, s, e, name) == TW_OK ? e : NULL;
}

const tw_gql_type *tw__gql_type(tw_op *op, tw_gql_schema *s, tw_str name)
{
    const tw_gql_entry *e = tw__map_get(&s->by_name, name);

    (void)op;
    return e == NULL ? NULL : &e->type;
}

static int by_name(const void *a, const void *b)
{
    const tw_gql_entry *const *x = (const tw_gql_entry *const *)a;
    const tw_gql_entry *const *y = (const tw_gql_entry *const *)b;

    return tw__str_cmp((*x)->type.name, (*y)->type.name);
}

const tw_gql_type *tw__gql_type_at(tw_op *op, tw_gql_schema *s, uint32_t index)
{
    (void)op;
    if (!s->sorted)
        qsort(s->types, s->count, sizeof(*s->types), by_name);
    s->sorted = true;
    return index < s->count ? &s->types[index]->type : NULL;
}

uint32_t tw__gql_type_count(const tw_gql_schema *s)
{
    return s->count;
}

static const tw_gql_type *wrap(tw_op *op,
                               tw_gql_schema *s,
                               const tw_gql_type *t,
                               tw_gql_kind kind,
                               tw_gql_entry **place)
{
    if (*place == NULL) {
        tw_gql_entry *e = tw__arena_zero(s->arena, sizeof(*e));

        if (e == NULL) {
            tw__fail_nomem(op);
            return NULL;
        }
        e->type.kind = kind;
        e->type.of = t;
        *place = e;
    }
    return &(*place)->type;
}

const tw_gql_type *tw__gql_list_of(tw_op *op,
                                   tw_gql_schema *s,
                                   const tw_gql_type *t)
{
    tw_gql_entry *e = (tw_gql_entry *)(uintptr_t)t;

    return t == NULL ? NULL : wrap(op, s, t, TW_GQL_KIND_LIST, &e->list);
}

const tw_gql_type *tw__gql_non_null_of(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_type *t)
{
    tw_gql_entry *e = (tw_gql_entry *)(uintptr_t)t;

    if (t == NULL || t->kind == TW_GQL_KIND_NON_NULL)
        return t;
    return wrap(op, s, t, TW_GQL_KIND_NON_NULL, &e->non_null);
}
