/* result.h -- making the results that public calls hand out. */
#ifndef SERVICE_RESULT_H
#define SERVICE_RESULT_H

#include "base/op.h"
#include "twentyapi/result.h"

/* A result with the builder's text.  TW_E_NOMEM. */
tw_status tw__result_new(tw_op *op, const tw_buf *b, tw_result **out);

#endif
