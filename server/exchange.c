/* exchange.c -- one request and its answer: who makes it, how it is counted.
*/
#include "loop.h"
#include "routes.h"

static unsigned keep_alive(const conn *c)
{
    bool stopping =
        atomic_load_explicit(&c->loop->server->stopping, memory_order_relaxed);

    return c->request.keep_alive && !stopping ? REPLY_KEEP_ALIVE : 0;
}

/* The answer is known: make bytes of it and send them. */
static void answer(conn *c, const tw_response *response, unsigned flags)
{
    reply_make(&c->loop->kit, c->answered_request ? &c->request : NULL,
               response, flags, &c->head, &c->reply);
    conn_move(&c->state, CONN_WRITING);
    conn_send(c);
}

static void post(job *j)
{
    conn *c = j->owner;

    loop_post(c->loop, j);
}

static void hand_over(conn *c, unsigned flags)
{
    c->job.owner = c;
    c->job.post = post;
    c->job.request = &c->request;
    c->job.flags = flags;
    c->job.head = &c->head;
    c->job.body = &c->out;
    c->job_out = true;
    lanes_submit(c->loop->server->lanes, c->lane, &c->job);
}

static lane choose_lane(const tw_request *request)
{
    switch (tw_service_lane(request)) {
    case TW_LANE_POOL:
        return LANE_POOL;
    case TW_LANE_WRITE:
        return LANE_WRITE;
    case TW_LANE_INLINE:
        break;
    }
    return LANE_INLINE;
}

/* The loop answers it itself, with all others that this turn brings. */
static void wait_inline(conn *c, unsigned flags)
{
    loop *l = c->loop;

    c->job.owner = c;
    c->job.flags = flags;
    c->job_out = true;
    l->batch[l->batch_count++] = c;
    if (l->batch_count == LOOP_BATCH_MAX && !l->answering)
        exchange_flush(l);
}

/* The bodies live in the service until its next call.  What an answer sets
** free to begin goes into the next batch, never into this call. */
void exchange_flush(loop *l)
{
    conn *waiting[LOOP_BATCH_MAX];
    tw_request requests[LOOP_BATCH_MAX];
    tw_response responses[LOOP_BATCH_MAX];
    size_t count = l->batch_count;

    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        waiting[i] = l->batch[i];
        requests[i] = lanes_request(&waiting[i]->request);
    }
    l->batch_count = 0;
    l->answering = true;
    tw_service_handle_many(l->service, requests, count, responses);
    for (size_t i = 0; i < count; i++) {
        conn *c = waiting[i];

        if (c->state == CONN_WORKING)
            reply_make(&l->kit, &c->request, &responses[i], c->job.flags,
                       &c->head, &c->job.reply);
        conn_job_done(&c->job);
    }
    l->answering = false;
}

void exchange_begin(conn *c)
{
    tw_request request;
    tw_response response;
    unsigned flags;

    parse_message(&c->parser, c->in + c->in_start, &c->request);
    c->answered_request = true;
    c->request_ns = uv_hrtime();
    c->deadline_ms = UINT64_MAX;
    conn_move(&c->state, CONN_WORKING);
    flags = keep_alive(c);
    c->lane = LANE_SERVER;
    if (routes_answer(c->loop, &c->request, &response)) {
        answer(c, &response, flags | REPLY_VOLATILE);
        return;
    }
    request = lanes_request(&c->request);
    c->lane = choose_lane(&request);
    if (c->lane != LANE_INLINE) {
        hand_over(c, flags);
        return;
    }
    wait_inline(c, flags);
}

void exchange_refuse(conn *c, int status, const char *problem)
{
    tw_response response;

    c->answered_request = false;
    c->request_ns = uv_hrtime();
    c->lane = LANE_SERVER;
    count(&c->loop->meter.refused, 1);
    if (c->state == CONN_IDLE)
        conn_move(&c->state, CONN_READING);
    reply_error(status, tw_str_of(problem), &c->loop->body, &response);
    answer(c, &response, 0);
}

void exchange_end(conn *c)
{
    loop *l = c->loop;
    size_t sent = c->reply.body.len;
    log_entry entry;

    entry.remote = c->remote;
    entry.method = c->answered_request ? c->request.method : TW_STR("-");
    entry.target = c->answered_request ? c->request.target : TW_STR("-");
    entry.status = c->reply.status;
    entry.sent_bytes = sent;
    entry.time_us = (uv_hrtime() - c->request_ns) / 1000;
    entry.where = c->lane;
    count(&l->meter.sent_bytes, c->head.len + sent);
    meter_request(&l->meter, c->lane, c->reply.status, entry.time_us);
    log_request(&l->server->log, &l->log, &entry);
    if (l->log.pending.len >= LOG_FLUSH)
        log_flush(&l->server->log, &l->log, &l->meter);
}
