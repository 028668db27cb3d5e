/* actor_test.c -- who created and who changed a record. */
#include "unit/record/desk.h"

#define CALLER \
    "{'source':'API','workspaceMemberId':null,'name':'Test key','context':{}}"

static void a_new_record_says_who_made_it(void **state)
{
    static const struct {
        const char *json, *created_by;
    } cases[] = {
        {"{}", CALLER},
        {"{'createdBy':{'source':'EMAIL'}}",
         "{'source':'EMAIL','workspaceMemberId':null,'name':'Test key',"
         "'context':{}}"},
        {"{'createdBy':{'source':'EMAIL','name':' '}}",
         "{'source':'EMAIL','workspaceMemberId':null,'name':'Test key',"
         "'context':{}}"},
        {"{'createdBy':{'source':'IMPORT','name':'Loader'}}",
         "{'source':'IMPORT','workspaceMemberId':null,'name':'Loader',"
         "'context':null}"},
        {"{'createdBy':{'name':'Loader'}}",
         "{'source':'MANUAL','workspaceMemberId':null,'name':'Loader',"
         "'context':null}"},
        {"{'createdBy':{'source':'MANUAL','name':'Jane',"
         "'workspaceMemberId':'" U1 "','context':{'a':1}}}",
         "{'source':'MANUAL','workspaceMemberId':'" U1
         "','name':'Jane','context':{'a':1}}"},
        {"{'createdBy':null}", CALLER},
        {"{'updatedBy':{'source':'EMAIL','name':'x'}}", CALLER},
    };
    desk *d = *state;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        want_ok(d, create(d, "company", cases[i].json));
        want(d, "0.createdBy", cases[i].created_by);
        want(d, "0.updatedBy", CALLER);
    }
}

static void an_actor_may_be_a_member_of_the_workspace(void **state)
{
    desk *d = *state;

    d->op->actor = (tw_actor){.source = TW_STR("MANUAL"),
                              .name = TW_STR("Jane Doe"),
                              .workspace_member_id = TW_STR(U2)};
    want_ok(d, create(d, "company", "{}"));
    want(d, "0.createdBy",
         "{'source':'MANUAL','workspaceMemberId':'" U2
         "','name':'Jane Doe','context':null}");
}

static void nobody_in_particular_is_the_system(void **state)
{
    desk *d = *state;

    d->op->actor = (tw_actor){.source = TW_NO_STR};
    want_ok(d, create(d, "company", "{}"));
    want(d, "0.createdBy",
         "{'source':'SYSTEM','workspaceMemberId':null,'name':'',"
         "'context':null}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(a_new_record_says_who_made_it),
        desk_test(an_actor_may_be_a_member_of_the_workspace),
        desk_test(nobody_in_particular_is_the_system),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
