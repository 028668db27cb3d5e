/* mutate_test.c -- root mutations: their arguments, their answers, and how they
** are refused.  In test texts ' stands for ". */
#include "graphql/mutate.h"

#include "graphql/verb.h"
#include "unit/record/desk.h"

static tw_status mutate(desk *d,
                        tw_gql_verb verb,
                        const char *object,
                        const char *arguments)
{
    tw_gql_meaning meaning = {.verb = (uint16_t)verb};
    const tw_json *in = desk_json(d, arguments);
    const tw_select *s;

    meaning.object = desk_object(d, object);
    s = desk_answer(d, meaning.object);
    desk_begin(d);
    return desk_end(d, tw__gql_mutate(d->op, &meaning, in, s, &d->out));
}

static void people(desk *d)
{
    want_ok(d, mutate(d, TW_GQL_CREATE_MANY, "company",
                      "{'data':[{'id':'" U4 "','name':'Acme'}]}"));
    want_ok(d, mutate(d, TW_GQL_CREATE_MANY, "person",
                      "{'data':[{'id':'" U1 "','position':1,'companyId':'" U4
                      "','emails':{'primaryEmail':'ann@x.io'},"
                      "'name':{'firstName':'Ann','lastName':'Lee'}},"
                      "{'id':'" U2 "','position':2,'companyId':'" U4
                      "','emails':{'primaryEmail':'bob@x.io'}},"
                      "{'id':'" U3 "','position':3}]}"));
    want(d, "0.0.id", "'" U1 "'");
    want(d, "0.2.id", "'" U3 "'");
}

static void one_record_goes_through_its_life(void **state)
{
    desk *d = *state;

    want_ok(d, mutate(d, TW_GQL_CREATE_ONE, "person",
                      "{'data':{'id':'" U1 "','jobTitle':'CEO'}}"));
    want(d, "0.jobTitle", "'CEO'");
    want(d, "0.createdBy.name", "'Test key'");
    want_ok(d, mutate(d, TW_GQL_UPDATE_ONE, "person",
                      "{'id':'" U1 "','data':{'jobTitle':'x'}}"));
    want(d, "0.jobTitle", "'x'");
    want_ok(d, mutate(d, TW_GQL_DELETE_ONE, "person", "{'id':'" U1 "'}"));
    want(d, "0.deletedAt", "'2026-01-02T03:04:05.006Z'");
    want_ok(d, mutate(d, TW_GQL_RESTORE_ONE, "person", "{'id':'" U1 "'}"));
    want(d, "0.deletedAt", "null");
    want_ok(d, mutate(d, TW_GQL_DESTROY_ONE, "person", "{'id':'" U1 "'}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.jobTitle", "'x'");
    refused(d, TW_E_NOT_FOUND,
            mutate(d, TW_GQL_DESTROY_ONE, "person", "{'id':'" U1 "'}"));
}

static void many_records_go_through_theirs(void **state)
{
    desk *d = *state;

    people(d);
    want_ok(d, mutate(d, TW_GQL_UPDATE_MANY, "person",
                      "{'filter':{'company':{'name':{'eq':'Acme'}}},"
                      "'data':{'jobTitle':'T'}}"));
    want(d, "0.0.id", "'" U1 "'");
    want(d, "0.1.jobTitle", "'T'");
    want(d, "0.2", "<absent>");
    want_ok(d, mutate(d, TW_GQL_UPDATE_MANY, "person",
                      "{'filter':{'id':{'eq':'" UX "'}},'data':{}}"));
    want(d, "0", "[]");
    want_ok(d, mutate(d, TW_GQL_DELETE_MANY, "person",
                      "{'filter':{'jobTitle':{'eq':'T'}}}"));
    want(d, "0.1.deletedAt", "'2026-01-02T03:04:05.006Z'");
    want_ok(d, mutate(d, TW_GQL_RESTORE_MANY, "person",
                      "{'filter':{'deletedAt':{'is':'NOT_NULL'}}}"));
    want(d, "0.0.id", "'" U1 "'");
    want(d, "0.1.deletedAt", "null");
    want(d, "0.2", "<absent>");
    want_ok(d, mutate(d, TW_GQL_DESTROY_MANY, "person",
                      "{'filter':{'id':{'in':['" U1 "','" UX "']}}}"));
    want(d, "0.0.name.firstName", "'Ann'");
    want(d, "0.1", "<absent>");
    want_ok(d, mutate(d, TW_GQL_DESTROY_MANY, "person", "{'filter':{}}"));
    want(d, "0.0.id", "'" U2 "'");
    want(d, "0.1.id", "'" U3 "'");
    want(d, "0.2", "<absent>");
}

static void what_is_destroyed_is_shown_with_what_is_left(void **state)
{
    desk *d = *state;

    people(d);
    d->depth = 1;
    want_ok(d, mutate(d, TW_GQL_DESTROY_ONE, "company", "{'id':'" U4 "'}"));
    want(d, "0.name", "'Acme'");
    want(d, "0.people", "[]"); /* they have lost their company */
    d->depth = 0;
    want_ok(d, get(d, "person", U1));
    want(d, "0.companyId", "null");
}

static void upsert_finds_by_unique_values(void **state)
{
    desk *d = *state;

    people(d);
    want_ok(d, mutate(d, TW_GQL_CREATE_ONE, "person",
                      "{'upsert':true,'data':{'emails':{'primaryEmail':"
                      "'ANN@x.io'},'jobTitle':'CEO'}}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.name.firstName", "'Ann'");
    want_ok(d, mutate(d, TW_GQL_CREATE_MANY, "person",
                      "{'upsert':true,'data':[{'jobTitle':'new'},"
                      "{'id':'" U2 "','jobTitle':'old'}]}"));
    want(d, "0.0.jobTitle", "'old'");
    want(d, "0.1.jobTitle", "'new'");
    refused(d, TW_E_CONFLICT,
            mutate(d, TW_GQL_CREATE_ONE, "person",
                   "{'upsert':false,'data':{'emails':{'primaryEmail':"
                   "'ann@x.io'}}}"));
    world_same(d->op->conflict_id, U1);
    world_same(d->op->conflict_object, "person");
    refused(d, TW_E_INVALID,
            mutate(d, TW_GQL_CREATE_ONE, "person",
                   "{'upsert':true,'data':{'id':'" U1
                   "','emails':{'primaryEmail':'bob@x.io'}}}"));
    world_same(d->op->sub_code, "UPSERT_MULTIPLE_MATCHING_RECORDS_CONFLICT");
}

static void merge_takes_the_same_arguments(void **state)
{
    desk *d = *state;

    people(d);
    want_ok(d, mutate(d, TW_GQL_MERGE_MANY, "person",
                      "{'ids':['" U1 "','" U2
                      "'],'conflictPriorityIndex':1,'dryRun':null}"));
    want(d, "0.id", "'" U2 "'");
    want(d, "0.emails.primaryEmail", "'bob@x.io'");
    want(d, "0.emails.additionalEmails", "['ann@x.io']");
    refused(d, TW_E_NOT_FOUND, get(d, "person", U1));
}

#define DATA "INVALID_ARGS_DATA"
#define QUERY TW_E_INVALID_QUERY_INPUT

static const struct {
    tw_gql_verb verb;
    const char *object, *arguments;
    tw_status status;
    const char *sub_code; /* NULL: by the status */
    const char *message;
} refusals[] = {
    {TW_GQL_CREATE_ONE, "person", "{}", QUERY, NULL, "\"data\""},
    {TW_GQL_CREATE_ONE, "person", "{'data':[]}", QUERY, NULL, "\"data\""},
    {TW_GQL_CREATE_ONE, "person", "{'data':{},'upsert':'yes'}", QUERY, NULL,
     "\"upsert\""},
    {TW_GQL_CREATE_MANY, "person", "{'data':{}}", QUERY, NULL, "\"data\""},
    {TW_GQL_CREATE_MANY, "person", "{'data':[1]}", QUERY, NULL, "\"data\""},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'id':'zz'}}", QUERY, NULL,
     "Value \"zz\" is not a valid UUID"},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'id':1}}", QUERY, NULL, "UUID"},
    {TW_GQL_CREATE_ONE, "person",
     "{'data':{'id':'00000000-0000-0000-0000-000000000000'}}", QUERY, NULL,
     "is not a valid UUID"},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'nope':1}}", TW_E_INVALID, DATA,
     "Object person doesn't have any \"nope\" field."},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'jobTitle':1}}", TW_E_INVALID, DATA,
     "Invalid string value 1 for text field \"jobTitle\""},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'position':null}}", TW_E_INVALID,
     DATA, "Invalid position value null"},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'company':{'name':'x'}}}",
     TW_E_INVALID, DATA, "connect"},
    {TW_GQL_CREATE_ONE, "company", "{'data':{'people':[]}}", TW_E_INVALID, DATA,
     "people"},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'searchVector':'x'}}", TW_E_INVALID,
     DATA, "searchVector"},
    {TW_GQL_CREATE_ONE, "person",
     "{'data':{'companyId':'" U4 "','company':{'connect':{'where':{'id':'" U4
     "'}}}}}",
     TW_E_INVALID, "", "together"},
    {TW_GQL_UPDATE_ONE, "person",
     "{'id':'" U1 "','data':{'company':{'connect':{'where':{'id':'" U4
     "'}},'disconnect':true}}}",
     TW_E_INVALID, "", "at once"},
    {TW_GQL_CREATE_ONE, "person",
     "{'data':{'company':{'connect':{'where':{'name':'Acme'}}}}}", TW_E_INVALID,
     NULL, "name"},
    {TW_GQL_CREATE_ONE, "person", "{'data':{'companyId':'" UX "'}}",
     TW_E_INVALID, NULL, "companyId"},
    {TW_GQL_CREATE_ONE, "opportunity", "{'data':{'stage':null}}", TW_E_INVALID,
     "", "stage"},
    {TW_GQL_UPDATE_ONE, "person", "{'data':{}}", QUERY, NULL, "\"id\""},
    {TW_GQL_UPDATE_ONE, "person", "{'id':'" U1 "'}", QUERY, NULL, "\"data\""},
    {TW_GQL_UPDATE_ONE, "person", "{'id':'x','data':{}}", QUERY, NULL,
     "Value \"x\" is not a valid UUID"},
    {TW_GQL_UPDATE_ONE, "person", "{'id':'" UX "','data':{}}", TW_E_NOT_FOUND,
     NULL, "Record not found"},
    {TW_GQL_UPDATE_MANY, "person", "{'data':{}}", QUERY, NULL, "\"filter\""},
    {TW_GQL_UPDATE_MANY, "person", "{'filter':{}}", QUERY, NULL, "\"data\""},
    {TW_GQL_UPDATE_MANY, "person", "{'filter':{'nope':{'eq':1}},'data':{}}",
     TW_E_INVALID, "INVALID_ARGS_FILTER", "nope"},
    {TW_GQL_DELETE_MANY, "person", "{}", QUERY, NULL, "\"filter\""},
    {TW_GQL_DELETE_MANY, "person", "{'filter':null}", QUERY, NULL,
     "\"filter\""},
    {TW_GQL_DELETE_MANY, "person", "{'filter':{'id':{'in':['x']}}}", QUERY,
     NULL, "Value \"x\" is not a valid UUID"},
    {TW_GQL_RESTORE_MANY, "person", "{'filter':[]}", QUERY, NULL, "\"filter\""},
    {TW_GQL_DESTROY_MANY, "person", "{}", QUERY, NULL, "\"filter\""},
    {TW_GQL_DESTROY_ONE, "person", "{'id':'x'}", QUERY, NULL,
     "is not a valid UUID"},
    {TW_GQL_RESTORE_ONE, "person", "{}", QUERY, NULL, "\"id\""},
    {TW_GQL_MERGE_MANY, "person",
     "{'ids':['" U1 "'],'conflictPriorityIndex':0}", TW_E_INVALID,
     "INVALID_QUERY_INPUT", "at least 2"},
    {TW_GQL_MERGE_MANY, "person",
     "{'ids':['" U1 "','" U2 "'],'conflictPriorityIndex':2}", TW_E_INVALID,
     "INVALID_QUERY_INPUT", "conflict priority"},
    {TW_GQL_MERGE_MANY, "person",
     "{'ids':['" U1 "','x'],'conflictPriorityIndex':0}", QUERY, NULL,
     "is not a valid UUID"},
    {TW_GQL_MERGE_MANY, "person",
     "{'ids':['" U1 "','" UX "'],'conflictPriorityIndex':0}", TW_E_NOT_FOUND,
     NULL, "not found"},
    {TW_GQL_MERGE_MANY, "note",
     "{'ids':['" U1 "','" U2 "'],'conflictPriorityIndex':0}", TW_E_INVALID,
     "INVALID_QUERY_INPUT", "duplicate criteria"},
    {TW_GQL_CREATE_ONE, "workspaceMember", "{'data':{}}",
     TW_E_PERMISSION_DENIED, NULL, "does not have permission"},
    {TW_GQL_DELETE_ONE, "workspaceMember", "{'id':'" U1 "'}", TW_E_INVALID,
     "BAD_REQUEST", "workspace member"},
    {TW_GQL_CREATE_ONE, "blocklist", "{'data':{}}", TW_E_UNAUTHORIZED,
     "INVALID_AUTH_CONTEXT", "user"},
    {TW_GQL_CREATE_ONE, "workflowRun", "{'data':{}}", TW_E_FORBIDDEN, NULL,
     "workflow"},
};

static void refusals_name_status_and_sub_code(void **state)
{
    desk *d = *state;

    people(d);
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        const char *sub = refusals[i].sub_code;
        tw_status st = mutate(d, refusals[i].verb, refusals[i].object,
                              refusals[i].arguments);

        if (st != refusals[i].status)
            fail_msg("%s: %s: %s", refusals[i].arguments, tw_status_name(st),
                     d->op->error.message);
        if (strstr(d->op->error.message, refusals[i].message) == NULL)
            fail_msg("%s: \"%s\" lacks \"%s\"", refusals[i].arguments,
                     d->op->error.message, refusals[i].message);
        if ((sub == NULL) != (d->op->sub_code.ptr == NULL) ||
            (sub != NULL && !tw__str_is(d->op->sub_code, sub)))
            fail_msg("%s: sub-code \"%.*s\"", refusals[i].arguments,
                     TW_FMT(d->op->sub_code));
    }
}

static void batches_and_updates_are_limited(void **state)
{
    desk *d = *state;
    char text[4000] = "{'data':[";

    d->world.limits.max_batch = 3;
    d->world.limits.max_update = 2;
    refused(d, TW_E_INVALID,
            mutate(d, TW_GQL_CREATE_MANY, "person",
                   "{'data':[{},{},{},{'id':'x'}]}"));
    world_same(d->op->sub_code, "TOO_MANY_RECORDS_TO_UPDATE");
    people(d);
    refused(d, TW_E_TOO_MANY_RECORDS_TO_UPDATE,
            mutate(d, TW_GQL_UPDATE_MANY, "person",
                   "{'filter':{},'data':{'jobTitle':'x'}}"));
    world_same(d->op->sub_code, "");
    want_ok(d, get(d, "person", U1));
    want(d, "0.jobTitle", "''");
    /* what goes is shown in pieces; nothing is lost between them */
    d->world.limits.max_batch = 60;
    for (int i = 0; i < 60; i++)
        strcat(text, i == 0 ? "{}" : ",{}");
    strcat(text, "]}");
    for (int i = 0; i < 7; i++)
        want_ok(d, mutate(d, TW_GQL_CREATE_MANY, "note", text));
    want_ok(d, mutate(d, TW_GQL_DESTROY_MANY, "note", "{'filter':{}}"));
    want(d, "0.420", "<absent>");
    assert_int_equal(d->answer->items[0].count, 420);
    assert_int_equal(world_int(&d->world, "SELECT count(*) FROM note"), 0);
}

static void a_refused_field_leaves_no_text(void **state)
{
    desk *d = *state;
    tw_gql_meaning meaning = {.verb = TW_GQL_CREATE_MANY};
    const tw_json *in = desk_json(d, "{'data':[{'nope':1}]}");

    meaning.object = desk_object(d, "person");
    desk_begin(d);
    tw__buf_text(&d->out, "before");
    assert_int_equal(tw__gql_mutate(d->op, &meaning, in,
                                    desk_answer(d, meaning.object), &d->out),
                     TW_E_INVALID);
    world_same(tw__buf_view(&d->out), "[before");
    (void)desk_end(d, TW_E_INVALID);
}

static void mutations_are_known_by_their_verb(void **state)
{
    (void)state;
    assert_false(tw__gql_is_mutation(TW_GQL_DUPLICATES));
    assert_true(tw__gql_is_mutation(TW_GQL_CREATE_ONE));
    assert_true(tw__gql_is_mutation(TW_GQL_MERGE_MANY));
    assert_false(tw__gql_is_mutation(TW_GQL_SEARCH));
    assert_int_equal(tw__gql_mutation_children(TW_GQL_CREATE_MANY), 200);
    assert_int_equal(tw__gql_mutation_children(TW_GQL_UPDATE_ONE), 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(one_record_goes_through_its_life),
        desk_test(many_records_go_through_theirs),
        desk_test(what_is_destroyed_is_shown_with_what_is_left),
        desk_test(upsert_finds_by_unique_values),
        desk_test(merge_takes_the_same_arguments),
        desk_test(refusals_name_status_and_sub_code),
        desk_test(batches_and_updates_are_limited),
        desk_test(a_refused_field_leaves_no_text),
        desk_test(mutations_are_known_by_their_verb),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
