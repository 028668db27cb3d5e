/* validate_fragments.c -- rules about fragments: known, possible where they
** are spread, used, and not part of themselves.  Nothing here recurses: a chain
** of fragments may be long. */
#include "graphql/validate_inside.h"

static bool is_object(const tw_gql_type *t)
{
    return t->kind == TW_GQL_KIND_OBJECT;
}

/* Can an object be of both types?  Interfaces and unions may overlap with
** anything: the schema does not tell their members. */
static bool overlap(const tw_gql_type *a, const tw_gql_type *b)
{
    return a == b || !is_object(a) || !is_object(b);
}

static bool both_composite(const tw_gql_type *a, const tw_gql_type *b)
{
    return a != NULL && b != NULL && tw__gql_is_composite(a) &&
           tw__gql_is_composite(b);
}

void tw__gql_check_inline(tw_gql_check *c,
                          const tw_gql_selection *fragment,
                          const tw_gql_type *parent,
                          const tw_gql_type *type)
{
    if (fragment->condition.ptr == NULL || type == NULL)
        return;
    if (!tw__gql_is_composite(type))
        tw__gql_complain(c, fragment->condition_loc.start, UINT32_MAX,
                         "Fragment cannot condition on non composite type "
                         "\"%.*s\".",
                         TW_FMT(type->name));
    else if (both_composite(parent, type) && !overlap(parent, type))
        tw__gql_complain(c, fragment->loc.start, UINT32_MAX,
                         "Fragment cannot be spread here as objects of type "
                         "\"%.*s\" can never be of type \"%.*s\".",
                         TW_FMT(parent->name), TW_FMT(type->name));
}

void tw__gql_check_spread(tw_gql_check *c,
                          const tw_gql_selection *spread,
                          const tw_gql_type *parent)
{
    uint32_t index = tw__gql_fragment_index(c, spread->name);
    tw_str name = tw__gql_shown(c->op, spread->name);
    const tw_gql_type *type;

    if (index == UINT32_MAX) {
        tw__gql_complain(c, spread->name_loc.start, UINT32_MAX,
                         "Unknown fragment \"%.*s\".", TW_FMT(name));
        return;
    }
    type = tw__gql_type(c->op, c->schema, c->doc->definitions[index].condition);
    if (both_composite(parent, type) && !overlap(parent, type))
        tw__gql_complain(c, spread->loc.start, UINT32_MAX,
                         "Fragment \"%.*s\" cannot be spread here as objects "
                         "of type \"%.*s\" can never be of type \"%.*s\".",
                         TW_FMT(name), TW_FMT(parent->name),
                         TW_FMT(type->name));
}

void tw__gql_check_unused_fragments(tw_gql_check *c)
{
    for (uint32_t i = 0; i < c->doc->definition_count && !c->stopped; i++) {
        const tw_gql_definition *d = &c->doc->definitions[i];

        /* of two with one name both count as used */
        if (d->kind == TW_GQL_FRAGMENT &&
            !c->scopes[tw__gql_fragment_index(c, d->name)].used)
            tw__gql_complain(c, d->loc.start, UINT32_MAX,
                             "Fragment \"%.*s\" is never used.",
                             TW_FMT(tw__gql_shown(c->op, d->name)));
    }
}

/* --- cycles --- */

/* A fragment on the way from where the search began. */
typedef struct stop {
    uint32_t index; /* of its definition */
    uint32_t next;  /* its spread to follow next */
} stop;

typedef struct search {
    stop *way;
    uint32_t length;
    uint32_t *place; /* on the way, from 1, by definition; 0: not on it */
    bool *done;
} search;

static void report_cycle(tw_gql_check *c, const search *s, uint32_t target)
{
    const stop *last = &s->way[s->length - 1];
    const tw_gql_selection *spread =
        c->scopes[last->index].spreads[last->next - 1].selection;
    uint32_t from = s->place[target]; /* the stop behind it was the first via */
    tw_buf via;

    c->cyclic = true;
    tw__buf_init(&via, c->op->alloc);
    for (uint32_t i = from; i < s->length && via.len < 1000; i++)
        tw__buf_printf(&via, "%s\"%.*s\"", i == from ? " via " : ", ",
                       TW_FMT(tw__gql_shown(
                           c->op, c->doc->definitions[s->way[i].index].name)));
    tw__gql_complain(c, spread->loc.start, UINT32_MAX,
                     "Cannot spread fragment \"%.*s\" within itself%.*s.",
                     TW_FMT(tw__gql_shown(c->op, spread->name)),
                     TW_FMT(tw__buf_view(&via)));
    if (via.failed)
        (void)tw__fail_nomem(c->op);
    tw__buf_fini(&via);
}

static void step_into(search *s, uint32_t index)
{
    s->way[s->length++] = (stop){index, 0};
    s->place[index] = s->length;
    s->done[index] = true;
}

/* One spread further, or one fragment back. */
static void step(tw_gql_check *c, search *s)
{
    stop *here = &s->way[s->length - 1];
    const tw_gql_scope *scope = &c->scopes[here->index];
    uint32_t target;

    if (here->next == scope->spread_count) {
        s->place[here->index] = 0;
        s->length--;
        return;
    }
    target =
        tw__gql_fragment_index(c, scope->spreads[here->next++].selection->name);
    if (target == UINT32_MAX)
        return;
    if (s->place[target] > 0)
        report_cycle(c, s, target);
    else if (!s->done[target])
        step_into(s, target);
}

void tw__gql_check_cycles(tw_gql_check *c)
{
    uint32_t count = c->doc->definition_count;
    search s = {.length = 0};

    if (c->fragments.count == 0 || c->stopped)
        return;
    s.way = (stop *)tw__op_array(c->op, count, sizeof(*s.way));
    s.place = (uint32_t *)tw__op_array(c->op, count, sizeof(*s.place));
    s.done = (bool *)tw__op_array(c->op, count, sizeof(*s.done));
    if (s.way == NULL || s.place == NULL || s.done == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        if (c->doc->definitions[i].kind != TW_GQL_FRAGMENT || s.done[i])
            continue;
        step_into(&s, i);
        while (s.length > 0 && !c->stopped)
            step(c, &s);
    }
}
