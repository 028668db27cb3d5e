/* env.h -- the system's clock and random source. */
#ifndef BASE_ENV_H
#define BASE_ENV_H

#include "twentyapi/alloc.h"

/* What a handle uses when the host program brings no tw_env of its own. */
extern const tw_env tw__env_default;

#endif
