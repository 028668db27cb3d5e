/* map.h -- string -> pointer, in an arena, filled once and then read. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>

typedef struct tw_map {
    struct tw_map_slot *slots;
    uint32_t mask, count; /* mask + 1 slots, a power of two */
} tw_map;

/* Room for `expected` keys; grows when more come.  False: out of memory. */
bool tw__map_init(tw_map *m, tw_arena *a, size_t expected);
/* Keys are borrowed and must live as long as the map.  An existing key is
** replaced.  False: out of memory. */
bool tw__map_put(tw_map *m, tw_arena *a, tw_str key, void *value);
void *tw__map_get(const tw_map *m, tw_str key); /* NULL: not there */
uint64_t tw__hash(tw_str s); /* seedless, for internal keys */

#endif
