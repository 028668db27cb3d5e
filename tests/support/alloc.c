/* alloc.c -- the counting memory hook. */
#include "support/alloc.h"

#include <stdlib.h>
#include <string.h>

/* In front of each block; its size keeps the block's alignment. */
typedef struct head {
    _Alignas(16) size_t size;
} head;

static void *resize(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    test_alloc *t = (test_alloc *)ctx;
    head *old = ptr == NULL ? NULL : (head *)ptr - 1;
    head *block;

    if (old != NULL && old->size != old_size)
        t->wrong_size = true;
    if (new_size == 0) {
        if (old != NULL) {
            t->live--;
            t->bytes -= old->size;
            free(old);
        }
        return NULL;
    }
    t->calls++;
    if (t->fail_at != 0 &&
        (t->calls == t->fail_at || (t->fail_for_good && t->calls > t->fail_at)))
        return NULL;
    block = (head *)malloc(sizeof(head) + new_size);
    if (block == NULL)
        return NULL;
    block->size = new_size;
    t->bytes += new_size;
    t->live++;
    memset(block + 1, 0xa5, new_size); /* nobody may rely on zeros */
    if (old != NULL) {
        memcpy(block + 1, old + 1, old->size < new_size ? old->size : new_size);
        t->live--;
        t->bytes -= old->size;
        free(old);
    }
    return block + 1;
}

void test_alloc_init(test_alloc *t)
{
    memset(t, 0, sizeof(*t));
    t->hook.resize = resize;
    t->hook.ctx = t;
}
