/* introspect_plan.c -- from selections on the meta types to a plan.  These types
** are all objects, so what is selected of each is known before the first of
** them is written. */
#include "graphql/introspect_plan.h"

typedef struct planner {
    tw_op *op;
    const tw_gql_introspection *ask;
    uint32_t steps; /* made so far: bounds what fragments multiply */
} planner;

/* The fields of one level: those with the same key are merged. */
typedef struct group {
    const tw_gql_selection **items;
    uint32_t count, room;
} group;

typedef struct level {
    planner *p;
    group *groups;
    uint32_t count, room;
    const tw_gql_definition **seen; /* fragments */
    uint32_t seen_count, seen_room;
} level;

/* One more place in a list that doubles. */
static void *room_for(tw_op *op,
                      void *list,
                      uint32_t count,
                      uint32_t *room,
                      size_t size)
{
    void *grown;

    if (count < *room)
        return list;
    *room = *room == 0 ? 4 : *room * 2;
    grown = tw__op_array(op, *room, size);
    if (grown != NULL && count > 0)
        memcpy(grown, list, count * size);
    return grown;
}

static tw_str key_of(const tw_gql_selection *s)
{
    return s->alias.ptr != NULL ? s->alias : s->name;
}

static tw_status put_field(level *l, const tw_gql_selection *s)
{
    tw_op *op = l->p->op;
    uint32_t i = 0;
    group *g;

    while (i < l->count &&
           !tw__str_eq(key_of(l->groups[i].items[0]), key_of(s)))
        i++;
    if (i == l->count) {
        l->groups =
            room_for(op, l->groups, l->count, &l->room, sizeof(*l->groups));
        if (l->groups == NULL)
            return op->error.status;
        l->count++;
    }
    g = &l->groups[i];
    g->items = room_for(op, g->items, g->count, &g->room, sizeof(*g->items));
    if (g->items == NULL)
        return op->error.status;
    g->items[g->count++] = s;
    return TW_OK;
}

/* The fragment of that name, once per level. */
static const tw_gql_selections *enter(level *l, tw_str name)
{
    const tw_gql_document *doc = l->p->ask->document;
    const tw_gql_definition *d = NULL;

    for (uint32_t i = 0; i < doc->definition_count && d == NULL; i++)
        if (doc->definitions[i].kind == TW_GQL_FRAGMENT &&
            tw__str_eq(doc->definitions[i].name, name))
            d = &doc->definitions[i];
    if (TW_NEVER(d == NULL))
        return NULL;
    for (uint32_t i = 0; i < l->seen_count; i++)
        if (l->seen[i] == d)
            return NULL;
    l->seen = room_for(l->p->op, l->seen, l->seen_count, &l->seen_room,
                       sizeof(*l->seen));
    if (l->seen == NULL)
        return NULL;
    l->seen[l->seen_count++] = d;
    return &d->selections;
}

/* All types of a meta selection are objects, and known: a condition of a valid
** document always holds.  Depth is that of the document, or of its fragments,
** each entered once. */
static tw_status collect(level *l, const tw_gql_selections *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_gql_selection *s = &list->items[i];
        const tw_gql_selections *inner = &s->selections;

        if (!tw__gql_is_taken(&s->directives, l->p->ask->variables))
            continue;
        if (s->kind == TW_GQL_FIELD) {
            if (put_field(l, s) != TW_OK)
                return l->p->op->error.status;
            continue;
        }
        if (s->kind == TW_GQL_SPREAD)
            inner = enter(l, s->name);
        if (inner != NULL && collect(l, inner) != TW_OK)
            return l->p->op->error.status;
    }
    return l->p->op->error.status;
}

static tw_status read_arguments(planner *p,
                                const tw_gql_field *f,
                                const tw_gql_selection *s,
                                tw_gql_meta_step *out)
{
    const tw_json *args, *v;

    if (f->argument_count == 0)
        return TW_OK;
    if (tw__gql_arguments(p->op, p->ask->schema, f, s, p->ask->variables,
                          &args) != TW_OK)
        return p->op->error.status;
    v = tw__json_member(args, "includeDeprecated");
    out->deprecated = v != NULL && v->type == TW_JSON_TRUE;
    return TW_OK;
}

static tw_status plan_level(planner *p,
                            const tw_gql_type *meta,
                            const tw_gql_selection *const *items,
                            uint32_t count,
                            const tw_gql_meta_plan **out);

static tw_status plan_step(planner *p,
                           const tw_gql_type *meta,
                           const group *g,
                           tw_gql_meta_step *out)
{
    const tw_gql_field *f =
        tw__gql_field_of(p->op, p->ask->schema, meta, g->items[0]->name);

    if (f == NULL)
        return p->op->error.status != TW_OK
                   ? p->op->error.status
                   : tw__fail(p->op, TW_E_INTERNAL, "", "no field \"%.*s\"",
                              TW_FMT(g->items[0]->name));
    if (++p->steps > TW_LIMIT_GQL_FIELDS)
        return tw__fail(p->op, TW_E_TOO_LARGE, "",
                        "more than %d fields are selected",
                        TW_LIMIT_GQL_FIELDS);
    out->key = key_of(g->items[0]);
    out->verb = f->meaning.verb;
    if (read_arguments(p, f, g->items[0], out) != TW_OK)
        return p->op->error.status;
    if (!tw__gql_is_composite(f->type))
        return TW_OK;
    return plan_level(p, tw__gql_named(f->type), g->items, g->count,
                      &out->members);
}

static tw_status plan_level(planner *p,
                            const tw_gql_type *meta,
                            const tw_gql_selection *const *items,
                            uint32_t count,
                            const tw_gql_meta_plan **out)
{
    level l = {p, NULL, 0, 0, NULL, 0, 0};
    tw_gql_meta_plan *made = tw__op_get(p->op, sizeof(*made));

    for (uint32_t i = 0; i < count; i++)
        if (collect(&l, &items[i]->selections) != TW_OK)
            return p->op->error.status;
    if (made != NULL)
        made->steps = tw__op_array(p->op, l.count + 1, sizeof(*made->steps));
    if (made == NULL || made->steps == NULL)
        return p->op->error.status;
    made->type_name = meta->name;
    made->count = l.count;
    for (uint32_t i = 0; i < l.count; i++)
        if (plan_step(p, meta, &l.groups[i], &made->steps[i]) != TW_OK)
            return p->op->error.status;
    *out = made;
    return TW_OK;
}

tw_status tw__gql_meta_plan(tw_op *op,
                            const tw_gql_introspection *ask,
                            const tw_gql_type *meta,
                            const tw_gql_meta_plan **out)
{
    planner p = {op, ask, 0};

    return plan_level(&p, meta, ask->selections, ask->count, out);
}
