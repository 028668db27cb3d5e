/* metadata_page.c -- connections: which entities are on the page, and the frame
** around them (metadata specification 11.2). */
#include "graphql/metadata_inside.h"

#include "base/base64.h"

#include <stdio.h>

#define CURSOR_PREFIX "arrayconnection:"

enum {
    PAGE_DEFAULT = 10,
    CURSOR_DIGITS_MAX = 10
};

/* A cursor is the place in the list, from 0. */
static tw_status read_cursor(tw_op *op,
                             const char *name,
                             const tw_json *v,
                             tw_gql_model_page *p)
{
    const size_t prefix = sizeof(CURSOR_PREFIX) - 1;
    bool good = v->type == TW_JSON_TEXT && v->text.len <= 64;
    tw_str s;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    if (good)
        tw__base64_read(&b, v->text);
    s = tw__buf_view(&b);
    good = good && tw__str_starts(s, TW_STR(CURSOR_PREFIX)) && s.len > prefix &&
           s.len <= prefix + CURSOR_DIGITS_MAX;
    for (size_t i = prefix; good && i < s.len; i++) {
        good = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        p->cursor = p->cursor * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    if (b.failed)
        tw__fail_nomem(op);
    else if (!good)
        tw__fail(op, TW_E_INVALID, "/paging",
                 "`%s` is not a cursor of this list", name);
    p->placed = true;
    tw__buf_fini(&b);
    return op->error.status;
}

static tw_status read_limit(tw_op *op,
                            const char *name,
                            const tw_json *v,
                            tw_gql_model_page *p)
{
    if (v->type != TW_JSON_NUMBER || !(v->number >= 1) ||
        v->number > TW_LIMIT_MODEL_PAGE)
        return tw__fail(op, TW_E_INVALID, "/paging",
                        "`%s` must be a number from 1 to %d", name,
                        TW_LIMIT_MODEL_PAGE);
    p->limit = (uint32_t)v->number;
    return TW_OK;
}

static const tw_json *given(const tw_json *in, const char *name)
{
    const tw_json *v = in == NULL ? NULL : tw__json_member(in, name);

    return v == NULL || v->type == TW_JSON_NULL ? NULL : v;
}

static tw_status read_page(tw_op *op, const tw_json *in, tw_gql_model_page *p)
{
    const tw_json *first = given(in, "first"), *last = given(in, "last");
    const tw_json *after = given(in, "after"), *before = given(in, "before");

    if ((first != NULL || after != NULL) && (last != NULL || before != NULL))
        return tw__fail(op, TW_E_INVALID, "/paging",
                        "`first` and `after` cannot stand together with `last` "
                        "and `before`");
    if ((after != NULL && first == NULL) || (before != NULL && last == NULL))
        return tw__fail(op, TW_E_INVALID, "/paging",
                        "`%s` is given without `%s`",
                        after != NULL ? "after" : "before",
                        after != NULL ? "first" : "last");
    p->limit = PAGE_DEFAULT;
    p->backward = last != NULL;
    if (first != NULL && read_limit(op, "first", first, p) != TW_OK)
        return op->error.status;
    if (last != NULL && read_limit(op, "last", last, p) != TW_OK)
        return op->error.status;
    if (after != NULL)
        return read_cursor(op, "after", after, p);
    return before != NULL ? read_cursor(op, "before", before, p) : TW_OK;
}

tw_status tw__gql_model_page(tw_op *op,
                             const tw_json *arguments,
                             const tw_gql_model_page **out)
{
    tw_gql_model_page *p = tw__op_get(op, sizeof(*p));

    if (p == NULL || read_page(op, given(arguments, "paging"), p) != TW_OK ||
        tw__gql_model_filter(op, given(arguments, "filter"), &p->filter) !=
            TW_OK)
        return op->error.status;
    *out = p;
    return TW_OK;
}

void tw__gql_model_list(tw_op *op,
                        tw_gql_model_kind kind,
                        uint32_t count,
                        tw_gql_model_list *out)
{
    out->kind = kind;
    out->count = count;
    out->items =
        (const void **)tw__op_array(op, (size_t)count + 1, sizeof(*out->items));
}

/* A page, found: [from, to) of `count`. */
typedef struct range {
    uint32_t from, to, count;
} range;

static range range_of(const tw_gql_model_page *p, uint32_t count)
{
    range r = {0, count, count};

    if (p->backward) {
        if (p->placed && p->cursor < count)
            r.to = (uint32_t)p->cursor;
        r.from = r.to > p->limit ? r.to - p->limit : 0;
    } else {
        if (p->placed)
            r.from = p->cursor < count ? (uint32_t)p->cursor + 1 : count;
        if (r.to - r.from > p->limit)
            r.to = r.from + p->limit;
    }
    return r;
}

static void put_cursor(tw_gql_show *s, const range *r, uint32_t at)
{
    char text[sizeof(CURSOR_PREFIX) + 16];
    int len = snprintf(text, sizeof(text), CURSOR_PREFIX "%u", at);

    if (r->from == r->to) {
        tw__gql_show_text(s, TW_NO_STR);
        return;
    }
    tw__buf_char(s->out, '"');
    tw__base64_put(s->out, (tw_str){text, (size_t)len});
    tw__buf_char(s->out, '"');
}

static void put_page_info(tw_gql_show *s,
                          const tw_gql_model_plan *plan,
                          const range *r)
{
    const tw_gql_model_item *item;
    uint32_t at = 0;

    while ((item = tw__gql_show_next(s, plan, &at)) != NULL)
        switch ((int)item->verb) {
        case TW_GQL_M_HAS_NEXT:
            tw__gql_show_flag(s, r->to < r->count);
            break;
        case TW_GQL_M_HAS_PREVIOUS:
            tw__gql_show_flag(s, r->from > 0);
            break;
        default:
            put_cursor(s, r,
                       item->verb == TW_GQL_M_START_CURSOR ? r->from
                                                           : r->to - 1);
            break;
        }
}

static void put_node(tw_gql_show *s,
                     const tw_gql_model_plan *plan,
                     tw_gql_model_kind kind,
                     const void *entity)
{
    if (kind == TW_GQL_MODEL_OBJECT)
        tw__gql_show_object(s, plan, entity);
    else if (kind == TW_GQL_MODEL_FIELD)
        tw__gql_show_field(s, plan, entity, 0);
    else
        tw__gql_show_index(s, plan, entity);
}

static void put_edges(tw_gql_show *s,
                      const tw_gql_model_plan *plan,
                      const tw_gql_model_list *list,
                      const range *r)
{
    const tw_gql_model_item *item;

    tw__buf_char(s->out, '[');
    for (uint32_t i = r->from; i < r->to && tw__gql_show_go(s, 1); i++) {
        uint32_t at = 0;

        if (i > r->from)
            tw__buf_char(s->out, ',');
        while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
            if (item->verb == TW_GQL_M_NODE)
                put_node(s, item->below, list->kind, list->items[i]);
            else
                put_cursor(s, r, i);
        }
    }
    tw__buf_char(s->out, ']');
}

void tw__gql_show_connection(tw_gql_show *s,
                             const tw_gql_model_item *connection,
                             const tw_gql_model_list *all)
{
    const tw_gql_model_page *page = connection->page;
    tw_gql_model_list list = *all;
    const tw_gql_model_item *item;
    uint32_t at = 0;
    range r;

    list.count = 0;
    for (uint32_t i = 0; i < all->count; i++)
        if (tw__gql_model_match(s, page->filter, all->kind, all->items[i]))
            list.items[list.count++] = all->items[i];
    r = range_of(page, list.count);
    while ((item = tw__gql_show_next(s, connection->below, &at)) != NULL) {
        if (item->verb == TW_GQL_M_PAGE_INFO)
            put_page_info(s, item->below, &r);
        else
            put_edges(s, item->below, &list, &r);
    }
}
