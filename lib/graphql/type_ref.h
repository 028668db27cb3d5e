/* type_ref.h -- types as a document writes them.  Other than those of
** tw__gql_type_of_ref() they live in op's arena: what strangers write leaves
** nothing behind in the schema. */
#ifndef GRAPHQL_TYPE_REF_H
#define GRAPHQL_TYPE_REF_H

#include "graphql/ast.h"
#include "graphql/schema.h"

/* NULL: a name is unknown, or op->error is set. */
const tw_gql_type *tw__gql_type_meant(tw_op *op,
                                      tw_gql_schema *s,
                                      const tw_gql_type_ref *ref);
/* May a value of type `given` stand where `wanted` is expected? */
bool tw__gql_type_fits(const tw_gql_type *given, const tw_gql_type *wanted);
/* Without a NON_NULL around it. */
static inline const tw_gql_type *tw__gql_nullable(const tw_gql_type *t)
{
    return t->kind == TW_GQL_KIND_NON_NULL ? t->of : t;
}

#endif
