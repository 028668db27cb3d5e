/* graphql_http.c -- GraphQL over HTTP.  GET with parameters, POST of JSON, of a
** form or of a bare document. */
#include "service/graphql_http.h"

#include "base/utf8.h"
#include "graphql/error.h"

static const tw_str json_type = {"application/json; charset=utf-8", 31};
static const tw_str response_type = {
    "application/graphql-response+json; charset=utf-8", 48};

static tw_status refuse(tw_op *op,
                        tw_graphql_call *c,
                        int status,
                        const char *text)
{
    c->refusal = status;
    return tw__fail(op, TW_E_BAD_REQUEST, "", "%s", text);
}

/* ---- media types -------------------------------------------------------- */

/* One of a list of media ranges: its type, and its weight in thousandths. */
typedef struct range {
    tw_str type;
    int weight;
} range;

static int read_weight(tw_str text)
{
    int weight = 0, unit = 1000;

    for (size_t i = 0; i < text.len && unit > 0; i++) {
        if (text.ptr[i] == '.')
            continue;
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            break;
        weight += (text.ptr[i] - '0') * unit;
        unit /= 10;
    }
    return weight > 1000 ? 1000 : weight;
}

static range read_range(tw_str text)
{
    size_t at = tw__str_find(text, 0, ';');
    range r = {.type = tw__str_trim(tw__str_sub(text, 0, at)), .weight = 1000};

    while (at < text.len) {
        size_t end = tw__str_find(text, at + 1, ';');
        tw_str parameter = tw__str_trim(tw__str_sub(text, at + 1, end));

        if (parameter.len > 2 &&
            tw__str_eq_ascii_case(tw__str_sub(parameter, 0, 2), TW_STR("q=")))
            r.weight = read_weight(tw__str_sub(parameter, 2, parameter.len));
        at = end;
    }
    return r;
}

/* Which of the two forms of JSON the client likes better, the first named when
** it likes both alike; whoever takes anything gets the plain one. */
static void read_accept(const tw_request *r, tw_gql_request *out)
{
    tw_str accept = tw__request_header(r, TW_STR("accept"));
    int best = 0;

    for (size_t at = 0; at < accept.len;) {
        size_t end = tw__str_find(accept, at, ',');
        range one = read_range(tw__str_sub(accept, at, end));
        bool strict = tw__str_eq_ascii_case(
            one.type, TW_STR("application/graphql-response+json"));
        bool named =
            tw__str_eq_ascii_case(one.type, TW_STR("application/json"));

        at = end + 1;
        out->asks_json = out->asks_json || (named && one.weight > 0);
        if (one.weight <= best ||
            (!strict && !named &&
             !tw__str_eq_ascii_case(one.type, TW_STR("*/*")) &&
             !tw__str_eq_ascii_case(one.type, TW_STR("application/*"))))
            continue;
        best = one.weight;
        out->strict_status = strict;
    }
}

typedef enum body_form {
    BODY_JSON,
    BODY_DOCUMENT,
    BODY_FORM,
    BODY_OTHER
} body_form;

static body_form form_of(const tw_request *r)
{
    static const struct {
        const char *type;
        body_form form;
    } forms[] = {
        {"application/json", BODY_JSON},
        {"application/graphql+json", BODY_JSON},
        {"application/graphql", BODY_DOCUMENT},
        {"application/x-www-form-urlencoded", BODY_FORM},
    };
    tw_str type = tw__request_header(r, TW_STR("content-type"));

    if (type.ptr == NULL)
        return BODY_OTHER;
    type = tw__str_trim(tw__str_sub(type, 0, tw__str_find(type, 0, ';')));
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
        if (tw__str_eq_ascii_case(type, tw_str_of(forms[i].type)))
            return forms[i].form;
    return BODY_OTHER;
}

/* ---- parameters --------------------------------------------------------- */

/* JSON text in a parameter; absent or empty: none. */
static tw_status read_json_param(tw_op *op,
                                 tw_graphql_call *c,
                                 const tw_rest_request *params,
                                 const char *name,
                                 const tw_json **out)
{
    tw_str text = tw__param(params, name, NULL);
    tw_status st;

    *out = NULL;
    if (text.len == 0)
        return TW_OK;
    st = tw__json_read(op, text, out);
    if (st != TW_OK && st != TW_E_NOMEM) {
        tw__op_forgive(op);
        return refuse(op, c, 400, "A parameter of the request is not JSON.");
    }
    return st;
}

static tw_status check_map(tw_op *op,
                           tw_graphql_call *c,
                           const tw_json *value,
                           const char *name)
{
    if (value == NULL || value->type == TW_JSON_NULL ||
        value->type == TW_JSON_OBJECT)
        return TW_OK;
    c->refusal = 400;
    return tw__fail(op, TW_E_BAD_REQUEST, "",
                    "Expected \"%s\" to be an object.", name);
}

static tw_status take_variables(tw_op *op,
                                tw_graphql_call *c,
                                const tw_json *variables,
                                const tw_json *extensions)
{
    tw_status st = check_map(op, c, variables, "variables");

    if (st == TW_OK)
        st = check_map(op, c, extensions, "extensions");
    if (st == TW_OK && variables != NULL && variables->type == TW_JSON_OBJECT)
        c->request.variables = variables;
    return st;
}

/* Empty text names nothing. */
static tw_str or_absent(tw_str s)
{
    return s.len == 0 ? TW_NO_STR : s;
}

static tw_status from_params(tw_op *op,
                             tw_graphql_call *c,
                             const tw_rest_request *params)
{
    const tw_json *variables, *extensions;

    c->request.query = or_absent(tw__param(params, "query", NULL));
    c->request.operation_name =
        or_absent(tw__param(params, "operationName", NULL));
    c->request.variables_bytes = tw__param(params, "variables", NULL).len;
    if (read_json_param(op, c, params, "variables", &variables) != TW_OK ||
        read_json_param(op, c, params, "extensions", &extensions) != TW_OK)
        return op->error.status;
    return take_variables(op, c, variables, extensions);
}

static tw_status take_text(tw_op *op,
                           tw_graphql_call *c,
                           const tw_json *body,
                           const char *name,
                           tw_str *out)
{
    const tw_json *v = tw__json_member(body, name);

    if (v == NULL || v->type == TW_JSON_NULL)
        return TW_OK;
    if (v->type == TW_JSON_TEXT) {
        *out = or_absent(v->text);
        return TW_OK;
    }
    c->refusal = 400;
    return tw__fail(op, TW_E_BAD_REQUEST, "", "Expected \"%s\" to be a text.",
                    name);
}

/* A slip in the name of the query is told; more members beside one are not
** looked at. */
static tw_status check_members(tw_op *op,
                               tw_graphql_call *c,
                               const tw_json *body)
{
    static const char *const known[] = {"query", "variables", "operationName",
                                        "extensions"};

    for (uint32_t i = 0; i < body->count; i++) {
        tw_str key = body->items[i].key;
        bool found = false;

        for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
            found = found || tw__str_is(key, known[k]);
        if (found)
            continue;
        c->refusal = 400;
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "Unexpected parameter \"%.*s\" in the request body.",
                        TW_FMT(tw__gql_shown(op, key)));
    }
    return TW_OK;
}

static tw_status from_json(tw_op *op, tw_graphql_call *c, tw_str text)
{
    const tw_json *body;

    if (tw__json_read(op, text, &body) != TW_OK) {
        c->not_json = op->error.status == TW_E_BAD_REQUEST;
        c->refusal = c->not_json ? 400 : 0;
        return op->error.status;
    }
    if (body->type == TW_JSON_LIST)
        return refuse(op, c, 400, "Batching is not supported.");
    if (body->type != TW_JSON_OBJECT || body->count == 0)
        return refuse(op, c, 400, "Must provide query string.");
    if (take_text(op, c, body, "query", &c->request.query) != TW_OK ||
        take_text(op, c, body, "operationName", &c->request.operation_name) !=
            TW_OK)
        return op->error.status;
    if (c->request.query.ptr == NULL && check_members(op, c, body) != TW_OK)
        return op->error.status;
    c->request.variables_bytes =
        text.len > c->request.query.len ? text.len - c->request.query.len : 0;
    return take_variables(op, c, tw__json_member(body, "variables"),
                          tw__json_member(body, "extensions"));
}

static tw_status from_form(tw_op *op, tw_graphql_call *c, tw_str text)
{
    tw_rest_request *params = tw__op_get(op, sizeof(*params));
    tw_str target = tw__op_printf(op, "?%.*s", TW_FMT(text));

    if (params == NULL || target.ptr == NULL)
        return op->error.status;
    if (tw__target_parse(op, target, params) != TW_OK) {
        c->refusal = tw_status_http(op->error.status);
        return op->error.status;
    }
    return from_params(op, c, params);
}

static tw_status from_body(tw_op *op, tw_graphql_call *c, const tw_request *r)
{
    if (r->body.len > op->limits->max_body_bytes) {
        c->refusal = 413;
        return tw__fail(op, TW_E_TOO_LARGE, "",
                        "the body is larger than %u bytes",
                        op->limits->max_body_bytes);
    }
    switch (form_of(r)) {
    case BODY_JSON:
        return from_json(op, c, r->body);
    case BODY_FORM:
        return from_form(op, c, r->body);
    case BODY_DOCUMENT:
        c->request.query = or_absent(r->body);
        if (tw__utf8_valid(r->body))
            return TW_OK;
        return refuse(op, c, 400, "The document is not UTF-8 text.");
    case BODY_OTHER:
        break;
    }
    return refuse(op, c, 415,
                  "Send application/json, application/graphql or a form.");
}

/* ---- requests ----------------------------------------------------------- */

tw_status tw__graphql_read(tw_op *op,
                           const tw_request *request,
                           const tw_rest_request *target,
                           tw_gql_endpoint endpoint,
                           tw_graphql_call *c)
{
    tw_status st;

    memset(c, 0, sizeof(*c));
    c->request.endpoint = endpoint;
    read_accept(request, &c->request);
    if (target->method == TW_METHOD_GET) {
        c->request.queries_only = true;
        st = from_params(op, c, target);
    } else if (target->method == TW_METHOD_POST) {
        st = from_body(op, c, request);
    } else {
        c->has_allow = true;
        return refuse(op, c, 405,
                      "GraphQL only supports GET and POST requests.");
    }
    if (st != TW_OK)
        return st;
    if (c->request.query.ptr == NULL)
        return refuse(op, c,
                      c->request.strict_status || c->request.queries_only ? 400
                                                                          : 200,
                      "Must provide query string.");
    c->writes = !c->request.queries_only &&
                tw__gql_writes(c->request.query, c->request.operation_name);
    return TW_OK;
}

tw_status tw__graphql_answer(tw_op *op,
                             tw_gql_cache *cache,
                             tw_graphql_call *c,
                             tw_buf *out,
                             int *status)
{
    tw_gql_answer answer = {.out = out};
    tw_status st = tw__gql_execute(op, cache, &c->request, &answer);

    *status = answer.status;
    c->has_allow = answer.status == 405;
    return st;
}

/* A complaint about the request itself, or what stopped it: a bad token is
** told with 200, as every client of the API expects. */
int tw__graphql_refuse(tw_op *op, const tw_graphql_call *c, tw_buf *out)
{
    tw_gql_errors errors = {.count = 0};
    tw_status status = op->error.status;
    int http = c->refusal;
    tw_json_writer w = {.b = out};

    if (http == 0) {
        http = status >= TW_E_NO_TOKEN && status <= TW_E_UNAUTHORIZED
                   ? 200
                   : tw_status_http(status);
        tw__gql_error_take(op, &errors, NULL, (tw_gql_loc){0, 0});
        tw__buf_text(out, "{\"errors\":");
        tw__gql_errors_write(out, &errors);
        tw__buf_char(out, '}');
        return http;
    }
    tw__jw_open(&w, '{');
    if (!c->not_json) {
        tw__jw_key(&w, "errors");
        tw__jw_open(&w, '[');
        tw__jw_open(&w, '{');
    }
    tw__jw_key(&w, "message");
    tw__jw_text(&w, tw_str_of(op->error.message));
    if (c->not_json) {
        tw__jw_key(&w, "statusCode");
        tw__jw_int(&w, http);
    } else {
        tw__jw_close(&w, '}');
        tw__jw_close(&w, ']');
    }
    tw__jw_close(&w, '}');
    tw__op_forgive(op);
    return http;
}

tw_str tw__graphql_media_type(const tw_graphql_call *c)
{
    return c->request.strict_status && !c->not_json ? response_type : json_type;
}

tw_str tw__graphql_allow(const tw_graphql_call *c)
{
    if (!c->has_allow)
        return TW_NO_STR;
    return c->request.queries_only ? TW_STR("POST") : TW_STR("GET, POST");
}
