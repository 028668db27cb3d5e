/* key.c -- API keys in tw_api_key. */
#include "api/key.h"

#include "base/json.h"
#include "base/time.h"
#include "base/utf8.h"
#include "store/stmt.h"

enum {
    ID,
    NAME,
    EXPIRES_AT,
    REVOKED_AT,
    CREATED_AT,
    UPDATED_AT
};

/* "A hundred years", what a key without an expiry gets. */
#define FOREVER_MS (100LL * 365 * 24 * 3600 * 1000)

static tw_str now_text(tw_op *op)
{
    char text[TW_TIME_BYTES];

    tw__time_print(tw__op_now_ms(op), text);
    return tw__op_str(op, (tw_str){text, sizeof(text)});
}

static tw_status check_input(tw_op *op,
                             tw_str name,
                             tw_str expires_at,
                             int64_t *expires_ms)
{
    if (name.len == 0 || name.len > TW_LIMIT_KEY_NAME_BYTES ||
        !tw__utf8_valid(name) || memchr(name.ptr, 0, name.len) != NULL)
        return tw__fail(op, TW_E_INVALID, "/name",
                        "a key's name is 1 to %d bytes of text",
                        TW_LIMIT_KEY_NAME_BYTES);
    if (expires_at.ptr == NULL) {
        *expires_ms = tw__op_now_ms(op) + FOREVER_MS;
        return TW_OK;
    }
    if (!tw__time_parse(expires_at, expires_ms))
        return tw__fail(op, TW_E_INVALID, "/expiresAt",
                        "expiresAt '%.*s' is not an ISO 8601 date",
                        TW_FMT(expires_at));
    if (*expires_ms <= tw__op_now_ms(op))
        return tw__fail(op, TW_E_INVALID, "/expiresAt",
                        "expiresAt '%.*s' is in the past", TW_FMT(expires_at));
    return TW_OK;
}

tw_status tw__key_create(tw_op *op,
                         tw_str secret,
                         tw_str workspace_id,
                         tw_str name,
                         tw_str expires_at,
                         tw_buf *out)
{
    tw_json_writer w = {.b = out};
    char expires[TW_TIME_BYTES];
    int64_t expires_ms;
    tw_str id, token, now;
    tw_stmt *s;

    if (check_input(op, name, expires_at, &expires_ms) != TW_OK)
        return op->error.status;
    tw__time_print(expires_ms, expires);
    id = tw__uuid_make(op);
    now = now_text(op);
    token = tw__token_make(op, secret, workspace_id, id, expires_ms / 1000);
    s = tw__stmt_fixed(op, TW_SQL_KEY_INSERT);
    if (id.ptr == NULL || now.ptr == NULL || token.ptr == NULL || s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, id);
    tw__stmt_bind_text(s, 2, name);
    tw__stmt_bind_text(s, 3, (tw_str){expires, sizeof(expires)});
    tw__stmt_bind_text(s, 4, now);
    if (tw__stmt_run(op, s) != TW_OK)
        return op->error.status;
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "id");
    tw__jw_text(&w, id);
    tw__jw_key(&w, "name");
    tw__jw_text(&w, name);
    tw__jw_key(&w, "expiresAt");
    tw__jw_text(&w, (tw_str){expires, sizeof(expires)});
    tw__jw_key(&w, "token");
    tw__jw_text(&w, token);
    tw__jw_close(&w, '}');
    return TW_OK;
}

static void put_row(tw_json_writer *w, tw_stmt *s)
{
    static const char *const names[] = {"id",        "name",      "expiresAt",
                                        "revokedAt", "createdAt", "updatedAt"};

    tw__jw_open(w, '{');
    for (int i = ID; i <= UPDATED_AT; i++) {
        tw__jw_key(w, names[i]);
        tw__jw_text(w, tw__stmt_text(s, i));
    }
    tw__jw_close(w, '}');
}

tw_status tw__key_list(tw_op *op, tw_buf *out)
{
    tw_json_writer w = {.b = out};
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_KEY_LIST);
    tw_status st;
    bool row;

    if (s == NULL)
        return op->error.status;
    tw__jw_open(&w, '[');
    while ((st = tw__stmt_step(op, s, &row)) == TW_OK && row)
        put_row(&w, s);
    tw__jw_close(&w, ']');
    tw__stmt_done(s);
    return st;
}

/* The row with that id, left current in the returned statement; NULL: none, or
** op->error is set. */
static tw_stmt *find(tw_op *op, tw_str id)
{
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_KEY_GET);
    bool row = false;

    if (s == NULL)
        return NULL;
    tw__stmt_bind_text(s, 1, id);
    if (tw__stmt_step(op, s, &row) == TW_OK && row)
        return s;
    tw__stmt_done(s);
    return NULL;
}

static tw_status revoke(tw_op *op, tw_str id)
{
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_KEY_REVOKE);
    tw_str now = now_text(op);

    if (s == NULL || now.ptr == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, id);
    tw__stmt_bind_text(s, 2, now);
    return tw__stmt_run(op, s);
}

tw_status tw__key_revoke(tw_op *op, tw_str id, tw_buf *out)
{
    tw_json_writer w = {.b = out};
    char normal[TW_UUID_BYTES];
    tw_stmt *s = NULL;

    if (tw__uuid_normal(id, normal)) {
        id = (tw_str){normal, sizeof(normal)};
        if (revoke(op, id) != TW_OK)
            return op->error.status;
        s = find(op, id);
    }
    if (op->error.status != TW_OK)
        return op->error.status;
    if (s == NULL)
        return tw__fail(op, TW_E_ENTITY_NOT_FOUND, "",
                        "there is no API key '%.*s'", TW_FMT(id));
    put_row(&w, s);
    tw__stmt_done(s);
    return TW_OK;
}

static bool passed(tw_op *op, tw_str time)
{
    int64_t ms;

    return !tw__time_parse(time, &ms) || ms <= tw__op_now_ms(op);
}

tw_status tw__key_check(tw_op *op, const tw_claims *claims)
{
    tw_stmt *s = find(op, (tw_str){claims->key_id, TW_UUID_BYTES});

    if (op->error.status != TW_OK)
        return op->error.status;
    if (s == NULL)
        return tw__fail(op, TW_E_KEY_REVOKED, "", "this API key is revoked");
    if (!tw__stmt_is_null(s, REVOKED_AT))
        tw__fail(op, TW_E_KEY_REVOKED, "", "this API key is revoked");
    else if (passed(op, tw__stmt_text(s, EXPIRES_AT)))
        tw__fail(op, TW_E_KEY_EXPIRED, "", "this API key is expired");
    else
        op->actor = (tw_actor){.source = TW_STR("API"),
                               .name = tw__op_str(op, tw__stmt_text(s, NAME)),
                               .context = TW_STR("{}")};
    tw__stmt_done(s);
    return op->error.status;
}
