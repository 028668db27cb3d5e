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

/* The path's segments, undecoded: enough to choose a lane. */
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

/* Does `value` begin with `name` and end there, or go on with a bracket? */
static bool is_field(tw_str value, const char *name)
{
    tw_str field = tw_str_of(name), rest;

    if (!tw__str_starts(value, field))
        return false;
    rest = tw__str_sub(value, field.len, value.len);
    return rest.len == 0 || rest.ptr[0] == '[' ||
           tw__str_starts(rest, TW_STR("%5B"));
}

/* One condition that leads to a few records by their ids; what else the filter
** asks of them (a comma is "and") costs little. */
static bool is_by_id(tw_str filter)
{
    static const char *const forms[] = {"id[eq]", "id%5Beq%5D", "id[in]",
                                        "id%5Bin%5D"};

    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
        if (tw__str_starts(filter, tw_str_of(forms[i])))
            return true;
    return false;
}

/* One term, of the two that every object has an index for.  "%2C" is a comma. */
static bool is_indexed_order(tw_str order)
{
    for (size_t i = 0; i < order.len; i++)
        if (order.ptr[i] == ',' ||
            tw__str_starts(tw__str_sub(order, i, order.len), TW_STR("%2")))
            return false;
    return is_field(order, "position") || is_field(order, "id");
}

/* May this list take long?  Yes as soon as a filter or an order comes with it
** that no index bounds, or related records for a whole page.  The query is
** undecoded: a name that hides behind a percent sign counts as one of these. */
static bool is_heavy_list(tw_str query)
{
    for (size_t at = 0; at < query.len;) {
        size_t end = tw__str_find(query, at, '&');
        tw_str pair = tw__str_sub(query, at, end);
        size_t mark = tw__str_find(pair, 0, '=');
        tw_str name = tw__str_sub(pair, 0, mark);
        tw_str value = mark < pair.len ? tw__str_sub(pair, mark + 1, pair.len)
                                       : TW_STR("");

        if (tw__str_find(name, 0, '%') < name.len ||
            (tw__str_is(name, "filter") && !is_by_id(value)) ||
            (tw__str_is(name, "order_by") && !is_indexed_order(value)) ||
            (tw__str_is(name, "depth") && !tw__str_is(value, "0")))
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
    if (tw__str_find(path, 0, '%') < path.len ||
        (count == 3 && tw__str_is(segments[2], "groupBy")))
        return TW_LANE_POOL;
    if (count == 2 || count == 4)
        return is_heavy_list(query) ? TW_LANE_POOL : TW_LANE_INLINE;
    return TW_LANE_INLINE;
}
