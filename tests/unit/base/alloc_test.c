#include "base/alloc.h"

#include "support/alloc.h"
#include "support/check.h"

#include <string.h>

static void memory_is_taken_and_given_back(void **state)
{
    test_alloc t;
    void *p;

    (void)state;
    test_alloc_init(&t);
    p = tw__alloc_get(&t.hook, 10);
    assert_non_null(p);
    p = tw__alloc_resize(&t.hook, p, 10, 30);
    assert_non_null(p);
    assert_int_equal(t.bytes, 30);
    tw__alloc_free(&t.hook, p, 30);
    assert_int_equal(t.live, 0);
    assert_false(t.wrong_size);
}

static void zeroed_memory_is_zero(void **state)
{
    static const char zeros[64];
    test_alloc t;
    void *p;

    (void)state;
    test_alloc_init(&t);
    p = tw__alloc_zero(&t.hook, 64);
    assert_memory_equal(p, zeros, 64);
    tw__alloc_free(&t.hook, p, 64);
}

static void nothing_is_still_a_block(void **state)
{
    test_alloc t;
    void *p;

    (void)state;
    test_alloc_init(&t);
    p = tw__alloc_get(&t.hook, 0);
    assert_non_null(p);
    p = tw__alloc_resize(&t.hook, p, 0, 0);
    assert_non_null(p);
    tw__alloc_free(&t.hook, p, 0);
    assert_int_equal(t.live, 0);
    assert_false(t.wrong_size);
}

static void an_array_too_large_to_count_is_refused(void **state)
{
    test_alloc t;

    (void)state;
    test_alloc_init(&t);
    assert_null(tw__alloc_array(&t.hook, SIZE_MAX / 8 + 1, 16));
    assert_int_equal(t.calls, 0);
}

static void freeing_null_does_nothing(void **state)
{
    test_alloc t;

    (void)state;
    test_alloc_init(&t);
    tw__alloc_free(&t.hook, NULL, 10);
    assert_int_equal(t.live, 0);
}

static void the_default_hook_is_malloc(void **state)
{
    char *p;

    (void)state;
    p = (char *)tw__alloc_get(&tw__alloc_default, 4);
    assert_non_null(p);
    memcpy(p, "abc", 4);
    p = (char *)tw__alloc_resize(&tw__alloc_default, p, 4, 4000);
    assert_string_equal(p, "abc");
    tw__alloc_free(&tw__alloc_default, p, 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_taken_and_given_back),
        cmocka_unit_test(zeroed_memory_is_zero),
        cmocka_unit_test(nothing_is_still_a_block),
        cmocka_unit_test(an_array_too_large_to_count_is_refused),
        cmocka_unit_test(freeing_null_does_nothing),
        cmocka_unit_test(the_default_hook_is_malloc),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
