/* conn_send.c -- the way out: try at once, keep only what did not go.
**
** An answer made on the loop thread lies in the service's memory, which the
** next request overwrites.  Nearly always the kernel takes all of it here and
** now; only the rest is copied.
*/
#include "loop.h"

static size_t large(size_t cap)
{
    return cap > CONN_BUFFER_KEPT ? cap : 0;
}

bool conn_account(conn *c)
{
    server *s = c->loop->server;
    size_t now = large(c->in_cap) + large(c->out.cap);
    size_t before = c->accounted;
    int64_t change = (int64_t)now - (int64_t)before;

    if (change == 0)
        return true;
    c->accounted = now;
    return atomic_fetch_add(&s->buffered, change) + change <= s->max_buffered ||
           change < 0;
}

static void on_written(uv_write_t *request, int status)
{
    conn *c = request->data;

    if (c->state != CONN_WRITING)
        return; /* it was closed meanwhile */
    if (status < 0) {
        conn_close(c);
        return;
    }
    conn_sent(c);
    if (c->state == CONN_IDLE)
        conn_advance(c);
}

/* Hand libuv what the kernel did not take; `sent` bytes are gone. */
static void send_rest(conn *c, size_t sent)
{
    uv_stream_t *stream = (uv_stream_t *)&c->tcp;
    size_t head_left = sent < c->head.len ? c->head.len - sent : 0;
    size_t body_sent = sent < c->head.len ? 0 : sent - c->head.len;
    tw_str body = {c->reply.body.ptr + body_sent,
                   c->reply.body.len - body_sent};
    unsigned n = 0;

    if (body.len > 0 && c->reply.body.ptr != c->out.ptr) {
        bytes_clear(&c->out);
        bytes_put_str(&c->out, body);
        body.ptr = c->out.ptr;
    }
    if (c->out.failed || !conn_account(c)) {
        conn_close(c);
        return;
    }
    if (head_left > 0)
        c->pending[n++] = uv_buf_init(c->head.ptr + c->head.len - head_left,
                                      (unsigned)head_left);
    if (body.len > 0)
        c->pending[n++] = uv_buf_init(c->out.ptr + (body.ptr - c->out.ptr),
                                      (unsigned)body.len);
    c->write.data = c;
    if (uv_write(&c->write, stream, c->pending, n, on_written) != 0) {
        conn_close(c);
        return;
    }
    c->queued_before = uv_stream_get_write_queue_size(stream);
    c->deadline_ms = loop_now_ms(c->loop) + c->loop->server->timeouts.write;
}

void conn_send(conn *c)
{
    union {
        const char *in;
        char *out; /* libuv reads only, but its type does not say so */
    } body = {c->reply.body.ptr};
    size_t total = c->head.len + c->reply.body.len;
    uv_buf_t bufs[2];
    int n;

    if (c->head.failed) {
        conn_close(c);
        return;
    }
    bufs[0] = uv_buf_init(c->head.ptr, (unsigned)c->head.len);
    bufs[1] = uv_buf_init(body.out, (unsigned)c->reply.body.len);
    n = uv_try_write((uv_stream_t *)&c->tcp, bufs,
                     c->reply.body.len > 0 ? 2 : 1);
    if (n == UV_EAGAIN)
        n = 0;
    if (n < 0)
        conn_close(c);
    else if ((size_t)n == total)
        conn_sent(c);
    else
        send_rest(c, (size_t)n);
}

void conn_send_continue(conn *c)
{
    char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
    uv_buf_t buf = uv_buf_init(text, sizeof(text) - 1);

    /* The answers before have gone out, so there is room for 25 bytes. */
    if (uv_try_write((uv_stream_t *)&c->tcp, &buf, 1) != (int)buf.len)
        conn_close(c);
}
