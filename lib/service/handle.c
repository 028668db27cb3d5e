/* handle.c -- the life of an operation on a handle, and how a new data model
** gets from the handle that made it to all others.
**
** While a write runs, op->catalog may be a snapshot that is not committed yet:
** the operation then owns it.  At the commit it becomes the handle's and the
** latest; at a rollback it is dropped. */
#include "service/handle.h"

#include "store/stmt.h"
#include "store/tx.h"

void tw__db_begin(tw_db *db, tw_op *op)
{
    tw__arena_reset(db->arena);
    *op = (tw_op){.db = db,
                  .conn = db->conn,
                  .catalog = db->catalog,
                  .selects = db->selects,
                  .alloc = &db->alloc,
                  .arena = db->arena,
                  .env = &db->shared->env,
                  .limits = &db->shared->limits};
    db->report = TW_NO_STR;
    if (db->conn != NULL)
        tw__conn_deadline(db->conn, op->limits->query_timeout_ms);
}

tw_status tw__db_end(tw_db *db, tw_op *op)
{
    if (db->conn != NULL)
        tw__conn_deadline(db->conn, 0);
    db->error = op->error;
    db->report = op->report;
    return op->error.status;
}

/* The handle works with `catalog` (whose reference it takes) from now on. */
static void adopt(tw_op *op, tw_catalog *catalog)
{
    tw_db *db = op->db;

    if (db->catalog == catalog)
        return;
    tw__catalog_release(db->catalog);
    db->catalog = catalog;
    op->catalog = catalog;
    tw__select_cache_clear(db->selects);
    tw__stmt_forget(db->conn);
}

static void publish(tw_shared *shared, tw_catalog *catalog)
{
    tw_catalog *old = NULL;

    pthread_mutex_lock(&shared->lock);
    if (shared->latest == NULL || shared->latest->version < catalog->version) {
        old = shared->latest;
        shared->latest = catalog;
        tw__catalog_acquire(catalog);
    }
    pthread_mutex_unlock(&shared->lock);
    tw__catalog_release(old);
}

/* A sibling's snapshot of that version, or NULL. */
static tw_catalog *shared_catalog(tw_shared *shared, uint64_t version)
{
    tw_catalog *found = NULL;

    pthread_mutex_lock(&shared->lock);
    if (shared->latest != NULL && shared->latest->version == version) {
        found = shared->latest;
        tw__catalog_acquire(found);
    }
    pthread_mutex_unlock(&shared->lock);
    return found;
}

/* Inside a transaction: the data model as the file has it. */
static tw_status refresh(tw_op *op)
{
    tw_db *db = op->db;
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_MODEL_VERSION);
    tw_catalog *catalog;
    uint64_t version;
    bool row = false;

    if (s == NULL)
        return op->error.status;
    if (tw__stmt_step(op, s, &row) != TW_OK || !row) {
        tw__stmt_done(s);
        return tw__fail(op, TW_E_CORRUPT, "", "the data model has no version");
    }
    version = (uint64_t)tw__stmt_int(s, 0);
    tw__stmt_done(s);
    if (db->catalog != NULL && db->catalog->version == version)
        return TW_OK;
    catalog = shared_catalog(db->shared, version);
    if (catalog == NULL) {
        if (tw__catalog_load(op, &catalog) != TW_OK)
            return op->error.status;
        publish(db->shared, catalog);
    }
    adopt(op, catalog);
    return TW_OK;
}

tw_status tw__db_begin_read(tw_op *op)
{
    if (tw__tx_begin_read(op) != TW_OK)
        return op->error.status;
    if (refresh(op) == TW_OK)
        return TW_OK;
    tw__tx_end_read(op);
    return op->error.status;
}

void tw__db_end_read(tw_op *op)
{
    tw__tx_end_read(op);
}

tw_status tw__db_begin_write(tw_op *op)
{
    if (tw__conn_readonly(op->conn))
        return tw__fail(op, TW_E_READONLY, "",
                        "the workspace is open for "
                        "reading only");
    if (tw__tx_begin_write(op) != TW_OK)
        return op->error.status;
    if (refresh(op) != TW_OK)
        return tw__tx_end_write(op, op->error.status);
    return TW_OK;
}

tw_status tw__db_end_write(tw_op *op, tw_status so_far)
{
    tw_db *db = op->db;
    tw_catalog *changed = NULL;
    tw_status st = tw__tx_end_write(op, so_far);

    if (op->catalog != db->catalog)
        changed = (tw_catalog *)(uintptr_t)op->catalog;
    op->catalog = db->catalog;
    op->model_changed = false;
    if (changed == NULL)
        return st;
    if (st == TW_OK) {
        publish(db->shared, changed);
        adopt(op, changed);
    } else {
        tw__catalog_release(changed);
        tw__select_cache_clear(db->selects);
        tw__stmt_forget(db->conn);
    }
    return st;
}
