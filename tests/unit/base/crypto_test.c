#include "base/crypto.h"

#include "support/check.h"

#include <string.h>

static void randomness_fills_all_of_it(void **state)
{
    unsigned char seen[64] = {0}, bytes[64];

    (void)state;
    for (int round = 0; round < 50; round++) {
        memset(bytes, 0, sizeof(bytes));
        tw__crypto_random(NULL, bytes, sizeof(bytes));
        for (size_t i = 0; i < sizeof(bytes); i++)
            seen[i] = (unsigned char)(seen[i] | bytes[i]);
    }
    for (size_t i = 0; i < sizeof(seen); i++)
        assert_int_not_equal(seen[i], 0);
    tw__crypto_random(NULL, bytes, 0);
}

static void equality_sees_every_byte(void **state)
{
    char a[33], b[33];

    (void)state;
    memset(a, 'x', sizeof(a));
    memset(b, 'x', sizeof(b));
    assert_true(tw__crypto_equal(a, b, sizeof(a)));
    for (size_t i = 0; i < sizeof(a); i++) {
        b[i] = 'y';
        assert_false(tw__crypto_equal(a, b, sizeof(a)));
        b[i] = 'x';
    }
    assert_true(tw__crypto_equal(a, b, 0));
}

#if defined(TW_WITH_SODIUM)

static void assert_hex(const unsigned char *bytes, const char *hex)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < 32; i++) {
        assert_int_equal(hex[2 * i], digits[bytes[i] >> 4]);
        assert_int_equal(hex[2 * i + 1], digits[bytes[i] & 15]);
    }
}

static void sha256_agrees_with_the_standard(void **state)
{
    unsigned char out[32];

    (void)state;
    tw__crypto_sha256(TW_STR("abc"), out);
    assert_hex(out, "ba7816bf8f01cfea414140de5dae2223"
                    "b00361a396177a9cb410ff61f20015ad");
    tw__crypto_sha256((tw_str){NULL, 0}, out);
    assert_hex(out, "e3b0c44298fc1c149afbf4c8996fb924"
                    "27ae41e4649b934ca495991b7852b855");
}

/* RFC 4231, cases 2 and 6: a short key, and one longer than a block. */
static void hmac_agrees_with_the_standard(void **state)
{
    unsigned char out[32];
    char key[131];

    (void)state;
    assert_true(tw__crypto_hmac256(
        TW_STR("Jefe"), TW_STR("what do ya want for nothing?"), out));
    assert_hex(out, "5bdcc146bf60754e6a042426089575c7"
                    "5a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof(key));
    assert_true(tw__crypto_hmac256(
        (tw_str){key, sizeof(key)},
        TW_STR("Test Using Larger Than Block-Size Key - Hash Key First"), out));
    assert_hex(out, "60e431591ee0b67f0d8a26aacbf5b77f"
                    "8e0bc6213728c5140546040f0ee37f54");
}

#else

static void sha256_agrees_with_the_standard(void **state)
{
    unsigned char a[32], b[32];

    (void)state; /* without the library: a stable digest, no more */
    tw__crypto_sha256(TW_STR("abc"), a);
    tw__crypto_sha256(TW_STR("abc"), b);
    assert_memory_equal(a, b, 32);
    tw__crypto_sha256(TW_STR("abd"), b);
    assert_memory_not_equal(a, b, 32);
}

static void hmac_agrees_with_the_standard(void **state)
{
    unsigned char out[32];

    (void)state; /* without the library there is none */
    assert_false(tw__crypto_hmac256(TW_STR("k"), TW_STR("m"), out));
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(randomness_fills_all_of_it),
        cmocka_unit_test(equality_sees_every_byte),
        cmocka_unit_test(sha256_agrees_with_the_standard),
        cmocka_unit_test(hmac_agrees_with_the_standard),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
