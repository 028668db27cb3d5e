#include "base/time.h"

#include "support/check.h"

#include <string.h>

static const char *print(int64_t ms)
{
    static char to[TW_TIME_BYTES + 1];

    tw__time_print(ms, to);
    return to;
}

static void instants_are_written_in_utc_with_milliseconds(void **state)
{
    (void)state;
    assert_string_equal(print(0), "1970-01-01T00:00:00.000Z");
    assert_string_equal(print(-1), "1969-12-31T23:59:59.999Z");
    assert_string_equal(print(1705314600123), "2024-01-15T10:30:00.123Z");
    assert_string_equal(print(951782400000), "2000-02-29T00:00:00.000Z");
    assert_string_equal(print(INT64_C(-62135596800000)),
                        "0001-01-01T00:00:00.000Z");
    assert_string_equal(print(INT64_C(253402300799999)),
                        "9999-12-31T23:59:59.999Z");
}

static void a_mad_clock_is_held_in_the_calendar(void **state)
{
    (void)state;
    assert_string_equal(print(INT64_MAX), "9999-12-31T23:59:59.999Z");
    assert_string_equal(print(INT64_MIN), "0001-01-01T00:00:00.000Z");
    assert_false(tw__time_in_range(INT64_C(253402300800000)));
    assert_true(tw__time_in_range(INT64_C(253402300799999)));
    assert_false(tw__time_in_range(INT64_C(-62135596800001)));
}

/* Every day of the calendar, counted by hand. */
static void every_day_follows_the_one_before(void **state)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t ms = INT64_C(-62135596800000);
    int weekday = 1; /* a Monday */

    (void)state;
    for (int year = 1; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

        for (int month = 1; month <= 12; month++) {
            int last = days[month - 1] + (month == 2 && leap);

            for (int day = 1; day <= last; day++) {
                tw_civil c = tw__time_to_civil(ms);

                if (c.year != year || c.month != month || c.day != day ||
                    c.hour != 0 || c.ms != 0 || tw__time_from_civil(&c) != ms ||
                    tw__time_weekday(ms) != weekday || !tw__civil_valid(&c))
                    fail_msg("%d-%d-%d", year, month, day);
                ms += 86400000;
                weekday = (weekday + 1) % 7;
            }
        }
    }
    assert_true(ms == INT64_C(253402300800000));
}

static void parts_of_the_day_come_back(void **state)
{
    tw_civil c = {1969, 7, 20, 20, 17, 40, 5}, d;

    (void)state;
    d = tw__time_to_civil(tw__time_from_civil(&c));
    assert_memory_equal(&c, &d, sizeof(c));
    assert_int_equal(tw__time_weekday(tw__time_from_civil(&c)), 0);
}

static void impossible_moments_are_not_valid(void **state)
{
    static const tw_civil wrong[] = {
        {0, 1, 1, 0, 0, 0, 0},       {10000, 1, 1, 0, 0, 0, 0},
        {2024, 0, 1, 0, 0, 0, 0},    {2024, 13, 1, 0, 0, 0, 0},
        {2024, 1, 0, 0, 0, 0, 0},    {2024, 1, 32, 0, 0, 0, 0},
        {2023, 2, 29, 0, 0, 0, 0},   {1900, 2, 29, 0, 0, 0, 0},
        {2024, 4, 31, 0, 0, 0, 0},   {2024, 1, 1, 24, 0, 0, 0},
        {2024, 1, 1, 0, 60, 0, 0},   {2024, 1, 1, 0, 0, 60, 0},
        {2024, 1, 1, 0, 0, 0, 1000}, {2024, 1, 1, -1, 0, 0, 0}};
    static const tw_civil right[] = {{2024, 2, 29, 23, 59, 59, 999},
                                     {2000, 2, 29, 0, 0, 0, 0},
                                     {1, 1, 1, 0, 0, 0, 0},
                                     {9999, 12, 31, 0, 0, 0, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_false(tw__civil_valid(&wrong[i]));
    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
        assert_true(tw__civil_valid(&right[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_are_written_in_utc_with_milliseconds),
        cmocka_unit_test(a_mad_clock_is_held_in_the_calendar),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(parts_of_the_day_come_back),
        cmocka_unit_test(impossible_moments_are_not_valid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
