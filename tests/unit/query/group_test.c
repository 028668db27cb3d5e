/* group_test.c -- groups, their aggregates, order and samples. */
#include "query/group.h"

#include "rockets.h"

static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    make_rockets();
    put_record("rocket", UUID("01"),
               "position,name,kind,active,mass,launchedAt,launchDate,"
               "priceAmountMicros,priceCurrencyCode,tags,notesList",
               "0,'a','SMALL',1,1,'2024-01-03T10:00:00.000Z','2024-01-03',"
               "1000000,'EUR','[\"HOT\"]','[\"x\"]'");
    put_record("rocket", UUID("02"),
               "position,name,kind,active,mass,launchedAt,launchDate,"
               "priceAmountMicros,priceCurrencyCode,tags",
               "1,'b','SMALL',0,2,'2024-01-31T23:30:00.000Z','2024-01-31',"
               "3000000,'EUR','[\"HOT\",\"WARM\"]'");
    put_record("rocket", UUID("03"),
               "position,name,kind,active,mass,launchedAt,launchDate",
               "2,'c','BIG',1,6,'2024-05-06T00:00:00.000Z','2024-05-06'");
    put_record("rocket", UUID("04"), "position,name", "3,'d'");
    put_record("rocket", UUID("05"), "position,name,kind,deletedAt",
               "4,'e','BIG','2026-01-01T00:00:00.000Z'");
    put_record("company", UUID("c1"), "name,addressAddressCity",
               "'Acme','Paris'");
    put_record("company", UUID("c2"), "name", "'Zeta'");
    put_record("company", UUID("c3"), "name,deletedAt",
               "'Gone','2026-01-01T00:00:00.000Z'");
    put_record("person", UUID("11"), "companyId", "'" UUID("c1") "'");
    put_record("person", UUID("12"), "companyId", "'" UUID("c1") "'");
    put_record("person", UUID("13"), "companyId", "'" UUID("c2") "'");
    put_record("person", UUID("14"), "companyId", "'" UUID("c3") "'");
    put_record("person", UUID("15"), "", "");
    world_commit_reload(&rw);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&rw);
    return 0;
}

static int next(void **state)
{
    (void)state;
    world_next(&rw);
    return 0;
}

static tw_status run(const char *object,
                     const char *by,
                     const char *aggregate,
                     const char *order,
                     tw_group_ask *ask,
                     tw_buf *out)
{
    ask->object = world_object(&rw, object);
    ask->group_by = rocket_json(by);
    ask->aggregate = aggregate == NULL ? NULL : rocket_json(aggregate);
    ask->order_by = order == NULL ? NULL : rocket_json(order);
    ask->count_as_text = true;
    tw__buf_reset(out);
    return tw__query_group(&rw.op, ask, out);
}

static void groups(const char *object,
                   const char *by,
                   const char *aggregate,
                   const char *order,
                   const char *wanted)
{
    tw_group_ask ask = {.limit = 0};
    tw_buf out;

    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, run(object, by, aggregate, order, &ask, &out));
    world_same(tw__buf_view(&out), wanted);
    tw__buf_fini(&out);
}

#define G(values) "{\"groupByDimensionValues\":[" values "]"
#define N(values, n) G(values) ",\"totalCount\":\"" n "\"}"
#define COUNT "[\"totalCount\"]"
#define KIND "[{\"kind\":true}]"
#define BY_KIND "[{\"kind\":\"AscNullsLast\"}]"

static void aggregates_read_as_recorded(void **state)
{
    (void)state;
    groups(
        "rocket", KIND,
        "[\"totalCount\",\"countEmptyMass\",\"countNotEmptyMass\","
        "\"countUniqueValuesMass\"]",
        BY_KIND,
        "[" G(
            "\"BIG\"") ",\"totalCount\":\"1\",\"countEmptyMass\":\"0\","
                       "\"countNotEmptyMass\":\"1\",\"countUniqueValuesMass\":\"1\"}," G(
                           "\"SMALL\"") ",\"totalCount\":\"2\",\"countEmptyMass\":\"0\","
                                        "\"countNotEmptyMass\":\"2\",\"countUniqueValuesMass\":\"2\"}," G(
                                            "null") ",\"totalCount\":\"1\",\"countEmptyMass\":\"1\","
                                                    "\"countNotEmptyMass\":\"0\",\"countUniqueValuesMass\":\"0\"}]");
    groups(
        "rocket", KIND, "[\"minMass\",\"maxMass\",\"avgMass\",\"sumMass\"]",
        BY_KIND,
        "[" G(
            "\"BIG\"") ",\"minMass\":6,\"maxMass\":6,\"avgMass\":6,"
                       "\"sumMass\":6}," G(
                           "\"SMALL\"") ",\"minMass\":1,\"maxMass\":2,\"avgMass\":1.5,"
                                        "\"sumMass\":3}," G(
                                            "null") ",\"minMass\":null,\"maxMass\":null,\"avgMass\":null,"
                                                    "\"sumMass\":null}]");
    groups(
        "rocket", KIND,
        "[\"countTrueActive\",\"countFalseActive\",\"countEmptyActive\"]",
        BY_KIND,
        "[" G(
            "\"BIG\"") ",\"countTrueActive\":\"1\",\"countFalseActive\":"
                       "\"0\",\"countEmptyActive\":\"0\"}," G(
                           "\"SMALL\"") ",\"countTrueActive\":\"1\",\"countFalseActive\":"
                                        "\"1\",\"countEmptyActive\":\"0\"}," G(
                                            "null") ",\"countTrueActive\":\"0\",\"countFalseActive\":\"0\","
                                                    "\"countEmptyActive\":\"1\"}]");
    groups(
        "rocket", KIND, "[\"minLaunchedAt\",\"maxLaunchDate\"]", BY_KIND,
        "[" G(
            "\"BIG\"") ",\"minLaunchedAt\":\"2024-05-06T00:00:00.000Z\","
                       "\"maxLaunchDate\":\"2024-05-06\"}," G(
                           "\"SMALL\"") ",\"minLaunchedAt\":\"2024-01-03T10:00:00.000Z\","
                                        "\"maxLaunchDate\":\"2024-01-31\"}," G(
                                            "null") ",\"minLaunchedAt\":null,\"maxLaunchDate\":null}]");
    groups(
        "rocket", KIND,
        "[\"sumPriceAmountMicros\",\"minPriceAmountMicros\","
        "\"avgPriceAmountMicros\",\"countEmptyPrice\","
        "\"countUniqueValuesPrice\"]",
        BY_KIND,
        "[" G(
            "\"BIG\"") ",\"sumPriceAmountMicros\":null,"
                       "\"minPriceAmountMicros\":null,\"avgPriceAmountMicros\":null,"
                       "\"countEmptyPrice\":\"1\",\"countUniqueValuesPrice\":\"0\"}," G(
                           "\"SMALL\"") ",\"sumPriceAmountMicros\":\"4000000\","
                                        "\"minPriceAmountMicros\":\"1000000\",\"avgPriceAmountMicros\":"
                                        "\"2000000.000000000000\",\"countEmptyPrice\":\"0\","
                                        "\"countUniqueValuesPrice\":\"2\"}," G(
                                            "null") ",\"sumPriceAmountMicros\":null,\"minPriceAmountMicros\":"
                                                    "null,\"avgPriceAmountMicros\":null,\"countEmptyPrice\":\"1\","
                                                    "\"countUniqueValuesPrice\":\"0\"}]");
    groups(
        "rocket", KIND,
        "[\"countNotEmptyTags\",\"percentageEmptyMass\","
        "\"countUniqueValuesCreatedBy\"]",
        BY_KIND,
        "[" G(
            "\"BIG\"") ",\"countNotEmptyTags\":\"0\","
                       "\"percentageEmptyMass\":\"0.00000000000000000000\","
                       "\"countUniqueValuesCreatedBy\":\"1\"}," G(
                           "\"SMALL\"") ",\"countNotEmptyTags\":\"2\","
                                        "\"percentageEmptyMass\":\"0.00000000000000000000\","
                                        "\"countUniqueValuesCreatedBy\":\"1\"}," G(
                                            "null") ",\"countNotEmptyTags\":\"0\","
                                                    "\"percentageEmptyMass\":\"1.00000000000000000000\","
                                                    "\"countUniqueValuesCreatedBy\":\"1\"}]");
}

static void groups_come_in_the_order_asked_for(void **state)
{
    (void)state;
    groups(
        "rocket", KIND, COUNT,
        "[{\"aggregate\":{\"totalCount\":\"DescNullsLast\"}},{\"kind\":"
        "\"AscNullsLast\"}]",
        "[" N("\"SMALL\"", "2") "," N("\"BIG\"", "1") "," N("null", "1") "]");
    groups(
        "rocket", KIND, COUNT, "{\"kind\":\"DescNullsFirst\"}",
        "[" N("null", "1") "," N("\"SMALL\"", "2") "," N("\"BIG\"", "1") "]");
    groups(
        "rocket", KIND, COUNT,
        "[{\"aggregate\":{\"sumPriceAmountMicros\":\"AscNullsLast\"}},"
        "{\"aggregate\":{\"percentageEmptyMass\":\"DescNullsLast\"}}]",
        "[" N("\"SMALL\"", "2") "," N("null", "1") "," N("\"BIG\"", "1") "]");
    /* without an order it is still always the same one */
    groups(
        "rocket", KIND, COUNT, NULL,
        "[" N("\"BIG\"", "1") "," N("\"SMALL\"", "2") "," N("null", "1") "]");
}

static void dimensions_take_every_form(void **state)
{
    static const char *const cases[][3] = {
        {"rocket", "{\"active\":true}",
         "[" N("false", "1") "," N("true", "2") "," N("null", "1") "]"},
        {"rocket", "[{\"price\":{\"amountMicros\":true}}]",
         "[" N("\"1000000\"", "1") "," N("\"3000000\"", "1") "," N("null",
                                                                   "2") "]"},
        {"rocket", "[{\"tags\":true}]",
         "[" N("\"{HOT,WARM}\"", "1") "," N("\"{HOT}\"", "1") "," N("null",
                                                                    "2") "]"},
        {"rocket", "[{\"tags\":{\"unnest\":true}}]",
         "[" N("\"HOT\"", "2") "," N("\"WARM\"", "1") "," N("null", "2") "]"},
        {"rocket", "[{\"notesList\":true}]",
         "[" N("[\"x\"]", "1") "," N("null", "3") "]"},
        {"rocket", "[{\"launchDate\":{\"granularity\":\"MONTH\"}}]",
         "[" N("\"2024-01-01\"", "2") "," N("\"2024-05-01\"",
                                            "1") "," N("null", "1") "]"},
        {"rocket",
         "[{\"launchedAt\":{\"granularity\":\"MONTH\",\"timeZone\":"
         "\"Europe/Paris\"}}]",
         "[" N("\"2024-01-01\"", "1") "," N("\"2024-02-01\"", "1") "," N(
             "\"2024-05-01\"", "1") "," N("null", "1") "]"},
        {"rocket",
         "[{\"launchedAt\":{\"granularity\":\"DAY\",\"timeZone\":"
         "\"America/New_York\"}}]",
         "[" N("\"2024-01-03\"", "1") "," N("\"2024-01-31\"", "1") "," N(
             "\"2024-05-05\"", "1") "," N("null", "1") "]"},
        {"rocket",
         "[{\"launchedAt\":{\"granularity\":\"WEEK\",\"timeZone\":\"UTC\"}}]",
         "[" N("\"2024-01-01\"", "1") "," N("\"2024-01-29\"", "1") "," N(
             "\"2024-05-06\"", "1") "," N("null", "1") "]"},
        {"rocket",
         "[{\"launchDate\":{\"granularity\":\"WEEK\",\"weekStartDay\":"
         "\"SUNDAY\"}}]",
         "[" N("\"2023-12-31\"", "1") "," N("\"2024-01-28\"", "1") "," N(
             "\"2024-05-05\"", "1") "," N("null", "1") "]"},
        {"rocket", "[{\"launchDate\":{\"granularity\":\"DAY_OF_THE_WEEK\"}}]",
         "[" N("\"Monday\"", "1") "," N("\"Wednesday\"", "2") "," N("null",
                                                                    "1") "]"},
        {"rocket", "[{\"launchedAt\":{\"granularity\":\"MONTH_OF_THE_YEAR\"}}]",
         "[" N("\"January\"", "2") "," N("\"May\"", "1") "," N("null",
                                                               "1") "]"},
        {"rocket",
         "[{\"launchedAt\":{\"granularity\":\"QUARTER_OF_THE_YEAR\"}}]",
         "[" N("\"Q1\"", "2") "," N("\"Q2\"", "1") "," N("null", "1") "]"},
        {"rocket", "[{\"launchDate\":{\"granularity\":\"QUARTER\"}}]",
         "[" N("\"2024-01-01\"", "2") "," N("\"2024-04-01\"",
                                            "1") "," N("null", "1") "]"},
        {"rocket", "[{\"launchedAt\":{\"granularity\":\"NONE\"}}]",
         "[" N("\"2024-01-03T10:00:00.000Z\"",
               "1") "," N("\"2024-01-31T23:30:00.000Z\"",
                          "1") "," N("\"2024-05-06T00:00:00.000Z\"",
                                     "1") "," N("null", "1") "]"},
        {"rocket", "[{\"kind\":true},{\"active\":true}]",
         "[" N("\"BIG\",true", "1") "," N("\"SMALL\",false", "1") "," N(
             "\"SMALL\",true", "1") "," N("null,null", "1") "]"},
        {"person", "[{\"company\":{\"name\":true}}]",
         "[" N("\"Acme\"", "2") "," N("\"Zeta\"", "1") "," N("null", "2") "]"},
        {"person", "[{\"companyId\":true}]",
         "[" N("\"" UUID("c1") "\"", "2") "," N("\"" UUID("c2") "\"",
                                                "1") "," N("null", "2") "]"},
        {"person", "[{\"company\":{\"id\":true}}]",
         "[" N("\"" UUID("c1") "\"", "2") "," N("\"" UUID("c2") "\"",
                                                "1") "," N("null", "2") "]"},
        {"person", "[{\"company\":{\"address\":{\"addressCity\":true}}}]",
         "[" N("\"Paris\"", "2") "," N("null", "3") "]"},
        {"person", "[{\"company\":{\"createdAt\":{\"granularity\":\"YEAR\"}}}]",
         "[" N("\"2026-01-01\"", "3") "," N("null", "2") "]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        groups(cases[i][0], cases[i][1], COUNT, NULL, cases[i][2]);
        world_next(&rw);
    }
}

static void periods_sort_by_time_not_by_name(void **state)
{
    (void)state;
    groups("rocket",
           "[{\"launchDate\":{\"granularity\":\"DAY_OF_THE_WEEK\","
           "\"weekStartDay\":\"SUNDAY\"}}]",
           COUNT,
           "[{\"launchDate\":{\"orderBy\":\"DescNullsLast\",\"granularity\":"
           "\"DAY_OF_THE_WEEK\"}}]",
           "[" N("\"Wednesday\"", "2") "," N("\"Monday\"", "1") "," N("null",
                                                                      "1") "]");
    groups("rocket", "[{\"price\":{\"currencyCode\":true}}]", COUNT,
           "[{\"price\":{\"currencyCode\":\"AscNullsFirst\"}}]",
           "[" N("null", "2") "," N("\"EUR\"", "2") "]");
    groups(
        "person", "[{\"company\":{\"name\":true}}]", COUNT,
        "[{\"company\":{\"name\":\"DescNullsFirst\"}}]",
        "[" N("null", "2") "," N("\"Zeta\"", "1") "," N("\"Acme\"", "2") "]");
}

static void the_filter_decides_what_is_counted(void **state)
{
    tw_group_ask ask = {.limit = 1};
    tw_buf out;

    (void)state;
    tw__buf_init(&out, &rw.alloc);
    ask.filter = ask_filter(&rw.op, "{\"mass\":{\"gt\":1}}");
    world_ok(&rw, run("rocket", KIND, COUNT, NULL, &ask, &out));
    world_same(tw__buf_view(&out), "[" N("\"BIG\"", "1") "]");
    ask.filter = ask_filter(&rw.op, "{\"deletedAt\":{\"is\":\"NOT_NULL\"}}");
    world_ok(&rw, run("rocket", KIND, COUNT, NULL, &ask, &out));
    world_same(tw__buf_view(&out), "[" N("\"BIG\"", "1") "]");
    ask.filter = ask_filter(&rw.op, "{\"name\":{\"eq\":\"none\"}}");
    world_ok(&rw, run("rocket", KIND, COUNT, NULL, &ask, &out));
    world_same(tw__buf_view(&out), "[]");
    tw__buf_fini(&out);
}

/* "SMALL: b a, null: d" */
static void samples(tw_group_ask *ask, const char *by, const char *wanted)
{
    const tw_json *list;
    tw_str found = TW_STR("");
    tw_buf out;

    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, run("rocket", by, NULL, NULL, ask, &out));
    world_ok(&rw, tw__json_read(&rw.op, tw__op_take(&rw.op, &out), &list));
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_json *records = tw__json_member(&list->items[i], "records");

        assert_non_null(records);
        found = tw__op_printf(&rw.op, "%.*s|", TW_FMT(found));
        for (uint32_t r = 0; r < records->count; r++)
            found = tw__op_printf(
                &rw.op, "%.*s%.*s", TW_FMT(found),
                TW_FMT(tw__json_member(&records->items[r], "name")->text));
    }
    world_same(found, wanted);
    tw__buf_fini(&out);
}

static void samples_are_ordered_and_at_most_ten(void **state)
{
    tw_group_ask ask = {.records = true};

    (void)state;
    samples(&ask, KIND, "|c|ab|d");
    ask.record_order_count =
        ask_order(&rw.op, "name[DescNullsLast]", &ask.record_order);
    samples(&ask, KIND, "|c|ba|d");
    /* options by their text here: BIG, SMALL, none */
    ask.record_order_count =
        ask_order(&rw.op, "kind[AscNullsLast]", &ask.record_order);
    samples(&ask, "[{\"createdAt\":{\"granularity\":\"NONE\"}}]", "|cabd");
    ask.record_order_count = 0;
    ask.limit = 2;
    samples(&ask, KIND, "|c|ab");
    ask.limit = 0;
    for (int i = 20; i < 32; i++) {
        char id[48];

        snprintf(id, sizeof(id), "11111111-1111-4111-8111-0000000000%02d", i);
        put_record("rocket", id, "name,kind", "'n','BIG'");
    }
    samples(&ask, KIND, "|cnnnnnnnnn|ab|d");
    world_exec(&rw, "DELETE FROM rocket WHERE name = 'n'");
    ask.filter = ask_filter(&rw.op, "{\"deletedAt\":{\"is\":\"NOT_NULL\"}}");
    samples(&ask, KIND, "|e");
}

static const struct {
    const char *object, *by, *aggregate, *order;
    tw_status status;
} refusals[] = {
    {"rocket", "[]", NULL, NULL, TW_E_INVALID},
    {"rocket", "\"x\"", NULL, NULL, TW_E_INVALID},
    {"rocket", "[5]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"position\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"id\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"deletedAt\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"searchVector\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"meta\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"createdBy\":{\"source\":true}}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"kind\":true,\"active\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"nope\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"kind\":false}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"kind\":{\"sub\":true}}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"price\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"price\":{\"nope\":true}}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"price\":{\"amountMicros\":1}}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"price\":{\"amountMicros\":true,\"currencyCode\":true}}]",
     NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"site\":{\"secondaryLinks\":true}}]", NULL, NULL,
     TW_E_INVALID},
    {"rocket", "[{\"noteTargets\":true}]", NULL, NULL, TW_E_INVALID},
    {"rocket", "[{\"launchedAt\":{\"granularity\":\"MONTH\"}}]", NULL, NULL,
     TW_E_INVALID},
    {"rocket", "[{\"launchedAt\":{\"granularity\":\"FORTNIGHT\"}}]", NULL, NULL,
     TW_E_INVALID},
    {"rocket",
     "[{\"launchedAt\":{\"granularity\":\"DAY\",\"timeZone\":"
     "\"Mars/Base\"}}]",
     NULL, NULL, TW_E_INVALID},
    {"rocket",
     "[{\"launchDate\":{\"granularity\":\"WEEK\",\"weekStartDay\":"
     "\"FRIDAY\"}}]",
     NULL, NULL, TW_E_INVALID},
    {"person", "[{\"company\":true}]", NULL, NULL, TW_E_INVALID},
    {"person", "[{\"company\":{\"nope\":true}}]", NULL, NULL, TW_E_INVALID},
    {"person", "[{\"company\":{\"accountOwner\":true}}]", NULL, NULL,
     TW_E_INVALID},
    {"person", "[{\"company\":{\"address\":true}}]", NULL, NULL, TW_E_INVALID},
    {"person", "[{\"company\":{\"name\":true,\"id\":true}}]", NULL, NULL,
     TW_E_INVALID},
    {"rocket", KIND, "\"totalCount\"", NULL, TW_E_INVALID},
    {"rocket", KIND, "[\"nope\"]", NULL, TW_E_INVALID},
    {"rocket", KIND, "[\"sumName\"]", NULL, TW_E_INVALID},
    {"rocket", KIND, "[\"avgLaunchDate\"]", NULL, TW_E_INVALID},
    {"rocket", KIND, "[\"sumPrice\"]", NULL, TW_E_INVALID},
    {"rocket", KIND, "[5]", NULL, TW_E_INVALID},
    {"rocket", KIND, NULL, "[{\"active\":\"AscNullsFirst\"}]", TW_E_USER_INPUT},
    {"rocket", KIND, NULL, "[{\"kind\":\"up\"}]", TW_E_USER_INPUT},
    {"rocket", KIND, NULL,
     "[{\"kind\":\"AscNullsFirst\",\"active\":\"AscNullsFirst\"}]",
     TW_E_USER_INPUT},
    {"rocket", KIND, NULL, "[{\"aggregate\":{\"nope\":\"AscNullsFirst\"}}]",
     TW_E_USER_INPUT},
    {"rocket", KIND, NULL,
     "[{\"aggregate\":{\"totalCount\":\"AscNullsFirst\",\"minMass\":"
     "\"AscNullsFirst\"}}]",
     TW_E_USER_INPUT},
    {"rocket", "[{\"launchDate\":{\"granularity\":\"MONTH\"}}]", NULL,
     "[{\"launchDate\":{\"orderBy\":\"AscNullsFirst\",\"granularity\":"
     "\"DAY\"}}]",
     TW_E_USER_INPUT},
    {"person", "[{\"company\":{\"name\":true}}]", NULL,
     "[{\"company\":{\"domainName\":{\"primaryLinkUrl\":\"AscNullsLast\"}}}]",
     TW_E_USER_INPUT},
};

static void what_cannot_be_grouped_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        tw_group_ask ask = {.limit = 0};
        tw_status st;
        tw_buf out;

        tw__buf_init(&out, &rw.alloc);
        st = run(refusals[i].object, refusals[i].by, refusals[i].aggregate,
                 refusals[i].order, &ask, &out);
        if (st != refusals[i].status)
            fail_msg("%s %s: %s", refusals[i].by,
                     refusals[i].order == NULL ? "" : refusals[i].order,
                     tw_status_name(st));
        assert_int_equal(out.len, 0);
        tw__buf_fini(&out);
        world_next(&rw);
    }
}

static void counts_are_numbers_when_asked_for(void **state)
{
    tw_group_ask ask = {.limit = 1};
    tw_buf out;

    (void)state;
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, run("rocket", KIND, NULL, NULL, &ask, &out));
    ask.count_as_text = false;
    ask.aggregate = rocket_json("[\"totalCount\",\"percentageEmptyMass\","
                                "\"avgPriceAmountMicros\"]");
    ask.filter = ask_filter(&rw.op, "{\"kind\":{\"eq\":\"SMALL\"}}");
    tw__buf_reset(&out);
    world_ok(&rw, tw__query_group(&rw.op, &ask, &out));
    world_same(tw__buf_view(&out),
               "[" G("\"SMALL\"") ",\"totalCount\":2,\"percentageEmptyMass\":"
                                  "0,\"avgPriceAmountMicros\":2000000}]");
    tw__buf_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(aggregates_read_as_recorded, next),
        cmocka_unit_test_teardown(groups_come_in_the_order_asked_for, next),
        cmocka_unit_test_teardown(dimensions_take_every_form, next),
        cmocka_unit_test_teardown(periods_sort_by_time_not_by_name, next),
        cmocka_unit_test_teardown(the_filter_decides_what_is_counted, next),
        cmocka_unit_test_teardown(samples_are_ordered_and_at_most_ten, next),
        cmocka_unit_test_teardown(what_cannot_be_grouped_is_refused, next),
        cmocka_unit_test_teardown(counts_are_numbers_when_asked_for, next),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
