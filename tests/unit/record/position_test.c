/* position_test.c -- how positions are given out. */
#include "unit/record/desk.h"

#include "record/position.h"

static void positions_follow_one_another(void **state)
{
    static const struct {
        const char *json, *position;
    } cases[] = {
        {"{'id':'" U1 "'}", "0"},      {"{}", "-1"},
        {"{'position':'last'}", "1"},  {"{'position':'first'}", "-2"},
        {"{'position':12.5}", "12.5"}, {"{}", "-3"},
        {"{'position':-7}", "-7"},     {"{}", "-8"},
    };
    desk *d = *state;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        want_ok(d, create(d, "company", cases[i].json));
        want(d, "0.position", cases[i].position);
    }
    want_ok(d, update(d, "company", U1, "{'position':'last'}"));
    want(d, "0.position", "13.5");
}

static void the_first_last_one_stands_at_two(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'position':'last'}"));
    want(d, "0.position", "2");
}

static void deleted_records_do_not_count(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U1 "','position':-50}"));
    want_ok(d, create(d, "company", "{'position':3}"));
    want_ok(d, soft_delete(d, "company", U1));
    want_ok(d, create(d, "company", "{}"));
    want(d, "0.position", "2");
}

static void numbers_of_the_same_request_count(void **state)
{
    desk *d = *state;

    want_ok(d, create_many(d, "company",
                           "[{'position':-4},{},{'position':'last'},"
                           "{'position':9},{},{'position':'last'}]"));
    want(d, "0.position", "-5");
    want(d, "1.position", "-6");
    want(d, "2.position", "10");
    want(d, "3.position", "11");
    want(d, "4.position", "-4");
    want(d, "5.position", "9");
}

static void an_upsert_gives_places_to_new_records_only(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U1 "'}"));
    want_ok(d, upsert_many(d, "company",
                           "[{'id':'" U1 "','name':'a'},{'name':'b'},"
                           "{'name':'c'}]"));
    want(d, "0.position", "0");
    want(d, "1.position", "-1");
    want(d, "2.position", "-2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(positions_follow_one_another),
        desk_test(the_first_last_one_stands_at_two),
        desk_test(deleted_records_do_not_count),
        desk_test(numbers_of_the_same_request_count),
        desk_test(an_upsert_gives_places_to_new_records_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
