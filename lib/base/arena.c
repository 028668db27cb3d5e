/* arena.c -- chunks, newest first; a piece is cut from the newest one.  With
** TW_DEBUG each chunk holds exactly one piece. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    CHUNK_FIRST = 16 * 1024,
    CHUNK_LARGEST = 1024 * 1024,
    CHUNK_KEPT = 256 * 1024, /* larger ones are given back by a reset */
    PIECE_ALIGN = 16
};

/* The bytes follow the header, whose size keeps their alignment. */
typedef struct chunk {
    _Alignas(PIECE_ALIGN) struct chunk *older;
    size_t cap, used;
} chunk;

struct tw_arena {
    const tw_alloc *alloc;
    chunk *newest;
    size_t next_size;
    size_t bytes;
};

static char *chunk_bytes(chunk *c)
{
    return (char *)(c + 1);
}

static chunk *chunk_add(tw_arena *a, size_t cap)
{
    chunk *c;

    if (cap > SIZE_MAX - sizeof(chunk))
        return NULL;
    c = (chunk *)tw__alloc_get(a->alloc, sizeof(chunk) + cap);
    if (c == NULL)
        return NULL;
    c->older = a->newest;
    c->cap = cap;
    c->used = 0;
    a->newest = c;
    a->bytes += sizeof(chunk) + cap;
    return c;
}

static void chunk_free(tw_arena *a, chunk *c)
{
    a->bytes -= sizeof(chunk) + c->cap;
    tw__alloc_free(a->alloc, c, sizeof(chunk) + c->cap);
}

static void free_down_to(tw_arena *a, const chunk *last)
{
    while (a->newest != last) {
        chunk *c = a->newest;

        a->newest = c->older;
        chunk_free(a, c);
    }
}

tw_arena *tw__arena_new(const tw_alloc *a)
{
    tw_arena *arena = (tw_arena *)tw__alloc_zero(a, sizeof(*arena));

    if (arena == NULL)
        return NULL;
    arena->alloc = a;
    arena->next_size = CHUNK_FIRST;
    arena->bytes = sizeof(*arena);
    return arena;
}

void tw__arena_free(tw_arena *a)
{
    if (a == NULL)
        return;
    free_down_to(a, NULL);
    tw__alloc_free(a->alloc, a, sizeof(*a));
}

#if defined(TW_DEBUG)

void *tw__arena_get(tw_arena *a, size_t size)
{
    chunk *c = chunk_add(a, size);

    if (c == NULL)
        return NULL;
    c->used = size;
    return chunk_bytes(c);
}

void tw__arena_reset(tw_arena *a)
{
    free_down_to(a, NULL);
}

#else

static void *get_from_new_chunk(tw_arena *a, size_t size)
{
    size_t cap = a->next_size;
    chunk *c;

    if (size > cap)
        cap = size;
    else if (a->next_size < CHUNK_LARGEST)
        a->next_size *= 2;
    c = chunk_add(a, cap);
    if (c == NULL)
        return NULL;
    c->used = size;
    return chunk_bytes(c);
}

void *tw__arena_get(tw_arena *a, size_t size)
{
    chunk *c = a->newest;
    void *piece;

    if (size > SIZE_MAX - PIECE_ALIGN)
        return NULL;
    size = (size + PIECE_ALIGN - 1) & ~(size_t)(PIECE_ALIGN - 1);
    if (c == NULL || size > c->cap - c->used)
        return get_from_new_chunk(a, size);
    piece = chunk_bytes(c) + c->used;
    c->used += size;
    return piece;
}

/* Keep the largest chunk that is not too large, so that requests of the usual
** size find their memory in place. */
void tw__arena_reset(tw_arena *a)
{
    chunk *kept = NULL;

    while (a->newest != NULL) {
        chunk *c = a->newest;

        a->newest = c->older;
        if (c->cap <= CHUNK_KEPT && (kept == NULL || c->cap > kept->cap)) {
            if (kept != NULL)
                chunk_free(a, kept);
            kept = c;
        } else {
            chunk_free(a, c);
        }
    }
    if (kept != NULL) {
        kept->older = NULL;
        kept->used = 0;
        a->newest = kept;
        a->next_size = kept->cap < CHUNK_FIRST ? CHUNK_FIRST : kept->cap;
    } else {
        a->next_size = CHUNK_FIRST;
    }
}

#endif

void *tw__arena_zero(tw_arena *a, size_t size)
{
    void *piece = tw__arena_get(a, size);

    if (piece != NULL)
        memset(piece, 0, size);
    return piece;
}

void *tw__arena_array(tw_arena *a, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    return tw__arena_zero(a, n * size);
}

tw_str tw__arena_str(tw_arena *a, tw_str s)
{
    char *copy = s.len == SIZE_MAX ? NULL : (char *)tw__arena_get(a, s.len + 1);

    if (copy == NULL)
        return (tw_str){NULL, 0};
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return (tw_str){copy, s.len};
}

tw_str tw__arena_vprintf(tw_arena *a, const char *fmt, va_list args)
{
    char small[256];
    va_list again;
    char *text;
    int len;

    va_copy(again, args);
    len = vsnprintf(small, sizeof(small), fmt, again);
    va_end(again);
    if (len < 0)
        return (tw_str){NULL, 0};
    if ((size_t)len < sizeof(small))
        return tw__arena_str(a, (tw_str){small, (size_t)len});
    text = (char *)tw__arena_get(a, (size_t)len + 1);
    if (text == NULL)
        return (tw_str){NULL, 0};
    (void)vsnprintf(text, (size_t)len + 1, fmt, args);
    return (tw_str){text, (size_t)len};
}

tw_str tw__arena_printf(tw_arena *a, const char *fmt, ...)
{
    va_list args;
    tw_str text;

    va_start(args, fmt);
    text = tw__arena_vprintf(a, fmt, args);
    va_end(args);
    return text;
}

tw_mark tw__arena_mark(const tw_arena *a)
{
    return (tw_mark){a->newest, a->newest == NULL ? 0 : a->newest->used};
}

void tw__arena_rewind(tw_arena *a, tw_mark m)
{
    free_down_to(a, (const chunk *)m.chunk);
    if (a->newest != NULL)
        a->newest->used = m.used;
}

size_t tw__arena_bytes(const tw_arena *a)
{
    return a->bytes;
}
