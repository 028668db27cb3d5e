/* lanes.h -- who runs what where: the reader pool and the writer.
**
** A loop thread answers bounded reads itself.  It hands long reads to the pool
** and writes to the one writer, which takes all that wait, answers them in one
** commit, and posts each back to the loop it came from.
*/
#ifndef SERVER_LANES_H
#define SERVER_LANES_H

#include "metrics.h"
#include "reply.h"

#include <uv.h>

enum {
    LANES_GROUP_MAX = 128 /* writing requests in one commit */
};

/* A request on its way through a lane; part of its connection. */
typedef struct job {
    struct job *next;
    void *owner;                /* the connection */
    void (*post)(struct job *); /* hand it back; called on the lane's thread */
    const message *request;
    unsigned flags;     /* of reply_make() */
    bytes *head, *body; /* the connection's; written by the lane */
    reply reply;        /* the answer: `head`, then reply.body in `body` */
} job;

typedef struct lanes lanes;

typedef struct lanes_options {
    tw_db *db; /* siblings are made from it; no other thread may use it */
    size_t pool_threads;
    const char *cors_origin;
    bool compress;
    const atomic_bool *stopping; /* true: answers say Connection: close */
} lanes_options;

/* Start the threads.  NULL with a complaint on standard error. */
lanes *lanes_start(const lanes_options *options);
/* Only when every job has come back. */
void lanes_stop(lanes *l);

/* `where` is LANE_POOL or LANE_WRITE.  Thread-safe. */
void lanes_submit(lanes *l, lane where, job *j);
/* No more time: interrupt what runs, answer 503 to what waits.  Called from the
** thread that stops the lanes. */
void lanes_abort(lanes *l);

int64_t lanes_waiting(const lanes *l, lane where);
const group_meter *lanes_groups(const lanes *l);

/* The library's view of a message.  HEAD is answered as GET. */
tw_request lanes_request(const message *m);

#endif
