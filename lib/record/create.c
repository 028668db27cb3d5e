/* create.c -- create or upsert: one record, or a batch that is all or
** nothing. */
#include "record/record.h"

#include "record/batch.h"
#include "record/guard.h"

static tw_status run(tw_op *op,
                     tw_batch *b,
                     const tw_json *in,
                     const tw_select *answer,
                     tw_buf *out)
{
    tw_status st = tw__batch_take(op, b, in);

    if (st == TW_OK)
        st = tw__batch_write(op, b);
    if (st == TW_OK)
        st = tw__batch_answer(op, b, answer, out);
    return st;
}

tw_status tw__record_create(tw_op *op,
                            const tw_object *o,
                            const tw_json *in,
                            bool upsert,
                            const tw_select *answer,
                            tw_buf *out)
{
    tw_batch b = {.object = o, .upsert = upsert};
    tw_status st = tw__record_guard(op, o, TW_VERB_CREATE);

    return st == TW_OK ? run(op, &b, in, answer, out) : st;
}

tw_status tw__record_create_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_json *list,
                                 bool upsert,
                                 const tw_select *answer,
                                 tw_buf *out)
{
    tw_batch b = {.object = o, .upsert = upsert, .many = true};
    tw_status st = tw__record_guard(op, o, TW_VERB_CREATE_MANY);

    return st == TW_OK ? run(op, &b, list, answer, out) : st;
}
