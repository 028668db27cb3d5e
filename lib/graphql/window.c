/* window.c -- the arguments of a list: which part of it, of which records, in
** which order (core-graphql 5). */
#include "graphql/lower.h"
#include "graphql/project.h"

static tw_status refuse(tw_op *op, const char *sub_code, const char *text)
{
    tw__fail(op, TW_E_INVALID, "", "%s", text);
    op->sub_code = tw_str_of(sub_code);
    return TW_E_INVALID;
}

/* A number that may be left out; null counts as left out. */
typedef struct count {
    bool given;
    int64_t value;
} count;

static count take_count(const tw_json *arguments, const char *name)
{
    const tw_json *v = tw__json_member(arguments, name);
    count c = {.given = v != NULL && v->type == TW_JSON_NUMBER};

    if (c.given)
        c.value = (int64_t)v->number;
    return c;
}

/* Empty text counts as left out. */
static tw_str take_cursor(const tw_json *arguments, const char *name)
{
    const tw_json *v = tw__json_member(arguments, name);

    return v != NULL && v->type == TW_JSON_TEXT && v->text.len > 0 ? v->text
                                                                   : TW_NO_STR;
}

/* Zero does not count as given here. */
static tw_status check(tw_op *op,
                       const count *first,
                       const count *last,
                       const tw_list_ask *ask)
{
    static const char conflict[] = "ARGS_CONFLICT";
    bool before = ask->before.ptr != NULL, after = ask->after.ptr != NULL;

    if (first->value != 0 && last->value != 0)
        return refuse(op, conflict, "Cannot provide both first and last");
    if (before && after)
        return refuse(op, conflict, "Cannot provide both before and after");
    if (before && first->value != 0)
        return refuse(op, conflict, "Cannot provide both before and first");
    if (after && last->value != 0)
        return refuse(op, conflict, "Cannot provide both after and last");
    if (first->value < 0)
        return refuse(op, "INVALID_ARGS_FIRST", "first must not be negative");
    if (last->value < 0)
        return refuse(op, "INVALID_ARGS_LAST", "last must not be negative");
    return TW_OK;
}

tw_status tw__gql_window(tw_op *op,
                         const tw_json *arguments,
                         tw_list_ask *ask,
                         bool *given)
{
    count first = take_count(arguments, "first");
    count last = take_count(arguments, "last");
    count offset = take_count(arguments, "offset");
    tw_status st;

    ask->before = take_cursor(arguments, "before");
    ask->after = take_cursor(arguments, "after");
    st = check(op, &first, &last, ask);
    if (st == TW_OK && offset.value < 0)
        st = tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                      "offset must not be negative");
    if (st != TW_OK)
        return st;
    if (first.given || last.given)
        ask->limit = (uint32_t)(first.given ? first.value : last.value);
    ask->offset = (uint32_t)offset.value;
    *given = first.given || last.given || offset.value > 0 ||
             ask->before.ptr != NULL || ask->after.ptr != NULL;
    st = tw__gql_lower_filter(
        op, ask->object, tw__json_member(arguments, "filter"), &ask->filter);
    if (st == TW_OK)
        st = tw__gql_lower_order(op, ask->object,
                                 tw__json_member(arguments, "orderBy"),
                                 &ask->order, &ask->order_count);
    return st;
}
