/* map.c -- open addressing with linear probing; at most half full. */
#include "base/map.h"

#include "base/str.h"

#include <string.h>

struct tw_map_slot {
    tw_str key; /* .ptr NULL: free */
    uint64_t hash;
    void *value;
};

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= UINT64_C(0x9fb21c651e98df25);
    return h ^ (h >> 29);
}

uint64_t tw__hash(tw_str s)
{
    uint64_t h = UINT64_C(0x9e3779b97f4a7c15) ^ s.len;
    const char *p = s.ptr;
    size_t left = s.len;
    uint64_t word;

    for (; left >= 8; p += 8, left -= 8) {
        memcpy(&word, p, 8);
        h = mix(h ^ word);
    }
    if (left > 0) {
        word = 0;
        memcpy(&word, p, left);
        h = mix(h ^ word);
    }
    return mix(h);
}

static struct tw_map_slot *find(const tw_map *m, tw_str key, uint64_t hash)
{
    uint32_t i = (uint32_t)hash & m->mask;

    for (;; i = (i + 1) & m->mask) {
        struct tw_map_slot *slot = &m->slots[i];

        if (slot->key.ptr == NULL ||
            (slot->hash == hash && tw__str_eq(slot->key, key)))
            return slot;
    }
}

static bool make_slots(tw_map *m, tw_arena *a, size_t size)
{
    struct tw_map_slot *slots;

    if (size > UINT32_MAX / 2)
        return false;
    slots = (struct tw_map_slot *)tw__arena_array(a, size, sizeof(*slots));
    if (slots == NULL)
        return false;
    m->slots = slots;
    m->mask = (uint32_t)(size - 1);
    return true;
}

static bool grow(tw_map *m, tw_arena *a)
{
    tw_map old = *m;

    if (!make_slots(m, a, ((size_t)old.mask + 1) * 2))
        return false;
    for (size_t i = 0; i <= old.mask; i++) {
        if (old.slots[i].key.ptr != NULL)
            *find(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    }
    return true;
}

bool tw__map_init(tw_map *m, tw_arena *a, size_t expected)
{
    size_t size = 8;

    memset(m, 0, sizeof(*m));
    if (expected > UINT32_MAX / 8)
        return false;
    while (size < expected * 2)
        size *= 2;
    return make_slots(m, a, size);
}

bool tw__map_put(tw_map *m, tw_arena *a, tw_str key, void *value)
{
    struct tw_map_slot *slot;
    uint64_t hash;

    if (key.ptr == NULL)
        key.ptr = "";
    hash = tw__hash(key);
    if (m->slots == NULL && !tw__map_init(m, a, 0))
        return false;
    slot = find(m, key, hash);
    if (slot->key.ptr == NULL) {
        if ((size_t)(m->count + 1) * 2 > (size_t)m->mask + 1) {
            if (!grow(m, a))
                return false;
            slot = find(m, key, hash);
        }
        m->count++;
    }
    *slot = (struct tw_map_slot){key, hash, value};
    return true;
}

void *tw__map_get(const tw_map *m, tw_str key)
{
    if (m->slots == NULL)
        return NULL;
    return find(m, key, tw__hash(key))->value;
}
