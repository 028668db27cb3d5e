/* route.h -- which API a request is for, and where it should run. */
#ifndef SERVICE_ROUTE_H
#define SERVICE_ROUTE_H

#include "rest/request.h"
#include "twentyapi/service.h"

typedef enum tw_api {
    TW_API_NONE,    /* 404 */
    TW_API_RECORDS, /* /rest/{objects}... */
    TW_API_METADATA /* /rest/metadata/{objects,fields}... */
} tw_api;

tw_method tw__route_method(tw_str method);
/* By the parsed request. */
tw_api tw__route(const tw_rest_request *req);

#endif
