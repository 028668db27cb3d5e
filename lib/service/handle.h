/* handle.h -- inside a tw_db: one connection, the snapshot of the data model
** it works with, and the operation that runs on it.
**
** A public call is: tw__db_begin, then a read or a write, then the verb, then
** the end of it.  Siblings share the newest snapshot through tw_shared. */
#ifndef SERVICE_HANDLE_H
#define SERVICE_HANDLE_H

#include "api/auth.h"
#include "graphql/graphql.h"
#include "model/catalog.h"
#include "query/select.h"
#include "store/conn.h"

#include <pthread.h>

/* What the handles on one file have in common. */
typedef struct tw_shared {
    tw_alloc alloc;
    tw_env env;
    tw_db_options options;
    tw_limits limits;
    char *path; /* NUL-terminated */
    size_t path_size;
    char workspace_id[TW_UUID_BYTES];
    char secret[64];      /* 32 bytes as hexadecimal digits */
    pthread_mutex_t lock; /* of what follows */
    tw_catalog *latest;   /* the newest snapshot any handle has published */
    int handles;
} tw_shared;

struct tw_db {
    tw_shared *shared; /* NULL: the open failed early */
    tw_alloc alloc;
    tw_conn *conn;
    tw_catalog *catalog; /* the snapshot this handle works with */
    tw_select_cache *selects;
    tw_gql_cache *graphql;
    tw_arena *arena; /* of the operation that runs */
    tw_auth auth;
    tw_error error; /* of the last call */
    tw_str report;
};

/* Start an operation: an empty arena, no error. */
void tw__db_begin(tw_db *db, tw_op *op);
/* Keep the operation's error for tw_db_error(); returns its status. */
tw_status tw__db_end(tw_db *db, tw_op *op);

/* One snapshot of the file, with the data model as it is there. */
tw_status tw__db_begin_read(tw_op *op);
void tw__db_end_read(tw_op *op);
/* The writer's lock, with the data model as it is now. */
tw_status tw__db_begin_write(tw_op *op);
/* Commit when `so_far` is TW_OK, and publish a changed data model; else take
** everything back.  Returns what to answer. */
tw_status tw__db_end_write(tw_op *op, tw_status so_far);

#endif
