/* db.c -- opening and closing handles. */
#include "service/handle.h"

#include "base/env.h"
#include "model/standard.h"
#include "store/migrate.h"
#include "store/stmt.h"
#include "store/tx.h"

enum {
    SQL_TIMEOUT_DEFAULT_MS = 10000,
    BUSY_TIMEOUT_DEFAULT_MS = 5000
};

static const tw_error no_memory = {.status = TW_E_NOMEM,
                                   .message = "out of memory"};

/* Copy what an older caller knows; the rest keeps its default of zero. */
static bool load_options(tw_db_options *to, const tw_db_options *from)
{
    memset(to, 0, sizeof(*to));
    if (from != NULL) {
        if (from->struct_size < offsetof(tw_db_options, mmap_mib))
            return false;
        memcpy(to, from,
               from->struct_size < sizeof(*to) ? from->struct_size
                                               : sizeof(*to));
    }
    to->struct_size = sizeof(*to);
    if (to->busy_timeout_ms == 0)
        to->busy_timeout_ms = BUSY_TIMEOUT_DEFAULT_MS;
    if (to->query_timeout_ms == 0)
        to->query_timeout_ms = SQL_TIMEOUT_DEFAULT_MS;
    if (to->max_batch == 0)
        to->max_batch = TW_LIMIT_BATCH_DEFAULT;
    return to->max_batch <= TW_LIMIT_BATCH_MAX && to->start <= TW_START_EMPTY &&
           to->durability <= TW_DURABILITY_OFF;
}

static tw_limits limits_of(const tw_db_options *o)
{
    return (tw_limits){.max_batch = o->max_batch,
                       .max_page = TW_LIMIT_PAGE,
                       .default_page = TW_LIMIT_PAGE_DEFAULT,
                       .max_update = TW_LIMIT_UPDATE_MANY,
                       .max_merge = TW_LIMIT_MERGE,
                       .max_filter_nodes = TW_LIMIT_FILTER_NODES,
                       .max_filter_depth = TW_LIMIT_FILTER_DEPTH,
                       .max_list_values = TW_LIMIT_LIST_VALUES,
                       .max_order_terms = TW_LIMIT_ORDER_TERMS,
                       .max_json_depth = TW_LIMIT_JSON_DEPTH,
                       .max_body_bytes = TW_LIMIT_BODY_BYTES,
                       .max_target_bytes = TW_LIMIT_TARGET_BYTES,
                       .max_text_bytes = TW_LIMIT_TEXT_BYTES,
                       .query_timeout_ms = o->query_timeout_ms,
                       .busy_timeout_ms = o->busy_timeout_ms};
}

static tw_shared *shared_new(const char *path, const tw_db_options *options)
{
    const tw_alloc *a =
        options->alloc != NULL ? options->alloc : &tw__alloc_default;
    tw_shared *s = tw__alloc_zero(a, sizeof(*s));

    if (s == NULL)
        return NULL;
    s->alloc = *a;
    s->env = options->env != NULL ? *options->env : tw__env_default;
    s->options = *options;
    s->limits = limits_of(options);
    s->path_size = strlen(path) + 1;
    s->path = tw__alloc_get(a, s->path_size);
    if (s->path == NULL || pthread_mutex_init(&s->lock, NULL) != 0) {
        tw__alloc_free(a, s->path, s->path_size);
        tw__alloc_free(a, s, sizeof(*s));
        return NULL;
    }
    memcpy(s->path, path, s->path_size);
    return s;
}

static void shared_acquire(tw_shared *s)
{
    pthread_mutex_lock(&s->lock);
    s->handles++;
    pthread_mutex_unlock(&s->lock);
}

static void shared_release(tw_shared *s)
{
    tw_alloc a;
    int left;

    if (s == NULL)
        return;
    pthread_mutex_lock(&s->lock);
    left = --s->handles;
    pthread_mutex_unlock(&s->lock);
    if (left > 0)
        return;
    a = s->alloc;
    tw__catalog_release(s->latest);
    pthread_mutex_destroy(&s->lock);
    tw__alloc_free(&a, s->path, s->path_size);
    tw__alloc_free(&a, s, sizeof(*s));
}

/* A handle without a connection yet: errors can be kept in it. */
static tw_db *handle_new(tw_shared *shared)
{
    tw_db *db = tw__alloc_zero(&shared->alloc, sizeof(*db));

    if (db == NULL)
        return NULL;
    db->alloc = shared->alloc;
    db->shared = shared;
    shared_acquire(shared);
    db->arena = tw__arena_new(&db->alloc);
    db->selects = tw__select_cache_new(&db->alloc);
    db->graphql = tw__gql_cache_new(&db->alloc);
    if (db->arena == NULL || db->selects == NULL || db->graphql == NULL) {
        tw_db_close(db);
        return NULL;
    }
    return db;
}

/* A new or old file gets its tables, and a new one its first model, in one
** transaction: a half-made file is never seen. */
static tw_status prepare_file(tw_op *op)
{
    const tw_db_options *options = &op->db->shared->options;
    bool needed = false, is_new = false;
    tw_status st;

    if (tw__migrate_needed(op, &needed) != TW_OK || !needed)
        return op->error.status;
    if (tw__conn_readonly(op->conn))
        return tw__fail(op, TW_E_READONLY, "",
                        "the workspace needs to be made or brought up to date, "
                        "and is open for reading only");
    if (tw__tx_begin_write(op) != TW_OK)
        return op->error.status;
    st = tw__migrate(op, &is_new);
    if (st == TW_OK && is_new && options->start == TW_START_STANDARD)
        st = tw__standard_install(op);
    return tw__tx_end_write(op, st);
}

static tw_status read_meta(tw_op *op, const char *key, char *to, size_t size)
{
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_META_GET);
    bool row = false;
    tw_str value;

    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, tw_str_of(key));
    if (tw__stmt_step(op, s, &row) == TW_OK) {
        value = row ? tw__stmt_text(s, 0) : TW_NO_STR;
        if (value.len == size)
            memcpy(to, value.ptr, size);
        else
            tw__fail(op, TW_E_CORRUPT, "", "the workspace has no %s", key);
    }
    tw__stmt_done(s);
    return op->error.status;
}

/* The data model, and what never changes in a file's life: siblings read that
** without a lock, so the first handle alone fills it in. */
static tw_status read_file(tw_op *op, bool first)
{
    tw_shared *s = op->db->shared;

    if (tw__db_begin_read(op) != TW_OK)
        return op->error.status;
    if (first && read_meta(op, "workspaceId", s->workspace_id,
                           sizeof(s->workspace_id)) == TW_OK)
        read_meta(op, "secret", s->secret, sizeof(s->secret));
    tw__db_end_read(op);
    if (op->error.status != TW_OK)
        return op->error.status;
    return tw__auth_init(op, &op->db->auth,
                         (tw_str){s->secret, sizeof(s->secret)},
                         (tw_str){s->workspace_id, sizeof(s->workspace_id)});
}

static tw_status connect_handle(tw_db *db, bool first)
{
    tw_db_options options = db->shared->options;
    tw_op op;

    if (!first) /* a file that went away is not made anew */
        options.flags |= TW_DB_MUST_EXIST;
    tw__db_begin(db, &op);
    if (tw__conn_open(&op, db->shared->path, &options, &db->conn) == TW_OK) {
        op.conn = db->conn;
        tw__conn_deadline(db->conn, 0); /* making a workspace takes its time */
        if (!first || prepare_file(&op) == TW_OK)
            read_file(&op, first);
    }
    return tw__db_end(db, &op);
}

tw_status tw_db_open(const char *path,
                     const tw_db_options *options,
                     tw_db **out)
{
    tw_db_options loaded;
    tw_shared *shared;

    if (out == NULL)
        return TW_E_MISUSE;
    *out = NULL;
    if (path == NULL || !load_options(&loaded, options))
        return TW_E_MISUSE;
    shared = shared_new(path, &loaded);
    if (shared == NULL)
        return TW_E_NOMEM;
    shared->handles = 1; /* ours, until the handle has its own */
    *out = handle_new(shared);
    shared_release(shared);
    return *out == NULL ? TW_E_NOMEM : connect_handle(*out, true);
}

tw_status tw_db_sibling(tw_db *db, tw_db **out)
{
    if (out == NULL)
        return TW_E_MISUSE;
    *out = NULL;
    if (db == NULL || db->catalog == NULL ||
        strcmp(db->shared->path, ":memory:") == 0)
        return TW_E_MISUSE;
    *out = handle_new(db->shared);
    return *out == NULL ? TW_E_NOMEM : connect_handle(*out, false);
}

void tw_db_close(tw_db *db)
{
    tw_alloc a;

    if (db == NULL)
        return;
    a = db->alloc;
    tw__auth_fini(&db->auth);
    tw__gql_cache_free(db->graphql);
    tw__select_cache_free(db->selects);
    tw__conn_close(db->conn);
    tw__catalog_release(db->catalog);
    tw__arena_free(db->arena);
    shared_release(db->shared);
    tw__alloc_free(&a, db, sizeof(*db));
}

const tw_error *tw_db_error(const tw_db *db)
{
    return db == NULL ? &no_memory : &db->error;
}

tw_str tw_db_error_report(const tw_db *db)
{
    return db == NULL ? TW_NO_STR : db->report;
}

const tw_limits *tw_db_limits(const tw_db *db)
{
    static const tw_limits none = {0};

    return db == NULL ? &none : &db->shared->limits;
}

uint64_t tw_db_model_version(const tw_db *db)
{
    return db == NULL || db->catalog == NULL ? 0 : db->catalog->version;
}

tw_str tw_db_workspace_id(const tw_db *db)
{
    if (db == NULL || db->catalog == NULL)
        return TW_NO_STR;
    return (tw_str){db->shared->workspace_id, TW_UUID_BYTES};
}

tw_status tw_db_backup(tw_db *db, const char *path)
{
    tw_op op;

    if (db == NULL || db->catalog == NULL || path == NULL)
        return TW_E_MISUSE;
    tw__db_begin(db, &op);
    tw__conn_deadline(db->conn, 0);
    tw__conn_backup(&op, db->conn, path);
    return tw__db_end(db, &op);
}

tw_status tw_db_checkpoint(tw_db *db)
{
    tw_op op;

    if (db == NULL || db->catalog == NULL)
        return TW_E_MISUSE;
    tw__db_begin(db, &op);
    tw__conn_deadline(db->conn, 0);
    tw__conn_checkpoint(&op, db->conn);
    return tw__db_end(db, &op);
}

void tw_db_interrupt(tw_db *db)
{
    if (db != NULL && db->conn != NULL)
        tw__conn_interrupt(db->conn);
}
