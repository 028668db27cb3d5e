/* json_fuzz.c -- the JSON gate, reader and writer against each other: what the
** gate lets through is read, printed, let through again and read to the same
** tree; what it refuses the reader refuses. */
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static bool same(const tw_json *a, const tw_json *b)
{
    if (a->type != b->type || a->count != b->count ||
        !tw__str_eq(a->key, b->key) || !tw__str_eq(a->text, b->text) ||
        a->number > b->number || a->number < b->number)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        if (!same(&a->items[i], &b->items[i]))
            return false;
    }
    return true;
}

static void keys_are_unique(const tw_json *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        if (node->type == TW_JSON_OBJECT && node->count < 200)
            must(tw__json_get(node, node->items[i].key) == &node->items[i]);
        keys_are_unique(&node->items[i]);
    }
}

static void check_print(tw_op *op, const tw_json *tree, bool spaced)
{
    const tw_json *again = NULL;
    const char *why;
    tw_buf b;
    size_t at;

    tw__buf_init(&b, op->alloc);
    if (spaced)
        tw__json_put_spaced(&b, tree);
    else
        tw__json_put(&b, tree);
    must(tw__buf_status(&b) == TW_OK);
    must(tw__utf8_valid(tw__buf_view(&b)));
    must(tw__json_check(tw__buf_view(&b), TW_LIMIT_JSON_DEPTH, &at, &why));
    must(tw__json_read(op, tw__buf_view(&b), &again) == TW_OK);
    must(same(tree, again));
    tw__buf_fini(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tw_str s = {(const char *)data, size};
    const tw_json *tree = NULL;
    const char *why = NULL;
    size_t at = 0;
    tw_op op;
    bool ok = tw__json_check(s, TW_LIMIT_JSON_DEPTH, &at, &why);

    memset(&op, 0, sizeof(op));
    op.alloc = &tw__alloc_default;
    op.arena = tw__arena_new(op.alloc);
    must(op.arena != NULL);
    must(at <= size && ok == (why == NULL));
    must((tw__json_read(&op, s, &tree) == TW_OK) == ok);
    if (ok) {
        must(tw__utf8_valid(s));
        keys_are_unique(tree);
        check_print(&op, tree, false);
        check_print(&op, tree, true);
    } else {
        must(op.error.status == TW_E_BAD_REQUEST && tree == NULL);
    }
    tw__arena_free(op.arena);
    return 0;
}
