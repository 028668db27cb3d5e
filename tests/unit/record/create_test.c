/* create_test.c -- creating one record and many. */
#include "unit/record/desk.h"

static void a_record_is_answered_as_it_was_stored(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U2 "','name':'Acme'}"));
    want_ok(d, create(d, "person",
                      "{'id':'" U1 "','jobTitle':'CEO','companyId':'" U2
                      "','name':{'firstName':'Ada'}}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.jobTitle", "'CEO'");
    want(d, "0.companyId", "'" U2 "'");
    want(d, "0.name", "{'firstName':'Ada','lastName':''}");
    want(d, "0.deletedAt", "null");
    want_ok(d, get(d, "person", U1));
    want(d, "0.jobTitle", "'CEO'");
    want(d, "0.name.firstName", "'Ada'");
}

static void an_empty_record_has_empty_values_and_an_id_of_its_own(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person", "{}"));
    want(d, "0.jobTitle", "''");
    want(d, "0.emails", "{'primaryEmail':'','additionalEmails':[]}");
    want(d, "0.companyId", "null");
    assert_int_equal(at(d, "0.id")->text.len, 36);
    assert_true(
        tw__str_eq(at(d, "0.createdAt")->text, at(d, "0.updatedAt")->text));
}

static void a_record_starts_with_its_defaults(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "opportunity", "{}"));
    want(d, "0.stage", "'NEW'");
    want_ok(d, create(d, "opportunity", "{'stage':'MEETING'}"));
    want(d, "0.stage", "'MEETING'");
}

static void times_may_be_given(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person",
                      "{'createdAt':'2020-02-05T08:00:00.000Z',"
                      "'updatedAt':'2020-02-06T08:00:00.000Z'}"));
    want(d, "0.createdAt", "'2020-02-05T08:00:00.000Z'");
    want(d, "0.updatedAt", "'2020-02-06T08:00:00.000Z'");
}

static void an_id_is_used_once(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person", "{'id':'" U1 "'}"));
    refused(d, TW_E_CONFLICT, create(d, "person", "{'id':'" U1 "'}"));
    said(d, "A duplicate entry was detected");
    want_ok(d, soft_delete(d, "person", U1));
    refused(d, TW_E_CONFLICT, create(d, "person", "{'id':'" U1 "'}"));
    assert_int_equal(stored(d, "person"), 1);
}

static void a_unique_value_is_used_once_among_live_records(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "person",
                      "{'id':'" U1 "','emails':{'primaryEmail':'a@x.test'}}"));
    refused(d, TW_E_CONFLICT,
            create(d, "person", "{'emails':{'primaryEmail':'A@X.test'}}"));
    said(d, "A duplicate entry was detected");
    said(d, "emails.primaryEmail");
    assert_string_equal(d->op->error.path, "/emails");
    assert_true(tw__str_is(d->op->conflict_id, U1));
    assert_true(tw__str_is(d->op->conflict_object, "person"));
    want_ok(d, create(d, "person", "{}"));
    want_ok(d, create(d, "person", "{}"));
    want_ok(d, soft_delete(d, "person", U1));
    want_ok(d, create(d, "person", "{'emails':{'primaryEmail':'a@x.test'}}"));
}

static void a_join_key_must_lead_to_a_record(void **state)
{
    desk *d = *state;

    refused(d, TW_E_INVALID, create(d, "person", "{'companyId':'" UX "'}"));
    said(d, "companyId");
    assert_string_equal(d->op->error.path, "/companyId");
    assert_int_equal(stored(d, "person"), 0);
}

static void bad_input_is_refused(void **state)
{
    static const struct {
        const char *object, *json, *message;
        tw_status status;
    } cases[] = {
        {"person", "{'id':'nope'}", "", TW_E_INVALID_QUERY_INPUT},
        {"person", "{'id':null}", "", TW_E_INVALID},
        {"person", "{'unknownField':1}", "unknownField", TW_E_INVALID},
        {"person", "{'searchVector':'x'}", "", TW_E_INVALID},
        {"person", "{'position':'middle'}", "position", TW_E_INVALID},
        {"person", "{'position':null}", "position", TW_E_INVALID},
        {"person", "{'createdAt':null}", "", TW_E_INVALID},
        {"person", "{'createdBy':{'source':'NOBODY'}}", "", TW_E_INVALID},
        {"company", "{'people':[]}", "people", TW_E_INVALID},
        {"opportunity", "{'stage':'HUGE'}", "NEW, SCREENING", TW_E_INVALID},
        {"opportunity", "{'stage':null}", "stage", TW_E_INVALID},
        {"person", "[1]", "", TW_E_INVALID},
        {"person", "'text'", "", TW_E_INVALID},
    };
    desk *d = *state;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_status st = create(d, cases[i].object, cases[i].json);

        if (st != cases[i].status)
            fail_msg("%s: %s", cases[i].json, tw_status_name(st));
        said(d, cases[i].message);
    }
    assert_int_equal(stored(d, "person"), 0);
}

static void related_records_are_shown_at_depth_one(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U2 "','name':'Acme'}"));
    d->depth = 1;
    want_ok(d, create(d, "person", "{'companyId':'" U2 "'}"));
    want(d, "0.company.name", "'Acme'");
    want(d, "0.company.people", "<absent>");
    want(d, "0.noteTargets", "[]");
}

static void a_batch_is_written_by_where_its_records_stand(void **state)
{
    desk *d = *state;

    want_ok(d, create_many(d, "company",
                           "[{'name':'n5','position':5},"
                           "{'name':'l','position':'last'},"
                           "{'name':'f'},{'name':'g','position':'first'}]"));
    want(d, "0.name", "'f'");
    want(d, "0.position", "0");
    want(d, "1.name", "'g'");
    want(d, "1.position", "-1");
    want(d, "2.name", "'l'");
    want(d, "2.position", "6");
    want(d, "3.name", "'n5'");
    want(d, "3.position", "5");
    want(d, "4", "<absent>");
}

static void a_batch_is_all_or_nothing(void **state)
{
    desk *d = *state;

    want_ok(d, create(d, "company", "{'id':'" U1 "','name':'Acme'}"));
    refused(d, TW_E_CONFLICT,
            create_many(d, "company",
                        "[{'id':'" U2 "'},{'name':'x'},{'id':'" U1 "'}]"));
    assert_string_equal(d->op->error.path, "/2/id");
    assert_int_equal(stored(d, "company"), 1);
    refused(d, TW_E_INVALID, create_many(d, "company", "[{},{'nope':1}]"));
    assert_string_equal(d->op->error.path, "/1/nope");
    assert_int_equal(stored(d, "company"), 1);
}

static void a_conflict_inside_a_batch_names_no_other_record(void **state)
{
    desk *d = *state;

    refused(d, TW_E_CONFLICT,
            create_many(d, "company", "[{'id':'" U1 "'},{'id':'" U1 "'}]"));
    assert_int_equal(d->op->conflict_id.len, 0);
}

static void a_batch_has_a_largest_size(void **state)
{
    desk *d = *state;
    uint32_t max = d->op->limits->max_batch, n;

    for (n = max; n <= max + 1; n++) {
        tw_buf b;
        tw_str text;
        uint32_t i;

        tw__buf_init(&b, d->op->alloc);
        for (i = 0; i < n; i++)
            tw__buf_text(&b, i == 0 ? "[{}" : ",{}");
        tw__buf_char(&b, ']');
        text = tw__op_take(d->op, &b);
        tw__buf_fini(&b);
        assert_int_equal(create_many(d, "company", text.ptr),
                         n == max ? TW_OK : TW_E_INVALID);
    }
    assert_int_equal(stored(d, "company"), max);
    want_ok(d, create_many(d, "company", "[]"));
    want(d, "", "[]");
    refused(d, TW_E_INVALID, create_many(d, "company", "{}"));
}

static void no_answer_is_written_when_none_is_wanted(void **state)
{
    desk *d = *state;
    const tw_object *o = desk_object(d, "company");
    const tw_json *in = desk_json(d, "[{},{}]");

    desk_begin(d);
    want_ok(d, desk_end(d, tw__record_create_many(d->op, o, in, false, NULL,
                                                  &d->out)));
    want(d, "", "[]");
    assert_int_equal(stored(d, "company"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(a_record_is_answered_as_it_was_stored),
        desk_test(an_empty_record_has_empty_values_and_an_id_of_its_own),
        desk_test(a_record_starts_with_its_defaults),
        desk_test(times_may_be_given),
        desk_test(an_id_is_used_once),
        desk_test(a_unique_value_is_used_once_among_live_records),
        desk_test(a_join_key_must_lead_to_a_record),
        desk_test(bad_input_is_refused),
        desk_test(related_records_are_shown_at_depth_one),
        desk_test(a_batch_is_written_by_where_its_records_stand),
        desk_test(a_batch_is_all_or_nothing),
        desk_test(a_conflict_inside_a_batch_names_no_other_record),
        desk_test(a_batch_has_a_largest_size),
        desk_test(no_answer_is_written_when_none_is_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
