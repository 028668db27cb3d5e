/* merge_value.h -- one field of several records becomes one value (14.9). */
#ifndef RECORD_MERGE_VALUE_H
#define RECORD_MERGE_VALUE_H

#include "record/accept.h"

typedef struct tw_merge {
    const tw_object *object;
    const tw_str *ids;
    const tw_row *rows; /* as stored, in the order they were named */
    uint32_t count;
    uint32_t survivor; /* index */
} tw_merge;

/* Set in `to` what the survivor's columns of the field change to. */
tw_status tw__merge_field(tw_op *op,
                          const tw_merge *m,
                          const tw_field *f,
                          tw_row *to);

#endif
