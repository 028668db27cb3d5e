/* error_body.h -- the REST bodies of errors, made from the status table. */
#ifndef API_ERROR_BODY_H
#define API_ERROR_BODY_H

#include "base/op.h"

/* Append the body; returns the HTTP status.  `report` is op->report. */
int tw__error_body(const tw_error *error, tw_str report, tw_buf *out);

#endif
