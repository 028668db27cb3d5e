/* arena.h -- memory that dies together: one arena per request.  The first
** chunk is kept between requests.  With TW_DEBUG every piece is an allocation
** of its own, so that a sanitizer sees overruns. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/alloc.h"
#include "twentyapi/value.h"

#include <stdarg.h>

typedef struct tw_arena tw_arena;
typedef struct tw_mark {
    void *chunk;
    size_t used;
} tw_mark;

tw_arena *tw__arena_new(const tw_alloc *a);    /* NULL: out of memory */
void tw__arena_free(tw_arena *a);              /* NULL does nothing */
void *tw__arena_get(tw_arena *a, size_t size); /* aligned; NULL: no memory */
void *tw__arena_zero(tw_arena *a, size_t size);
void *tw__arena_array(tw_arena *a, size_t n, size_t size); /* zeroed */
/* A copy, NUL-terminated behind its length.  .ptr is NULL without memory. */
tw_str tw__arena_str(tw_arena *a, tw_str s);
tw_str tw__arena_printf(tw_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
tw_str tw__arena_vprintf(tw_arena *a, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));
tw_mark tw__arena_mark(const tw_arena *a);
void tw__arena_rewind(tw_arena *a, tw_mark m);
void tw__arena_reset(tw_arena *a);
size_t tw__arena_bytes(const tw_arena *a); /* held from the allocator */

#endif
