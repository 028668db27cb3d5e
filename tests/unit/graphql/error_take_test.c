#include "graphql/error.h"

#include "base/str.h"
#include "support/check.h"
#include "support/op.h"

static const tw_gql_error *taken(test_op *t, tw_gql_errors *list)
{
    tw__gql_error_take(&t->op, list, NULL, (tw_gql_loc){0, 0});
    assert_int_equal(t->op.error.status, TW_OK);
    assert_non_null(list->last);
    return list->last;
}

static void codes_go_by_the_status(void **state)
{
    static const struct {
        tw_status status;
        const char *code, *sub_code;
    } rows[] = {
        {TW_E_INVALID, "BAD_USER_INPUT", NULL},
        {TW_E_NOT_FOUND, "NOT_FOUND", "RECORD_NOT_FOUND"},
        {TW_E_CONFLICT, "BAD_USER_INPUT", NULL},
        {TW_E_INVALID_CURSOR, "BAD_USER_INPUT", "INVALID_CURSOR"},
        {TW_E_INVALID_QUERY_INPUT, "BAD_USER_INPUT", "INVALID_QUERY_INPUT"},
        {TW_E_PERMISSION_DENIED, "FORBIDDEN", "PERMISSION_DENIED"},
        {TW_E_NO_TOKEN, "FORBIDDEN", NULL},
        {TW_E_BAD_TOKEN, "UNAUTHENTICATED", "UNAUTHENTICATED"},
        {TW_E_KEY_REVOKED, "FORBIDDEN", "FORBIDDEN_EXCEPTION"},
        {TW_E_WORKSPACE_NOT_FOUND, "UNAUTHENTICATED", "WORKSPACE_NOT_FOUND"},
        {TW_E_CUSTOM_INDEX_LIMIT, "CONFLICT", "CUSTOM_INDEX_LIMIT_REACHED"},
        {TW_E_OBJECT_NOT_FOUND, "NOT_FOUND", "OBJECT_METADATA_NOT_FOUND"},
        {TW_E_GRAPHQL_VARIABLES, "BAD_USER_INPUT", NULL},
        {TW_E_INTERNAL, "INTERNAL_SERVER_ERROR", NULL},
    };
    tw_gql_errors list = {.count = 0};
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const tw_gql_error *e;

        (void)tw__fail(&t.op, rows[i].status, "", "text %zu", i);
        e = taken(&t, &list);
        assert_true(tw__str_is(e->code, rows[i].code));
        if (rows[i].sub_code == NULL)
            assert_null(e->sub_code.ptr);
        else
            assert_true(tw__str_is(e->sub_code, rows[i].sub_code));
        assert_true(e->user_message.len > 0);
        assert_true(
            tw__str_eq(e->message, tw__op_printf(&t.op, "text %zu", i)));
    }
    test_op_fini(&t);
}

static void the_operation_may_say_more(void **state)
{
    tw_gql_errors list = {.count = 0};
    const tw_gql_error *e;
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_INVALID, "", "x");
    t.op.sub_code = TW_STR("INVALID_ARGS_DATA");
    t.op.user_message = TW_STR("own words");
    e = taken(&t, &list);
    assert_true(tw__str_is(e->sub_code, "INVALID_ARGS_DATA"));
    assert_true(tw__str_is(e->user_message, "own words"));
    (void)tw__fail(&t.op, TW_E_NOT_FOUND, "", "x");
    t.op.sub_code = TW_STR("");
    assert_null(taken(&t, &list)->sub_code.ptr);
    (void)tw__fail(&t.op, TW_E_NOT_FOUND, "", "x"); /* forgotten again */
    assert_non_null(taken(&t, &list)->sub_code.ptr);
    test_op_fini(&t);
}

static void a_refused_change_brings_its_report(void **state)
{
    tw_gql_errors list = {.count = 0};
    const tw_gql_error *e;
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_METADATA_VALIDATION, "", "refused");
    t.op.report = TW_STR("{\"errors\":{},\"userFriendlyMessage\":\"u\"}");
    e = taken(&t, &list);
    assert_true(
        tw__str_is(e->extra, "\"errors\":{},\"userFriendlyMessage\":\"u\""));
    assert_null(e->user_message.ptr);
    assert_true(tw__str_is(e->code, "METADATA_VALIDATION_FAILED"));
    test_op_fini(&t);
}

static void a_conflict_names_the_other_record(void **state)
{
    tw_gql_errors list = {.count = 0};
    const tw_gql_error *e;
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_CONFLICT, "", "taken");
    t.op.conflict_id = TW_STR("id-1");
    t.op.conflict_object = TW_STR("person");
    e = taken(&t, &list);
    assert_true(tw__str_is(e->extra,
                           "\"conflictingRecordId\":\"id-1\","
                           "\"conflictingObjectNameSingular\":\"person\""));
    (void)tw__fail(&t.op, TW_E_CONFLICT, "", "taken");
    assert_int_equal(taken(&t, &list)->extra.len, 0);
    test_op_fini(&t);
}

static void the_place_is_the_field(void **state)
{
    tw_gql_errors list = {.source = TW_STR("{ a }")};
    tw_gql_path path = {NULL, TW_STR("a"), 0};
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_TIMEOUT, "", "%s", "");
    tw__gql_error_take(&t.op, &list, &path, (tw_gql_loc){2, 3});
    assert_int_equal(list.first->location_count, 1);
    assert_int_equal(list.first->locations[0], 2);
    assert_ptr_equal(list.first->path, &path);
    assert_true(tw__str_is(list.first->message, tw_status_text(TW_E_TIMEOUT)));
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_go_by_the_status),
        cmocka_unit_test(the_operation_may_say_more),
        cmocka_unit_test(a_refused_change_brings_its_report),
        cmocka_unit_test(a_conflict_names_the_other_record),
        cmocka_unit_test(the_place_is_the_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
