/* server.c -- the server as a child process, and a plain HTTP client. */
#include "server.h"

#include "check.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 10000,
    END_MS = 20000,
    TEXT_SIZE = 64 * 1024
};

void pause_ms(int ms)
{
    struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000};

    (void)nanosleep(&t, NULL);
}

static void find_program(char *to, size_t size)
{
    const char *given = getenv("TWENTYAPI_SERVER");
    ssize_t len;
    char *tests;

    if (given != NULL) {
        (void)snprintf(to, size, "%s", given);
        return;
    }
    len = readlink("/proc/self/exe", to, size - 1);
    assert_true(len > 0);
    to[len] = '\0';
    tests = strstr(to, "/tests/");
    assert_non_null(tests);
    (void)snprintf(tests, size - (size_t)(tests - to), "/twentyapi");
}

/* The child's side of a fork: `out` and `err` are files or NULL. */
static void become(const char *const *words, const char *out, const char *err)
{
    char program[1024];
    const char *argv[SERVER_WORDS + 2];
    int n = 0;
    int fd;

    find_program(program, sizeof(program));
    argv[n++] = program;
    while (n < SERVER_WORDS && words[n - 1] != NULL) {
        argv[n] = words[n - 1];
        n++;
    }
    argv[n] = NULL;
#if defined(__linux__)
    /* A test that dies takes its server along. */
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    fd = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    (void)dup2(fd, STDOUT_FILENO);
    fd = open(err, O_WRONLY | O_CREAT | O_APPEND, 0600);
    (void)dup2(fd, STDERR_FILENO);
    (void)execv(program, (char *const *)(void *)argv);
    _exit(127);
}

static void read_file(const char *path, char *to, size_t size)
{
    FILE *f = fopen(path, "rb");
    size_t len = 0;

    if (f != NULL) {
        len = fread(to, 1, size - 1, f);
        (void)fclose(f);
    }
    to[len] = '\0';
}

int server_command(const test_server *s,
                   const char *const *words,
                   char *out,
                   char *err,
                   size_t size)
{
    char out_path[SERVER_PATH + 16];
    char err_path[SERVER_PATH + 16];
    pid_t pid;
    int status;

    (void)snprintf(out_path, sizeof(out_path), "%s/out", s->dir);
    (void)snprintf(err_path, sizeof(err_path), "%s/err", s->dir);
    (void)unlink(err_path);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        become(words, out_path, err_path);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (out != NULL)
        read_file(out_path, out, size);
    if (err != NULL)
        read_file(err_path, err, size);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void server_prepare(test_server *s)
{
    const char *words[] = {"key",    "create", "--db", s->db,
                           "--name", "Test",   NULL};
    char template[] = "/tmp/twentyapi-test-XXXXXX";

    memset(s, 0, sizeof(*s));
    assert_non_null(mkdtemp(template));
    (void)snprintf(s->dir, sizeof(s->dir), "%s", template);
    (void)snprintf(s->db, sizeof(s->db), "%s/w.db", s->dir);
    (void)snprintf(s->log, sizeof(s->log), "%s/access.log", s->dir);
    assert_int_equal(server_command(s, words, s->token, NULL, SERVER_TOKEN), 0);
    s->token[strcspn(s->token, "\n")] = '\0';
    assert_true(s->token[0] != '\0');
}

/* Wait until it says where it listens. */
static void learn_port(test_server *s, const char *out)
{
    char text[256];

    for (int i = 0; i < PATIENCE_MS / 10; i++) {
        const char *colon;

        read_file(out, text, sizeof(text));
        colon = strrchr(text, ':');
        if (colon != NULL && strchr(colon, '\n') != NULL) {
            s->port = atoi(colon + 1);
            return;
        }
        pause_ms(10);
    }
    fail_msg("the server does not start: %s", text);
}

void server_start(test_server *s, const char *const *words)
{
    const char *all[SERVER_WORDS] = {"serve",       "--db",  s->db, "--listen",
                                     "127.0.0.1:0", "--log", s->log};
    char out[SERVER_PATH + 16];
    char err[SERVER_PATH + 16];
    int n = 7;

    while (words != NULL && *words != NULL)
        all[n++] = *words++;
    all[n] = NULL;
    (void)snprintf(out, sizeof(out), "%s/serve-out", s->dir);
    (void)snprintf(err, sizeof(err), "%s/serve-err", s->dir);
    (void)unlink(out);
    s->pid = fork();
    assert_true(s->pid >= 0);
    if (s->pid == 0)
        become(all, out, err);
    learn_port(s, out);
}

void server_begin(test_server *s, const char *const *words)
{
    server_prepare(s);
    server_start(s, words);
}

void server_signal(const test_server *s, int number)
{
    assert_int_equal(kill(s->pid, number), 0);
}

int server_wait(test_server *s)
{
    int status = 0;

    for (int i = 0; i < END_MS / 10; i++) {
        if (waitpid(s->pid, &status, WNOHANG) == s->pid) {
            s->pid = 0;
            return WIFEXITED(status) ? WEXITSTATUS(status)
                                     : 128 + WTERMSIG(status);
        }
        pause_ms(10);
    }
    return -1;
}

int server_stop(test_server *s)
{
    server_signal(s, SIGTERM);
    return server_wait(s);
}

void server_end(test_server *s)
{
    char line[SERVER_PATH + 16];

    if (s->pid != 0) {
        (void)kill(s->pid, SIGKILL);
        (void)waitpid(s->pid, NULL, 0);
    }
    (void)snprintf(line, sizeof(line), "rm -rf '%s'", s->dir);
    assert_int_equal(system(line), 0); /* NOLINT(cert-env33-c) */
}

long server_resident_kib(const test_server *s)
{
    char path[64];
    char text[128];
    long total = 0;
    long resident = 0;

    if (getenv("TWENTYAPI_SANITIZED") != NULL)
        return 0; /* a sanitizer's memory says nothing about ours */
    (void)snprintf(path, sizeof(path), "/proc/%d/statm", (int)s->pid);
    read_file(path, text, sizeof(text));
    if (sscanf(text, "%ld %ld", &total, &resident) != 2)
        return 0;
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

void client_open(client *c, const test_server *s)
{
    struct sockaddr_in a;

    memset(c, 0, sizeof(*c));
    memset(&a, 0, sizeof(a));
    a.sin_family = AF_INET;
    a.sin_port = htons((uint16_t)s->port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(c->fd >= 0);
    assert_int_equal(connect(c->fd, (struct sockaddr *)&a, sizeof(a)), 0);
}

void client_close(client *c)
{
    (void)close(c->fd);
    free(c->buf);
    memset(c, 0, sizeof(*c));
    c->fd = -1;
}

void client_send(client *c, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(c->fd, bytes, len, MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return; /* the server has closed: the test reads on */
        bytes += n;
        len -= (size_t)n;
    }
}

void client_print(client *c, const char *format, ...)
{
    char *text = malloc(TEXT_SIZE);
    va_list ap;
    int len;

    assert_non_null(text);
    va_start(ap, format);
    len = vsnprintf(text, TEXT_SIZE, format, ap);
    va_end(ap);
    assert_true(len >= 0 && len < TEXT_SIZE);
    client_send(c, text, (size_t)len);
    free(text);
}

/* Read what comes within `ms`: >0 bytes, 0 the end, -1 silence or a reset. */
static ssize_t fill(client *c, int ms)
{
    struct pollfd p = {.fd = c->fd, .events = POLLIN};
    ssize_t n;

    if (poll(&p, 1, ms) != 1)
        return -1;
    if (c->cap - c->len < 64 * 1024) {
        c->cap = c->cap * 2 + 128 * 1024;
        c->buf = realloc(c->buf, c->cap);
        assert_non_null(c->buf);
    }
    n = recv(c->fd, c->buf + c->len, c->cap - c->len - 1, 0);
    if (n > 0)
        c->len += (size_t)n;
    return n;
}

static char *copy(const char *from, size_t len)
{
    char *to = malloc(len + 1);

    assert_non_null(to);
    memcpy(to, from, len);
    to[len] = '\0';
    return to;
}

static size_t head_length(const client *c)
{
    for (size_t i = 3; i < c->len; i++) {
        if (memcmp(c->buf + i - 3, "\r\n\r\n", 4) == 0)
            return i + 1;
    }
    return 0;
}

void client_read(client *c, answer *a, bool to_head)
{
    char text[32];
    size_t head;
    size_t body = 0;

    memset(a, 0, sizeof(*a));
    while ((head = head_length(c)) == 0) {
        ssize_t n = fill(c, PATIENCE_MS);

        if (n <= 0) {
            a->ended = n == 0 || errno == ECONNRESET;
            return;
        }
    }
    a->head = copy(c->buf, head);
    assert_int_equal(sscanf(a->head, "HTTP/1.1 %d ", &a->status), 1);
    if (!to_head && answer_field(a, "Content-Length", text, sizeof(text)))
        body = (size_t)strtoul(text, NULL, 10);
    while (c->len < head + body)
        assert_true(fill(c, PATIENCE_MS) > 0);
    a->body = copy(c->buf + head, body);
    a->body_len = body;
    c->len -= head + body;
    memmove(c->buf, c->buf + head + body, c->len);
}

void client_end_of_input(client *c)
{
    (void)shutdown(c->fd, SHUT_WR);
}

bool client_sees_end(client *c, int ms)
{
    ssize_t n;

    if (c->len > 0)
        return false;
    errno = 0;
    n = fill(c, ms);
    return n == 0 || (n < 0 && errno == ECONNRESET);
}

void answer_free(answer *a)
{
    free(a->head);
    free(a->body);
    memset(a, 0, sizeof(*a));
}

const char *answer_field(const answer *a,
                         const char *name,
                         char *text,
                         size_t size)
{
    size_t len = strlen(name);
    const char *line = a->head;

    while (line != NULL && (line = strstr(line, "\r\n")) != NULL) {
        line += 2;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
            const char *value = line + len + 1;

            value += strspn(value, " ");
            (void)snprintf(text, size, "%.*s", (int)strcspn(value, "\r"),
                           value);
            return text;
        }
    }
    return NULL;
}

void ask(const test_server *s, answer *a, const char *format, ...)
{
    char *text = malloc(TEXT_SIZE);
    client c;
    va_list ap;
    int len;

    assert_non_null(text);
    va_start(ap, format);
    len = vsnprintf(text, TEXT_SIZE, format, ap);
    va_end(ap);
    assert_true(len >= 0 && len < TEXT_SIZE);
    client_open(&c, s);
    client_send(&c, text, (size_t)len);
    client_read(&c, a, strncmp(text, "HEAD", 4) == 0);
    client_close(&c);
    free(text);
}
