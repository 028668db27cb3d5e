/* restore.c -- bring soft-deleted records back.  A live record stays as it is,
** with a new updatedAt. */
#include "record/record.h"

#include "record/follow.h"
#include "record/write.h"

enum {
    NO_LIMIT = INT32_MAX
};

static tw_status restoring(tw_op *op, const tw_object *o, tw_row *row)
{
    tw_cell now = tw__row_now(op);
    tw_status st = tw__row_init(op, o, row);

    if (st != TW_OK || now.type == TW_CELL_NULL)
        return op->error.status;
    if (o->c_deleted_at == NULL)
        return tw__fail(op, TW_E_INVALID, "",
                        "%.*s has no \"deletedAt\" and cannot be restored",
                        TW_FMT(o->singular));
    tw__row_set(row, o->c_deleted_at, tw__cell_null());
    if (o->c_updated_at != NULL)
        tw__row_set(row, o->c_updated_at, now);
    return TW_OK;
}

tw_status tw__record_restore(tw_op *op,
                             const tw_object *o,
                             tw_str id,
                             const tw_select *answer,
                             tw_buf *out)
{
    tw_row row;
    bool found = false;
    tw_status st = tw__record_guard(op, o, TW_VERB_RESTORE);

    if (st == TW_OK)
        st = tw__write_id(op, id, &id);
    if (st == TW_OK)
        st = restoring(op, o, &row);
    if (st == TW_OK)
        st = tw__write_update(op, &row, id, &found);
    if (st == TW_OK && !found)
        st = tw__fail(op, TW_E_NOT_FOUND, "", "Record not found");
    if (st == TW_OK)
        st = tw__follow_restore(op, o, &id, 1);
    return st == TW_OK ? tw__write_answer(op, o, answer, &id, 1, out) : st;
}

tw_status tw__record_restore_many(tw_op *op,
                                  const tw_object *o,
                                  const tw_filter *f,
                                  const tw_select *answer,
                                  tw_buf *out)
{
    tw_row row;
    tw_str *ids = NULL;
    uint32_t count = 0;
    tw_status st = tw__record_guard(op, o, TW_VERB_RESTORE_MANY);

    if (st == TW_OK)
        st = restoring(op, o, &row);
    if (st == TW_OK)
        st = tw__query_ids(op, o, f, NO_LIMIT, &ids, &count);
    if (st == TW_OK)
        st = tw__write_update_many(op, &row, ids, count);
    if (st == TW_OK)
        st = tw__follow_restore(op, o, ids, count);
    return st == TW_OK ? tw__write_answer(op, o, answer, ids, count, out) : st;
}
