/* schema_core.c -- the record schema: registers the names of all types. */
#include "graphql/schema_core.h"

#include <stdlib.h>

static const struct {
    const char *suffix;
    tw_gql_kind kind;
    tw_gql_make make;
} roles[TW_GQL_ROLE_COUNT_] = {
    [TW_GQL_ROLE_RECORD] = {"", TW_GQL_KIND_OBJECT, tw__gql_make_record},
    [TW_GQL_ROLE_CONNECTION] = {"Connection", TW_GQL_KIND_OBJECT,
                                tw__gql_make_connection},
    [TW_GQL_ROLE_EDGE] = {"Edge", TW_GQL_KIND_OBJECT, tw__gql_make_edge},
    [TW_GQL_ROLE_GROUP] = {"GroupByConnection", TW_GQL_KIND_OBJECT,
                           tw__gql_make_connection},
    [TW_GQL_ROLE_CREATE] = {"CreateInput", TW_GQL_KIND_INPUT_OBJECT,
                            tw__gql_make_input},
    [TW_GQL_ROLE_UPDATE] = {"UpdateInput", TW_GQL_KIND_INPUT_OBJECT,
                            tw__gql_make_input},
    [TW_GQL_ROLE_FILTER] = {"FilterInput", TW_GQL_KIND_INPUT_OBJECT,
                            tw__gql_make_input},
    [TW_GQL_ROLE_ORDER] = {"OrderByInput", TW_GQL_KIND_INPUT_OBJECT,
                           tw__gql_make_input},
    [TW_GQL_ROLE_GROUP_BY] = {"GroupByInput", TW_GQL_KIND_INPUT_OBJECT,
                              tw__gql_make_input},
    [TW_GQL_ROLE_GROUP_ORDER] = {"OrderByWithGroupByInput",
                                 TW_GQL_KIND_INPUT_OBJECT, tw__gql_make_input},
    [TW_GQL_ROLE_GROUP_ORDER_AGGREGATE] = {"OrderByWithGroupByAggregateInput",
                                           TW_GQL_KIND_INPUT_OBJECT,
                                           tw__gql_make_aggregate_order},
    [TW_GQL_ROLE_RELATION] = {"RelationInput", TW_GQL_KIND_INPUT_OBJECT,
                              tw__gql_make_relation},
    [TW_GQL_ROLE_CONNECT] = {"ConnectInput", TW_GQL_KIND_INPUT_OBJECT,
                             tw__gql_make_connect},
    [TW_GQL_ROLE_WHERE] = {"WhereUniqueInput", TW_GQL_KIND_INPUT_OBJECT,
                           tw__gql_make_where},
};

const tw_gql_type *tw__gql_role_of(const tw_gql_schema *s,
                                   const tw_object *o,
                                   tw_gql_role role)
{
    const tw_gql_core *core = s->own;
    const tw_gql_block *block = tw__map_get(&core->by_object, o->id);

    return block == NULL ? NULL : &block->types[role].type;
}

const tw_gql_block *tw__gql_block_of(const tw_gql_build *b)
{
    return b->entry->type.maker;
}

tw_gql_role tw__gql_role_at(const tw_gql_build *b)
{
    return (tw_gql_role)(b->entry - tw__gql_block_of(b)->types);
}

const tw_gql_type *tw__gql_shaped(tw_gql_build *b,
                                  const tw_gql_type *t,
                                  const char *shape)
{
    for (; *shape != '\0' && t != NULL; shape++)
        t = *shape == '!' ? tw__gql_non_null_of(b->op, b->schema, t)
                          : tw__gql_list_of(b->op, b->schema, t);
    return t;
}

/* Standard objects come first, so that theirs are the plain names. */
static int by_place(const void *a, const void *b)
{
    const tw_gql_block *x = a, *y = b;

    if (x->object->is_custom != y->object->is_custom)
        return x->object->is_custom ? 1 : -1;
    return tw__str_cmp(x->object->singular, y->object->singular);
}

static tw_status take_objects(tw_op *op, tw_gql_schema *s, tw_gql_core *core)
{
    const tw_catalog *c = s->catalog;

    core->blocks =
        tw__arena_array(s->arena, c->object_count + 1, sizeof(*core->blocks));
    if (core->blocks == NULL)
        return tw__fail_nomem(op);
    for (uint32_t i = 0; i < c->object_count; i++)
        if (c->objects[i]->is_active)
            core->blocks[core->block_count++].object = c->objects[i];
    qsort(core->blocks, core->block_count, sizeof(*core->blocks), by_place);
    return TW_OK;
}

/* The name in front of an object's types; "_" goes behind it when any of them
** is taken, so that they stay a family. */
static tw_str base_name(tw_op *op, tw_gql_schema *s, const tw_object *o)
{
    tw_str base = tw__arena_str(s->arena, o->singular);

    if (base.ptr != NULL && base.len > 0 && base.ptr[0] >= 'a' &&
        base.ptr[0] <= 'z')
        *(char *)(uintptr_t)base.ptr = (char)(base.ptr[0] - 'a' + 'A');
    for (size_t i = 0; base.ptr != NULL && i < TW_GQL_ROLE_COUNT_; i++) {
        tw_mark mark = tw__arena_mark(s->arena);
        tw_str name =
            tw__arena_printf(s->arena, "%.*s%s", TW_FMT(base), roles[i].suffix);
        bool taken = name.ptr != NULL && tw__map_get(&s->by_name, name) != NULL;

        tw__arena_rewind(s->arena, mark);
        if (!taken)
            continue;
        base = tw__arena_printf(s->arena, "%.*s_", TW_FMT(base));
        i = (size_t)-1; /* from the start again */
    }
    if (base.ptr == NULL)
        tw__fail_nomem(op);
    return base;
}

static tw_status register_block(tw_op *op,
                                tw_gql_schema *s,
                                tw_gql_block *block)
{
    tw_gql_core *core = s->own;
    const tw_object *o = block->object;
    tw_str base = base_name(op, s, o);

    if (base.ptr == NULL ||
        !tw__map_put(&core->by_object, s->arena, o->id, block))
        return tw__fail_nomem(op);
    for (size_t i = 0; i < TW_GQL_ROLE_COUNT_; i++) {
        tw_gql_entry *e = &block->types[i];
        tw_str name = i == 0 ? base
                             : tw__arena_printf(s->arena, "%.*s%s",
                                                TW_FMT(base), roles[i].suffix);

        if (name.ptr == NULL)
            return tw__fail_nomem(op);
        e->type.kind = roles[i].kind;
        e->type.object = o;
        e->type.maker = block;
        e->make = roles[i].make;
        if (tw__gql_register_at(op, s, e, name) != TW_OK)
            return op->error.status;
    }
    block->types[TW_GQL_ROLE_RECORD].type.description = o->description;
    return TW_OK;
}

static tw_status register_all(tw_op *op, tw_gql_schema *s)
{
    tw_gql_core *core = s->own;

    for (uint32_t i = 0; i < core->block_count; i++)
        if (register_block(op, s, &core->blocks[i]) != TW_OK)
            return op->error.status;
    for (uint32_t i = 0; i < core->block_count; i++)
        if (tw__gql_register_field_types(op, s, &core->blocks[i]) != TW_OK)
            return op->error.status;
    return TW_OK;
}

static tw_status fill(tw_op *op, tw_gql_schema *s)
{
    tw_gql_core *core = tw__arena_zero(s->arena, sizeof(*core));

    if (core == NULL)
        return tw__fail_nomem(op);
    s->own = core;
    s->is_core = true;
    core->any_boolean.type.kind = TW_GQL_KIND_SCALAR;
    core->any_boolean.type.scalar = TW_GQL_SCALAR_CUSTOM;
    core->any_boolean.type.name = TW_STR("Boolean");
    if (!tw__map_init(&core->by_object, s->arena, s->catalog->object_count) ||
        !tw__map_init(&core->by_field, s->arena, s->catalog->object_count))
        return tw__fail_nomem(op);
    s->query = tw__gql_register(op, s, TW_GQL_KIND_OBJECT, TW_STR("Query"),
                                tw__gql_make_query, NULL);
    if (s->query == NULL || take_objects(op, s, core) != TW_OK)
        return op->error.status;
    s->query->type.description = TW_STR("What can be read.");
    if (core->block_count > 0) { /* a type needs members */
        s->mutation =
            tw__gql_register(op, s, TW_GQL_KIND_OBJECT, TW_STR("Mutation"),
                             tw__gql_make_mutation, NULL);
        if (s->mutation == NULL)
            return op->error.status;
        s->mutation->type.description = TW_STR("What can be changed.");
    }
    if (tw__gql_register_tables(op, s, tw__gql_core_tables) != TW_OK ||
        tw__gql_register_composites(op, s) != TW_OK ||
        register_all(op, s) != TW_OK)
        return op->error.status;
    return TW_OK;
}

tw_status tw__gql_schema_core(tw_op *op, tw_gql_schema **out)
{
    const uint32_t per_object = TW_GQL_ROLE_COUNT_ + 2;
    tw_gql_schema *s;

    *out = NULL;
    if (TW_NEVER(op->catalog == NULL))
        return tw__fail(op, TW_E_MISUSE, "", "no catalog");
    if (tw__gql_schema_new(op, 128 + op->catalog->object_count * per_object,
                           &s) != TW_OK)
        return op->error.status;
    if (fill(op, s) != TW_OK) {
        tw__gql_schema_free(s);
        return op->error.status;
    }
    *out = s;
    return TW_OK;
}
