/* upsert_test.c -- update what has the same unique values, or create. */
#include "unit/record/desk.h"

#define MAIL(address) "'emails':{'primaryEmail':'" address "'}"

static void two_people(desk *d)
{
    want_ok(d, create(d, "person",
                      "{'id':'" U1 "','jobTitle':'one'," MAIL("a@x.test") "}"));
    want_ok(d, create(d, "person",
                      "{'id':'" U2 "','jobTitle':'two'," MAIL("b@x.test") "}"));
}

static void upsert_creates_when_nothing_matches(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d, upsert(d, "person", "{" MAIL("c@x.test") "}"));
    want(d, "0.position", "-2");
    want(d, "0.emails.primaryEmail", "'c@x.test'");
    want(d, "0.createdBy.name", "'Test key'");
    want_ok(d, upsert(d, "person", "{'jobTitle':'alone'}"));
    assert_int_equal(stored(d, "person"), 4);
}

static void upsert_keeps_fields_that_were_left_out(void **state)
{
    desk *d = *state;

    two_people(d);
    d->op->actor.name = TW_STR("Second key");
    want_ok(
        d,
        upsert(d, "person",
               "{" MAIL(
                   "A@X.test") ",'name':{'firstName':'Ada'},"
                               "'createdBy':{'source':'IMPORT','name':'n'}}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.jobTitle", "'one'");
    want(d, "0.name.firstName", "'Ada'");
    want(d, "0.position", "0");
    want(d, "0.createdBy.name", "'Test key'");
    want(d, "0.createdBy.source", "'API'");
    want(d, "0.updatedBy.name", "'Second key'");
    assert_int_equal(stored(d, "person"), 2);
}

static void upsert_moves_a_record_only_when_asked_to(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d, upsert(d, "person", "{'id':'" U2 "','position':'last'}"));
    want(d, "0.position", "1");
    want_ok(d, upsert(d, "person", "{'id':'" U2 "','position':7}"));
    want(d, "0.position", "7");
}

static void an_unknown_id_gives_way_to_the_match(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d,
            upsert(d, "person",
                   "{'id':'" U3 "','jobTitle':'new id'," MAIL("b@x.test") "}"));
    want(d, "0.id", "'" U2 "'");
    want(d, "0.jobTitle", "'new id'");
}

static void upsert_refuses_to_choose_between_records(void **state)
{
    desk *d = *state;

    two_people(d);
    refused(d, TW_E_INVALID,
            upsert(d, "person",
                   "{'id':'" U1 "','jobTitle':'x'," MAIL("b@x.test") "}"));
    said(d, "Multiple records found with the same unique field values");
    want_ok(d, get(d, "person", U1));
    want(d, "0.jobTitle", "'one'");
}

static void upsert_restores_a_soft_deleted_match(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d, soft_delete(d, "person", U1));
    want_ok(d, upsert(d, "person", "{" MAIL("a@x.test") "}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.deletedAt", "null");
    want_ok(d, soft_delete(d, "person", U2));
    want_ok(d, upsert(d, "person", "{'id':'" U2 "'}"));
    want(d, "0.deletedAt", "null");
    want_ok(d, get(d, "person", U2));
    assert_int_equal(stored(d, "person"), 2);
}

static void upsert_prefers_the_live_record(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d, soft_delete(d, "person", U1));
    want_ok(d, create(d, "person", "{'id':'" U3 "'," MAIL("a@x.test") "}"));
    want_ok(d, upsert(d, "person", "{" MAIL("a@x.test") ",'jobTitle':'z'}"));
    want(d, "0.id", "'" U3 "'");
}

static void a_batch_answers_what_it_updated_first(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d, upsert_many(
                   d, "person",
                   "[{'jobTitle':'n'},{" MAIL("b@x.test") ",'jobTitle':'u'}]"));
    want(d, "0.id", "'" U2 "'");
    want(d, "0.jobTitle", "'u'");
    want(d, "1.jobTitle", "'n'");
    want(d, "1.position", "-2");
}

static void two_inputs_about_one_record_make_one_answer(void **state)
{
    desk *d = *state;

    two_people(d);
    want_ok(d, upsert_many(d, "person",
                           "[{'id':'" U1 "','jobTitle':'p'},{" MAIL(
                               "a@x.test") ",'name':{'firstName':'Q'}}]"));
    want(d, "0.jobTitle", "'p'");
    want(d, "0.name.firstName", "'Q'");
    want(d, "1", "<absent>");
}

static void two_new_records_with_one_value_are_refused(void **state)
{
    desk *d = *state;

    refused(d, TW_E_CONFLICT,
            upsert_many(d, "person",
                        "[{" MAIL("n@x.test") "},{" MAIL("n@x.test") "}]"));
    assert_string_equal(d->op->error.path, "/1/emails");
    assert_int_equal(d->op->conflict_id.len, 0);
    assert_int_equal(stored(d, "person"), 0);
}

static void an_update_onto_a_taken_value_undoes_the_batch(void **state)
{
    desk *d = *state;

    two_people(d);
    refused(d, TW_E_INVALID,
            upsert_many(d, "person",
                        "[{'id':'" U1 "','jobTitle':'x'},"
                        "{'id':'" U1 "'," MAIL("b@x.test") "}]"));
    assert_string_equal(d->op->error.path, "/1");
    want_ok(d, get(d, "person", U1));
    want(d, "0.jobTitle", "'one'");
}

static void upsert_checks_its_input(void **state)
{
    desk *d = *state;

    two_people(d);
    refused(d, TW_E_INVALID, upsert(d, "person", "{'nope':1}"));
    refused(d, TW_E_INVALID_QUERY_INPUT,
            upsert(d, "person", "{'id':'x'," MAIL("a@x.test") "}"));
}

static void a_restored_note_brings_its_targets_back(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "note", "{'id':'" U1 "'}"));
    want_ok(d, create(d, "noteTarget", "{'id':'" U2 "','noteId':'" U1 "'}"));
    want_ok(d, soft_delete(d, "note", U1));
    refused(d, TW_E_NOT_FOUND, get(d, "noteTarget", U2));
    want_ok(d, upsert(d, "note", "{'id':'" U1 "','title':'back'}"));
    want_ok(d, get(d, "noteTarget", U2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(upsert_creates_when_nothing_matches),
        desk_test(upsert_keeps_fields_that_were_left_out),
        desk_test(upsert_moves_a_record_only_when_asked_to),
        desk_test(an_unknown_id_gives_way_to_the_match),
        desk_test(upsert_refuses_to_choose_between_records),
        desk_test(upsert_restores_a_soft_deleted_match),
        desk_test(upsert_prefers_the_live_record),
        desk_test(a_batch_answers_what_it_updated_first),
        desk_test(two_inputs_about_one_record_make_one_answer),
        desk_test(two_new_records_with_one_value_are_refused),
        desk_test(an_update_onto_a_taken_value_undoes_the_batch),
        desk_test(upsert_checks_its_input),
        desk_test(a_restored_note_brings_its_targets_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
