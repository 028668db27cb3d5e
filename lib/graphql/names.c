/* names.c -- a sorted list of names. */
#include "graphql/names.h"

bool tw__gql_names_init(tw_op *op, tw_gql_names *n, uint32_t count)
{
    n->count = count;
    n->items = NULL;
    if (count == 0)
        return true;
    n->items = (tw_gql_name *)tw__op_array(op, count, sizeof(*n->items));
    return n->items != NULL;
}

static bool before(const tw_gql_name *a, const tw_gql_name *b)
{
    int order = tw__str_cmp(a->name, b->name);

    return order < 0 || (order == 0 && a->index < b->index);
}

static void sort_few(tw_gql_names *n)
{
    for (uint32_t i = 1; i < n->count; i++) {
        tw_gql_name item = n->items[i];
        uint32_t at = i;

        for (; at > 0 && before(&item, &n->items[at - 1]); at--)
            n->items[at] = n->items[at - 1];
        n->items[at] = item;
    }
}

/* Two sorted runs become one. */
static void merge(tw_gql_name *to,
                  const tw_gql_name *from,
                  uint32_t mid,
                  uint32_t len)
{
    uint32_t a = 0, b = mid;

    for (uint32_t i = 0; i < len; i++) {
        bool left = a < mid && (b >= len || before(&from[a], &from[b]));

        to[i] = left ? from[a++] : from[b++];
    }
}

bool tw__gql_names_sort(tw_op *op, tw_gql_names *n)
{
    tw_gql_name *from = n->items, *to;

    if (n->count <= 16) {
        sort_few(n);
        return true;
    }
    to = (tw_gql_name *)tw__op_array(op, n->count, sizeof(*to));
    if (to == NULL)
        return false;
    for (uint32_t width = 1; width < n->count; width *= 2) {
        for (uint32_t i = 0; i < n->count; i += 2 * width) {
            uint32_t left = n->count - i;
            uint32_t len = left < 2 * width ? left : 2 * width;

            merge(to + i, from + i, width < len ? width : len, len);
        }
        n->items = to;
        to = from;
        from = n->items;
    }
    return true;
}

/* Position of the first item not before `name`. */
static uint32_t lower(const tw_gql_names *n, tw_str name)
{
    uint32_t low = 0, high = n->count;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;

        if (tw__str_cmp(n->items[mid].name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint32_t tw__gql_names_run(const tw_gql_names *n, uint32_t at)
{
    uint32_t end = at + 1;

    while (end < n->count && tw__str_eq(n->items[end].name, n->items[at].name))
        end++;
    return end - at;
}

uint32_t tw__gql_names_first(const tw_gql_names *n, tw_str name)
{
    uint32_t at = lower(n, name);

    return at < n->count && tw__str_eq(n->items[at].name, name)
               ? n->items[at].index
               : UINT32_MAX;
}

uint32_t tw__gql_names_last(const tw_gql_names *n, tw_str name)
{
    uint32_t at = lower(n, name);

    if (at >= n->count || !tw__str_eq(n->items[at].name, name))
        return UINT32_MAX;
    return n->items[at + tw__gql_names_run(n, at) - 1].index;
}
