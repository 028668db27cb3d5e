/* service.c -- requests in, responses out.
**
** A request goes through: target and body (syntax), token (no database), then
** a transaction in which the key's row is checked and the request is run.
** Several writing requests share one transaction, each in its own savepoint.
*/
#include "twentyapi/service.h"

#include "api/attempt.h"
#include "service/task.h"
#include "store/tx.h"

/* A response's memory is given back above this much between calls. */
enum {
    KEEP_BYTES = 256 * 1024
};

struct tw_service {
    tw_db *db;
    tw_buf out;
    tw_known_key key;
    tw_task *tasks;
    size_t task_cap;
};

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

/* Each request has the whole time to itself, also behind others in a group. */
static void start_clock(const tw_op *op)
{
    tw__conn_deadline(op->conn, op->limits->query_timeout_ms);
}

/* The task is answered with what its transaction died of. */
static void refuse_one(tw_op *op,
                       tw_service *s,
                       tw_task *t,
                       const tw_error *why)
{
    op->error = *why;
    t->from = s->out.len;
    tw__task_refuse(op, t, &s->out);
}

static void run_write(tw_op *op, tw_service *s, tw_task *t)
{
    start_clock(op);
    s->key.known = false; /* the one before may have changed it */
    t->from = s->out.len;
    if (tw__attempt(op, tw__task_answer, t, &s->out) == TW_OK)
        t->to = s->out.len;
    else
        tw__task_refuse(op, t, &s->out);
}

/* What is left are reads: all see one snapshot, taken after the last of them
** came in. */
static void run_reads(tw_op *op, tw_service *s, size_t count)
{
    tw_status begun = tw__db_begin_read(op);
    tw_error why = op->error;

    s->key.known = false;
    for (size_t i = 0; i < count; i++) {
        tw_task *t = &s->tasks[i];

        if (t->status != 0)
            continue;
        start_clock(op);
        t->from = s->out.len;
        if (begun != TW_OK)
            refuse_one(op, s, t, &why);
        else if (tw__task_answer(op, t, &s->out) != TW_OK)
            tw__task_refuse(op, t, &s->out);
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
        tw_task *t = &s->tasks[i];

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
    tw_task *grown;

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
            tw__task_respond_bare(&responses[i]);
        return;
    }
    tw__db_begin(s->db, &op);
    for (size_t i = 0; i < count; i++) {
        tw_task *t = &s->tasks[i];

        *t = (tw_task){.request = &requests[i], .key = &s->key};
        if (tw__task_prepare(&op, t) != TW_OK) {
            t->from = s->out.len;
            t->writes = false;
            t->refused = true;
            tw__task_refuse(&op, t, &s->out);
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
        tw__task_respond(&s->tasks[i], &s->out, &responses[i]);
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
