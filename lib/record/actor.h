/* actor.h -- createdBy and updatedBy (13). */
#ifndef RECORD_ACTOR_H
#define RECORD_ACTOR_H

#include "record/accept.h"

/* A new record: updatedBy is who acts; so is createdBy, unless the input names
** somebody. */
void tw__actor_create(tw_op *op, tw_row *row);
/* A changed record: updatedBy is who acts. */
void tw__actor_update(tw_op *op, tw_row *row);
/* Forget a given createdBy: upsert keeps the stored one. */
void tw__actor_keep(tw_row *row);

#endif
