#include "base/lru.h"

#include "support/alloc.h"
#include "support/check.h"

#include <stdio.h>

static int dropped[4096], drops;

static void drop(void *ctx, void *value)
{
    assert_ptr_equal(ctx, &drops);
    dropped[drops++] = *(int *)value;
}

static void the_least_recently_used_leaves_first(void **state)
{
    static int v[] = {0, 1, 2, 3, 4};
    test_alloc t;
    tw_lru *l;

    (void)state;
    drops = 0;
    test_alloc_init(&t);
    l = tw__lru_new(&t.hook, 3, drop, &drops);
    assert_int_equal(tw__lru_put(l, TW_STR("a"), &v[1]), 1);
    assert_int_equal(tw__lru_put(l, TW_STR("b"), &v[2]), 1);
    assert_int_equal(tw__lru_put(l, TW_STR("c"), &v[3]), 1);
    assert_ptr_equal(tw__lru_get(l, TW_STR("a")), &v[1]);
    assert_int_equal(tw__lru_put(l, TW_STR("d"), &v[4]), 1);
    assert_int_equal(drops, 1);
    assert_int_equal(dropped[0], 2);
    assert_null(tw__lru_get(l, TW_STR("b")));
    assert_ptr_equal(tw__lru_get(l, TW_STR("a")), &v[1]);
    assert_int_equal(tw__lru_count(l), 3);
    tw__lru_free(l);
    assert_int_equal(drops, 4);
    assert_int_equal(t.live, 0);
    assert_false(t.wrong_size);
}

static void putting_a_key_again_drops_the_old_value(void **state)
{
    static int v[] = {0, 1, 2};
    test_alloc t;
    tw_lru *l;

    (void)state;
    drops = 0;
    test_alloc_init(&t);
    l = tw__lru_new(&t.hook, 2, drop, &drops);
    (void)tw__lru_put(l, TW_STR("a"), &v[1]);
    (void)tw__lru_put(l, TW_STR("a"), &v[2]);
    assert_int_equal(drops, 1);
    assert_int_equal(dropped[0], 1);
    assert_int_equal(tw__lru_count(l), 1);
    assert_ptr_equal(tw__lru_get(l, TW_STR("a")), &v[2]);
    tw__lru_free(l);
}

static void a_value_taken_out_is_not_dropped(void **state)
{
    static int v[] = {7};
    test_alloc t;
    tw_lru *l;

    (void)state;
    drops = 0;
    test_alloc_init(&t);
    l = tw__lru_new(&t.hook, 2, drop, &drops);
    (void)tw__lru_put(l, TW_STR(""), &v[0]);
    assert_ptr_equal(tw__lru_take(l, TW_STR("")), &v[0]);
    assert_null(tw__lru_take(l, TW_STR("")));
    assert_int_equal(tw__lru_count(l), 0);
    tw__lru_clear(l);
    assert_int_equal(drops, 0);
    tw__lru_free(l);
    tw__lru_free(NULL);
    assert_int_equal(t.live, 0);
}

/* A plain list is the oracle. */
static void a_long_run_agrees_with_a_list(void **state)
{
    static int v[50];
    int order[8], count = 0;
    test_alloc t;
    tw_lru *l;
    unsigned seed = 1;

    (void)state;
    test_alloc_init(&t);
    l = tw__lru_new(&t.hook, 8, NULL, NULL);
    for (int step = 0; step < 20000; step++) {
        char key[16];
        int k, at = 0;
        bool there;

        seed = seed * 1103515245u + 12345u;
        k = (int)(seed >> 16) % 50;
        (void)snprintf(key, sizeof(key), "k%d", k);
        while (at < count && order[at] != k)
            at++;
        there = at < count;
        if ((seed >> 8) % 3 == 0) {
            if (!there && count == 8)
                at = 7;
            else if (!there)
                at = count++;
            assert_int_equal(tw__lru_put(l, tw_str_of(key), &v[k]), 1);
        } else {
            assert_ptr_equal(tw__lru_get(l, tw_str_of(key)),
                             there ? (void *)&v[k] : NULL);
            if (!there)
                continue;
        }
        for (; at > 0; at--)
            order[at] = order[at - 1];
        order[0] = k;
        assert_int_equal(tw__lru_count(l), count);
    }
    tw__lru_free(l);
    assert_int_equal(t.live, 0);
}

static void without_memory_the_value_is_not_taken(void **state)
{
    static int v[] = {1, 2};
    test_alloc t;
    tw_lru *l;

    (void)state;
    drops = 0;
    test_alloc_init(&t);
    for (size_t n = 1; n <= 3; n++) {
        t.calls = 0;
        t.fail_at = n;
        assert_null(tw__lru_new(&t.hook, 4, drop, &drops));
        assert_int_equal(t.live, 0);
    }
    t.fail_at = 0;
    l = tw__lru_new(&t.hook, 1, drop, &drops);
    (void)tw__lru_put(l, TW_STR("a"), &v[0]);
    t.calls = 0;
    t.fail_at = 1;
    assert_int_equal(tw__lru_put(l, TW_STR("b"), &v[1]), 0);
    assert_int_equal(drops, 0);
    assert_ptr_equal(tw__lru_get(l, TW_STR("a")), &v[0]);
    tw__lru_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_recently_used_leaves_first),
        cmocka_unit_test(putting_a_key_again_drops_the_old_value),
        cmocka_unit_test(a_value_taken_out_is_not_dropped),
        cmocka_unit_test(a_long_run_agrees_with_a_list),
        cmocka_unit_test(without_memory_the_value_is_not_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
