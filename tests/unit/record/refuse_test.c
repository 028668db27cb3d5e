/* refuse_test.c -- constraints that failed, in terms of the data model. */
#include "unit/record/desk.h"

static void a_restricted_target_cannot_be_destroyed(void **state)
{
    desk *d = *state;

    add_object(d, "ship");
    add_object(d, "crew");
    add_relation(d, "crew", "ship", "ship", "Crew list");
    update_field(d, "crew", "ship",
                 "{'settings':{'relationType':'MANY_TO_ONE',"
                 "'onDelete':'RESTRICT','joinColumnName':'shipId'}}");
    want_ok(d, create(d, "ship", "{'id':'" U1 "','name':'x'}"));
    want_ok(d, create(d, "crew", "{'id':'" U2 "','shipId':'" U1 "'}"));
    refused(d, TW_E_INVALID, destroy(d, "ship", U1));
    said(d, "ship");
    refused(d, TW_E_INVALID, destroy_many(d, "ship", equals(d, "name", "x")));
    want_ok(d, get(d, "ship", U1));
    want_ok(d, destroy(d, "crew", U2));
    want_ok(d, destroy(d, "ship", U1));
}

static void unique_fields_of_every_kind(void **state)
{
    static const struct {
        const char *json;
        tw_status status;
    } cases[] = {
        {"{'id':'" U1 "','code':'A','n':1,"
         "'tel':{'primaryPhoneNumber':'+14155552671'}}",
         TW_OK},
        {"{'code':'A'}", TW_E_CONFLICT},
        {"{'code':'a'}", TW_OK},
        {"{'n':1}", TW_E_CONFLICT},
        {"{'n':1.5}", TW_OK},
        {"{'tel':{'primaryPhoneNumber':'+14155552671'}}", TW_E_CONFLICT},
        {"{'tel':{'primaryPhoneNumber':'+33123456789'}}", TW_OK},
        {"{'code':''}", TW_OK},
        {"{'code':''}", TW_OK},
    };
    desk *d = *state;
    size_t i;

    add_object(d, "uniq");
    add_field(d, "uniq", "code", "TEXT", ",'isUnique':true");
    add_field(d, "uniq", "n", "NUMBER", ",'isUnique':true");
    add_field(d, "uniq", "tel", "PHONES", ",'isUnique':true");
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_status st = create(d, "uniq", cases[i].json);

        if (st != cases[i].status)
            fail_msg("%s: %s", cases[i].json, tw_status_name(st));
        if (st != TW_OK)
            assert_true(tw__str_is(d->op->conflict_id, U1));
    }
    want_ok(d, upsert(d, "uniq", "{'n':1,'code':'B'}"));
    want(d, "0.id", "'" U1 "'");
    want_ok(d, upsert(d, "uniq",
                      "{'tel':{'primaryPhoneNumber':'+14155552671'},'n':2}"));
    want(d, "0.id", "'" U1 "'");
    want(d, "0.n", "2");
}

/* The number alone is set; country and calling code are stored ones. */
static void a_conflict_may_come_of_stored_and_given_values(void **state)
{
    desk *d = *state;

    add_object(d, "uniq");
    add_field(d, "uniq", "tel", "PHONES", ",'isUnique':true");
    want_ok(d, create(d, "uniq",
                      "{'id':'" U1
                      "','tel':{'primaryPhoneNumber':'+33123456789'}}"));
    want_ok(d, create(d, "uniq",
                      "{'id':'" U2
                      "','tel':{'primaryPhoneNumber':'+33987654321'}}"));
    refused(
        d, TW_E_CONFLICT,
        update(d, "uniq", U2, "{'tel':{'primaryPhoneNumber':'+33123456789'}}"));
    said(d, "\"tel\"");
    assert_true(tw__str_is(d->op->conflict_id, U1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(a_restricted_target_cannot_be_destroyed),
        desk_test(unique_fields_of_every_kind),
        desk_test(a_conflict_may_come_of_stored_and_given_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
