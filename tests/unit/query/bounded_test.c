/* bounded_test.c -- which questions an index bounds. */
#include "query/list.h"

#include "rockets.h"

static const struct {
    const char *filter, *order;
    bool bounded;
} cases[] = {
    {NULL, "", true},
    {NULL, "id[DescNullsLast]", true},
    {NULL, "position", true},
    {NULL, "jobTitle", false},
    {NULL, "position,jobTitle", false},
    {NULL, "company.name", false},
    {"{\"id\":{\"eq\":\"x\"}}", "jobTitle", true},
    {"{\"id\":{\"in\":[\"x\"]}}", "", true},
    {"{\"companyId\":{\"eq\":\"x\"}}", "", true},
    {"{\"emails.primaryEmail\":{\"eq\":\"x\"}}", "", true},
    {"{\"jobTitle\":{\"eq\":\"x\"}}", "", false},
    {"{\"name.firstName\":{\"eq\":\"x\"}}", "", false},
    {"{\"company.name\":{\"eq\":\"x\"}}", "", false},
    {"{\"id\":{\"neq\":\"x\"}}", "", false},
    {"{\"and\":[{\"jobTitle\":{\"eq\":\"x\"}},{\"id\":{\"eq\":\"x\"}}]}", "",
     true},
    {"{\"or\":[{\"jobTitle\":{\"eq\":\"x\"}},{\"id\":{\"eq\":\"x\"}}]}", "",
     false},
    {"{\"not\":{\"id\":{\"eq\":\"x\"}}}", "", false},
    {"{\"nope\":{\"eq\":\"x\"}}", "", false},
};

static void an_index_bounds_the_question(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tw_list_ask ask = {.object = world_object(&rw, "person"),
                           .filter = ask_filter(&rw.op, cases[i].filter),
                           .limit = 60,
                           .count = true};

        ask.order_count = ask_order(&rw.op, cases[i].order, &ask.order);
        if (tw__query_is_bounded(&ask) != cases[i].bounded)
            fail_msg("%s %s", cases[i].filter == NULL ? "" : cases[i].filter,
                     cases[i].order);
        ask.offset = 100000;
        assert_false(tw__query_is_bounded(&ask));
        world_next(&rw);
    }
    world_close(&rw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_bounds_the_question),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
