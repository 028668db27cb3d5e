/* graphql.c -- one request: its document found or read, checked against the
** limits and the schema, its variables taken in, its root fields run, its
** answer put together. */
#include "graphql/graphql.h"

#include "graphql/cache.h"
#include "graphql/limits.h"
#include "graphql/root.h"
#include "graphql/validate.h"

/* What became of a request. */
typedef enum outcome {
    REFUSED,        /* before it was run: no data */
    REFUSED_EMPTY,  /* `data` is {} */
    REFUSED_NULL,   /* `data` is null */
    REFUSED_FIELDS, /* each root field is null */
    RUN
} outcome;

typedef struct call {
    tw_op *op;
    tw_gql_cache *cache;
    const tw_gql_request *request;
    tw_gql_answer *answer;
    tw_gql_errors errors;
    tw_gql_kept *kept;
    const tw_gql_definition *operation;
    tw_gql_variables variables;
    outcome outcome;
} call;

static tw_status refuse(call *c, int status)
{
    c->outcome = REFUSED;
    c->answer->status = status;
    return TW_OK;
}

/* Of a request that is wrong in itself. */
static int wrong_status(const call *c)
{
    return c->request->strict_status ? 400 : 200;
}

/* A complaint without code. */
static tw_status complain(call *c, int status, const char *text)
{
    tw__gql_error(c->op, &c->errors, UINT32_MAX, UINT32_MAX, "%s", text);
    return refuse(c, status);
}

/* ---- before it runs ----------------------------------------------------- */

/* Sizes that are known without reading. */
static tw_status check_sizes(call *c)
{
    const tw_gql_request *r = c->request;

    if (r->query.len > TW_LIMIT_GQL_DOCUMENT_BYTES)
        tw__gql_limit_error(c->op, &c->errors, false, "bytes of the document",
                            (uint32_t)r->query.len,
                            TW_LIMIT_GQL_DOCUMENT_BYTES);
    else if (r->variables_bytes > TW_LIMIT_GQL_VARIABLES_BYTES)
        tw__gql_limit_error(c->op, &c->errors, false, "bytes of variables",
                            (uint32_t)r->variables_bytes,
                            TW_LIMIT_GQL_VARIABLES_BYTES);
    return c->errors.count > 0 ? refuse(c, wrong_status(c)) : TW_OK;
}

static tw_status take_document(call *c)
{
    const tw_gql_request *r = c->request;

    c->kept = tw__gql_cache_document(c->op, c->cache, r->endpoint, r->query,
                                     &c->errors);
    if (c->kept == NULL)
        return c->op->error.status;
    c->errors.source = c->kept->text;
    if (c->kept->document != NULL)
        return TW_OK;
    if (c->errors.count == 0)
        return c->op->error.status;
    tw__op_forgive(c->op);
    return refuse(c, wrong_status(c));
}

static tw_status take_operation(call *c)
{
    const tw_gql_request *r = c->request;

    c->operation = tw__gql_operation(c->op, c->kept->document,
                                     r->operation_name, &c->errors);
    if (c->operation == NULL) {
        tw__op_forgive(c->op);
        return refuse(c, 400);
    }
    if (c->operation->kind == TW_GQL_SUBSCRIPTION)
        return complain(c, wrong_status(c), "There are no subscriptions.");
    if (c->operation->kind == TW_GQL_MUTATION && r->queries_only)
        return complain(c, 405,
                        "Can only perform a mutation operation from a POST "
                        "request.");
    return TW_OK;
}

static tw_status check_limits(call *c)
{
    tw_gql_size size;
    bool of_roots = false;
    tw_status st =
        tw__gql_measure(c->op, c->kept->document, c->operation, &size);

    if (st != TW_OK ||
        tw__gql_fits(c->op, c->request->endpoint, &size, &c->errors, &of_roots))
        return st;
    refuse(c, wrong_status(c));
    if (of_roots && c->request->endpoint == TW_GQL_AT_CORE) {
        c->outcome = REFUSED_EMPTY;
        c->answer->status = 200;
    }
    return TW_OK;
}

static tw_status check_access(call *c)
{
    bool data_null;

    if (c->request->authenticated ||
        tw__gql_is_public(c->op, c->request, c->kept->document, c->operation,
                          &c->errors, &data_null))
        return TW_OK;
    refuse(c, data_null ? 200 : wrong_status(c));
    if (data_null)
        c->outcome = REFUSED_NULL;
    return c->op->error.status;
}

static tw_status validate(call *c, tw_gql_schema *schema)
{
    tw_status st;

    if (c->kept->validated)
        return TW_OK;
    st = tw__gql_validate(c->op, schema, c->kept->document, &c->errors);
    if (st == TW_OK) {
        tw__gql_cache_keep(c->cache, c->request->endpoint, c->kept);
        return TW_OK;
    }
    if (st != TW_E_GRAPHQL_VALIDATION)
        return st;
    tw__op_forgive(c->op);
    return refuse(c, wrong_status(c));
}

/* Over /metadata variables that do not fit are 400 for clients that accept
** anything; those that speak of JSON want 200 for whatever is GraphQL's. */
static int variables_status(const call *c)
{
    const tw_gql_request *r = c->request;

    if (r->endpoint == TW_GQL_AT_METADATA && !r->asks_json)
        return 400;
    return wrong_status(c);
}

static tw_status take_variables(call *c, tw_gql_schema *schema)
{
    tw_status st =
        tw__gql_variables(c->op, schema, c->operation, c->request->variables,
                          &c->errors, &c->variables);

    if (st != TW_E_GRAPHQL_VARIABLES)
        return st;
    tw__op_forgive(c->op);
    refuse(c, variables_status(c));
    /* clients of the record API look for their field, and find null */
    if (c->request->endpoint == TW_GQL_AT_CORE && !c->request->strict_status &&
        c->errors.first != NULL && c->errors.first->sub_code.len > 0)
        c->outcome = REFUSED_FIELDS;
    return TW_OK;
}

/* ---- the answer --------------------------------------------------------- */

/* {"field":null,...}, as far as no variable is asked. */
static tw_status write_nulls(call *c, tw_gql_schema *schema)
{
    tw_gql_run run = {.op = c->op,
                      .schema = schema,
                      .document = c->kept->document,
                      .variables = &c->variables};
    tw_json_writer w = {.b = c->answer->out};
    tw_gql_nodes nodes;
    tw_status st = tw__gql_collect_root(&run,
                                        c->operation->kind == TW_GQL_MUTATION
                                            ? tw__gql_mutation_type(schema)
                                            : tw__gql_query_type(schema),
                                        &c->operation->selections, &nodes);

    tw__buf_text(w.b, "\"data\":");
    tw__jw_open(&w, '{');
    for (uint32_t i = 0; i < nodes.count; i++) {
        tw__jw_key_str(&w, nodes.items[i].key);
        tw__jw_null(&w);
    }
    tw__jw_close(&w, '}');
    tw__buf_char(w.b, ',');
    return st;
}

static tw_status write_refusal(call *c, tw_gql_schema *schema)
{
    tw_buf *out = c->answer->out;

    tw__buf_char(out, '{');
    if (c->outcome == REFUSED_FIELDS && write_nulls(c, schema) != TW_OK)
        return c->op->error.status;
    if (c->outcome == REFUSED_EMPTY)
        tw__buf_text(out, "\"data\":{},");
    else if (c->outcome == REFUSED_NULL)
        tw__buf_text(out, "\"data\":null,");
    tw__buf_text(out, "\"errors\":");
    tw__gql_errors_write(out, &c->errors);
    tw__buf_char(out, '}');
    return out->failed ? tw__fail_nomem(c->op) : TW_OK;
}

static tw_status execute(call *c, tw_gql_schema *schema)
{
    tw_buf *out = c->answer->out;
    tw_gql_run run = {.op = c->op,
                      .request = c->request,
                      .schema = schema,
                      .document = c->kept->document,
                      .operation = c->operation,
                      .variables = &c->variables,
                      .errors = &c->errors,
                      .kept = c->kept};
    tw_status st;

    tw__buf_text(out, "{\"data\":");
    st = tw__gql_execute_root(&run, out);
    if (st == TW_OK && c->errors.count > 0) {
        tw__buf_text(out, ",\"errors\":");
        tw__gql_errors_write(out, &c->errors);
    }
    tw__buf_char(out, '}');
    if (st == TW_OK && out->failed)
        return tw__fail_nomem(c->op);
    return st;
}

/* As far as it goes: c->outcome is RUN when nothing stands in the way. */
static tw_status prepare(call *c, tw_gql_schema **schema)
{
    static tw_status (*const steps[])(call * c) = {
        check_sizes, take_document, take_operation, check_access, check_limits,
    };
    tw_status st;

    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        st = steps[i](c);
        if (st != TW_OK || c->outcome != RUN)
            return st;
    }
    *schema = tw__gql_cache_schema(c->op, c->cache, c->request->endpoint);
    if (*schema == NULL)
        return c->op->error.status;
    st = validate(c, *schema);
    if (st == TW_OK && c->outcome == RUN)
        st = take_variables(c, *schema);
    return st;
}

tw_status tw__gql_execute(tw_op *op,
                          tw_gql_cache *cache,
                          const tw_gql_request *request,
                          tw_gql_answer *answer)
{
    call c = {.op = op,
              .cache = cache,
              .request = request,
              .answer = answer,
              .outcome = RUN};
    tw_gql_schema *schema = NULL;
    tw_status st;

    answer->status = 200;
    st = prepare(&c, &schema);
    if (st == TW_OK && c.outcome == RUN)
        st = execute(&c, schema);
    else if (st == TW_OK)
        st = write_refusal(&c, schema);
    tw__gql_cache_release(cache, c.kept);
    return st;
}
