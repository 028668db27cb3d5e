/* server.h -- what all threads share, and the life of the whole. */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include "config.h"
#include "lanes.h"
#include "log.h"
#include "parse.h"

#include <uv.h>

typedef struct loop loop;

/* Bounds on time, in milliseconds. */
typedef struct server_timeouts {
    uint64_t idle, header, request, write, drain;
} server_timeouts;

typedef struct server {
    const config *config;
    parse_limits limits;
    server_timeouts timeouts;
    int64_t max_connections;
    int64_t max_buffered;
    const char *cors_origin; /* NULL: none */
    bool compress;

    tw_db *db;
    lanes *lanes;
    access_log log;
    loop **loops;
    size_t loop_count;
    uint64_t started_ns;

    /* shared and changing */
    atomic_bool stopping;
    atomic_int_fast64_t connections;
    atomic_int_fast64_t buffered; /* bytes in large buffers */
} server;

/**
 * Serve until a signal says stop.  `db` is open; the caller closes it.
 * Returns the exit status.
 */
int server_run(const config *c, tw_db *db);

#endif
