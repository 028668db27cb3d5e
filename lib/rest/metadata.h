/* metadata.h -- /rest/metadata/objects and /rest/metadata/fields. */
#ifndef REST_METADATA_H
#define REST_METADATA_H

#include "rest/request.h"

/* Does a path behind "/rest/metadata" belong here?  path[0] is "metadata". */
bool tw__rest_metadata_owns(const tw_rest_request *req);

/* Answer.  The caller has begun a read transaction for GET and a write
** transaction (and savepoint) for everything else, and ends it. */
tw_status tw__rest_metadata(tw_op *op,
                            const tw_rest_request *req,
                            tw_rest_answer *answer);

#endif
