/* loop.c -- the thread around an event loop, and what others leave for it. */
#include "loop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

uint64_t loop_now_ms(const loop *l)
{
    return uv_now(&l->uv);
}

static uint64_t smallest(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Often enough for the shortest timeout, seldom enough for a quiet machine. */
static uint64_t tick_ms(const loop *l)
{
    const server_timeouts *t = &l->server->timeouts;
    uint64_t ms =
        smallest(smallest(t->idle, t->header), smallest(t->request, t->write)) /
        4;

    if (l->stopping || ms < LOOP_TICK_MIN_MS)
        return LOOP_TICK_MIN_MS;
    return smallest(ms, LOOP_TICK_MAX_MS);
}

static void close_handle(uv_handle_t *handle, void *unused)
{
    (void)unused;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

/* The last connection of a stopping loop is gone: let uv_run() return. */
static void end_if_done(loop *l)
{
    if (!l->stopping || l->conns != NULL || l->ended)
        return;
    uv_mutex_lock(&l->box.lock);
    if (l->box.arrivals == NULL) {
        l->ended = true;
        uv_walk(&l->uv, close_handle, NULL);
    }
    uv_mutex_unlock(&l->box.lock);
}

static void on_tick(uv_timer_t *timer)
{
    loop *l = timer->data;
    uint64_t now = loop_now_ms(l);
    conn *next;

    for (conn *c = l->conns; c != NULL; c = next) {
        next = c->next;
        conn_tick(c, now);
    }
    if (l->conns == NULL && !l->stopping)
        (void)uv_timer_stop(timer);
    end_if_done(l);
}

static void start_tick(loop *l)
{
    uint64_t ms = tick_ms(l);

    (void)uv_timer_start(&l->tick, on_tick, ms, ms);
}

static void begin_stopping(loop *l)
{
    uint64_t now;

    if (l->stopping)
        return;
    l->stopping = true;
    uv_update_time(&l->uv);
    now = loop_now_ms(l);
    for (conn *c = l->conns; c != NULL; c = c->next)
        conn_wind_down(c, now);
    start_tick(l);
}

static void abort_all(loop *l)
{
    conn *next;

    for (conn *c = l->conns; c != NULL; c = next) {
        next = c->next;
        conn_close(c);
    }
}

static void open_arrivals(loop *l, arrival *a)
{
    if (a != NULL && !uv_is_active((uv_handle_t *)&l->tick))
        start_tick(l);
    while (a != NULL) {
        arrival *next = a->next;

        conn_open(l, a->fd, a->remote, a->refused);
        free(a);
        a = next;
    }
}

static void on_wake(uv_async_t *wake)
{
    loop *l = wake->data;
    mailbox got;
    conn *again;

    uv_mutex_lock(&l->box.lock);
    got = l->box;
    l->box.arrivals = NULL;
    l->box.first_done = l->box.last_done = NULL;
    uv_mutex_unlock(&l->box.lock);

    for (job *j = got.first_done; j != NULL;) {
        job *next = j->next;

        conn_job_done(j);
        j = next;
    }
    open_arrivals(l, got.arrivals);
    /* A connection that yields again gets into the fresh list. */
    again = l->again;
    l->again = NULL;
    for (conn *c = again; c != NULL; c = c->next_again)
        c->waits = false;
    while (again != NULL) {
        conn *c = again;

        again = c->next_again;
        conn_advance(c);
    }
    if (got.stop)
        begin_stopping(l);
    if (got.abort)
        abort_all(l);
    end_if_done(l);
}

static void on_before_poll(uv_prepare_t *prepare)
{
    loop *l = prepare->data;

    while (l->batch_count > 0)
        exchange_flush(l);
    if (l->log.pending.len > 0)
        log_flush(&l->server->log, &l->log, &l->meter);
}

static void loop_run(void *arg)
{
    loop *l = arg;

    (void)uv_run(&l->uv, UV_RUN_DEFAULT);
    log_flush(&l->server->log, &l->log, &l->meter);
    (void)uv_async_send(l->on_end);
}

static bool open_service(loop *l)
{
    tw_status st = tw_db_sibling(l->server->db, &l->db);

    if (st == TW_OK)
        st = tw_service_new(l->db, &l->service);
    if (st != TW_OK)
        (void)fprintf(stderr, "twentyapi: cannot open another handle: %s\n",
                      l->db == NULL ? tw_status_text(st)
                                    : tw_db_error(l->db)->message);
    return st == TW_OK;
}

loop *loop_new(server *s, uv_async_t *on_end)
{
    loop *l = calloc(1, sizeof(*l));

    if (l == NULL)
        return NULL;
    l->server = s;
    l->on_end = on_end;
    if (uv_loop_init(&l->uv) != 0) {
        free(l);
        return NULL;
    }
    (void)uv_mutex_init(&l->box.lock);
    (void)uv_async_init(&l->uv, &l->wake, on_wake);
    (void)uv_timer_init(&l->uv, &l->tick);
    (void)uv_prepare_init(&l->uv, &l->before_poll);
    l->wake.data = l->tick.data = l->before_poll.data = l;
    (void)uv_prepare_start(&l->before_poll, on_before_poll);
    reply_kit_init(&l->kit, s->cors_origin, s->compress);
    if (!open_service(l)) {
        loop_free(l);
        return NULL;
    }
    return l;
}

bool loop_start(loop *l)
{
    l->started = uv_thread_create(&l->thread, loop_run, l) == 0;
    if (!l->started)
        (void)fprintf(stderr, "twentyapi: cannot start a thread\n");
    return l->started;
}

void loop_free(loop *l)
{
    if (l == NULL)
        return;
    if (l->started)
        (void)uv_thread_join(&l->thread);
    uv_walk(&l->uv, close_handle, NULL);
    (void)uv_run(&l->uv, UV_RUN_DEFAULT);
    (void)uv_loop_close(&l->uv);
    uv_mutex_destroy(&l->box.lock);
    tw_service_free(l->service);
    tw_db_close(l->db);
    reply_kit_fini(&l->kit);
    bytes_fini(&l->body);
    bytes_fini(&l->log.pending);
    free(l);
}

bool loop_give(loop *l, int fd, const char *remote, bool refused)
{
    arrival *a = calloc(1, sizeof(*a));
    bool taken = false;

    if (a == NULL)
        return false;
    a->fd = fd;
    a->refused = refused;
    (void)snprintf(a->remote, sizeof(a->remote), "%s", remote);
    uv_mutex_lock(&l->box.lock);
    if (!l->ended) {
        a->next = l->box.arrivals;
        l->box.arrivals = a;
        taken = true;
        (void)uv_async_send(&l->wake);
    }
    uv_mutex_unlock(&l->box.lock);
    if (!taken)
        free(a);
    return taken;
}

void loop_stop(loop *l, bool now)
{
    uv_mutex_lock(&l->box.lock);
    l->box.stop = true;
    l->box.abort = l->box.abort || now;
    if (!l->ended)
        (void)uv_async_send(&l->wake);
    uv_mutex_unlock(&l->box.lock);
}

void loop_post(loop *l, job *j)
{
    j->next = NULL;
    uv_mutex_lock(&l->box.lock);
    if (l->box.last_done == NULL)
        l->box.first_done = j;
    else
        l->box.last_done->next = j;
    l->box.last_done = j;
    (void)uv_async_send(&l->wake);
    uv_mutex_unlock(&l->box.lock);
}

void loop_again(loop *l, conn *c)
{
    c->waits = true;
    c->next_again = l->again;
    l->again = c;
    (void)uv_async_send(&l->wake);
}

bool loop_has_ended(loop *l)
{
    bool ended;

    uv_mutex_lock(&l->box.lock);
    ended = l->ended;
    uv_mutex_unlock(&l->box.lock);
    return ended;
}

void loop_interrupt(loop *l)
{
    tw_db_interrupt(l->db);
}
