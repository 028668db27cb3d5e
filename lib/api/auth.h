/* auth.h -- who is asking: the Authorization header of a request.  Two steps,
** so that a stranger never gets as far as the writer's lock: first the token
** (no database), then the key's row (inside the request's transaction). */
#ifndef API_AUTH_H
#define API_AUTH_H

#include "api/key.h"
#include "base/lru.h"

/* Verified tokens of one handle: the same token is not verified twice. */
typedef struct tw_auth {
    const tw_alloc *alloc;
    tw_lru *verified; /* token -> tw_claims */
    tw_str secret, workspace_id;
} tw_auth;

tw_status tw__auth_init(tw_op *op,
                        tw_auth *auth,
                        tw_str secret,
                        tw_str workspace_id);
void tw__auth_fini(tw_auth *auth);

/* `header` is the value of Authorization, or absent.  TW_E_NO_TOKEN and as
** tw__token_verify(). */
tw_status tw__auth_token(tw_op *op,
                         tw_auth *auth,
                         tw_str header,
                         tw_claims *out);

#endif
