/* timeouts_test.c -- slow clients hold neither a thread nor memory. */
#include "support/server.h"

#include "support/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static test_server server;

static int begin(void **state)
{
    static const char *const words[] = {"--idle-timeout",
                                        "400ms",
                                        "--header-timeout",
                                        "300ms",
                                        "--request-timeout",
                                        "700ms",
                                        "--write-timeout",
                                        "300ms",
                                        "--max-buffered",
                                        "8m",
                                        "--threads",
                                        "2",
                                        NULL};

    (void)state;
    server_begin(&server, words);
    return 0;
}

static int end(void **state)
{
    (void)state;
    server_end(&server);
    return 0;
}

static long now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void a_silent_connection_is_closed_without_a_word(void **state)
{
    client c;
    answer a;
    long before = now_ms();

    (void)state;
    client_open(&c, &server);
    assert_true(client_sees_end(&c, 3000));
    assert_in_range(now_ms() - before, 350, 1500);
    client_close(&c);

    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    assert_true(client_sees_end(&c, 3000));
    client_close(&c);
}

static void a_head_that_does_not_come_is_answered_408(void **state)
{
    client c;
    answer a;
    long before = now_ms();

    (void)state;
    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.1\r\nHost:");
    client_read(&c, &a, false);
    assert_int_equal(a.status, 408);
    assert_non_null(strstr(a.body, "\"statusCode\":408"));
    assert_in_range(now_ms() - before, 250, 1500);
    answer_free(&a);
    assert_true(client_sees_end(&c, 2000));
    client_close(&c);
}

/* A byte now and then does not buy more time. */
static void drip(const char *head, const char *piece)
{
    client c;
    answer a;
    long before = now_ms();

    client_open(&c, &server);
    client_send(&c, head, strlen(head));
    while (now_ms() - before < 1200) {
        client_send(&c, piece, strlen(piece));
        pause_ms(50);
    }
    client_read(&c, &a, false);
    assert_int_equal(a.status, 408);
    answer_free(&a);
    client_close(&c);
}

static void a_head_that_drips_is_answered_408(void **state)
{
    (void)state;
    drip("GET /healthz HTTP/1.1\r\nHost: t\r\nA: ", "b");
}

static void a_body_that_drips_is_answered_408(void **state)
{
    (void)state;
    drip("POST /healthz HTTP/1.1\r\nHost: t\r\nContent-Length: 9999\r\n\r\n",
         "b");
    drip("POST /healthz HTTP/1.1\r\nHost: t\r\n"
         "Transfer-Encoding: chunked\r\n\r\n",
         "1\r\nb\r\n");
}

/* Send requests and read nothing, until the server takes no more. */
static long flood(client *c)
{
    static const char request[] = "GET /metrics HTTP/1.1\r\nHost: t\r\n\r\n";
    int small = 4096;
    long sent = 0;

    client_open(c, &server);
    (void)setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
    (void)fcntl(c->fd, F_SETFL, O_NONBLOCK);
    for (int stalls = 0; stalls < 10;) {
        ssize_t n = send(c->fd, request, sizeof(request) - 1, MSG_NOSIGNAL);

        if (n > 0) {
            sent += n;
            stalls = 0;
        } else if (errno == EAGAIN) {
            pause_ms(5);
            stalls++;
        } else {
            break;
        }
    }
    return sent;
}

static void a_client_that_does_not_read_is_stopped_and_dropped(void **state)
{
    enum {
        COUNT = 30
    };
    client c[COUNT];
    answer a;
    long before = server_resident_kib(&server);

    (void)state;
    for (int i = 0; i < COUNT; i++)
        (void)flood(&c[i]);
    /* What they asked for would be hundreds of megabytes. */
    assert_true(server_resident_kib(&server) - before < 20 * 1024);
    pause_ms(800);
    for (int i = 0; i < COUNT; i++) {
        char byte;
        ssize_t n;

        errno = 0;
        n = send(c[i].fd, "x", 1, MSG_NOSIGNAL);
        if (n == 1) {
            pause_ms(1);
            n = send(c[i].fd, "x", 1, MSG_NOSIGNAL);
        }
        (void)byte;
        assert_true(n < 0 && (errno == EPIPE || errno == ECONNRESET));
        client_close(&c[i]);
    }
    ask(&server, &a, "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 200);
    answer_free(&a);
}

static void large_bodies_at_once_are_bounded_together(void **state)
{
    enum {
        COUNT = 10,
        SIZE = 2 << 20
    };
    client c[COUNT];
    char *text = malloc(SIZE);
    int refused = 0;

    (void)state;
    assert_non_null(text);
    memset(text, 'a', SIZE);
    for (int i = 0; i < COUNT; i++) {
        client_open(&c[i], &server);
        client_print(&c[i], "POST /healthz HTTP/1.1\r\nHost: t\r\n"
                            "Content-Length: 4000000\r\n\r\n");
        client_send(&c[i], text, SIZE);
    }
    for (int i = 0; i < COUNT; i++) {
        answer a;

        client_read(&c[i], &a, false);
        refused += a.status == 503;
        assert_true(a.status == 503 || a.status == 408);
        answer_free(&a);
        client_close(&c[i]);
    }
    assert_true(refused > 0);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_silent_connection_is_closed_without_a_word),
        cmocka_unit_test(a_head_that_does_not_come_is_answered_408),
        cmocka_unit_test(a_head_that_drips_is_answered_408),
        cmocka_unit_test(a_body_that_drips_is_answered_408),
        cmocka_unit_test(a_client_that_does_not_read_is_stopped_and_dropped),
        cmocka_unit_test(large_bodies_at_once_are_bounded_together),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
