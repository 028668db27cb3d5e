#include "base/buf.h"

#include "support/alloc.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>

#define assert_buf(b, text)                                           \
    do {                                                              \
        assert_int_equal((b)->len, strlen(text));                     \
        assert_memory_equal(tw__buf_view(b).ptr, text, strlen(text)); \
    } while (0)

static void what_is_appended_stands_in_order(void **state)
{
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    assert_buf(&b, "");
    tw__buf_text(&b, "ab");
    tw__buf_char(&b, 'c');
    tw__buf_str(&b, TW_STR("de"));
    tw__buf_put(&b, "f\0g", 3);
    tw__buf_str(&b, (tw_str){NULL, 0});
    assert_int_equal(b.len, 8);
    assert_memory_equal(b.ptr, "abcdef\0g", 8);
    tw__buf_cut(&b, 3);
    assert_buf(&b, "abc");
    tw__buf_cut(&b, 30);
    assert_buf(&b, "abc");
    tw__buf_fini(&b);
    assert_int_equal(t.live, 0);
    assert_false(t.wrong_size);
}

static void integers_are_written_to_their_ends(void **state)
{
    static const int64_t values[] = {0,    1,  -1,        9,        10,
                                     -100, 42, INT64_MAX, INT64_MIN};
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        char expected[32];

        (void)snprintf(expected, sizeof(expected), "%lld",
                       (long long)values[i]);
        tw__buf_reset(&b);
        tw__buf_int(&b, values[i]);
        assert_buf(&b, expected);
    }
    tw__buf_fini(&b);
}

static void printf_grows_as_needed(void **state)
{
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    tw__buf_text(&b, "x");
    for (int width = 1; width < 1000; width += 7) {
        size_t before = b.len;

        tw__buf_printf(&b, "%*d", width, 5);
        assert_int_equal(b.len, before + (size_t)width);
        assert_int_equal(b.ptr[b.len - 1], '5');
    }
    tw__buf_fini(&b);
}

static void a_failure_is_remembered(void **state)
{
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    tw__buf_text(&b, "kept");
    t.fail_at = t.calls + 1;
    for (int i = 0; i < 1000; i++)
        tw__buf_text(&b, "more text");
    assert_true(b.failed);
    assert_int_equal(tw__buf_status(&b), TW_E_NOMEM);
    t.fail_at = 0;
    {
        size_t len = b.len;

        tw__buf_char(&b, 'x');
        tw__buf_printf(&b, "%d", 1);
        tw__buf_int(&b, 5);
        assert_int_equal(b.len, len); /* nothing is appended after it */
    }
    tw__buf_reset(&b);
    tw__buf_text(&b, "again");
    assert_buf(&b, "again");
    assert_int_equal(tw__buf_status(&b), TW_OK);
    tw__buf_fini(&b);
    assert_int_equal(t.live, 0);
}

static void impossible_reservations_fail(void **state)
{
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    tw__buf_text(&b, "x");
    assert_false(tw__buf_reserve(&b, SIZE_MAX));
    assert_int_equal(tw__buf_status(&b), TW_E_NOMEM);
    tw__buf_fini(&b);
}

static void shrinking_gives_memory_back(void **state)
{
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    assert_true(tw__buf_reserve(&b, 100000));
    tw__buf_shrink(&b, 1000);
    assert_int_equal(t.bytes, 1000);
    tw__buf_text(&b, "fits");
    assert_buf(&b, "fits");
    assert_true(tw__buf_reserve(&b, 100000));
    tw__buf_shrink(&b, 0);
    assert_int_equal(t.live, 0);
    tw__buf_text(&b, "and again");
    assert_buf(&b, "and again");
    tw__buf_fini(&b);
    tw__buf_fini(&b); /* harmless */
    assert_int_equal(t.live, 0);
    assert_false(t.wrong_size);
}

static void no_more_than_the_bound_is_taken(void **state)
{
    test_alloc t;
    tw_buf b;

    (void)state;
    test_alloc_init(&t);
    tw__buf_init(&b, &t.hook);
    b.max = 1024;
    for (int i = 0; i < 2000; i++)
        tw__buf_char(&b, 'x');
    assert_int_equal(b.len, 1024);
    assert_true(b.full && b.failed);
    assert_int_equal(t.bytes, 1024);
    tw__buf_reset(&b);
    assert_false(b.full || b.failed);
    tw__buf_fini(&b);
    assert_int_equal(t.live, 0);
}

static void a_large_builder_holds_little_more_than_its_text(void **state)
{
    char piece[1000];
    tw_buf b;

    (void)state;
    memset(piece, 'x', sizeof(piece));
    tw__buf_init(&b, &tw__alloc_default);
    for (int i = 0; i < 2000; i++) {
        tw__buf_put(&b, piece, sizeof(piece));
        assert_true(b.cap - b.len <= 256 * 1024);
    }
    assert_int_equal(tw__buf_status(&b), TW_OK);
    tw__buf_fini(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_builder_holds_little_more_than_its_text),
        cmocka_unit_test(what_is_appended_stands_in_order),
        cmocka_unit_test(integers_are_written_to_their_ends),
        cmocka_unit_test(printf_grows_as_needed),
        cmocka_unit_test(a_failure_is_remembered),
        cmocka_unit_test(impossible_reservations_fail),
        cmocka_unit_test(shrinking_gives_memory_back),
        cmocka_unit_test(no_more_than_the_bound_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
