/* alloc.h -- memory, time and chance come in from the host program. */
#ifndef TWENTYAPI_ALLOC_H
#define TWENTYAPI_ALLOC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The memory hook of a handle.  All of the library's own memory comes from
 * `resize`; SQLite's heap and cJSON's nodes come from their own, process-wide
 * allocators, which the library never touches.
 *
 * resize(ctx, ptr, old_size, new_size):
 *   ptr == NULL        allocate `new_size` bytes;
 *   new_size == 0      free `ptr`, return NULL;
 *   otherwise          grow or shrink; on failure return NULL and leave `ptr`.
 * Returned memory is aligned for any type.  `resize` is called from whichever
 * thread uses the handle, and from several threads for siblings.
 */
typedef struct tw_alloc {
    void *(*resize)(void *ctx, void *ptr, size_t old_size, size_t new_size);
    void *ctx;
} tw_alloc;

/**
 * Time and chance.  The library reads no clock and draws no random number but
 * through these two, so a test can fix both.
 *
 * now_ms   milliseconds since 1970-01-01T00:00:00Z.
 * random   fills `to` with `size` bytes that an attacker cannot guess: ids and
 *          the workspace's secret are made of them.
 */
typedef struct tw_env {
    int64_t (*now_ms)(void *ctx);
    void (*random)(void *ctx, void *to, size_t size);
    void *ctx;
} tw_env;

#ifdef __cplusplus
}
#endif
#endif
