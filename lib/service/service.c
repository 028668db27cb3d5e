/* service.c -- requests in, responses out.
**
** A request goes through: target and body (syntax), token (no database), then
** a transaction in which the key's row is checked and the request is run.
** Several writing requests share one transaction, each in its own savepoint.
*/
#include "twentyapi/service.h"
#include "api/attempt.h"
#include "api/error_body.h"
#include "rest/metadata.h"
#include "rest/records.h"
#include "service/graphql_http.h"
#include "service/handle.h"
#include "store/tx.h"

/* A response's memory is given back above this much between calls. */
enum {
    KEEP_BYTES = 256 * 1024
};

/* One request on its way through. */
typedef struct task {
    struct tw_service *service;
    const tw_request *request;
    tw_rest_request *parsed;
    tw_graphql_call *graphql; /* NULL: it is a REST request */
    tw_claims claims;
    tw_api api;
    bool writes;
    bool refused; /* before any transaction */
    bool bare;    /* not even its error's body could be written */
    tw_error error;
    tw_str report;
    int status;
    size_t from, to; /* its body in the service's buffer */
    tw_header allow; /* of the response */
} task;

struct tw_service {
    tw_db *db;
    tw_buf out;
    /* The key that was last found good in this transaction, and who it is. */
    char known_key[TW_UUID_BYTES];
    bool key_known;
    tw_actor known_actor;
    task *tasks;
    size_t task_cap;
};

static const tw_str json_type = {"application/json; charset=utf-8", 31};

tw_status tw_service_new(tw_db *db, tw_service **out)
{
    tw_service *s;

    if (out == NULL)
        return TW_E_MISUSE;
    *out = NULL;
    if (db == NULL || db->conn == NULL || db->catalog == NULL)
        return TW_E_MISUSE;
    s = tw__alloc_zero(&db->alloc, sizeof(*s));
    if (s == NULL)
        return TW_E_NOMEM;
    s->db = db;
    tw__buf_init(&s->out, &db->alloc);
    *out = s;
    return TW_OK;
}

void tw_service_free(tw_service *service)
{
    tw_alloc a;

    if (service == NULL)
        return;
    a = service->db->alloc;
    tw__buf_fini(&service->out);
    tw__alloc_free(&a, service->tasks,
                   service->task_cap * sizeof(*service->tasks));
    tw__alloc_free(&a, service, sizeof(*service));
}

static tw_status parse_body(tw_op *op, task *t)
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
static tw_status prepare_rest(tw_op *op, task *t)
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

static tw_status prepare_graphql(tw_op *op, task *t)
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
static tw_status check_token(tw_op *op, task *t)
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

/* What can be said without the database. */
static tw_status prepare(tw_op *op, task *t)
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
static tw_status check_key(tw_op *op, task *t)
{
    tw_service *s = t->service;

    if (t->request->trusted) {
        op->actor = (tw_actor){.source = TW_STR("SYSTEM"),
                               .name = TW_STR("System"),
                               .context = TW_STR("{}")};
        return TW_OK;
    }
    if (s->key_known &&
        memcmp(s->known_key, t->claims.key_id, TW_UUID_BYTES) == 0) {
        op->actor = s->known_actor;
        return TW_OK;
    }
    if (tw__key_check(op, &t->claims) != TW_OK)
        return op->error.status;
    memcpy(s->known_key, t->claims.key_id, TW_UUID_BYTES);
    s->known_actor = op->actor;
    s->key_known = true;
    return TW_OK;
}

/* Inside the transaction. */
static tw_status answer(tw_op *op, const void *args, tw_buf *out)
{
    task *t = (task *)(uintptr_t)args;
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
static void drop_body(tw_service *s, const task *t)
{
    s->out.failed = false;
    tw__buf_cut(&s->out, t->from);
}

/* The task has failed: its body becomes the error's. */
static void refuse(tw_op *op, tw_service *s, task *t)
{
    t->error = op->error;
    t->report = op->report;
    drop_body(s, t);
    t->status = t->graphql != NULL
                    ? tw__graphql_refuse(op, t->graphql, &s->out)
                    : tw__error_body(&t->error, t->report, &s->out);
    t->bare = s->out.failed;
    if (t->bare)
        drop_body(s, t);
    t->to = s->out.len;
    tw__op_forgive(op);
}

/* Each request has the whole time to itself, also behind others in a group. */
static void start_clock(const tw_op *op)
{
    tw__conn_deadline(op->conn, op->limits->query_timeout_ms);
}

/* The task is answered with what its transaction died of. */
static void refuse_one(tw_op *op, tw_service *s, task *t, const tw_error *why)
{
    op->error = *why;
    t->from = s->out.len;
    refuse(op, s, t);
}

static void run_write(tw_op *op, tw_service *s, task *t)
{
    start_clock(op);
    s->key_known = false; /* the one before may have changed it */
    t->from = s->out.len;
    if (tw__attempt(op, answer, t, &s->out) == TW_OK)
        t->to = s->out.len;
    else
        refuse(op, s, t);
}

/* What is left are reads: all see one snapshot, taken after the last of them
** came in. */
static void run_reads(tw_op *op, tw_service *s, size_t count)
{
    tw_status begun = tw__db_begin_read(op);
    tw_error why = op->error;

    s->key_known = false;
    for (size_t i = 0; i < count; i++) {
        task *t = &s->tasks[i];

        if (t->status != 0)
            continue;
        start_clock(op);
        t->from = s->out.len;
        if (begun != TW_OK)
            refuse_one(op, s, t, &why);
        else if (answer(op, t, &s->out) != TW_OK)
            refuse(op, s, t);
        else
            t->to = s->out.len;
    }
    if (begun == TW_OK)
        tw__db_end_read(op);
}

/* Tasks `first` to `end` in one transaction; reads too, in their order.  False:
** the transaction went under on the way (no memory, no time, no disk), nothing
** of it is stored and no task is answered. */
static bool run_together(tw_op *op, tw_service *s, size_t first, size_t end)
{
    size_t from = s->out.len;
    tw_error why = {0};

    if (tw__db_begin_write(op) != TW_OK) {
        why = op->error;
    } else {
        for (size_t i = first; i < end && tw__tx_alive(op); i++)
            if (s->tasks[i].status == 0)
                run_write(op, s, &s->tasks[i]);
        op->error = (tw_error){0};
        if (tw__db_end_write(op, TW_OK) != TW_OK)
            why = op->error;
    }
    if (why.status == TW_OK)
        return true;
    tw__buf_cut(&s->out, from);
    for (size_t i = first; i < end; i++) {
        if (s->tasks[i].refused)
            continue;
        s->tasks[i].status = 0;
        s->tasks[i].error = (tw_error){0};
    }
    op->error = why;
    return false;
}

/* All tasks in one transaction.  If that goes under, each in one of its own:
** one request's trouble must not be the others'.  But when the writer's lock
** cannot be had, it is waited for once and not again for each. */
static void run_group(tw_op *op, tw_service *s, size_t count)
{
    tw_error why;

    if (run_together(op, s, 0, count))
        return;
    why = op->error;
    for (size_t i = 0; i < count; i++) {
        task *t = &s->tasks[i];

        if (t->status != 0 || !t->writes)
            continue;
        if (count > 1 && why.status != TW_E_BUSY) {
            tw__op_forgive(op);
            if (run_together(op, s, i, i + 1))
                continue;
            why = op->error;
        }
        refuse_one(op, s, t, &why);
    }
    tw__op_forgive(op);
}

static bool reserve_tasks(tw_service *s, size_t count)
{
    task *grown;

    if (count <= s->task_cap)
        return true;
    grown =
        tw__alloc_resize(&s->db->alloc, s->tasks, s->task_cap * sizeof(*grown),
                         count * sizeof(*grown));
    if (grown == NULL)
        return false;
    s->tasks = grown;
    s->task_cap = count;
    return true;
}

/* When not even the error's body could be written. */
static void fill_bare(tw_response *r)
{
    static const char body[] =
        "{\"statusCode\":503,\"error\":\"ServiceUnavailableException\","
        "\"messages\":[\"out of memory\"],\"code\":\"OUT_OF_MEMORY\"}";

    *r = (tw_response){.status = 503,
                       .media_type = json_type,
                       .body = {body, sizeof(body) - 1}};
}

static void fill(const tw_service *s, task *t, tw_response *r)
{
    if (t->bare) {
        fill_bare(r);
        return;
    }
    *r = (tw_response){.status = t->status, .media_type = json_type};
    r->body = (tw_str){s->out.ptr + t->from, t->to - t->from};
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

void tw_service_handle_many(tw_service *service,
                            const tw_request *requests,
                            size_t count,
                            tw_response *responses)
{
    tw_service *s = service;
    bool any_write = false, any_left = false;
    tw_op op;

    tw__buf_shrink(&s->out, KEEP_BYTES);
    if (!reserve_tasks(s, count)) {
        for (size_t i = 0; i < count; i++)
            fill_bare(&responses[i]);
        return;
    }
    tw__db_begin(s->db, &op);
    for (size_t i = 0; i < count; i++) {
        task *t = &s->tasks[i];

        *t = (task){.service = s, .request = &requests[i]};
        if (prepare(&op, t) != TW_OK) {
            t->from = s->out.len;
            t->writes = false;
            t->refused = true;
            refuse(&op, s, t);
        }
        any_write = any_write || (t->status == 0 && t->writes);
    }
    if (any_write)
        run_group(&op, s, count);
    for (size_t i = 0; i < count; i++)
        any_left = any_left || s->tasks[i].status == 0;
    if (any_left)
        run_reads(&op, s, count);
    tw__db_end(s->db, &op);
    for (size_t i = 0; i < count; i++)
        fill(s, &s->tasks[i], &responses[i]);
}

void tw_service_handle(tw_service *service,
                       const tw_request *request,
                       tw_response *response)
{
    tw_service_handle_many(service, request, 1, response);
}

tw_status tw_service_health(tw_service *service)
{
    tw_op op;

    if (service == NULL)
        return TW_E_MISUSE;
    tw__db_begin(service->db, &op);
    if (tw__db_begin_read(&op) == TW_OK)
        tw__db_end_read(&op);
    return tw__db_end(service->db, &op);
}
