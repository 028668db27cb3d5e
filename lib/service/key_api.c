/* key_api.c -- tw_key_*. */
#include "service/run.h"

#include "twentyapi/key.h"

typedef struct key_args {
    tw_str name, expires_at, id;
} key_args;

static tw_status create(tw_op *op, const void *args, tw_buf *out)
{
    const key_args *a = args;
    const tw_auth *auth = &op->db->auth;

    return tw__key_create(op, auth->secret, auth->workspace_id, a->name,
                          a->expires_at, out);
}

static tw_status list(tw_op *op, const void *args, tw_buf *out)
{
    (void)args;
    return tw__key_list(op, out);
}

static tw_status revoke(tw_op *op, const void *args, tw_buf *out)
{
    const key_args *a = args;

    return tw__key_revoke(op, a->id, out);
}

tw_status tw_key_create(tw_db *db,
                        tw_str name,
                        tw_str expires_at,
                        tw_result **out)
{
    key_args args = {.name = name, .expires_at = expires_at};

    return tw__run_write(db, create, &args, out);
}

tw_status tw_key_list(tw_db *db, tw_result **out)
{
    return tw__run_read(db, list, NULL, out);
}

tw_status tw_key_revoke(tw_db *db, tw_str id, tw_result **out)
{
    key_args args = {.id = id};

    return tw__run_write(db, revoke, &args, out);
}
