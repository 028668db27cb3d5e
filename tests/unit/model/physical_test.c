/* physical_test.c -- names of tables, columns and indexes in the file. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"
#include "model/physical.h"

static tw_str base_of(world *w,
                      const tw_field *self,
                      const char *type,
                      bool join,
                      const char *name)
{
    return tw__column_base(&w->op, world_object(w, "person"), self,
                           tw__type_by_name(tw_str_of(type)), join,
                           tw_str_of(name));
}

static void columns_join_a_field_and_a_part(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    world_same(tw__column_name(&w.op, TW_STR("name"), TW_STR("firstName")),
               "nameFirstName");
    world_same(tw__column_name(&w.op, TW_STR("name"), TW_STR("")), "name");
    world_same(tw__column_name(&w.op, TW_STR("company"), TW_STR("Id")),
               "companyId");
    world_close(&w);
}

static void columns_that_differ_in_case_alone_get_a_suffix(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_same(base_of(&w, NULL, "TEXT", false, "motto"), "motto");
    world_same(base_of(&w, NULL, "TEXT", false, "jobtitle"), "jobtitle_2");
    world_same(base_of(&w, NULL, "TEXT", false, "companyid"), "companyid_2");
    world_same(base_of(&w, NULL, "RELATION", true, "COMPANY"), "COMPANY_2");
    world_same(base_of(&w, NULL, "RELATION", false, "COMPANY"), "COMPANY");
    world_same(base_of(&w, NULL, "FULL_NAME", false, "nAME"), "nAME_2");
    world_same(base_of(&w, NULL, "TEXT", false, "name"), "name");
    world_same(base_of(&w, world_field(&w, "person", "jobTitle"), "TEXT", false,
                       "jobtitle"),
               "jobtitle");
    world_close(&w);
}

static void a_field_with_a_suffix_works_like_any_other(void **state)
{
    world w;
    const tw_field *f;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    grow_field(&w, "person", "TEXT", "jobtitle", "\"'x'\"");
    grow_field(&w, "person", "TEXT", "JOBTITLE", NULL);
    f = world_field(&w, "person", "jobtitle");
    world_same(f->columns[0].name, "jobtitle_2");
    world_same(world_field(&w, "person", "JOBTITLE")->columns[0].name,
               "JOBTITLE_3");
    world_same(world_field(&w, "person", "jobTitle")->columns[0].name,
               "jobTitle");
    world_close(&w);
}

static void tables_that_differ_in_case_alone_get_a_suffix(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_same(tw__table_name(&w.op, w.catalog, NULL, TW_STR("rocket")),
               "rocket");
    world_same(tw__table_name(&w.op, w.catalog, NULL, TW_STR("Person")),
               "Person_2");
    world_same(tw__table_name(&w.op, w.catalog, world_object(&w, "person"),
                              TW_STR("pErson")),
               "pErson");
    grow_object(&w, "pERSON", "pERSONS");
    world_same(world_object(&w, "pERSON")->table, "pERSON_2");
    world_close(&w);
}

static void index_names_follow_table_columns_and_uniqueness(void **state)
{
    const tw_str ab[] = {TW_STR("a"), TW_STR("b")};
    const tw_str ba[] = {TW_STR("b"), TW_STR("a")};
    const tw_str joined[] = {TW_STR("ab")};
    world w;
    tw_str name;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    name = tw__index_name(&w.op, TW_STR("t"), ab, 2, false);
    assert_int_equal(name.len, 4 + 27);
    assert_true(tw__str_starts(name, TW_STR("IDX_")));
    for (size_t i = 4; i < name.len; i++)
        assert_non_null(strchr("0123456789abcdef", name.ptr[i]));
    assert_true(
        tw__str_eq(name, tw__index_name(&w.op, TW_STR("t"), ab, 2, false)));
    assert_false(
        tw__str_eq(name, tw__index_name(&w.op, TW_STR("t"), ba, 2, false)));
    assert_false(
        tw__str_eq(name, tw__index_name(&w.op, TW_STR("u"), ab, 2, false)));
    assert_false(
        tw__str_eq(name, tw__index_name(&w.op, TW_STR("t"), joined, 1, false)));
    name = tw__index_name(&w.op, TW_STR("t"), ab, 2, true);
    assert_int_equal(name.len, 11 + 27);
    assert_true(tw__str_starts(name, TW_STR("IDX_UNIQUE_")));
    world_close(&w);
}

static void members_stand_for_their_columns(void **state)
{
    static const struct {
        const char *type;
        bool join;
        const char *sub, *columns;
    } cases[] = {
        {"TEXT", false, NULL, "x"},
        {"RELATION", true, NULL, "xId"},
        {"RELATION", false, NULL, ""},
        {"TS_VECTOR", false, NULL, ""},
        {"EMAILS", false, NULL, "xPrimaryEmail"},
        {"LINKS", false, NULL, "xPrimaryLinkUrl"},
        {"PHONES", false, NULL,
         "xPrimaryPhoneNumber xPrimaryPhoneCountryCode"
         " xPrimaryPhoneCallingCode"},
        {"FULL_NAME", false, NULL, ""},
        {"FULL_NAME", false, "lastName", "xLastName"},
        {"FULL_NAME", false, "middleName", ""},
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tw_str columns[TW_PARTS_MAX], all = {"", 0};
        size_t n = tw__member_columns(
            &w.op, tw__type_by_name(tw_str_of(cases[i].type)), cases[i].join,
            TW_STR("x"), tw_str_of(cases[i].sub), columns);

        for (size_t c = 0; c < n; c++)
            all = tw__op_printf(&w.op, "%.*s%s%.*s", TW_FMT(all),
                                c == 0 ? "" : " ", TW_FMT(columns[c]));
        world_same(all, cases[i].columns);
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_join_a_field_and_a_part),
        cmocka_unit_test(columns_that_differ_in_case_alone_get_a_suffix),
        cmocka_unit_test(a_field_with_a_suffix_works_like_any_other),
        cmocka_unit_test(tables_that_differ_in_case_alone_get_a_suffix),
        cmocka_unit_test(index_names_follow_table_columns_and_uniqueness),
        cmocka_unit_test(members_stand_for_their_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
