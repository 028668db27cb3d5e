/* type_ref.c -- types as written. */
#include "graphql/type_ref.h"

static const tw_gql_type *wrap(tw_op *op,
                               const tw_gql_type *of,
                               tw_gql_kind kind)
{
    tw_gql_type *t;

    if (of == NULL)
        return NULL;
    t = (tw_gql_type *)tw__op_get(op, sizeof(*t));
    if (t != NULL) {
        t->kind = kind;
        t->of = of;
    }
    return t;
}

/* As deep as a document may nest. */
const tw_gql_type *tw__gql_type_meant(tw_op *op,
                                      tw_gql_schema *s,
                                      const tw_gql_type_ref *ref)
{
    const tw_gql_type *t =
        ref->of == NULL
            ? tw__gql_type(op, s, ref->name)
            : wrap(op, tw__gql_type_meant(op, s, ref->of), TW_GQL_KIND_LIST);

    return ref->non_null ? wrap(op, t, TW_GQL_KIND_NON_NULL) : t;
}

/* One name is one type to a client, though the schema may read what stands at
** some places with more patience. */
static bool same_name(const tw_gql_type *a, const tw_gql_type *b)
{
    return a->of == NULL && b->of == NULL && tw__str_eq(a->name, b->name);
}

bool tw__gql_type_fits(const tw_gql_type *given, const tw_gql_type *wanted)
{
    while (given != wanted && !same_name(given, wanted)) {
        if (given->kind == TW_GQL_KIND_NON_NULL) {
            given = given->of;
            wanted = tw__gql_nullable(wanted);
        } else if (wanted->kind == TW_GQL_KIND_LIST &&
                   given->kind == TW_GQL_KIND_LIST) {
            given = given->of;
            wanted = wanted->of;
        } else {
            return false;
        }
    }
    return true;
}
