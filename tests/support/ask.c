/* ask.c -- filters and orders for tests, from text. */
#include "support/ask.h"

#include "query/filter.h"
#include "support/check.h"

static tw_path path_of(tw_str text)
{
    tw_path path = {.count = 0};
    size_t at = 0;

    for (;;) {
        size_t end = tw__str_find(text, at, '.');

        if (path.count < TW_PATH_MAX)
            path.name[path.count] = tw__str_sub(text, at, end);
        path.count++;
        if (end == text.len || path.count > TW_PATH_MAX)
            return path;
        at = end + 1;
    }
}

static const tw_filter *filter_of(tw_op *op, const tw_json *node);

static const tw_filter *conjunction(tw_op *op,
                                    tw_filter_op kind,
                                    const tw_json *list)
{
    const tw_filter **items =
        tw__op_array(op, list->count + 1, sizeof(tw_filter *));
    tw_filter *f = tw__op_get(op, sizeof(*f));

    assert_non_null(items);
    assert_non_null(f);
    for (uint32_t i = 0; i < list->count; i++)
        items[i] = filter_of(op, &list->items[i]);
    f->op = kind;
    f->items = (const struct tw_filter *const *)items;
    f->count = list->count;
    return f;
}

static const tw_filter *comparison(tw_op *op, const tw_json *member)
{
    tw_filter *f = tw__op_get(op, sizeof(*f));

    assert_non_null(f);
    assert_int_equal(member->type, TW_JSON_OBJECT);
    assert_int_equal(member->count, 1);
    f->op = TW_FILTER_CMP;
    f->path = path_of(member->key);
    f->value = &member->items[0];
    for (int i = 0; i < TW_CMP_COUNT_; i++)
        if (tw__str_is(member->items[0].key, tw__cmp_name((tw_cmp)i))) {
            f->cmp = (tw_cmp)i;
            return f;
        }
    fail_msg("no such comparator");
    return NULL;
}

static const tw_filter *negation(tw_op *op, const tw_json *node)
{
    const tw_filter **item = tw__op_get(op, sizeof(tw_filter *));
    tw_filter *f = tw__op_get(op, sizeof(*f));

    assert_non_null(item);
    assert_non_null(f);
    *item = filter_of(op, node);
    f->op = TW_FILTER_NOT;
    f->items = (const struct tw_filter *const *)item;
    f->count = 1;
    return f;
}

static const tw_filter *member_of(tw_op *op, const tw_json *member)
{
    if (tw__str_is(member->key, "and"))
        return conjunction(op, TW_FILTER_AND, member);
    if (tw__str_is(member->key, "or"))
        return conjunction(op, TW_FILTER_OR, member);
    if (tw__str_is(member->key, "not"))
        return negation(op, member);
    return comparison(op, member);
}

static const tw_filter *filter_of(tw_op *op, const tw_json *node)
{
    const tw_filter **items;
    tw_filter *f;

    assert_int_equal(node->type, TW_JSON_OBJECT);
    if (node->count == 1)
        return member_of(op, &node->items[0]);
    items = tw__op_array(op, node->count + 1, sizeof(tw_filter *));
    f = tw__op_get(op, sizeof(*f));
    assert_non_null(items);
    assert_non_null(f);
    for (uint32_t i = 0; i < node->count; i++)
        items[i] = member_of(op, &node->items[i]);
    f->items = (const struct tw_filter *const *)items;
    f->count = node->count;
    return f;
}

const tw_filter *ask_filter(tw_op *op, const char *json)
{
    const tw_json *node;

    if (json == NULL)
        return NULL;
    assert_int_equal(tw__json_read(op, tw_str_of(json), &node), TW_OK);
    return filter_of(op, node);
}

uint32_t ask_order(tw_op *op, const char *text, const tw_order **out)
{
    tw_str s = tw_str_of(text);
    tw_order *terms = tw__op_array(op, 32, sizeof(*terms));
    uint32_t count = 0;

    assert_non_null(terms);
    *out = terms;
    for (size_t at = 0; at < s.len;) {
        size_t end = tw__str_find(s, at, ',');
        tw_str term = tw__str_sub(s, at, end);
        size_t open = tw__str_find(term, 0, '[');
        tw_str direction = tw__str_sub(term, open, term.len);

        terms[count].path = path_of(tw__str_sub(term, 0, open));
        terms[count].descending = tw__str_starts(direction, TW_STR("[Desc"));
        terms[count++].nulls_last = tw__str_ends(direction, TW_STR("Last]"));
        at = end + 1;
    }
    return count;
}
