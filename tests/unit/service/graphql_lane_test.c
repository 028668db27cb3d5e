/* graphql_lane_test.c -- where GraphQL requests are sent to run. */
#include "service/route.h"

#include "support/check.h"

#include <string.h>

static tw_lane lane(const char *method, const char *target, const char *body)
{
    const tw_request r = {.method = tw_str_of(method),
                          .target = tw_str_of(target),
                          .body = tw_str_of(body)};

    return tw_service_lane(&r);
}

static void bodies_go_where_their_words_say(void **state)
{
    static const struct {
        const char *body;
        tw_lane lane;
    } rows[] = {
        {"{\"query\":\"{person(filter:{id:{eq:\\\"x\\\"}}){id}}\"}",
         TW_LANE_INLINE},
        {"{\"query\":\"query($id:UUID){person(filter: {id: {eq: $id}}){id}}\","
         "\"variables\":{\"id\":\"x\"}}",
         TW_LANE_INLINE},
        {"{\"query\":\"{people(first:20){totalCount edges{node{id}}}}\"}",
         TW_LANE_INLINE},
        {"{\"query\":\"{people(orderBy:[{position:AscNullsLast}]){edges{node{"
         "id}}}}\"}",
         TW_LANE_INLINE},
        {"{\"query\":\"{accounts{edges{node{summary minimum country}}}}\"}",
         TW_LANE_INLINE},
        {"{\"query\":\"{people(filter:{name:{firstName:{ilike:\\\"%x\\\"}}}){"
         "id}}\"}",
         TW_LANE_POOL},
        {"{\"query\":\"query($f:X){people(filter:$f){id}}\"}", TW_LANE_POOL},
        {"{\"query\":\"{people(orderBy:[{jobTitle:AscNullsLast}]){id}}\"}",
         TW_LANE_POOL},
        {"{\"query\":\"{people(first:5000){id}}\"}", TW_LANE_POOL},
        {"{\"query\":\"query($n:Int){people(first:$n){id}}\",\"variables\":{"
         "\"first\":1,\"offset\":99999999999999}}",
         TW_LANE_POOL},
        {"{\"query\":\"{peopleGroupBy(groupBy:[]){totalCount}}\"}",
         TW_LANE_POOL},
        {"{\"query\":\"{personDuplicates(ids:[]){totalCount}}\"}",
         TW_LANE_POOL},
        {"{\"query\":\"{search(searchInput:\\\"x\\\",limit:1){edges{cursor}}}\""
         "}",
         TW_LANE_POOL},
        {"{\"query\":\"{companies{countEmptyName}}\"}", TW_LANE_POOL},
        {"{\"query\":\"{__schema{types{name}}}\"}", TW_LANE_POOL},
        {"{\"query\":\"mutation{deletePerson(id:1){id}}\"}", TW_LANE_WRITE},
        {"{\"query\":\"\\nmutation X{deletePerson(id:1){id}}\"}",
         TW_LANE_WRITE},
        {"{\"query\":\"fragment F on X{a}\\n\\tmutation{b}\"}", TW_LANE_WRITE},
        {"{\"query\":\"query Permutations{a}\"}", TW_LANE_INLINE},
        {"", TW_LANE_INLINE},
        {"\\", TW_LANE_INLINE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (lane("POST", "/graphql", rows[i].body) != rows[i].lane)
            fail_msg("%s", rows[i].body);
        assert_int_equal(lane("POST", "/metadata?x=1", rows[i].body),
                         rows[i].lane);
    }
}

static void only_a_post_can_write(void **state)
{
    (void)state;
    assert_int_equal(lane("GET", "/graphql?query={people{totalCount}}", ""),
                     TW_LANE_INLINE);
    assert_int_equal(lane("GET", "/graphql?query=mutation{a}", ""),
                     TW_LANE_POOL);
    assert_int_equal(lane("DELETE", "/graphql", "mutation"), TW_LANE_INLINE);
    assert_int_equal(lane("POST", "/rest/people", "{}"), TW_LANE_WRITE);
}

static void long_bodies_are_not_looked_through(void **state)
{
    static char body[70 * 1024];

    (void)state;
    memset(body, ' ', sizeof(body) - 1);
    assert_int_equal(lane("POST", "/graphql", body), TW_LANE_WRITE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_go_where_their_words_say),
        cmocka_unit_test(only_a_post_can_write),
        cmocka_unit_test(long_bodies_are_not_looked_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
