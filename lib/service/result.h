/* result.h -- making the results that public calls hand out. */
#ifndef SERVICE_RESULT_H
#define SERVICE_RESULT_H

#include "base/op.h"
#include "twentyapi/result.h"

/* A result that takes the builder's text over; the builder is empty after it.
** TW_E_NOMEM. */
tw_status tw__result_new(tw_op *op, tw_buf *b, tw_result **out);

#endif
