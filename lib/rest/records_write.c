/* records_write.c -- create, update, delete, restore, merge; one and many. */
#include "record/record.h"
#include "rest/call.h"

/* What every write does last: the answer inside its envelope. */
static void open_list(tw_call *c, const char *verb)
{
    tw__call_open(c, verb, c->object->plural);
    tw__buf_char(c->answer->out, '[');
}

static tw_status close_list(tw_call *c, tw_status st)
{
    tw__buf_char(c->answer->out, ']');
    tw__call_close(c);
    return st;
}

static tw_status close_one(tw_call *c, tw_status st)
{
    tw__call_close(c);
    return st;
}

tw_status tw__rest_create(tw_call *c)
{
    const tw_json *body;
    const tw_select *answer;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_body_object(c, &body) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_WRITE, &answer) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "create", c->object->singular);
    return close_one(c, tw__record_create(c->op, c->object, body,
                                          tw__call_flag(c, "upsert"), answer,
                                          c->answer->out));
}

tw_status tw__rest_create_many(tw_call *c)
{
    const tw_json *body = c->req->body;
    const tw_select *answer;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_WRITE, &answer) != TW_OK)
        return c->op->error.status;
    if (body == NULL || body->type != TW_JSON_LIST)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "a batch needs a JSON list of records as body");
    open_list(c, "create");
    return close_list(c, tw__record_create_many(c->op, c->object, body,
                                                tw__call_flag(c, "upsert"),
                                                answer, c->answer->out));
}

tw_status tw__rest_update(tw_call *c)
{
    const tw_json *body;
    const tw_select *answer;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_body_object(c, &body) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "update", c->object->singular);
    return close_one(c, tw__record_update(c->op, c->object, c->id, body, answer,
                                          c->answer->out));
}

tw_status tw__rest_update_many(tw_call *c)
{
    const tw_filter *filter;
    const tw_json *body;
    const tw_select *answer;

    if (tw__call_depth(c) != TW_OK || tw__call_filter(c, &filter) != TW_OK)
        return c->op->error.status;
    if (filter == NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "Filters are mandatory for bulk update operations");
    if (tw__call_object(c) != TW_OK ||
        tw__call_body_object(c, &body) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    open_list(c, "update");
    return close_list(c, tw__record_update_many(c->op, c->object, filter, body,
                                                answer, c->answer->out));
}

tw_status tw__rest_delete(tw_call *c)
{
    const tw_select *answer;

    if (tw__call_object(c) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "delete", c->object->singular);
    if (!tw__call_flag(c, "soft_delete"))
        return close_one(c, tw__record_destroy(c->op, c->object, c->id, NULL,
                                               c->answer->out));
    if (tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    return close_one(
        c, tw__record_delete(c->op, c->object, c->id, answer, c->answer->out));
}

tw_status tw__rest_delete_many(tw_call *c)
{
    bool soft = tw__call_flag(c, "soft_delete");
    const tw_filter *filter;
    const tw_select *answer;

    if (tw__call_filter(c, &filter) != TW_OK)
        return c->op->error.status;
    if (filter == NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "Filters are mandatory for bulk %s operations",
                        soft ? "delete" : "destroy");
    if (tw__call_object(c) != TW_OK)
        return c->op->error.status;
    open_list(c, "delete");
    if (!soft)
        return close_list(c, tw__record_destroy_many(c->op, c->object, filter,
                                                     NULL, c->answer->out));
    if (tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    return close_list(c, tw__record_delete_many(c->op, c->object, filter,
                                                answer, c->answer->out));
}

tw_status tw__rest_restore(tw_call *c)
{
    const tw_select *answer;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "restore", c->object->singular);
    return close_one(
        c, tw__record_restore(c->op, c->object, c->id, answer, c->answer->out));
}

tw_status tw__rest_restore_many(tw_call *c)
{
    const tw_filter *filter;
    const tw_select *answer;

    if (tw__call_filter(c, &filter) != TW_OK || tw__call_depth(c) != TW_OK)
        return c->op->error.status;
    if (filter == NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "Filters are mandatory for bulk restore operations");
    if (tw__call_object(c) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    open_list(c, "restore");
    return close_list(c, tw__record_restore_many(c->op, c->object, filter,
                                                 answer, c->answer->out));
}

tw_status tw__rest_merge(tw_call *c)
{
    const tw_json *body;
    const tw_select *answer;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_body_object(c, &body) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &answer) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "merge", c->object->singular);
    return close_one(
        c, tw__record_merge(c->op, c->object, body, answer, c->answer->out));
}
