/* malformed_test.c -- what is not a request, or could be two, is refused. */
#include "support/server.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GET "GET /healthz HTTP/1.1\r\nHost: t\r\n"
#define POST "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
#define CHUNKED POST "Transfer-Encoding: chunked\r\n\r\n"

typedef struct refusal {
    const char *says;
    int status;
    const char *bytes;
    size_t len; /* 0: strlen(bytes) */
} refusal;

#define WITH_NUL(text) (text), sizeof(text) - 1

static const refusal refusals[] = {
    {"no Host", 400, "GET / HTTP/1.1\r\n\r\n", 0},
    {"two Hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 0},
    {"a Host with a blank", 400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 0},
    {"a Host with a slash", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 0},
    {"bare LF", 400, "GET / HTTP/1.1\nHost: t\n\n", 0},
    {"bare LF after a field", 400, "GET / HTTP/1.1\r\nHost: t\n\r\n", 0},
    {"bare LF as the empty line", 400, "GET / HTTP/1.1\r\nHost: t\r\n\n", 0},
    {"LF before the request", 400, "\n\n" GET "\r\n", 0},
    {"a folded field", 400, GET "A: b\r\n c\r\n\r\n", 0},
    {"a field folded with a tab", 400, GET "A: b\r\n\tc\r\n\r\n", 0},
    {"a folded first field", 400, "GET / HTTP/1.1\r\n Host: t\r\n\r\n", 0},
    {"a blank before the colon", 400, GET "A : b\r\n\r\n", 0},
    {"a field without a name", 400, GET ": b\r\n\r\n", 0},
    {"a field without a colon", 400, GET "A\r\n\r\n", 0},
    {"a name with a bracket", 400, GET "A(: b\r\n\r\n", 0},
    {"a name with a high byte", 400, GET "A\x80: b\r\n\r\n", 0},
    {"a control character in a value", 400, GET "A: b\001c\r\n\r\n", 0},
    {"NUL in a value", 400, WITH_NUL(GET "A: b\0c\r\n\r\n")},
    {"NUL in a target", 400, WITH_NUL("GET /\0 HTTP/1.1\r\nHost: t\r\n\r\n")},
    {"bare CR in a value", 400, GET "A: b\rc\r\n\r\n", 0},
    {"DEL in a value", 400, GET "A: b\177c\r\n\r\n", 0},
    {"two lengths, alike", 400,
     POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 0},
    {"two lengths, unlike", 400,
     POST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 0},
    {"a list of lengths", 400, POST "Content-Length: 3, 3\r\n\r\nabc", 0},
    {"a length with a sign", 400, POST "Content-Length: +3\r\n\r\nabc", 0},
    {"a negative length", 400, POST "Content-Length: -3\r\n\r\nabc", 0},
    {"a length in hex", 400, POST "Content-Length: 0x3\r\n\r\nabc", 0},
    {"a length with a letter", 400, POST "Content-Length: 3x\r\n\r\nabc", 0},
    {"an empty length", 400, POST "Content-Length:\r\n\r\n", 0},
    {"a length past 64 bits", 400,
     POST "Content-Length: 99999999999999999999999\r\n\r\nabc", 0},
    {"length, then coding", 400,
     POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     0},
    {"coding, then length", 400,
     POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
     0},
    {"chunked twice", 400,
     POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
          "0\r\n\r\n",
     0},
    {"chunked twice in a list", 400,
     POST "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 0},
    {"chunked not last", 400,
     POST "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 0},
    {"another coding first", 400,
     POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 0},
    {"an unknown coding", 400,
     POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 0},
    {"a vertical tab before chunked", 400,
     POST "Transfer-Encoding:\vchunked\r\n\r\n0\r\n\r\n", 0},
    {"an empty coding", 400, POST "Transfer-Encoding:\r\n\r\n0\r\n\r\n", 0},
    {"chunked in HTTP/1.0", 400,
     "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0},
    {"a chunk size that is no number", 400, CHUNKED "g\r\n\r\n", 0},
    {"a negative chunk size", 400, CHUNKED "-1\r\n\r\n", 0},
    {"a chunk size with 0x", 400, CHUNKED "0x3\r\nabc\r\n0\r\n\r\n", 0},
    {"a chunk size past 64 bits", 400, CHUNKED "FFFFFFFFFFFFFFFFF\r\nabc\r\n",
     0},
    {"an empty chunk size", 400, CHUNKED "\r\nabc\r\n", 0},
    {"a chunk longer than it says", 400, CHUNKED "3\r\nabcX\r\n0\r\n\r\n", 0},
    {"bare LF after a chunk size", 400, CHUNKED "3\nabc\r\n0\r\n\r\n", 0},
    {"bare LF after an extension", 400, CHUNKED "3;a=b\nabc\r\n0\r\n\r\n", 0},
    {"bare LF after a chunk", 400, CHUNKED "3\r\nabc\n0\r\n\r\n", 0},
    {"bare LF at the very end", 400, CHUNKED "3\r\nabc\r\n0\r\n\n", 0},
    {"a coding in a trailer", 400, CHUNKED "0\r\nTransfer-Encoding: x\r\n\r\n",
     0},
    {"HTTP/0.9", 400, "GET /\r\n\r\n", 0},
    {"HTTP/0.9 by name", 400, "GET / HTTP/0.9\r\n\r\n", 0},
    {"HTTP/1.2", 400, "GET / HTTP/1.2\r\nHost: t\r\n\r\n", 0},
    {"HTTP/2.0", 505, "GET / HTTP/2.0\r\nHost: t\r\n\r\n", 0},
    {"HTTP/2 with prior knowledge", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0},
    {"a blank after the version", 400, "GET / HTTP/1.1 \r\nHost: t\r\n\r\n", 0},
    {"another protocol's name", 400, "GET / HTTX/1.1\r\nHost: t\r\n\r\n", 0},
    {"a lower-case method", 400, "get / HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"an unknown method", 400, "FOO / HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a blank before the method", 400, " " GET "\r\n", 0},
    {"two blanks after the method", 400, "GET  / HTTP/1.1\r\nHost: t\r\n\r\n",
     0},
    {"two blanks before the version", 400, "GET /  HTTP/1.1\r\nHost: t\r\n\r\n",
     0},
    {"a blank in the target", 400, "GET / x HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a tab in the target", 400, "GET /\tx HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a control character in the target", 400,
     "GET /\001 HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a fragment in the target", 400, "GET /#x HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a target that is no path", 400, "GET x HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a star as target of GET", 400, "GET * HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"a target of another scheme", 400,
     "GET ftp://t/ HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"an absolute target without a host", 400,
     "GET http:///x HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"CONNECT", 405, "CONNECT t:80 HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"TRACE", 405, "TRACE / HTTP/1.1\r\nHost: t\r\n\r\n", 0},
    {"an unknown expectation", 417, GET "Expect: cake\r\n\r\n", 0},
    {"the start of TLS", 400, WITH_NUL("\x16\x03\x01\x02\x00\x01\x00\x01")},
    {"a response", 400, "HTTP/1.1 200 OK\r\n\r\n", 0},
    {"a line of JSON", 400, "{\"a\":1}\r\n", 0},
};

enum {
    REFUSAL_COUNT = sizeof(refusals) / sizeof(refusals[0])
};

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

/* A refusal has a JSON body that repeats the status, and closes. */
static void check(const refusal *r, client *c)
{
    answer a;
    char text[64];

    client_read(c, &a, false);
    if (a.status != r->status)
        fail_msg("%s: expected %d, got %d", r->says, r->status, a.status);
    (void)snprintf(text, sizeof(text), "\"statusCode\":%d}", r->status);
    if (strncmp(a.body, "{\"message\":\"", 12) != 0 ||
        strstr(a.body, "\",\"error\":\"") == NULL ||
        strstr(a.body, text) == NULL)
        fail_msg("%s: unclear body %s", r->says, a.body);
    assert_string_equal(answer_field(&a, "Connection", text, sizeof(text)),
                        "close");
    assert_string_equal(answer_field(&a, "Content-Type", text, sizeof(text)),
                        "application/json; charset=utf-8");
    answer_free(&a);
    if (!client_sees_end(c, 5000))
        fail_msg("%s: the connection stays open", r->says);
}

static size_t length(const refusal *r)
{
    return r->len == 0 ? strlen(r->bytes) : r->len;
}

static void each_malformed_request_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < REFUSAL_COUNT; i++) {
        client c;

        client_open(&c, &server);
        client_send(&c, refusals[i].bytes, length(&refusals[i]));
        check(&refusals[i], &c);
        client_close(&c);
    }
}

static void it_is_refused_byte_by_byte_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < REFUSAL_COUNT; i++) {
        client c;

        client_open(&c, &server);
        for (size_t at = 0; at < length(&refusals[i]); at++) {
            client_send(&c, refusals[i].bytes + at, 1);
            if (at % 8 == 0)
                pause_ms(1);
        }
        check(&refusals[i], &c);
        client_close(&c);
    }
}

static void nothing_after_a_malformed_request_is_served(void **state)
{
    (void)state;
    for (size_t i = 0; i < REFUSAL_COUNT; i++) {
        client c;

        client_open(&c, &server);
        client_send(&c, refusals[i].bytes, length(&refusals[i]));
        client_print(&c, GET "\r\n" GET "\r\n");
        check(&refusals[i], &c);
        client_close(&c);
    }
}

static void a_good_request_before_a_malformed_one_is_served(void **state)
{
    for (size_t i = 0; i < REFUSAL_COUNT; i++) {
        client c;
        answer a;

        (void)state;
        client_open(&c, &server);
        client_print(&c, GET "\r\n");
        client_send(&c, refusals[i].bytes, length(&refusals[i]));
        client_read(&c, &a, false);
        assert_int_equal(a.status, 200);
        answer_free(&a);
        check(&refusals[i], &c);
        client_close(&c);
    }
}

static void what_is_odd_but_legal_is_served(void **state)
{
    static const char *const legal[] = {
        GET "A: caf\xc3\xa9\r\n\r\n",
        GET "A:b\r\nB:\t c \t\r\nC:\r\n\r\n",
        GET "!#$%&'*+-.^_`|~09az: b\r\n\r\n",
        "GET /healthz?\xc3\xa9=\xff HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /healthz?a[]=%7B&b={} HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nhOST: t\r\nCONTENT-LENGTH: 0\r\n\r\n",
        GET "transfer-encoding: CHUNKED\r\n\r\n0\r\n\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(legal) / sizeof(legal[0]); i++) {
        client c;
        answer a;

        client_open(&c, &server);
        client_send(&c, legal[i], strlen(legal[i]));
        client_read(&c, &a, false);
        if (a.status != 200)
            fail_msg("refused: %s", legal[i]);
        answer_free(&a);
        client_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_malformed_request_is_refused),
        cmocka_unit_test(it_is_refused_byte_by_byte_too),
        cmocka_unit_test(nothing_after_a_malformed_request_is_served),
        cmocka_unit_test(a_good_request_before_a_malformed_one_is_served),
        cmocka_unit_test(what_is_odd_but_legal_is_served),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
