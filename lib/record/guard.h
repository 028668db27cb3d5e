/* guard.h -- rules of single records of objects with restrictions (18); those
** of whole verbs are tw__record_guard() in record.h. */
#ifndef RECORD_GUARD_H
#define RECORD_GUARD_H

#include "record/accept.h"

/* A new record: leave out what only the server may say. */
void tw__guard_create(tw_row *row);
/* A change of the record with that id. */
tw_status tw__guard_update(tw_op *op, tw_str id, const tw_row *row);
/* Soft deletion of the record with that id. */
tw_status tw__guard_delete(tw_op *op, const tw_object *o, tw_str id);

#endif
