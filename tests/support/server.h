/* server.h -- start the built server, talk to it over raw sockets.
**
** The program under test is $TWENTYAPI_SERVER, or `twentyapi` in the build
** folder the test program itself stands in.  Everything it writes goes into a
** fresh folder that server_end() removes.
*/
#ifndef SUPPORT_SERVER_H
#define SUPPORT_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum {
    SERVER_PATH = 256,
    SERVER_TOKEN = 4096,
    SERVER_WORDS = 32
};

typedef struct test_server {
    pid_t pid;
    int port;
    char dir[SERVER_PATH];
    char db[SERVER_PATH + 16];
    char log[SERVER_PATH + 16];
    char token[SERVER_TOKEN]; /* of an API key */
} test_server;

/* Make the folder, a workspace and a key; no server yet. */
void server_prepare(test_server *s);
/* Start it; `words` are more options, ended by NULL, or NULL.  Returns when it
** listens. */
void server_start(test_server *s, const char *const *words);
/* server_prepare() and server_start(). */
void server_begin(test_server *s, const char *const *words);
/* Send a signal. */
void server_signal(const test_server *s, int number);
/* Wait for its end: the exit status, 128 + n for signal n, -1 after 20 s. */
int server_wait(test_server *s);
/* SIGTERM and wait. */
int server_stop(test_server *s);
/* Stop when it runs, and remove the folder. */
void server_end(test_server *s);
/* Resident memory of the server in KiB; 0 when $TWENTYAPI_SANITIZED is set. */
long server_resident_kib(const test_server *s);

/*
** Run the program with `words` and wait: the exit status.  What it prints goes
** to `out` and `err`, each with room for `size`; either may be NULL.
*/
int server_command(const test_server *s,
                   const char *const *words,
                   char *out,
                   char *err,
                   size_t size);

/* --- one client connection --- */

typedef struct client {
    int fd;
    char *buf;
    size_t len, cap; /* read, not yet taken */
} client;

typedef struct answer {
    int status; /* 0: the connection ended or stayed silent */
    char *head; /* status line and fields, NUL-terminated */
    char *body; /* NUL-terminated too */
    size_t body_len;
    bool ended; /* with status 0: the server closed; else it was silent */
} answer;

void client_open(client *c, const test_server *s);
void client_close(client *c);
/* All of it must go out. */
void client_send(client *c, const char *bytes, size_t len);
void client_print(client *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Read one answer, waiting up to 10 s; `to_head`: it has no body. */
void client_read(client *c, answer *a, bool to_head);
/* Say that no more will come. */
void client_end_of_input(client *c);
/* True when the server closes without another byte, within `ms`. */
bool client_sees_end(client *c, int ms);
void answer_free(answer *a);
/* The value of a header field in `text` (cut off at its end), or NULL. */
const char *answer_field(const answer *a,
                         const char *name,
                         char *text,
                         size_t size);

/* Connect, send, read one answer, close. */
void ask(const test_server *s, answer *a, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void pause_ms(int ms);

#endif
