/* list.h -- lists of strings: MULTI_SELECT and ARRAY. */
#ifndef MODEL_TYPES_LIST_H
#define MODEL_TYPES_LIST_H

#include "model/types/common.h"

/* null, a list of strings, or one string for a list of one.  An empty list is
** NULL.  Whether the strings are good ones is asked by the caller. */
tw_status tw__take_list(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out);

#endif
