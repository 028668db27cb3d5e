#include "base/time.h"

#include "support/check.h"

#include <string.h>

typedef struct row {
    const char *text, *expected;
} row;

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void dates_are_read_in_all_their_spellings(void **state)
{
    static const row rows[] = {
        {"2025-01-13", "2025-01-13"},
        {"2024-02-29", "2024-02-29"},
        {"2026-1-5", "2026-01-05"},
        {"20240131", "2024-01-31"},
        {"2024.01.31", "2024-01-31"},
        {"2024/01/31", "2024-01-31"},
        {"2024/1/3", "2024-01-03"},
        {"01-13-2025", "2025-01-13"},
        {"01/13/2025", "2025-01-13"},
        {"1/5/2025", "2025-01-05"},
        {"06/15/2024", "2024-06-15"},
        {"01.13.2025", "2025-01-13"},
        {"1/5/26", "2026-01-05"},
        {"1/5/70", "1970-01-05"},
        {"1/5/69", "2069-01-05"},
        {"January 5, 2026", "2026-01-05"},
        {"january 5, 2026", "2026-01-05"},
        {"OCTOBER 31, 2025", "2025-10-31"},
        {"October 31, 2025", "2025-10-31"},
        {"Jan 5, 2026", "2026-01-05"},
        {"5 January 2026", "2026-01-05"},
        {"5 Jan 2024", "2024-01-05"},
        {"31 Oct 2025", "2025-10-31"},
        {"5 May 2024", "2024-05-05"},
        {"05-Jan-2026", "2026-01-05"},
        {"2026-Jan-05", "2026-01-05"},
        {"2024-01-15T10:30:00Z", "2024-01-15"},
        {"2024-01-15T10:30:00", "2024-01-15"},
        {"2024-01-15T10:30:00.123", "2024-01-15"},
        {"2024-01-15T23:30:00+0200", "2024-01-15"},
        {"2024-01-15T23:30:00-11", "2024-01-15"},
        {"2024-01-15 10:30:00", "2024-01-15"},
        {"2024-01-15 10:30:00.5", "2024-01-15"},
        {"0001-01-01", "0001-01-01"},
        {"9999-12-31", "9999-12-31"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char to[TW_DATE_BYTES + 1] = {0};
        tw_civil c;

        if (!tw__date_parse(tw_str_of(rows[i].text), &c))
            fail_msg("'%s' was refused", rows[i].text);
        tw__date_print(&c, to);
        assert_string_equal(to, rows[i].expected);
        assert_int_equal(c.hour + c.minute + c.second + c.ms, 0);
    }
}

static void other_texts_are_no_dates(void **state)
{
    static const char *const texts[] = {
        "",
        "2024",
        "2024-01",
        "202401",
        "soon",
        "not-a-date",
        "31st",
        "2024-02-31",
        "2025-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "13/13/2025",
        "0000-01-01",
        "24-1-5",
        "1/5/5",
        "1/5/123",
        "2024-01-15 ",
        " 2024-01-15",
        "2024-01-15x",
        "2024-01/15",
        "2024-01-15T10:30",
        "2024-01-15T10:30:00+02:00",
        "2024-01-15T25:30:00Z",
        "2024-01-15T10:60:00Z",
        "2024-01-15T10:30:60Z",
        "2024-01-15T24:00:00Z",
        "2024-01-15T10:30:00.Z",
        "2024-01-15T10:30:00.1234Z",
        "2024-01-15T10:30:00z",
        "2024-01-15t10:30:00Z",
        "2024-01-15T10:30:00+2",
        "2024-01-15T10:30:00+24",
        "2024-01-15T10:30:00+0260",
        "2024-01-15 10:30:00Z",
        "January 5 2026",
        "Janvier 5, 2026",
        "Janu 5, 2026",
        "J 5, 2026",
        "January 32, 2026",
        "February 30, 2026",
        "5. January 2026",
        "05-January-2026",
        "1705312200000",
        "20241301",
        "99999999999999999999",
        "today",
        "tomorrow",
        "2024-W03-1",
        "2024-015",
        "--",
        "//",
        "-2024-01-15",
        "+2024-01-15",
    };
    tw_civil c;

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (tw__date_parse(tw_str_of(texts[i]), &c))
            fail_msg("'%s' was taken", texts[i]);
    }
    assert_false(tw__date_parse(TW_STR("2024-01-15\0"), &c));
    assert_false(tw__date_parse((tw_str){NULL, 0}, &c));
}

static void check_times(bool (*parse)(tw_str, int64_t *),
                        const row *rows,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char to[TW_TIME_BYTES + 1] = {0};
        int64_t ms;

        if (!parse(tw_str_of(rows[i].text), &ms))
            fail_msg("'%s' was refused", rows[i].text);
        tw__time_print(ms, to);
        assert_string_equal(to, rows[i].expected);
    }
}

static void check_refused(bool (*parse)(tw_str, int64_t *),
                          const char *const *texts,
                          size_t count)
{
    int64_t ms;

    for (size_t i = 0; i < count; i++) {
        if (parse(tw_str_of(texts[i]), &ms))
            fail_msg("'%s' was taken", texts[i]);
    }
}

/* Taken by filters, and so by writes. */
static const row both[] = {
    {"2024-06-15T12:30:15.250Z", "2024-06-15T12:30:15.250Z"},
    {"2024-06-15T14:30:15.250+02:00", "2024-06-15T12:30:15.250Z"},
    {"2024-06-15T14:30:15.250+0200", "2024-06-15T12:30:15.250Z"},
    {"2024-06-15T14:30:15+02", "2024-06-15T12:30:15.000Z"},
    {"2024-06-15T07:00:15-05:30", "2024-06-15T12:30:15.000Z"},
    {"2024-06-15T12:30:15Z", "2024-06-15T12:30:15.000Z"},
    {"2024-06-15T12:30:15", "2024-06-15T12:30:15.000Z"},
    {"2024-06-15T12:30:15.5", "2024-06-15T12:30:15.500Z"},
    {"2024-06-15 12:30", "2024-06-15T12:30:00.000Z"},
    {"2024-06-15 12:30:15", "2024-06-15T12:30:15.000Z"},
    {"2024-06-15 12:30:15.25", "2024-06-15T12:30:15.250Z"},
    {"2024-06-15T9:05:00Z", "2024-06-15T09:05:00.000Z"},
    {"2024-6-5 9:05", "2024-06-05T09:05:00.000Z"},
    {"2024-06-15", "2024-06-15T00:00:00.000Z"},
    {"20240615", "2024-06-15T00:00:00.000Z"},
    {"06/15/2024", "2024-06-15T00:00:00.000Z"},
    {"01/13/2025", "2025-01-13T00:00:00.000Z"},
    {"June 15, 2024", "2024-06-15T00:00:00.000Z"},
    {"15 Jun 2024", "2024-06-15T00:00:00.000Z"},
    {"2024-12-31T23:59:59.999-00:01", "2025-01-01T00:00:59.999Z"},
};

/* Refused by writes, and so by filters. */
static const char *const neither[] = {
    "",
    "2024",
    "2024-01",
    "soon",
    "2024-13-01",
    "2024-02-31",
    "2024-01-15T25:30:00Z",
    "2024-01-15T25:00:00Z",
    "2025-01-02T33:00:00Z",
    "2024-01-15T24:00:00Z",
    "2024-01-15T10:60:00Z",
    "2024-01-15T10:30:61Z",
    "2024-01-15T10:30:00+24:00",
    "2024-01-15T10:30:00+02:60",
    "2024-01-15T10:30:00+02:0",
    "2024-01-15T10:30:00+2",
    "2024-01-15T10:30:00.Z",
    "2024-01-15T10:30:00.1234567890Z",
    "2024-01-15T",
    "2024-01-15Z",
    "2024-01-15T1:30Z",
    "2024-01-15TT10:30:00Z",
    "2024-01-15  10:30:00",
    "2024-01-15T10:30:00Z ",
    "2024-01-15T10:30:00ZZ",
    "2024-01-15T10:30:00Z[Europe/Paris",
    "2024-01-15T10:30:00Z[Europe/Paris]x",
    "2024-01-15T10:30:00 Z",
    "2024-0115",
    "202401-15",
    "1705312200000",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "0000-12-31T23:59:59Z",
    "now",
};

static void instants_are_read_in_writes(void **state)
{
    static const row rows[] = {
        {"2024-01-15T10:30:00.123Z", "2024-01-15T10:30:00.123Z"},
        {"2024-01-15T10:30:00+02:00", "2024-01-15T08:30:00.000Z"},
        {"2024-01-15T10:30:00", "2024-01-15T10:30:00.000Z"},
        {"2024-01-15 10:30", "2024-01-15T10:30:00.000Z"},
        {"2024-05-07", "2024-05-07T00:00:00.000Z"},
        {"20240115T103000Z", "2024-01-15T10:30:00.000Z"},
        {"20240115T1030", "2024-01-15T10:30:00.000Z"},
        {"2024-01-15T103000+0100", "2024-01-15T09:30:00.000Z"},
        {"2024-01-15T10:30", "2024-01-15T10:30:00.000Z"},
        {"2024-01-15T10:30Z", "2024-01-15T10:30:00.000Z"},
        {"2024-01-15T10", "2024-01-15T10:00:00.000Z"},
        {"2024-01-15t10:30:00z", "2024-01-15T10:30:00.000Z"},
        {"2024-01-15 10:30:00+01", "2024-01-15T09:30:00.000Z"},
        {"2024-01-15T10:30:00.123456Z", "2024-01-15T10:30:00.123Z"},
        {"2024-01-15T10:30:00.123456789+01:00", "2024-01-15T09:30:00.123Z"},
        {"2024-01-15T10:30:00,5Z", "2024-01-15T10:30:00.500Z"},
        {"2024-01-15T10:30:00.999999999Z", "2024-01-15T10:30:00.999Z"},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"},
        {"2024-01-15T10:30:00+01:00[Europe/Paris]", "2024-01-15T09:30:00.000Z"},
        {"2024-01-15T10:30:00Z[UTC]", "2024-01-15T10:30:00.000Z"},
    };

    (void)state;
    check_times(tw__time_parse, rows, COUNT(rows));
    check_times(tw__time_parse, both, COUNT(both));
    check_refused(tw__time_parse, neither, COUNT(neither));
}

static void instants_are_read_in_filters(void **state)
{
    static const char *const refused[] = {
        "2024-01-15T10:30",
        "2024-01-15T10:30Z",
        "20240115T103000Z",
        "2024-01-15T10:30:00.123456Z",
        "2024-01-15T10:30:00,5Z",
        "2024-01-15 10:30:00Z",
        "2024-01-15 10:30:00+01",
        "2016-12-31T23:59:60Z",
        "2024-01-15T10:30:00+01:00[Europe/Paris]",
    };

    (void)state;
    check_times(tw__time_parse_filter, both, COUNT(both));
    check_refused(tw__time_parse_filter, neither, COUNT(neither));
    check_refused(tw__time_parse_filter, refused, COUNT(refused));
}

static void what_is_printed_is_read_again(void **state)
{
    (void)state;
    for (int64_t ms = INT64_C(-62135596800000); ms < INT64_C(253402300799999);
         ms += INT64_C(8640000037123)) {
        char to[TW_TIME_BYTES];
        int64_t back = 0;

        tw__time_print(ms, to);
        assert_true(tw__time_parse((tw_str){to, sizeof(to)}, &back));
        assert_true(back == ms);
        assert_true(tw__time_parse_filter((tw_str){to, sizeof(to)}, &back));
        assert_true(back == ms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_all_their_spellings),
        cmocka_unit_test(other_texts_are_no_dates),
        cmocka_unit_test(instants_are_read_in_writes),
        cmocka_unit_test(instants_are_read_in_filters),
        cmocka_unit_test(what_is_printed_is_read_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
