/* task.c -- what happens to one request. */
#include "service/task.h"

#include "api/error_body.h"
#include "rest/metadata.h"
#include "rest/records.h"

static const tw_str json_type = {"application/json; charset=utf-8", 31};

static tw_status parse_body(tw_op *op, tw_task *t)
{
    if (t->request->body.len == 0)
        return TW_OK;
    if (t->request->body.len > op->limits->max_body_bytes)
        return tw__fail(op, TW_E_TOO_LARGE, "",
                        "the body is larger than %u bytes",
                        op->limits->max_body_bytes);
    return tw__json_read(op, t->request->body, &t->parsed->body);
}

/* A request for one of the REST APIs; the target is parsed. */
static tw_status prepare_rest(tw_op *op, tw_task *t)
{
    if (t->api == TW_API_NONE)
        return tw__fail(op, TW_E_NO_ROUTE, "", "Cannot %.*s %.*s",
                        TW_FMT(t->request->method),
                        TW_FMT(t->parsed->raw_path));
    if (parse_body(op, t) != TW_OK)
        return op->error.status;
    t->writes = t->api == TW_API_METADATA ? t->parsed->method != TW_METHOD_GET
                                          : !tw__rest_reads(t->parsed);
    return TW_OK;
}

static tw_status prepare_graphql(tw_op *op, tw_task *t)
{
    tw_gql_endpoint endpoint =
        t->api == TW_API_GRAPHQL ? TW_GQL_AT_CORE : TW_GQL_AT_METADATA;
    tw_status st;

    t->graphql = tw__op_get(op, sizeof(*t->graphql));
    if (t->graphql == NULL)
        return op->error.status;
    st = tw__graphql_read(op, t->request, t->parsed, endpoint, t->graphql);
    t->writes = t->graphql->writes;
    return st;
}

/* By the token; without one a GraphQL request may still ask for what is open
** to all. */
static tw_status check_token(tw_op *op, tw_task *t)
{
    tw_str header = tw__request_header(t->request, TW_STR("authorization"));
    tw_status st = t->request->trusted
                       ? TW_OK
                       : tw__auth_token(op, &op->db->auth, header, &t->claims);

    if (t->graphql == NULL)
        return st;
    t->graphql->request.authenticated = st == TW_OK;
    if (st != TW_E_NO_TOKEN)
        return st;
    t->writes = false;
    tw__op_forgive(op);
    return TW_OK;
}

tw_status tw__task_prepare(tw_op *op, tw_task *t)
{
    const tw_request *r = t->request;
    tw_status st;

    t->parsed = tw__op_get(op, sizeof(*t->parsed));
    if (t->parsed == NULL)
        return op->error.status;
    t->parsed->method = tw__route_method(r->method);
    t->parsed->method_text = r->method;
    t->parsed->has_content_type =
        tw__request_header(r, TW_STR("content-type")).ptr != NULL;
    t->parsed->legacy_envelope =
        (op->db->shared->options.flags & TW_DB_LEGACY_METADATA) != 0;
    if (tw__target_parse(op, r->target, t->parsed) != TW_OK)
        return op->error.status;
    t->api = tw__route(t->parsed);
    st = t->api == TW_API_GRAPHQL || t->api == TW_API_GRAPHQL_METADATA
             ? prepare_graphql(op, t)
             : prepare_rest(op, t);
    return st == TW_OK ? check_token(op, t) : st;
}

/* Who is asking, by a key that is good in this transaction. */
static tw_status check_key(tw_op *op, tw_task *t)
{
    tw_known_key *k = t->key;

    if (t->request->trusted) {
        op->actor = (tw_actor){.source = TW_STR("SYSTEM"),
                               .name = TW_STR("System"),
                               .context = TW_STR("{}")};
        return TW_OK;
    }
    if (k->known && memcmp(k->id, t->claims.key_id, TW_UUID_BYTES) == 0) {
        op->actor = k->actor;
        return TW_OK;
    }
    if (tw__key_check(op, &t->claims) != TW_OK)
        return op->error.status;
    memcpy(k->id, t->claims.key_id, TW_UUID_BYTES);
    k->actor = op->actor;
    k->known = true;
    return TW_OK;
}

tw_status tw__task_answer(tw_op *op, const void *args, tw_buf *out)
{
    tw_task *t = (tw_task *)(uintptr_t)args;
    tw_rest_answer a = {.status = 200, .out = out};

    if ((t->graphql == NULL || t->graphql->request.authenticated) &&
        check_key(op, t) != TW_OK)
        return op->error.status;
    if (t->graphql != NULL)
        tw__graphql_answer(op, op->db->graphql, t->graphql, out, &a.status);
    else if (t->api == TW_API_METADATA)
        tw__rest_metadata(op, t->parsed, &a);
    else
        tw__rest_records(op, t->parsed, &a);
    if (op->error.status == TW_OK && tw__buf_status(out) != TW_OK)
        return tw__fail_nomem(op);
    t->status = a.status;
    return op->error.status;
}

/* Take back what was written of a task's body; the bodies before it stay. */
static void drop_body(const tw_task *t, tw_buf *out)
{
    out->failed = false;
    tw__buf_cut(out, t->from);
}

void tw__task_refuse(tw_op *op, tw_task *t, tw_buf *out)
{
    t->error = op->error;
    t->report = op->report;
    drop_body(t, out);
    t->status = t->graphql != NULL ? tw__graphql_refuse(op, t->graphql, out)
                                   : tw__error_body(&t->error, t->report, out);
    t->bare = out->failed;
    if (t->bare)
        drop_body(t, out);
    t->to = out->len;
    tw__op_forgive(op);
}

void tw__task_respond_bare(tw_response *r)
{
    static const char body[] =
        "{\"statusCode\":503,\"error\":\"ServiceUnavailableException\","
        "\"messages\":[\"out of memory\"],\"code\":\"OUT_OF_MEMORY\"}";

    *r = (tw_response){.status = 503,
                       .media_type = json_type,
                       .body = {body, sizeof(body) - 1}};
}

void tw__task_respond(tw_task *t, const tw_buf *out, tw_response *r)
{
    if (t->bare) {
        tw__task_respond_bare(r);
        return;
    }
    *r = (tw_response){.status = t->status, .media_type = json_type};
    r->body = (tw_str){out->ptr + t->from, t->to - t->from};
    if (t->graphql == NULL)
        return;
    r->media_type = tw__graphql_media_type(t->graphql);
    t->allow.value = tw__graphql_allow(t->graphql);
    if (t->allow.value.ptr == NULL)
        return;
    t->allow.name = TW_STR("Allow");
    r->headers = &t->allow;
    r->header_count = 1;
}
