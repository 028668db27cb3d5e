/* tree.c -- JSON trees in the arena, made and changed.  Their depth is bounded
** where they are read (TW_LIMIT_JSON_DEPTH), so recursion is. */
#include "model/tree.h"

#include "model/naming.h"

tw_json *tw__tree_object(tw_op *op, const tw_json *from, uint32_t more)
{
    uint32_t count =
        from != NULL && from->type == TW_JSON_OBJECT ? from->count : 0;
    tw_json *to = tw__op_get(op, sizeof(*to));

    if (to == NULL)
        return NULL;
    to->type = TW_JSON_OBJECT;
    to->items = tw__op_array(op, (size_t)count + more + 1, sizeof(*to->items));
    if (to->items == NULL)
        return NULL;
    to->count = count;
    if (count > 0)
        memcpy(to->items, from->items, count * sizeof(*to->items));
    return to;
}

void tw__tree_set(tw_json *object, const char *key, tw_json value)
{
    uint32_t at = 0;

    while (at < object->count && !tw__str_is(object->items[at].key, key))
        at++;
    if (at == object->count)
        object->count++;
    value.key = tw_str_of(key);
    object->items[at] = value;
}

void tw__tree_remove(tw_json *object, const char *key)
{
    for (uint32_t i = 0; i < object->count; i++) {
        if (!tw__str_is(object->items[i].key, key))
            continue;
        object->count--;
        memmove(&object->items[i], &object->items[i + 1],
                (object->count - i) * sizeof(*object->items));
        return;
    }
}

tw_json *tw__tree_list(tw_op *op, uint32_t room)
{
    tw_json *to = tw__op_get(op, sizeof(*to));

    if (to == NULL)
        return NULL;
    to->type = TW_JSON_LIST;
    to->items = tw__op_array(op, (size_t)room + 1, sizeof(*to->items));
    return to->items == NULL ? NULL : to;
}

static bool collapse_into(tw_op *op, const tw_json *from, tw_json *to)
{
    *to = *from;
    if (from->type == TW_JSON_TEXT) {
        to->text = tw__name_collapse(op, from->text);
        return to->text.ptr != NULL;
    }
    if ((from->type != TW_JSON_LIST && from->type != TW_JSON_OBJECT) ||
        from->count == 0)
        return true;
    to->items = tw__op_array(op, from->count, sizeof(*to->items));
    if (to->items == NULL)
        return false;
    for (uint32_t i = 0; i < from->count; i++)
        if (!collapse_into(op, &from->items[i], &to->items[i]))
            return false;
    return true;
}

tw_json *tw__tree_collapse(tw_op *op, const tw_json *from)
{
    tw_json *to = tw__op_get(op, sizeof(*to));

    return to != NULL && collapse_into(op, from, to) ? to : NULL;
}

tw_status tw__tree_text(tw_op *op, const tw_json *node, tw_str *out)
{
    tw_buf b;

    *out = TW_NO_STR;
    if (tw__tree_nil(node))
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    tw__json_put(&b, node);
    *out = tw__op_take(op, &b);
    tw__buf_fini(&b);
    return out->ptr == NULL ? op->error.status : TW_OK;
}

tw_status tw__tree_read(tw_op *op, tw_str text, const tw_json **out)
{
    *out = NULL;
    return text.ptr == NULL ? TW_OK : tw__json_read(op, text, out);
}

bool tw__tree_equal(const tw_json *a, const tw_json *b)
{
    if (tw__tree_nil(a) || tw__tree_nil(b))
        return tw__tree_nil(a) && tw__tree_nil(b);
    if (a->type != b->type)
        return false;
    if (a->type == TW_JSON_TEXT)
        return tw__str_eq(a->text, b->text);
    if (a->type == TW_JSON_NUMBER)
        return !(a->number < b->number) && !(a->number > b->number);
    if (a->type != TW_JSON_LIST && a->type != TW_JSON_OBJECT)
        return true;
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const tw_json *other = a->type == TW_JSON_LIST
                                   ? &b->items[i]
                                   : tw__json_get(b, a->items[i].key);

        if (other == NULL || !tw__tree_equal(&a->items[i], other))
            return false;
    }
    return true;
}
