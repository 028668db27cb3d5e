/* token.h -- bearer tokens: HS256 JWTs signed with the workspace's secret. */
#ifndef API_TOKEN_H
#define API_TOKEN_H

#include "base/op.h"
#include "base/uuid.h"

/* What a verified token says. */
typedef struct tw_claims {
    char key_id[TW_UUID_BYTES];
    int64_t expires_s; /* seconds since 1970 */
} tw_claims;

/* A token for that key; .ptr NULL: op->error is set. */
tw_str tw__token_make(tw_op *op,
                      tw_str secret,
                      tw_str workspace_id,
                      tw_str key_id,
                      int64_t expires_s);

/* TW_E_BAD_TOKEN, TW_E_EXPIRED_TOKEN, TW_E_TOKEN_TYPE,
** TW_E_WORKSPACE_NOT_FOUND. */
tw_status tw__token_verify(tw_op *op,
                           tw_str secret,
                           tw_str workspace_id,
                           tw_str token,
                           tw_claims *out);

#endif
