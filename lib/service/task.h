/* task.h -- one request on its way through a service: read, run inside a
** transaction, or refused; its body is written into a buffer of the service. */
#ifndef SERVICE_TASK_H
#define SERVICE_TASK_H

#include "service/graphql_http.h"
#include "service/handle.h"

/* The key that was last found good in a transaction, and who it is. */
typedef struct tw_known_key {
    char id[TW_UUID_BYTES];
    bool known;
    tw_actor actor;
} tw_known_key;

typedef struct tw_task {
    const tw_request *request;
    tw_known_key *key; /* shared by the tasks of a transaction */
    tw_rest_request *parsed;
    tw_graphql_call *graphql; /* NULL: it is a REST request */
    tw_claims claims;
    tw_api api;
    bool writes;
    bool refused; /* before any transaction */
    bool bare;    /* not even its error's body could be written */
    tw_error error;
    tw_str report;
    int status;
    size_t from, to; /* its body */
    tw_header allow; /* of the response */
} tw_task;

/* What can be said without the database. */
tw_status tw__task_prepare(tw_op *op, tw_task *t);
/* Inside the transaction; a tw_attempt_fn. */
tw_status tw__task_answer(tw_op *op, const void *args, tw_buf *out);
/* The task has failed: its body becomes that of op's error. */
void tw__task_refuse(tw_op *op, tw_task *t, tw_buf *out);
/* The response; its body is in `out`. */
void tw__task_respond(tw_task *t, const tw_buf *out, tw_response *r);
/* One that takes no memory. */
void tw__task_respond_bare(tw_response *r);

#endif
