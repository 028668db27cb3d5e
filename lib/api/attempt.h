/* attempt.h -- a piece of work that leaves nothing behind when it fails. */
#ifndef API_ATTEMPT_H
#define API_ATTEMPT_H

#include "base/op.h"

/* Appends its answer to `out`. */
typedef tw_status (*tw_attempt_fn)(tw_op *op, const void *args, tw_buf *out);

/* Run `fn` inside the caller's write transaction, in a savepoint: when it
** fails, what it stored is taken back and the data model is what it was. */
tw_status tw__attempt(tw_op *op,
                      tw_attempt_fn fn,
                      const void *args,
                      tw_buf *out);

#endif
