/* merge_value_test.c -- which value wins, and which are put together. */
#include "unit/record/desk.h"

static void merge_two(desk *d, const char *first, const char *second, int index)
{
    tw_str json;

    want_ok(d, create(d, "person", first));
    want_ok(d, create(d, "person", second));
    json = tw__op_printf(
        d->op, "{'ids':['" U1 "','" U2 "'],'conflictPriorityIndex':%d}", index);
    want_ok(d, merge(d, "person", json.ptr));
}

static void lists_are_united(void **state)
{
    desk *d = *state;

    add_field(d, "person", "nicks", "ARRAY", "");
    add_field(d, "person", "tags", "MULTI_SELECT",
              ",'options':[{'value':'HOT','label':'Hot','color':'red',"
              "'position':0},{'value':'WARM','label':'Warm','color':'blue',"
              "'position':1}]");
    merge_two(d, "{'id':'" U1 "','nicks':['a','b'],'tags':['WARM']}",
              "{'id':'" U2 "','nicks':['b','c'],'tags':['HOT','WARM']}", 1);
    want(d, "0.nicks", "['a','b','c']");
    want(d, "0.tags", "['WARM','HOT']");
    want_ok(d, get(d, "person", U2));
    want(d, "0.tags", "['WARM','HOT']");
}

static void a_list_of_one_record_is_taken_as_it_is(void **state)
{
    desk *d = *state;

    add_field(d, "person", "nicks", "ARRAY", "");
    merge_two(d, "{'id':'" U1 "','nicks':['a','b']}", "{'id':'" U2 "'}", 1);
    want(d, "0.nicks", "['a','b']");
}

static void numbers_are_told_apart_by_the_number(void **state)
{
    desk *d = *state;

    merge_two(d,
              "{'id':'" U1 "','phones':{'primaryPhoneNumber':'+33123456789',"
              "'additionalPhones':[{'number':'987654321','countryCode':'FR',"
              "'callingCode':'+33'}]}}",
              "{'id':'" U2 "','phones':{'primaryPhoneNumber':'+14155552671',"
              "'additionalPhones':[{'number':'123456789','countryCode':'FR',"
              "'callingCode':'+33'}]}}",
              1);
    want(d, "0.phones.primaryPhoneNumber", "'4155552671'");
    want(d, "0.phones.primaryPhoneCountryCode", "'US'");
    want(d, "0.phones.additionalPhones.0.number", "'123456789'");
    want(d, "0.phones.additionalPhones.0.countryCode", "'FR'");
    want(d, "0.phones.additionalPhones.1.number", "'987654321'");
    want(d, "0.phones.additionalPhones.2", "<absent>");
}

/* The survivor has more addresses, but no primary one. */
static void a_missing_primary_is_the_first_there_is(void **state)
{
    desk *d = *state;

    merge_two(d, "{'id':'" U1 "','emails':{'primaryEmail':'a@x.io'}}",
              "{'id':'" U2 "','emails':{'additionalEmails':['b@x.io']}}", 1);
    want(d, "0.emails",
         "{'primaryEmail':'a@x.io','additionalEmails':['b@x.io']}");
}

static void blank_text_is_no_value(void **state)
{
    desk *d = *state;

    merge_two(d, "{'id':'" U1 "','jobTitle':'CEO'}",
              "{'id':'" U2 "','jobTitle':'  '}", 1);
    want(d, "0.jobTitle", "'CEO'");
}

static void a_record_never_leads_to_itself(void **state)
{
    desk *d = *state;

    add_relation(d, "person", "boss", "person", "Staff");
    want_ok(d, create(d, "person", "{'id':'" U3 "'}"));
    merge_two(d, "{'id':'" U1 "','bossId':'" U3 "'}", "{'id':'" U2 "'}", 0);
    want(d, "0.bossId", "'" U3 "'");
    want_ok(d, update(d, "person", U3, "{'bossId':'" U1 "'}"));
    want_ok(d, update(d, "person", U1, "{'bossId':'" U3 "'}"));
    want_ok(d, merge(d, "person",
                     "{'ids':['" U1 "','" U3 "'],'conflictPriorityIndex':0}"));
    want(d, "0.bossId", "null");
    assert_int_equal(stored(d, "person"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(lists_are_united),
        desk_test(a_list_of_one_record_is_taken_as_it_is),
        desk_test(numbers_are_told_apart_by_the_number),
        desk_test(a_missing_primary_is_the_first_there_is),
        desk_test(blank_text_is_no_value),
        desk_test(a_record_never_leads_to_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
