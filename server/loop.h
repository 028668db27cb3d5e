/* loop.h -- one thread, one event loop, and the connections it serves. */
#ifndef SERVER_LOOP_H
#define SERVER_LOOP_H

#include "conn.h"
#include "server.h"

enum {
    LOOP_SCRATCH = 64 * 1024, /* bytes to read what nobody wants into */
    LOOP_BATCH_MAX = 64,      /* bounded reads answered over one snapshot */
    LOOP_TICK_MIN_MS = 10,
    LOOP_TICK_MAX_MS = 1000
};

/* A socket on its way to the loop that will serve it. */
typedef struct arrival {
    struct arrival *next;
    int fd;
    bool refused; /* one connection too many: say so and close */
    char remote[CONN_REMOTE_SIZE];
} arrival;

/* What other threads leave for a loop. */
typedef struct mailbox {
    uv_mutex_t lock;
    arrival *arrivals;
    job *first_done, *last_done;
    bool stop;  /* finish what runs, then end */
    bool abort; /* end now */
} mailbox;

struct loop {
    server *server;
    uv_loop_t uv;
    uv_async_t wake;
    uv_timer_t tick;
    uv_prepare_t before_poll;
    uv_thread_t thread;
    bool started;
    mailbox box;
    conn *conns;                 /* all of them, linked */
    conn *again;                 /* those with more to do in the next turn */
    conn *batch[LOOP_BATCH_MAX]; /* whose requests wait for exchange_flush() */
    size_t batch_count;
    bool answering; /* a batch's answers are being sent */
    bool stopping, ended;
    atomic_int_fast64_t load; /* connections; the acceptor looks at it */

    tw_db *db;
    tw_service *service;
    reply_kit kit;
    bytes body; /* of the server's own answers */
    tw_header fields[4];
    meter meter;
    log_buffer log;
    uv_async_t *on_end; /* woken when the thread ends */
    char scratch[LOOP_SCRATCH];
};

/* Open a sibling and make the loop; NULL with a complaint.  The thread is
** started with loop_start(). */
loop *loop_new(server *s, uv_async_t *on_end);
bool loop_start(loop *l);
/* Join the thread and free everything.  NULL does nothing. */
void loop_free(loop *l);

/* From other threads: */
bool loop_give(loop *l, int fd, const char *remote, bool refused);
void loop_stop(loop *l, bool now);
void loop_post(loop *l, job *j); /* a job has its answer */
bool loop_has_ended(loop *l);
void loop_interrupt(loop *l); /* the statement that runs now */

/* From the loop's own thread: call conn_advance() in the next turn. */
void loop_again(loop *l, conn *c);
uint64_t loop_now_ms(const loop *l);

#endif
