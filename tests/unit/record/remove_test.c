/* remove_test.c -- soft deletion and removal for good. */
#include "unit/record/desk.h"

static void four(desk *d)
{
    want_ok(d, create_many(d, "company",
                           "[{'id':'" U1 "','name':'a','position':0},"
                           "{'id':'" U2 "','name':'a','position':1},"
                           "{'id':'" U3 "','name':'c','position':2},"
                           "{'id':'" U4 "','name':'d','position':3}]"));
}

static void a_soft_deleted_record_is_answered_and_hidden(void **state)
{
    desk *d = *state;

    four(d);
    d->world.now_ms += 1000;
    d->op->actor.name = TW_STR("Second key");
    want_ok(d, soft_delete(d, "company", U1));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.deletedAt", "'2026-01-02T03:04:06.006Z'");
    want(d, "0.updatedAt", "'2026-01-02T03:04:06.006Z'");
    want(d, "0.updatedBy.name", "'Test key'");
    refused(d, TW_E_NOT_FOUND, get(d, "company", U1));
    d->world.now_ms += 1000;
    want_ok(d, soft_delete(d, "company", U1));
    want(d, "0.deletedAt", "'2026-01-02T03:04:07.006Z'");
    assert_int_equal(stored(d, "company"), 4);
}

static void what_is_not_there_cannot_be_removed(void **state)
{
    desk *d = *state;

    refused(d, TW_E_NOT_FOUND, soft_delete(d, "company", UX));
    assert_string_equal(d->op->error.message, "Record not found");
    refused(d, TW_E_NOT_FOUND, destroy(d, "company", UX));
    assert_string_equal(d->op->error.message, "Record not found");
    refused(d, TW_E_INVALID, soft_delete(d, "company", "nope"));
    refused(d, TW_E_INVALID, destroy(d, "company", "nope"));
}

static void many_are_soft_deleted_by_filter(void **state)
{
    desk *d = *state;

    four(d);
    want_ok(d, soft_delete_many(d, "company", equals(d, "name", "a")));
    want(d, "0.id", "'" U1 "'");
    want(d, "1.id", "'" U2 "'");
    want(d, "2", "<absent>");
    refused(d, TW_E_NOT_FOUND, get(d, "company", U2));
    want_ok(d, get(d, "company", U3));
    want_ok(d, soft_delete_many(d, "company", equals(d, "name", "zzz")));
    want(d, "", "[]");
    refused(d, TW_E_INVALID,
            soft_delete_many(d, "company", equals(d, "nope", "a")));
}

static void a_destroyed_record_is_gone(void **state)
{
    desk *d = *state;

    four(d);
    want_ok(d, soft_delete(d, "company", U2));
    want_ok(d, destroy(d, "company", U2));
    want(d, "", "[{'id':'" U2 "'}]");
    refused(d, TW_E_NOT_FOUND, destroy(d, "company", U2));
    want_ok(d, destroy_many(d, "company", equals(d, "name", "a")));
    want(d, "", "[{'id':'" U1 "'}]");
    assert_int_equal(stored(d, "company"), 2);
    want_ok(d, destroy_many(d, "company", equals(d, "name", "zzz")));
    want(d, "", "[]");
}

static void an_id_may_be_written_in_upper_case(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company",
                      "{'id':'ABCDEF00-1111-4111-8111-00000000000A'}"));
    want(d, "0.id", "'abcdef00-1111-4111-8111-00000000000a'");
    want_ok(d, destroy(d, "company", "ABCDEF00-1111-4111-8111-00000000000A"));
    want(d, "0.id", "'abcdef00-1111-4111-8111-00000000000a'");
}

static void a_destroyed_target_clears_the_keys_that_led_to_it(void **state)
{
    desk *d = *state;

    four(d);
    want_ok(d, create(d, "person", "{'id':'" U5 "','companyId':'" U1 "'}"));
    want_ok(d, destroy(d, "company", U1));
    want_ok(d, get(d, "person", U5));
    want(d, "0.companyId", "null");
}

static void notes_take_their_targets_along(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person", "{'id':'" U1 "'}"));
    want_ok(d, create(d, "note", "{'id':'" U2 "'}"));
    want_ok(d, create(d, "noteTarget",
                      "{'id':'" U3 "','noteId':'" U2 "','targetPersonId':'" U1
                      "'}"));
    want_ok(d, create(d, "task", "{'id':'" U4 "'}"));
    want_ok(d, create(d, "taskTarget", "{'id':'" U5 "','taskId':'" U4 "'}"));
    want_ok(d, soft_delete(d, "note", U2));
    refused(d, TW_E_NOT_FOUND, get(d, "noteTarget", U3));
    want_ok(d, get(d, "taskTarget", U5));
    want_ok(d, soft_delete_many(d, "task", NULL));
    refused(d, TW_E_NOT_FOUND, get(d, "taskTarget", U5));
    want_ok(d, restore(d, "note", U2));
    want_ok(d, get(d, "noteTarget", U3));
    want_ok(d, restore_many(d, "task", NULL));
    want_ok(d, get(d, "taskTarget", U5));
    want_ok(d, destroy(d, "person", U1));
    refused(d, TW_E_NOT_FOUND, get(d, "noteTarget", U3));
    want_ok(d, get(d, "note", U2));
}

/* More ids than are bound at once. */
static void any_number_is_removed(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U1 "'}"));
    world_exec(&d->world,
               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
               " WHERE i < 5100) INSERT INTO company(id, createdAt, updatedAt,"
               " name) SELECT printf('22222222-2222-4222-8222-%012d', i),"
               " createdAt, updatedAt, 'many' FROM n, company");
    want_ok(d, soft_delete_many(d, "company", equals(d, "name", "many")));
    assert_int_equal(d->answer->count, 5100);
    want_ok(d, destroy_many(d, "company", equals(d, "name", "many")));
    assert_int_equal(d->answer->count, 5100);
    assert_int_equal(stored(d, "company"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(a_soft_deleted_record_is_answered_and_hidden),
        desk_test(what_is_not_there_cannot_be_removed),
        desk_test(many_are_soft_deleted_by_filter),
        desk_test(a_destroyed_record_is_gone),
        desk_test(an_id_may_be_written_in_upper_case),
        desk_test(a_destroyed_target_clears_the_keys_that_led_to_it),
        desk_test(notes_take_their_targets_along),
        desk_test(any_number_is_removed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
