/* tx.h -- transactions.  Calls nest by count: an inner begin joins the outer
** one; an inner write inside an outer read is a programming error. */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "base/op.h"

/* One snapshot for several statements. */
tw_status tw__tx_begin_read(tw_op *op);
void tw__tx_end_read(tw_op *op);

/* BEGIN IMMEDIATE: waits up to busy_timeout_ms, then TW_E_BUSY. */
tw_status tw__tx_begin_write(tw_op *op);
/* If `so_far` is TW_OK commit, else roll back; returns what the caller should
** answer (`so_far`, or why the commit failed). */
tw_status tw__tx_end_write(tw_op *op, tw_status so_far);
bool tw__tx_writing(const tw_op *op);
/* Writing, and it may still commit: SQLite has not rolled it back by itself. */
bool tw__tx_alive(const tw_op *op);

/* All or nothing inside a transaction; may nest. */
tw_status tw__tx_savepoint(tw_op *op);
/* Release if `so_far` is TW_OK, else roll back to it; returns as above. */
tw_status tw__tx_end_savepoint(tw_op *op, tw_status so_far);

#endif
