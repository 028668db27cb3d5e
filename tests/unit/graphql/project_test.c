/* project_test.c -- selections as projections: what few queries ask for. */
#include "graphql/project.h"

#include "unit/graphql/ask.h"

/* A field for files, which have members of their own. */
static int files_world(void **state)
{
    ask_world(state);
    world_begin(&rw);
    world_exec(
        &rw,
        "UPDATE person SET avatarFile = '[{\"fileId\": \"" UUID(
            "f1") "\", \"label\": \"a \\\"b\\\"\", \"extension\": \"png\"}, "
                  "{\"fileId\": \"" UUID("f2") "\", \"label\": \"c\"}]' "
                                               "WHERE id = '" UUID("91") "'");
    world_commit(&rw);
    return 0;
}

static void files_show_the_members_that_are_asked_for(void **state)
{
    (void)state;
    assert_string_equal(
        ask("{person(filter:{id:{eq:'" UUID(
            "91") "'}}){avatarFile{label i:"
                  "fileId extension __typename}}}"),
        "{'data':{'person':{'avatarFile':[{'label':'a \\'b\\'','i':'" UUID("f1") "','extension':'png','__typename':'FileObject'},{'label':'c','i':'" UUID(
            "f2") "','extension':null,'__typename':'FileObject'}]}}}");
    assert_string_equal(
        ask("{person(filter:{id:{eq:'" UUID("92") "'}}){avatarFile{label}}}"),
        "{'data':{'person':{'avatarFile':null}}}");
}

static void a_relation_and_its_key_agree(void **state)
{
    static const struct {
        const char *selection, *of_live, *of_dead;
    } rows[] = {
        {"companyId", "'companyId':'" UUID("c1") "'",
         "'companyId':'" UUID("c3") "'"},
        {"a:companyId company{name}",
         "'a':'" UUID("c1") "','company':{'name':'Acme'}",
         "'a':null,'company':null"},
        {"company{name} companyId jobTitle b:company{id}",
         "'company':{'name':'Acme'},'companyId':'" UUID(
             "c1") "','jobTitle':'','b':{'id':'" UUID("c1") "'}",
         "'company':null,'companyId':null,'jobTitle':'','b':null"},
        {"company @skip(if:true){name} companyId",
         "'companyId':'" UUID("c1") "'", "'companyId':'" UUID("c3") "'"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[512];
        const char *answer;

        snprintf(text, sizeof(text),
                 "{people(filter:{id:{in:['" UUID("91") "','" UUID(
                     "94") "']}}){edges{node{%s}}}}",
                 rows[i].selection);
        answer = ask(text);
        assert_non_null(strstr(answer, rows[i].of_live));
        assert_non_null(strstr(answer, rows[i].of_dead));
    }
}

static void nothing_that_is_taken_leaves_an_empty_record(void **state)
{
    (void)state;
    assert_string_equal(
        ask("{person(filter:{id:{eq:'" UUID(
            "91") "'}}){id "
                  "@skip(if:true)} people(first:1){edges{node{id "
                  "@skip(if:true)}} pageInfo @skip(if:true){"
                  "hasNextPage}}}"),
        "{'data':{'person':{},'people':{'edges':[{'node':{}}"
        "]}}}");
}

static void relations_are_refused_where_they_go_too_far(void **state)
{
    (void)state;
    assert_non_null(strstr(
        ask("{companies{edges{node{people{edges{node{company{people{totalCount"
            "}}}}}}}}}"),
        "TOO_COMPLEX_QUERY"));
    assert_null(strstr(ask("{people{edges{node{company{people{edges{node{id}}}"
                           "}}}}}"),
                       "errors"));
    assert_non_null(strstr(
        ask("{people{edges{node{company{accountOwner{ownedOpportunities{edges{"
            "node{company{accountOwner{id}}}}}}}}}}}"),
        "MAX_DEPTH_REACHED"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, files_world, ask_end)
    const struct CMUnitTest tests[] = {
        TEST(files_show_the_members_that_are_asked_for),
        TEST(a_relation_and_its_key_agree),
        TEST(nothing_that_is_taken_leaves_an_empty_record),
        TEST(relations_are_refused_where_they_go_too_far),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
