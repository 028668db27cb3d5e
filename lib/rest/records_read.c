/* records_read.c -- list, get one, group-by, duplicates. */
#include "query/group.h"
#include "record/record.h"
#include "rest/call.h"
#include "rest/filter_syntax.h"

tw_status tw__rest_list(tw_call *c)
{
    tw_list_ask ask = {0};
    const tw_select *select;
    tw_page_info info;

    if (tw__call_page(c, &ask) != TW_OK || tw__call_object(c) != TW_OK)
        return c->op->error.status;
    if (ask.after.ptr != NULL && ask.before.ptr != NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "give either 'starting_after' or 'ending_before', "
                        "not both");
    ask.object = c->object;
    if (tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &select) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "", c->object->plural);
    tw__buf_char(c->answer->out, '[');
    if (tw__query_list(c->op, &ask, select, c->answer->out, &info) != TW_OK)
        return c->op->error.status;
    tw__buf_text(c->answer->out, "]}");
    tw__page_info_put(c->answer->out, &info);
    tw__buf_char(c->answer->out, '}');
    return TW_OK;
}

tw_status tw__rest_get(tw_call *c)
{
    const tw_select *select;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &select) != TW_OK)
        return c->op->error.status;
    tw__call_open(c, "", c->object->singular);
    if (tw__query_get(c->op, select, c->object, c->id, false, c->answer->out) !=
        TW_OK)
        return c->op->error.status;
    tw__call_close(c);
    return TW_OK;
}

/* A parameter that holds JSON; `*out` is NULL when it is absent. */
static tw_status json_param(tw_call *c,
                            const char *name,
                            bool once,
                            const tw_json **out)
{
    bool repeated;
    tw_str text = tw__param(c->req, name, &repeated);

    *out = NULL;
    if (repeated && once)
        return tw__fail(c->op, TW_E_INVALID, "", "'%s' is given twice", name);
    if (text.ptr == NULL)
        return TW_OK;
    if (tw__json_read(c->op, text, out) == TW_OK)
        return TW_OK;
    if (c->op->error.status == TW_E_NOMEM)
        return c->op->error.status;
    tw__op_forgive(c->op);
    return tw__fail(c->op, TW_E_INVALID, "", "'%s=%.*s' is not JSON", name,
                    TW_FMT(text));
}

tw_status tw__rest_group(tw_call *c)
{
    tw_group_ask ask = {.count_as_text = true};
    tw_str record_order = tw__param(c->req, "order_by_for_records", NULL);

    if (tw__call_object(c) != TW_OK ||
        json_param(c, "order_by", false, &ask.order_by) != TW_OK ||
        tw__order_parse(c->op, record_order, &ask.record_order,
                        &ask.record_order_count) != TW_OK ||
        tw__call_filter(c, &ask.filter) != TW_OK ||
        json_param(c, "group_by", true, &ask.group_by) != TW_OK ||
        json_param(c, "aggregate", true, &ask.aggregate) != TW_OK ||
        tw__param_limit(c->op, c->req, TW_LIMIT_GROUPS_DEFAULT, &ask.limit) !=
            TW_OK)
        return c->op->error.status;
    if (ask.group_by == NULL)
        return tw__fail(c->op, TW_E_INVALID, "", "'group_by' is required");
    if (ask.limit == 0)
        ask.limit = TW_LIMIT_GROUPS_DEFAULT;
    ask.object = c->object;
    ask.records = tw__call_flag(c, "include_records_sample");
    return tw__query_group(c->op, &ask, c->answer->out);
}

tw_status tw__rest_duplicates(tw_call *c)
{
    const tw_json *body, *data, *ids;
    const tw_select *select;

    if (tw__call_depth(c) != TW_OK || tw__call_object(c) != TW_OK ||
        tw__call_body_object(c, &body) != TW_OK ||
        tw__call_answer(c, TW_LIMIT_CHILDREN_READ, &select) != TW_OK)
        return c->op->error.status;
    data = tw__json_member(body, "data");
    ids = tw__json_member(body, "ids");
    tw__buf_text(c->answer->out, "{\"data\":");
    if (tw__record_duplicates(c->op, c->object, data, ids, select,
                              c->answer->out) != TW_OK)
        return c->op->error.status;
    tw__buf_char(c->answer->out, '}');
    return TW_OK;
}
