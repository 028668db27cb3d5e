/* guard_test.c -- objects with rules of their own. */
#include "unit/record/desk.h"

static void verbs_that_an_object_does_not_allow(void **state)
{
    static const struct {
        const char *object;
        tw_verb verb;
        tw_status status;
    } cases[] = {
        {"workspaceMember", TW_VERB_CREATE, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_CREATE_MANY, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_DESTROY, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_DESTROY_MANY, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_RESTORE, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_RESTORE_MANY, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_UPDATE_MANY, TW_E_PERMISSION_DENIED},
        {"workspaceMember", TW_VERB_UPDATE, TW_OK},
        {"workspaceMember", TW_VERB_DELETE, TW_E_INVALID},
        {"workspaceMember", TW_VERB_DELETE_MANY, TW_E_INVALID},
        {"workflowRun", TW_VERB_CREATE, TW_E_FORBIDDEN},
        {"workflowRun", TW_VERB_DELETE, TW_E_FORBIDDEN},
        {"workflowRun", TW_VERB_UPDATE_MANY, TW_E_FORBIDDEN},
        {"workflowVersion", TW_VERB_CREATE, TW_E_FORBIDDEN},
        {"workflowVersion", TW_VERB_UPDATE_MANY, TW_E_FORBIDDEN},
        {"workflowVersion", TW_VERB_DELETE_MANY, TW_E_FORBIDDEN},
        {"workflowVersion", TW_VERB_DELETE, TW_OK},
        {"workflow", TW_VERB_UPDATE_MANY, TW_E_FORBIDDEN},
        {"workflow", TW_VERB_CREATE, TW_OK},
        {"blocklist", TW_VERB_UPDATE_MANY, TW_E_INVALID},
        {"blocklist", TW_VERB_CREATE, TW_E_UNAUTHORIZED},
        {"blocklist", TW_VERB_UPDATE, TW_E_UNAUTHORIZED},
        {"blocklist", TW_VERB_DESTROY, TW_OK},
        {"person", TW_VERB_CREATE, TW_OK},
    };
    desk *d = *state;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tw_object *o = desk_object(d, cases[i].object);
        tw_status st = tw__record_guard(d->op, o, cases[i].verb);

        if (st != cases[i].status)
            fail_msg("%s %d: %s", cases[i].object, cases[i].verb,
                     tw_status_name(st));
        tw__op_forgive(d->op);
    }
}

static void a_remote_object_is_never_written(void **state)
{
    desk *d = *state;
    tw_object o = *desk_object(d, "person");

    o.is_remote = true;
    refused(d, TW_E_INVALID, tw__record_guard(d->op, &o, TW_VERB_CREATE));
}

/* One call per verb, to see that each asks. */
static void every_verb_asks(void **state)
{
    desk *d = *state;
    const tw_filter *f = equals(d, "id", UX);

    refused(d, TW_E_PERMISSION_DENIED, create(d, "workspaceMember", "{}"));
    refused(d, TW_E_PERMISSION_DENIED,
            create_many(d, "workspaceMember", "[{}]"));
    refused(d, TW_E_PERMISSION_DENIED, destroy(d, "workspaceMember", UX));
    refused(d, TW_E_PERMISSION_DENIED, destroy_many(d, "workspaceMember", f));
    refused(d, TW_E_PERMISSION_DENIED, restore(d, "workspaceMember", UX));
    refused(d, TW_E_PERMISSION_DENIED, restore_many(d, "workspaceMember", f));
    refused(d, TW_E_PERMISSION_DENIED,
            update_many(d, "workspaceMember", f, "{}"));
    refused(d, TW_E_INVALID, soft_delete(d, "workspaceMember", UX));
    refused(d, TW_E_INVALID, soft_delete_many(d, "workspaceMember", f));
    refused(d, TW_E_UNAUTHORIZED, update(d, "blocklist", UX, "{}"));
    refused(d, TW_E_PERMISSION_DENIED, merge(d, "workspaceMember", "{}"));
}

/* The id of the one version of a workflow. */
static const char *version_of(desk *d, const char *workflow)
{
    tw_str sql = tw__op_printf(
        d->op, "SELECT id FROM workflowVersion WHERE workflowId = '%s'",
        workflow);

    return world_text(&d->world, sql.ptr).ptr;
}

static void a_workflow_starts_with_a_draft(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "workflow",
                      "{'id':'" U1 "','name':'W','statuses':['ACTIVE']}"));
    want(d, "0.statuses", "[]");
    want_ok(d, get(d, "workflowVersion", version_of(d, U1)));
    want(d, "0.name", "'v1'");
    want(d, "0.status", "'DRAFT'");
    want(d, "0.workflowId", "'" U1 "'");
    want(d, "0.position", "0");
    want(d, "0.createdBy.name", "'Test key'");
    refused(d, TW_E_FORBIDDEN,
            update(d, "workflow", U1, "{'statuses':['ACTIVE']}"));
    want_ok(d, update(d, "workflow", U1, "{'name':'V'}"));
}

static void only_drafts_of_a_workflow_change(void **state)
{
    desk *d = *state;
    const char *id;

    want_ok(d, create(d, "workflow", "{'id':'" U1 "'}"));
    id = version_of(d, U1);
    refused(d, TW_E_FORBIDDEN,
            update(d, "workflowVersion", id, "{'status':'ACTIVE'}"));
    refused(d, TW_E_FORBIDDEN,
            update(d, "workflowVersion", id, "{'steps':[{'a':1}]}"));
    want_ok(d, update(d, "workflowVersion", id, "{'trigger':{'a':1}}"));
    world_exec(&d->world, "UPDATE workflowVersion SET status = 'ACTIVE'");
    refused(d, TW_E_FORBIDDEN,
            update(d, "workflowVersion", id, "{'trigger':{'a':2}}"));
    want_ok(d, update(d, "workflowVersion", id, "{'name':'v2'}"));
    refused(d, TW_E_FORBIDDEN, soft_delete(d, "workflowVersion", id));
    refused(d, TW_E_NOT_FOUND, soft_delete(d, "workflowVersion", UX));
    world_exec(&d->world, "UPDATE workflowVersion SET status = 'DRAFT'");
    want_ok(d, soft_delete(d, "workflowVersion", id));
}

static void versions_go_and_come_with_their_workflow(void **state)
{
    desk *d = *state;
    const char *id;

    want_ok(d, create(d, "workflow", "{'id':'" U1 "'}"));
    id = version_of(d, U1);
    want_ok(d, soft_delete(d, "workflow", U1));
    refused(d, TW_E_NOT_FOUND, get(d, "workflowVersion", id));
    want_ok(d, restore(d, "workflow", U1));
    want_ok(d, get(d, "workflowVersion", id));
    want_ok(d, destroy(d, "workflow", U1));
    assert_int_equal(stored(d, "workflowVersion"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(verbs_that_an_object_does_not_allow),
        desk_test(a_remote_object_is_never_written),
        desk_test(every_verb_asks),
        desk_test(a_workflow_starts_with_a_draft),
        desk_test(only_drafts_of_a_workflow_change),
        desk_test(versions_go_and_come_with_their_workflow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
