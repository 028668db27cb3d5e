/* root_test.c -- values that may not be null and are: how far the null spreads,
** and what is told of it. */
#include "graphql/root.h"

#include "unit/graphql/ask.h"

/* Person 2 has no position, which no record may lack. */
static int broken_world(void **state)
{
    ask_world(state);
    world_begin(&rw);
    world_exec(&rw,
               "UPDATE person SET position = NULL WHERE id = '" UUID("92") "'");
    world_commit(&rw);
    return 0;
}

#define WHY                                                     \
    "'message':'Cannot return null for the non-nullable field " \
    "\\'position\\' of person.'"

static void a_record_with_a_hole_is_null(void **state)
{
    const char *answer;

    (void)state;
    answer = ask("{person(filter:{id:{eq:'" UUID(
        "92") "'}}){id position} "
              "a:person(filter:{id:{eq:'" UUID("91") "'}}){position}}");
    assert_non_null(strstr(answer, "{'data':{'person':null,'a':{'position':1}},"
                                   "'errors':[{" WHY));
    assert_non_null(strstr(answer, "'path':['person','position']"));
    /* nothing is wrong with the rest of it */
    assert_non_null(
        strstr(ask("{person(filter:{id:{eq:'" UUID("92") "'}}){id}}"),
               "{'data':{'person':{'id':"));
}

static void a_list_that_holds_one_is_null(void **state)
{
    const char *answer;

    (void)state;
    answer = ask("{people{totalCount edges{node{position}}} "
                 "companies{totalCount}}");
    assert_non_null(
        strstr(answer, "'people':null,'companies':{'totalCount':2}"));
    assert_non_null(
        strstr(answer, "'path':['people','edges',1,'node','position']"));
    answer = ask("{people(before:'eyJpZCI6InoifQ==',last:3){edges{node{"
                 "position}}}}");
    assert_non_null(strstr(answer, "{'data':{'people':null}"));
}

static void the_nearest_that_may_be_null_is(void **state)
{
    const char *answer;

    (void)state;
    answer = ask("{companies{edges{node{name people{edges{node{p:position}}} "
                 "n:people{totalCount}}}}}");
    assert_non_null(strstr(answer,
                           "{'node':{'name':'Acme','people':null,"
                           "'n':{'totalCount':2}}},{'node':{'name':'Zeta',"
                           "'people':{'edges':[{'node':{'p':3}}]}"));
    assert_non_null(strstr(answer, "'path':['companies','edges',0,'node',"
                                   "'people','edges',1,'node','position']"));
    world_next(&rw);
    world_begin(&rw);
    world_exec(
        &rw, "UPDATE company SET position = NULL WHERE id = '" UUID("c1") "'");
    world_commit(&rw);
    answer =
        ask("{person(filter:{id:{eq:'" UUID("91") "'}}){position companyId"
                                                  " company{name position}}}");
    assert_non_null(strstr(
        answer, "{'position':1,'companyId':'" UUID("c1") "',"
                                                         "'company':null}"));
    assert_non_null(strstr(answer, "'path':['person','company','position']"));
}

static void what_a_mutation_wrote_stays(void **state)
{
    const char *answer;

    (void)state;
    answer =
        ask("mutation{updatePerson(id:'" UUID("92") "',data:{jobTitle:'x'"
                                                    "}){jobTitle position}}");
    assert_non_null(strstr(answer, "{'data':{'updatePerson':null}"));
    answer = ask("mutation{updatePeople(filter:{},data:{jobTitle:'y'})"
                 "{jobTitle position}}");
    assert_non_null(strstr(answer, "{'data':{'updatePeople':null}"));
    assert_non_null(strstr(ask("{people(filter:{jobTitle:{eq:'y'}}){"
                               "totalCount}}"),
                           "'totalCount':4"));
}

static void groups_and_duplicates_hold_no_null(void **state)
{
    (void)state;
    assert_non_null(strstr(ask("{peopleGroupBy(groupBy:[{jobTitle:true}]){"
                               "totalCount edges{node{position}}}}"),
                           "{'data':{'peopleGroupBy':null}"));
    world_next(&rw);
    world_begin(&rw);
    world_exec(&rw, "UPDATE person SET nameFirstName = 'Same', nameLastName = "
                    "'Same'");
    world_commit(&rw);
    assert_non_null(strstr(ask("{personDuplicates(ids:['" UUID(
                               "91") "']){edges{node{position}}}}"),
                           "{'data':{'personDuplicates':null}"));
}

static void a_maker_that_was_never_set_is_somebody(void **state)
{
    (void)state;
    world_next(&rw);
    world_begin(&rw);
    world_exec(&rw, "UPDATE person SET createdBySource = NULL, createdByName = "
                    "NULL WHERE id = '" UUID("91") "'");
    world_commit(&rw);
    assert_non_null(
        strstr(ask("{person(filter:{id:{eq:'" UUID(
                   "91") "'}}){id createdBy{"
                         "s:source name context workspaceMemberId __typename} "
                         "jobTitle}}"),
               "'createdBy':{'s':'MANUAL','name':'','context':{},"
               "'workspaceMemberId':null,'__typename':'Actor'},'jobTitle':''"));
    assert_non_null(strstr(ask("{person(filter:{id:{eq:'" UUID(
                               "93") "'}}){"
                                     "createdBy{source name} id}}"),
                           "'createdBy':{'source':'API','name':'Test key'},"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, broken_world, ask_end)
    const struct CMUnitTest tests[] = {
        TEST(a_record_with_a_hole_is_null),
        TEST(a_list_that_holds_one_is_null),
        TEST(the_nearest_that_may_be_null_is),
        TEST(what_a_mutation_wrote_stays),
        TEST(groups_and_duplicates_hold_no_null),
        TEST(a_maker_that_was_never_set_is_somebody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
