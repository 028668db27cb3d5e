/* restore_test.c -- bringing soft-deleted records back. */
#include "unit/record/desk.h"

static void a_record_comes_back(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person", "{'id':'" U1 "','jobTitle':'CEO'}"));
    want_ok(d, soft_delete(d, "person", U1));
    d->world.now_ms += 1000;
    want_ok(d, restore(d, "person", U1));
    want(d, "0.deletedAt", "null");
    want(d, "0.jobTitle", "'CEO'");
    want(d, "0.updatedAt", "'2026-01-02T03:04:06.006Z'");
    want_ok(d, get(d, "person", U1));
    want_ok(d, restore(d, "person", U1));
    refused(d, TW_E_NOT_FOUND, restore(d, "person", UX));
    refused(d, TW_E_INVALID, restore(d, "person", "nope"));
}

static void a_taken_value_stands_in_the_way(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person",
                      "{'id':'" U1 "','emails':{'primaryEmail':'a@x.test'}}"));
    want_ok(d, soft_delete(d, "person", U1));
    want_ok(d, create(d, "person",
                      "{'id':'" U2 "','emails':{'primaryEmail':'a@x.test'}}"));
    refused(d, TW_E_CONFLICT, restore(d, "person", U1));
    said(d, "A duplicate entry was detected");
    assert_true(tw__str_is(d->op->conflict_id, U2));
    refused(d, TW_E_CONFLICT, restore_many(d, "person", equals(d, "id", U1)));
    refused(d, TW_E_NOT_FOUND, get(d, "person", U1));
}

static void many_come_back_by_filter(void **state)
{
    desk *d = *state;

    want_ok(d, create_many(d, "company",
                           "[{'id':'" U1 "','name':'a'},{'id':'" U2
                           "','name':'a'},{'id':'" U3 "','name':'b'}]"));
    want_ok(d, soft_delete(d, "company", U1));
    want_ok(d, soft_delete(d, "company", U3));
    want_ok(d, restore_many(d, "company", equals(d, "name", "a")));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.deletedAt", "null");
    want(d, "1.id", "'" U2 "'");
    want(d, "2", "<absent>");
    refused(d, TW_E_NOT_FOUND, get(d, "company", U3));
    want_ok(d, restore_many(d, "company", equals(d, "name", "zzz")));
    want(d, "", "[]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(a_record_comes_back),
        desk_test(a_taken_value_stands_in_the_way),
        desk_test(many_come_back_by_filter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
