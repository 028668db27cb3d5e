/* conn.h -- one SQLite connection: opening, settings, closing.  Everything in
** lib/store/ hides sqlite3.h behind these headers. */
#ifndef STORE_CONN_H
#define STORE_CONN_H

#include "base/op.h"

typedef struct tw_conn tw_conn;

/* Open and set up.  The file's format is not looked at: see migrate.h.
** Answers TW_E_CANNOT_OPEN, TW_E_READONLY, TW_E_NOT_A_DATABASE, TW_E_CORRUPT,
** TW_E_BUSY, ... with the file's name in the message. */
tw_status tw__conn_open(tw_op *op,
                        const char *path,
                        const tw_db_options *options,
                        tw_conn **out);
void tw__conn_close(tw_conn *c); /* finalizes everything; NULL does nothing */

/* After a failed rollback, or corruption, a connection is dead: everything but
** close answers the status it died of. */
tw_status tw__conn_dead(const tw_conn *c);

bool tw__conn_readonly(const tw_conn *c);
/* Thread-safe: stop the running operation, if there is one. */
void tw__conn_interrupt(tw_conn *c);
/* Statements that still run `ms` from now end with TW_E_TIMEOUT.  0: no bound.
** Set at the start of an operation, and of each request in a group. */
void tw__conn_deadline(tw_conn *c, uint32_t ms);
tw_status tw__conn_checkpoint(tw_op *op, tw_conn *c);
tw_status tw__conn_backup(tw_op *op, tw_conn *c, const char *path);
/* Rows changed by the last INSERT, UPDATE or DELETE (without cascades). */
int64_t tw__conn_changes(const tw_conn *c);

#endif
