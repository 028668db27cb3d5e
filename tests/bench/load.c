/* load.c -- a small load generator: keep-alive connections, one thread.
**
** usage: load [-c CONNECTIONS] [-s SECONDS | -n REQUESTS] [-m METHOD]
**             [-H FIELD]... [-d BODY] http://127.0.0.1:PORT/target
** Prints one line:  RATE requests/s  P50 us  P99 us  REQUESTS  FAILED  BYTES
** RATE is a whole number; a `%d` in BODY becomes the request's number.
** Ends with 1 when a request failed.
*/
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 4096,
    EVENTS = 256,
    READ_SIZE = 256 * 1024,
    TEXT_SIZE = 256 * 1024,
    TIMES_MAX = 4 * 1024 * 1024, /* requests whose time is kept */
    HEAD_SIZE = 4096
};

typedef struct options {
    int connections;
    double seconds;
    uint64_t requests; /* 0: by time */
    const char *method, *body, *target;
    char fields[8192];
    int port;
} options;

typedef struct lane {
    int fd;
    uint64_t began_ns;
    size_t sent; /* of `text` */
    size_t text_len;
    char *text;
    char head[HEAD_SIZE]; /* of the answer, until it is complete */
    size_t head_len;
    size_t body_left;
    bool in_body;
    int status;
} lane;

typedef struct run {
    options o;
    int epoll;
    lane *lanes;
    uint32_t *times_us;
    uint64_t begun, done, failed, bytes, end_ns;
    char buffer[READ_SIZE];
} run;

static uint64_t now_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static bool may_begin(const run *r)
{
    return r->o.requests > 0 ? r->begun < r->o.requests : now_ns() < r->end_ns;
}

/* The text of request number `n`. */
static void write_request(run *r, lane *l, uint64_t n)
{
    char body[TEXT_SIZE / 2];
    const char *mark = r->o.body == NULL ? NULL : strstr(r->o.body, "%d");
    int len = 0;

    if (mark != NULL)
        len =
            snprintf(body, sizeof(body), "%.*s%llu%s", (int)(mark - r->o.body),
                     r->o.body, (unsigned long long)n, mark + 2);
    else if (r->o.body != NULL)
        len = snprintf(body, sizeof(body), "%s", r->o.body);
    if (mark == NULL && l->text_len > 0)
        return; /* the same as before */
    l->text_len = (size_t)snprintf(
        l->text, TEXT_SIZE, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s",
        r->o.method, r->o.target, r->o.port, r->o.fields);
    if (r->o.body != NULL)
        l->text_len +=
            (size_t)snprintf(l->text + l->text_len, TEXT_SIZE - l->text_len,
                             "Content-Length: %d\r\n\r\n%s", len, body);
    else
        l->text_len += (size_t)snprintf(l->text + l->text_len,
                                        TEXT_SIZE - l->text_len, "\r\n");
}

static void fail(run *r, lane *l)
{
    r->failed++;
    (void)close(l->fd);
    l->fd = -1;
}

/* Send as much as goes; ask for EPOLLOUT when some is left. */
static void send_on(run *r, lane *l)
{
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = l};

    while (l->sent < l->text_len) {
        ssize_t n =
            send(l->fd, l->text + l->sent, l->text_len - l->sent, MSG_NOSIGNAL);

        if (n > 0) {
            l->sent += (size_t)n;
            continue;
        }
        if (errno != EAGAIN) {
            fail(r, l);
            return;
        }
        e.events |= EPOLLOUT;
        (void)epoll_ctl(r->epoll, EPOLL_CTL_MOD, l->fd, &e);
        return;
    }
}

static void begin(run *r, lane *l)
{
    if (!may_begin(r)) {
        (void)close(l->fd);
        l->fd = -1;
        return;
    }
    write_request(r, l, r->begun++);
    l->sent = 0;
    l->head_len = 0;
    l->in_body = false;
    l->began_ns = now_ns();
    send_on(r, l);
}

static void end(run *r, lane *l)
{
    uint64_t us = (now_ns() - l->began_ns) / 1000;

    if (r->done < TIMES_MAX)
        r->times_us[r->done] = us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
    r->done++;
    if (l->status < 200 || l->status > 299)
        r->failed++;
    begin(r, l);
}

/* Take the head apart once it is whole; false when it makes no sense. */
static bool read_head(lane *l, const char *at, size_t len, size_t *used)
{
    size_t room = HEAD_SIZE - 1 - l->head_len;
    size_t n = len < room ? len : room;
    size_t before = l->head_len;
    const char *line;
    char *stop;

    memcpy(l->head + l->head_len, at, n);
    l->head_len += n;
    l->head[l->head_len] = '\0';
    stop = strstr(l->head, "\r\n\r\n");
    if (stop == NULL) {
        *used = n;
        return l->head_len < HEAD_SIZE - 1;
    }
    *used = (size_t)(stop + 4 - l->head) - before;
    stop[2] = '\0';
    if (strncmp(l->head, "HTTP/1.1 ", 9) != 0)
        return false;
    l->status = atoi(l->head + 9);
    l->body_left = 0;
    for (line = strstr(l->head, "\r\n"); line != NULL;
         line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, "content-length:", 15) == 0)
            l->body_left = (size_t)strtoul(line + 17, NULL, 10);
    }
    l->in_body = true;
    return true;
}

static void take(run *r, lane *l, const char *at, size_t len)
{
    while (len > 0 && l->fd >= 0) {
        size_t used = 0;

        if (!l->in_body && !read_head(l, at, len, &used)) {
            fail(r, l);
            return;
        }
        at += used;
        len -= used;
        if (!l->in_body)
            continue;
        used = len < l->body_left ? len : l->body_left;
        at += used;
        len -= used;
        l->body_left -= used;
        if (l->body_left == 0)
            end(r, l);
    }
}

static void on_event(run *r, lane *l, uint32_t events)
{
    if (l->fd < 0)
        return;
    if ((events & EPOLLOUT) != 0) {
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = l};

        (void)epoll_ctl(r->epoll, EPOLL_CTL_MOD, l->fd, &e);
        send_on(r, l);
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 && l->fd >= 0) {
        ssize_t n = recv(l->fd, r->buffer, sizeof(r->buffer), 0);

        if (n > 0) {
            r->bytes += (uint64_t)n;
            take(r, l, r->buffer, (size_t)n);
        } else if (n == 0 || errno != EAGAIN) {
            fail(r, l);
        }
    }
}

static bool open_lane(run *r, lane *l)
{
    struct sockaddr_in a;
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = l};
    int on = 1;

    memset(&a, 0, sizeof(a));
    a.sin_family = AF_INET;
    a.sin_port = htons((uint16_t)r->o.port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    l->text = malloc(TEXT_SIZE);
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->text == NULL || l->fd < 0 ||
        connect(l->fd, (struct sockaddr *)&a, sizeof(a)) != 0)
        return false;
    (void)setsockopt(l->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    (void)fcntl(l->fd, F_SETFL, O_NONBLOCK);
    return epoll_ctl(r->epoll, EPOLL_CTL_ADD, l->fd, &e) == 0;
}

static bool any_open(const run *r)
{
    for (int i = 0; i < r->o.connections; i++) {
        if (r->lanes[i].fd >= 0)
            return true;
    }
    return false;
}

static int by_size(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;

    return (*x > *y) - (*x < *y);
}

static void report(run *r, uint64_t took_ns)
{
    size_t kept = r->done < TIMES_MAX ? (size_t)r->done : TIMES_MAX;

    qsort(r->times_us, kept, sizeof(*r->times_us), by_size);
    (void)printf("%.0f requests/s  %u us  %u us  %llu  %llu  %llu\n",
                 (double)r->done / ((double)took_ns / 1e9),
                 kept == 0 ? 0 : r->times_us[kept / 2],
                 kept == 0 ? 0 : r->times_us[kept * 99 / 100],
                 (unsigned long long)r->done, (unsigned long long)r->failed,
                 (unsigned long long)r->bytes);
}

static bool parse_url(options *o, const char *url)
{
    const char *prefix = "http://127.0.0.1:";
    char *stop;

    if (strncmp(url, prefix, strlen(prefix)) != 0)
        return false;
    o->port = (int)strtol(url + strlen(prefix), &stop, 10);
    o->target = *stop == '\0' ? "/" : stop;
    return o->port > 0 && o->target[0] == '/';
}

static bool parse_options(options *o, int argc, char **argv)
{
    int c;

    memset(o, 0, sizeof(*o));
    o->connections = 64;
    o->seconds = 5;
    o->method = "GET";
    while ((c = getopt(argc, argv, "c:s:n:m:H:d:")) != -1) {
        size_t len = strlen(o->fields);

        if (c == 'c')
            o->connections = atoi(optarg);
        else if (c == 's')
            o->seconds = strtod(optarg, NULL);
        else if (c == 'n')
            o->requests = strtoull(optarg, NULL, 10);
        else if (c == 'm')
            o->method = optarg;
        else if (c == 'd')
            o->body = optarg;
        else if (c == 'H')
            (void)snprintf(o->fields + len, sizeof(o->fields) - len, "%s\r\n",
                           optarg);
        else
            return false;
    }
    return optind == argc - 1 && o->connections > 0 &&
           o->connections <= CONNECTIONS_MAX && parse_url(o, argv[optind]);
}

static bool start(run *r)
{
    r->epoll = epoll_create1(0);
    r->lanes = calloc((size_t)r->o.connections, sizeof(*r->lanes));
    r->times_us = malloc(TIMES_MAX * sizeof(*r->times_us));
    if (r->epoll < 0 || r->lanes == NULL || r->times_us == NULL)
        return false;
    for (int i = 0; i < r->o.connections; i++) {
        if (!open_lane(r, &r->lanes[i]))
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    static run r;
    struct epoll_event events[EVENTS];
    uint64_t began;

    if (!parse_options(&r.o, argc, argv)) {
        (void)fprintf(stderr,
                      "usage: load [-c CONNECTIONS] [-s SECONDS | -n REQUESTS]"
                      " [-m METHOD] [-H FIELD]... [-d BODY] URL\n");
        return 2;
    }
    if (!start(&r)) {
        (void)fprintf(stderr, "load: cannot connect\n");
        return 1;
    }
    began = now_ns();
    r.end_ns = began + (uint64_t)(r.o.seconds * 1e9);
    for (int i = 0; i < r.o.connections; i++)
        begin(&r, &r.lanes[i]);
    while (any_open(&r)) {
        int n = epoll_wait(r.epoll, events, EVENTS, 1000);

        for (int i = 0; i < n; i++)
            on_event(&r, events[i].data.ptr, events[i].events);
    }
    report(&r, now_ns() - began);
    return r.failed > 0;
}
