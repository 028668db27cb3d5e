/* crypto.h -- the only file that sees libsodium.  Without it (WITH_SODIUM=0)
** tokens are not supported: tw__crypto_hmac256 answers false. */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "twentyapi/alloc.h"
#include "twentyapi/value.h"

#include <stdbool.h>

/* The system's random source, for the default tw_env. */
void tw__crypto_random(void *ctx, void *to, size_t size);
bool tw__crypto_hmac256(tw_str key, tw_str message, unsigned char out[32]);
void tw__crypto_sha256(tw_str message, unsigned char out[32]);
/* In time that does not depend on where they differ. */
bool tw__crypto_equal(const void *a, const void *b, size_t size);

#endif
