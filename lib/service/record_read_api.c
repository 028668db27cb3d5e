/* record_read_api.c -- tw_record_get, _list, _group, _duplicates. */
#include "service/record_args.h"

#include "query/group.h"
#include "rest/filter_syntax.h"

static tw_status get(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (tw__record_args(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK)
        return op->error.status;
    if (c.id.ptr == NULL)
        return tw__fail(op, TW_E_MISUSE, "", "an id is needed");
    return tw__query_get(op, c.answer, c.object, c.id, false, out);
}

tw_status tw_record_get(tw_db *db,
                        const char *object,
                        tw_str id,
                        uint32_t depth,
                        tw_result **out)
{
    tw_record_args args = {.object = object, .id = id, .depth = depth};

    return tw__run_read(db, get, &args, out);
}

static tw_status list_ask(tw_op *op,
                          const tw_list_options *o,
                          const tw_record_call *c,
                          tw_list_ask *ask)
{
    *ask = (tw_list_ask){.object = c->object,
                         .filter = c->filter,
                         .limit = TW_LIMIT_PAGE_DEFAULT,
                         .count = true};
    if (o == NULL)
        return TW_OK;
    if (o->limit > 0)
        ask->limit = o->limit < TW_LIMIT_PAGE ? o->limit : TW_LIMIT_PAGE;
    if (o->starting_after.len > 0)
        ask->after = o->starting_after;
    if (o->ending_before.len > 0)
        ask->before = o->ending_before;
    if (ask->after.ptr != NULL && ask->before.ptr != NULL)
        return tw__fail(op, TW_E_INVALID, "",
                        "give either starting_after or ending_before");
    return tw__order_parse(op, o->order_by, &ask->order, &ask->order_count);
}

static tw_status list(tw_op *op, const void *args, tw_buf *out)
{
    const tw_record_args *a = args;
    tw_record_call c;
    tw_list_ask ask;
    tw_page_info info;

    if (a->list != NULL && a->list->struct_size < sizeof(*a->list))
        return tw__fail(op, TW_E_MISUSE, "",
                        "options not made with TW_LIST_OPTIONS_INIT");
    if (tw__record_args(op, a, TW_LIMIT_CHILDREN_READ, &c) != TW_OK ||
        list_ask(op, a->list, &c, &ask) != TW_OK)
        return op->error.status;
    tw__buf_text(out, "{\"records\":[");
    if (tw__query_list(op, &ask, c.answer, out, &info) != TW_OK)
        return op->error.status;
    tw__buf_char(out, ']');
    tw__page_info_put(out, &info);
    tw__buf_char(out, '}');
    return TW_OK;
}

tw_status tw_record_list(tw_db *db,
                         const char *object,
                         const tw_list_options *options,
                         tw_result **out)
{
    tw_record_args args = {.object = object, .list = options};

    if (options != NULL) {
        args.filter = options->filter;
        args.depth = options->depth;
    }
    return tw__run_read(db, list, &args, out);
}

/* A JSON option; `*out` stays NULL when it is absent. */
static tw_status json_option(tw_op *op, tw_str text, const tw_json **out)
{
    return text.ptr == NULL ? TW_OK : tw__record_json(op, text, out);
}

static tw_status group(tw_op *op, const void *args, tw_buf *out)
{
    const tw_record_args *a = args;
    const tw_group_options *o = a->group;
    tw_group_ask ask = {.count_as_text = true};
    tw_record_call c;

    if (o == NULL || o->struct_size < sizeof(*o))
        return tw__fail(op, TW_E_MISUSE, "",
                        "options not made with TW_GROUP_OPTIONS_INIT");
    if (o->group_by.ptr == NULL)
        return tw__fail(op, TW_E_INVALID, "", "group_by is required");
    if (tw__record_args(op, a, 0, &c) != TW_OK ||
        tw__record_json(op, o->group_by, &ask.group_by) != TW_OK ||
        json_option(op, o->aggregate, &ask.aggregate) != TW_OK ||
        json_option(op, o->order_by, &ask.order_by) != TW_OK ||
        tw__order_parse(op, o->order_by_for_records, &ask.record_order,
                        &ask.record_order_count) != TW_OK)
        return op->error.status;
    ask.object = c.object;
    ask.filter = c.filter;
    ask.records = o->records;
    ask.limit = o->limit == 0                ? TW_LIMIT_GROUPS_DEFAULT
                : o->limit < TW_LIMIT_GROUPS ? o->limit
                                             : TW_LIMIT_GROUPS;
    return tw__query_group(op, &ask, out);
}

tw_status tw_record_group(tw_db *db,
                          const char *object,
                          const tw_group_options *options,
                          tw_result **out)
{
    tw_record_args args = {.object = object, .group = options};

    if (options != NULL)
        args.filter = options->filter;
    return tw__run_read(db, group, &args, out);
}

static tw_status duplicates(tw_op *op, const void *args, tw_buf *out)
{
    tw_record_call c;

    if (tw__record_args(op, args, TW_LIMIT_CHILDREN_READ, &c) != TW_OK)
        return op->error.status;
    if (c.json == NULL)
        return tw__fail(op, TW_E_MISUSE, "", "JSON text is needed");
    if (c.json->type != TW_JSON_OBJECT)
        return tw__fail(op, TW_E_INVALID, "", "a JSON object is needed");
    return tw__record_duplicates(op, c.object, tw__json_member(c.json, "data"),
                                 tw__json_member(c.json, "ids"), c.answer, out);
}

tw_status tw_record_duplicates(tw_db *db,
                               const char *object,
                               tw_str question,
                               uint32_t depth,
                               tw_result **out)
{
    tw_record_args args = {.object = object, .json = question, .depth = depth};

    return tw__run_read(db, duplicates, &args, out);
}
