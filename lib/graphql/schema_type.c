/* schema_type.c -- questions about types: predicates, references as written,
** text. */
#include "graphql/ast.h"
#include "graphql/schema.h"

const tw_gql_type *tw__gql_named(const tw_gql_type *t)
{
    while (t->of != NULL)
        t = t->of;
    return t;
}

bool tw__gql_is_leaf(const tw_gql_type *t)
{
    tw_gql_kind kind = tw__gql_named(t)->kind;

    return kind == TW_GQL_KIND_SCALAR || kind == TW_GQL_KIND_ENUM;
}

bool tw__gql_is_composite(const tw_gql_type *t)
{
    tw_gql_kind kind = tw__gql_named(t)->kind;

    return kind == TW_GQL_KIND_OBJECT || kind == TW_GQL_KIND_INTERFACE ||
           kind == TW_GQL_KIND_UNION;
}

bool tw__gql_is_input(const tw_gql_type *t)
{
    return tw__gql_named(t)->kind == TW_GQL_KIND_INPUT_OBJECT ||
           tw__gql_is_leaf(t);
}

const tw_gql_type *tw__gql_type_of_ref(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_type_ref *ref)
{
    const tw_gql_type *t;

    if (ref->of == NULL) {
        t = tw__gql_type(op, s, ref->name);
    } else {
        /* nesting is bounded by the parser */
        t = tw__gql_type_of_ref(op, s, ref->of);
        t = t == NULL ? NULL : tw__gql_list_of(op, s, t);
    }
    return t != NULL && ref->non_null ? tw__gql_non_null_of(op, s, t) : t;
}

void tw__gql_type_print(tw_buf *b, const tw_gql_type *t)
{
    if (t->kind == TW_GQL_KIND_LIST) {
        tw__buf_char(b, '[');
        tw__gql_type_print(b, t->of);
        tw__buf_char(b, ']');
    } else if (t->kind == TW_GQL_KIND_NON_NULL) {
        tw__gql_type_print(b, t->of);
        tw__buf_char(b, '!');
    } else {
        tw__buf_str(b, t->name);
    }
}
