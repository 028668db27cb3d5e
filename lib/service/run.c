/* run.c -- public calls as transactions. */
#include "service/run.h"

static tw_status finish(tw_op *op, tw_status st, tw_buf *b, tw_result **out)
{
    if (st == TW_OK && out != NULL)
        st = tw__result_new(op, b, out);
    tw__buf_fini(b);
    (void)st; /* also in op->error */
    return tw__db_end(op->db, op);
}

static bool usable(tw_db *db, tw_result **out)
{
    if (out != NULL)
        *out = NULL;
    return db != NULL && db->conn != NULL && db->catalog != NULL;
}

tw_status tw__run_read(tw_db *db,
                       tw_run_fn fn,
                       const void *args,
                       tw_result **out)
{
    tw_op op;
    tw_buf b;
    tw_status st;

    if (!usable(db, out))
        return TW_E_MISUSE;
    tw__db_begin(db, &op);
    tw__buf_init(&b, &db->alloc);
    st = tw__db_begin_read(&op);
    if (st == TW_OK) {
        st = fn(&op, args, &b);
        tw__db_end_read(&op);
    }
    return finish(&op, st, &b, out);
}

tw_status tw__run_write(tw_db *db,
                        tw_run_fn fn,
                        const void *args,
                        tw_result **out)
{
    tw_op op;
    tw_buf b;
    tw_status st;

    if (!usable(db, out))
        return TW_E_MISUSE;
    tw__db_begin(db, &op);
    tw__buf_init(&b, &db->alloc);
    st = tw__db_begin_write(&op);
    if (st == TW_OK) {
        st = fn(&op, args, &b);
        if (st == TW_OK && tw__buf_status(&b) != TW_OK)
            st = tw__fail_nomem(&op);
        st = tw__db_end_write(&op, st);
    }
    return finish(&op, st, &b, out);
}
