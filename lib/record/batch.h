/* batch.h -- records on their way in, one or many: the steps of create and
** upsert. */
#ifndef RECORD_BATCH_H
#define RECORD_BATCH_H

#include "query/select.h"
#include "record/accept.h"
#include "record/position.h"

typedef struct tw_item {
    tw_row row;
    uint32_t index; /* in the request */
    tw_stand stand;
    tw_str match;  /* upsert: the record it is about; absent: a new one */
    bool restores; /* upsert: that record is soft-deleted */
    bool written;
} tw_item;

typedef struct tw_batch {
    const tw_object *object;
    tw_item *items;  /* in the order of the request */
    tw_item **order; /* as they are written and answered */
    uint32_t count;
    bool upsert;
    bool many; /* complaints begin with the record's number */
} tw_batch;

/* Check everything, resolve connects, find matches, give positions.  `in` is
** one record, or with `many` a list. */
tw_status tw__batch_take(tw_op *op, tw_batch *b, const tw_json *in);
/* Write: what updates first, then what is new. */
tw_status tw__batch_write(tw_op *op, tw_batch *b);
/* Append the records in the order they were written. */
tw_status tw__batch_answer(tw_op *op,
                           const tw_batch *b,
                           const tw_select *answer,
                           tw_buf *out);

#endif
