/* listen.h -- the listening socket and who gets what comes in. */
#ifndef SERVER_LISTEN_H
#define SERVER_LISTEN_H

#include "server.h"

enum {
    LISTEN_BACKLOG = 1024,
    LISTEN_TURN = 64,      /* connections accepted at one go */
    LISTEN_PAUSE_MS = 100, /* when the process has no descriptors left */
    LISTEN_EXTRA = 64,     /* connections past the bound that are told so */
    LISTEN_NAME_SIZE = 80
};

typedef struct listener {
    server *server;
    int fd;
    bool open;
    uv_poll_t poll;
    uv_timer_t pause;
    size_t next_loop;
    char name[LISTEN_NAME_SIZE]; /* "127.0.0.1:3000" */
} listener;

/* Bind and listen; on failure says why on standard error. */
bool listen_open(listener *l, server *s, const char *where, int64_t tries);
/* Hand connections to the server's loops, on the loop `uv`. */
bool listen_start(listener *l, uv_loop_t *uv);
/* Stop accepting.  Twice is once. */
void listen_close(listener *l);

#endif
