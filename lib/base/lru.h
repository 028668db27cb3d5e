/* lru.h -- fixed-size least-recently-used cache: text -> pointer. */
#ifndef BASE_LRU_H
#define BASE_LRU_H

#include "base/alloc.h"
#include "twentyapi/value.h"

typedef struct tw_lru tw_lru;

/* `drop` is called for each value that leaves the cache. */
tw_lru *tw__lru_new(const tw_alloc *a,
                    size_t capacity,
                    void (*drop)(void *ctx, void *value),
                    void *ctx);
void tw__lru_free(tw_lru *l);             /* drops all; NULL does nothing */
void *tw__lru_get(tw_lru *l, tw_str key); /* and makes it the newest */
/* Copies the key.  False when memory runs out: the value is not taken. */
int tw__lru_put(tw_lru *l, tw_str key, void *value);
/* Take the value out without dropping it; NULL when it is not there. */
void *tw__lru_take(tw_lru *l, tw_str key);
void tw__lru_clear(tw_lru *l); /* drops all */
size_t tw__lru_count(const tw_lru *l);

#endif
