/* change_field_test.c -- fields made and deleted: rules of names, types,
** options, defaults and uniqueness. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

static world w;
static held_id thing; /* a custom object in an empty model */

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    thing = quick_object(&w, "thing");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

/* A field of `thing` with more members: "\"type\":\"TEXT\"". */
static const tw_json *field(const char *name, const char *more)
{
    return json_of(&w,
                   "{\"objectMetadataId\":\"%s\",\"name\":\"%s\","
                   "\"label\":\"Label\",%s}",
                   thing.text, name, more);
}

static void record(const char *id)
{
    world_exec(&w, tw__op_printf(&w.op,
                                 "INSERT INTO thing(id, createdAt, updatedAt)"
                                 " VALUES('%s', '', '')",
                                 id)
                       .ptr);
}

static void a_new_field_is_active_and_nullable(void **state)
{
    const tw_field *f;

    (void)state;
    made_field(&w, field("code", "\"type\":\"TEXT\",\"icon\":\" IconX\","
                                 "\"isActive\":false"));
    f = world_field(&w, "thing", "code");
    assert_true(f->is_active && f->is_nullable && f->is_custom);
    assert_false(f->is_unique || f->is_system);
    world_same(f->icon, "IconX");
    record("x");
    assert_int_equal(world_int(&w, "SELECT count(code) FROM thing"), 0);
}

static const struct {
    const char *name, *more, *codes;
} bad_fields[] = {
    {"name", "\"type\":\"TEXT\"", "[NOT_AVAILABLE]"},
    {"bad name", "\"type\":\"TEXT\"", "[INVALID_FIELD_INPUT]"},
    {" ", "\"type\":\"TEXT\"", "[INVALID_FIELD_INPUT INVALID_FIELD_INPUT]"},
    {"user", "\"type\":\"TEXT\"", "[INVALID_FIELD_INPUT]"},
    {"mailsPrimaryEmail", "\"type\":\"TEXT\"", "[RESERVED_KEYWORD]"},
    {"bossId", "\"type\":\"TEXT\"", "[NOT_AVAILABLE]"},
    {"other", "\"type\":\"TEXT\",\"isLabelSyncedWithName\":true",
     "[NAME_NOT_SYNCED_WITH_LABEL]"},
    {"num", "\"type\":\"NUMERIC\"", "[INVALID_FIELD_INPUT]"},
    {"pos", "\"type\":\"POSITION\"",
     "[INVALID_FIELD_INPUT INVALID_FIELD_INPUT]"},
    {"f", "\"type\":\"FILES\"", "[INVALID_FIELD_INPUT]"},
    {"f", "\"type\":\"FILES\",\"settings\":{\"maxNumberOfValues\":0}",
     "[INVALID_FIELD_INPUT]"},
    {"f", "\"type\":\"FILES\",\"settings\":{\"maxNumberOfValues\":61}",
     "[INVALID_FIELD_INPUT]"},
    {"f", "\"type\":\"FILES\",\"settings\":{\"maxNumberOfValues\":1.5}",
     "[INVALID_FIELD_INPUT]"},
    /* options */
    {"o", "\"type\":\"SELECT\"", "[INVALID_FIELD_INPUT]"},
    {"o", "\"type\":\"SELECT\",\"options\":null", "[INVALID_FIELD_INPUT]"},
    {"o", "\"type\":\"SELECT\",\"options\":[]", "[INVALID_FIELD_INPUT]"},
    {"o", "\"type\":\"SELECT\",\"options\":[5]", "[INVALID_FIELD_INPUT]"},
    {"o", "\"type\":\"SELECT\",\"options\":[{\"label\":\"a\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o", "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o", "\"type\":\"SELECT\",\"options\":[{\"label\":\"\",\"value\":\"A\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\","
     "\"value\":\"option 1\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A__1\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"1A\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A_\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"low\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"a,b\",\"value\":\"A\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"AAAAAAAAAA"
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"id\":null,\"label\":\"x\","
     "\"value\":\"A\"}]",
     "[INVALID_FIELD_INPUT INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"id\":\"x\",\"label\":\"x\","
     "\"value\":\"A\"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A\"},"
     "{\"label\":\"y\",\"value\":\" A \"}]",
     "[INVALID_FIELD_INPUT]"},
    {"o",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A\","
     "\"position\":0},{\"label\":\"y\",\"value\":\"B\",\"position\":0}]",
     "[INVALID_FIELD_INPUT]"},
    /* defaults */
    {"d",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A\"}],"
     "\"defaultValue\":\"A\"",
     "[INVALID_FIELD_INPUT]"},
    {"d",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A\"}],"
     "\"defaultValue\":\"B\"",
     "[INVALID_FIELD_INPUT INVALID_FIELD_INPUT]"},
    {"d",
     "\"type\":\"SELECT\",\"options\":[{\"label\":\"x\",\"value\":\"A\"}],"
     "\"defaultValue\":[\"'A'\"]",
     "[INVALID_FIELD_INPUT]"},
    {"d",
     "\"type\":\"MULTI_SELECT\",\"options\":[{\"label\":\"x\",\"value\":"
     "\"A\"}],\"defaultValue\":[]",
     "[INVALID_FIELD_INPUT]"},
    {"d",
     "\"type\":\"MULTI_SELECT\",\"options\":[{\"label\":\"x\",\"value\":"
     "\"A\"}],\"defaultValue\":\"'A'\"",
     "[INVALID_FIELD_INPUT]"},
    {"d",
     "\"type\":\"MULTI_SELECT\",\"options\":[{\"label\":\"x\",\"value\":"
     "\"A\"}],\"defaultValue\":[\"'A'\",\"'A'\"]",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"TEXT\",\"defaultValue\":\"Hello\"",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"TEXT\",\"defaultValue\":\"now\"",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"NUMBER\",\"defaultValue\":{}", "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"BOOLEAN\",\"defaultValue\":5", "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"DATE\",\"defaultValue\":\"'soon'\"",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"UUID\",\"defaultValue\":\"'x'\"",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"ARRAY\",\"defaultValue\":[\"x\"]",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"CURRENCY\",\"defaultValue\":{\"currencyCode\":\"USD\"}",
     "[INVALID_FIELD_INPUT]"},
    {"d", "\"type\":\"CURRENCY\",\"defaultValue\":\"'USD'\"",
     "[INVALID_FIELD_INPUT]"},
};

static void broken_rules_are_reported_with_two_view_fields(void **state)
{
    (void)state;
    quick_field(&w, thing.text, "mails", "EMAILS");
    quick_relation(&w, thing.text, thing.text, "boss", "Staff");
    for (size_t i = 0; i < sizeof(bad_fields) / sizeof(bad_fields[0]); i++) {
        tw_str digest = tw__op_printf(&w.op, "fieldMetadata%s" TWO_VIEW_FIELDS,
                                      bad_fields[i].codes);
        char text[400];

        memcpy(text, digest.ptr, digest.len + 1);
        reported(&w, FIELD_CREATE, NULL,
                 field(bad_fields[i].name, bad_fields[i].more), text);
    }
}

static void some_refusals_come_early_and_alone(void **state)
{
    (void)state;
    reported(&w, FIELD_CREATE, NULL, field("v", "\"type\":\"TS_VECTOR\""),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_CREATE, NULL,
             field("v", "\"type\":\"TEXT\",\"isRemoteCreation\":true"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_CREATE, NULL,
             json_of(&w, "{\"objectMetadataId\":"
                         "\"11111111-1111-4111-8111-111111111111\","
                         "\"name\":\"x\",\"label\":\"X\",\"type\":\"TEXT\"}"),
             "fieldMetadata[OBJECT_METADATA_NOT_FOUND]");
    refused(&w, FIELD_CREATE, NULL, field("v", "\"type\":\"WRONG\""),
            TW_E_PROPERTY_CHECK, NULL);
    refused(&w, FIELD_CREATE, NULL, json_of(&w, "{\"name\":\"and\"}"),
            TW_E_PROPERTY_CHECK, NULL);
}

static void defaults_reach_records_that_are_there(void **state)
{
    (void)state;
    record("x");
    made_field(&w, field("t", "\"type\":\"TEXT\",\"defaultValue\":"
                              "\"'Hello'\""));
    made_field(&w, field("n", "\"type\":\"NUMBER\",\"defaultValue\":5"));
    made_field(&w, field("c", "\"type\":\"CURRENCY\",\"defaultValue\":"
                              "{\"amountMicros\":null,\"currencyCode\":"
                              "\"'USD'\"}"));
    world_same(world_text(&w, "SELECT t FROM thing"), "Hello");
    assert_int_equal(world_int(&w, "SELECT n FROM thing"), 5);
    world_same(world_text(&w, "SELECT cCurrencyCode FROM thing"), "USD");
    world_same(world_field(&w, "thing", "t")->default_value, "\"'Hello'\"");
}

static void blank_members_of_a_default_are_null(void **state)
{
    (void)state;
    made_field(&w, field("p", "\"type\":\"PHONES\",\"defaultValue\":"
                              "{\"primaryPhoneNumber\":\"''\","
                              "\"primaryPhoneCountryCode\":\"'US'\","
                              "\"additionalPhones\":null}"));
    world_same(world_field(&w, "thing", "p")->default_value,
               "{\"primaryPhoneNumber\":null,"
               "\"primaryPhoneCountryCode\":\"'US'\","
               "\"additionalPhones\":null}");
    made_field(&w, field("m", "\"type\":\"EMAILS\",\"defaultValue\":"
                              "{\"primaryEmail\":\"''\"}"));
    assert_null(world_field(&w, "thing", "m")->default_value.ptr);
    made_field(&w, field("a", "\"type\":\"ACTOR\""));
    world_same(world_field(&w, "thing", "a")->default_value,
               "{\"source\":\"'MANUAL'\",\"name\":\"'System'\","
               "\"workspaceMemberId\":null,\"context\":null}");
}

static void a_rating_has_five_options_whatever_is_sent(void **state)
{
    const tw_field *f;

    (void)state;
    made_field(&w, field("r", "\"type\":\"RATING\",\"options\":[1],"
                              "\"settings\":{\"a\":1},"
                              "\"defaultValue\":\"'RATING_2'\""));
    f = world_field(&w, "thing", "r");
    assert_int_equal(f->option_count, 5);
    world_same(f->options[4].value, "RATING_5");
    world_same(f->options[4].label, "5");
    assert_null(f->settings.ptr);
}

static void options_keep_their_ids_or_get_new_ones(void **state)
{
    const tw_field *f;

    (void)state;
    made_field(&w,
               field("s", "\"type\":\"SELECT\",\"defaultValue\":\"'TWO'\","
                          "\"options\":[{\"label\":\" One  more \",\"value\":"
                          "\"ONE\",\"color\":\"green\",\"position\":1},"
                          "{\"id\":\"22222222-2222-4222-8222-222222222222\","
                          "\"label\":\"Two\",\"value\":\"TWO\","
                          "\"position\":0}]"));
    f = world_field(&w, "thing", "s");
    assert_int_equal(f->option_count, 2);
    world_same(f->options[0].id, "22222222-2222-4222-8222-222222222222");
    world_same(f->options[1].label, "One more");
    assert_int_equal(f->options[1].id.len, 36);
}

static void a_unique_field_has_an_index_of_its_own(void **state)
{
    const tw_object *o;

    (void)state;
    made_field(&w, field("code", "\"type\":\"TEXT\",\"isUnique\":true"));
    made_field(&w, field("mail", "\"type\":\"EMAILS\",\"isUnique\":true"));
    made_field(&w, field("tel", "\"type\":\"PHONES\",\"isUnique\":true"));
    o = world_object(&w, "thing");
    assert_int_equal(o->index_count, 4);
    assert_true(world_field(&w, "thing", "code")->is_unique);
    assert_true(o->indexes[1]->is_unique && o->indexes[1]->is_custom &&
                o->indexes[1]->is_engine_owned);
    assert_true(tw__str_starts(o->indexes[1]->name, TW_STR("IDX_UNIQUE_")));
    deleted_field(&w,
                  tw__op_str(&w.op, world_field(&w, "thing", "code")->id).ptr);
    assert_int_equal(world_object(&w, "thing")->index_count, 3);
}

static const struct {
    const char *more, *digest;
} bad_unique[] = {
    {"\"type\":\"TEXT\",\"defaultValue\":\"'x'\"",
     "index[INDEX_FIELD_INVALID_DEFAULT_VALUE]"},
    {"\"type\":\"FULL_NAME\"", "index[INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]"},
    {"\"type\":\"ADDRESS\"", "index[INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]"},
    {"\"type\":\"CURRENCY\"", "index[INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]"},
    {"\"type\":\"RICH_TEXT\"", "index[INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]"},
    {"\"type\":\"ACTOR\"", "index[INDEX_FIELD_INVALID_DEFAULT_VALUE "
                           "INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]"},
    {"\"type\":\"FILES\",\"settings\":{\"maxNumberOfValues\":2}",
     "fieldMetadata[INVALID_FIELD_INPUT]" TWO_VIEW_FIELDS
     " index[INDEX_FIELD_NOT_FOUND]"},
};

static void not_every_field_can_be_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bad_unique) / sizeof(bad_unique[0]); i++) {
        char more[200];

        strcpy(more, bad_unique[i].more);
        strcat(more, ",\"isUnique\":true");
        reported(&w, FIELD_CREATE, NULL, field("bad", more),
                 bad_unique[i].digest);
    }
}

static void a_deleted_field_takes_its_columns_and_indexes(void **state)
{
    held_id code = quick_field(&w, thing.text, "code", "TEXT");
    held_id n = quick_field(&w, thing.text, "n", "NUMBER");

    (void)state;
    made_index(&w, json_of(&w,
                           "{\"objectMetadataId\":\"%s\",\"fields\":["
                           "{\"fieldMetadataId\":\"%s\"},"
                           "{\"fieldMetadataId\":\"%s\"}]}",
                           thing.text, code.text, n.text));
    made_index(&w, json_of(&w,
                           "{\"objectMetadataId\":\"%s\",\"fields\":["
                           "{\"fieldMetadataId\":\"%s\"}]}",
                           thing.text, code.text));
    deleted_field(&w, n.text); /* the indexes would be the same now */
    assert_int_equal(world_object(&w, "thing")->index_count, 2);
    deleted_field(&w, code.text);
    assert_int_equal(world_object(&w, "thing")->index_count, 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM"
                                   " pragma_table_info('thing')"
                                   " WHERE name IN ('code', 'n')"),
                     0);
    quick_field(&w, thing.text, "code", "NUMBER");
}

static void standard_and_system_fields_are_not_deleted(void **state)
{
    tw_str id = tw__op_str(&w.op, world_field(&w, "thing", "createdAt")->id);
    char text[40] = {0};

    (void)state;
    memcpy(text, id.ptr, id.len);
    refused(&w, FIELD_DELETE, text, NULL, TW_E_FIELD_MUTATION_NOT_ALLOWED,
            NULL);
    refused(&w, FIELD_DELETE, "11111111-1111-4111-8111-111111111111", NULL,
            TW_E_FIELD_UNKNOWN, NULL);
}

static void names_that_differ_in_case_get_columns_of_their_own(void **state)
{
    (void)state;
    quick_field(&w, thing.text, "fooBar", "TEXT");
    quick_field(&w, thing.text, "foobar", "TEXT");
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, fooBar,"
                   " foobar_2) VALUES('x', '', '', 'a', 'b')");
    world_same(world_field(&w, "thing", "foobar")->columns[0].name, "foobar_2");
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(a_new_field_is_active_and_nullable),
        in_world(broken_rules_are_reported_with_two_view_fields),
        in_world(some_refusals_come_early_and_alone),
        in_world(defaults_reach_records_that_are_there),
        in_world(blank_members_of_a_default_are_null),
        in_world(a_rating_has_five_options_whatever_is_sent),
        in_world(options_keep_their_ids_or_get_new_ones),
        in_world(a_unique_field_has_an_index_of_its_own),
        in_world(not_every_field_can_be_unique),
        in_world(a_deleted_field_takes_its_columns_and_indexes),
        in_world(standard_and_system_fields_are_not_deleted),
        in_world(names_that_differ_in_case_get_columns_of_their_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
