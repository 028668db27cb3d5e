/* listen.c -- accept, and hand each connection to the loop with the fewest.
**
** One thread accepts for all: with one socket per thread and SO_REUSEPORT the
** kernel spreads connections by chance, and a port in use by another server
** would go unnoticed.
*/
#include "listen.h"

#include "loop.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_storage room;
} address;

/* "127.0.0.1:3000", "[::1]:3000", "localhost:3000", ":3000" (all of IPv4). */
static bool parse_where(const char *where, address *out)
{
    char host[64];
    const char *colon = strrchr(where, ':');
    size_t len = colon == NULL ? 0 : (size_t)(colon - where);
    char *end;
    long port;

    memset(out, 0, sizeof(*out));
    if (colon == NULL || len >= sizeof(host) || colon[1] < '0' ||
        colon[1] > '9')
        return false;
    port = strtol(colon + 1, &end, 10);
    if (*end != '\0' || port > 65535)
        return false;
    memcpy(host, where, len);
    host[len] = '\0';
    if (len > 2 && host[0] == '[' && host[len - 1] == ']') {
        host[len - 1] = '\0';
        return uv_ip6_addr(host + 1, (int)port, &out->v6) == 0;
    }
    if (len == 0)
        (void)snprintf(host, sizeof(host), "0.0.0.0");
    if (strcmp(host, "localhost") == 0)
        (void)snprintf(host, sizeof(host), "127.0.0.1");
    return uv_ip4_addr(host, (int)port, &out->v4) == 0;
}

static socklen_t address_size(const address *a)
{
    return a->any.sa_family == AF_INET6 ? sizeof(a->v6) : sizeof(a->v4);
}

static void next_port(address *a)
{
    in_port_t *port =
        a->any.sa_family == AF_INET6 ? &a->v6.sin6_port : &a->v4.sin_port;

    *port = htons((uint16_t)(ntohs(*port) + 1));
}

/* "127.0.0.1", or "[::1]" with brackets when a port follows. */
static void name_host(const address *a, char *to, size_t size)
{
    char text[INET6_ADDRSTRLEN] = "?";

    if (a->any.sa_family == AF_INET6) {
        (void)uv_ip6_name(&a->v6, text, sizeof(text));
        (void)snprintf(to, size, "[%s]", text);
        return;
    }
    (void)uv_ip4_name(&a->v4, text, sizeof(text));
    (void)snprintf(to, size, "%s", text);
}

static void set_flags(int fd)
{
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) | O_NONBLOCK);
}

/* Bind and listen on one address; -1 and errno. */
static int try_listen(const address *a)
{
    int on = 1;
    int saved;
    int fd = socket(a->any.sa_family, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    set_flags(fd);
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, &a->any, address_size(a)) == 0 &&
        listen(fd, LISTEN_BACKLOG) == 0)
        return fd;
    saved = errno;
    (void)close(fd);
    errno = saved;
    return -1;
}

bool listen_open(listener *l, server *s, const char *where, int64_t tries)
{
    address a;
    char host[LISTEN_NAME_SIZE - 8];
    socklen_t size = sizeof(a);

    memset(l, 0, sizeof(*l));
    l->server = s;
    l->fd = -1;
    if (!parse_where(where, &a)) {
        (void)fprintf(stderr,
                      "twentyapi: --listen: expected ADDR:PORT such as "
                      "127.0.0.1:3000 or [::1]:3000, got '%s'\n",
                      where);
        return false;
    }
    for (int64_t i = 0; i < tries && l->fd < 0; i++) {
        if (i > 0)
            next_port(&a);
        l->fd = try_listen(&a);
        if (l->fd < 0 && errno != EADDRINUSE)
            break;
    }
    if (l->fd < 0) {
        (void)fprintf(stderr, "twentyapi: --listen: cannot listen on %s: %s\n",
                      where, strerror(errno));
        return false;
    }
    (void)getsockname(l->fd, &a.any, &size);
    name_host(&a, host, sizeof(host));
    (void)snprintf(l->name, sizeof(l->name), "%s:%u", host,
                   (unsigned)ntohs(a.any.sa_family == AF_INET6
                                       ? a.v6.sin6_port
                                       : a.v4.sin_port));
    return true;
}

/* The loop with the fewest connections; ties go round. */
static loop *choose_loop(listener *l)
{
    server *s = l->server;
    size_t best = l->next_loop % s->loop_count;

    for (size_t i = 1; i < s->loop_count; i++) {
        size_t other = (l->next_loop + i) % s->loop_count;

        if (atomic_load(&s->loops[other]->load) <
            atomic_load(&s->loops[best]->load))
            best = other;
    }
    l->next_loop = best + 1;
    return s->loops[best];
}

static void give(listener *l, int fd, const address *peer)
{
    server *s = l->server;
    loop *to = choose_loop(l);
    char remote[CONN_REMOTE_SIZE];
    int64_t open = atomic_fetch_add(&s->connections, 1) + 1;

    atomic_fetch_add(&to->load, 1);
    name_host(peer, remote, sizeof(remote));
    set_flags(fd);
    if (open <= s->max_connections + LISTEN_EXTRA &&
        loop_give(to, fd, remote, open > s->max_connections))
        return;
    atomic_fetch_sub(&to->load, 1);
    atomic_fetch_sub(&s->connections, 1);
    (void)close(fd);
}

static void on_acceptable(uv_poll_t *poll, int status, int events);

static void on_pause_over(uv_timer_t *timer)
{
    listener *l = timer->data;

    (void)uv_poll_start(&l->poll, UV_READABLE, on_acceptable);
}

static void on_acceptable(uv_poll_t *poll, int status, int events)
{
    listener *l = poll->data;

    (void)status;
    (void)events;
    for (int i = 0; i < LISTEN_TURN; i++) {
        address peer;
        socklen_t size = sizeof(peer);
        int fd;

        memset(&peer, 0, sizeof(peer));
        fd = accept(l->fd, &peer.any, &size);
        if (fd >= 0) {
            give(l, fd, &peer);
            continue;
        }
        if (errno == EINTR || errno == ECONNABORTED)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            /* No descriptors: the socket stays readable, so look away. */
            (void)uv_poll_stop(poll);
            (void)uv_timer_start(&l->pause, on_pause_over, LISTEN_PAUSE_MS, 0);
        }
        return;
    }
}

bool listen_start(listener *l, uv_loop_t *uv)
{
    if (uv_poll_init(uv, &l->poll, l->fd) != 0 ||
        uv_timer_init(uv, &l->pause) != 0)
        return false;
    l->poll.data = l->pause.data = l;
    l->open = uv_poll_start(&l->poll, UV_READABLE, on_acceptable) == 0;
    return l->open;
}

void listen_close(listener *l)
{
    if (l->open) {
        (void)uv_poll_stop(&l->poll);
        uv_close((uv_handle_t *)&l->poll, NULL);
        uv_close((uv_handle_t *)&l->pause, NULL);
    }
    l->open = false;
    if (l->fd >= 0)
        (void)close(l->fd);
    l->fd = -1;
}
