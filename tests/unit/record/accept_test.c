/* accept_test.c -- a record's members, one by one. */
#include "support/check.h"

#include "record/accept.h"
#include "record/connect.h"
#include "support/world.h"

#include <stdio.h>

typedef struct fixture {
    world w;
    tw_row row;
} fixture;

static tw_status take(fixture *f,
                      const char *object,
                      const char *in,
                      tw_accept_mode mode)
{
    const tw_json *node;

    tw__op_forgive(&f->w.op);
    world_ok(&f->w, tw__json_read(&f->w.op, tw_str_of(in), &node));
    return tw__accept(&f->w.op, world_object(&f->w, object), node, mode,
                      &f->row);
}

static void refused(fixture *f,
                    const char *object,
                    const char *in,
                    tw_accept_mode mode,
                    tw_status status)
{
    tw_status got = take(f, object, in, mode);

    if (got != status)
        fail_msg("%s: %s %s", in, tw_status_name(got), f->w.op.error.message);
}

static void path_is(fixture *f, const char *path)
{
    assert_string_equal(f->w.op.error.path, path);
}

/* The cell of a column by its name in SQL; it must have been set. */
static const tw_cell *cell(const fixture *f, const char *column)
{
    const tw_object *o = f->row.object;

    for (uint16_t i = 0; i < o->column_count; i++)
        if (tw__str_is(o->columns[i].name, column)) {
            assert_true(f->row.set[i]);
            return &f->row.cells[i];
        }
    fail_msg("no column %s", column);
    return NULL;
}

static int set_count(const fixture *f)
{
    int n = 0;

    for (uint16_t i = 0; i < f->row.object->column_count; i++)
        n += f->row.set[i];
    return n;
}

#define ID "5f1d7a0e-3c0c-4a5b-9a41-2f6f3f2a9b10"

static void members_go_to_their_columns(void **state)
{
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    world_ok(&f.w, take(&f, "person",
                        "{\"id\":\"" ID "\",\"jobTitle\":\"CEO\",\"name\":"
                        "{\"lastName\":\"L\"},\"companyId\":\"" ID "\","
                        "\"emails\":{\"primaryEmail\":\"A@x.test\"}}",
                        TW_ACCEPT_CREATE));
    world_same(cell(&f, "id")->u.s, ID);
    world_same(cell(&f, "jobTitle")->u.s, "CEO");
    world_same(cell(&f, "nameLastName")->u.s, "L");
    world_same(cell(&f, "companyId")->u.s, ID);
    world_same(cell(&f, "emailsPrimaryEmail")->u.s, "a@x.test");
    assert_int_equal(set_count(&f), 5);
    world_close(&f.w);
}

static void an_empty_object_sets_nothing(void **state)
{
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    world_ok(&f.w, take(&f, "person", "{}", TW_ACCEPT_CREATE));
    assert_int_equal(set_count(&f), 0);
    world_ok(&f.w, take(&f, "person", "{\"name\":null}", TW_ACCEPT_UPDATE));
    assert_int_equal(set_count(&f), 0);
    world_close(&f.w);
}

static void what_is_no_record_is_refused(void **state)
{
    static const char *const cases[] = {"[]", "[{}]", "5", "\"x\"", "null"};
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        refused(&f, "person", cases[i], TW_ACCEPT_CREATE, TW_E_INVALID);
    world_close(&f.w);
}

static void bad_members_are_named(void **state)
{
    static const struct {
        const char *object, *in, *path, *message;
        tw_status status;
    } cases[] = {
        {"person", "{\"unknownField\":1}", "/unknownField",
         "Object person doesn't have any \"unknownField\" field.",
         TW_E_INVALID},
        {"person", "{\"searchVector\":\"x\"}", "/searchVector", "searchVector",
         TW_E_INVALID},
        {"company", "{\"people\":[]}", "/people", "people", TW_E_INVALID},
        {"person", "{\"jobTitle\":1,\"nope\":2}", "/jobTitle",
         "Invalid string value 1 for text field \"jobTitle\"", TW_E_INVALID},
        {"person", "{\"emails\":{\"primaryEmail\":\"x\"}}",
         "/emails/primaryEmail", "emails.primaryEmail", TW_E_INVALID},
        {"person", "{\"phones\":{\"primaryPhoneNumber\":\"4155552671\"}}",
         "/phones/primaryPhoneNumber", "", TW_E_INVALID_PHONE_NUMBER},
        {"person", "{\"createdBy\":{\"source\":\"NOBODY\"}}",
         "/createdBy/source", "createdBy.source", TW_E_INVALID},
        {"person", "{\"companyId\":\"\"}", "/companyId",
         "Invalid UUID value '' for field \"companyId\"", TW_E_INVALID},
        {"person", "{\"id\":\"nope\"}", "/id", "UUID",
         TW_E_INVALID_QUERY_INPUT},
        {"person", "{\"id\":null}", "/id", "null", TW_E_INVALID},
        {"person", "{\"createdAt\":null}", "/createdAt", "null", TW_E_INVALID},
        {"person", "{\"createdAt\":\"x\"}", "/createdAt", "date-time",
         TW_E_INVALID},
        {"person", "{\"position\":null}", "/position",
         "Invalid position value null", TW_E_INVALID},
        {"person", "{\"position\":\"middle\"}", "/position",
         "Invalid position value 'middle'", TW_E_INVALID},
        {"opportunity", "{\"stage\":null}", "/stage", "null", TW_E_INVALID},
        {"opportunity", "{\"stage\":\"INVALID_ENUM_VALUE\"}", "/stage",
         "Valid values are: NEW, SCREENING, MEETING, PROPOSAL, CUSTOMER",
         TW_E_INVALID},
    };
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        refused(&f, cases[i].object, cases[i].in, TW_ACCEPT_CREATE,
                cases[i].status);
        path_is(&f, cases[i].path);
        if (strstr(f.w.op.error.message, cases[i].message) == NULL)
            fail_msg("%s: %s", cases[i].in, f.w.op.error.message);
    }
    world_close(&f.w);
}

static void positions_may_be_words(void **state)
{
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    world_ok(&f.w,
             take(&f, "person", "{\"position\":\"last\"}", TW_ACCEPT_CREATE));
    assert_true(f.row.position_last && !f.row.position_first);
    assert_int_equal(set_count(&f), 0);
    world_ok(&f.w,
             take(&f, "person", "{\"position\":\"first\"}", TW_ACCEPT_UPDATE));
    assert_true(f.row.position_first && !f.row.position_last);
    world_ok(&f.w, take(&f, "person", "{\"position\":12.5}", TW_ACCEPT_CREATE));
    assert_true(cell(&f, "position")->u.r == 12.5);
    world_close(&f.w);
}

static void an_id_is_never_changed(void **state)
{
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    world_ok(&f.w, take(&f, "person", "{\"id\":\"" ID "\"}", TW_ACCEPT_UPDATE));
    assert_int_equal(set_count(&f), 0);
    refused(&f, "person", "{\"id\":\"nope\"}", TW_ACCEPT_UPDATE, TW_E_INVALID);
    world_close(&f.w);
}

static void connects_are_recorded(void **state)
{
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    world_ok(&f.w,
             take(&f, "person",
                  "{\"company\":{\"connect\":{\"where\":{\"id\":\"" ID "\"}}}}",
                  TW_ACCEPT_CREATE));
    assert_non_null(f.row.connects);
    world_same(f.row.connects->field->name, "company");
    assert_int_equal(f.row.connects->where->count, 1);
    assert_false(f.row.connects->disconnect);
    assert_null(f.row.connects->next);
    assert_int_equal(set_count(&f), 0);

    world_ok(&f.w, take(&f, "person", "{\"company\":{\"disconnect\":true}}",
                        TW_ACCEPT_UPDATE));
    assert_true(f.row.connects->disconnect);
    assert_int_equal(cell(&f, "companyId")->type, TW_CELL_NULL);

    world_ok(&f.w, take(&f, "person", "{\"company\":{\"disconnect\":false}}",
                        TW_ACCEPT_UPDATE));
    assert_null(f.row.connects);
    assert_int_equal(set_count(&f), 0);
    world_close(&f.w);
}

static void an_empty_connect_clears_the_key(void **state)
{
    static const char *const cases[] = {
        "{\"company\":{\"connect\":{}}}",
        "{\"company\":{\"connect\":{\"where\":{}}}}"};
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    for (int i = 0; i < 2; i++) {
        world_ok(&f.w, take(&f, "person", cases[i], TW_ACCEPT_CREATE));
        assert_null(f.row.connects);
        assert_int_equal(cell(&f, "companyId")->type, TW_CELL_NULL);
    }
    world_close(&f.w);
}

static void relations_have_one_way_at_a_time(void **state)
{
    static const char *const cases[] = {
        "{\"company\":\"" ID "\"}",
        "{\"company\":null}",
        "{\"company\":{\"name\":\"x\"}}",
        "{\"company\":{\"connect\":null}}",
        "{\"company\":{\"connect\":{\"where\":5}}}",
        "{\"company\":{\"disconnect\":1}}",
        "{\"company\":{\"connect\":{\"where\":{\"id\":\"" ID
        "\"}},\"disconnect\":true}}",
        "{\"companyId\":\"" ID "\",\"company\":{\"connect\":{\"where\":{"
        "\"id\":\"" ID "\"}}}}",
        "{\"company\":{\"disconnect\":true},\"companyId\":null}"};
    fixture f;

    (void)state;
    world_open(&f.w, NULL, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        refused(&f, "person", cases[i], TW_ACCEPT_CREATE, TW_E_INVALID);
    world_close(&f.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_go_to_their_columns),
        cmocka_unit_test(an_empty_object_sets_nothing),
        cmocka_unit_test(what_is_no_record_is_refused),
        cmocka_unit_test(bad_members_are_named),
        cmocka_unit_test(positions_may_be_words),
        cmocka_unit_test(an_id_is_never_changed),
        cmocka_unit_test(connects_are_recorded),
        cmocka_unit_test(an_empty_connect_clears_the_key),
        cmocka_unit_test(relations_have_one_way_at_a_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
