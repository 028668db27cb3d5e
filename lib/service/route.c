/* route.c -- from a request line to an API and a lane. */
#include "service/route.h"

#include "rest/metadata.h"
#include "rest/records.h"

tw_method tw__route_method(tw_str method)
{
    static const struct {
        const char *text;
        tw_method method;
    } methods[] = {
        {"GET", TW_METHOD_GET},   {"HEAD", TW_METHOD_GET},
        {"POST", TW_METHOD_POST}, {"PATCH", TW_METHOD_PATCH},
        {"PUT", TW_METHOD_PUT},   {"DELETE", TW_METHOD_DELETE},
    };

    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
        if (tw__str_is(method, methods[i].text))
            return methods[i].method;
    return TW_METHOD_OTHER;
}

tw_str tw__request_header(const tw_request *r, tw_str name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (tw__str_eq_ascii_case(r->headers[i].name, name))
            return r->headers[i].value;
    return TW_NO_STR;
}

/* First segments that belong to other parts of the API. */
static bool is_reserved(tw_str segment)
{
    static const char *const reserved[] = {
        "metadata", "open-api",         "apiKeys",   "webhooks",
        "ai",       "front-components", "sdk-client"};

    for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++)
        if (tw__str_is(segment, reserved[i]))
            return true;
    return false;
}

static tw_api graphql_api(tw_str path)
{
    if (tw__str_is(path, "/graphql"))
        return TW_API_GRAPHQL;
    return tw__str_is(path, "/metadata") ? TW_API_GRAPHQL_METADATA
                                         : TW_API_NONE;
}

tw_api tw__route(const tw_rest_request *req)
{
    tw_api graphql = graphql_api(req->raw_path);

    if (graphql != TW_API_NONE)
        return graphql;
    if (!tw__str_is(req->raw_path, "/rest") &&
        !tw__str_starts(req->raw_path, TW_STR("/rest/")))
        return TW_API_NONE;
    if (req->path_count == 0 || req->method == TW_METHOD_OTHER)
        return TW_API_NONE;
    if (tw__rest_metadata_owns(req))
        return TW_API_METADATA;
    return is_reserved(req->path[0]) ? TW_API_NONE : TW_API_RECORDS;
}

/* The path's segments behind "/rest", undecoded: enough to choose a lane. */
static uint8_t split(tw_str path, tw_str *segments, uint8_t max)
{
    uint8_t count = 0;

    for (size_t at = 0; at < path.len;) {
        size_t end = tw__str_find(path, at, '/');

        if (end > at && count < max)
            segments[count++] = tw__str_sub(path, at, end);
        at = end + 1;
    }
    return count;
}

/* May this list take long?  Yes as soon as a filter or an order comes with it,
** unless the order is one that every object has an index for. */
static bool is_heavy_list(tw_str query)
{
    for (size_t at = 0; at < query.len;) {
        size_t end = tw__str_find(query, at, '&');
        tw_str pair = tw__str_sub(query, at, end);

        if (tw__str_starts(pair, TW_STR("filter=")) &&
            !tw__str_starts(pair, TW_STR("filter=id")))
            return true;
        if (tw__str_starts(pair, TW_STR("order_by=")) &&
            !tw__str_starts(pair, TW_STR("order_by=position")) &&
            !tw__str_starts(pair, TW_STR("order_by=id")))
            return true;
        at = end + 1;
    }
    return false;
}

tw_lane tw_service_lane(const tw_request *request)
{
    tw_method method = tw__route_method(request->method);
    size_t mark = tw__str_find(request->target, 0, '?');
    tw_str path = tw__str_sub(request->target, 0, mark);
    tw_str segments[5], query = TW_STR("");
    uint8_t count = split(path, segments, 5);

    if (mark < request->target.len)
        query = tw__str_sub(request->target, mark + 1, request->target.len);
    if (graphql_api(path) != TW_API_NONE)
        return tw__graphql_lane(request, query);
    if (method == TW_METHOD_POST && count == 3 &&
        tw__str_is(segments[2], "duplicates"))
        return TW_LANE_POOL;
    if (method != TW_METHOD_GET)
        return method == TW_METHOD_OTHER ? TW_LANE_INLINE : TW_LANE_WRITE;
    if (count == 3 && tw__str_is(segments[2], "groupBy"))
        return TW_LANE_POOL;
    if (count == 2 || count == 4)
        return is_heavy_list(query) ? TW_LANE_POOL : TW_LANE_INLINE;
    return TW_LANE_INLINE;
}
