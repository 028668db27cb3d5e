/* key.h -- API keys: rows with a name, an expiry and a revocation.  A token is
** derived from the row and the workspace's secret; it is not stored. */
#ifndef API_KEY_H
#define API_KEY_H

#include "api/token.h"

/* Writing verbs run in the caller's write transaction and append JSON. */
tw_status tw__key_create(tw_op *op,
                         tw_str secret,
                         tw_str workspace_id,
                         tw_str name,
                         tw_str expires_at,
                         tw_buf *out);
tw_status tw__key_list(tw_op *op, tw_buf *out);
tw_status tw__key_revoke(tw_op *op, tw_str id, tw_buf *out);

/* Is the key of a verified token still good?  Then op->actor becomes it.
** TW_E_KEY_REVOKED, TW_E_KEY_EXPIRED. */
tw_status tw__key_check(tw_op *op, const tw_claims *claims);

#endif
