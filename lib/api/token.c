/* token.c -- JSON Web Tokens (RFC 7519), one algorithm: HS256.  The header's
** `alg` is compared, never obeyed. */
#include "api/token.h"

#include "base/base64.h"
#include "base/crypto.h"
#include "base/json.h"

static tw_status no_tokens(tw_op *op)
{
    return tw__fail(op, TW_E_UNSUPPORTED, "",
                    "tokens need a library built with libsodium");
}

static void put_part(tw_buf *to, tw_str json)
{
    tw__base64url_put(to, json);
}

tw_str tw__token_make(tw_op *op,
                      tw_str secret,
                      tw_str workspace_id,
                      tw_str key_id,
                      int64_t expires_s)
{
    unsigned char mac[32];
    tw_str out = TW_NO_STR, payload;
    tw_buf b;

    payload = tw__op_printf(
        op,
        "{\"sub\":\"%.*s\",\"type\":\"API_KEY\",\"workspaceId\":\"%.*s\","
        "\"iat\":%lld,\"exp\":%lld,\"jti\":\"%.*s\"}",
        TW_FMT(workspace_id), TW_FMT(workspace_id),
        (long long)(tw__op_now_ms(op) / 1000), (long long)expires_s,
        TW_FMT(key_id));
    if (payload.ptr == NULL)
        return out;
    tw__buf_init(&b, op->alloc);
    put_part(&b, TW_STR("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
    tw__buf_char(&b, '.');
    put_part(&b, payload);
    if (!tw__crypto_hmac256(secret, tw__buf_view(&b), mac)) {
        no_tokens(op);
    } else {
        tw__buf_char(&b, '.');
        put_part(&b, (tw_str){(const char *)mac, sizeof(mac)});
        out = tw__op_take(op, &b);
    }
    tw__buf_fini(&b);
    return out;
}

static tw_status bad(tw_op *op)
{
    return tw__fail(op, TW_E_BAD_TOKEN, "", "Token invalid.");
}

/* One base64url part of the token as JSON. */
static const tw_json *read_part(tw_op *op, tw_str part)
{
    const tw_json *json = NULL;
    tw_str text = TW_NO_STR;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    if (tw__base64url_read(&b, part))
        text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (text.ptr == NULL || tw__json_read(op, text, &json) != TW_OK) {
        if (op->error.status != TW_E_NOMEM)
            tw__op_forgive(op);
        return NULL;
    }
    return json->type == TW_JSON_OBJECT ? json : NULL;
}

static tw_str text_of(const tw_json *object, const char *key)
{
    const tw_json *member = tw__json_member(object, key);

    return member != NULL && member->type == TW_JSON_TEXT ? member->text
                                                          : TW_NO_STR;
}

static tw_status check_signature(tw_op *op,
                                 tw_str secret,
                                 tw_str message,
                                 tw_str signature)
{
    unsigned char mac[32];
    bool fits;
    tw_buf b;

    if (!tw__crypto_hmac256(secret, message, mac))
        return no_tokens(op);
    tw__buf_init(&b, op->alloc);
    fits = tw__base64url_read(&b, signature) && b.len == sizeof(mac) &&
           tw__crypto_equal(b.ptr, mac, sizeof(mac));
    tw__buf_fini(&b);
    return fits ? TW_OK : bad(op);
}

static tw_status check_claims(tw_op *op,
                              tw_str workspace_id,
                              const tw_json *payload,
                              tw_claims *out)
{
    const tw_json *exp = tw__json_member(payload, "exp");
    tw_str key_id = text_of(payload, "jti");

    if (exp == NULL || exp->type != TW_JSON_NUMBER)
        return bad(op);
    out->expires_s = exp->number > 1e15    ? (int64_t)1e15
                     : exp->number < -1e15 ? (int64_t)-1e15
                                           : (int64_t)exp->number;
    if (out->expires_s <= tw__op_now_ms(op) / 1000)
        return tw__fail(op, TW_E_EXPIRED_TOKEN, "", "Token has expired.");
    if (!tw__str_is(text_of(payload, "type"), "API_KEY"))
        return tw__fail(op, TW_E_TOKEN_TYPE, "",
                        "this kind of token is not accepted here");
    if (!tw__str_eq(text_of(payload, "workspaceId"), workspace_id))
        return tw__fail(op, TW_E_WORKSPACE_NOT_FOUND, "",
                        "the token belongs to another workspace");
    if (!tw__uuid_normal(key_id, out->key_id))
        return bad(op);
    return TW_OK;
}

tw_status tw__token_verify(tw_op *op,
                           tw_str secret,
                           tw_str workspace_id,
                           tw_str token,
                           tw_claims *out)
{
    size_t first, second;
    const tw_json *header, *payload;

    if (token.len > TW_LIMIT_TOKEN_BYTES)
        return bad(op);
    first = tw__str_find(token, 0, '.');
    if (first == token.len)
        return bad(op);
    second = tw__str_find(token, first + 1, '.');
    if (second == token.len ||
        tw__str_find(token, second + 1, '.') != token.len)
        return bad(op);
    if (check_signature(op, secret, tw__str_sub(token, 0, second),
                        tw__str_sub(token, second + 1, token.len)) != TW_OK)
        return op->error.status;
    header = read_part(op, tw__str_sub(token, 0, first));
    payload = read_part(op, tw__str_sub(token, first + 1, second));
    if (op->error.status != TW_OK)
        return op->error.status;
    if (header == NULL || payload == NULL ||
        !tw__str_is(text_of(header, "alg"), "HS256"))
        return bad(op);
    return check_claims(op, workspace_id, payload, out);
}
