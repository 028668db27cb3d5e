/* search.h -- the root field `search`. */
#ifndef GRAPHQL_SEARCH_H
#define GRAPHQL_SEARCH_H

#include "base/json.h"
#include "graphql/verb.h"

/* What was selected, fragments expanded and merged, directives obeyed.  `verb`
** says which member: TW_GQL_EDGES, _NODE, _CURSOR, _PAGE_INFO, _END_CURSOR,
** _HAS_NEXT_PAGE, _FOUND_..., _TYPENAME. */
typedef struct tw_gql_found {
    tw_str key; /* in the response */
    uint16_t verb;
    const struct tw_gql_found *members;
    uint32_t count;
} tw_gql_found;

/* Append the value of the field, `{...}`.  `arguments`: an object, coerced;
** `members` are those of SearchResultConnection. */
tw_status tw__gql_search(tw_op *op,
                         const tw_json *arguments,
                         const tw_gql_found *members,
                         uint32_t count,
                         tw_buf *out);

#endif
