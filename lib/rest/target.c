/* target.c -- the request target: path segments and query parameters, percent-
** decoded.  Everything is kept in the operation's arena. */
#include "rest/request.h"

#include "base/number.h"
#include "base/utf8.h"

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Text without escapes is used where it stands.  In a query (`plus`) a '%' that
** begins no escape is itself, as clients that send `%acme%` expect. */
static tw_status decode(tw_op *op, tw_str raw, bool plus, tw_str *out)
{
    char *to;
    size_t n = 0;
    bool plain = true;

    for (size_t i = 0; i < raw.len; i++)
        if (raw.ptr[i] == '%' || (plus && raw.ptr[i] == '+'))
            plain = false;
    *out = raw;
    if (plain)
        return TW_OK;
    to = tw__op_get(op, raw.len + 1);
    if (to == NULL)
        return op->error.status;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        bool room = i + 2 < raw.len;
        int high = c == '%' && room ? hex(raw.ptr[i + 1]) : -1;
        int low = c == '%' && room ? hex(raw.ptr[i + 2]) : -1;

        if (high >= 0 && low >= 0) {
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '%' && !plus) {
            return tw__fail(op, TW_E_BAD_REQUEST, "",
                            "the request target has a broken percent escape");
        } else if (c == '+' && plus) {
            c = ' ';
        }
        to[n++] = c;
    }
    *out = (tw_str){to, n};
    if (!tw__utf8_valid(*out) || memchr(to, 0, n) != NULL)
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "the request target is not UTF-8 text");
    return TW_OK;
}

static tw_status parse_path(tw_op *op, tw_str path, tw_rest_request *req)
{
    size_t at = 0;
    bool first = true;

    req->path_count = 0;
    while (at < path.len) {
        size_t end = tw__str_find(path, at, '/');
        tw_str segment = tw__str_sub(path, at, end);

        at = end + 1;
        if (segment.len == 0)
            continue;
        if (first) { /* "rest" itself */
            first = false;
            continue;
        }
        if (req->path_count >= TW_PATH_SEGMENTS_MAX) {
            req->path_count = TW_PATH_SEGMENTS_MAX + 1;
            return TW_OK;
        }
        if (decode(op, segment, false, &req->path[req->path_count]) != TW_OK)
            return op->error.status;
        req->path_count++;
    }
    return TW_OK;
}

static tw_status add_param(tw_op *op, tw_rest_request *req, tw_str pair)
{
    size_t eq = tw__str_find(pair, 0, '=');
    tw_str name, value = TW_STR("");

    if (decode(op, tw__str_sub(pair, 0, eq), true, &name) != TW_OK)
        return op->error.status;
    if (eq < pair.len &&
        decode(op, tw__str_sub(pair, eq + 1, pair.len), true, &value) != TW_OK)
        return op->error.status;
    for (uint32_t i = 0; i < req->param_count; i++)
        if (tw__str_eq(req->params[i].name, name)) {
            req->params[i].repeated = true;
            return TW_OK;
        }
    if (req->param_count == TW_LIMIT_QUERY_PARAMETERS)
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "more than %d query parameters",
                        TW_LIMIT_QUERY_PARAMETERS);
    req->params[req->param_count++] =
        (tw_param){.name = name, .value = value, .repeated = false};
    return TW_OK;
}

tw_status tw__target_parse(tw_op *op, tw_str target, tw_rest_request *req)
{
    size_t mark, at;
    tw_str query;

    if (target.len > op->limits->max_target_bytes)
        return tw__fail(op, TW_E_TOO_LARGE, "",
                        "the request target is longer than %u bytes",
                        op->limits->max_target_bytes);
    if (!tw__utf8_valid(target))
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "the request target is not UTF-8 text");
    mark = tw__str_find(target, 0, '?');
    req->raw_path = tw__str_sub(target, 0, mark);
    req->param_count = 0;
    if (parse_path(op, req->raw_path, req) != TW_OK)
        return op->error.status;
    if (mark == target.len)
        return TW_OK;
    query = tw__str_sub(target, mark + 1, target.len);
    query.len = tw__str_find(query, 0, '#');
    for (at = 0; at < query.len;) {
        size_t end = tw__str_find(query, at, '&');

        if (end > at &&
            add_param(op, req, tw__str_sub(query, at, end)) != TW_OK)
            return op->error.status;
        at = end + 1;
    }
    return TW_OK;
}

tw_str tw__param(const tw_rest_request *req, const char *name, bool *repeated)
{
    if (repeated != NULL)
        *repeated = false;
    for (uint32_t i = 0; i < req->param_count; i++) {
        const tw_param *p = &req->params[i];

        if (!tw__str_is(p->name, name))
            continue;
        if (repeated != NULL)
            *repeated = p->repeated;
        return p->repeated ? TW_NO_STR : p->value;
    }
    return TW_NO_STR;
}

tw_status tw__param_limit(tw_op *op,
                          const tw_rest_request *req,
                          uint32_t fallback,
                          uint32_t *out)
{
    bool repeated;
    tw_str text = tw__param(req, "limit", &repeated);
    double v;

    *out = fallback;
    if (repeated)
        return tw__fail(op, TW_E_INVALID, "",
                        "limit '' is invalid. Should be an integer");
    if (text.len == 0)
        return TW_OK;
    if (!tw__number_js(text, &v) || v < 0)
        return tw__fail(op, TW_E_INVALID, "",
                        "limit '%.*s' is invalid. Should be an integer",
                        TW_FMT(text));
    *out = v >= TW_LIMIT_PAGE ? TW_LIMIT_PAGE : (uint32_t)v;
    return TW_OK;
}
