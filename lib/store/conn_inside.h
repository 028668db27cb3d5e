/* conn_inside.h -- what a connection is made of.  For the files of lib/store/
** that see sqlite3.h; nobody else includes it. */
#ifndef STORE_CONN_INSIDE_H
#define STORE_CONN_INSIDE_H

#include "base/lru.h"
#include "store/conn.h"
#include "store/sql.h"

#include <sqlite3.h>
#include <stdatomic.h>

enum {
    TW_STMT_CACHE = 256,    /* dynamic statements kept, by text */
    TW_STMT_TWINS = 8,      /* statements of one text kept at the same time */
    TW_PROGRESS_OPS = 1000, /* SQLite's steps between two looks at the clock */
};

struct tw_stmt;

struct tw_conn {
    sqlite3 *db;
    const tw_alloc *alloc;

    /* Not TW_OK: every statement is refused with it.  Either the connection is
    ** dead, or SQLite rolled the running transaction back by itself and what
    ** follows would be committed alone. */
    tw_status stop;
    bool dead;
    bool readonly;

    /* The clock. */
    int64_t deadline_ns; /* monotonic; 0: none */
    bool sheltered;      /* BEGIN, COMMIT, ... are not cut short */
    uint32_t busy_timeout_ms;
    int64_t busy_since_ns;
    unsigned busy_interrupts;   /* what `interrupts` was when waiting began */
    unsigned interrupts_before; /* and when the operation did */
    atomic_uint interrupts;     /* calls of tw__conn_interrupt() */

    /* Statements. */
    struct tw_stmt *fixed[TW_SQL_COUNT_];
    tw_lru *cache;
    struct tw_stmt *all; /* every one that lives, to be freed by close */
    uint64_t prepared;

    /* The transaction. */
    uint32_t depth;      /* begins without an end */
    uint32_t savepoints; /* open ones */
    bool writing;
    tw_status doomed;   /* an inner write failed: the outer one cannot commit */
    uint32_t doomed_at; /* savepoints open when it did */

    /* What an SQL function wants answered instead of SQLite's plain error. */
    tw_status func_status;
    struct tw_func *func; /* its own state: see func.c */
    struct tw_rank *rank; /* see rank.c */
};

/* From conn.c. */
/* sqlite3_open_v2(), but a build of SQLite may take names that begin with
** "file:" for URIs, with parameters; to us they are names. */
int tw__conn_open_name(const char *path, int flags, sqlite3 **out);
void tw__conn_die(tw_conn *c, tw_status status);
/* Has the deadline passed, or did somebody interrupt?  For SQLite, which asks
** now and then, and for loops inside SQL functions. */
bool tw__conn_expired(tw_conn *c);

/* From cache.c. */
bool tw__cache_init(tw_conn *c);
void tw__cache_fini(tw_conn *c);      /* finalizes every statement */
void tw__cache_reset_all(tw_conn *c); /* before a rollback */

/* From func.c: frees what tw__func_register() made. */
void tw__func_fini(tw_conn *c);

/* From status.c: as tw__status_fail(), with the database given; `about` goes
** in front of SQLite's text, "" for nothing. */
tw_status tw__status_report(tw_op *op, sqlite3 *db, int rc, const char *about);

#endif
