/* content_test.c -- validators, compression, and what browsers ask. */
#include "support/feature.h"
#include "support/server.h"

#include "support/check.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* GET with the key and more header fields. */
static void get(answer *a, const char *target, const char *fields)
{
    ask(&server, a,
        "GET %s HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer %s\r\n%s\r\n",
        target, server.token, fields);
}

static void a_get_carries_a_weak_etag_and_honours_it(void **state)
{
    answer a;
    char etag[64];
    char text[256];
    static const char *const forms[] = {"If-None-Match: %s\r\n",
                                        "If-None-Match: \"x\", %s , \"y\"\r\n",
                                        "If-None-Match: *\r\n"};

    (void)state;
    get(&a, "/rest/companies?limit=1", "");
    assert_int_equal(a.status, 200);
    assert_non_null(answer_field(&a, "ETag", etag, sizeof(etag)));
    assert_memory_equal(etag, "W/\"", 3);
    answer_free(&a);
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        (void)snprintf(text, sizeof(text), forms[i], etag);
#pragma GCC diagnostic pop
        get(&a, "/rest/companies?limit=1", text);
        assert_int_equal(a.status, 304);
        assert_int_equal(a.body_len, 0);
        assert_null(answer_field(&a, "Content-Length", text, sizeof(text)));
        assert_string_equal(answer_field(&a, "ETag", text, sizeof(text)), etag);
        answer_free(&a);
    }
    get(&a, "/rest/companies?limit=1", "If-None-Match: W/\"1-2\"\r\n");
    assert_int_equal(a.status, 200);
    answer_free(&a);
}

static void other_bytes_have_another_etag(void **state)
{
    answer a;
    char before[64];
    char after[64];

    (void)state;
    get(&a, "/rest/companies?limit=60", "");
    assert_non_null(answer_field(&a, "ETag", before, sizeof(before)));
    answer_free(&a);
    ask(&server, &a,
        "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Content-Length: 18\r\n\r\n{\"name\":\"Changed\"}",
        server.token);
    assert_int_equal(a.status, 201);
    assert_null(answer_field(&a, "ETag", after, sizeof(after)));
    answer_free(&a);
    get(&a, "/rest/companies?limit=59", "");
    assert_non_null(answer_field(&a, "ETag", after, sizeof(after)));
    assert_string_not_equal(before, after);
    answer_free(&a);
}

static void a_refused_read_has_no_etag(void **state)
{
    answer a;
    char text[64];

    (void)state;
    ask(&server, &a,
        "POST /healthz HTTP/1.1\r\nHost: t\r\nIf-None-Match: *\r\n\r\n");
    assert_int_equal(a.status, 405);
    assert_null(answer_field(&a, "ETag", text, sizeof(text)));
    answer_free(&a);
}

static uint32_t crc32_of(const char *at, size_t len)
{
    uint32_t crc = 0xffffffffu;

    for (size_t i = 0; i < len; i++) {
        crc ^= (unsigned char)at[i];
        for (int b = 0; b < 8; b++)
            crc = (crc >> 1) ^ (0xedb88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

static uint32_t little_endian(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;

    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/* Make an answer worth compressing. */
static void fill(void)
{
    for (int i = 0; i < 20; i++) {
        answer a;

        ask(&server, &a,
            "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
            "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
            "Content-Length: 17\r\n\r\n{\"name\":\"Big %02d\"}",
            server.token, i);
        assert_int_equal(a.status, 201);
        answer_free(&a);
    }
}

static void a_large_answer_is_compressed_on_request(void **state)
{
    const char *target = "/rest/metadata/objects?limit=60";
    answer plain;
    answer packed;
    char text[64];

    (void)state;
    fill();
    get(&plain, target, "");
    if (plain.body_len < 1400) {
        answer_free(&plain);
        target = "/rest/companies?limit=60";
        get(&plain, target, "");
    }
    assert_null(answer_field(&plain, "Content-Encoding", text, sizeof(text)));
    if (!HAS_GZIP || plain.body_len < 1400) {
        answer_free(&plain);
        skip();
    }
    assert_string_equal(answer_field(&plain, "Vary", text, sizeof(text)),
                        "Accept-Encoding");
    get(&packed, target, "Accept-Encoding: br, gzip;q=0.5\r\n");
    assert_string_equal(
        answer_field(&packed, "Content-Encoding", text, sizeof(text)), "gzip");
    assert_true(packed.body_len < plain.body_len / 2);
    assert_memory_equal(packed.body, "\x1f\x8b", 2);
    assert_int_equal(little_endian(packed.body + packed.body_len - 4),
                     plain.body_len);
    assert_int_equal(little_endian(packed.body + packed.body_len - 8),
                     crc32_of(plain.body, plain.body_len));
    answer_free(&packed);
    get(&packed, target, "Accept-Encoding: gzip;q=0, identity\r\n");
    assert_int_equal(packed.body_len, plain.body_len);
    answer_free(&packed);
    answer_free(&plain);
}

static void a_small_answer_is_never_compressed(void **state)
{
    answer a;
    char text[64];

    (void)state;
    ask(&server, &a,
        "GET /healthz HTTP/1.1\r\nHost: t\r\nAccept-Encoding: gzip\r\n\r\n");
    assert_int_equal(a.status, 200);
    assert_null(answer_field(&a, "Content-Encoding", text, sizeof(text)));
    answer_free(&a);
}

static void a_preflight_is_answered_204(void **state)
{
    answer a;
    char text[128];

    (void)state;
    ask(&server, &a,
        "OPTIONS /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Origin: https://app.example\r\n"
        "Access-Control-Request-Method: PATCH\r\n"
        "Access-Control-Request-Headers: authorization,content-type\r\n\r\n");
    assert_int_equal(a.status, 204);
    assert_string_equal(
        answer_field(&a, "Access-Control-Allow-Origin", text, sizeof(text)),
        "*");
    assert_string_equal(
        answer_field(&a, "Access-Control-Allow-Methods", text, sizeof(text)),
        "GET,HEAD,PUT,PATCH,POST,DELETE");
    assert_string_equal(
        answer_field(&a, "Access-Control-Allow-Headers", text, sizeof(text)),
        "authorization,content-type");
    assert_null(answer_field(&a, "Content-Length", text, sizeof(text)));
    answer_free(&a);
}

static void every_answer_is_open_to_other_origins(void **state)
{
    static const char *const requests[] = {
        "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /rest/companies HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
    };
    answer a;
    char text[128];

    (void)state;
    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        ask(&server, &a, "%s", requests[i]);
        assert_string_equal(
            answer_field(&a, "Access-Control-Allow-Origin", text, sizeof(text)),
            "*");
        assert_string_equal(answer_field(&a, "Access-Control-Expose-Headers",
                                         text, sizeof(text)),
                            "WWW-Authenticate");
        answer_free(&a);
    }
}

static void an_answer_carries_the_date(void **state)
{
    answer a;
    char text[64];
    struct tm t;
    time_t now = time(NULL);
    char wanted[2][32];

    (void)state;
    ask(&server, &a, "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    for (int i = 0; i < 2; i++) {
        time_t at = now + i;

        (void)gmtime_r(&at, &t);
        (void)strftime(wanted[i], sizeof(wanted[i]),
                       "%a, %d %b %Y %H:%M:%S GMT", &t);
    }
    assert_non_null(answer_field(&a, "Date", text, sizeof(text)));
    assert_true(strcmp(text, wanted[0]) == 0 || strcmp(text, wanted[1]) == 0);
    answer_free(&a);
}

static void without_a_token_nothing_is_told(void **state)
{
    answer a;

    (void)state;
    ask(&server, &a, "GET /rest/companies HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 403);
    assert_non_null(strstr(a.body, "\"FORBIDDEN_EXCEPTION\""));
    answer_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_get_carries_a_weak_etag_and_honours_it),
        cmocka_unit_test(other_bytes_have_another_etag),
        cmocka_unit_test(a_refused_read_has_no_etag),
        cmocka_unit_test(a_large_answer_is_compressed_on_request),
        cmocka_unit_test(a_small_answer_is_never_compressed),
        cmocka_unit_test(a_preflight_is_answered_204),
        cmocka_unit_test(every_answer_is_open_to_other_origins),
        cmocka_unit_test(an_answer_carries_the_date),
        cmocka_unit_test(without_a_token_nothing_is_told),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
