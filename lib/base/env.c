/* env.c -- the default tw_env; the only file of the library that reads a
** clock. */
#include "base/env.h"

#include "base/crypto.h"

#include <time.h>

static int64_t now_ms(void *ctx)
{
    struct timespec now = {0, 0};

    (void)ctx;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const tw_env tw__env_default = {now_ms, tw__crypto_random, NULL};
