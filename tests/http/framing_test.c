/* framing_test.c -- where one request ends and the next begins. */
#include "support/server.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"

static test_server server;

static int begin(void **state)
{
    (void)state;
    server_begin(&server, NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    server_end(&server);
    return 0;
}

/* A POST of one company; `more` holds header fields. */
static int company(char *to, size_t size, const char *more, const char *body)
{
    return snprintf(to, size,
                    "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
                    "Authorization: Bearer %s\r\n"
                    "Content-Type: application/json\r\n%s\r\n%s",
                    server.token, more, body);
}

static void one_connection_serves_many_requests(void **state)
{
    client c;
    answer a;

    (void)state;
    client_open(&c, &server);
    for (int i = 0; i < 100; i++) {
        client_print(&c, HEALTH);
        client_read(&c, &a, false);
        assert_int_equal(a.status, 200);
        assert_non_null(strstr(a.body, "\"status\":\"ok\""));
        answer_free(&a);
    }
    client_close(&c);
}

static void pipelined_requests_are_answered_in_order(void **state)
{
    enum {
        COUNT = 500
    };
    client c;
    answer a;
    char text[128];

    (void)state;
    client_open(&c, &server);
    for (int i = 0; i < COUNT; i++)
        client_print(&c, "%s /healthz?%d HTTP/1.1\r\nHost: t\r\n\r\n",
                     i % 3 == 0   ? "GET"
                     : i % 3 == 1 ? "OPTIONS"
                                  : "POST",
                     i);
    for (int i = 0; i < COUNT; i++) {
        static const int wanted[] = {200, 204, 405};

        client_read(&c, &a, false);
        assert_int_equal(a.status, wanted[i % 3]);
        answer_free(&a);
    }
    client_print(&c, "GET /healthz HTTP/1.1\r\nHost: t\r\n"
                     "Connection: close\r\n\r\n");
    client_read(&c, &a, false);
    assert_string_equal(answer_field(&a, "Connection", text, sizeof(text)),
                        "close");
    answer_free(&a);
    assert_true(client_sees_end(&c, 2000));
    client_close(&c);
}

static void reads_and_writes_of_one_connection_keep_their_order(void **state)
{
    client c;
    answer a;
    char text[8192];
    char name[64];

    (void)state;
    client_open(&c, &server);
    for (int i = 0; i < 20; i++) {
        int len = snprintf(name, sizeof(name), "{\"name\":\"In order %d\"}", i);
        char length[64];

        (void)snprintf(length, sizeof(length), "Content-Length: %d\r\n", len);
        (void)company(text, sizeof(text), length, name);
        client_print(&c, "%s%s", text, HEALTH);
    }
    for (int i = 0; i < 20; i++) {
        client_read(&c, &a, false);
        assert_int_equal(a.status, 201);
        (void)snprintf(name, sizeof(name), "\"In order %d\"", i);
        assert_non_null(strstr(a.body, name));
        answer_free(&a);
        client_read(&c, &a, false);
        assert_int_equal(a.status, 200);
        answer_free(&a);
    }
    client_close(&c);
}

static void a_request_may_be_split_at_every_byte(void **state)
{
    char text[8192];
    int len = company(text, sizeof(text), "Content-Length: 21\r\n",
                      "{\"name\":\"Split Ltd \"}");
    answer a;

    (void)state;
    for (int at = 1; at<len; at += at> 100 && at < len - 120 ? 37 : 1) {
        client c;

        client_open(&c, &server);
        client_send(&c, text, (size_t)at);
        pause_ms(1);
        client_send(&c, text + at, (size_t)(len - at));
        client_read(&c, &a, false);
        assert_int_equal(a.status, 201);
        assert_non_null(strstr(a.body, "Split Ltd "));
        answer_free(&a);
        client_close(&c);
    }
}

static void a_request_may_come_byte_by_byte(void **state)
{
    char text[8192];
    int len = company(text, sizeof(text), "Transfer-Encoding: chunked\r\n",
                      "8;x=y\r\n{\"name\":\r\n6\r\n\"Drip\"\r\n1\r\n}\r\n"
                      "0\r\nTrailer: t\r\n\r\n");
    client c;
    answer a;

    (void)state;
    client_open(&c, &server);
    for (int i = 0; i < len; i++) {
        client_send(&c, text + i, 1);
        if (i % 16 == 0)
            pause_ms(1);
    }
    client_send(&c, HEALTH, strlen(HEALTH));
    client_read(&c, &a, false);
    assert_int_equal(a.status, 201);
    assert_non_null(strstr(a.body, "\"Drip\""));
    answer_free(&a);
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    client_close(&c);
}

static void chunks_of_any_size_make_one_body(void **state)
{
    char text[16384];
    char body[8192] = "";
    char *name = body + 4096;
    answer a;

    (void)state;
    for (size_t size = 1; size < 40; size += 3) {
        const char *json = "{\"name\":\"Chunks of any size, one body\"}";
        size_t len = strlen(json);
        client c;

        body[0] = '\0';
        for (size_t at = 0; at < len; at += size) {
            size_t n = len - at < size ? len - at : size;

            (void)snprintf(body + strlen(body), 64, "%zX\r\n%.*s\r\n", n,
                           (int)n, json + at);
        }
        (void)snprintf(body + strlen(body), 64, "0\r\n\r\n");
        (void)company(text, sizeof(text), "Transfer-Encoding: chunked\r\n",
                      body);
        client_open(&c, &server);
        client_send(&c, text, strlen(text));
        client_read(&c, &a, false);
        assert_int_equal(a.status, 201);
        (void)snprintf(name, 64, "\"Chunks of any size, one body\"");
        assert_non_null(strstr(a.body, name));
        answer_free(&a);
        client_close(&c);
    }
}

static void an_unread_body_does_not_leak_into_the_next_request(void **state)
{
    client c;
    answer a;

    (void)state;
    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.1\r\nHost: t\r\n"
                     "Content-Length: 31\r\n\r\n"
                     "GET /evil HTTP/1.1\r\nHost: t\r\n\r\n" HEALTH);
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, "\"ok\""));
    answer_free(&a);
    client_close(&c);
}

static void head_answers_like_get_without_the_body(void **state)
{
    client c;
    answer get;
    answer head;
    char a[64];
    char b[64];

    (void)state;
    client_open(&c, &server);
    client_print(&c,
                 "GET /rest/companies?limit=2 HTTP/1.1\r\nHost: t\r\n"
                 "Authorization: Bearer %s\r\n\r\n",
                 server.token);
    client_read(&c, &get, false);
    client_print(&c,
                 "HEAD /rest/companies?limit=2 HTTP/1.1\r\nHost: t\r\n"
                 "Authorization: Bearer %s\r\n\r\n" HEALTH,
                 server.token);
    client_read(&c, &head, true);
    assert_int_equal(head.status, get.status);
    assert_string_equal(answer_field(&get, "Content-Length", a, sizeof(a)),
                        answer_field(&head, "Content-Length", b, sizeof(b)));
    assert_string_equal(answer_field(&get, "Content-Type", a, sizeof(a)),
                        answer_field(&head, "Content-Type", b, sizeof(b)));
    answer_free(&get);
    answer_free(&head);
    client_read(&c, &get, false); /* the next answer follows at once */
    assert_int_equal(get.status, 200);
    answer_free(&get);
    client_close(&c);
}

static void http_1_0_closes_unless_asked_to_stay(void **state)
{
    client c;
    answer a;
    char text[32];

    (void)state;
    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    assert_string_equal(answer_field(&a, "Connection", text, sizeof(text)),
                        "keep-alive");
    answer_free(&a);
    client_print(&c, "GET /healthz HTTP/1.0\r\n\r\n");
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    assert_string_equal(answer_field(&a, "Connection", text, sizeof(text)),
                        "close");
    answer_free(&a);
    assert_true(client_sees_end(&c, 2000));
    client_close(&c);
}

static void absolute_targets_and_blank_lines_before_are_taken(void **state)
{
    answer a;

    (void)state;
    ask(&server, &a,
        "GET http://example.com/healthz?x HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 200);
    answer_free(&a);
    ask(&server, &a, "\r\n\r\n" HEALTH);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    ask(&server, &a, "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 204);
    answer_free(&a);
}

static void an_offer_to_upgrade_is_ignored(void **state)
{
    client c;
    answer a;

    (void)state;
    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.1\r\nHost: t\r\n"
                     "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n" HEALTH);
    for (int i = 0; i < 2; i++) {
        client_read(&c, &a, false);
        assert_int_equal(a.status, 200);
        answer_free(&a);
    }
    client_close(&c);
}

static void a_client_that_expects_100_is_told_to_continue(void **state)
{
    char text[8192];
    client c;
    answer a;

    (void)state;
    (void)company(text, sizeof(text),
                  "Expect: 100-continue\r\nContent-Length: 18\r\n", "");
    client_open(&c, &server);
    client_send(&c, text, strlen(text));
    client_read(&c, &a, true);
    assert_int_equal(a.status, 100);
    answer_free(&a);
    client_print(&c, "{\"name\":\"Patient\"}");
    client_read(&c, &a, false);
    assert_int_equal(a.status, 201);
    assert_non_null(strstr(a.body, "Patient"));
    answer_free(&a);
    client_close(&c);

    /* One that does not wait gets no 100. */
    (void)company(text, sizeof(text),
                  "Expect: 100-continue\r\nContent-Length: 18\r\n",
                  "{\"name\":\"Hurried\"}");
    client_open(&c, &server);
    client_send(&c, text, strlen(text));
    client_read(&c, &a, false);
    assert_int_equal(a.status, 201);
    answer_free(&a);
    client_close(&c);
}

static void a_half_closed_connection_still_gets_its_answers(void **state)
{
    char text[8192];
    client c;
    answer a;

    (void)state;
    (void)company(text, sizeof(text), "Content-Length: 15\r\n",
                  "{\"name\":\"Half\"}");
    client_open(&c, &server);
    client_print(&c, "%s%s", HEALTH, text);
    client_end_of_input(&c);
    client_read(&c, &a, false);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    client_read(&c, &a, false);
    assert_int_equal(a.status, 201);
    answer_free(&a);
    assert_true(client_sees_end(&c, 2000));
    client_close(&c);
}

static void clients_that_vanish_leave_the_server_well(void **state)
{
    char text[8192];
    answer a;

    (void)state;
    (void)company(text, sizeof(text), "Content-Length: 15\r\n",
                  "{\"name\":\"Gone\"}");
    for (int i = 0; i < 200; i++) {
        client c;

        client_open(&c, &server);
        client_send(&c, text, i % 2 == 0 ? strlen(text) : strlen(text) / 2);
        client_close(&c);
    }
    ask(&server, &a, HEALTH);
    assert_int_equal(a.status, 200);
    answer_free(&a);
}

static void writes_of_many_connections_are_all_answered(void **state)
{
    enum {
        COUNT = 64
    };
    client c[COUNT];
    char text[8192];
    char body[64];
    char length[64];
    answer a;

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        int len = snprintf(body, sizeof(body), "{\"name\":\"Together %d\"}", i);

        (void)snprintf(length, sizeof(length), "Content-Length: %d\r\n", len);
        (void)company(text, sizeof(text), length, body);
        client_open(&c[i], &server);
        client_send(&c[i], text, strlen(text));
    }
    for (int i = 0; i < COUNT; i++) {
        client_read(&c[i], &a, false);
        assert_int_equal(a.status, 201);
        (void)snprintf(body, sizeof(body), "\"Together %d\"", i);
        assert_non_null(strstr(a.body, body));
        answer_free(&a);
        client_close(&c[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_connection_serves_many_requests),
        cmocka_unit_test(pipelined_requests_are_answered_in_order),
        cmocka_unit_test(reads_and_writes_of_one_connection_keep_their_order),
        cmocka_unit_test(a_request_may_be_split_at_every_byte),
        cmocka_unit_test(a_request_may_come_byte_by_byte),
        cmocka_unit_test(chunks_of_any_size_make_one_body),
        cmocka_unit_test(an_unread_body_does_not_leak_into_the_next_request),
        cmocka_unit_test(head_answers_like_get_without_the_body),
        cmocka_unit_test(http_1_0_closes_unless_asked_to_stay),
        cmocka_unit_test(absolute_targets_and_blank_lines_before_are_taken),
        cmocka_unit_test(an_offer_to_upgrade_is_ignored),
        cmocka_unit_test(a_client_that_expects_100_is_told_to_continue),
        cmocka_unit_test(a_half_closed_connection_still_gets_its_answers),
        cmocka_unit_test(clients_that_vanish_leave_the_server_well),
        cmocka_unit_test(writes_of_many_connections_are_all_answered),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
