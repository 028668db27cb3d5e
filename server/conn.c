/* conn.c -- a connection's life: reading, waiting, closing.
**
** libuv's callbacks come in here; each looks at the state first, for it says
** what is still going on.  Nothing here knows what a request means.
*/
#include "conn.h"

#include "loop.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t after(const conn *c, uint64_t ms)
{
    return loop_now_ms(c->loop) + ms;
}

static void free_conn(conn *c)
{
    loop *l = c->loop;

    if (c->prev != NULL)
        c->prev->next = c->next;
    else
        l->conns = c->next;
    if (c->next != NULL)
        c->next->prev = c->prev;
    free(c->in);
    c->in = NULL;
    c->in_cap = 0;
    bytes_fini(&c->out);
    (void)conn_account(c);
    bytes_fini(&c->head);
    parse_fini(&c->parser);
    atomic_fetch_sub(&l->load, 1);
    atomic_fetch_sub(&l->server->connections, 1);
    free(c);
}

static void on_closed(uv_handle_t *handle)
{
    conn *c = handle->data;

    conn_move(&c->state, CONN_CLOSED);
    c->handle_closed = true;
    if (!c->job_out)
        free_conn(c);
}

static void leave_again_list(conn *c)
{
    conn **at = &c->loop->again;

    if (!c->waits)
        return;
    while (*at != NULL && *at != c)
        at = &(*at)->next_again;
    if (*at == c)
        *at = c->next_again;
    c->waits = false;
}

void conn_close(conn *c)
{
    if (c->state == CONN_CLOSING || c->state == CONN_CLOSED)
        return;
    if (c->state == CONN_WRITING)
        exchange_end(c);
    leave_again_list(c);
    conn_move(&c->state, CONN_CLOSING);
    uv_close((uv_handle_t *)&c->tcp, on_closed);
}

/* More room at the end of `in`; only while no request's slices point there. */
static bool grow(conn *c)
{
    size_t cap = c->in_cap == 0 ? CONN_BUFFER_FIRST : c->in_cap * 2;
    char *in;

    if (c->in_start > 0) {
        memmove(c->in, c->in + c->in_start, c->in_len - c->in_start);
        c->in_len -= c->in_start;
        c->in_start = 0;
    }
    if (c->in_cap - c->in_len >= CONN_READ_MIN)
        return true;
    in = realloc(c->in, cap);
    if (in == NULL)
        return false;
    c->in = in;
    c->in_cap = cap;
    return conn_account(c);
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    conn *c = handle->data;
    bool movable =
        (c->state == CONN_IDLE && !c->waits) || c->state == CONN_READING;

    (void)suggested;
    if (c->state == CONN_LINGERING) {
        *buf = uv_buf_init(c->loop->scratch, LOOP_SCRATCH);
        return;
    }
    if (movable && c->in_cap - c->in_len < CONN_READ_MIN && !grow(c)) {
        *buf = uv_buf_init(NULL, 0); /* on_read() gets UV_ENOBUFS */
        return;
    }
    *buf = uv_buf_init(c->in + c->in_len, (unsigned)(c->in_cap - c->in_len));
}

static void stop_reading(conn *c)
{
    if (c->reading)
        (void)uv_read_stop((uv_stream_t *)&c->tcp);
    c->reading = false;
}

static void on_end_of_input(conn *c)
{
    c->eof = true;
    stop_reading(c);
    switch (c->state) {
    case CONN_IDLE:
        if (c->in_start == c->in_len)
            conn_close(c);
        break;
    case CONN_READING: /* what is there is not a whole request */
    case CONN_LINGERING:
        conn_close(c);
        break;
    case CONN_WORKING: /* it may still be reading: answer, then close */
    case CONN_WRITING:
    case CONN_CLOSING:
    case CONN_CLOSED:
    case CONN_STATE_COUNT_:
        break;
    }
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    conn *c = stream->data;

    (void)buf;
    if (n == 0)
        return;
    if (n == UV_EOF) {
        on_end_of_input(c);
        return;
    }
    if (n == UV_ENOBUFS && c->state == CONN_READING) {
        exchange_refuse(c, 503, "Too many large requests at once");
        return;
    }
    if (n < 0) {
        conn_close(c);
        return;
    }
    count(&c->loop->meter.received_bytes, (uint64_t)n);
    if (c->state == CONN_LINGERING)
        return;
    c->in_len += (size_t)n;
    if ((c->state == CONN_IDLE && !c->waits) || c->state == CONN_READING)
        conn_advance(c);
    if (c->in_len == c->in_cap &&
        (c->state == CONN_WORKING || c->state == CONN_WRITING || c->waits))
        stop_reading(c);
}

static void start_reading(conn *c)
{
    if (c->reading || c->eof)
        return;
    c->reading = uv_read_start((uv_stream_t *)&c->tcp, on_alloc, on_read) == 0;
    if (!c->reading)
        conn_close(c);
}

/* All that came has been looked at. */
static void wait_for_input(conn *c)
{
    if (c->eof)
        conn_close(c);
    else
        start_reading(c);
}

static void begin_idle(conn *c)
{
    uint64_t wait =
        c->loop->stopping ? CONN_STOP_GRACE_MS : c->loop->server->timeouts.idle;

    c->deadline_ms = after(c, wait);
}

static void begin_message(conn *c)
{
    conn_move(&c->state, CONN_READING);
    c->promised = false;
    c->message_start_ms = loop_now_ms(c->loop);
}

static void give_memory_back(conn *c)
{
    c->in_start = c->in_len = 0;
    if (c->in_cap <= CONN_BUFFER_KEPT)
        return;
    free(c->in);
    c->in = NULL;
    c->in_cap = 0;
    (void)conn_account(c);
}

static void want_more(conn *c)
{
    const server_timeouts *t = &c->loop->server->timeouts;
    bool in_body = c->parser.head_len != 0;

    c->deadline_ms = c->message_start_ms + (in_body ? t->request : t->header);
    if (in_body && c->parser.expects_continue && !c->promised &&
        c->parser.body.len == 0) {
        c->promised = true;
        conn_send_continue(c);
    }
    if (c->state == CONN_READING)
        wait_for_input(c);
}

void conn_advance(conn *c)
{
    int turns = 0;

    while (c->state == CONN_IDLE || c->state == CONN_READING) {
        size_t len = c->in_len - c->in_start;

        if (c->state == CONN_IDLE) {
            if (len == 0) {
                give_memory_back(c);
                wait_for_input(c);
                return;
            }
            if (turns++ == CONN_TURN_REQUESTS) {
                loop_again(c->loop, c);
                return;
            }
            begin_message(c);
        }
        switch (parse_feed(&c->parser, c->in + c->in_start, &len)) {
        case PARSE_MORE:
            c->in_len = c->in_start + len;
            want_more(c);
            return;
        case PARSE_REFUSED:
            exchange_refuse(c, c->parser.status, c->parser.problem);
            break;
        case PARSE_DONE:
            exchange_begin(c);
            break;
        }
    }
}

void conn_sent(conn *c)
{
    exchange_end(c);
    bytes_trim(&c->out, CONN_BUFFER_KEPT);
    (void)conn_account(c);
    if (!c->reply.keep_alive) {
        conn_linger(c);
        return;
    }
    c->in_start += c->parser.fed;
    parse_next(&c->parser);
    conn_move(&c->state, CONN_IDLE);
    begin_idle(c);
}

static void on_shutdown(uv_shutdown_t *request, int status)
{
    conn *c = request->data;

    if (status < 0 || c->eof)
        conn_close(c);
}

/*
** Closing a socket with unread bytes makes the kernel reset the connection,
** and the reset can overtake the answer.  So say "no more" and read on.
*/
void conn_linger(conn *c)
{
    conn_move(&c->state, CONN_LINGERING);
    c->deadline_ms =
        after(c, c->loop->stopping ? 4 * CONN_STOP_GRACE_MS : CONN_LINGER_MS);
    give_memory_back(c);
    if (c->eof) {
        conn_close(c);
        return;
    }
    c->shutdown.data = c;
    if (uv_shutdown(&c->shutdown, (uv_stream_t *)&c->tcp, on_shutdown) != 0)
        conn_close(c);
    else
        start_reading(c);
}

void conn_job_done(job *j)
{
    conn *c = j->owner;

    c->job_out = false;
    if (c->state == CONN_CLOSED) {
        free_conn(c);
        return;
    }
    if (c->state == CONN_CLOSING)
        return;
    c->reply = j->reply;
    conn_move(&c->state, CONN_WRITING);
    if (conn_account(c))
        conn_send(c);
    else
        conn_close(c);
    if (c->state == CONN_IDLE)
        conn_advance(c);
}

static void tick_writing(conn *c)
{
    size_t queued = uv_stream_get_write_queue_size((uv_stream_t *)&c->tcp);

    if (c->queued_before >= queued + CONN_WRITE_PROGRESS) {
        c->queued_before = queued;
        c->deadline_ms = after(c, c->loop->server->timeouts.write);
        return;
    }
    count(&c->loop->meter.timeouts, 1);
    conn_close(c);
}

void conn_tick(conn *c, uint64_t now_ms)
{
    if (now_ms < c->deadline_ms)
        return;
    switch (c->state) {
    case CONN_IDLE:
        if (c->waits)
            break;
        conn_close(c);
        break;
    case CONN_READING:
        count(&c->loop->meter.timeouts, 1);
        exchange_refuse(c, 408, "The request took too long to arrive");
        break;
    case CONN_WRITING:
        tick_writing(c);
        break;
    case CONN_LINGERING:
        conn_close(c);
        break;
    case CONN_WORKING:
    case CONN_CLOSING:
    case CONN_CLOSED:
    case CONN_STATE_COUNT_:
        break;
    }
}

void conn_wind_down(conn *c, uint64_t now_ms)
{
    uint64_t soon = now_ms + CONN_STOP_GRACE_MS;

    if ((c->state == CONN_IDLE || c->state == CONN_LINGERING) &&
        c->deadline_ms > soon)
        c->deadline_ms = soon;
}

void conn_open(struct loop *l, int fd, const char *remote, bool refused)
{
    conn *c = calloc(1, sizeof(*c));

    if (c == NULL || uv_tcp_init(&l->uv, &c->tcp) != 0) {
        free(c);
        (void)close(fd);
        atomic_fetch_sub(&l->load, 1);
        atomic_fetch_sub(&l->server->connections, 1);
        return;
    }
    c->loop = l;
    c->tcp.data = c;
    c->next = l->conns;
    if (c->next != NULL)
        c->next->prev = c;
    l->conns = c;
    memcpy(c->remote, remote, sizeof(c->remote));
    parse_init(&c->parser, &l->server->limits);
    count(&l->meter.connections_opened, 1);
    begin_idle(c);
    if (uv_tcp_open(&c->tcp, fd) != 0) {
        (void)close(fd);
        conn_close(c);
        return;
    }
    (void)uv_tcp_nodelay(&c->tcp, 1);
    if (refused)
        exchange_refuse(c, 503, "Too many connections");
    else
        start_reading(c);
}
