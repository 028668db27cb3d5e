/* search_order.c -- the order of what a search finds, and places in it. */
#include "query/search_inside.h"

int tw__search_compare(const tw_object *a, const tw_object *b)
{
    static const char *const first[] = {"person", "company", "opportunity",
                                        "note", "task"};
    size_t n = sizeof(first) / sizeof(*first), i = n, k = n;

    if (a == b)
        return 0;
    for (size_t x = 0; x < n; x++) {
        if (!a->is_custom && tw__str_is(a->singular, first[x]))
            i = x;
        if (!b->is_custom && tw__str_is(b->singular, first[x]))
            k = x;
    }
    if (i != k)
        return i < k ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

bool tw__search_is_before(const tw_search_hit *a, const tw_search_hit *b)
{
    int order;

    if (a->rank != b->rank)
        return a->rank > b->rank;
    order = tw__search_compare(a->object, b->object);
    return order != 0 ? order < 0 : tw__str_cmp(a->id, b->id) < 0;
}

bool tw__search_may_follow(const tw_search_place *p,
                           const tw_object *o,
                           int64_t rank,
                           bool *by_id)
{
    int order;

    *by_id = false;
    if (!p->given || rank < p->rank)
        return true;
    if (rank > p->rank)
        return false;
    if (p->object == NULL) {
        *by_id = tw__json_get(p->ids, o->singular) != NULL;
        return true;
    }
    order = tw__search_compare(o, p->object);
    *by_id = order == 0;
    return order >= 0;
}

tw_str tw__search_last_id(const tw_search_place *p, const tw_object *o)
{
    const tw_json *id =
        p->object != NULL ? NULL : tw__json_get(p->ids, o->singular);

    return p->object == o                           ? p->id
           : id != NULL && id->type == TW_JSON_TEXT ? id->text
                                                    : TW_NO_STR;
}
