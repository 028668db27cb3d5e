/* records.h -- the REST API over records: the fifteen routes of the
** specification (2) and the endpoints of single fields. */
#ifndef REST_RECORDS_H
#define REST_RECORDS_H

#include "rest/request.h"

/* Answer; transactions as in metadata.h. */
tw_status tw__rest_records(tw_op *op,
                           const tw_rest_request *req,
                           tw_rest_answer *answer);

/* Does the request only read?  By method and path alone. */
bool tw__rest_reads(const tw_rest_request *req);

#endif
