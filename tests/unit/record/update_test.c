/* update_test.c -- changing one record and many. */
#include "unit/record/desk.h"

static void person(desk *d)
{
    want_ok(d, create(d, "company", "{'id':'" U2 "','name':'Acme'}"));
    want_ok(d, create(d, "person",
                      "{'id':'" U1 "','jobTitle':'CEO','companyId':'" U2
                      "','name':{'firstName':'Ada','lastName':'L'},"
                      "'emails':{'primaryEmail':'a@x.test',"
                      "'additionalEmails':['c@x.test']}}"));
    d->world.now_ms += 1000;
}

static void an_update_keeps_what_was_left_out(void **state)
{
    desk *d = *state;

    person(d);
    d->op->actor.name = TW_STR("Second key");
    want_ok(d, update(d, "person", U1, "{'name':{'firstName':'Z'}}"));
    want(d, "0.name", "{'firstName':'Z','lastName':'L'}");
    want(d, "0.jobTitle", "'CEO'");
    want(d, "0.companyId", "'" U2 "'");
    want(d, "0.emails.primaryEmail", "'a@x.test'");
    want(d, "0.createdBy.name", "'Test key'");
    want(d, "0.updatedBy.name", "'Second key'");
    want(d, "0.updatedAt", "'2026-01-02T03:04:06.006Z'");
    want(d, "0.createdAt", "'2026-01-02T03:04:05.006Z'");
}

static void an_empty_update_sets_the_time_and_who(void **state)
{
    desk *d = *state;

    person(d);
    want_ok(d, update(d, "person", U1, "{}"));
    want(d, "0.updatedAt", "'2026-01-02T03:04:06.006Z'");
    want(d, "0.jobTitle", "'CEO'");
}

static void one_value_at_a_time(void **state)
{
    static const struct {
        const char *json, *path, *value;
    } cases[] = {
        {"{'jobTitle':'x'}", "0.jobTitle", "'x'"},
        {"{'jobTitle':''}", "0.jobTitle", "''"},
        {"{'name':null}", "0.name.firstName", "'Ada'"},
        {"{'emails':{'additionalEmails':['q@x.test']}}", "0.emails",
         "{'primaryEmail':'','additionalEmails':['q@x.test']}"},
        {"{'emails':{'primaryEmail':'N@x.test'}}", "0.emails.primaryEmail",
         "'n@x.test'"},
        {"{'companyId':null}", "0.companyId", "null"},
        {"{'company':{'disconnect':true}}", "0.companyId", "null"},
        {"{'company':{'connect':{'where':{'id':'" U2 "'}}}}", "0.companyId",
         "'" U2 "'"},
        {"{'company':{'disconnect':false}}", "0.companyId", "'" U2 "'"},
        {"{'updatedAt':'2020-01-01'}", "0.updatedAt",
         "'2020-01-01T00:00:00.000Z'"},
        {"{'updatedBy':{'name':'x'}}", "0.updatedBy.name", "'Test key'"},
        {"{'createdBy':{'name':'x'}}", "0.createdBy",
         "{'source':'API','workspaceMemberId':null,'name':'x','context':{}}"},
        {"{'position':3.5}", "0.position", "3.5"},
        {"{'id':'" U1 "'}", "0.id", "'" U1 "'"},
    };
    desk *d = *state;
    size_t i;

    person(d);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        want_ok(d, update(d, "person", U1, cases[i].json));
        want(d, cases[i].path, cases[i].value);
    }
}

static void an_update_may_move_a_record(void **state)
{
    desk *d = *state;

    want_ok(d, create_many(d, "company",
                           "[{'id':'" U1 "','position':0},{'position':12.5}]"));
    want_ok(d, update(d, "company", U1, "{'position':'last'}"));
    want(d, "0.position", "13.5");
    want_ok(d, update(d, "company", U1, "{'position':'first'}"));
    want(d, "0.position", "11.5");
    want_ok(d, update(d, "company", U1, "{'name':'x'}"));
    want(d, "0.position", "11.5");
}

static void deleted_at_may_be_written(void **state)
{
    desk *d = *state;

    person(d);
    want_ok(d, update(d, "person", U1, "{'deletedAt':'2026-01-01T00:00:00Z'}"));
    refused(d, TW_E_NOT_FOUND, get(d, "person", U1));
    want_ok(d, update(d, "person", U1, "{'jobTitle':'still found'}"));
    want(d, "0.deletedAt", "'2026-01-01T00:00:00.000Z'");
    want_ok(d, update(d, "person", U1, "{'deletedAt':null}"));
    want_ok(d, get(d, "person", U1));
}

static void an_update_is_refused(void **state)
{
    static const struct {
        const char *id, *json;
        tw_status status;
    } cases[] = {
        {UX, "{}", TW_E_NOT_FOUND},
        {UX, "{'nope':1}", TW_E_INVALID},
        {"x", "{}", TW_E_INVALID},
        {U1, "{'jobTitle':5}", TW_E_INVALID},
        {U1, "{'companyId':'" UX "'}", TW_E_INVALID},
        {U1, "{'emails':{'primaryEmail':'b@x.test'}}", TW_E_CONFLICT},
        {U1, "{'position':'up'}", TW_E_INVALID},
        {U1, "[1]", TW_E_INVALID},
    };
    desk *d = *state;
    size_t i;

    person(d);
    want_ok(d, create(d, "person",
                      "{'id':'" U3 "','emails':{'primaryEmail':'b@x.test'}}"));
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_status st = update(d, "person", cases[i].id, cases[i].json);

        if (st != cases[i].status)
            fail_msg("%s: %s", cases[i].json, tw_status_name(st));
        if (st == TW_E_NOT_FOUND)
            assert_string_equal(d->op->error.message, "Record not found");
        if (st == TW_E_CONFLICT)
            assert_true(tw__str_is(d->op->conflict_id, U3));
    }
    want_ok(d,
            update(d, "person", U3, "{'emails':{'primaryEmail':'b@x.test'}}"));
}

static void all_that_match_change_alike(void **state)
{
    desk *d = *state;

    want_ok(d, create_many(d, "company",
                           "[{'id':'" U1 "','name':'x'},{'id':'" U2
                           "','name':'x'},{'id':'" U3 "','name':'y'}]"));
    want_ok(d, soft_delete(d, "company", U2));
    want_ok(d,
            update_many(d, "company", equals(d, "name", "x"), "{'name':'z'}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.name", "'z'");
    want(d, "1.id", "'" U2 "'");
    want(d, "1.name", "'z'");
    want(d, "2", "<absent>");
    want_ok(d, update_many(d, "company", equals(d, "name", "x"), "{}"));
    want(d, "", "[]");
    want_ok(d, get(d, "company", U3));
    want(d, "0.name", "'y'");
}

static void an_update_of_too_many_changes_nothing(void **state)
{
    desk *d = *state;

    d->world.limits.max_update = 2;
    want_ok(d, create_many(d, "company",
                           "[{'name':'x'},{'name':'x'},{'id':'" U1
                           "','name':'x'}]"));
    refused(d, TW_E_TOO_MANY_RECORDS_TO_UPDATE,
            update_many(d, "company", equals(d, "name", "x"), "{'name':'z'}"));
    want_ok(d, get(d, "company", U1));
    want(d, "0.name", "'x'");
    want_ok(d, destroy(d, "company", U1));
    want_ok(d,
            update_many(d, "company", equals(d, "name", "x"), "{'name':'z'}"));
}

static void an_update_of_many_is_checked(void **state)
{
    desk *d = *state;

    refused(d, TW_E_INVALID,
            update_many(d, "company", equals(d, "nope", "x"), "{}"));
    refused(d, TW_E_INVALID,
            update_many(d, "company", equals(d, "name", "x"), "{'nope':1}"));
    want_ok(d, create_many(d, "person", "[{'jobTitle':'x'},{'jobTitle':'x'}]"));
    refused(d, TW_E_CONFLICT,
            update_many(d, "person", equals(d, "jobTitle", "x"),
                        "{'emails':{'primaryEmail':'a@x.test'}}"));
}

static void files_are_written_to_one_record(void **state)
{
    static const char files[] =
        "{'avatarFile':[{'fileId':'" U5 "','label':'a'}]}";
    desk *d = *state;

    want_ok(d, create_many(d, "person",
                           "[{'id':'" U1 "','jobTitle':'x'},"
                           "{'jobTitle':'x'}]"));
    refused(d, TW_E_INVALID,
            update_many(d, "person", equals(d, "jobTitle", "x"), files));
    said(d, "avatarFile");
    want_ok(d, update_many(d, "person", equals(d, "id", U1), files));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(an_update_keeps_what_was_left_out),
        desk_test(an_empty_update_sets_the_time_and_who),
        desk_test(one_value_at_a_time),
        desk_test(an_update_may_move_a_record),
        desk_test(deleted_at_may_be_written),
        desk_test(an_update_is_refused),
        desk_test(all_that_match_change_alike),
        desk_test(an_update_of_too_many_changes_nothing),
        desk_test(an_update_of_many_is_checked),
        desk_test(files_are_written_to_one_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
