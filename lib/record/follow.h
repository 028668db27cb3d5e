/* follow.h -- what some standard objects take along: targets of notes and
** tasks, parts of a workflow. */
#ifndef RECORD_FOLLOW_H
#define RECORD_FOLLOW_H

#include "record/accept.h"

/* After soft deletes and restores of `ids`. */
tw_status tw__follow_delete(tw_op *op,
                            const tw_object *o,
                            const tw_str *ids,
                            uint32_t count);
tw_status tw__follow_restore(tw_op *op,
                             const tw_object *o,
                             const tw_str *ids,
                             uint32_t count);
/* After a record was created: a workflow starts with a draft version. */
tw_status tw__follow_create(tw_op *op, const tw_object *o, tw_str id);

#endif
