/* merge_test.c -- several records become one. */
#include "unit/record/desk.h"

#define BOTH "'ids':['" U1 "','" U2 "']"

static void ann_and_anna(desk *d)
{
    want_ok(d, create_many(
                   d, "person",
                   "[{'id':'" U1 "','position':0,"
                   "'name':{'firstName':'Ann','lastName':'Lee'},"
                   "'emails':{'primaryEmail':'ann@x.io',"
                   "'additionalEmails':['both@x.io','a2@x.io']},"
                   "'linkedinLink':{'primaryLinkUrl':'https://li.test/ann',"
                   "'primaryLinkLabel':'Ann'},"
                   "'jobTitle':'CEO'},"
                   "{'id':'" U2 "','position':1,"
                   "'name':{'firstName':'Anna'},"
                   "'emails':{'primaryEmail':'bob@x.io',"
                   "'additionalEmails':['both@x.io']},"
                   "'linkedinLink':{'primaryLinkUrl':'https://li.test/anna'},"
                   "'phones':{'primaryPhoneNumber':'+33123456789'}}]"));
}

static void the_survivor_keeps_its_values_and_takes_what_it_lacks(void **state)
{
    desk *d = *state;

    ann_and_anna(d);
    want_ok(d, merge(d, "person", "{" BOTH ",'conflictPriorityIndex':1}"));
    want(d, "0.id", "'" U2 "'");
    want(d, "0.deletedAt", "null");
    want(d, "0.name", "{'firstName':'Anna','lastName':''}");
    want(d, "0.jobTitle", "'CEO'");
    want(d, "0.position", "1");
    want(d, "0.phones.primaryPhoneNumber", "'123456789'");
    want(d, "0.emails",
         "{'primaryEmail':'bob@x.io',"
         "'additionalEmails':['ann@x.io','both@x.io','a2@x.io']}");
    want(d, "0.linkedinLink.primaryLinkUrl", "'https://li.test/anna'");
    want(d, "0.linkedinLink.primaryLinkLabel", "''");
    want(d, "0.linkedinLink.secondaryLinks",
         "[{'url':'https://li.test/ann','label':'Ann'}]");
    refused(d, TW_E_NOT_FOUND, get(d, "person", U1));
    assert_int_equal(stored(d, "person"), 1);
}

static void the_priority_decides_who_survives(void **state)
{
    desk *d = *state;

    ann_and_anna(d);
    want_ok(d, merge(d, "person", "{" BOTH ",'conflictPriorityIndex':0}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.name.firstName", "'Ann'");
    want(d, "0.emails.primaryEmail", "'ann@x.io'");
    want(d, "0.phones.primaryPhoneNumber", "'123456789'");
    want(d, "0.phones.primaryPhoneCountryCode", "'FR'");
    want_ok(d, get(d, "person", U1));
    want(d, "0.jobTitle", "'CEO'");
}

static void all_links_lead_to_the_survivor(void **state)
{
    desk *d = *state;

    ann_and_anna(d);
    want_ok(d, create(d, "company", "{'id':'" U3 "'}"));
    want_ok(d, update(d, "person", U1, "{'companyId':'" U3 "'}"));
    want_ok(d, create(d, "opportunity",
                      "{'id':'" U4 "','pointOfContactId':'" U1 "'}"));
    want_ok(d, create(d, "note", "{'id':'" U5 "'}"));
    want_ok(d, create(d, "noteTarget",
                      "{'id':'" UX "','noteId':'" U5 "','targetPersonId':'" U1
                      "'}"));
    want_ok(d, soft_delete(d, "opportunity", U4));
    want_ok(d, merge(d, "person", "{" BOTH ",'conflictPriorityIndex':1}"));
    want(d, "0.companyId", "'" U3 "'");
    want_ok(d, get(d, "noteTarget", UX));
    want(d, "0.targetPersonId", "'" U2 "'");
    want_ok(d, restore(d, "opportunity", U4));
    want(d, "0.pointOfContactId", "'" U2 "'");
}

static void more_than_two_hundred_links_are_moved(void **state)
{
    desk *d = *state;

    want_ok(d, create_many(d, "company", "[{'id':'" U1 "'},{'id':'" U2 "'}]"));
    want_ok(d, create(d, "person", "{'companyId':'" U1 "'}"));
    world_exec(&d->world,
               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
               " WHERE i < 250) INSERT INTO person(id, createdAt, updatedAt,"
               " companyId) SELECT printf('22222222-2222-4222-8222-%012d', i),"
               " createdAt, updatedAt, companyId FROM n, person");
    want_ok(d, merge(d, "company", "{" BOTH ",'conflictPriorityIndex':1}"));
    assert_int_equal(
        world_int(&d->world,
                  "SELECT count(*) FROM person WHERE companyId = '" U2 "'"),
        251);
}

static void a_dry_run_shows_and_changes_nothing(void **state)
{
    desk *d = *state;

    ann_and_anna(d);
    want_ok(d, create(d, "opportunity",
                      "{'id':'" U4 "','pointOfContactId':'" U1 "'}"));
    want_ok(d, create(d, "opportunity",
                      "{'id':'" U5 "','pointOfContactId':'" U2 "'}"));
    d->depth = 1;
    want_ok(d, merge(d, "person",
                     "{" BOTH ",'conflictPriorityIndex':1,'dryRun':true}"));
    assert_false(tw__str_is(at(d, "0.id")->text, U1));
    assert_false(tw__str_is(at(d, "0.id")->text, U2));
    assert_int_equal(at(d, "0.id")->text.len, 36);
    want(d, "0.deletedAt", "'2026-01-02T03:04:05.006Z'");
    want(d, "0.name.firstName", "'Anna'");
    want(d, "0.jobTitle", "'CEO'");
    assert_int_equal(at(d, "0.pointOfContactForOpportunities")->count, 2);
    d->depth = 0;
    assert_int_equal(stored(d, "person"), 2);
    want_ok(d, get(d, "opportunity", U4));
    want(d, "0.pointOfContactId", "'" U1 "'");
    want_ok(d, get(d, "person", U2));
    want(d, "0.jobTitle", "''");
}

static void a_merge_is_refused(void **state)
{
    static const struct {
        const char *object, *json;
        tw_status status;
    } cases[] = {
        {"person", "{'ids':['" U1 "'],'conflictPriorityIndex':0}",
         TW_E_INVALID},
        {"person", "{'conflictPriorityIndex':0}", TW_E_INVALID},
        {"person", "{'ids':'" U1 "','conflictPriorityIndex':0}", TW_E_INVALID},
        {"person", "{" BOTH "}", TW_E_INVALID},
        {"person", "{" BOTH ",'conflictPriorityIndex':'0'}", TW_E_INVALID},
        {"person", "{" BOTH ",'conflictPriorityIndex':5}", TW_E_INVALID},
        {"person", "{" BOTH ",'conflictPriorityIndex':2}", TW_E_INVALID},
        {"person", "{" BOTH ",'conflictPriorityIndex':-1}", TW_E_INVALID},
        {"person", "{" BOTH ",'conflictPriorityIndex':0.5}", TW_E_INVALID},
        {"person", "{" BOTH ",'conflictPriorityIndex':0,'dryRun':1}",
         TW_E_INVALID},
        {"person", "{'ids':['" U1 "','x'],'conflictPriorityIndex':0}",
         TW_E_INVALID},
        {"person", "{'ids':['" U1 "',1],'conflictPriorityIndex':0}",
         TW_E_INVALID},
        {"person",
         "{'ids':['" U1 "','" U1 "','" U1 "','" U1 "','" U1 "','" U1 "','" U1
         "','" U1 "','" U1 "','" U1 "'],'conflictPriorityIndex':0}",
         TW_E_INVALID},
        {"person", "[]", TW_E_INVALID},
        {"person", "{'ids':['" U1 "','" UX "'],'conflictPriorityIndex':0}",
         TW_E_NOT_FOUND},
        {"person", "{'ids':['" U1 "','" U1 "'],'conflictPriorityIndex':0}",
         TW_E_NOT_FOUND},
        {"person", "{'ids':['" U1 "','" U3 "'],'conflictPriorityIndex':0}",
         TW_E_NOT_FOUND},
        {"note", "{" BOTH ",'conflictPriorityIndex':0}", TW_E_INVALID},
    };
    desk *d = *state;
    size_t i;

    ann_and_anna(d);
    want_ok(d, create(d, "person", "{'id':'" U3 "'}"));
    want_ok(d, soft_delete(d, "person", U3));
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_status st = merge(d, cases[i].object, cases[i].json);

        if (st != cases[i].status)
            fail_msg("%s: %s %s", cases[i].json, tw_status_name(st),
                     d->op->error.message);
        if (st == TW_E_NOT_FOUND)
            assert_string_equal(d->op->error.message, "Record not found");
    }
    assert_int_equal(stored(d, "person"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(the_survivor_keeps_its_values_and_takes_what_it_lacks),
        desk_test(the_priority_decides_who_survives),
        desk_test(all_links_lead_to_the_survivor),
        desk_test(more_than_two_hundred_links_are_moved),
        desk_test(a_dry_run_shows_and_changes_nothing),
        desk_test(a_merge_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
