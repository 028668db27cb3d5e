/* position.h -- numbers for "first", "last" and left-out positions (12). */
#ifndef RECORD_POSITION_H
#define RECORD_POSITION_H

#include "record/accept.h"

typedef enum tw_stand {
    TW_STAND_FIRST,
    TW_STAND_LAST,
    TW_STAND_NUMBER,
    TW_STAND_NONE /* nothing was said, or the object has no positions */
} tw_stand;

/* The positions of one request: live records and given numbers together. */
typedef struct tw_positions {
    double min, max;
    uint32_t firsts, lasts; /* handed out */
} tw_positions;

tw_stand tw__position_stand(const tw_row *row);
/* Ask the store once. */
tw_status tw__positions_init(tw_op *op, const tw_object *o, tw_positions *p);
/* A number of the same request counts too. */
void tw__positions_add(tw_positions *p, double number);
/* Give the row the next number at that end. */
void tw__positions_give(tw_positions *p, tw_stand stand, tw_row *row);

#endif
