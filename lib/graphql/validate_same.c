/* validate_same.c -- do two selections give a field the same arguments?  The
** order of arguments and of object fields does not matter. */
#include "graphql/validate_inside.h"

static const tw_gql_value *member(const tw_gql_value *object, tw_str name)
{
    for (uint32_t i = object->count; i > 0; i--)
        if (tw__str_eq(object->items[i - 1].name, name))
            return &object->items[i - 1];
    return NULL;
}

/* As deep as a document may nest. */
static bool same(tw_gql_check *c, const tw_gql_value *a, const tw_gql_value *b)
{
    const tw_gql_value *other;

    if (a->kind != b->kind || a->count != b->count || a->block != b->block ||
        !tw__str_eq(a->text, b->text))
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        other = &b->items[i];
        if (!tw__gql_spend(c, 1))
            return true;
        if (a->kind == TW_GQL_OBJECT &&
            !tw__str_eq(a->items[i].name, other->name)) {
            if (!tw__gql_spend(c, b->count))
                return true;
            other = member(b, a->items[i].name);
        }
        if (other == NULL || !same(c, &a->items[i], other))
            return false;
    }
    return true;
}

static const tw_gql_value *argument(const tw_gql_selection *f, tw_str name)
{
    for (uint32_t i = f->argument_count; i > 0; i--)
        if (tw__str_eq(f->arguments[i - 1].name, name))
            return &f->arguments[i - 1].value;
    return NULL;
}

bool tw__gql_same_arguments(tw_gql_check *c,
                            const tw_gql_selection *a,
                            const tw_gql_selection *b)
{
    const tw_gql_value *other;

    if (a->argument_count != b->argument_count)
        return false;
    for (uint32_t i = 0; i < a->argument_count; i++) {
        if (!tw__gql_spend(c, 1 + b->argument_count))
            return true;
        other = argument(b, a->arguments[i].name);
        if (other == NULL || !same(c, &a->arguments[i].value, other))
            return false;
    }
    return true;
}
