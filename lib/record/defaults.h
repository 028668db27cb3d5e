/* defaults.h -- what a new record holds where nothing was given. */
#ifndef RECORD_DEFAULTS_H
#define RECORD_DEFAULTS_H

#include "record/accept.h"

/* The defaults of an object, made once for a whole batch. */
typedef struct tw_defaults {
    const tw_object *object;
    tw_cell *cells;         /* by column index */
    const tw_field **fresh; /* a new value for each record: "uuid" */
    uint16_t fresh_count;
    tw_cell now;
} tw_defaults;

tw_status tw__defaults_init(tw_op *op, const tw_object *o, tw_defaults *d);
/* Fill every column that is not set; after it all columns are. */
tw_status tw__defaults_fill(tw_op *op, const tw_defaults *d, tw_row *row);

#endif
