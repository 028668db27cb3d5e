/* field_update.h -- an update of a field, between its rules and its storing. */
#ifndef MODEL_FIELD_UPDATE_H
#define MODEL_FIELD_UPDATE_H

#include "model/change_inside.h"

typedef struct tw_field_update {
    tw_op *op;
    const tw_field *f;
    const tw_json *in;
    tw_field_row row;       /* what is to be written ... */
    uint32_t set;           /* ... of these columns */
    tw_str name;            /* the new name; absent: as it is */
    int active;             /* -1: as it is */
    int unique;             /* -1: as it is */
    const tw_json *changes; /* of stored option values; NULL: none */
    tw_str fallback;        /* of a SELECT's lost value; absent: null */
    tw_report_item item, index_item;
    tw_draft draft; /* more targets of a polymorphic relation */
} tw_field_update;

/* Work out what changes, and complain into the items. */
tw_status tw__field_update_check(tw_field_update *u);

#endif
