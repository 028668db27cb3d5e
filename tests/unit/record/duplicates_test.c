/* duplicates_test.c -- finding records that look alike. */
#include "unit/record/desk.h"

static void people(desk *d)
{
    want_ok(d, create_many(
                   d, "person",
                   "[{'id':'" U1 "','position':0,"
                   "'name':{'firstName':'John','lastName':'Doe'}},"
                   "{'id':'" U2 "','position':1,"
                   "'name':{'firstName':'John','lastName':'Doe'}},"
                   "{'id':'" U3 "','position':2,"
                   "'name':{'firstName':'Phil','lastName':'Coll'},"
                   "'emails':{'primaryEmail':'phil@x.test'},"
                   "'linkedinLink':{'primaryLinkUrl':'linkedin.com/in/phil'}},"
                   "{'id':'" U4 "','position':3,"
                   "'name':{'firstName':'Jo','lastName':'Xen'}},"
                   "{'id':'" U5 "','position':4,"
                   "'name':{'firstName':'Jo','lastName':'Xen'}}]"));
}

static void candidates_are_compared_by_each_criterion(void **state)
{
    static const struct {
        const char *data, *ids; /* one of them */
        const char *total, *first, *second;
    } cases[] = {
        {"[{'name':{'firstName':'John','lastName':'Doe'}}]", NULL, "2",
         "'" U1 "'", "'" U2 "'"},
        {"[{'name':{'firstName':'john','lastName':'Doe'}}]", NULL, "0",
         "<absent>", "<absent>"},
        {"[{'name':{'firstName':'John'}}]", NULL, "0", "<absent>", "<absent>"},
        {NULL, "['" U1 "']", "1", "'" U2 "'", "<absent>"},
        {NULL, "['" U3 "']", "0", "<absent>", "<absent>"},
        {"[{'emails':{'primaryEmail':'PHIL@x.test'}}]", NULL, "1", "'" U3 "'",
         "<absent>"},
        {"[{'linkedinLink':{'primaryLinkUrl':'linkedin.com/in/phil'}}]", NULL,
         "1", "'" U3 "'", "<absent>"},
        {"[{'emails':{'primaryEmail':'phil@x.test'},"
         "'linkedinLink':{'primaryLinkUrl':'linkedin.com/in/phil'}}]",
         NULL, "1", "'" U3 "'", "<absent>"},
        {"[{'name':{'firstName':'Jo','lastName':'Xen'}}]", NULL, "0",
         "<absent>", "<absent>"},
        {"[{'jobTitle':'x'}]", NULL, "0", "<absent>", "<absent>"},
        {"[{}]", NULL, "0", "<absent>", "<absent>"},
    };
    desk *d = *state;
    size_t i;

    people(d);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        want_ok(d, duplicates(d, "person", cases[i].data, cases[i].ids));
        want(d, "0.0.totalCount", cases[i].total);
        want(d, "0.0.personDuplicates.0.id", cases[i].first);
        want(d, "0.0.personDuplicates.1.id", cases[i].second);
        want(d, "0.1", "<absent>");
    }
}

static void each_candidate_has_an_answer(void **state)
{
    desk *d = *state;

    people(d);
    want_ok(d, duplicates(d, "person",
                          "[{'emails':{'primaryEmail':'phil@x.test'}},{},"
                          "{'name':{'firstName':'John','lastName':'Doe'}}]",
                          NULL));
    want(d, "0.0.totalCount", "1");
    want(d, "0.1.totalCount", "0");
    want(d, "0.1.pageInfo",
         "{'hasNextPage':false,'hasPreviousPage':false,'startCursor':null,"
         "'endCursor':null}");
    want(d, "0.2.totalCount", "2");
    want(d, "0.2.pageInfo.startCursor",
         "'eyJpZCI6IjExMTExMTExLTExMTEtNDExMS04MTExLTAwMDAwMDAwMDAwMSJ9'");
    want(d, "0.2.pageInfo.endCursor",
         "'eyJpZCI6IjExMTExMTExLTExMTEtNDExMS04MTExLTAwMDAwMDAwMDAwMiJ9'");
}

static void deleted_and_unknown_records_are_left_out(void **state)
{
    desk *d = *state;

    people(d);
    want_ok(d, soft_delete(d, "person", U2));
    want_ok(d, duplicates(d, "person", NULL, "['" U1 "']"));
    want(d, "0.0.totalCount", "0");
    want_ok(d, duplicates(d, "person", NULL, "['" U2 "','" UX "']"));
    want(d, "0", "[]");
    want_ok(d, duplicates(d, "person", NULL, "[]"));
    want(d, "0", "[]");
}

static void objects_without_criteria_have_no_duplicates(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "note", "{'title':'same'}"));
    want_ok(d, duplicates(d, "note", "[{'title':'same'}]", NULL));
    want(d, "0.0.noteDuplicates", "[]");
    want(d, "0.0.totalCount", "0");
}

static void related_records_are_shown_at_depth_one(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U1 "','name':'Acme'}"));
    want_ok(d, create(d, "person",
                      "{'companyId':'" U1
                      "','emails':{'primaryEmail':'a@x.test'}}"));
    d->depth = 1;
    want_ok(d, duplicates(d, "person",
                          "[{'emails':{'primaryEmail':'a@x.test'}}]", NULL));
    want(d, "0.0.personDuplicates.0.company.name", "'Acme'");
}

static void a_bad_question_is_refused(void **state)
{
    static const struct {
        const char *data, *ids, *message;
    } cases[] = {
        {NULL, NULL, "\"data\" or \"ids\""},
        {"[]", "[]", "You cannot provide both \"data\" and \"ids\" arguments"},
        {"[{}]", "['" U1 "']", "You cannot provide both"},
        {"[]", NULL,
         "The \"data\" condition can not be empty when \"ids\" input not "
         "provided"},
        {"{}", NULL, "list"},
        {NULL, "'" U1 "'", "list"},
        {NULL, "['x']", "UUID"},
        {NULL, "[1]", "UUID"},
        {"[{'nope':1}]", NULL, "nope"},
        {"[1]", NULL, ""},
    };
    desk *d = *state;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        refused(d, TW_E_INVALID,
                duplicates(d, "person", cases[i].data, cases[i].ids));
        said(d, cases[i].message);
    }
    refused(d, TW_E_INVALID,
            duplicates(d, "person", "[{},{'jobTitle':1}]", NULL));
    assert_string_equal(d->op->error.path, "/data/1/jobTitle");
}

static void at_most_two_hundred_are_shown_and_all_are_counted(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'name':'Acme'}"));
    world_exec(&d->world,
               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
               " WHERE i < 210) INSERT INTO company(id, createdAt, updatedAt,"
               " name) SELECT printf('22222222-2222-4222-8222-%012d', i),"
               " createdAt, updatedAt, name FROM n, company");
    want_ok(d, duplicates(d, "company", "[{'name':'Acme'}]", NULL));
    want(d, "0.0.totalCount", "211");
    assert_int_equal(at(d, "0.0.companyDuplicates")->count, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(candidates_are_compared_by_each_criterion),
        desk_test(each_candidate_has_an_answer),
        desk_test(deleted_and_unknown_records_are_left_out),
        desk_test(objects_without_criteria_have_no_duplicates),
        desk_test(related_records_are_shown_at_depth_one),
        desk_test(a_bad_question_is_refused),
        desk_test(at_most_two_hundred_are_shown_and_all_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
