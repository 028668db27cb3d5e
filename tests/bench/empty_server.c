/* empty_server.c -- the ceiling: libuv and llhttp answering fixed bytes.
**
** The same thread model as the product (one thread accepts, N loops serve,
** requests are parsed, answers tried at once), and nothing else: no checks, no
** database, no log.
**
** usage: empty_server THREADS BYTES
** Prints "listening on http://127.0.0.1:PORT"; ends on SIGTERM.
*/
#include <llhttp.h>
#include <uv.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    THREADS_MAX = 64,
    BUFFER_SIZE = 16 * 1024,
    SLOTS = 1024
};

typedef struct worker {
    uv_loop_t uv;
    uv_async_t wake;
    uv_mutex_t lock;
    uv_thread_t thread;
    int fds[SLOTS];
    int fd_count;
} worker;

typedef struct peer {
    uv_tcp_t tcp;
    llhttp_t parser;
    char buffer[BUFFER_SIZE];
} peer;

typedef struct late {
    uv_write_t write;
    char bytes[];
} late;

static char *answer;
static size_t answer_len;
static worker workers[THREADS_MAX];
static llhttp_settings_t settings;

static void on_closed(uv_handle_t *handle)
{
    free(handle->data);
}

static void on_written(uv_write_t *write, int status)
{
    (void)status;
    free(write->data);
}

static int on_message_complete(llhttp_t *parser)
{
    peer *l = parser->data;
    uv_buf_t buf = uv_buf_init(answer, (unsigned)answer_len);
    int n = uv_try_write((uv_stream_t *)&l->tcp, &buf, 1);
    size_t sent = n > 0 ? (size_t)n : 0;
    late *w;

    if (sent == answer_len || (n < 0 && n != UV_EAGAIN))
        return 0;
    w = malloc(sizeof(*w) + answer_len - sent);
    if (w == NULL)
        return 0;
    memcpy(w->bytes, answer + sent, answer_len - sent);
    w->write.data = w;
    buf = uv_buf_init(w->bytes, (unsigned)(answer_len - sent));
    (void)uv_write(&w->write, (uv_stream_t *)&l->tcp, &buf, 1, on_written);
    return 0;
}

static void on_alloc(uv_handle_t *handle, size_t size, uv_buf_t *buf)
{
    peer *l = handle->data;

    (void)size;
    *buf = uv_buf_init(l->buffer, BUFFER_SIZE);
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    peer *l = stream->data;

    if (n == 0)
        return;
    if (n > 0 && llhttp_execute(&l->parser, buf->base, (size_t)n) == HPE_OK)
        return;
    if (!uv_is_closing((uv_handle_t *)stream))
        uv_close((uv_handle_t *)stream, on_closed);
}

static void serve(worker *w, int fd)
{
    peer *l = calloc(1, sizeof(*l));

    if (l == NULL || uv_tcp_init(&w->uv, &l->tcp) != 0 ||
        uv_tcp_open(&l->tcp, fd) != 0) {
        (void)close(fd);
        return;
    }
    l->tcp.data = l;
    llhttp_init(&l->parser, HTTP_REQUEST, &settings);
    l->parser.data = l;
    (void)uv_tcp_nodelay(&l->tcp, 1);
    (void)uv_read_start((uv_stream_t *)&l->tcp, on_alloc, on_read);
}

static void on_wake(uv_async_t *wake)
{
    worker *w = wake->data;

    uv_mutex_lock(&w->lock);
    for (int i = 0; i < w->fd_count; i++)
        serve(w, w->fds[i]);
    w->fd_count = 0;
    uv_mutex_unlock(&w->lock);
}

static void run(void *arg)
{
    worker *w = arg;

    (void)uv_run(&w->uv, UV_RUN_DEFAULT);
}

static void start_worker(worker *w)
{
    (void)uv_loop_init(&w->uv);
    (void)uv_mutex_init(&w->lock);
    (void)uv_async_init(&w->uv, &w->wake, on_wake);
    w->wake.data = w;
    (void)uv_thread_create(&w->thread, run, w);
}

static void give(worker *w, int fd)
{
    uv_mutex_lock(&w->lock);
    if (w->fd_count < SLOTS)
        w->fds[w->fd_count++] = fd;
    else
        (void)close(fd);
    (void)uv_async_send(&w->wake);
    uv_mutex_unlock(&w->lock);
}

static void make_answer(size_t len)
{
    int head;

    answer = malloc(len + 512);
    if (answer == NULL)
        exit(1);
    head = snprintf(answer, 512,
                    "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT"
                    "\r\nContent-Type: application/json; charset=utf-8\r\n"
                    "Content-Length: %zu\r\n"
                    "Access-Control-Allow-Origin: *\r\n\r\n",
                    len);
    memset(answer + head, 'x', len);
    answer_len = (size_t)head + len;
}

int main(int argc, char **argv)
{
    struct sockaddr_in a;
    socklen_t size = sizeof(a);
    int threads = argc > 1 ? atoi(argv[1]) : 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    threads = threads < 1 ? 1 : threads > THREADS_MAX ? THREADS_MAX : threads;
    make_answer(argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 100);
    llhttp_settings_init(&settings);
    settings.on_message_complete = on_message_complete;
    memset(&a, 0, sizeof(a));
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0 ||
        listen(fd, SLOTS) != 0)
        return 1;
    (void)getsockname(fd, (struct sockaddr *)&a, &size);
    for (int i = 0; i < threads; i++)
        start_worker(&workers[i]);
    (void)printf("listening on http://127.0.0.1:%d\n", ntohs(a.sin_port));
    (void)fflush(stdout);
    for (int next = 0;; next = (next + 1) % threads) {
        int client = accept(fd, NULL, NULL);

        if (client >= 0)
            give(&workers[next], client);
    }
}
