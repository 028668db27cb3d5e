/* option.h -- options of SELECT fields and the sources of actors. */
#ifndef MODEL_TYPES_OPTION_H
#define MODEL_TYPES_OPTION_H

#include "model/types/common.h"

/* Is it one of the field's options, or at "source" one of the sources? */
tw_status tw__option_check(tw_op *op, const tw_spot *at, tw_str value);
bool tw__source_valid(tw_str value);
const char *tw__source_name(int index); /* NULL behind the last */

#endif
