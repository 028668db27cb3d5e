#include "base/arena.h"

#include "support/alloc.h"
#include "support/check.h"

#include <string.h>

static void pieces_are_aligned_and_apart(void **state)
{
    test_alloc t;
    tw_arena *a;
    unsigned char *pieces[200];

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    for (size_t i = 0; i < 200; i++) {
        pieces[i] = (unsigned char *)tw__arena_get(a, i * 7);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        memset(pieces[i], (int)i, i * 7);
    }
    for (size_t i = 0; i < 200; i++) {
        for (size_t j = 0; j < i * 7; j++)
            assert_int_equal(pieces[i][j], i);
    }
    tw__arena_free(a);
    assert_int_equal(t.live, 0);
    assert_false(t.wrong_size);
}

static void bytes_are_what_the_allocator_gave(void **state)
{
    test_alloc t;
    tw_arena *a;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    assert_int_equal(tw__arena_bytes(a), t.bytes);
    for (size_t i = 0; i < 100; i++)
        (void)tw__arena_get(a, 5000);
    assert_int_equal(tw__arena_bytes(a), t.bytes);
    tw__arena_reset(a);
    assert_int_equal(tw__arena_bytes(a), t.bytes);
    tw__arena_free(a);
}

static void rewinding_gives_the_same_memory_again(void **state)
{
    test_alloc t;
    tw_arena *a;
    tw_mark mark;
    size_t before;
    char *kept;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    kept = (char *)tw__arena_get(a, 6);
    memcpy(kept, "still", 6);
    mark = tw__arena_mark(a);
    before = tw__arena_bytes(a);
    for (size_t i = 0; i < 50; i++)
        (void)tw__arena_zero(a, 100000);
    tw__arena_rewind(a, mark);
    assert_int_equal(tw__arena_bytes(a), before);
    assert_string_equal(kept, "still");
    assert_non_null(tw__arena_get(a, 10));
    assert_string_equal(kept, "still");
    tw__arena_free(a);
    assert_int_equal(t.live, 0);
}

static void an_empty_arena_can_be_rewound(void **state)
{
    test_alloc t;
    tw_arena *a;
    tw_mark mark;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    mark = tw__arena_mark(a);
    (void)tw__arena_get(a, 10);
    tw__arena_rewind(a, mark);
    assert_non_null(tw__arena_get(a, 10));
    tw__arena_free(a);
    assert_int_equal(t.live, 0);
}

static void a_reset_makes_room_and_does_not_grow(void **state)
{
    test_alloc t;
    tw_arena *a;
    size_t after_first = 0;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < 300; i++)
            assert_non_null(tw__arena_get(a, 1000));
        tw__arena_reset(a);
        if (round == 0)
            after_first = t.bytes;
        assert_true(t.bytes <= after_first * 2 + 600000);
    }
#if !defined(TW_DEBUG)
    {
        size_t calls = t.calls;

        (void)tw__arena_get(a, 1000);
        assert_int_equal(t.calls, calls); /* a chunk was kept */
    }
#endif
    tw__arena_free(a);
    assert_int_equal(t.live, 0);
}

static void text_is_copied_with_a_nul_behind(void **state)
{
    test_alloc t;
    tw_arena *a;
    tw_str s;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    s = tw__arena_str(a, (tw_str){"abcdef", 3});
    assert_int_equal(s.len, 3);
    assert_string_equal(s.ptr, "abc");
    s = tw__arena_str(a, (tw_str){NULL, 0});
    assert_string_equal(s.ptr, "");
    tw__arena_free(a);
}

static void printf_makes_short_and_long_text(void **state)
{
    test_alloc t;
    tw_arena *a;
    tw_str s;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    s = tw__arena_printf(a, "%d-%s", 7, "x");
    assert_string_equal(s.ptr, "7-x");
    assert_int_equal(s.len, 3);
    for (int width = 250; width < 260; width++) {
        s = tw__arena_printf(a, "%*d", width, 1);
        assert_int_equal(s.len, width);
        assert_int_equal(strlen(s.ptr), width);
    }
    tw__arena_free(a);
}

static void impossible_sizes_are_refused(void **state)
{
    test_alloc t;
    tw_arena *a;

    (void)state;
    test_alloc_init(&t);
    a = tw__arena_new(&t.hook);
    t.fail_at = 1;
    t.fail_for_good = true;
    t.calls = 0;
    assert_null(tw__arena_get(a, SIZE_MAX));
    assert_null(tw__arena_get(a, SIZE_MAX - 20));
    assert_null(tw__arena_array(a, SIZE_MAX / 2, 3));
    assert_null(tw__arena_str(a, (tw_str){"", SIZE_MAX}).ptr);
    assert_null(tw__arena_get(a, 100));
    assert_null(tw__arena_printf(a, "%d", 1).ptr);
    t.fail_at = 0;
    assert_non_null(tw__arena_get(a, 100));
    tw__arena_free(a);
    assert_int_equal(t.live, 0);
}

static void without_memory_there_is_no_arena(void **state)
{
    test_alloc t;

    (void)state;
    test_alloc_init(&t);
    t.fail_at = 1;
    assert_null(tw__arena_new(&t.hook));
    tw__arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_and_apart),
        cmocka_unit_test(bytes_are_what_the_allocator_gave),
        cmocka_unit_test(rewinding_gives_the_same_memory_again),
        cmocka_unit_test(an_empty_arena_can_be_rewound),
        cmocka_unit_test(a_reset_makes_room_and_does_not_grow),
        cmocka_unit_test(text_is_copied_with_a_nul_behind),
        cmocka_unit_test(printf_makes_short_and_long_text),
        cmocka_unit_test(impossible_sizes_are_refused),
        cmocka_unit_test(without_memory_there_is_no_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
