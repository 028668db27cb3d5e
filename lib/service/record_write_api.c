/* record_write_api.c -- the writing tw_record_* calls. */
#include "service/record_args.h"

static tw_status resolve(tw_op *op,
                         const void *args,
                         uint32_t children,
                         tw_record_call *c)
{
    return tw__record_args(op, args, children, c);
}

static tw_status need_json(tw_op *op,
                           const tw_record_call *c,
                           tw_json_type type)
{
    if (c->json == NULL)
        return tw__fail(op, TW_E_MISUSE, "", "JSON text is needed");
    if (c->json->type == type)
        return TW_OK;
    return tw__fail(op, TW_E_INVALID, "", "a JSON %s is needed",
                    type == TW_JSON_LIST ? "list" : "object");
}

static tw_status need_id(tw_op *op, const tw_record_call *c)
{
    return c->id.ptr != NULL ? TW_OK
                             : tw__fail(op, TW_E_MISUSE, "", "an id is needed");
}

static tw_status need_filter(tw_op *op, const tw_record_call *c)
{
    return c->filter != NULL
               ? TW_OK
               : tw__fail(op, TW_E_INVALID, "", "a filter is needed");
}

/* A list verb's answer gets its brackets here. */
static tw_status listed(tw_status st, tw_buf *out)
{
    tw__buf_char(out, ']');
    return st;
}

static tw_status create(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_WRITE, &c) != TW_OK ||
        need_json(op, &c, TW_JSON_OBJECT) != TW_OK)
        return op->error.status;
    return tw__record_create(op, c.object, c.json, c.upsert, c.answer, out);
}

static tw_status create_many(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_WRITE, &c) != TW_OK ||
        need_json(op, &c, TW_JSON_LIST) != TW_OK)
        return op->error.status;
    tw__buf_char(out, '[');
    return listed(
        tw__record_create_many(op, c.object, c.json, c.upsert, c.answer, out),
        out);
}

static tw_status update(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_id(op, &c) != TW_OK || need_json(op, &c, TW_JSON_OBJECT) != TW_OK)
        return op->error.status;
    return tw__record_update(op, c.object, c.id, c.json, c.answer, out);
}

static tw_status update_many(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_filter(op, &c) != TW_OK ||
        need_json(op, &c, TW_JSON_OBJECT) != TW_OK)
        return op->error.status;
    tw__buf_char(out, '[');
    return listed(
        tw__record_update_many(op, c.object, c.filter, c.json, c.answer, out),
        out);
}

static tw_status delete_one(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_id(op, &c) != TW_OK)
        return op->error.status;
    return tw__record_delete(op, c.object, c.id, c.answer, out);
}

static tw_status delete_many(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_filter(op, &c) != TW_OK)
        return op->error.status;
    tw__buf_char(out, '[');
    return listed(tw__record_delete_many(op, c.object, c.filter, c.answer, out),
                  out);
}

static tw_status restore(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_id(op, &c) != TW_OK)
        return op->error.status;
    return tw__record_restore(op, c.object, c.id, c.answer, out);
}

static tw_status restore_many(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_filter(op, &c) != TW_OK)
        return op->error.status;
    tw__buf_char(out, '[');
    return listed(
        tw__record_restore_many(op, c.object, c.filter, c.answer, out), out);
}

static tw_status destroy(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, 0, &c) != TW_OK || need_id(op, &c) != TW_OK)
        return op->error.status;
    return tw__record_destroy(op, c.object, c.id, NULL, out);
}

static tw_status destroy_many(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, 0, &c) != TW_OK || need_filter(op, &c) != TW_OK)
        return op->error.status;
    tw__buf_char(out, '[');
    return listed(tw__record_destroy_many(op, c.object, c.filter, NULL, out),
                  out);
}

static tw_status merge(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (resolve(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        need_json(op, &c, TW_JSON_OBJECT) != TW_OK)
        return op->error.status;
    return tw__record_merge(op, c.object, c.json, c.answer, out);
}

tw_status tw_record_create(tw_db *db,
                           const char *object,
                           tw_str fields,
                           const tw_record_options *options,
                           tw_result **out)
{
    tw_record_args args = {
        .object = object, .json = fields, .options = options};

    return tw__run_write(db, create, &args, out);
}

tw_status tw_record_create_many(tw_db *db,
                                const char *object,
                                tw_str records,
                                const tw_record_options *options,
                                tw_result **out)
{
    tw_record_args args = {
        .object = object, .json = records, .options = options};

    return tw__run_write(db, create_many, &args, out);
}

tw_status tw_record_update(tw_db *db,
                           const char *object,
                           tw_str id,
                           tw_str fields,
                           const tw_record_options *options,
                           tw_result **out)
{
    tw_record_args args = {
        .object = object, .id = id, .json = fields, .options = options};

    return tw__run_write(db, update, &args, out);
}

tw_status tw_record_update_many(tw_db *db,
                                const char *object,
                                tw_str filter,
                                tw_str fields,
                                const tw_record_options *options,
                                tw_result **out)
{
    tw_record_args args = {
        .object = object, .filter = filter, .json = fields, .options = options};

    return tw__run_write(db, update_many, &args, out);
}

tw_status tw_record_delete(tw_db *db,
                           const char *object,
                           tw_str id,
                           tw_result **out)
{
    tw_record_args args = {.object = object, .id = id};

    return tw__run_write(db, delete_one, &args, out);
}

tw_status tw_record_delete_many(tw_db *db,
                                const char *object,
                                tw_str filter,
                                tw_result **out)
{
    tw_record_args args = {.object = object, .filter = filter};

    return tw__run_write(db, delete_many, &args, out);
}

tw_status tw_record_restore(tw_db *db,
                            const char *object,
                            tw_str id,
                            uint32_t depth,
                            tw_result **out)
{
    tw_record_args args = {.object = object, .id = id, .depth = depth};

    return tw__run_write(db, restore, &args, out);
}

tw_status tw_record_restore_many(tw_db *db,
                                 const char *object,
                                 tw_str filter,
                                 uint32_t depth,
                                 tw_result **out)
{
    tw_record_args args = {.object = object, .filter = filter, .depth = depth};

    return tw__run_write(db, restore_many, &args, out);
}

tw_status tw_record_destroy(tw_db *db,
                            const char *object,
                            tw_str id,
                            tw_result **out)
{
    tw_record_args args = {.object = object, .id = id};

    return tw__run_write(db, destroy, &args, out);
}

tw_status tw_record_destroy_many(tw_db *db,
                                 const char *object,
                                 tw_str filter,
                                 tw_result **out)
{
    tw_record_args args = {.object = object, .filter = filter};

    return tw__run_write(db, destroy_many, &args, out);
}

tw_status tw_record_merge(tw_db *db,
                          const char *object,
                          tw_str question,
                          uint32_t depth,
                          tw_result **out)
{
    tw_record_args args = {.object = object, .json = question, .depth = depth};

    return tw__run_write(db, merge, &args, out);
}
