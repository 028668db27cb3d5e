#include "base/map.h"

#include "base/str.h"
#include "support/alloc.h"
#include "support/check.h"

static tw_str key_of(tw_arena *a, int i)
{
    return tw__arena_printf(a, "key-%d", i);
}

static void many_keys_are_found_again(void **state)
{
    static int values[2000];
    test_alloc t;
    tw_arena *a;
    tw_map m;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    assert_true(tw__map_init(&m, a, 3)); /* far too few: it must grow */
    for (int i = 0; i < 2000; i++)
        assert_true(tw__map_put(&m, a, key_of(a, i), &values[i]));
    assert_int_equal(m.count, 2000);
    for (int i = 0; i < 2000; i++)
        assert_ptr_equal(tw__map_get(&m, key_of(a, i)), &values[i]);
    assert_null(tw__map_get(&m, TW_STR("key-2000")));
    assert_null(tw__map_get(&m, TW_STR("")));
    tw__arena_free(a);
    assert_int_equal(t.live, 0);
}

static void a_key_given_twice_holds_the_last_value(void **state)
{
    test_alloc t;
    tw_arena *a;
    tw_map m;
    int one, two;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    assert_true(tw__map_init(&m, a, 0));
    assert_true(tw__map_put(&m, a, TW_STR("k"), &one));
    assert_true(tw__map_put(&m, a, TW_STR("k"), &two));
    assert_int_equal(m.count, 1);
    assert_ptr_equal(tw__map_get(&m, TW_STR("k")), &two);
    assert_true(tw__map_put(&m, a, TW_STR(""), &one));
    assert_ptr_equal(tw__map_get(&m, TW_NO_STR), &one);
    tw__arena_free(a);
}

static void an_empty_map_finds_nothing(void **state)
{
    tw_map m = {NULL, 0, 0};

    (void)state;
    assert_null(tw__map_get(&m, TW_STR("k")));
}

static void without_memory_put_says_so(void **state)
{
    test_alloc t;
    tw_arena *a;
    tw_map m = {NULL, 0, 0};
    int one;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    t.fail_at = t.calls + 1;
    t.fail_for_good = true;
    assert_false(tw__map_init(&m, a, 10));
    assert_false(tw__map_put(&m, a, TW_STR("k"), &one));
    assert_false(tw__map_init(&m, a, SIZE_MAX));
    tw__arena_free(a);
}

static void hashes_differ_by_content_and_length(void **state)
{
    (void)state;
    assert_true(tw__hash(TW_STR("a")) != tw__hash(TW_STR("b")));
    assert_true(tw__hash(TW_STR("a")) != tw__hash(TW_STR("a\0")));
    assert_true(tw__hash(TW_STR("12345678")) != tw__hash(TW_STR("12345679")));
    assert_true(tw__hash(TW_STR("same")) == tw__hash(TW_STR("same")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_keys_are_found_again),
        cmocka_unit_test(a_key_given_twice_holds_the_last_value),
        cmocka_unit_test(an_empty_map_finds_nothing),
        cmocka_unit_test(without_memory_put_says_so),
        cmocka_unit_test(hashes_differ_by_content_and_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
