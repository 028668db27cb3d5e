/* json_read.c -- JSON in: the gate, then cJSON, then a copy of its tree in the
** arena.  The only file that sees cJSON. */
#include "base/json.h"
#include "base/str.h"

#include <cjson/cJSON.h>

#include <string.h>

enum {
    DEPTH_MAX = 512,
    SORT_FROM = 16
};

static bool copy_text(tw_op *op, const char *text, tw_str *out)
{
    *out = tw__op_str(op, tw_str_of(text));
    return out->ptr != NULL;
}

/* Merge sort of member numbers by key, stable.  Not a hash: the keys are
** chosen by whoever sends them. */
static void sort_keys(const tw_json *items,
                      uint32_t *order,
                      uint32_t *spare,
                      uint32_t n)
{
    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t from = 0; from < n; from += 2 * width) {
            uint32_t mid = from + width < n ? from + width : n;
            uint32_t to = from + 2 * width < n ? from + 2 * width : n;
            uint32_t a = from, b = mid;

            for (uint32_t i = from; i < to; i++) {
                bool left = a < mid &&
                            (b >= to || tw__str_cmp(items[order[a]].key,
                                                    items[order[b]].key) <= 0);

                spare[i] = left ? order[a++] : order[b++];
            }
        }
        memcpy(order, spare, n * sizeof(*order));
    }
}

/* Move a later value of the same key to the place of the first. */
static void replace(tw_json *first, tw_json *later)
{
    *first = *later;
    later->key.ptr = NULL; /* swept out by drop_marked */
}

static void drop_marked(tw_json *node)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < node->count; i++) {
        if (node->items[i].key.ptr != NULL)
            node->items[kept++] = node->items[i];
    }
    node->count = kept;
}

static void keep_last_few(tw_json *node)
{
    bool found = false;

    for (uint32_t i = 1; i < node->count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (node->items[j].key.ptr != NULL &&
                tw__str_eq(node->items[j].key, node->items[i].key)) {
                replace(&node->items[j], &node->items[i]);
                found = true;
                break;
            }
        }
    }
    if (found)
        drop_marked(node);
}

static bool keep_last_many(tw_op *op, tw_json *node)
{
    tw_mark mark = tw__arena_mark(op->arena);
    uint32_t n = node->count;
    uint32_t *order = (uint32_t *)tw__op_array(op, n, 2 * sizeof(*order));
    uint32_t first = 0;
    bool found = false;

    if (order == NULL)
        return false;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    sort_keys(node->items, order, order + n, n);
    for (uint32_t i = 1; i < n; i++) {
        tw_json *a = &node->items[order[first]], *b = &node->items[order[i]];

        if (tw__str_eq(a->key, b->key)) {
            replace(a, b);
            found = true;
        } else {
            first = i;
        }
    }
    tw__arena_rewind(op->arena, mark);
    if (found)
        drop_marked(node);
    return true;
}

static bool copy(tw_op *op, const cJSON *from, tw_json *to);

static bool copy_items(tw_op *op, const cJSON *from, tw_json *to)
{
    const cJSON *child;
    uint32_t count = 0, i = 0;

    for (child = from->child; child != NULL; child = child->next)
        count++;
    to->count = count;
    if (count == 0)
        return true;
    to->items = (tw_json *)tw__op_array(op, count, sizeof(*to->items));
    if (to->items == NULL)
        return false;
    for (child = from->child; child != NULL; child = child->next) {
        tw_json *item = &to->items[i++];

        if (to->type == TW_JSON_OBJECT &&
            !copy_text(op, child->string, &item->key))
            return false;
        if (!copy(op, child, item))
            return false;
    }
    if (to->type == TW_JSON_LIST)
        return true;
    if (count < SORT_FROM) {
        keep_last_few(to);
        return true;
    }
    return keep_last_many(op, to);
}

/* As deep as the gate let it be: at most DEPTH_MAX. */
static bool copy(tw_op *op, const cJSON *from, tw_json *to)
{
    switch (from->type & 0xff) {
    case cJSON_False:
        to->type = TW_JSON_FALSE;
        return true;
    case cJSON_True:
        to->type = TW_JSON_TRUE;
        return true;
    case cJSON_Number:
        to->type = TW_JSON_NUMBER;
        to->number = from->valuedouble;
        return true;
    case cJSON_String:
        to->type = TW_JSON_TEXT;
        return copy_text(op, from->valuestring, &to->text);
    case cJSON_Array:
        to->type = TW_JSON_LIST;
        return copy_items(op, from, to);
    case cJSON_Object:
        to->type = TW_JSON_OBJECT;
        return copy_items(op, from, to);
    default:
        to->type = TW_JSON_NULL;
        return true;
    }
}

static uint32_t max_depth(const tw_op *op)
{
    uint32_t depth = op->limits == NULL ? 0 : op->limits->max_json_depth;

    if (depth == 0)
        return TW_LIMIT_JSON_DEPTH;
    return depth < DEPTH_MAX ? depth : DEPTH_MAX;
}

tw_status tw__json_read(tw_op *op, tw_str s, const tw_json **out)
{
    const char *why;
    size_t at;
    cJSON *tree;
    tw_json *root;
    bool ok;

    *out = NULL;
    if (!tw__json_check(s, max_depth(op), &at, &why))
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "not valid JSON at byte %zu: %s", at, why);
    root = (tw_json *)tw__op_get(op, sizeof(*root));
    if (root == NULL)
        return TW_E_NOMEM;
    tree = cJSON_ParseWithLengthOpts(s.ptr, s.len, NULL, 0);
    if (tree == NULL) /* the gate let it pass, so it can only be memory */
        return tw__fail_nomem(op);
    ok = copy(op, tree, root);
    cJSON_Delete(tree);
    if (!ok)
        return TW_E_NOMEM;
    *out = root;
    return TW_OK;
}

const tw_json *tw__json_get(const tw_json *object, tw_str key)
{
    if (object == NULL || object->type != TW_JSON_OBJECT)
        return NULL;
    for (uint32_t i = 0; i < object->count; i++) {
        if (tw__str_eq(object->items[i].key, key))
            return &object->items[i];
    }
    return NULL;
}

const tw_json *tw__json_member(const tw_json *object, const char *key)
{
    return tw__json_get(object, tw_str_of(key));
}
