/* bucket_test.c -- the periods that dates fall into. */
#include "store/bucket.h"

#include "support/check.h"
#include "support/world.h"

#include <stdio.h>

static world w;

static const struct {
    const char *value;
    tw_bucket period;
    int first_day;
    const char *zone;
    const char *text; /* "" for NULL */
} cases[] = {
    {"2024-05-06", TW_BUCKET_DAY, 1, NULL, "2024-05-06"},
    {"2024-05-06T23:30:00.000Z", TW_BUCKET_DAY, 1, NULL, "2024-05-06"},
    {"2024-05-06T23:30:00.000Z", TW_BUCKET_DAY, 1, "UTC", "2024-05-06"},
    {"2024-05-06T23:30:00.000Z", TW_BUCKET_DAY, 1, "Europe/Paris",
     "2024-05-07"},
    {"2024-01-06T22:30:00.000Z", TW_BUCKET_DAY, 1, "Europe/Paris",
     "2024-01-06"}, /* winter: one hour only */
    {"2024-01-01T04:59:59.999Z", TW_BUCKET_YEAR, 1, "America/New_York",
     "2023-01-01"},
    {"2024-05-05", TW_BUCKET_WEEK, 1, NULL, "2024-04-29"},
    {"2024-05-05", TW_BUCKET_WEEK, 0, NULL, "2024-05-05"},
    {"2024-05-05", TW_BUCKET_WEEK, 6, NULL, "2024-05-04"},
    {"2024-01-01", TW_BUCKET_WEEK, 0, NULL, "2023-12-31"},
    {"2024-05-31", TW_BUCKET_MONTH, 1, NULL, "2024-05-01"},
    {"2024-12-31", TW_BUCKET_QUARTER, 1, NULL, "2024-10-01"},
    {"2024-12-31", TW_BUCKET_YEAR, 1, NULL, "2024-01-01"},
    {"2024-05-06", TW_BUCKET_DAY_OF_WEEK, 1, NULL, "0"}, /* a Monday */
    {"2024-05-06", TW_BUCKET_DAY_OF_WEEK, 0, NULL, "1"},
    {"2024-05-06", TW_BUCKET_MONTH_OF_YEAR, 1, NULL, "5"},
    {"2024-05-06", TW_BUCKET_QUARTER_OF_YEAR, 1, NULL, "2"},
    {"2024-02-30", TW_BUCKET_DAY, 1, NULL, ""},
    {"2024-5-6", TW_BUCKET_DAY, 1, NULL, ""},
    {"", TW_BUCKET_DAY, 1, NULL, ""},
    {NULL, TW_BUCKET_DAY, 1, NULL, ""},
};

static void dates_fall_into_periods(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char sql[256], value[64] = "NULL", zone[64] = "NULL";

        if (cases[i].value != NULL)
            snprintf(value, sizeof(value), "'%s'", cases[i].value);
        if (cases[i].zone != NULL)
            snprintf(zone, sizeof(zone), "'%s'", cases[i].zone);
        snprintf(sql, sizeof(sql),
                 "SELECT CAST(tw_bucket(%s,%d,%d,%s) AS TEXT)", value,
                 (int)cases[i].period, cases[i].first_day, zone);
        world_same(world_text(&w, sql), cases[i].text);
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_fall_into_periods),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
