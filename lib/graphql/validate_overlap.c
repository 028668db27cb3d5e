/* validate_overlap.c -- fields that answer under one name must be one field.
**
** graphql-js compares fields in pairs.  Here all selections that end up at one
** place of the answer are merged into one list, sorted by response name; the
** members of a run are compared with its first, and what they select becomes
** the next list.  Without fragments that is as much work as there are fields.
** A list that was seen before (one fragment at many places) is not looked at
** again, and TW_LIMIT_GQL_VALIDATION_STEPS bounds what is left: fragments can be
** woven so that the lists are exponentially many. */
#include "graphql/validate_inside.h"

#include "base/map.h"

typedef struct source {
    const tw_gql_selections *set;
    const tw_gql_type *parent; /* NULL: not known */
} source;

/* The way to a list whose fields come from several places: for the message. */
typedef struct trail {
    const struct trail *up;
    tw_str name;
} trail;

/* Selection sets that are merged at one place of the answer. */
typedef struct place {
    struct place *next;
    source *sources;
    uint32_t count;
    bool shape_only; /* of objects that cannot be the same */
    const trail *trail;
} place;

typedef struct entry {
    const tw_gql_selection *field;
    const tw_gql_type *parent;
    const tw_gql_field *def; /* NULL: not known */
} entry;

typedef struct merger {
    tw_gql_check *c;
    place *todo;
    tw_buf sources, entries; /* of the place at hand */
    tw_map seen[2]; /* lists, by their bytes; [1]: looked at for shape only */
    uint32_t stamp;
} merger;

static tw_str key_of(const tw_gql_selection *f)
{
    return f->alias.ptr != NULL ? f->alias : f->name;
}

static bool is_object(const tw_gql_type *t)
{
    return t != NULL && t->kind == TW_GQL_KIND_OBJECT;
}

/* Can the two never be asked of one object? */
static bool exclusive(const entry *a, const entry *b)
{
    return a->parent != b->parent && is_object(a->parent) &&
           is_object(b->parent);
}

static const tw_gql_type *selected_type(const entry *e)
{
    const tw_gql_type *t = e->def == NULL ? NULL : tw__gql_named(e->def->type);

    return t != NULL && tw__gql_is_composite(t) ? t : NULL;
}

/* --- collecting --- */

static void queue_source(merger *m,
                         const tw_gql_selections *set,
                         const tw_gql_type *parent)
{
    source s = {set, parent};

    tw__buf_put(&m->sources, &s, sizeof(s));
}

static void queue_fragment(merger *m, tw_str name)
{
    tw_gql_check *c = m->c;
    uint32_t index = tw__gql_fragment_index(c, name);
    const tw_gql_definition *d;

    if (index == UINT32_MAX || c->scopes[index].seen == m->stamp)
        return;
    c->scopes[index].seen = m->stamp;
    d = &c->doc->definitions[index];
    queue_source(m, &d->selections,
                 tw__gql_type(c->op, c->schema, d->condition));
}

static void collect_set(merger *m, const source *s)
{
    tw_gql_check *c = m->c;

    for (uint32_t i = 0; i < s->set->count && tw__gql_spend(c, 1); i++) {
        const tw_gql_selection *item = &s->set->items[i];
        entry e = {item, s->parent, NULL};

        if (item->kind == TW_GQL_SPREAD) {
            queue_fragment(m, item->name);
        } else if (item->kind == TW_GQL_INLINE) {
            queue_source(m, &item->selections,
                         item->condition.ptr == NULL
                             ? s->parent
                             : tw__gql_type(c->op, c->schema, item->condition));
        } else {
            if (e.parent != NULL && tw__gql_is_composite(e.parent))
                e.def =
                    tw__gql_field_of(c->op, c->schema, e.parent, item->name);
            tw__buf_put(&m->entries, &e, sizeof(e));
        }
    }
}

static void collect(merger *m, const place *p)
{
    source s;

    m->stamp++;
    tw__buf_reset(&m->sources);
    tw__buf_reset(&m->entries);
    tw__buf_put(&m->sources, p->sources, p->count * sizeof(s));
    /* the queue grows while it is read */
    for (size_t at = 0; at < m->sources.len && !m->c->stopped;
         at += sizeof(s)) {
        memcpy(&s, m->sources.ptr + at, sizeof(s));
        collect_set(m, &s);
    }
}

/* Has the list been looked at?  Only fragments make that possible. */
static bool seen_before(merger *m, bool shape)
{
    tw_op *op = m->c->op;
    tw_map *seen = &m->seen[shape ? 1 : 0];
    tw_str key;

    if (m->c->fragments.count == 0)
        return false;
    key = tw__op_take(op, &m->entries);
    if (key.ptr == NULL || tw__map_get(seen, key) != NULL)
        return true;
    if (!tw__map_put(seen, op->arena, key, m))
        (void)tw__fail_nomem(op);
    return false;
}

/* --- comparing --- */

static void conflict(merger *m,
                     const place *p,
                     const entry *a,
                     const entry *b,
                     tw_str reason)
{
    tw_op *op = m->c->op;
    tw_str name = tw__gql_shown(op, key_of(a->field));

    for (const trail *t = p->trail; t != NULL; t = t->up) {
        reason = tw__gql_shown(op, reason);
        reason = tw__op_printf(op, "subfields \"%.*s\" conflict because %.*s",
                               TW_FMT(name), TW_FMT(reason));
        name = tw__gql_shown(op, t->name);
    }
    tw__gql_complain(m->c, a->field->loc.start, b->field->loc.start,
                     "Fields \"%.*s\" conflict because %.*s. Use different "
                     "aliases on the fields to fetch both if this was "
                     "intentional.",
                     TW_FMT(name), TW_FMT(reason));
}

/* Could both types hold for one value?  Objects are compared by what is
** selected of them. */
static bool types_conflict(const tw_gql_type *a, const tw_gql_type *b)
{
    while (a->of != NULL && a->kind == b->kind) {
        a = a->of;
        b = b->of;
    }
    if (a->of != NULL || b->of != NULL)
        return true;
    return (tw__gql_is_leaf(a) || tw__gql_is_leaf(b)) && a != b;
}

static bool compare(merger *m, const place *p, const entry *a, const entry *b)
{
    tw_gql_check *c = m->c;
    tw_op *op = c->op;

    if (!p->shape_only && !exclusive(a, b)) {
        if (!tw__str_eq(a->field->name, b->field->name)) {
            conflict(m, p, a, b,
                     tw__op_printf(op,
                                   "\"%.*s\" and \"%.*s\" are different "
                                   "fields",
                                   TW_FMT(tw__gql_shown(op, a->field->name)),
                                   TW_FMT(tw__gql_shown(op, b->field->name))));
            return false;
        }
        if (!tw__gql_same_arguments(c, a->field, b->field)) {
            conflict(m, p, a, b, TW_STR("they have differing arguments"));
            return false;
        }
    }
    if (a->def == NULL || b->def == NULL ||
        !types_conflict(a->def->type, b->def->type))
        return true;
    conflict(m, p, a, b,
             tw__op_printf(op,
                           "they return conflicting types \"%.*s\" and "
                           "\"%.*s\"",
                           TW_FMT(tw__gql_type_text(c, a->def->type)),
                           TW_FMT(tw__gql_type_text(c, b->def->type))));
    return false;
}

/* Entries that answer under one name. */
typedef struct group {
    const entry *list;
    const tw_gql_name *members; /* indexes into the list */
    uint32_t count;
} group;

static const entry *member(const group *g, uint32_t i)
{
    return &g->list[g->members[i].index];
}

/* Are all of one type?  Then being alike is transitive, and comparing with the
** first is enough. */
static bool of_one_type(const group *g)
{
    for (uint32_t i = 1; i < g->count; i++)
        if (member(g, i)->parent != member(g, 0)->parent)
            return false;
    return true;
}

static bool compare_all(merger *m, const place *p, const group *g, bool one)
{
    for (uint32_t i = 0; i < (one ? 1 : g->count); i++)
        for (uint32_t j = i + 1; j < g->count; j++)
            if (!tw__gql_spend(m->c, 1) ||
                !compare(m, p, member(g, i), member(g, j)))
                return false;
    return true;
}

/* --- going on --- */

static const trail *trail_to(merger *m, const place *p, const group *g)
{
    trail *t;

    if (g->count < 2)
        return NULL;
    t = (trail *)tw__op_get(m->c->op, sizeof(*t));
    if (t != NULL)
        *t = (trail){p->trail, key_of(member(g, 0)->field)};
    return t;
}

/* What the members select, of those that can be asked of a `type` (NULL: all),
** is the next place. */
static void go_on(merger *m,
                  const place *p,
                  const group *g,
                  const tw_gql_type *type,
                  bool shape_only)
{
    place *next = (place *)tw__op_get(m->c->op, sizeof(*next));

    if (next == NULL)
        return;
    next->shape_only = shape_only;
    next->sources =
        (source *)tw__op_array(m->c->op, g->count, sizeof(*next->sources));
    if (next->sources == NULL)
        return;
    for (uint32_t i = 0; i < g->count; i++) {
        const entry *e = member(g, i);

        if (e->field->selections.count == 0 ||
            (type != NULL && is_object(e->parent) && e->parent != type))
            continue;
        next->sources[next->count++] =
            (source){&e->field->selections, selected_type(e)};
    }
    if (next->count == 0)
        return;
    next->trail = trail_to(m, p, g);
    next->next = m->todo;
    m->todo = next;
}

/* Is the member's type an object type that no member before it has? */
static bool first_of_type(const group *g, uint32_t i)
{
    for (uint32_t j = 0; j < i; j++)
        if (member(g, j)->parent == member(g, i)->parent)
            return false;
    return is_object(member(g, i)->parent);
}

static void take_group(merger *m, const place *p, const group *g)
{
    bool one = of_one_type(g), objects = false;

    if (!compare_all(m, p, g, one))
        return;
    if (one || p->shape_only) {
        go_on(m, p, g, NULL, p->shape_only);
        return;
    }
    /* fields of different objects need the same shape, and no more */
    for (uint32_t i = 0; i < g->count && tw__gql_spend(m->c, g->count); i++) {
        if (!first_of_type(g, i))
            continue;
        objects = true;
        go_on(m, p, g, member(g, i)->parent, false);
    }
    go_on(m, p, g, NULL, objects);
}

static void take_place(merger *m, const place *p)
{
    tw_gql_names names;
    const entry *list;
    uint32_t count, run;

    collect(m, p);
    count = (uint32_t)(m->entries.len / sizeof(*list));
    list = (const entry *)(const void *)m->entries.ptr;
    if (m->entries.failed || m->sources.failed) {
        (void)tw__fail_nomem(m->c->op);
        return;
    }
    if (count == 0 || m->c->stopped || seen_before(m, p->shape_only) ||
        !tw__gql_names_init(m->c->op, &names, count))
        return;
    for (uint32_t i = 0; i < count; i++)
        names.items[i] = (tw_gql_name){key_of(list[i].field), i};
    if (!tw__gql_names_sort(m->c->op, &names))
        return;
    for (uint32_t i = 0; i < count && !m->c->stopped; i += run) {
        run = tw__gql_names_run(&names, i);
        take_group(m, p, &(group){list, &names.items[i], run});
    }
}

static void take_operation(merger *m, const tw_gql_definition *d)
{
    tw_gql_check *c = m->c;
    source s = {&d->selections, NULL};
    place p = {.sources = &s, .count = 1};

    if (d->kind == TW_GQL_QUERY)
        s.parent = tw__gql_query_type(c->schema);
    else if (d->kind == TW_GQL_MUTATION)
        s.parent = tw__gql_mutation_type(c->schema);
    else if (d->kind != TW_GQL_SUBSCRIPTION)
        return;
    take_place(m, &p);
    while (m->todo != NULL && !c->stopped && c->op->error.status == TW_OK) {
        place *next = m->todo;

        m->todo = next->next;
        take_place(m, next);
    }
}

void tw__gql_check_overlaps(tw_gql_check *c)
{
    merger m = {.c = c, .stamp = c->doc->definition_count};

    tw__buf_init(&m.sources, c->op->alloc);
    tw__buf_init(&m.entries, c->op->alloc);
    for (uint32_t i = 0; i < c->doc->definition_count && !c->stopped; i++)
        take_operation(&m, &c->doc->definitions[i]);
    tw__buf_fini(&m.sources);
    tw__buf_fini(&m.entries);
}
