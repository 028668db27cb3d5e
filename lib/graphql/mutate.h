/* mutate.h -- the root fields of a mutation over records, lowered to the verbs
** of record/. */
#ifndef GRAPHQL_MUTATE_H
#define GRAPHQL_MUTATE_H

#include "base/json.h"
#include "graphql/schema.h"
#include "query/select.h"

/* Does meaning.verb write records (TW_GQL_CREATE_ONE ... TW_GQL_MERGE_MANY)? */
bool tw__gql_is_mutation(uint16_t verb);

/* How many records of each to-many relation the answer shows. */
uint32_t tw__gql_mutation_children(uint16_t verb);

/* Run one root field inside the caller's write transaction (a savepoint makes
** it all or nothing).  `arguments` is an object, coerced; `answer` shows the
** records.  Appends one record or, by the verb, `[...]`. */
tw_status tw__gql_mutate(tw_op *op,
                         const tw_gql_meaning *meaning,
                         const tw_json *arguments,
                         const tw_select *answer,
                         tw_buf *out);

#endif
