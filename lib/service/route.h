/* route.h -- which API a request is for, and where it should run. */
#ifndef SERVICE_ROUTE_H
#define SERVICE_ROUTE_H

#include "rest/request.h"
#include "twentyapi/service.h"

typedef enum tw_api {
    TW_API_NONE,            /* 404 */
    TW_API_RECORDS,         /* /rest/{objects}... */
    TW_API_METADATA,        /* /rest/metadata/{objects,fields}... */
    TW_API_GRAPHQL,         /* /graphql */
    TW_API_GRAPHQL_METADATA /* /metadata */
} tw_api;

tw_method tw__route_method(tw_str method);
/* The value of a header, or absent. */
tw_str tw__request_header(const tw_request *r, tw_str name);
/* By the parsed request. */
tw_api tw__route(const tw_rest_request *req);
/* graphql_lane.c: where a request to a GraphQL endpoint should run. */
tw_lane tw__graphql_lane(const tw_request *r, tw_str query);

#endif
