/* migrate.c -- recognises a workspace file and makes the fixed tables of a new
** one.  A file of an older version is brought up here, step by step; version 1
** is the first. */
#include "store/migrate.h"

#include "base/uuid.h"
#include "store/schema.def"
#include "store/stmt.h"
#include "store/tx.h"

#include <stdio.h>

enum {
    SECRET_BYTES = 32
};

static const tw_str schema[] = {
#define TW_X(text) {text, sizeof(text) - 1},
    TW_SCHEMA_MAP(TW_X)
#undef TW_X
};

/* What the file says of itself. */
typedef struct header {
    int64_t application, version, schema;
} header;

static tw_status read_number(tw_op *op, tw_str sql, int64_t *out)
{
    tw_stmt *s = tw__stmt_get(op, sql);
    tw_status status;
    bool row;

    if (s == NULL)
        return op->error.status;
    status = tw__stmt_step(op, s, &row);
    if (row)
        *out = tw__stmt_int(s, 0);
    tw__stmt_done(s);
    return status;
}

static tw_status read_header(tw_op *op, header *out)
{
    tw_status status;

    memset(out, 0, sizeof(*out));
    status =
        read_number(op, TW_STR("PRAGMA application_id"), &out->application);
    if (status == TW_OK)
        status = read_number(op, TW_STR("PRAGMA user_version"), &out->version);
    if (status == TW_OK) /* has there ever been a table? */
        status = read_number(op, TW_STR("PRAGMA schema_version"), &out->schema);
    return status;
}

static tw_status judge(tw_op *op, const header *h, bool *is_new)
{
    *is_new = h->application == 0 && h->version == 0 && h->schema == 0;
    if (*is_new)
        return TW_OK;
    if (h->application != TW_FILE_APPLICATION_ID)
        return tw__fail(op, TW_E_NOT_A_DATABASE, "",
                        "the file is a database, but not a workspace: its "
                        "application id is %lld",
                        (long long)h->application);
    if (h->version > TW_FILE_VERSION)
        return tw__fail(op, TW_E_NEWER, "",
                        "the file has version %lld, this library knows "
                        "versions up to %d",
                        (long long)h->version, TW_FILE_VERSION);
    if (h->version < 1)
        return tw__fail(op, TW_E_CORRUPT, "", "the file has no version: %lld",
                        (long long)h->version);
    return TW_OK;
}

static tw_status put_meta(tw_op *op, tw_str key, tw_str value)
{
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_META_PUT);

    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, key);
    tw__stmt_bind_text(s, 2, value);
    return tw__stmt_run(op, s);
}

static tw_status put_ids(tw_op *op)
{
    static const char *const keys[] = {
        "workspaceId",
        "standardApplicationId",
        "customApplicationId",
    };
    char id[TW_UUID_BYTES];
    tw_status status = TW_OK;
    size_t i;

    for (i = 0; status == TW_OK && i < sizeof(keys) / sizeof(keys[0]); i++) {
        tw__uuid_new(op->env, id);
        status = put_meta(op, tw_str_of(keys[i]), (tw_str){id, sizeof(id)});
    }
    return status;
}

static tw_status put_secret(tw_op *op)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SECRET_BYTES];
    char hex[2 * SECRET_BYTES];
    size_t i;

    op->env->random(op->env->ctx, bytes, sizeof(bytes));
    for (i = 0; i < sizeof(bytes); i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    return put_meta(op, TW_STR("secret"), (tw_str){hex, sizeof(hex)});
}

static tw_status create(tw_op *op)
{
    tw_status status = TW_OK;
    char sql[80];
    size_t i;

    for (i = 0; status == TW_OK && i < sizeof(schema) / sizeof(schema[0]); i++)
        status = tw__stmt_exec(op, schema[i]);
    if (status == TW_OK)
        status = put_ids(op);
    if (status == TW_OK)
        status = put_secret(op);
    snprintf(sql, sizeof(sql),
             "PRAGMA application_id = %d; PRAGMA user_version = %d",
             TW_FILE_APPLICATION_ID, TW_FILE_VERSION);
    if (status == TW_OK)
        status = tw__stmt_exec(op, tw_str_of(sql));
    return status;
}

tw_status tw__migrate_needed(tw_op *op, bool *needed)
{
    header h;
    tw_status status = read_header(op, &h);

    *needed = false;
    return status == TW_OK ? judge(op, &h, needed) : status;
}

tw_status tw__migrate(tw_op *op, bool *is_new)
{
    bool needed;
    tw_status status = tw__migrate_needed(op, &needed);

    *is_new = false;
    if (status != TW_OK || !needed)
        return status;
    status = tw__tx_begin_write(op);
    if (status != TW_OK)
        return status;
    /* Once more with the lock in hand: another process may have been first. */
    status = tw__migrate_needed(op, &needed);
    if (status == TW_OK && needed)
        status = create(op);
    status = tw__tx_end_write(op, status);
    *is_new = status == TW_OK && needed;
    return status;
}
