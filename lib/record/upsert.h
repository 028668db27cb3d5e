/* upsert.h -- update the record that has the same unique values, or create. */
#ifndef RECORD_UPSERT_H
#define RECORD_UPSERT_H

#include "record/batch.h"

/* Find the record an item is about: item->match stays absent if there is none.
** TW_E_INVALID: its unique values belong to different records. */
tw_status tw__upsert_match(tw_op *op, tw_item *item);
/* Update the matched record with what was given. */
tw_status tw__upsert_write(tw_op *op, tw_item *item);

#endif
