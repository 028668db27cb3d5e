/* accept.h -- a JSON object -> a typed row, every complaint with its path. */
#ifndef RECORD_ACCEPT_H
#define RECORD_ACCEPT_H

#include "model/catalog.h"

/* One row on its way in: cells by column index of the object. */
typedef struct tw_row {
    const tw_object *object;
    tw_cell *cells;
    uint8_t *set; /* per column: was it given? */
    /* position words */
    bool position_first, position_last;
    /* {"connect":{...}} and {"disconnect":true}, resolved by connect.c */
    struct tw_connect *connects;
} tw_row;

typedef enum tw_accept_mode {
    TW_ACCEPT_CREATE,
    TW_ACCEPT_UPDATE,
    TW_ACCEPT_CANDIDATE /* duplicates: no defaults, no position */
} tw_accept_mode;

/* Check and normalise `in`.  No default is filled in: see defaults.h. */
tw_status tw__accept(tw_op *op,
                     const tw_object *o,
                     const tw_json *in,
                     tw_accept_mode mode,
                     tw_row *row);

#endif
