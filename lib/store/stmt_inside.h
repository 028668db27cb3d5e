/* stmt_inside.h -- what a statement is made of.  For cache.c and stmt.c. */
#ifndef STORE_STMT_INSIDE_H
#define STORE_STMT_INSIDE_H

#include "store/conn_inside.h"
#include "store/stmt.h"

struct tw_stmt {
    sqlite3_stmt *st;
    tw_conn *conn;
    tw_stmt *twin;        /* the next one of the same text in the cache */
    tw_stmt *prev, *next; /* in conn->all */
    int bind_rc;          /* the first binding that failed */
    bool busy;            /* given out */
    bool kept;            /* the cache owns it; else done() finalizes it */
};

/* Finalize and free. */
void tw__stmt_drop(tw_stmt *s);

#endif
