/* collect.c -- CollectFields (section 6.3.2): which fields a selection set
** asks for, by response key. */
#include "graphql/execute.h"

#include "base/map.h"

enum {
    FEW = 12, /* keys that are looked for one by one */
    NODES_FIRST = 8
};

/* A list of nodes in the making. */
typedef struct collector {
    tw_gql_run *run;
    const tw_gql_type *type;
    tw_gql_nodes *out;
    uint32_t cap;
    tw_map by_key; /* made when there are more than FEW */
    bool mapped;
    struct spread { /* fragments that were spread already */
        const struct spread *next;
        tw_str name;
    } * spreads;
} collector;

/* Numbers fit into the map's pointers: 1 is the first node. */
static void *number_of(uint32_t index)
{
    return (void *)(uintptr_t)(index + 1);
}

static tw_gql_node *find(const collector *c, tw_str key)
{
    uintptr_t n;

    if (c->mapped) {
        n = (uintptr_t)tw__map_get(&c->by_key, key);
        return n == 0 ? NULL : &c->out->items[n - 1];
    }
    for (uint32_t i = 0; i < c->out->count; i++)
        if (tw__str_eq(c->out->items[i].key, key))
            return &c->out->items[i];
    return NULL;
}

static tw_status grow(collector *c)
{
    uint32_t cap = c->cap == 0 ? NODES_FIRST : c->cap * 2;
    tw_gql_node *grown = tw__op_array(c->run->op, cap, sizeof(*grown));

    if (grown == NULL)
        return c->run->op->error.status;
    if (c->out->count > 0)
        memcpy(grown, c->out->items, c->out->count * sizeof(*grown));
    c->out->items = grown;
    c->cap = cap;
    return TW_OK;
}

/* The next node is known by `key` from now on. */
static tw_status enter(collector *c, tw_str key)
{
    tw_op *op = c->run->op;
    uint32_t count = c->out->count;

    if (!c->mapped && count == FEW) {
        if (!tw__map_init(&c->by_key, op->arena, 4 * FEW))
            return tw__fail_nomem(op);
        for (uint32_t i = 0; i < count; i++)
            if (!tw__map_put(&c->by_key, op->arena, c->out->items[i].key,
                             number_of(i)))
                return tw__fail_nomem(op);
        c->mapped = true;
    }
    if (c->mapped && !tw__map_put(&c->by_key, op->arena, key, number_of(count)))
        return tw__fail_nomem(op);
    return TW_OK;
}

/* Room doubles: at 1, 2, 4, ... selections a new list is made. */
static tw_status join(collector *c, tw_gql_node *n, const tw_gql_selection *s)
{
    const tw_gql_selection **list =
        (const tw_gql_selection **)(uintptr_t)n->selections;

    if ((n->count & (n->count - 1)) == 0) {
        list = tw__op_array(c->run->op, (size_t)n->count * 2, sizeof(*list));
        if (list == NULL)
            return c->run->op->error.status;
        memcpy(list, n->selections, n->count * sizeof(*list));
        n->selections = list;
    }
    list[n->count++] = s;
    return TW_OK;
}

static tw_status add_field(collector *c, const tw_gql_selection *s)
{
    tw_op *op = c->run->op;
    tw_str key = s->alias.ptr != NULL ? s->alias : s->name;
    tw_gql_node *n = find(c, key);
    const tw_gql_selection **first;

    if (n != NULL)
        return join(c, n, s);
    if ((c->out->count == c->cap && grow(c) != TW_OK) || enter(c, key) != TW_OK)
        return op->error.status;
    first = tw__op_get(op, sizeof(*first));
    if (first == NULL)
        return op->error.status;
    *first = s;
    n = &c->out->items[c->out->count++];
    n->key = key;
    n->selections = first;
    n->count = 1;
    n->field = tw__gql_field_of(op, c->run->schema, c->type, s->name);
    if (n->field == NULL && op->error.status == TW_OK)
        return tw__fail(op, TW_E_INTERNAL, "", "no field \"%.*s\" on %.*s",
                        TW_FMT(s->name), TW_FMT(c->type->name));
    return op->error.status;
}

static bool was_spread(const collector *c, tw_str name)
{
    for (const struct spread *s = c->spreads; s != NULL; s = s->next)
        if (tw__str_eq(s->name, name))
            return true;
    return false;
}

static tw_status add_set(collector *c, const tw_gql_selections *set);

static tw_status add_spread(collector *c, const tw_gql_selection *s)
{
    const tw_gql_definition *f;
    struct spread *seen;

    if (was_spread(c, s->name))
        return TW_OK;
    seen = tw__op_get(c->run->op, sizeof(*seen));
    if (seen == NULL)
        return c->run->op->error.status;
    seen->name = s->name;
    seen->next = c->spreads;
    c->spreads = seen;
    f = tw__gql_fragment(c->run->document, s->name);
    /* there are no interfaces and no unions: a fragment fits its own type */
    if (f == NULL || !tw__str_eq(f->condition, c->type->name))
        return TW_OK;
    return add_set(c, &f->selections);
}

static tw_status check_conditions(const collector *c, const tw_gql_selection *s)
{
    const tw_gql_directive *d =
        tw__gql_null_condition(&s->directives, c->run->variables);

    if (d == NULL)
        return TW_OK;
    return tw__fail(c->run->op, TW_E_INVALID_QUERY_INPUT, "",
                    "Argument \"if\" of directive \"@%.*s\" must not be null.",
                    TW_FMT(d->name));
}

static tw_status add_set(collector *c, const tw_gql_selections *set)
{
    tw_status st = TW_OK;

    for (uint32_t i = 0; i < set->count && st == TW_OK; i++) {
        const tw_gql_selection *s = &set->items[i];

        st = check_conditions(c, s);
        if (st != TW_OK)
            return st;
        if (!tw__gql_is_taken(&s->directives, c->run->variables))
            continue;
        if (s->kind == TW_GQL_FIELD)
            st = add_field(c, s);
        else if (s->kind == TW_GQL_SPREAD)
            st = add_spread(c, s);
        else if (s->condition.ptr == NULL ||
                 tw__str_eq(s->condition, c->type->name))
            st = add_set(c, &s->selections);
    }
    return st;
}

tw_status tw__gql_collect_root(tw_gql_run *run,
                               const tw_gql_type *type,
                               const tw_gql_selections *set,
                               tw_gql_nodes *out)
{
    collector c = {.run = run, .type = type, .out = out};

    memset(out, 0, sizeof(*out));
    return add_set(&c, set);
}

tw_status tw__gql_collect(tw_gql_run *run,
                          const tw_gql_node *parent,
                          tw_gql_nodes *out)
{
    collector c = {
        .run = run, .type = tw__gql_named(parent->field->type), .out = out};
    tw_status st = TW_OK;

    memset(out, 0, sizeof(*out));
    for (uint32_t i = 0; i < parent->count && st == TW_OK; i++)
        st = add_set(&c, &parent->selections[i]->selections);
    return st;
}

tw_status tw__gql_node_arguments(tw_gql_run *run,
                                 const tw_gql_node *node,
                                 const tw_json **out)
{
    return tw__gql_arguments(run->op, run->schema, node->field,
                             node->selections[0], run->variables, out);
}
