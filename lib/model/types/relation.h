/* relation.h -- join keys, shared by the two types of relations. */
#ifndef MODEL_TYPES_RELATION_H
#define MODEL_TYPES_RELATION_H

#include "model/catalog.h"

tw_status tw__relation_accept(tw_op *op,
                              const tw_field *field,
                              const tw_json *in,
                              tw_accepted *out);

#endif
