/* search.c -- the root field `search`: its arguments taken in, what was found
** shown as it was selected. */
#include "graphql/search.h"

#include "graphql/lower.h"
#include "query/search.h"
#include "store/rank.h"

/* An argument; null counts as not given. */
static const tw_json *argument(const tw_json *arguments, const char *name)
{
    const tw_json *a = tw__json_member(arguments, name);

    return a == NULL || a->type == TW_JSON_NULL ? NULL : a;
}

static bool lists(const tw_json *names, tw_str name)
{
    for (uint32_t i = 0; names->type == TW_JSON_LIST && i < names->count; i++)
        if (names->items[i].type == TW_JSON_TEXT &&
            tw__str_eq(names->items[i].text, name))
            return true;
    return false;
}

static bool is_searched(const tw_object *o,
                        const tw_json *included,
                        const tw_json *excluded)
{
    if (!o->is_active || o->search_count == 0 || o->c_id == NULL ||
        tw__search_is_closed(o))
        return false;
    if (included != NULL ? !lists(included, o->singular) : !o->is_searchable)
        return false;
    return excluded == NULL || !lists(excluded, o->singular);
}

static tw_status take_objects(tw_op *op,
                              const tw_json *arguments,
                              tw_search_ask *ask)
{
    const tw_catalog *c = op->catalog;
    const tw_json *included =
                      argument(arguments, "includedObjectNameSingulars"),
                  *excluded =
                      argument(arguments, "excludedObjectNameSingulars"),
                  *filter = argument(arguments, "filter");
    tw_status st = TW_OK;

    ask->in = tw__op_array(op, c->object_count, sizeof(*ask->in));
    if (ask->in == NULL)
        return op->error.status;
    for (uint32_t i = 0; st == TW_OK && i < c->object_count; i++) {
        tw_search_in *in = &ask->in[ask->in_count];

        if (!is_searched(c->objects[i], included, excluded))
            continue;
        in->object = c->objects[i];
        ask->in_count++;
        st = tw__gql_lower_filter(op, in->object, filter, &in->filter);
    }
    return st;
}

static tw_status take_arguments(tw_op *op,
                                const tw_json *arguments,
                                tw_search_ask *ask)
{
    const tw_json *input = argument(arguments, "searchInput"),
                  *limit = argument(arguments, "limit"),
                  *after = argument(arguments, "after");

    if (input == NULL || input->type != TW_JSON_TEXT)
        return tw__fail(op, TW_E_INVALID, "",
                        "Argument \"searchInput\" is needed: text");
    if (limit == NULL || limit->type != TW_JSON_NUMBER || limit->number < 0)
        return tw__fail(op, TW_E_INVALID, "",
                        "Argument \"limit\" is needed: a number, not below 0");
    if (limit->number > TW_LIMIT_SEARCH)
        return tw__fail(op, TW_E_INVALID, "",
                        "\"limit\" of a search is at most %d",
                        (int)TW_LIMIT_SEARCH);
    ask->input = input->text;
    ask->limit = (uint32_t)limit->number;
    if (after != NULL && after->type == TW_JSON_TEXT)
        ask->after = after->text;
    return take_objects(op, arguments, ask);
}

/* ---- the answer --------------------------------------------------------- */

/* What is being shown, and how deep: a member's meaning goes by both. */
typedef struct show {
    tw_op *op;
    const tw_search_page *page;
    uint32_t i; /* the hit */
    bool labelled;
    tw_str label, image; /* of that hit, once somebody asked */
    tw_json_writer w;
} show;

/* Writes the value of one member. */
typedef tw_status put_member(show *s, const tw_gql_found *m);

static tw_status put_object(show *s,
                            const tw_gql_found *members,
                            uint32_t count,
                            put_member *put)
{
    tw_status st = TW_OK;

    tw__jw_open(&s->w, '{');
    for (uint32_t i = 0; st == TW_OK && i < count; i++) {
        tw__jw_key_str(&s->w, members[i].key);
        st = put(s, &members[i]);
    }
    tw__jw_close(&s->w, '}');
    return st;
}

static tw_status need_label(show *s)
{
    if (s->labelled)
        return TW_OK;
    s->labelled = true;
    return tw__search_label(s->op, &s->page->hits[s->i], &s->label, &s->image);
}

static tw_status put_node(show *s, const tw_gql_found *m)
{
    const tw_search_hit *hit = &s->page->hits[s->i];
    tw_status st = TW_OK;

    switch (m->verb) {
    case TW_GQL_FOUND_ID:
        tw__jw_text(&s->w, hit->id);
        break;
    case TW_GQL_FOUND_OBJECT:
        tw__jw_text(&s->w, hit->object->singular);
        break;
    case TW_GQL_FOUND_OBJECT_LABEL:
        tw__jw_text(&s->w, hit->object->label_singular);
        break;
    case TW_GQL_FOUND_LABEL:
    case TW_GQL_FOUND_IMAGE:
        st = need_label(s);
        tw__jw_text(&s->w, m->verb == TW_GQL_FOUND_LABEL ? s->label : s->image);
        break;
    case TW_GQL_FOUND_RANK_CD:
        tw__jw_number(&s->w, tw__rank_all(hit->rank));
        break;
    case TW_GQL_FOUND_RANK:
        tw__jw_number(&s->w, tw__rank_any(hit->rank));
        break;
    default:
        tw__jw_text(&s->w, TW_STR("SearchRecord"));
        break;
    }
    return st;
}

static tw_status put_cursor(show *s, uint32_t i)
{
    tw_str cursor;
    tw_status st = tw__search_cursor(s->op, s->page, i, &cursor);

    if (st == TW_OK)
        tw__jw_text(&s->w, cursor);
    return st;
}

static tw_status put_edge(show *s, const tw_gql_found *m)
{
    switch (m->verb) {
    case TW_GQL_NODE:
        return put_object(s, m->members, m->count, put_node);
    case TW_GQL_CURSOR:
        return put_cursor(s, s->i);
    default:
        tw__jw_text(&s->w, TW_STR("SearchResultEdge"));
        return TW_OK;
    }
}

static tw_status put_page_info(show *s, const tw_gql_found *m)
{
    switch (m->verb) {
    case TW_GQL_HAS_NEXT_PAGE:
        tw__jw_bool(&s->w, s->page->has_next);
        return TW_OK;
    case TW_GQL_END_CURSOR:
        if (s->page->count > 0)
            return put_cursor(s, s->page->count - 1);
        tw__jw_null(&s->w);
        return TW_OK;
    default:
        tw__jw_text(&s->w, TW_STR("SearchResultPageInfo"));
        return TW_OK;
    }
}

static tw_status put_connection(show *s, const tw_gql_found *m)
{
    tw_status st = TW_OK;

    switch (m->verb) {
    case TW_GQL_EDGES:
        tw__jw_open(&s->w, '[');
        for (s->i = 0; st == TW_OK && s->i < s->page->count; s->i++) {
            s->labelled = false;
            st = put_object(s, m->members, m->count, put_edge);
        }
        tw__jw_close(&s->w, ']');
        return st;
    case TW_GQL_PAGE_INFO:
        return put_object(s, m->members, m->count, put_page_info);
    default:
        tw__jw_text(&s->w, TW_STR("SearchResultConnection"));
        return TW_OK;
    }
}

tw_status tw__gql_search(tw_op *op,
                         const tw_json *arguments,
                         const tw_gql_found *members,
                         uint32_t count,
                         tw_buf *out)
{
    tw_search_ask ask = {.input = TW_NO_STR};
    tw_search_page page;
    show s = {.op = op, .page = &page, .w = {out, false}};
    size_t start = out->len;
    tw_status st = take_arguments(op, arguments, &ask);

    if (st == TW_OK)
        st = tw__query_search(op, &ask, &page);
    if (st == TW_OK)
        st = put_object(&s, members, count, put_connection);
    if (st == TW_OK && out->failed)
        st = tw__fail_nomem(op);
    if (st != TW_OK)
        tw__buf_cut(out, start);
    return st;
}
