/* standard.h -- the 28 standard objects, as data (standard.def), put into a
** new file. */
#ifndef MODEL_STANDARD_H
#define MODEL_STANDARD_H

#include "base/op.h"

/* Inside the write transaction that made the file: rows of tw_object, tw_field,
** tw_index ..., and their tables. */
tw_status tw__standard_install(tw_op *op);

#endif
