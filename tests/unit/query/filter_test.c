/* filter_test.c -- which records each comparison finds, and what is refused. */
#include "query/filter.h"

#include "rockets.h"

/* a: everything; b: other values; c: empty but for its name; d: deleted */
static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    make_rockets();
    put_record("company", UUID("c1"), "name,addressAddressCity",
               "'Acme','Paris'");
    put_record("company", UUID("c2"), "name,deletedAt",
               "'Gone','2026-01-01T00:00:00.000Z'");
    put_record("person", UUID("91"), "nameFirstName,companyId",
               "'p1','" UUID("c1") "'");
    put_record("person", UUID("92"), "nameFirstName,companyId",
               "'p2','" UUID("c2") "'");
    put_record("person", UUID("93"), "nameFirstName", "'p3'");
    put_record("rocket", UUID("01"),
               "name,mass,active,launchDate,launchedAt,kind,tags,"
               "notesList,meta,priceAmountMicros,priceCurrencyCode,"
               "siteSecondaryLinks,homeAddressCity,homeAddressLat,ref,position",
               "'a',1.5,1,'2024-01-01','2024-01-01T00:00:00.000Z','SMALL',"
               "'[\"HOT\"]','[\"x\"]','{\"k\": \"test\", \"n\": [1, 2]}',"
               "1000000,'EUR','[{\"url\": \"https://twenty.com\"}]','Paris',"
               "48.5,'" UUID("aa") "',1");
    put_record("rocket", UUID("02"),
               "name,mass,active,launchDate,launchedAt,kind,tags,"
               "notesList,priceAmountMicros,priceCurrencyCode,position",
               "'Beta 100%',20,0,'2024-06-15','2024-06-15T12:30:15.250Z',"
               "'BIG','[\"HOT\",\"WARM\"]','[\"X\",\"y\"]',5000000,'',2");
    put_record("rocket", UUID("03"), "name,position", "'c',3");
    put_record("rocket", UUID("04"), "name,deletedAt,position",
               "'dead','2026-01-02T00:00:00.000Z',4");
    world_commit_reload(&rw);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&rw);
    return 0;
}

static const char *found(const char *object, const char *filter)
{
    static tw_buf out;
    static char names[200];
    tw_page_info info;
    tw_list_ask ask = {
        .object = world_object(&rw, object), .limit = 60, .count = true};

    ask.filter = ask_filter(&rw.op, filter);
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__query_list(&rw.op, &ask, full(object, 0), &out, &info));
    snprintf(names, sizeof(names), "%s",
             names_of(tw__buf_view(&out),
                      strcmp(object, "person") == 0 ? "id" : "name"));
    assert_int_equal(info.total, info.count);
    tw__buf_fini(&out);
    return names;
}

static const struct {
    const char *filter, *names;
} rocket_cases[] = {
    {"{\"name\":{\"eq\":\"a\"}}", "a"},
    {"{\"name\":{\"eq\":\"A\"}}", ""},
    {"{\"name\":{\"neq\":\"a\"}}", "Beta 100% c"},
    {"{\"name\":{\"in\":[\"a\",\"c\",\"zz\"]}}", "a c"},
    {"{\"name\":{\"in\":[\"a\",null]}}", "a"},
    {"{\"name\":{\"in\":[\"\"]}}", ""},
    {"{\"not\":{\"name\":{\"in\":[\"\"]}}}", "a Beta 100% c"},
    {"{\"name\":{\"gt\":\"Beta 100%\"}}", "a c"},
    {"{\"name\":{\"gte\":\"b\"}}", "c"},
    {"{\"name\":{\"lt\":\"B\"}}", ""},
    {"{\"name\":{\"gt\":\"\"}}", "a Beta 100% c"},
    {"{\"name\":{\"like\":\"%eta%\"}}", "Beta 100%"},
    {"{\"name\":{\"like\":\"%ETA%\"}}", ""},
    {"{\"name\":{\"like\":\"%\\\\%\"}}", "Beta 100%"},
    {"{\"name\":{\"ilike\":\"%ETA%\"}}", "Beta 100%"},
    {"{\"name\":{\"startsWith\":\"Be\"}}", "Beta 100%"},
    {"{\"name\":{\"startsWith\":\"b\"}}", ""},
    {"{\"name\":{\"startsWith\":\"\"}}", "a Beta 100% c"},
    {"{\"name\":{\"endsWith\":\"00%\"}}", "Beta 100%"},
    {"{\"name\":{\"endsWith\":\"Beta 100% and more\"}}", ""},
    {"{\"mass\":{\"eq\":1.5}}", "a"},
    {"{\"mass\":{\"eq\":\"1.5xyz\"}}", "a"},
    {"{\"mass\":{\"gte\":\"1.5\"}}", "a Beta 100%"},
    {"{\"mass\":{\"in\":[\"20\",7]}}", "Beta 100%"},
    {"{\"mass\":{\"in\":[20]}}", "Beta 100%"},
    {"{\"mass\":{\"eq\":null}}", ""},
    {"{\"not\":{\"mass\":{\"eq\":1.5}}}", "Beta 100%"},
    {"{\"not\":{\"not\":{\"mass\":{\"eq\":1.5}}}}", "a"},
    {"{\"active\":{\"eq\":true}}", "a"},
    {"{\"active\":{\"eq\":\"false\"}}", "Beta 100%"},
    {"{\"active\":{\"is\":\"NULL\"}}", "c"},
    {"{\"launchDate\":{\"eq\":\"06/15/2024\"}}", "Beta 100%"},
    {"{\"launchDate\":{\"lte\":\"2024-01-01\"}}", "a"},
    {"{\"launchedAt\":{\"eq\":\"2024-06-15T14:30:15.250+02:00\"}}",
     "Beta 100%"},
    {"{\"launchedAt\":{\"gte\":\"2024-01-02\"}}", "Beta 100%"},
    {"{\"kind\":{\"eq\":\"BIG\"}}", "Beta 100%"},
    {"{\"kind\":{\"gt\":\"SMALL\"}}", "Beta 100%"},
    {"{\"kind\":{\"lte\":\"SMALL\"}}", "a"},
    {"{\"kind\":{\"in\":[\"BIG\",\"SMALL\"]}}", "a Beta 100%"},
    {"{\"tags\":{\"containsAny\":[\"WARM\"]}}", "Beta 100%"},
    {"{\"tags\":{\"containsAny\":[\"WARM\",\"HOT\"]}}", "a Beta 100%"},
    {"{\"tags\":{\"containsAny\":[\"NOPE\"]}}", ""},
    {"{\"not\":{\"tags\":{\"containsAny\":[\"WARM\"]}}}", "a"},
    {"{\"tags\":{\"is\":\"NULL\"}}", "c"},
    {"{\"tags\":{\"isEmptyArray\":true}}", "c"},
    {"{\"notesList\":{\"is\":\"NOT_NULL\"}}", "a Beta 100%"},
    {"{\"notesList\":{\"containsIlike\":\"x\"}}", "a Beta 100%"},
    {"{\"notesList\":{\"containsIlike\":\"%Y%\"}}", "Beta 100%"},
    {"{\"meta\":{\"like\":\"%\\\"k\\\": \\\"test\\\"%\"}}", "a"},
    {"{\"meta\":{\"is\":\"NULL\"}}", "Beta 100% c"},
    {"{\"price.amountMicros\":{\"gte\":\"1000000\"}}", "a Beta 100%"},
    {"{\"price.amountMicros\":{\"in\":[1000000]}}", "a"},
    {"{\"price.currencyCode\":{\"eq\":\"\"}}", "Beta 100%"},
    {"{\"price.currencyCode\":{\"is\":\"NULL\"}}", "c"},
    {"{\"site.secondaryLinks\":{\"like\":\"%twenty%\"}}", "a"},
    {"{\"home.addressCity\":{\"eq\":\"\"}}", "Beta 100% c"},
    {"{\"home.addressCity\":{\"neq\":\"\"}}", "a"},
    {"{\"home.addressLat\":{\"gt\":40}}", "a"},
    {"{\"ref\":{\"eq\":\"" UUID("AA") "\"}}", "a"},
    {"{\"createdBy.source\":{\"eq\":\"API\"}}", "a Beta 100% c"},
    {"{\"createdBy.source\":{\"gt\":\"API\"}}", ""},
    {"{\"createdBy.source\":{\"gte\":\"AGENT\"}}", "a Beta 100% c"},
    {"{\"searchVector\":{\"is\":\"NULL\"}}", "a Beta 100% c"},
    {"{\"or\":[{\"name\":{\"eq\":\"a\"}},{\"mass\":{\"eq\":20}}]}",
     "a Beta 100%"},
    {"{\"and\":[]}", "a Beta 100% c"},
    {"{\"or\":[]}", "a Beta 100% c"},
    {"{\"not\":{}}", ""},
    {"{\"deletedAt\":{\"is\":\"NOT_NULL\"}}", "dead"},
    {"{\"not\":{\"deletedAt\":{\"is\":\"NULL\"}}}", "dead"},
    {"{\"or\":[{\"name\":{\"eq\":\"a\"}},{\"deletedAt\":{\"gt\":"
     "\"2001-01-01\"}}]}",
     "a dead"},
};

static void comparisons_find_what_the_specification_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rocket_cases) / sizeof(rocket_cases[0]);
         i++) {
        const char *names = found("rocket", rocket_cases[i].filter);

        if (strcmp(names, rocket_cases[i].names) != 0)
            fail_msg("%s: found \"%s\", not \"%s\"", rocket_cases[i].filter,
                     names, rocket_cases[i].names);
        world_next(&rw);
    }
}

static const struct {
    const char *filter, *ids;
} person_cases[] = {
    {"{\"company.name\":{\"eq\":\"Acme\"}}", UUID("91")},
    {"{\"company.address.addressCity\":{\"in\":[\"Paris\",\"Rome\"]}}",
     UUID("91")},
    /* a deleted company and no company are both missing */
    {"{\"company.name\":{\"is\":\"NULL\"}}", UUID("92") " " UUID("93")},
    {"{\"not\":{\"company.name\":{\"eq\":\"Acme\"}}}", ""},
    {"{\"company.deletedAt\":{\"is\":\"NULL\"}}",
     UUID("91") " " UUID("92") " " UUID("93")},
    {"{\"companyId\":{\"eq\":\"" UUID("c2") "\"}}", UUID("92")},
    {"{\"companyId\":{\"is\":\"NULL\"}}", UUID("93")},
    {"{\"company.accountOwnerId\":{\"is\":\"NULL\"}}",
     UUID("91") " " UUID("92") " " UUID("93")},
    {"{\"company.id\":{\"eq\":\"" UUID("c1") "\"}}", UUID("91")},
};

static void related_records_are_seen_through_a_left_join(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(person_cases) / sizeof(person_cases[0]);
         i++) {
        const char *ids = found("person", person_cases[i].filter);

        if (strcmp(ids, person_cases[i].ids) != 0)
            fail_msg("%s: found \"%s\", not \"%s\"", person_cases[i].filter,
                     ids, person_cases[i].ids);
        world_next(&rw);
    }
}

static void without_joins_a_subquery_finds_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(person_cases) / sizeof(person_cases[0]);
         i++) {
        const tw_object *o = world_object(&rw, "person");
        tw_binds binds = {.count = 0};
        tw_str ids = TW_STR("");
        bool row;
        tw_buf sql;
        tw_stmt *s;

        tw__buf_init(&sql, &rw.alloc);
        tw__buf_text(&sql, "SELECT t.id FROM person t WHERE ");
        world_ok(&rw, tw__filter_emit(
                          &rw.op, o, ask_filter(&rw.op, person_cases[i].filter),
                          &sql, &binds));
        tw__buf_text(&sql, " ORDER BY t.id");
        s = tw__stmt_get(&rw.op, tw__buf_view(&sql));
        assert_non_null(s);
        tw__binds_bind(&binds, s);
        while (tw__stmt_step(&rw.op, s, &row) == TW_OK && row) {
            tw_str id = tw__stmt_text(s, 0);

            ids = tw__op_printf(&rw.op, "%.*s%s%.*s", TW_FMT(ids),
                                ids.len == 0 ? "" : " ", TW_FMT(id));
        }
        world_same(ids, person_cases[i].ids);
        tw__stmt_done(s);
        tw__buf_fini(&sql);
        world_next(&rw);
    }
}

static const struct {
    const char *object, *filter, *message;
} refusals[] = {
    {"rocket", "{\"foo\":{\"eq\":1}}",
     "Object rocket doesn't have any \"foo\" field."},
    {"rocket", "{\" name\":{\"eq\":1}}",
     "Object rocket doesn't have any \" name\" field."},
    {"person", "{\"company.foo\":{\"eq\":1}}",
     "Object company doesn't have any \"foo\" field."},
    {"company", "{\"people\":{\"eq\":1}}",
     "Cannot filter by relation field \"people\""},
    {"company", "{\"people.name\":{\"eq\":1}}",
     "Cannot filter by relation field \"people\""},
    {"person", "{\"company\":{\"eq\":\"x\"}}", "company"},
    {"person", "{\"company.accountOwner.name.firstName\":{\"eq\":\"x\"}}",
     "accountOwner"},
    {"person", "{\"name\":{\"eq\":\"x\"}}", "name"},
    {"person", "{\"name.middle\":{\"eq\":\"x\"}}", "middle"},
    {"person", "{\"name.firstName.x\":{\"eq\":\"x\"}}", "firstName"},
    {"person", "{\"jobTitle.x\":{\"eq\":\"x\"}}", "jobTitle"},
    {"person", "{\"a.b.c.d.e\":{\"eq\":\"x\"}}", "\"a\""},
    {"rocket", "{\"kind\":{\"like\":\"S%\"}}",
     "Operator \"like\" is not valid for field \"kind\" of type SELECT - "
     "Allowed operators: eq, neq, in, is, gt, gte, lt, lte"},
    {"rocket", "{\"tags\":{\"eq\":\"HOT\"}}",
     "Operator \"eq\" is not valid for field \"tags\" of type MULTI_SELECT"},
    {"rocket", "{\"home.addressLat\":{\"like\":\"4%\"}}",
     "Operator \"like\" is not valid for field \"home.addressLat\" of type "
     "NUMERIC"},
    {"rocket", "{\"notesList\":{\"containsAny\":[\"x\"]}}",
     "Operator \"containsAny\" is not valid for field \"notesList\" of type "
     "ARRAY"},
    {"rocket", "{\"name\":{\"regex\":\"x\"}}", "Operator \"regex\""},
    {"person", "{\"companyId\":{\"like\":\"x\"}}",
     "Operator \"like\" is not valid for field \"companyId\" of type UUID"},
    {"rocket", "{\"mass\":{\"eq\":\"not-a-number\"}}",
     "Invalid number value NaN for field \"mass\""},
    {"rocket", "{\"active\":{\"eq\":\"yes\"}}",
     "Invalid boolean value 'yes' for field \"active\""},
    {"rocket", "{\"ref\":{\"eq\":\"invalid\"}}",
     "Invalid UUID value 'invalid' for field \"ref\""},
    {"person", "{\"companyId\":{\"in\":[\"invalid\"]}}",
     "Invalid UUID value 'invalid' for field \"companyId\""},
    {"rocket", "{\"kind\":{\"eq\":\"nope\"}}",
     "Invalid value \"nope\" for field \"kind\". Valid values are: SMALL, BIG"},
    {"rocket", "{\"launchDate\":{\"eq\":\"2024-02-31\"}}",
     "for date field \"launchDate\". Expected format: 'YYYY-MM-DD'"},
    {"rocket", "{\"launchedAt\":{\"eq\":\"soon\"}}",
     "for date-time field \"launchedAt\""},
    {"rocket", "{\"name\":{\"is\":\"null\"}}", "NOT_NULL"},
    {"rocket", "{\"name\":{\"in\":[]}}", "name"},
    {"rocket", "{\"name\":{\"in\":\"a\"}}", "\"in\""},
    {"rocket", "{\"name\":{\"like\":5}}", "\"like\""},
    {"rocket", "{\"tags\":{\"isEmptyArray\":1}}", "isEmptyArray"},
};

static void refusals_name_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        tw_status st =
            tw__filter_check(&rw.op, world_object(&rw, refusals[i].object),
                             ask_filter(&rw.op, refusals[i].filter));

        assert_int_equal(st, TW_E_INVALID);
        if (strstr(rw.op.error.message, refusals[i].message) == NULL)
            fail_msg("%s: \"%s\" lacks \"%s\"", refusals[i].filter,
                     rw.op.error.message, refusals[i].message);
        world_next(&rw);
    }
}

static void bounds_end_large_filters(void **state)
{
    tw_filter *deep;
    tw_filter cmp = *ask_filter(&rw.op, "{\"name\":{\"eq\":\"a\"}}");
    const tw_filter *at = &cmp;
    const tw_filter **many = tw__op_array(&rw.op, 600, sizeof(*many));
    tw_filter wide = {.op = TW_FILTER_OR, .count = 499};

    (void)state;
    for (int i = 0; i < 40; i++) {
        const tw_filter **item = tw__op_get(&rw.op, sizeof(*item));

        deep = tw__op_get(&rw.op, sizeof(*deep));
        *item = at;
        deep->op = TW_FILTER_NOT;
        deep->items = (const struct tw_filter *const *)item;
        deep->count = 1;
        at = deep;
        world_check(&rw,
                    tw__filter_check(&rw.op, world_object(&rw, "rocket"), at),
                    i < 31 ? TW_OK : TW_E_INVALID, __FILE__, __LINE__);
    }
    for (int i = 0; i < 600; i++)
        many[i] = &cmp;
    wide.items = (const struct tw_filter *const *)many;
    world_ok(&rw, tw__filter_check(&rw.op, world_object(&rw, "rocket"), &wide));
    wide.count = 500;
    world_refused(&rw,
                  tw__filter_check(&rw.op, world_object(&rw, "rocket"), &wide),
                  TW_E_INVALID);
}

static void only_the_roots_own_deletion_date_counts(void **state)
{
    (void)state;
    assert_true(tw__filter_names_deleted(ask_filter(
        &rw.op, "{\"or\":[{\"name\":{\"eq\":\"a\"}},{\"not\":{\"deletedAt\":"
                "{\"is\":\"NULL\"}}}]}")));
    assert_false(tw__filter_names_deleted(
        ask_filter(&rw.op, "{\"company.deletedAt\":{\"is\":\"NULL\"}}")));
    assert_false(tw__filter_names_deleted(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_find_what_the_specification_says),
        cmocka_unit_test(related_records_are_seen_through_a_left_join),
        cmocka_unit_test(without_joins_a_subquery_finds_the_same),
        cmocka_unit_test(refusals_name_what_is_wrong),
        cmocka_unit_test(bounds_end_large_filters),
        cmocka_unit_test(only_the_roots_own_deletion_date_counts),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
