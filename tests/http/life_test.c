/* life_test.c -- starting, stopping, logs, figures, two servers on one file.
*/
#include "support/server.h"

#include "support/check.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"

enum {
    TEXT_SIZE = 64 * 1024
};

static test_server server;
static char text[TEXT_SIZE];

static int prepare(void **state)
{
    (void)state;
    server_prepare(&server);
    return 0;
}

static int end(void **state)
{
    (void)state;
    server_end(&server);
    return 0;
}

static const char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t len = 0;

    if (f != NULL) {
        len = fread(text, 1, sizeof(text) - 1, f);
        (void)fclose(f);
    }
    text[len] = '\0';
    return text;
}

static void idle_connections_do_not_hold_a_stop_back(void **state)
{
    client c[10];
    answer a;

    (void)state;
    server_start(&server, NULL);
    for (int i = 0; i < 10; i++) {
        client_open(&c[i], &server);
        if (i % 2 == 0)
            continue;
        client_print(&c[i], HEALTH);
        client_read(&c[i], &a, false);
        answer_free(&a);
    }
    assert_int_equal(server_stop(&server), 0);
    for (int i = 0; i < 10; i++) {
        assert_true(client_sees_end(&c[i], 1000));
        client_close(&c[i]);
    }
}

static void a_request_on_its_way_is_answered_before_the_end(void **state)
{
    client c;
    client late;
    answer a;
    struct stat s;
    char wal[sizeof(server.db) + 8];

    (void)state;
    server_start(&server, NULL);
    client_open(&c, &server);
    client_print(&c,
                 "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
                 "Authorization: Bearer %s\r\n"
                 "Content-Type: application/json\r\n"
                 "Content-Length: 15\r\n\r\n{\"name\":",
                 server.token);
    client_open(&late, &server);
    pause_ms(100);
    server_signal(&server, SIGTERM);
    pause_ms(300);
    assert_true(client_sees_end(&late, 1000));
    client_close(&late);
    client_print(&c, "\"Last\"}");
    client_read(&c, &a, false);
    assert_int_equal(a.status, 201);
    assert_string_equal(answer_field(&a, "Connection", text, sizeof(text)),
                        "close");
    answer_free(&a);
    assert_true(client_sees_end(&c, 2000));
    client_close(&c);
    assert_int_equal(server_wait(&server), 0);
    (void)snprintf(wal, sizeof(wal), "%s-wal", server.db);
    assert_true(stat(wal, &s) != 0 || s.st_size == 0);
}

static void a_request_that_does_not_come_is_waited_for_only_so_long(
    void **state)
{
    static const char *const words[] = {"--drain-timeout", "300ms", NULL};
    client c;

    (void)state;
    server_start(&server, words);
    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.1\r\n");
    pause_ms(100);
    assert_int_equal(server_stop(&server), 0);
    client_close(&c);
}

static void a_second_signal_ends_at_once(void **state)
{
    client c;

    (void)state;
    server_start(&server, NULL);
    client_open(&c, &server);
    client_print(&c, "GET /healthz HTTP/1.1\r\n");
    pause_ms(100);
    server_signal(&server, SIGTERM);
    pause_ms(100);
    server_signal(&server, SIGINT);
    assert_int_equal(server_wait(&server), 128 + SIGINT);
    client_close(&c);
}

static void the_log_is_json_lines_and_is_reopened_on_hangup(void **state)
{
    char moved[sizeof(server.log) + 8];
    answer a;
    const char *line;

    (void)state;
    (void)unlink(server.log);
    server_start(&server, NULL);
    ask(&server, &a, "GET /healthz?\"first\\ HTTP/1.1\r\nHost: t\r\n\r\n");
    answer_free(&a);
    pause_ms(50);
    (void)snprintf(moved, sizeof(moved), "%s.1", server.log);
    assert_int_equal(rename(server.log, moved), 0);
    server_signal(&server, SIGHUP);
    pause_ms(100);
    ask(&server, &a, "GET /healthz?second HTTP/1.1\r\nHost: t\r\n\r\n");
    answer_free(&a);
    ask(&server, &a, "nonsense\r\n\r\n");
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
    line = slurp(moved);
    assert_memory_equal(line, "{\"time\":\"20", 11);
    assert_non_null(strstr(line, "\"remote\":\"127.0.0.1\",\"method\":\"GET\","
                                 "\"target\":\"/healthz?\\\"first\\\\\","
                                 "\"status\":200,\"bytes\":"));
    assert_non_null(strstr(line, ",\"lane\":\"server\"}\n"));
    assert_null(strstr(line, "second"));
    line = slurp(server.log);
    assert_non_null(strstr(line, "\"target\":\"/healthz?second\""));
    assert_non_null(strstr(line, "\"status\":400"));
    assert_null(strstr(line, "first"));
    assert_null(strstr(line, server.token));
}

/* The number behind `name` in /metrics, or -1. */
static double metric(const char *name)
{
    answer a;
    const char *at;
    double n = -1;

    ask(&server, &a, "GET /metrics HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 200);
    at = strstr(a.body, name);
    if (at != NULL)
        n = strtod(at + strlen(name), NULL);
    answer_free(&a);
    return n;
}

/* A request is counted just after its answer is sent, maybe on another thread
** than the one that is asked now. */
static bool reaches(const char *name, double wanted)
{
    for (int i = 0; i < 100; i++) {
        if (metric(name) >= wanted)
            return metric(name) == wanted;
        (void)poll(NULL, 0, 10);
    }
    return false;
}

static void figures_count_what_happened(void **state)
{
    answer a;

    (void)state;
    server_start(&server, NULL);
    for (int i = 0; i < 5; i++) {
        ask(&server, &a, HEALTH);
        assert_int_equal(a.status, 200);
        assert_non_null(strstr(a.body, "\"status\":\"ok\""));
        answer_free(&a);
    }
    for (int i = 0; i < 3; i++) {
        ask(&server, &a, "bad\r\n\r\n");
        answer_free(&a);
    }
    ask(&server, &a,
        "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Content-Length: 14\r\n\r\n{\"name\":\"Sum\"}",
        server.token);
    assert_int_equal(a.status, 201);
    answer_free(&a);
    ask(&server, &a,
        "GET /rest/companies?limit=1 HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\n\r\n",
        server.token);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    assert_true(metric("requests_total{lane=\"server\",code=\"2xx\"} ") >= 5);
    assert_true(reaches("requests_total{lane=\"server\",code=\"4xx\"} ", 3));
    assert_true(reaches("\ntwentyapi_http_refused_total ", 3));
    assert_true(reaches("requests_total{lane=\"write\",code=\"2xx\"} ", 1));
    assert_true(reaches("requests_total{lane=\"inline\",code=\"2xx\"} ", 1));
    assert_true(reaches("duration_seconds_count{lane=\"inline\"} ", 1));
    assert_true(reaches("\ntwentyapi_write_group_size_sum ", 1));
    assert_true(metric("\ntwentyapi_connections ") >= 1);
    assert_true(metric("\ntwentyapi_uptime_seconds ") > 0);
    assert_true(metric("\nprocess_resident_memory_bytes ") > 0);
    assert_true(reaches("queue_depth{lane=\"pool\"} ", 0));
    ask(&server, &a, "HEAD /metrics HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_int_equal(a.status, 200);
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
}

static void a_taken_port_is_named_or_stepped_over(void **state)
{
    char listen[64];
    const char *words[] = {"serve", "--db",  server.db, "--listen",
                           listen,  "--log", "off",     NULL};
    test_server second = server;
    const char *next[] = {"--listen", listen, "--port-tries", "50", NULL};
    answer a;

    (void)state;
    server_start(&server, NULL);
    (void)snprintf(listen, sizeof(listen), "127.0.0.1:%d", server.port);
    assert_int_equal(server_command(&server, words, NULL, text, TEXT_SIZE), 1);
    assert_non_null(strstr(text, listen));
    second.pid = 0;
    server_start(&second, next);
    assert_true(second.port > server.port && second.port < server.port + 50);
    ask(&second, &a, HEALTH);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    assert_int_equal(server_stop(&second), 0);
    assert_int_equal(server_stop(&server), 0);
}

static void two_servers_may_share_a_file(void **state)
{
    test_server second;
    answer a;
    char id[64] = "";
    const char *at;

    (void)state;
    server_start(&server, NULL);
    second = server;
    server_start(&second, NULL);
    ask(&server, &a,
        "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Content-Length: 17\r\n\r\n{\"name\":\"Shared\"}",
        server.token);
    assert_int_equal(a.status, 201);
    at = strstr(a.body, "\"id\":\"");
    if (at != NULL)
        (void)snprintf(id, sizeof(id), "%.36s", at + 6);
    answer_free(&a);
    ask(&second, &a,
        "GET /rest/companies/%s HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\n\r\n",
        id, server.token);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, "\"Shared\""));
    answer_free(&a);
    assert_int_equal(server_stop(&second), 0);
    ask(&server, &a, HEALTH);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
}

static int get_with(const char *token)
{
    answer a;
    int status;

    ask(&server, &a,
        "GET /rest/companies?limit=1 HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\n\r\n",
        token);
    status = a.status;
    answer_free(&a);
    return status;
}

static void keys_come_and_go_while_the_server_runs(void **state)
{
    const char *create[] = {
        "key",          "create",     "--db", server.db, "--name=Night shift",
        "--expires-at", "2090-01-01", NULL};
    const char *list[] = {"key", "list", "--db", server.db, NULL};
    char id[64] = "";
    const char *revoke[] = {"key", "revoke", "--db", server.db, id, NULL};
    char token[SERVER_TOKEN];
    const char *line;

    (void)state;
    server_start(&server, NULL);
    assert_int_equal(server_command(&server, create, token, NULL, SERVER_TOKEN),
                     0);
    assert_int_equal(strcspn(token, "\n"), strlen(token) - 1); /* one line */
    token[strlen(token) - 1] = '\0';
    assert_int_equal(get_with(token), 200);
    assert_int_equal(get_with("nonsense"), 401);

    assert_int_equal(server_command(&server, list, text, NULL, TEXT_SIZE), 0);
    line = strstr(text, "Night shift");
    assert_non_null(line);
    while (line > text && line[-1] != '\n')
        line--;
    (void)snprintf(id, sizeof(id), "%.36s", line);
    assert_non_null(strstr(line, "2090-01-01"));
    assert_null(strstr(text, token));

    assert_int_equal(server_command(&server, revoke, text, NULL, TEXT_SIZE), 0);
    assert_int_equal(get_with(token), 403);
    (void)snprintf(id, sizeof(id), "00000000-0000-4000-8000-000000000000");
    assert_int_equal(server_command(&server, revoke, NULL, text, TEXT_SIZE), 1);
    assert_int_equal(server_stop(&server), 0);
}

static void a_backup_of_a_served_file_can_be_served(void **state)
{
    char copy[sizeof(server.db) + 8];
    const char *backup[] = {"backup", "--db", server.db, copy, NULL};
    test_server second;

    (void)state;
    server_start(&server, NULL);
    (void)snprintf(copy, sizeof(copy), "%s.copy", server.db);
    assert_int_equal(server_command(&server, backup, NULL, text, TEXT_SIZE), 0);
    assert_int_equal(server_command(&server, backup, NULL, text, TEXT_SIZE),
                     1); /* it is there already */
    assert_non_null(strstr(text, copy));
    assert_int_equal(server_stop(&server), 0);
    second = server;
    (void)snprintf(second.db, sizeof(second.db), "%s/w.db.copy", server.dir);
    server_start(&second, NULL);
    server.port = second.port;
    assert_int_equal(get_with(server.token), 200);
    assert_int_equal(server_stop(&second), 0);
}

/* Page 1 becomes something else while the server runs; its threads open their
** handles when they are needed. */
static void a_file_lost_while_it_is_served_is_told_with_a_code(void **state)
{
    static const char *const asked[] = {
        "GET /rest/companies?filter=name%5Beq%5D:x", "POST /rest/companies"};
    char junk[4096];
    FILE *f;

    (void)state;
    server_start(&server, NULL);
    memset(junk, 'x', sizeof(junk));
    f = fopen(server.db, "r+b");
    assert_non_null(f);
    assert_int_equal(fwrite(junk, 1, sizeof(junk), f), sizeof(junk));
    assert_int_equal(fclose(f), 0);
    for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
        answer a;

        ask(&server, &a,
            "%s HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer %s\r\n"
            "Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}",
            asked[i], server.token);
        assert_int_equal(a.status, 503);
        assert_non_null(strstr(a.body, "\"code\":\""));
        answer_free(&a);
    }
    assert_int_equal(server_stop(&server), 0);
}

static void a_read_only_server_ends_without_complaint(void **state)
{
    static const char *const words[] = {"--read-only", "on", NULL};
    char path[SERVER_PATH + 16];

    (void)state;
    server_start(&server, words);
    assert_int_equal(get_with(server.token), 200);
    assert_int_equal(server_stop(&server), 0);
    (void)snprintf(path, sizeof(path), "%s/serve-err", server.dir);
    assert_string_equal(slurp(path), "");
}

static void a_new_server_is_quick_and_small(void **state)
{
    answer a;

    (void)state;
    server_start(&server, NULL);
    ask(&server, &a, HEALTH);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    assert_true(server_resident_kib(&server) < 20 * 1024);
    assert_int_equal(server_stop(&server), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, end)
    const struct CMUnitTest tests[] = {
        TEST(idle_connections_do_not_hold_a_stop_back),
        TEST(a_request_on_its_way_is_answered_before_the_end),
        TEST(a_request_that_does_not_come_is_waited_for_only_so_long),
        TEST(a_second_signal_ends_at_once),
        TEST(the_log_is_json_lines_and_is_reopened_on_hangup),
        TEST(figures_count_what_happened),
        TEST(a_taken_port_is_named_or_stepped_over),
        TEST(two_servers_may_share_a_file),
        TEST(keys_come_and_go_while_the_server_runs),
        TEST(a_backup_of_a_served_file_can_be_served),
        TEST(a_file_lost_while_it_is_served_is_told_with_a_code),
        TEST(a_read_only_server_ends_without_complaint),
        TEST(a_new_server_is_quick_and_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
