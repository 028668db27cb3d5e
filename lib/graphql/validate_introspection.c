/* validate_introspection.c -- bounds how often an introspection may follow
** lists into lists: each level multiplies the answer by the size of the schema.
*/
#include "graphql/validate_inside.h"

enum {
    LISTS_MAX = 3 /* nested lists that are one too many */
};

typedef struct visit {
    const tw_gql_selections *selections;
    uint32_t lists; /* above them */
} visit;

static bool is_list(tw_str name)
{
    return tw__str_is(name, "fields") || tw__str_is(name, "interfaces") ||
           tw__str_is(name, "possibleTypes") || tw__str_is(name, "inputFields");
}

static void push(tw_buf *todo, const tw_gql_selections *list, uint32_t lists)
{
    visit v = {list, lists};

    if (list->count > 0)
        tw__buf_put(todo, &v, sizeof(v));
}

/* `seen` holds by definition with how many lists above, plus one, it was
** visited: with fewer there is nothing new to find. */
static bool visit_one(tw_gql_check *c, tw_buf *todo, uint32_t *seen)
{
    visit v;

    memcpy(&v, todo->ptr + todo->len - sizeof(v), sizeof(v));
    tw__buf_cut(todo, todo->len - sizeof(v));
    for (uint32_t i = 0; i < v.selections->count; i++) {
        const tw_gql_selection *s = &v.selections->items[i];
        uint32_t lists = v.lists, index;

        if (s->kind == TW_GQL_FIELD && is_list(s->name) && ++lists >= LISTS_MAX)
            return false;
        if (s->kind != TW_GQL_SPREAD) {
            push(todo, &s->selections, lists);
            continue;
        }
        index = tw__gql_fragment_index(c, s->name);
        if (index == UINT32_MAX || seen[index] > lists)
            continue;
        seen[index] = lists + 1;
        push(todo, &c->doc->definitions[index].selections, lists);
    }
    return true;
}

void tw__gql_check_introspection(tw_gql_check *c, const tw_gql_selection *root)
{
    uint32_t *seen;
    tw_buf todo;
    bool ok = true;

    /* each root may visit the whole document */
    if (!tw__gql_spend(c, c->doc->definition_count))
        return;
    seen = (uint32_t *)tw__op_array(c->op, c->doc->definition_count,
                                    sizeof(*seen));
    if (seen == NULL)
        return;
    tw__buf_init(&todo, c->op->alloc);
    push(&todo, &root->selections, 0);
    while (ok && todo.len > 0 && tw__gql_spend(c, 1))
        ok = visit_one(c, &todo, seen);
    if (todo.failed)
        (void)tw__fail_nomem(c->op);
    tw__buf_fini(&todo);
    if (!ok)
        tw__gql_complain(c, root->loc.start, UINT32_MAX,
                         "Maximum introspection depth exceeded");
}
