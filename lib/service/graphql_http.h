/* graphql_http.h -- GraphQL over HTTP: what of a request is the document, what
** is wrong with it before anybody reads that, and how it is answered. */
#ifndef SERVICE_GRAPHQL_HTTP_H
#define SERVICE_GRAPHQL_HTTP_H

#include "graphql/graphql.h"
#include "service/route.h"

typedef struct tw_graphql_call {
    tw_gql_request request;
    bool writes;
    int refusal;    /* HTTP status of a request that was refused as such */
    bool not_json;  /* its body could not even be read */
    bool has_allow; /* the answer says which methods are allowed */
} tw_graphql_call;

/* Take a request apart; `target` is its own, parsed.  Fails with what is wrong
** with it; tw__graphql_refuse() writes that. */
tw_status tw__graphql_read(tw_op *op,
                           const tw_request *request,
                           const tw_rest_request *target,
                           tw_gql_endpoint endpoint,
                           tw_graphql_call *c);

/* Run it inside the caller's transaction. */
tw_status tw__graphql_answer(tw_op *op,
                             tw_gql_cache *cache,
                             tw_graphql_call *call,
                             tw_buf *out,
                             int *status);

/* Append the body that says what op->error says; the HTTP status. */
int tw__graphql_refuse(tw_op *op, const tw_graphql_call *call, tw_buf *out);

/* The media type of the answer. */
tw_str tw__graphql_media_type(const tw_graphql_call *call);
/* The value of the header Allow; absent: none. */
tw_str tw__graphql_allow(const tw_graphql_call *call);

#endif
