#include "base/tz.h"

#include "base/time.h"
#include "support/check.h"
#include "support/op.h"

#include <string.h>
#include <sys/stat.h>

static test_op t;

static int setup(void **state)
{
    (void)state;
    test_op_init(&t);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    test_op_fini(&t);
    assert_int_equal(t.alloc.live, 0);
    return 0;
}

/* Zones cannot be tested where the system has none. */
static void need_zones(void)
{
    struct stat st;

    if (stat("/usr/share/zoneinfo/Europe/Paris", &st) != 0)
        skip();
}

static int64_t at(const char *text)
{
    int64_t ms = 0;

    assert_true(tw__time_parse(tw_str_of(text), &ms));
    return ms;
}

static void check(const char *zone, const char *instant, int seconds)
{
    const tw_tz *z = tw__tz_load(&t.op, tw_str_of(zone));

    if (z == NULL)
        fail_msg("%s was refused", zone);
    if (tw__tz_offset(z, at(instant)) != seconds)
        fail_msg("%s at %s: %d", zone, instant,
                 (int)tw__tz_offset(z, at(instant)));
}

static void utc_needs_no_file(void **state)
{
    (void)state;
    check("UTC", "2024-06-15T00:00:00Z", 0);
    check("Etc/UTC", "1850-06-15T00:00:00Z", 0);
    check("GMT", "9999-06-15T00:00:00Z", 0);
}

static void offsets_change_at_the_very_second(void **state)
{
    (void)state;
    need_zones();
    check("Europe/Paris", "2024-03-31T00:59:59.999Z", 3600);
    check("Europe/Paris", "2024-03-31T01:00:00Z", 7200);
    check("Europe/Paris", "2024-10-27T00:59:59.999Z", 7200);
    check("Europe/Paris", "2024-10-27T01:00:00Z", 3600);
    check("America/New_York", "2024-03-10T06:59:59Z", -18000);
    check("America/New_York", "2024-03-10T07:00:00Z", -14400);
    check("America/New_York", "1969-12-31T23:59:59.999Z", -18000);
}

static void odd_offsets_are_known(void **state)
{
    (void)state;
    need_zones();
    check("Asia/Kolkata", "2024-01-01T00:00:00Z", 19800);
    check("Asia/Kathmandu", "2024-01-01T00:00:00Z", 20700);
    check("Australia/Lord_Howe", "2024-01-01T00:00:00Z", 39600);
    check("Australia/Lord_Howe", "2024-07-01T00:00:00Z", 37800);
    check("Etc/GMT+5", "2024-01-01T00:00:00Z", -18000);
    check("America/Argentina/Buenos_Aires", "2024-01-01T00:00:00Z", -10800);
    check("Pacific/Kiritimati", "2024-01-01T00:00:00Z", 50400);
}

static void before_the_table_it_is_local_time(void **state)
{
    (void)state;
    need_zones();
    check("Europe/Paris", "1800-01-01T00:00:00Z", 561);
    check("America/New_York", "1800-01-01T00:00:00Z", -17762);
}

static void behind_the_table_the_rule_goes_on(void **state)
{
    (void)state;
    need_zones();
    check("Europe/Paris", "2100-01-15T00:00:00Z", 3600);
    check("Europe/Paris", "2100-03-28T00:59:59Z", 3600);
    check("Europe/Paris", "2100-03-28T01:00:00Z", 7200);
    check("Europe/Paris", "2100-10-31T00:59:59Z", 7200);
    check("Europe/Paris", "2100-10-31T01:00:00Z", 3600);
    check("Australia/Sydney", "2100-01-01T00:00:00Z", 39600);
    check("Australia/Sydney", "2100-07-01T00:00:00Z", 36000);
    check("America/New_York", "2200-07-01T00:00:00Z", -14400);
    check("Asia/Tokyo", "2200-07-01T00:00:00Z", 32400);
    check("America/Nuuk", "2100-07-01T00:00:00Z", -3600);
    check("Asia/Kolkata", "9999-12-31T00:00:00Z", 19800);
    check("Africa/Casablanca", "2200-07-01T00:00:00Z", 3600);
}

/* The system's own conversions are the oracle where there are any: the rule
** and the table must meet without a step. */
static void table_and_rule_agree_where_they_meet(void **state)
{
    static const char *const zones[] = {"Europe/Berlin", "America/Chicago",
                                        "Australia/Adelaide",
                                        "America/Santiago", "Asia/Beirut"};

    (void)state;
    need_zones();
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        const tw_tz *z = tw__tz_load(&t.op, tw_str_of(zones[i]));

        assert_non_null(z);
        for (int year = 2030; year < 2060; year++) {
            tw_civil winter = {year, 1, 15, 0, 0, 0, 0};
            tw_civil summer = {year, 7, 15, 0, 0, 0, 0};
            tw_civil later = {2100, 1, 15, 0, 0, 0, 0};
            tw_civil later_summer = {2100, 7, 15, 0, 0, 0, 0};

            assert_int_equal(tw__tz_offset(z, tw__time_from_civil(&winter)),
                             tw__tz_offset(z, tw__time_from_civil(&later)));
            assert_int_equal(
                tw__tz_offset(z, tw__time_from_civil(&summer)),
                tw__tz_offset(z, tw__time_from_civil(&later_summer)));
        }
    }
}

static void names_that_are_no_zones_are_refused(void **state)
{
    static const char *const names[] = {
        "",
        "Mars/Base",
        "../../../etc/passwd",
        "Europe/../Europe/Paris",
        "/etc/passwd",
        "Europe//Paris",
        "Europe/",
        "Europe",
        "Europe/Paris/",
        "Europe/Paris.",
        "posix/Europe/Paris",
        "right/Europe/Paris",
        "localtime",
        "posixrules",
        "tzdata.zi",
        "Europe/Par is",
        "+02:00",
        "Z",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (tw__tz_load(&t.op, tw_str_of(names[i])) != NULL)
            fail_msg("'%s' was taken", names[i]);
    }
    assert_null(tw__tz_load(&t.op, TW_STR("Europe/Paris\0")));
    assert_null(tw__tz_load(&t.op, TW_NO_STR));
    assert_null(tw__tz_load(&t.op, TW_STR("Europe\0Paris")));
}

static void without_memory_it_says_so(void **state)
{
    (void)state;
    need_zones();
    t.alloc.fail_at = t.alloc.calls + 1;
    t.alloc.fail_for_good = true;
    assert_null(tw__tz_load(&t.op, TW_STR("Europe/Paris")));
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(utc_needs_no_file),
        TEST(offsets_change_at_the_very_second),
        TEST(odd_offsets_are_known),
        TEST(before_the_table_it_is_local_time),
        TEST(behind_the_table_the_rule_goes_on),
        TEST(table_and_rule_agree_where_they_meet),
        TEST(names_that_are_no_zones_are_refused),
        TEST(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
