/* lru.c -- entries in one array, found through hash chains, kept in order of
** use by a ring of indexes. */
#include "base/lru.h"

#include "base/map.h"
#include "base/str.h"

#include <string.h>

#define NONE UINT32_MAX

enum {
    CAPACITY_MAX = 1 << 24
};

typedef struct entry {
    char *key; /* NULL: the entry is free */
    size_t key_len;
    uint64_t hash;
    void *value;
    uint32_t chain;        /* the next of the same bucket, or of the free */
    uint32_t newer, older; /* order of use */
} entry;

struct tw_lru {
    const tw_alloc *alloc;
    void (*drop)(void *ctx, void *value);
    void *ctx;
    entry *entries;
    uint32_t *buckets;
    uint32_t capacity, bucket_mask;
    uint32_t count, free, newest, oldest;
};

static void ring_remove(tw_lru *l, uint32_t i)
{
    entry *e = &l->entries[i];

    if (e->newer == NONE)
        l->newest = e->older;
    else
        l->entries[e->newer].older = e->older;
    if (e->older == NONE)
        l->oldest = e->newer;
    else
        l->entries[e->older].newer = e->newer;
}

static void ring_add(tw_lru *l, uint32_t i)
{
    entry *e = &l->entries[i];

    e->newer = NONE;
    e->older = l->newest;
    if (l->newest == NONE)
        l->oldest = i;
    else
        l->entries[l->newest].newer = i;
    l->newest = i;
}

static uint32_t find(const tw_lru *l, tw_str key, uint64_t hash)
{
    uint32_t i = l->buckets[hash & l->bucket_mask];

    while (i != NONE) {
        const entry *e = &l->entries[i];

        if (e->hash == hash && tw__str_eq((tw_str){e->key, e->key_len}, key))
            return i;
        i = e->chain;
    }
    return NONE;
}

/* Unlink entry `i` and return its value. */
static void *take(tw_lru *l, uint32_t i)
{
    entry *e = &l->entries[i];
    uint32_t *link = &l->buckets[e->hash & l->bucket_mask];

    while (*link != i)
        link = &l->entries[*link].chain;
    *link = e->chain;
    ring_remove(l, i);
    tw__alloc_free(l->alloc, e->key, e->key_len);
    e->key = NULL;
    e->chain = l->free;
    l->free = i;
    l->count--;
    return e->value;
}

static void clear_links(tw_lru *l)
{
    for (uint32_t i = 0; i < l->capacity; i++) {
        l->entries[i].key = NULL;
        l->entries[i].chain = i + 1 < l->capacity ? i + 1 : NONE;
    }
    memset(l->buckets, 0xff, ((size_t)l->bucket_mask + 1) * sizeof(uint32_t));
    l->count = 0;
    l->free = 0;
    l->newest = l->oldest = NONE;
}

tw_lru *tw__lru_new(const tw_alloc *a,
                    size_t capacity,
                    void (*drop)(void *ctx, void *value),
                    void *ctx)
{
    tw_lru *l;
    uint32_t buckets = 8;

    if (capacity == 0)
        capacity = 1;
    if (capacity > CAPACITY_MAX)
        capacity = CAPACITY_MAX;
    while (buckets < capacity * 2)
        buckets *= 2;
    l = (tw_lru *)tw__alloc_zero(a, sizeof(*l));
    if (l == NULL)
        return NULL;
    l->alloc = a;
    l->drop = drop;
    l->ctx = ctx;
    l->capacity = (uint32_t)capacity;
    l->bucket_mask = buckets - 1;
    l->entries = (entry *)tw__alloc_array(a, capacity, sizeof(entry));
    l->buckets = (uint32_t *)tw__alloc_array(a, buckets, sizeof(uint32_t));
    if (l->entries == NULL || l->buckets == NULL) {
        tw__alloc_free(a, l->entries, capacity * sizeof(entry));
        tw__alloc_free(a, l->buckets, buckets * sizeof(uint32_t));
        tw__alloc_free(a, l, sizeof(*l));
        return NULL;
    }
    clear_links(l);
    return l;
}

void tw__lru_free(tw_lru *l)
{
    if (l == NULL)
        return;
    tw__lru_clear(l);
    tw__alloc_free(l->alloc, l->entries, l->capacity * sizeof(entry));
    tw__alloc_free(l->alloc, l->buckets,
                   ((size_t)l->bucket_mask + 1) * sizeof(uint32_t));
    tw__alloc_free(l->alloc, l, sizeof(*l));
}

void *tw__lru_get(tw_lru *l, tw_str key)
{
    uint32_t i = find(l, key, tw__hash(key));

    if (i == NONE)
        return NULL;
    if (l->newest != i) {
        ring_remove(l, i);
        ring_add(l, i);
    }
    return l->entries[i].value;
}

int tw__lru_put(tw_lru *l, tw_str key, void *value)
{
    uint64_t hash = tw__hash(key);
    uint32_t i = find(l, key, hash);
    uint32_t *bucket = &l->buckets[hash & l->bucket_mask];
    char *copy;
    entry *e;

    copy = (char *)tw__alloc_get(l->alloc, key.len);
    if (copy == NULL)
        return 0;
    if (key.len > 0)
        memcpy(copy, key.ptr, key.len);
    if (i == NONE && l->count == l->capacity)
        i = l->oldest;
    if (i != NONE) {
        void *old = take(l, i);

        if (l->drop != NULL)
            l->drop(l->ctx, old);
    }
    i = l->free;
    e = &l->entries[i];
    l->free = e->chain;
    e->key = copy;
    e->key_len = key.len;
    e->hash = hash;
    e->value = value;
    e->chain = *bucket;
    *bucket = i;
    ring_add(l, i);
    l->count++;
    return 1;
}

void *tw__lru_take(tw_lru *l, tw_str key)
{
    uint32_t i = find(l, key, tw__hash(key));

    return i == NONE ? NULL : take(l, i);
}

void tw__lru_clear(tw_lru *l)
{
    while (l->oldest != NONE) {
        void *value = take(l, l->oldest);

        if (l->drop != NULL)
            l->drop(l->ctx, value);
    }
}

size_t tw__lru_count(const tw_lru *l)
{
    return l->count;
}
