/* op.c -- operations for tests. */
#include "support/op.h"

#include <string.h>

static int64_t now_ms(void *ctx)
{
    return ((test_op *)ctx)->now_ms;
}

static void count_up(void *ctx, void *to, size_t size)
{
    test_op *t = (test_op *)ctx;

    for (size_t i = 0; i < size; i++)
        ((unsigned char *)to)[i] = t->next++;
}

void test_op_init(test_op *t)
{
    memset(t, 0, sizeof(*t));
    test_alloc_init(&t->alloc);
    t->env = (tw_env){now_ms, count_up, t};
    t->limits.max_json_depth = TW_LIMIT_JSON_DEPTH;
    t->op.alloc = &t->alloc.hook;
    t->op.arena = tw__arena_new(&t->alloc.hook);
    t->op.env = &t->env;
    t->op.limits = &t->limits;
}

void test_op_fini(test_op *t)
{
    tw__arena_free(t->op.arena);
}
