/* refuse.h -- why the store refused a row, in terms of the data model. */
#ifndef RECORD_REFUSE_H
#define RECORD_REFUSE_H

#include "record/accept.h"

/* After `st` from writing `row` (over record `own`, or absent): name the unique
** value and who holds it, or the join key that leads nowhere.  Returns `st`. */
tw_status tw__refuse_row(tw_op *op,
                         tw_status st,
                         const tw_row *row,
                         tw_str own);
/* After `st` from removing records of `o`. */
tw_status tw__refuse_destroy(tw_op *op, tw_status st, const tw_object *o);

#endif
