#include "base/env.h"

#include "support/check.h"

#include <string.h>

static void the_clock_shows_this_century(void **state)
{
    const tw_env *env = &tw__env_default;
    int64_t now = env->now_ms(env->ctx);

    (void)state;
    assert_true(now > INT64_C(1577836800000)); /* 2020 */
    assert_true(now < INT64_C(4102444800000)); /* 2100 */
    assert_true(env->now_ms(env->ctx) >= now);
}

static void chance_does_not_repeat(void **state)
{
    const tw_env *env = &tw__env_default;
    unsigned char a[32] = {0}, b[32] = {0};

    (void)state;
    env->random(env->ctx, a, sizeof(a));
    env->random(env->ctx, b, sizeof(b));
    assert_memory_not_equal(a, b, sizeof(a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_shows_this_century),
        cmocka_unit_test(chance_does_not_repeat),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
