/* parse.h -- text to tree, and back. */
#ifndef GRAPHQL_PARSE_H
#define GRAPHQL_PARSE_H

#include "graphql/ast.h"
#include "graphql/error.h"

/* The whole language.  A syntax error is added to `errors` ("Syntax Error:
** ..." with its location) and gives TW_E_GRAPHQL_SYNTAX; bounds (document
** bytes, tokens, nesting: base/limits.h) the same way.  The tree refers to
** `source`. */
tw_status tw__gql_parse(tw_op *op,
                        tw_str source,
                        tw_gql_errors *errors,
                        const tw_gql_document **out);
/* A type as written, alone: "[Name!]!". */
tw_status tw__gql_parse_type(tw_op *op,
                             tw_str source,
                             const tw_gql_type_ref **out);
/* A value without variables, alone: "{first: 10}". */
tw_status tw__gql_parse_const(tw_op *op,
                              tw_str source,
                              const tw_gql_value **out);

/* Printed as graphql-js prints: print(parse(print(x))) is print(x). */
void tw__gql_print(tw_buf *b, const tw_gql_document *doc);
void tw__gql_print_value(tw_buf *b, const tw_gql_value *v);

#endif
