/* alloc.c -- the memory hook, and malloc behind it.  The only file of the
** library that calls malloc() and friends. */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void *resize_default(void *ctx,
                            void *ptr,
                            size_t old_size,
                            size_t new_size)
{
    (void)ctx;
    (void)old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, new_size);
}

const tw_alloc tw__alloc_default = {resize_default, NULL};

void *tw__alloc_get(const tw_alloc *a, size_t size)
{
    /* A size of zero would mean "free" to the hook. */
    return a->resize(a->ctx, NULL, 0, size == 0 ? 1 : size);
}

void *tw__alloc_zero(const tw_alloc *a, size_t size)
{
    void *ptr = tw__alloc_get(a, size);

    if (ptr != NULL)
        memset(ptr, 0, size);
    return ptr;
}

void *tw__alloc_array(const tw_alloc *a, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    return tw__alloc_get(a, n * size);
}

void *tw__alloc_resize(const tw_alloc *a,
                       void *ptr,
                       size_t old_size,
                       size_t new_size)
{
    /* The same rule as in tw__alloc_get: nothing is one byte. */
    return a->resize(a->ctx, ptr, ptr != NULL && old_size == 0 ? 1 : old_size,
                     new_size == 0 ? 1 : new_size);
}

void tw__alloc_free(const tw_alloc *a, void *ptr, size_t size)
{
    if (ptr != NULL)
        (void)a->resize(a->ctx, ptr, size == 0 ? 1 : size, 0);
}
