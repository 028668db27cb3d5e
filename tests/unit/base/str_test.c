#include "base/str.h"

#include "support/check.h"

static void equality_looks_at_bytes_and_length(void **state)
{
    (void)state;
    assert_true(tw__str_eq(TW_STR("a\0b"), TW_STR("a\0b")));
    assert_false(tw__str_eq(TW_STR("a\0b"), TW_STR("a\0c")));
    assert_false(tw__str_eq(TW_STR("a"), TW_STR("ab")));
    assert_true(tw__str_eq(TW_NO_STR, TW_STR("")));
    assert_true(tw__str_is(TW_STR("id"), "id"));
    assert_false(tw__str_is(TW_STR("id"), "ids"));
    assert_true(tw__str_is(TW_NO_STR, ""));
}

static void ascii_case_is_ignored_when_asked(void **state)
{
    (void)state;
    assert_true(
        tw__str_eq_ascii_case(TW_STR("Content-TYPE"), TW_STR("content-type")));
    assert_false(tw__str_eq_ascii_case(TW_STR("@"), TW_STR("`")));
    assert_false(tw__str_eq_ascii_case(TW_STR("["), TW_STR("{")));
    assert_false(tw__str_eq_ascii_case(TW_STR("ab"), TW_STR("abc")));
}

static void beginnings_and_ends_are_found(void **state)
{
    (void)state;
    assert_true(tw__str_starts(TW_STR("/rest/people"), TW_STR("/rest")));
    assert_false(tw__str_starts(TW_STR("/re"), TW_STR("/rest")));
    assert_true(tw__str_starts(TW_NO_STR, TW_STR("")));
    assert_true(tw__str_ends(TW_STR("companyId"), TW_STR("Id")));
    assert_false(tw__str_ends(TW_STR("d"), TW_STR("Id")));
    assert_false(tw__str_ends(TW_STR("companyid"), TW_STR("Id")));
}

static void order_is_by_unsigned_bytes_then_length(void **state)
{
    (void)state;
    assert_true(tw__str_cmp(TW_STR("a"), TW_STR("b")) < 0);
    assert_true(tw__str_cmp(TW_STR("\xff"), TW_STR("a")) > 0);
    assert_true(tw__str_cmp(TW_STR("a"), TW_STR("aa")) < 0);
    assert_true(tw__str_cmp(TW_STR("aa"), TW_STR("a")) > 0);
    assert_int_equal(tw__str_cmp(TW_STR("aa"), TW_STR("aa")), 0);
    assert_int_equal(tw__str_cmp(TW_NO_STR, TW_STR("")), 0);
}

static void find_answers_the_length_when_there_is_none(void **state)
{
    (void)state;
    assert_int_equal(tw__str_find(TW_STR("a,b,c"), 0, ','), 1);
    assert_int_equal(tw__str_find(TW_STR("a,b,c"), 2, ','), 3);
    assert_int_equal(tw__str_find(TW_STR("a,b,c"), 4, ','), 5);
    assert_int_equal(tw__str_find(TW_STR("abc"), 9, ','), 3);
    assert_int_equal(tw__str_find(TW_NO_STR, 0, ','), 0);
}

static void trimming_takes_blanks_from_both_ends(void **state)
{
    (void)state;
    assert_true(tw__str_is(tw__str_trim(TW_STR(" \t\r\n a b \v\f")), "a b"));
    assert_true(tw__str_is(tw__str_trim(TW_STR("   ")), ""));
    assert_true(tw__str_is(tw__str_trim(TW_STR("x")), "x"));
    assert_null(tw__str_trim(TW_NO_STR).ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_looks_at_bytes_and_length),
        cmocka_unit_test(ascii_case_is_ignored_when_asked),
        cmocka_unit_test(beginnings_and_ends_are_found),
        cmocka_unit_test(order_is_by_unsigned_bytes_then_length),
        cmocka_unit_test(find_answers_the_length_when_there_is_none),
        cmocka_unit_test(trimming_takes_blanks_from_both_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
