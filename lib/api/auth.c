/* auth.c -- bearer tokens of requests, with a cache of verified ones.  The
** cache is looked up by a hash of the whole token, so how long a look-up takes
** says nothing about a token that is not in it. */
#include "api/auth.h"

enum {
    VERIFIED_TOKENS = 64
};

static void drop_claims(void *ctx, void *value)
{
    tw__alloc_free(ctx, value, sizeof(tw_claims));
}

tw_status tw__auth_init(tw_op *op,
                        tw_auth *auth,
                        tw_str secret,
                        tw_str workspace_id)
{
    auth->alloc = op->alloc;
    auth->secret = secret;
    auth->workspace_id = workspace_id;
    auth->verified = tw__lru_new(op->alloc, VERIFIED_TOKENS, drop_claims,
                                 (void *)(uintptr_t)op->alloc);
    return auth->verified == NULL ? tw__fail_nomem(op) : TW_OK;
}

void tw__auth_fini(tw_auth *auth)
{
    tw__lru_free(auth->verified);
    auth->verified = NULL;
}

/* The token behind "Bearer"; absent when there is none. */
static tw_str bearer(tw_str header)
{
    static const char scheme[] = "bearer";
    size_t len = sizeof(scheme) - 1;

    header = tw__str_trim(header);
    if (header.len <= len || header.ptr[len] != ' ' ||
        !tw__str_eq_ascii_case(tw__str_sub(header, 0, len), TW_STR("bearer")))
        return TW_NO_STR;
    header = tw__str_trim(tw__str_sub(header, len, header.len));
    return header.len == 0 ? TW_NO_STR : header;
}

static void remember(tw_auth *auth, tw_str token, const tw_claims *claims)
{
    tw_claims *kept = tw__alloc_get(auth->alloc, sizeof(*kept));

    if (kept == NULL)
        return; /* verified again next time */
    *kept = *claims;
    if (!tw__lru_put(auth->verified, token, kept))
        tw__alloc_free(auth->alloc, kept, sizeof(*kept));
}

tw_status tw__auth_token(tw_op *op,
                         tw_auth *auth,
                         tw_str header,
                         tw_claims *out)
{
    tw_str token = header.ptr == NULL ? TW_NO_STR : bearer(header);
    const tw_claims *known;

    if (token.ptr == NULL)
        return tw__fail(op, TW_E_NO_TOKEN, "", "Missing authentication token");
    known = tw__lru_get(auth->verified, token);
    if (known != NULL) {
        *out = *known;
        if (out->expires_s > tw__op_now_ms(op) / 1000)
            return TW_OK;
        return tw__fail(op, TW_E_EXPIRED_TOKEN, "", "Token has expired.");
    }
    if (tw__token_verify(op, auth->secret, auth->workspace_id, token, out) !=
        TW_OK)
        return op->error.status;
    remember(auth, token, out);
    return TW_OK;
}
