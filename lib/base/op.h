/* op.h -- one operation: its memory, its clock, its error, and what it works
** on.  Every internal function that can fail takes one first. */
#ifndef BASE_OP_H
#define BASE_OP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/str.h"
#include "twentyapi/db.h"

#include <stdbool.h>

/* Who acts: written to createdBy and updatedBy. */
typedef struct tw_actor {
    tw_str source;              /* "API" */
    tw_str name;                /* the key's name */
    tw_str workspace_member_id; /* absent: null */
    tw_str context;             /* JSON text; absent: null */
} tw_actor;

typedef struct tw_op {
    struct tw_db *db;                 /* the handle; opaque below service/ */
    struct tw_conn *conn;             /* store/conn.h */
    const struct tw_catalog *catalog; /* model/catalog.h; held by the caller */
    struct tw_select_cache *selects;  /* query/select.h; compiled projections */
    const struct tw_access *access;   /* api/role: NULL may do everything */
    struct tw_select_faults *faults;  /* query/select.h; NULL: unheard */
    const tw_alloc *alloc;
    tw_arena *arena; /* dies with the operation */
    const tw_env *env;
    const tw_limits *limits;
    tw_actor actor;
    bool model_changed; /* set by model/change: publish a new snapshot */
    tw_error error;     /* fixed size: reporting never allocates */
    tw_str report;      /* JSON of a refused model change, in the arena */
    /* TW_E_CONFLICT: who holds the value already; absent: not known */
    tw_str conflict_id, conflict_object;
    /* GraphQL: the error's extensions.subCode where its status alone does not
    ** say it (empty, but there: none), and its userFriendlyMessage; absent: by
    ** the status.  Forgiving forgets them. */
    tw_str sub_code, user_message;
} tw_op;

/* Record the first cause; later, vaguer reports do not overwrite it.  `path`
** is a JSON pointer into the input, or "".  Returns `status`. */
tw_status tw__fail(tw_op *op,
                   tw_status status,
                   const char *path,
                   const char *fmt,
                   ...) __attribute__((format(printf, 4, 5)));
/* Out of memory: always the same words. */
tw_status tw__fail_nomem(tw_op *op);
/* Forget the error, to go on after a refusal that was handled. */
void tw__op_forgive(tw_op *op);
/* Put "/segment" in front of the error's path (used while unwinding). */
void tw__op_path_prefix(tw_op *op, tw_str segment);
void tw__op_path_prefix_index(tw_op *op, size_t index);

/* Arena memory or a recorded failure: NULL means op->error is set. */
void *tw__op_get(tw_op *op, size_t size);             /* zeroed */
void *tw__op_array(tw_op *op, size_t n, size_t size); /* zeroed */
tw_str tw__op_str(tw_op *op, tw_str s);
tw_str tw__op_printf(tw_op *op, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The builder's text copied into the arena; .ptr NULL: op->error is set. */
tw_str tw__op_take(tw_op *op, const tw_buf *b);

int64_t tw__op_now_ms(const tw_op *op);

/* "Cannot happen", but stay standing if it does.  Debug builds stop. */
#if defined(TW_DEBUG)
#include <assert.h>
#define TW_NEVER(expr) ((expr) ? (assert(0 && #expr), 1) : 0)
#else
#define TW_NEVER(expr) (expr)
#endif

#endif
