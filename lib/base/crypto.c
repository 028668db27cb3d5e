/* crypto.c -- the only file that sees libsodium. */
#include "base/crypto.h"

#if defined(TW_WITH_SODIUM)

#include <sodium.h>

void tw__crypto_random(void *ctx, void *to, size_t size)
{
    (void)ctx;
    if (sodium_init() < 0) /* once per process, thread-safe, idempotent */
        sodium_misuse();   /* guessable ids and secrets would be worse */
    randombytes_buf(to, size);
}

bool tw__crypto_hmac256(tw_str key, tw_str message, unsigned char out[32])
{
    crypto_auth_hmacsha256_state state;

    if (sodium_init() < 0)
        return false;
    (void)crypto_auth_hmacsha256_init(
        &state, (const unsigned char *)(key.len == 0 ? "" : key.ptr), key.len);
    (void)crypto_auth_hmacsha256_update(
        &state, (const unsigned char *)(message.len == 0 ? "" : message.ptr),
        message.len);
    (void)crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof(state));
    return true;
}

void tw__crypto_sha256(tw_str message, unsigned char out[32])
{
    (void)crypto_hash_sha256(
        out, (const unsigned char *)(message.len == 0 ? "" : message.ptr),
        message.len);
}

bool tw__crypto_equal(const void *a, const void *b, size_t size)
{
    return sodium_memcmp(a, b, size) == 0;
}

#else /* no libsodium: no tokens; ids still need chance and a stable digest */

#include "base/map.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

void tw__crypto_random(void *ctx, void *to, size_t size)
{
    unsigned char *p = (unsigned char *)to;

    (void)ctx;
    while (size > 0) {
        ssize_t n = getrandom(p, size, 0);

        if (n < 0 && errno != EINTR)
            abort(); /* guessable ids and secrets would be worse */
        if (n > 0) {
            p += n;
            size -= (size_t)n;
        }
    }
}

bool tw__crypto_hmac256(tw_str key, tw_str message, unsigned char out[32])
{
    (void)key;
    (void)message;
    memset(out, 0, 32);
    return false;
}

/* Not SHA-256: a stable digest for name-based ids, which keep nothing safe. */
void tw__crypto_sha256(tw_str message, unsigned char out[32])
{
    uint64_t words[4];
    uint64_t h = tw__hash(message);

    for (size_t i = 0; i < 4; i++) {
        h = tw__hash((tw_str){(const char *)&h, sizeof(h)}) + i;
        for (size_t at = 0; at < message.len; at++)
            h = (h ^ (unsigned char)message.ptr[at]) *
                (UINT64_C(0x100000001b3) + 2 * i);
        words[i] = h;
    }
    memcpy(out, words, 32);
}

bool tw__crypto_equal(const void *a, const void *b, size_t size)
{
    const volatile unsigned char *x = (const volatile unsigned char *)a;
    const volatile unsigned char *y = (const volatile unsigned char *)b;
    unsigned char differ = 0;

    for (size_t i = 0; i < size; i++)
        differ = (unsigned char)(differ | (x[i] ^ y[i]));
    return differ == 0;
}

#endif
