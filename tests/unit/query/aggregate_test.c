/* aggregate_test.c -- which aggregates a field has. */
#include "query/aggregate.h"

#include "rockets.h"

static const struct {
    const char *name;
    const char *column; /* NULL: no such aggregate */
} cases[] = {
    {"totalCount", ""},
    {"countEmptyName", "name"},
    {"countNotEmptyTags", "tags"},
    {"countUniqueValuesFull", "fullFirstName"},
    {"percentageEmptyMeta", "meta"},
    {"percentageNotEmptyCreatedBy", "createdBySource"},
    {"countTrueActive", "active"},
    {"countFalseActive", "active"},
    {"minMass", "mass"},
    {"avgMass", "mass"},
    {"maxLaunchDate", "launchDate"},
    {"minLaunchedAt", "launchedAt"},
    {"sumPriceAmountMicros", "priceAmountMicros"},
    {"countEmptyId", "id"},
    {"totalcount", NULL},
    {"countEmptyname", NULL},
    {"countEmpty", NULL},
    {"countTrueName", NULL},
    {"sumPrice", NULL},
    {"minPriceCurrencyCode", NULL},
    {"avgLaunchDate", NULL},
    {"minName", NULL},
    {"sumPosition", NULL},
    {"countEmptyNoteTargets", NULL},
    {"", NULL},
};

static void names_lead_to_fields_that_have_them(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    make_rockets();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tw_aggregate a;
        bool found = tw__aggregate_find(world_object(&rw, "rocket"),
                                        tw_str_of(cases[i].name), &a);

        if (found != (cases[i].column != NULL))
            fail_msg("%s: %s", cases[i].name, found ? "found" : "not found");
        if (!found)
            continue;
        if (a.column == NULL)
            assert_string_equal(cases[i].column, "");
        else
            world_same(a.column->name, cases[i].column);
    }
    world_close(&rw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lead_to_fields_that_have_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
