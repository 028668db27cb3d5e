/* settings_test.c -- options, environment, file; and files that will not open.
*/
#include "support/server.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TEXT_SIZE = 64 * 1024
};

static test_server server;
static char out[TEXT_SIZE];
static char err[TEXT_SIZE];

static int begin(void **state)
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

static int run(const char *const *words)
{
    return server_command(&server, words, out, err, TEXT_SIZE);
}

typedef struct wrong {
    const char *words[8];
    const char *names; /* what the complaint must hold */
} wrong;

static const wrong wrongs[] = {
    {{NULL}, "twentyapi serve"},
    {{"sevre", NULL}, "unknown command: sevre"},
    {{"key", NULL}, "unknown command: key"},
    {{"serve", NULL}, "--db: a value is missing"},
    {{"serve", "--db", NULL}, "--db: a value is missing"},
    {{"serve", "--db", "", NULL}, "--db: expected FILE"},
    {{"serve", "--db", "x.db", "--tread", "1", NULL}, "--tread"},
    {{"serve", "--db", "x.db", "--name", "x", NULL}, "--name"},
    {{"serve", "--db", "x.db", "more", NULL}, "unexpected word: more"},
    {{"serve", "--db", "x.db", "--threads", "x", NULL},
     "--threads: expected a whole number from 0 to 256, got 'x'"},
    {{"serve", "--db", "x.db", "--threads=-1", NULL}, "--threads: "},
    {{"serve", "--db", "x.db", "--threads=257", NULL}, "--threads: "},
    {{"serve", "--db", "x.db", "--max-batch=0", NULL}, "--max-batch: "},
    {{"serve", "--db", "x.db", "--max-batch=1001", NULL}, "--max-batch: "},
    {{"serve", "--db", "x.db", "--max-batch=", NULL}, "--max-batch: "},
    {{"serve", "--db", "x.db", "--max-body=11m", NULL}, "--max-body: "},
    {{"serve", "--db", "x.db", "--max-body=1g", NULL}, "--max-body: "},
    {{"serve", "--db", "x.db", "--idle-timeout=1h", NULL},
     "--idle-timeout: expected a time such as 500ms, 30s or 2m"},
    {{"serve", "--db", "x.db", "--idle-timeout=9223372036854775807", NULL},
     "--idle-timeout: "},
    {{"serve", "--db", "x.db", "--synchronous", "maybe", NULL},
     "--synchronous: expected full|normal|off, got 'maybe'"},
    {{"serve", "--db", "x.db", "--gzip", "1", NULL}, "--gzip: "},
    {{"serve", "--db", "x.db", "--model", "big", NULL}, "--model: "},
    {{"key", "create", "--db", "x.db", NULL}, "--name: a value is missing"},
    {{"key", "revoke", "--db", "x.db", NULL}, "ID is missing"},
    {{"backup", "--db", "x.db", NULL}, "TO is missing"},
    {{"backup", "--db", "x.db", "a", "b", NULL}, "unexpected word: b"},
    {{"serve", "--db", "x.db", "--config", "/nowhere/x", NULL}, "/nowhere/x"},
};

static void a_wrong_word_is_refused_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
        int status = run(wrongs[i].words);

        if (status != 2 || strstr(err, wrongs[i].names) == NULL)
            fail_msg("%s: status %d, said: %s", wrongs[i].names, status, err);
        assert_string_equal(out, "");
    }
}

static void a_place_to_listen_must_be_an_address(void **state)
{
    static const char *const places[] = {
        "127.0.0.1",    "127.0.0.1:",      "x:1:2",  "127.0.0.1:65536",
        "127.0.0.1:-1", "host.example:80", "[::1:80"};

    (void)state;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        const char *words[] = {"serve",    "--db",    server.db,
                               "--listen", places[i], NULL};

        if (run(words) == 0 || strstr(err, "--listen") == NULL)
            fail_msg("%s: said: %s", places[i], err);
    }
}

static void help_lists_every_option_with_its_default(void **state)
{
    static const char *const words[] = {"serve", "--help", NULL};
    static const char *const names[] = {
        "--db FILE",       "--listen ADDR:PORT", "[127.0.0.1:3000]",
        "--threads N",     "--max-batch N",      "[60]",
        "--gzip off|on",   "TWENTYAPI_MAX_BODY", "--idle-timeout TIME",
        "--drain-timeout", "--cors-origin",      "--metadata-envelope",
    };
    static const char *const top[] = {"--help", NULL};

    (void)state;
    assert_int_equal(run(words), 0);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strstr(out, names[i]) == NULL)
            fail_msg("--help does not tell of %s", names[i]);
    }
    assert_null(strstr(out, "--expires-at"));
    assert_int_equal(run(top), 0);
    assert_non_null(strstr(out, "key revoke ID"));
    assert_string_equal(err, "");
}

/* A configuration file with this text. */
static const char *config_file(const char *content)
{
    static char path[SERVER_PATH + 16];
    FILE *f;

    (void)snprintf(path, sizeof(path), "%s/app.conf", server.dir);
    f = fopen(path, "wb");
    assert_non_null(f);
    (void)fputs(content, f);
    (void)fclose(f);
    return path;
}

static void a_wrong_line_of_the_file_is_named(void **state)
{
    static const struct {
        const char *content, *names;
    } rows[] = {
        {"threads = x\n", "app.conf:1: threads: expected"},
        {"# fine\n\n  threads=2\nmax-bach = 3\n",
         "app.conf:4: no such setting: max-bach"},
        {"threads\n", "app.conf:1: expected `key = value`"},
        {"config = x\n", "app.conf:1: no such setting: config"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *words[] = {"serve",
                               "--db",
                               server.db,
                               "--config",
                               config_file(rows[i].content),
                               NULL};

        assert_int_equal(run(words), 2);
        if (strstr(err, rows[i].names) == NULL)
            fail_msg("%s: said %s", rows[i].names, err);
    }
}

/* Ask for a target of 30 bytes: 414 when max-target is below that. */
static int long_target(void)
{
    answer a;
    int status;

    ask(&server, &a,
        "GET /healthz?aaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nHost: t\r\n\r\n");
    status = a.status;
    answer_free(&a);
    return status;
}

static void the_command_line_beats_the_environment_beats_the_file(void **state)
{
    const char *file = config_file("max-target = 20\r\n");
    const char *by_file[] = {"--config", file, NULL};
    const char *by_words[] = {"--config", file, "--max-target", "21", NULL};

    (void)state;
    server_start(&server, by_file);
    assert_int_equal(long_target(), 414);
    assert_int_equal(server_stop(&server), 0);

    assert_int_equal(setenv("TWENTYAPI_MAX_TARGET", "1k", 1), 0);
    server_start(&server, by_file);
    assert_int_equal(long_target(), 200);
    assert_int_equal(server_stop(&server), 0);

    server_start(&server, by_words);
    assert_int_equal(long_target(), 414);
    assert_int_equal(server_stop(&server), 0);

    assert_int_equal(setenv("TWENTYAPI_MAX_TARGET", "many", 1), 0);
    {
        const char *words[] = {"serve", "--db", server.db, NULL};

        assert_int_equal(run(words), 2);
        assert_non_null(strstr(err, "TWENTYAPI_MAX_TARGET: expected"));
    }
    assert_int_equal(unsetenv("TWENTYAPI_MAX_TARGET"), 0);
}

static void write_text(const char *path, const char *content)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    (void)fputs(content, f);
    (void)fclose(f);
}

static void a_file_that_cannot_be_opened_is_named(void **state)
{
    char path[SERVER_PATH + 32];
    const char *words[] = {"serve",    "--db",        path,
                           "--listen", "127.0.0.1:0", NULL};
    const char *keys[] = {"key", "list", "--db", path, NULL};
    char junk[8192];

    (void)state;
    (void)snprintf(path, sizeof(path), "%s/no/such/folder.db", server.dir);
    assert_int_equal(run(words), 1);
    assert_non_null(strstr(err, path));
    assert_string_equal(out, "");

    (void)snprintf(path, sizeof(path), "%s", server.dir); /* a folder */
    assert_int_equal(run(words), 1);
    assert_non_null(strstr(err, path));

    memset(junk, 'j', sizeof(junk));
    junk[sizeof(junk) - 1] = '\0';
    (void)snprintf(path, sizeof(path), "%s/junk.db", server.dir);
    write_text(path, junk);
    assert_int_equal(run(words), 1);
    assert_non_null(strstr(err, path));

    (void)snprintf(path, sizeof(path), "%s/missing.db", server.dir);
    assert_int_equal(run(keys), 1); /* only serve and key create make files */
    assert_non_null(strstr(err, path));
    assert_int_not_equal(access(path, F_OK), 0);
}

static void a_server_may_be_read_only(void **state)
{
    static const char *const words[] = {"--read-only", "on", NULL};
    answer a;

    (void)state;
    server_start(&server, words);
    ask(&server, &a,
        "GET /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\n\r\n",
        server.token);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    ask(&server, &a,
        "POST /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Content-Length: 12\r\n\r\n{\"name\":\"x\"}",
        server.token);
    assert_int_equal(a.status, 503);
    assert_non_null(strstr(a.body, "DATABASE_READONLY"));
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
}

static void an_empty_model_has_no_objects(void **state)
{
    static const char *const words[] = {"--model", "empty", NULL};
    char path[sizeof(server.db)];
    answer a;

    (void)state;
    (void)snprintf(path, sizeof(path), "%s", server.db);
    (void)snprintf(server.db, sizeof(server.db), "%s/empty.db", server.dir);
    {
        const char *create[] = {"key", "create",  "--db",  server.db, "--name",
                                "x",   "--model", "empty", NULL};

        assert_int_equal(run(create), 0);
        out[strcspn(out, "\n")] = '\0';
    }
    server_start(&server, words);
    ask(&server, &a,
        "GET /rest/companies HTTP/1.1\r\nHost: t\r\n"
        "Authorization: Bearer %s\r\n\r\n",
        out);
    assert_int_equal(a.status, 400);
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
    (void)snprintf(server.db, sizeof(server.db), "%s", path);
}

static void other_origins_can_be_shut_out(void **state)
{
    static const char *const off[] = {"--cors-origin", "off", NULL};
    static const char *const one[] = {"--cors-origin", "https://app.example",
                                      "--gzip", "off", NULL};
    answer a;
    char text[64];

    (void)state;
    server_start(&server, off);
    ask(&server, &a, "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_null(
        answer_field(&a, "Access-Control-Allow-Origin", text, sizeof(text)));
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
    server_start(&server, one);
    ask(&server, &a,
        "GET /metrics HTTP/1.1\r\nHost: t\r\n"
        "Accept-Encoding: gzip\r\n\r\n");
    assert_string_equal(
        answer_field(&a, "Access-Control-Allow-Origin", text, sizeof(text)),
        "https://app.example");
    assert_null(answer_field(&a, "Content-Encoding", text, sizeof(text)));
    answer_free(&a);
    assert_int_equal(server_stop(&server), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_word_is_refused_by_name),
        cmocka_unit_test(a_place_to_listen_must_be_an_address),
        cmocka_unit_test(help_lists_every_option_with_its_default),
        cmocka_unit_test(a_wrong_line_of_the_file_is_named),
        cmocka_unit_test(the_command_line_beats_the_environment_beats_the_file),
        cmocka_unit_test(a_file_that_cannot_be_opened_is_named),
        cmocka_unit_test(a_server_may_be_read_only),
        cmocka_unit_test(an_empty_model_has_no_objects),
        cmocka_unit_test(other_origins_can_be_shut_out),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
