#include "base/number.h"

#include "support/check.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *print(double v)
{
    static char to[33];

    to[tw__number_print(v, to)] = '\0';
    return to;
}

/* What node answers to String(v). */
static void numbers_are_written_as_javascript_writes_them(void **state)
{
    static const struct {
        double v;
        const char *text;
    } rows[] = {
        {0, "0"},
        {-0.0, "0"},
        {5, "5"},
        {-5, "-5"},
        {0.1, "0.1"},
        {0.5, "0.5"},
        {1.5, "1.5"},
        {-1.25, "-1.25"},
        {0.1 + 0.2, "0.30000000000000004"},
        {100, "100"},
        {123456789, "123456789"},
        {1e15, "1000000000000000"},
        {9007199254740991.0, "9007199254740991"},
        {9007199254740992.0, "9007199254740992"},
        {9007199254740994.0, "9007199254740994"},
        {123456789012345680.0, "123456789012345680"},
        {1e20, "100000000000000000000"},
        {123456789012345683968.0, "123456789012345680000"},
        {999999999999999900000.0, "999999999999999900000"},
        {1e21, "1e+21"},
        {1.5e21, "1.5e+21"},
        {-1e21, "-1e+21"},
        {1e22, "1e+22"},
        {1e100, "1e+100"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {1e-5, "0.00001"},
        {1e-6, "0.000001"},
        {1.5e-6, "0.0000015"},
        {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"},
        {-1e-7, "-1e-7"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {0.000123456, "0.000123456"},
        {12.34, "12.34"},
        {1234567.891, "1234567.891"},
        {3.141592653589793, "3.141592653589793"},
        {2.718281828459045, "2.718281828459045"},
        {5.684341886080802e-14, "5.684341886080802e-14"},
        {6.189700196426902e+26, "6.189700196426902e+26"},
        {1.0 / 3, "0.3333333333333333"},
        {2.0 / 3, "0.6666666666666666"},
        {0.05, "0.05"},
        {0.005, "0.005"},
        {99.99, "99.99"},
        {1.005, "1.005"},
        {4.35, "4.35"},
        {1e14 + 0.5, "100000000000000.5"},
        {123456789.123456789, "123456789.12345679"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_string_equal(print(rows[i].v), rows[i].text);
}

static void whatever_is_printed_reads_back(void **state)
{
    uint64_t bits = 88172645463325252u;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        const char *text;
        double v, back;

        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&v, &bits, sizeof(v));
        if (i % 2 == 0) /* the numbers that people write */
            v = (double)(int64_t)(bits % 2000000000) /
                (i % 4 == 0 ? 100 : 10000);
        if (!isfinite(v))
            continue;
        text = print(v);
        if (strlen(text) > 31 || !tw__number_json(tw_str_of(text), &back) ||
            back != v)
            fail_msg("%.17g became %s", v, text);
    }
}

static void a_number_that_is_none_stays_json(void **state)
{
    (void)state;
    assert_string_equal(print(HUGE_VAL), "null");
}

static void a_comma_locale_changes_nothing(void **state)
{
    double v;

    (void)state;
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL &&
        setlocale(LC_NUMERIC, "fr_FR.UTF-8") == NULL)
        skip();
    assert_string_equal(print(0.1 + 0.2), "0.30000000000000004");
    assert_string_equal(print(1.5e-7), "1.5e-7");
    assert_true(tw__number_json(TW_STR("0.30000000000000004"), &v));
    assert_true(v == 0.1 + 0.2);
    (void)setlocale(LC_NUMERIC, "C");
}

static void a_builder_takes_numbers(void **state)
{
    tw_buf b;

    (void)state;
    tw__buf_init(&b, &tw__alloc_default);
    tw__number_put(&b, 1.5);
    tw__number_put(&b, -2);
    assert_int_equal(b.len, 5);
    assert_memory_equal(b.ptr, "1.5-2", 5);
    tw__buf_fini(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_javascript_writes_them),
        cmocka_unit_test(whatever_is_printed_reads_back),
        cmocka_unit_test(a_number_that_is_none_stays_json),
        cmocka_unit_test(a_comma_locale_changes_nothing),
        cmocka_unit_test(a_builder_takes_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
