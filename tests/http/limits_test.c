/* limits_test.c -- each bound of the server, at it and one past it. */
#include "support/server.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BODY_MAX = 100000,
    HEADER_MAX = 2000,
    TARGET_MAX = 500,
    FIELDS_MAX = 8
};

static test_server server;

static int begin(void **state)
{
    static const char *const words[] = {"--max-body",
                                        "100000",
                                        "--max-header",
                                        "2000",
                                        "--max-target",
                                        "500",
                                        "--max-headers",
                                        "8",
                                        "--max-connections",
                                        "20",
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

static char *letters(size_t len)
{
    char *text = malloc(len + 1);

    assert_non_null(text);
    memset(text, 'a', len);
    text[len] = '\0';
    return text;
}

static int status_of(const char *format, const char *fill)
{
    answer a;
    int status;

    ask(&server, &a, "%.*s%s%s", (int)strcspn(format, "@"), format, fill,
        strchr(format, '@') + 1);
    status = a.status;
    answer_free(&a);
    return status;
}

static void a_target_may_have_its_length_and_no_more(void **state)
{
    const char *format = "GET /healthz?@ HTTP/1.1\r\nHost: t\r\n\r\n";
    char *text = letters(TARGET_MAX - 9);

    (void)state;
    assert_int_equal(status_of(format, text), 200);
    free(text);
    text = letters(TARGET_MAX - 8);
    assert_int_equal(status_of(format, text), 414);
    free(text);
    text = letters(60000);
    assert_int_equal(status_of(format, text), 414);
    free(text);
}

static void a_head_may_have_its_length_and_no_more(void **state)
{
    const char *format = "GET /healthz HTTP/1.1\r\nHost: t\r\nA: @\r\n\r\n";
    size_t rest = strlen(format) - 1 - strlen("/healthz");
    char *text = letters(HEADER_MAX - rest);

    (void)state;
    assert_int_equal(status_of(format, text), 200);
    free(text);
    text = letters(HEADER_MAX - rest + 1);
    assert_int_equal(status_of(format, text), 431);
    free(text);
    text = letters(60000);
    assert_int_equal(status_of(format, text), 431);
    free(text);
}

static void a_head_may_have_so_many_fields_and_no_more(void **state)
{
    char text[512] = "";

    (void)state;
    for (int i = 0; i < FIELDS_MAX - 1; i++)
        (void)strcat(text, "A: b\r\n");
    assert_int_equal(
        status_of("GET /healthz HTTP/1.1\r\nHost: t\r\n@\r\n", text), 200);
    (void)strcat(text, "A: b\r\n");
    assert_int_equal(
        status_of("GET /healthz HTTP/1.1\r\nHost: t\r\n@\r\n", text), 431);
}

static void a_head_that_never_ends_is_refused(void **state)
{
    static const char *const endless[] = {"\r\n", "A", "A: b\r\n", " ", "/"};

    (void)state;
    for (size_t i = 0; i < sizeof(endless) / sizeof(endless[0]); i++) {
        client c;
        answer a;

        client_open(&c, &server);
        if (i > 0)
            client_print(&c, i == 3   ? "GET / HTTP/1.1\r\nA: "
                             : i == 4 ? "GET /"
                                      : "GET / HTTP/1.1\r\n");
        for (int n = 0; n < 20000; n++)
            client_send(&c, endless[i], strlen(endless[i]));
        client_read(&c, &a, false);
        if (a.status != (i == 4 ? 414 : 431))
            fail_msg("endless '%s': %d", endless[i], a.status);
        answer_free(&a);
        client_close(&c);
    }
}

/* POST a body of `len` bytes with `field` in the head. */
static int post(size_t len, const char *field, bool chunked)
{
    char *text = letters(len);
    client c;
    answer a;
    int status;

    client_open(&c, &server);
    client_print(&c, "POST /healthz HTTP/1.1\r\nHost: t\r\n%s\r\n", field);
    for (size_t at = 0; at < len;) {
        size_t n = len - at < 30000 ? len - at : 30000;

        if (chunked)
            client_print(&c, "%zx\r\n", n);
        client_send(&c, text + at, n);
        if (chunked)
            client_print(&c, "\r\n");
        at += n;
    }
    if (chunked)
        client_print(&c, "0\r\n\r\n");
    client_read(&c, &a, false);
    status = a.status;
    answer_free(&a);
    client_close(&c);
    free(text);
    return status;
}

static void a_body_may_have_its_length_and_no_more(void **state)
{
    (void)state;
    assert_int_equal(post(BODY_MAX, "Content-Length: 100000\r\n", false), 405);
    assert_int_equal(post(BODY_MAX + 1, "Content-Length: 100001\r\n", false),
                     413);
    assert_int_equal(post(BODY_MAX, "Transfer-Encoding: chunked\r\n", true),
                     405);
    assert_int_equal(post(BODY_MAX + 1, "Transfer-Encoding: chunked\r\n", true),
                     413);
    /* The answer comes through although megabytes are still on their way. */
    assert_int_equal(
        post((size_t)20 << 20, "Content-Length: 20971520\r\n", false), 413);
    assert_int_equal(
        post((size_t)20 << 20, "Transfer-Encoding: chunked\r\n", true), 413);
}

static void a_large_body_is_refused_before_it_is_sent(void **state)
{
    client c;
    answer a;

    (void)state;
    client_open(&c, &server);
    client_print(&c, "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
                     "Expect: 100-continue\r\n"
                     "Content-Length: 100001\r\n\r\n");
    client_read(&c, &a, false); /* and no "100 Continue" */
    assert_int_equal(a.status, 413);
    assert_non_null(strstr(a.body, "\"error\":\"Payload Too Large\""));
    answer_free(&a);
    client_close(&c);
}

static void chunk_extensions_and_trailers_are_bounded(void **state)
{
    static const struct {
        const char *before, *piece;
        int status;
    } rows[] = {
        {"3;", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 400},
        {"3\r\nabc\r\n0\r\n", "A: bbbbbbbbbbbbbbbbbbbbbbbbbb\r\n", 431},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        client c;
        answer a;

        client_open(&c, &server);
        client_print(&c,
                     "POST /healthz HTTP/1.1\r\nHost: t\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n%s",
                     rows[i].before);
        for (int n = 0; n < 1000; n++)
            client_send(&c, rows[i].piece, strlen(rows[i].piece));
        client_read(&c, &a, false);
        assert_int_equal(a.status, rows[i].status);
        answer_free(&a);
        client_close(&c);
    }
}

static void one_connection_too_many_is_told_so(void **state)
{
    enum {
        COUNT = 20
    };
    client c[COUNT];
    client extra;
    answer a;

    (void)state;
    pause_ms(50); /* the connections of the tests before are gone */
    for (int i = 0; i < COUNT; i++) {
        client_open(&c[i], &server);
        client_print(&c[i], "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
        client_read(&c[i], &a, false);
        assert_int_equal(a.status, 200);
        answer_free(&a);
    }
    client_open(&extra, &server);
    client_read(&extra, &a, false);
    assert_int_equal(a.status, 503);
    assert_non_null(strstr(a.body, "\"message\":\"Too many connections\""));
    answer_free(&a);
    assert_true(client_sees_end(&extra, 2000));
    client_close(&extra);
    client_close(&c[0]);
    pause_ms(50);
    ask(&server, &a, "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 200);
    answer_free(&a);
    for (int i = 1; i < COUNT; i++)
        client_close(&c[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_may_have_its_length_and_no_more),
        cmocka_unit_test(a_head_may_have_its_length_and_no_more),
        cmocka_unit_test(a_head_may_have_so_many_fields_and_no_more),
        cmocka_unit_test(a_head_that_never_ends_is_refused),
        cmocka_unit_test(a_body_may_have_its_length_and_no_more),
        cmocka_unit_test(a_large_body_is_refused_before_it_is_sent),
        cmocka_unit_test(chunk_extensions_and_trailers_are_bounded),
        cmocka_unit_test(one_connection_too_many_is_told_so),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
