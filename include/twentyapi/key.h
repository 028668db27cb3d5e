/* key.h -- API keys: who may come in over HTTP. */
#ifndef TWENTYAPI_KEY_H
#define TWENTYAPI_KEY_H

#include "db.h"
#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Create an API key and its bearer token.  The token is shown here and never
 * again.
 *
 * @param name        1 to 255 bytes; it signs the records the key writes.
 * @param expires_at  ISO 8601 date or date-time in the future, or {NULL, 0}:
 *                    in a hundred years.
 * @param out         {"id","name","expiresAt","token", ...}
 * @return TW_OK, TW_E_INVALID, TW_E_MISUSE, and the statuses of the file.
 * @since 0.1
 */
TW_API tw_status tw_key_create(tw_db *db,
                               tw_str name,
                               tw_str expires_at,
                               tw_result **out);

/** All keys, revoked ones too, by creation: a list of {"id","name",
 *  "expiresAt","revokedAt","createdAt"}.  @since 0.1 */
TW_API tw_status tw_key_list(tw_db *db, tw_result **out);

/** Refuse a key from now on.  TW_E_ENTITY_NOT_FOUND.  @since 0.1 */
TW_API tw_status tw_key_revoke(tw_db *db, tw_str id, tw_result **out);

#ifdef __cplusplus
}
#endif
#endif
