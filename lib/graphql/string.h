/* string.h -- what string tokens stand for. */
#ifndef GRAPHQL_STRING_H
#define GRAPHQL_STRING_H

#include "base/op.h"
#include "graphql/lexer.h"

/* The text of a STRING or BLOCK_STRING token: a slice of the source when that
** holds it as it is, else in op's arena.  .ptr NULL: op->error is set. */
tw_str tw__gql_string(tw_op *op, tw_str source, const tw_gql_token *t);

#endif
