/* attempt.c -- a savepoint, and the data model as it was before it.
**
** While a write runs, op->catalog may be a snapshot that is not committed yet:
** then the operation owns it, and the next change of the model lets go of it. */
#include "api/attempt.h"

#include "model/catalog.h"
#include "query/select.h"
#include "store/tx.h"

/* The data model is `before` again, and what came after it is dropped. */
static void take_back(tw_op *op, tw_catalog *before)
{
    tw_catalog *after = (tw_catalog *)(uintptr_t)op->catalog;

    op->catalog = before;
    tw__catalog_release(after);
    tw__select_cache_clear(op->selects);
}

tw_status tw__attempt(tw_op *op,
                      tw_attempt_fn fn,
                      const void *args,
                      tw_buf *out)
{
    tw_catalog *before = (tw_catalog *)(uintptr_t)op->catalog;
    bool changed_before = op->model_changed;
    tw_status st = tw__tx_savepoint(op);

    if (st != TW_OK)
        return st;
    tw__catalog_acquire(before); /* a change of the model lets go of it */
    st = fn(op, args, out);
    if (st == TW_OK && tw__buf_status(out) != TW_OK)
        st = tw__fail_nomem(op);
    st = tw__tx_end_savepoint(op, st);
    if (op->catalog == before) {
        tw__catalog_release(before);
        return st;
    }
    if (st == TW_OK) {
        tw__catalog_release(before);
        tw__select_cache_clear(op->selects);
        return st;
    }
    if (!changed_before)
        tw__catalog_release(before); /* the handle still holds it */
    take_back(op, before);
    op->model_changed = changed_before;
    return st;
}
