/* alloc.h -- the only way the library asks for memory.  malloc() and friends
** are called in alloc.c and nowhere else. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include "twentyapi/alloc.h"

/* malloc behind the hook's interface. */
extern const tw_alloc tw__alloc_default;

/* NULL when memory runs out; the memory is not cleared. */
void *tw__alloc_get(const tw_alloc *a, size_t size);
/* The same, set to zero. */
void *tw__alloc_zero(const tw_alloc *a, size_t size);
/* n * size, with the product checked. */
void *tw__alloc_array(const tw_alloc *a, size_t n, size_t size);
/* On failure NULL, and `ptr` stays valid. */
void *tw__alloc_resize(const tw_alloc *a,
                       void *ptr,
                       size_t old_size,
                       size_t new_size);
/* `ptr` may be NULL. */
void tw__alloc_free(const tw_alloc *a, void *ptr, size_t size);

#endif
