/* lanes.c -- two queues and the threads behind them.
**
** Each worker owns a sibling handle and a service.  The pool's are opened when
** the first long read comes: most servers are started, asked little, and
** should stay small.
*/
#include "lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct queue {
    uv_mutex_t lock;
    uv_cond_t ready;
    job *first, *last;
    atomic_int_fast64_t waiting;
    bool stopping;
} queue;

typedef struct worker {
    uv_thread_t thread;
    bool started;
    lanes *lanes;
    queue *queue;
    tw_db *_Atomic db; /* read by lanes_abort() */
    tw_service *service;
    tw_status unopened; /* why there is no service */
    reply_kit kit;
    bytes error_body;
    size_t group_max;
} worker;

struct lanes {
    lanes_options options;
    uv_mutex_t opening; /* held while a sibling is made */
    queue pool, write;
    atomic_bool aborted;
    group_meter groups;
    size_t worker_count; /* the writer is the first */
    worker workers[];
};

tw_request lanes_request(const message *m)
{
    tw_request r;

    memset(&r, 0, sizeof(r));
    r.method = m->is_head ? TW_STR("GET") : m->method;
    r.target = m->target;
    r.headers = m->headers;
    r.header_count = m->header_count;
    r.body = m->body;
    return r;
}

static void queue_init(queue *q)
{
    (void)uv_mutex_init(&q->lock);
    (void)uv_cond_init(&q->ready);
}

static void queue_fini(queue *q)
{
    uv_cond_destroy(&q->ready);
    uv_mutex_destroy(&q->lock);
}

/* Wait for work and take up to `max` jobs, in order; NULL: the end. */
static job *queue_take(queue *q, size_t max, size_t *taken)
{
    job *first;
    job *last;
    size_t n = 1;

    uv_mutex_lock(&q->lock);
    while (q->first == NULL && !q->stopping)
        uv_cond_wait(&q->ready, &q->lock);
    first = last = q->first;
    if (first != NULL) {
        for (; n < max && last->next != NULL; n++)
            last = last->next;
        q->first = last->next;
        if (q->first == NULL)
            q->last = NULL;
        last->next = NULL;
        atomic_fetch_sub(&q->waiting, (int_fast64_t)n);
    }
    uv_mutex_unlock(&q->lock);
    *taken = n;
    return first;
}

static void queue_put(queue *q, job *j)
{
    j->next = NULL;
    uv_mutex_lock(&q->lock);
    if (q->last == NULL)
        q->first = j;
    else
        q->last->next = j;
    q->last = j;
    atomic_fetch_add(&q->waiting, 1);
    uv_cond_signal(&q->ready);
    uv_mutex_unlock(&q->lock);
}

static void queue_stop(queue *q)
{
    uv_mutex_lock(&q->lock);
    q->stopping = true;
    uv_cond_broadcast(&q->ready);
    uv_mutex_unlock(&q->lock);
}

static bool worker_open(worker *w)
{
    tw_db *db = NULL;
    tw_status st;

    if (w->service != NULL)
        return true;
    uv_mutex_lock(&w->lanes->opening);
    st = tw_db_sibling(w->lanes->options.db, &db);
    uv_mutex_unlock(&w->lanes->opening);
    if (st == TW_OK)
        st = tw_service_new(db, &w->service);
    if (st == TW_OK) {
        atomic_store(&w->db, db);
        return true;
    }
    w->unopened = st;
    (void)fprintf(stderr, "twentyapi: cannot open another handle: %s\n",
                  tw_db_error(db)->message);
    tw_db_close(db);
    return false;
}

/* The response dies with the next call on the service: copy it. */
static void deliver(worker *w, job *j, const tw_response *response)
{
    unsigned flags = j->flags;

    if (atomic_load_explicit(w->lanes->options.stopping, memory_order_relaxed))
        flags &= ~(unsigned)REPLY_KEEP_ALIVE;
    reply_make(&w->kit, j->request, response, flags, j->head, &j->reply);
    bytes_clear(j->body);
    bytes_put_str(j->body, j->reply.body);
    if (j->body->failed)
        j->head->failed = true;
    j->reply.body = (tw_str){j->body->ptr, j->body->len};
}

/* Answer without the database. */
static void answer_503(worker *w, job *first, tw_status why, tw_str text)
{
    tw_response response;

    for (job *j = first; j != NULL;) {
        job *next = j->next;

        reply_status(why, text, &w->error_body, &response);
        deliver(w, j, &response);
        j->post(j);
        j = next;
    }
}

static void answer(worker *w,
                   job *first,
                   size_t n,
                   tw_request *requests,
                   tw_response *responses)
{
    size_t i = 0;

    for (job *j = first; j != NULL; j = j->next)
        requests[i++] = lanes_request(j->request);
    if (n == 1)
        tw_service_handle(w->service, requests, responses);
    else
        tw_service_handle_many(w->service, requests, n, responses);
    i = 0;
    for (job *j = first; j != NULL;) {
        job *next = j->next; /* after post() the job is not ours */

        deliver(w, j, &responses[i++]);
        j->post(j);
        j = next;
    }
}

static void worker_run(void *arg)
{
    worker *w = arg;
    tw_request requests[LANES_GROUP_MAX];
    tw_response responses[LANES_GROUP_MAX];
    bool writes = w->queue == &w->lanes->write;
    job *first;
    size_t n;

    while ((first = queue_take(w->queue, w->group_max, &n)) != NULL) {
        if (writes)
            meter_group(&w->lanes->groups, n);
        if (atomic_load(&w->lanes->aborted))
            answer_503(w, first, TW_OK, TW_STR("The server is stopping"));
        else if (worker_open(w))
            answer(w, first, n, requests, responses);
        else
            answer_503(w, first, w->unopened,
                       TW_STR("The database cannot be opened"));
    }
}

static bool worker_start(lanes *l, worker *w, queue *q, size_t group_max)
{
    w->lanes = l;
    w->queue = q;
    w->group_max = group_max;
    reply_kit_init(&w->kit, l->options.cors_origin, l->options.compress);
    w->started = uv_thread_create(&w->thread, worker_run, w) == 0;
    if (!w->started)
        (void)fprintf(stderr, "twentyapi: cannot start a thread\n");
    return w->started;
}

static void worker_fini(worker *w)
{
    if (w->started)
        (void)uv_thread_join(&w->thread);
    tw_service_free(w->service);
    tw_db_close(atomic_exchange(&w->db, NULL));
    reply_kit_fini(&w->kit);
    bytes_fini(&w->error_body);
}

lanes *lanes_start(const lanes_options *options)
{
    size_t workers = options->pool_threads + 1;
    lanes *l = calloc(1, sizeof(*l) + workers * sizeof(worker));

    if (l == NULL)
        return NULL;
    l->options = *options;
    l->worker_count = workers;
    (void)uv_mutex_init(&l->opening);
    queue_init(&l->pool);
    queue_init(&l->write);
    for (size_t i = 0; i < workers; i++) {
        bool ok =
            i == 0 ? worker_start(l, &l->workers[0], &l->write, LANES_GROUP_MAX)
                   : worker_start(l, &l->workers[i], &l->pool, 1);

        if (!ok) {
            lanes_stop(l);
            return NULL;
        }
    }
    return l;
}

void lanes_stop(lanes *l)
{
    if (l == NULL)
        return;
    queue_stop(&l->pool);
    queue_stop(&l->write);
    for (size_t i = 0; i < l->worker_count; i++)
        worker_fini(&l->workers[i]);
    queue_fini(&l->pool);
    queue_fini(&l->write);
    uv_mutex_destroy(&l->opening);
    free(l);
}

void lanes_submit(lanes *l, lane where, job *j)
{
    queue_put(where == LANE_WRITE ? &l->write : &l->pool, j);
}

void lanes_abort(lanes *l)
{
    atomic_store(&l->aborted, true);
    for (size_t i = 0; i < l->worker_count; i++) {
        tw_db *db = atomic_load(&l->workers[i].db);

        if (db != NULL)
            tw_db_interrupt(db);
    }
}

int64_t lanes_waiting(const lanes *l, lane where)
{
    const queue *q = where == LANE_WRITE ? &l->write : &l->pool;

    return atomic_load(&q->waiting);
}

const group_meter *lanes_groups(const lanes *l)
{
    return &l->groups;
}
