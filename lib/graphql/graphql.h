/* graphql.h -- one GraphQL request, from text to response. */
#ifndef GRAPHQL_GRAPHQL_H
#define GRAPHQL_GRAPHQL_H

#include "base/json.h"
#include "base/op.h"

typedef enum tw_gql_endpoint {
    TW_GQL_AT_CORE,    /* /graphql */
    TW_GQL_AT_METADATA /* /metadata */
} tw_gql_endpoint;

/* What a handle keeps between requests: both schemas (until the data model
** changes) and an LRU of parsed, validated documents by text and version. */
typedef struct tw_gql_cache tw_gql_cache;
tw_gql_cache *tw__gql_cache_new(const tw_alloc *a);
void tw__gql_cache_free(tw_gql_cache *c); /* NULL does nothing */
void tw__gql_cache_clear(tw_gql_cache *c);

typedef struct tw_gql_request {
    tw_gql_endpoint endpoint;
    tw_str query;             /* the document's text */
    const tw_json *variables; /* an object, or NULL */
    size_t variables_bytes;   /* as they came; 0: not known */
    tw_str operation_name;    /* absent: none */
    bool authenticated;       /* false: only public fields (none) answer */
    bool queries_only;        /* a GET: mutations are refused with 405 */
    bool strict_status;       /* application/graphql-response+json */
    bool asks_json;           /* the client names application/json */
} tw_gql_request;

typedef struct tw_gql_answer {
    int status;  /* HTTP */
    tw_buf *out; /* the body: {"data":...,"errors":...} */
} tw_gql_answer;

/* Does the request write?  By its text alone, without a schema: true when the
** operation that would run is a mutation (or the text does not parse far
** enough to tell and speaks of one). */
bool tw__gql_writes(tw_str query, tw_str operation_name);

/* Answer.  A query runs inside the caller's read transaction (or the group's
** write transaction); a mutation inside the caller's write transaction, each
** root field in a savepoint of its own.  Always TW_OK but for fatal failures of
** the file, which the caller turns into a response of their own. */
tw_status tw__gql_execute(tw_op *op,
                          tw_gql_cache *cache,
                          const tw_gql_request *request,
                          tw_gql_answer *answer);

#endif
