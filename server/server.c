/* server.c -- start everything, wait for a signal, end everything in order.
**
** The main thread accepts connections and receives signals; the loops serve.
** Stopping runs backwards through what starting did: no new connections, the
** loops finish, then the lanes, then the log is written and moved into the
** file.
*/
#include "server.h"

#include "listen.h"
#include "loop.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    SERVER_THREADS_MAX = 8, /* of the automatic choice */
    SERVER_SPARE_FDS = 64   /* besides connections: the database, logs */
};

/* The main thread's own. */
typedef struct control {
    server *server;
    uv_loop_t uv;
    listener listener;
    uv_signal_t on_term, on_int, on_hup;
    uv_timer_t drain;
    uv_async_t loop_ended;
    bool watching; /* the handles above are open */
} control;

static void load_settings(server *s, const config *c)
{
    const char *origin = c->text[OPT_CORS_ORIGIN];

    s->config = c;
    s->limits.max_target = (size_t)c->number[OPT_MAX_TARGET];
    s->limits.max_header = (size_t)c->number[OPT_MAX_HEADER];
    s->limits.max_headers = (size_t)c->number[OPT_MAX_HEADERS];
    s->limits.max_body = (size_t)c->number[OPT_MAX_BODY];
    s->timeouts.idle = (uint64_t)c->number[OPT_IDLE_TIMEOUT];
    s->timeouts.header = (uint64_t)c->number[OPT_HEADER_TIMEOUT];
    s->timeouts.request = (uint64_t)c->number[OPT_REQUEST_TIMEOUT];
    s->timeouts.write = (uint64_t)c->number[OPT_WRITE_TIMEOUT];
    s->timeouts.drain = (uint64_t)c->number[OPT_DRAIN_TIMEOUT];
    s->max_connections = c->number[OPT_MAX_CONNECTIONS];
    s->max_buffered = c->number[OPT_MAX_BUFFERED];
    s->cors_origin = strcmp(origin, "off") == 0 ? NULL : origin;
    s->compress = c->number[OPT_GZIP] != 0;
}

static size_t thread_count(const config *c)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

    if (c->number[OPT_THREADS] > 0)
        return (size_t)c->number[OPT_THREADS];
    if (online < 1)
        return 1;
    return online < SERVER_THREADS_MAX ? (size_t)online : SERVER_THREADS_MAX;
}

/* As many descriptors as the connections need, if the system lets us. */
static void raise_fd_limit(int64_t connections)
{
    struct rlimit r;
    rlim_t want = (rlim_t)connections + SERVER_SPARE_FDS;

    if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur >= want)
        return;
    r.rlim_cur = want < r.rlim_max ? want : r.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &r);
}

static void stop_loops(server *s, bool now)
{
    for (size_t i = 0; i < s->loop_count; i++)
        loop_stop(s->loops[i], now);
}

static void on_drain_timeout(uv_timer_t *timer)
{
    control *k = timer->data;

    lanes_abort(k->server->lanes);
    for (size_t i = 0; i < k->server->loop_count; i++)
        loop_interrupt(k->server->loops[i]);
    stop_loops(k->server, true);
}

static void on_stop_signal(uv_signal_t *signal, int number)
{
    control *k = signal->data;

    if (atomic_exchange(&k->server->stopping, true))
        _exit(128 + number); /* asked twice: at once */
    listen_close(&k->listener);
    stop_loops(k->server, false);
    (void)uv_timer_start(&k->drain, on_drain_timeout, k->server->timeouts.drain,
                         0);
}

static void on_hangup(uv_signal_t *signal, int number)
{
    control *k = signal->data;

    (void)number;
    log_reopen(&k->server->log);
}

static void close_handle(uv_handle_t *handle, void *unused)
{
    (void)unused;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void on_loop_ended(uv_async_t *async)
{
    control *k = async->data;
    server *s = k->server;

    for (size_t i = 0; i < s->loop_count; i++) {
        if (!loop_has_ended(s->loops[i]))
            return;
    }
    uv_walk(&k->uv, close_handle, NULL);
}

static bool watch(control *k)
{
    bool ok = uv_signal_init(&k->uv, &k->on_term) == 0 &&
              uv_signal_init(&k->uv, &k->on_int) == 0 &&
              uv_signal_init(&k->uv, &k->on_hup) == 0 &&
              uv_timer_init(&k->uv, &k->drain) == 0 &&
              uv_async_init(&k->uv, &k->loop_ended, on_loop_ended) == 0;

    k->on_term.data = k->on_int.data = k->on_hup.data = k;
    k->drain.data = k->loop_ended.data = k;
    k->watching = true;
    return ok && uv_signal_start(&k->on_term, on_stop_signal, SIGTERM) == 0 &&
           uv_signal_start(&k->on_int, on_stop_signal, SIGINT) == 0 &&
           uv_signal_start(&k->on_hup, on_hangup, SIGHUP) == 0;
}

static bool start_lanes(server *s)
{
    lanes_options o;

    memset(&o, 0, sizeof(o));
    o.db = s->db;
    o.pool_threads = (size_t)s->config->number[OPT_POOL];
    o.cors_origin = s->cors_origin;
    o.compress = s->compress;
    o.stopping = &s->stopping;
    s->lanes = lanes_start(&o);
    return s->lanes != NULL;
}

static bool start_loops(server *s, uv_async_t *on_end)
{
    size_t wanted = thread_count(s->config);

    s->loops = calloc(wanted, sizeof(loop *));
    if (s->loops == NULL)
        return false;
    for (size_t i = 0; i < wanted; i++) {
        s->loops[i] = loop_new(s, on_end);
        if (s->loops[i] == NULL)
            return false;
        s->loop_count++;
    }
    return true;
}

static bool start_threads(server *s)
{
    for (size_t i = 0; i < s->loop_count; i++) {
        if (!loop_start(s->loops[i]))
            return false;
    }
    return true;
}

static bool start(control *k)
{
    server *s = k->server;
    const config *c = s->config;

    /* The loops open their siblings before the lanes' threads open theirs:
    ** the first handle serves one thread at a time. */
    return log_open(&s->log, c->text[OPT_LOG]) && watch(k) &&
           start_loops(s, &k->loop_ended) && start_lanes(s) &&
           listen_open(&k->listener, s, c->text[OPT_LISTEN],
                       c->number[OPT_PORT_TRIES]) &&
           start_threads(s) && listen_start(&k->listener, &k->uv);
}

static void end(control *k)
{
    server *s = k->server;

    listen_close(&k->listener);
    stop_loops(s, true);
    for (size_t i = 0; i < s->loop_count; i++)
        loop_free(s->loops[i]);
    free(s->loops);
    lanes_stop(s->lanes);
    if (k->watching)
        uv_walk(&k->uv, close_handle, NULL);
    (void)uv_run(&k->uv, UV_RUN_DEFAULT);
    (void)uv_loop_close(&k->uv);
    log_close(&s->log);
}

int server_run(const config *c, tw_db *db)
{
    server s;
    control k;
    bool ok;

    memset(&s, 0, sizeof(s));
    memset(&k, 0, sizeof(k));
    k.server = &s;
    k.listener.fd = -1;
    s.db = db;
    s.started_ns = uv_hrtime();
    load_settings(&s, c);
    raise_fd_limit(s.max_connections);
    (void)signal(SIGPIPE, SIG_IGN);
    if (uv_loop_init(&k.uv) != 0)
        return 1;
    ok = start(&k);
    if (ok) {
        (void)printf("listening on http://%s\n", k.listener.name);
        (void)fflush(stdout);
        (void)uv_run(&k.uv, UV_RUN_DEFAULT);
    }
    end(&k);
    if (ok && c->number[OPT_READ_ONLY] == 0 && tw_db_checkpoint(db) != TW_OK)
        (void)fprintf(stderr,
                      "twentyapi: the log was not moved into the "
                      "file: %s\n",
                      tw_db_error(db)->message);
    return ok ? 0 : 1;
}
