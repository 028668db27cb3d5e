/* decimal_test.c -- quotients with the digits a decimal database gives them. */
#include "query/decimal.h"

#include "base/alloc.h"
#include "support/check.h"

#include <string.h>

static const struct {
    int64_t a, b;
    const char *text;
} cases[] = {
    {0, 1, "0.00000000000000000000"},
    {1, 1, "1.00000000000000000000"},
    {1, 2, "0.50000000000000000000"},
    {1, 3, "0.33333333333333333333"},
    {2, 3, "0.66666666666666666667"},
    {10, 3, "3.3333333333333333"},
    {5, 20000, "0.00025000000000000000"},
    {1, 20000, "0.000050000000000000000000"},
    {4000000, 2, "2000000.000000000000"},
    {-4000000, 3, "-1333333.333333333333"},
    {9999999999999999, 10000, "999999999999.99990000"},
    {INT64_MAX, 1, "9223372036854775807"},
    {INT64_MIN, 1, "-9223372036854775808"},
    {199999999, 2, "99999999.500000000000"},
};

static void quotients_have_sixteen_significant_digits(void **state)
{
    tw_buf b;

    (void)state;
    tw__buf_init(&b, &tw__alloc_default);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tw__buf_reset(&b);
        tw__quotient_put(&b, cases[i].a, cases[i].b);
        tw__buf_char(&b, '\0');
        assert_string_equal(b.ptr, cases[i].text);
    }
    tw__buf_fini(&b);
}

static void wide_integers_are_written_whole(void **state)
{
    tw_buf b;

    (void)state;
    tw__buf_init(&b, &tw__alloc_default);
    tw__wide_put(&b, (tw_wide)INT64_MAX * 1000000);
    tw__buf_char(&b, ' ');
    tw__wide_put(&b, (tw_wide)INT64_MIN * 10);
    tw__buf_char(&b, ' ');
    tw__wide_put(&b, 0);
    tw__buf_char(&b, '\0');
    assert_string_equal(b.ptr,
                        "9223372036854775807000000 -92233720368547758080 0");
    tw__buf_fini(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_have_sixteen_significant_digits),
        cmocka_unit_test(wide_integers_are_written_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
