/* update.c -- change one record, or in the same way all that match. */
#include "record/record.h"

#include "record/actor.h"
#include "record/connect.h"
#include "record/guard.h"
#include "record/position.h"
#include "record/write.h"

static tw_status not_found(tw_op *op)
{
    return tw__fail(op, TW_E_NOT_FOUND, "", "Record not found");
}

/* What the store has to say to a row: connects, words for positions, and what
** the server writes itself. */
static tw_status complete(tw_op *op, tw_row *row)
{
    tw_resolved seen = {NULL};
    tw_status st = tw__connect_resolve(op, row, &seen);
    tw_stand stand = tw__position_stand(row);
    tw_positions positions;

    if (st == TW_OK && (stand == TW_STAND_FIRST || stand == TW_STAND_LAST)) {
        st = tw__positions_init(op, row->object, &positions);
        if (st == TW_OK)
            tw__positions_give(&positions, stand, row);
    }
    if (st != TW_OK)
        return st;
    tw__actor_update(op, row);
    if (row->object->c_updated_at != NULL &&
        !tw__row_given(row, row->object->c_updated_at))
        tw__row_set(row, row->object->c_updated_at, tw__row_now(op));
    return op->error.status;
}

tw_status tw__record_update(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            const tw_json *in,
                            const tw_select *answer,
                            tw_buf *out)
{
    tw_row row;
    bool found = false;
    tw_status st = tw__record_guard(op, o, TW_VERB_UPDATE);

    if (st == TW_OK)
        st = tw__write_id(op, id, &id);
    if (st == TW_OK)
        st = tw__accept(op, o, in, TW_ACCEPT_UPDATE, &row);
    if (st == TW_OK)
        st = tw__guard_update(op, id, &row);
    if (st == TW_OK)
        st = complete(op, &row);
    if (st == TW_OK)
        st = tw__write_update(op, &row, id, &found);
    if (st == TW_OK && !found)
        st = not_found(op);
    return st == TW_OK ? tw__write_answer(op, o, answer, &id, 1, out) : st;
}

/* A list of files belongs to one record. */
static tw_status check_files(tw_op *op, const tw_row *row, uint32_t count)
{
    uint16_t i;

    for (i = 0; count != 1 && i < row->object->column_count; i++)
        if (row->set[i] && row->object->columns[i].kind == TW_KIND_FILES)
            return tw__fail(op, TW_E_INVALID, "",
                            "field \"%.*s\" holds files and can be written"
                            " only when exactly one record matches, not %u",
                            TW_FMT(row->object->columns[i].field->name), count);
    return TW_OK;
}

static tw_status matching(tw_op *op,
                          const tw_object *o,
                          const tw_filter *f,
                          tw_str **ids,
                          uint32_t *count)
{
    uint32_t max = op->limits->max_update;
    tw_status st = tw__query_ids(op, o, f, max, ids, count);

    if (st == TW_OK && *count > max)
        return tw__fail(op, TW_E_TOO_MANY_RECORDS_TO_UPDATE, "",
                        "more than %u records match, which is the most that"
                        " one update changes",
                        max);
    return st;
}

tw_status tw__record_update_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_filter *f,
                                 const tw_json *in,
                                 const tw_select *answer,
                                 tw_buf *out)
{
    tw_row row;
    tw_str *ids = NULL;
    uint32_t count = 0;
    tw_status st = tw__record_guard(op, o, TW_VERB_UPDATE_MANY);

    if (st == TW_OK && f != NULL)
        st = tw__filter_check(op, o, f);
    if (st == TW_OK)
        st = tw__accept(op, o, in, TW_ACCEPT_UPDATE, &row);
    if (st == TW_OK)
        st = matching(op, o, f, &ids, &count);
    if (st == TW_OK)
        st = check_files(op, &row, count);
    if (st == TW_OK)
        st = complete(op, &row);
    if (st == TW_OK)
        st = tw__write_update_many(op, &row, ids, count);
    return st == TW_OK ? tw__write_answer(op, o, answer, ids, count, out) : st;
}
