/* world.h -- a small world for unit tests: an open workspace, its catalog and
** a ready operation, with a clock and a random source that the test holds. */
#ifndef SUPPORT_WORLD_H
#define SUPPORT_WORLD_H

#include "model/catalog.h"
#include "store/conn.h"

typedef struct world {
    tw_op op; /* ready: conn, catalog, arena, alloc, env, limits, actor */
    tw_env env;
    int64_t now_ms; /* the clock stands still: 2026-01-02T03:04:05.006Z */
    uint64_t seed;  /* of the random source: the same ids in each run */
    tw_alloc alloc;
    int64_t allocated; /* bytes held: 0 after world_close() */
    int64_t fail_in;   /* the n-th request for memory from now fails; 0: none */
    tw_limits limits;
    tw_conn *conn;
    tw_catalog *catalog;
    bool writing;
} world;

/* Open ":memory:" (path NULL) or a file, make the fixed tables and the standard
** (or no) objects, load the catalog.  A failure ends the test. */
void world_open(world *w, const char *path, tw_start start);
void world_close(world *w); /* fails when memory is still held */

/* Forget the last operation: arena and error.  Its texts are gone. */
void world_next(world *w);
/* Begin a write transaction; ended by world_commit() or world_rollback(). */
void world_begin(world *w);
void world_commit(world *w); /* fails the test when it cannot */
void world_rollback(world *w);
/* Commit (when a write is open) and take up the model as it is now. */
void world_commit_reload(world *w);
/* The same without committing: the catalog as the transaction sees it. */
void world_reload(world *w);

/* An object by its singular name, its field; they must be there. */
const tw_object *world_object(const world *w, const char *singular);
const tw_field *world_field(const world *w,
                            const char *singular,
                            const char *field);

/* Run SQL text; it must work. */
void world_exec(world *w, const char *sql);
/* The first column of the first row; no row or NULL: -1, "" with len 0. */
int64_t world_int(world *w, const char *sql);
tw_str world_text(world *w, const char *sql); /* in op's arena */

/* `status` must be TW_OK; prints the operation's error if it is not. */
#define world_ok(w, status) world_check(w, status, TW_OK, __FILE__, __LINE__)
/* It must be `wanted`; the error is forgiven. */
#define world_refused(w, status, wanted) \
    world_check(w, status, wanted, __FILE__, __LINE__)
void world_check(world *w,
                 tw_status status,
                 tw_status wanted,
                 const char *file,
                 int line);

/* The bytes of `s` are `text`. */
#define world_same(s, text) world_check_text(s, text, __FILE__, __LINE__)
void world_check_text(tw_str s, const char *text, const char *file, int line);

#endif
