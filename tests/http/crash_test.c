/* crash_test.c -- the server is killed under 32 writing clients, again and
** again.  What was answered is there, and nothing is there by half.
**
** Client c writes number n: a record, a change of the record before it, a
** batch.  Ids tell who wrote what, so the file itself can be read as a log.
*/
#include "support/server.h"

#include "support/check.h"

#include <twentyapi.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CLIENTS = 32,
    ROUNDS = 4,
    WRITES = 4000, /* of one client at most */
    BATCH = 7,
    UNTIL_KILL_MS = 700,
    TEXT_SIZE = 8192
};

typedef enum kind {
    CREATE,
    CHANGE,
    CREATE_MANY,
    KINDS
} kind;

/* What the file holds of one write. */
typedef struct trace {
    unsigned char records;
    unsigned char changed;
} trace;

typedef struct writer {
    pthread_t thread;
    int number;
    int answered; /* writes 0 to answered - 1 were */
    trace traces[WRITES];
} writer;

static test_server server;
static writer writers[ROUNDS * CLIENTS]; /* fresh ones each round */

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

/* ---- a client, in a thread: no assertions ------------------------------- */

static int dial(void)
{
    struct sockaddr_in a;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    memset(&a, 0, sizeof(a));
    a.sin_family = AF_INET;
    a.sin_port = htons((uint16_t)server.port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

static bool send_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

/* The status of the next answer once all of it is here; 0: it never came. */
static int read_status(int fd)
{
    char text[TEXT_SIZE * 2];
    size_t len = 0;

    for (;;) {
        ssize_t n = recv(fd, text + len, sizeof(text) - 1 - len, 0);
        const char *head_end;
        const char *length;

        if (n <= 0)
            return 0;
        len += (size_t)n;
        text[len] = '\0';
        head_end = strstr(text, "\r\n\r\n");
        length = strstr(text, "Content-Length: ");
        if (head_end != NULL && length != NULL &&
            len >=
                (size_t)(head_end + 4 - text) + strtoul(length + 16, NULL, 10))
            return atoi(text + 9);
        if (len == sizeof(text) - 1)
            return 0;
    }
}

/* The id of record `k` that client `c` made with its write `n`. */
static void print_id(char *to, size_t size, int c, int n, int k)
{
    (void)snprintf(to, size, "%08x-%04x-4000-8000-%012x", (unsigned)c,
                   (unsigned)k, (unsigned)n);
}

static size_t print_body(char *to, size_t size, int c, int n)
{
    char id[64];
    size_t len = 0;

    if (n % KINDS == CHANGE)
        return (size_t)snprintf(to, size, "{\"name\":\"changed\"}");
    if (n % KINDS == CREATE) {
        print_id(id, sizeof(id), c, n, 0);
        return (size_t)snprintf(to, size, "{\"id\":\"%s\",\"name\":\"new\"}",
                                id);
    }
    for (int k = 0; k < BATCH; k++) {
        print_id(id, sizeof(id), c, n, k);
        len += (size_t)snprintf(to + len, size - len,
                                "%c{\"id\":\"%s\",\"name\":\"new\"}",
                                k == 0 ? '[' : ',', id);
    }
    return len + (size_t)snprintf(to + len, size - len, "]");
}

static bool write_once(int fd, int c, int n)
{
    char text[TEXT_SIZE];
    char body[TEXT_SIZE / 2];
    char target[128];
    char id[64];
    size_t body_len = print_body(body, sizeof(body), c, n);
    int len;

    print_id(id, sizeof(id), c, n - 1, 0);
    (void)snprintf(target, sizeof(target), "%s%s",
                   n % KINDS == CREATE_MANY ? "/rest/batch/companies"
                                            : "/rest/companies",
                   n % KINDS == CHANGE ? "/" : "");
    len = snprintf(text, sizeof(text),
                   "%s %s%s HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer %s\r\n"
                   "Content-Type: application/json\r\n"
                   "Content-Length: %zu\r\n\r\n%s",
                   n % KINDS == CHANGE ? "PATCH" : "POST", target,
                   n % KINDS == CHANGE ? id : "", server.token, body_len, body);
    return len > 0 && (size_t)len < sizeof(text) &&
           send_all(fd, text, (size_t)len) && read_status(fd) / 100 == 2;
}

static void *write_on(void *arg)
{
    writer *w = arg;
    int fd = dial();

    while (fd >= 0 && w->answered < WRITES &&
           write_once(fd, w->number, w->answered))
        w->answered++;
    if (fd >= 0)
        (void)close(fd);
    return NULL;
}

/* ---- what the file holds ------------------------------------------------ */

static void note_record(const tw_value *record)
{
    const char *id = tw_value_text(tw_value_get(record, "id")).ptr;
    const char *name = tw_value_text(tw_value_get(record, "name")).ptr;
    unsigned c;
    unsigned k;
    unsigned n;

    assert_int_equal(sscanf(id, "%8x-%4x-4000-8000-%12x", &c, &k, &n), 3);
    assert_true(c < ROUNDS * CLIENTS && n < WRITES && k < BATCH);
    writers[c].traces[n].records++;
    writers[c].traces[n].changed = strcmp(name, "changed") == 0;
}

static void read_all(tw_db *db)
{
    tw_list_options options = TW_LIST_OPTIONS_INIT;
    tw_result *page = NULL;
    tw_result *before = NULL;
    double total = -1;
    size_t seen = 0;
    bool more = true;

    options.limit = 200;
    while (more) {
        const tw_value *root;
        const tw_value *records;
        const tw_value *info;

        assert_int_equal(tw_record_list(db, "company", &options, &page), TW_OK);
        root = tw_result_value(page);
        records = tw_value_get(root, "records");
        for (size_t i = 0; i < tw_value_count(records); i++)
            note_record(tw_value_at(records, i));
        seen += tw_value_count(records);
        total = tw_value_number(tw_value_get(root, "totalCount"));
        info = tw_value_get(root, "pageInfo");
        more = tw_value_bool(tw_value_get(info, "hasNextPage"));
        options.starting_after = tw_value_text(tw_value_get(info, "endCursor"));
        tw_result_free(before);
        before = page;
    }
    tw_result_free(before);
    assert_true(total == (double)seen);
}

static void check_write(const writer *w, int n)
{
    const trace *t = &w->traces[n];
    bool answered = n < w->answered;

    if (n % KINDS == CHANGE) {
        assert_int_equal(t->records, 0);
        if (answered && !w->traces[n - 1].changed)
            fail_msg("client %d: change %d was answered and is lost", w->number,
                     n);
        return;
    }
    if (t->records == 0 && answered)
        fail_msg("client %d: write %d was answered and is lost", w->number, n);
    if (t->records != 0 && t->records != (n % KINDS == CREATE_MANY ? BATCH : 1))
        fail_msg("client %d: %d records of write %d", w->number, t->records, n);
    if (t->records != 0 && n > w->answered)
        fail_msg("client %d: write %d was never sent", w->number, n);
}

/* ---- the test ----------------------------------------------------------- */

static void start_clients(writer *of_round)
{
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(
            pthread_create(&of_round[i].thread, NULL, write_on, &of_round[i]),
            0);
}

/* All rounds' writes, not the last one's alone. */
static void check_file(void)
{
    tw_db *db;

    for (int i = 0; i < ROUNDS * CLIENTS; i++)
        memset(writers[i].traces, 0, sizeof(writers[i].traces));
    assert_int_equal(tw_db_open(server.db, NULL, &db), TW_OK);
    read_all(db);
    tw_db_close(db);
    for (int i = 0; i < ROUNDS * CLIENTS; i++)
        for (int n = 0; n < WRITES; n++)
            check_write(&writers[i], n);
}

static void answered_writes_outlive_a_kill_and_none_is_there_by_half(
    void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS * CLIENTS; i++)
        writers[i].number = i;
    for (int round = 0; round < ROUNDS; round++) {
        writer *of_round = &writers[round * CLIENTS];
        int answered = 0;

        server_start(&server, NULL);
        start_clients(of_round);
        pause_ms(UNTIL_KILL_MS + round * 37);
        server_signal(&server, SIGKILL);
        for (int i = 0; i < CLIENTS; i++) {
            assert_int_equal(pthread_join(of_round[i].thread, NULL), 0);
            answered += of_round[i].answered;
        }
        assert_int_equal(server_wait(&server), 128 + SIGKILL);
        assert_true(answered > CLIENTS);
        check_file();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            answered_writes_outlive_a_kill_and_none_is_there_by_half, begin,
            end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
