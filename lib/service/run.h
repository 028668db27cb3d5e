/* run.h -- what all public calls on data have in common: begin, do, end, and
** make a result. */
#ifndef SERVICE_RUN_H
#define SERVICE_RUN_H

#include "service/handle.h"
#include "service/result.h"

/* The inside of a public call: appends its answer as JSON to `out`. */
typedef tw_status (*tw_run_fn)(tw_op *op, const void *args, tw_buf *out);

/* Run `fn` inside a read or a write transaction.  `out` may be NULL. */
tw_status tw__run_read(tw_db *db,
                       tw_run_fn fn,
                       const void *args,
                       tw_result **out);
tw_status tw__run_write(tw_db *db,
                        tw_run_fn fn,
                        const void *args,
                        tw_result **out);

#endif
