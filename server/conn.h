/* conn.h -- one connection, from accept to close.
**
** Requests of a connection are answered one after the other; what the client
** sends meanwhile waits in a bounded buffer.
*/
#ifndef SERVER_CONN_H
#define SERVER_CONN_H

#include "conn_state.h"
#include "lanes.h"
#include "parse.h"

#include <uv.h>

struct loop;

enum {
    CONN_REMOTE_SIZE = 48,
    CONN_BUFFER_FIRST = 4 * 1024,    /* bytes; of an idle connection */
    CONN_BUFFER_KEPT = 64 * 1024,    /* larger ones are given back after use */
    CONN_READ_MIN = 1024,            /* room to offer to a read */
    CONN_TURN_REQUESTS = 32,         /* then the other connections' turn */
    CONN_WRITE_PROGRESS = 64 * 1024, /* bytes in each --write-timeout */
    CONN_LINGER_MS = 2000,  /* after the last answer, for its arrival */
    CONN_STOP_GRACE_MS = 50 /* of an idle connection at shutdown */
};

typedef struct conn {
    uv_tcp_t tcp; /* first: the handle is the connection */
    struct loop *loop;
    struct conn *next, *prev, *next_again;
    conn_state state;
    uint64_t deadline_ms;      /* what is then too late depends on `state` */
    uint64_t message_start_ms; /* of the request being read */

    /* what came: [start, len) is not parsed or belongs to the request */
    char *in;
    size_t in_start, in_len, in_cap;
    bool reading;  /* libuv reads for us */
    bool eof;      /* the client has sent all it will */
    bool waits;    /* in the loop's `again` list */
    bool promised; /* "100 Continue" was sent for this message */
    parser parser;
    message request;

    /* what goes */
    bytes head, out; /* `out` holds a body that must outlive its service */
    uv_buf_t pending[2];
    uv_write_t write;
    uv_shutdown_t shutdown;
    size_t queued_before; /* write queue at the last look, for progress */
    size_t sent_body;
    reply reply;

    /* the request in a lane */
    job job;
    bool job_out; /* a lane has it: `in`, `head` and `out` must not move */
    bool handle_closed;

    bool answered_request; /* `request` is valid; false: it was refused */
    lane lane;
    uint64_t request_ns; /* when its last byte was parsed */
    size_t accounted;    /* bytes in the server's `buffered` */
    char remote[CONN_REMOTE_SIZE];
} conn;

/* Take over a socket.  On failure it is closed. */
void conn_open(struct loop *l, int fd, const char *remote, bool refused);
/* Close now, whatever is going on. */
void conn_close(conn *c);
/* Go on with what has been read; a request may be served. */
void conn_advance(conn *c);
/* Its job came back. */
void conn_job_done(job *j);
/* Time has passed. */
void conn_tick(conn *c, uint64_t now_ms);
/* The server is stopping. */
void conn_wind_down(conn *c, uint64_t now_ms);

/* --- conn_send.c --- */

/* Send `c->head` and `c->reply.body`; ends in conn_sent(). */
void conn_send(conn *c);
/* Tell the client to send the body it holds back. */
void conn_send_continue(conn *c);
/* Note what the buffers hold; false when the server's bound is passed. */
bool conn_account(conn *c);

/* --- exchange.c --- */

/* A request is complete: answer it, or hand it to a lane. */
void exchange_begin(conn *c);
/* Answer the bounded reads that came in with this turn of the loop. */
void exchange_flush(struct loop *l);
/* Answer what could not be read, and close. */
void exchange_refuse(conn *c, int status, const char *problem);
/* The answer is out: count it and log it. */
void exchange_end(conn *c);

/* --- conn.c, for conn_send.c --- */

void conn_sent(conn *c);
void conn_linger(conn *c);

#endif
