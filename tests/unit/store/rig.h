/* rig.h -- one operation on one connection to one file in a folder of its
** own, for the tests of lib/store/. */
#ifndef TESTS_UNIT_STORE_RIG_H
#define TESTS_UNIT_STORE_RIG_H

#include "base/alloc.h"
#include "store/conn.h"
#include "store/stmt.h"
#include "store/tx.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct rig {
    tw_op op;
    char dir[64];
    char path[128];
    tw_db_options options;
} rig;

static inline int64_t rig_now(void *ctx)
{
    (void)ctx;
    return 1700000000000;
}

static inline void rig_random(void *ctx, void *to, size_t size)
{
    static unsigned char next;
    unsigned char *bytes = to;
    size_t i;

    (void)ctx;
    for (i = 0; i < size; i++)
        bytes[i] = next = (unsigned char)(next * 5 + 13);
}

static const tw_env rig_env = {rig_now, rig_random, NULL};

static inline void op_init(tw_op *op)
{
    memset(op, 0, sizeof(*op));
    op->alloc = &tw__alloc_default;
    op->arena = tw__arena_new(op->alloc);
    op->env = &rig_env;
}

static inline void op_fini(tw_op *op)
{
    tw__conn_close(op->conn);
    op->conn = NULL;
    tw__arena_free(op->arena);
}

static inline tw_status rig_open(rig *w, tw_op *op)
{
    return tw__conn_open(op, w->path, &w->options, &op->conn);
}

/* A folder, a name in it, an operation; nothing is opened. */
static inline int rig_folder(void **state)
{
    rig *w = calloc(1, sizeof(*w));

    w->options = (tw_db_options)TW_DB_OPTIONS_INIT;
    w->options.busy_timeout_ms = 200;
    strcpy(w->dir, "/tmp/tw-store-XXXXXX");
    if (mkdtemp(w->dir) == NULL)
        return -1;
    snprintf(w->path, sizeof(w->path), "%s/crm.db", w->dir);
    op_init(&w->op);
    *state = w;
    return 0;
}

/* The same with the file open. */
static inline int rig_setup(void **state)
{
    if (rig_folder(state) != 0)
        return -1;
    return rig_open(*state, &((rig *)*state)->op) == TW_OK ? 0 : -1;
}

static inline void rig_remove(const rig *w, const char *name)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", w->dir, name);
    unlink(path);
}

static inline int rig_teardown(void **state)
{
    static const char *const names[] = {
        "crm.db",
        "crm.db-wal",
        "crm.db-shm",
        "crm.db-journal",
        "copy.db",
        "copy.db-wal",
        "copy.db-shm",
        "file:x?mode=memory",
        "file:x?mode=memory-wal",
        "file:x?mode=memory-shm",
    };
    rig *w = *state;
    size_t i;
    int rc;

    op_fini(&w->op);
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        rig_remove(w, names[i]);
    rc = rmdir(w->dir); /* nothing else may have been left there */
    free(w);
    return rc;
}

/* ---- short forms -------------------------------------------------------- */

static inline void must(tw_op *op, tw_status status)
{
    if (status != TW_OK)
        fail_msg("%s: %s", tw_status_name(status), op->error.message);
}

static inline void exec(tw_op *op, const char *sql)
{
    must(op, tw__stmt_exec(op, tw_str_of(sql)));
}

/* The first column of the first row as an integer; -1 for no row. */
static inline int64_t ask_int(tw_op *op, const char *sql)
{
    tw_stmt *s = tw__stmt_get(op, tw_str_of(sql));
    int64_t v = -1;
    bool row;

    if (s == NULL)
        fail_msg("%s: %s", sql, op->error.message);
    must(op, tw__stmt_step(op, s, &row));
    if (row)
        v = tw__stmt_int(s, 0);
    tw__stmt_done(s);
    return v;
}

/* The same as text in the arena. */
static inline const char *ask_text(tw_op *op, const char *sql)
{
    tw_stmt *s = tw__stmt_get(op, tw_str_of(sql));
    tw_str v = TW_STR("(no row)");
    bool row;

    if (s == NULL)
        fail_msg("%s: %s", sql, op->error.message);
    must(op, tw__stmt_step(op, s, &row));
    if (row)
        v = tw__stmt_is_null(s, 0) ? TW_STR("(null)") : tw__stmt_text(s, 0);
    v = tw__arena_str(op->arena, v);
    tw__stmt_done(s);
    return v.ptr;
}

/* Forget a failure that was looked at. */
static inline void forgive(tw_op *op)
{
    tw__op_forgive(op);
    assert_string_equal(op->error.message, "");
}

/* Runs to the end; answers what the statement answered. */
static inline tw_status attempt(tw_op *op, const char *sql)
{
    tw_stmt *s = tw__stmt_get(op, tw_str_of(sql));

    return s == NULL ? op->error.status : tw__stmt_run(op, s);
}

#define rig_test(f) cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
#define folder_test(f) \
    cmocka_unit_test_setup_teardown(f, rig_folder, rig_teardown)

#endif
