/* field_update_test.c -- fields updated: names, options and the records that
** follow them, uniqueness, rules of relations. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

static world w;
static held_id thing, code;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    thing = quick_object(&w, "thing");
    code = quick_field(&w, thing.text, "code", "TEXT");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static held_id field_id(const char *object, const char *field)
{
    held_id id = {{0}};

    memcpy(id.text, world_field(&w, object, field)->id.ptr, 36);
    return id;
}

static void presentation_and_settings_take_effect(void **state)
{
    const tw_field *f;

    (void)state;
    updated_field(&w, code.text,
                  json_of(&w, "{\"label\":\" Key  word \",\"icon\":\"IconX\","
                              "\"description\":\"About\","
                              "\"settings\":{\"displayedMaxRows\":3}}"));
    f = world_field(&w, "thing", "code");
    world_same(f->label, "Key word");
    world_same(f->icon, "IconX");
    world_same(f->description, "About");
    world_same(f->settings, "{\"displayedMaxRows\":3}");
    updated_field(&w, code.text,
                  json_of(&w, "{\"description\":null,\"settings\":null}"));
    f = world_field(&w, "thing", "code");
    assert_null(f->description.ptr);
    assert_null(f->settings.ptr);
}

static void other_properties_are_passed_over(void **state)
{
    uint64_t version = w.catalog->version;

    (void)state;
    updated_field(&w, code.text,
                  json_of(&w, "{\"type\":\"NUMBER\",\"isNullable\":false,"
                              "\"isSystem\":true,\"isUIEditable\":false,"
                              "\"label\":\"code\"}"));
    assert_int_equal(w.catalog->version, version);
    refused(&w, FIELD_UPDATE, code.text, json_of(&w, "{\"label\":5}"),
            TW_E_PROPERTY_CHECK, NULL);
    reported(&w, FIELD_UPDATE, "11111111-1111-4111-8111-111111111111",
             json_of(&w, "{\"label\":\"x\"}"),
             "fieldMetadata[FIELD_METADATA_NOT_FOUND]");
}

static void a_rename_keeps_data_and_indexes(void **state)
{
    (void)state;
    updated_field(&w, code.text, json_of(&w, "{\"isUnique\":true}"));
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, code)"
                   " VALUES('x', '', '', 'c')");
    updated_field(&w, code.text, json_of(&w, "{\"name\":\"key\"}"));
    world_same(world_text(&w, "SELECT key FROM thing"), "c");
    assert_true(world_field(&w, "thing", "key")->is_unique);
    /* the old name can be used again, index and all */
    made_field(&w, json_of(&w,
                           "{\"objectMetadataId\":\"%s\",\"type\":\"TEXT\","
                           "\"name\":\"code\",\"label\":\"Code\","
                           "\"isUnique\":true}",
                           thing.text));
    reported(&w, FIELD_UPDATE, code.text, json_of(&w, "{\"name\":\"name\"}"),
             "fieldMetadata[NOT_AVAILABLE]");
    reported(&w, FIELD_UPDATE, code.text,
             json_of(&w, "{\"name\":\"bad name\"}"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_UPDATE, code.text,
             json_of(&w, "{\"isLabelSyncedWithName\":true,"
                         "\"name\":\"zzz\"}"),
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED]");
    updated_field(&w, code.text,
                  json_of(&w, "{\"isLabelSyncedWithName\":true,"
                              "\"name\":\"myCode\",\"label\":\"My code\"}"));
}

static void a_composite_is_renamed_part_by_part(void **state)
{
    held_id id = quick_field(&w, thing.text, "mail", "EMAILS");

    (void)state;
    updated_field(&w, id.text, json_of(&w, "{\"name\":\"post\"}"));
    world_exec(&w, "SELECT postPrimaryEmail, postAdditionalEmails FROM thing");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM"
                                   " pragma_table_info('thing')"
                                   " WHERE name LIKE 'mail%'"),
                     0);
}

static void uniqueness_comes_and_goes(void **state)
{
    (void)state;
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, code) VALUES"
                   "('x', '', '', 'c'), ('y', '', '', 'c')");
    reported(&w, FIELD_UPDATE, code.text, json_of(&w, "{\"isUnique\":true}"),
             "index[INDEX_FIELD_DUPLICATE_VALUES]");
    world_exec(&w, "DELETE FROM thing WHERE id = 'y'");
    updated_field(&w, code.text, json_of(&w, "{\"isUnique\":true}"));
    assert_true(world_field(&w, "thing", "code")->is_unique);
    updated_field(&w, code.text, json_of(&w, "{\"isUnique\":false}"));
    assert_false(world_field(&w, "thing", "code")->is_unique);
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, code)"
                   " VALUES('y', '', '', 'c')");
    reported(&w, FIELD_UPDATE, field_id("person", "name").text,
             json_of(&w, "{\"isUnique\":true}"),
             "index[INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]");
}

static void standard_fields_keep_their_names(void **state)
{
    held_id title = field_id("person", "jobTitle");

    (void)state;
    refused(&w, FIELD_UPDATE, title.text, json_of(&w, "{\"name\":\"job\"}"),
            TW_E_FIELD_MUTATION_NOT_ALLOWED, NULL);
    refused(&w, FIELD_UPDATE, title.text,
            json_of(&w, "{\"isLabelSyncedWithName\":true}"),
            TW_E_FIELD_MUTATION_NOT_ALLOWED, NULL);
    updated_field(&w, title.text,
                  json_of(&w, "{\"label\":\"Post\",\"isActive\":false}"));
    assert_null(
        tw__field_find(world_object(&w, "person"), TW_STR("jobTitle"), NULL));
    updated_field(&w, title.text, json_of(&w, "{\"isActive\":true}"));
    world_same(world_field(&w, "person", "jobTitle")->overrides,
               "{\"label\":\"Post\"}");
    world_same(world_field(&w, "person", "jobTitle")->label, "Job Title");
}

static void system_fields_are_left_alone(void **state)
{
    held_id custom = field_id("thing", "createdAt");
    held_id standard = field_id("person", "createdAt");

    (void)state;
    reported(&w, FIELD_UPDATE, custom.text, json_of(&w, "{\"label\":\"X\"}"),
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED]");
    reported(&w, FIELD_UPDATE, standard.text, json_of(&w, "{\"label\":\"X\"}"),
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED]");
    reported(&w, FIELD_UPDATE, custom.text,
             json_of(&w, "{\"defaultValue\":null,\"isUnique\":true}"),
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED"
             " FIELD_MUTATION_NOT_ALLOWED]");
    updated_field(&w, custom.text,
                  json_of(&w, "{\"settings\":{\"displayFormat\":"
                              "\"RELATIVE\"}}"));
}

static void defaults_are_checked_and_replaced(void **state)
{
    (void)state;
    updated_field(&w, code.text, json_of(&w, "{\"defaultValue\":\"'Bye'\"}"));
    world_same(world_field(&w, "thing", "code")->default_value, "\"'Bye'\"");
    reported(&w, FIELD_UPDATE, code.text,
             json_of(&w, "{\"defaultValue\":\"Bye\"}"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    updated_field(&w, code.text, json_of(&w, "{\"defaultValue\":null}"));
    assert_null(world_field(&w, "thing", "code")->default_value.ptr);
}

#define ID(n) "\"id\":\"" n "1111111-1111-4111-8111-111111111111\","

static held_id select_field(const char *name, const char *type)
{
    return made_field(
        &w,
        json_of(
            &w,
            "{\"objectMetadataId\":\"%s\",\"type\":\"%s\","
            "\"name\":\"%s\",\"label\":\"L\",\"options\":["
            "{" ID("1") "\"label\":\"A\",\"value\":\"A\"},"
                        "{" ID(
                            "2") "\"label\":\"B\",\"value\":\"B\"},"
                                 "{" ID(
                                     "3") "\"label\":\"C\",\"value\":\"C\"}]}",
            thing.text, type, name));
}

static void records_follow_renamed_and_lost_options(void **state)
{
    held_id one = select_field("one", "SELECT");

    (void)state;
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, one) VALUES"
                   "('a', '', '', 'A'), ('b', '', '', 'B'), ('c', '', '', 'C')"
                   ", ('n', '', '', NULL)");
    /* A and B change places, C goes, D comes */
    updated_field(
        &w, one.text,
        json_of(&w,
                "{\"options\":["
                "{" ID("1") "\"label\":\"A\",\"value\":\"B\"},"
                            "{" ID("2") "\"label\":\"B\",\"value\":\"A\"},"
                                        "{\"label\":\"D\",\"value\":\"D\"}]}"));
    world_same(world_text(&w, "SELECT group_concat(ifnull(one, '-')) FROM"
                              " (SELECT one FROM thing ORDER BY id)"),
               "B,A,-,-");
    /* what is lost becomes the default */
    updated_field(&w, one.text,
                  json_of(&w,
                          "{\"defaultValue\":\"'B'\",\"options\":["
                          "{" ID("1") "\"label\":\"A\",\"value\":\"B\"}]}"));
    world_same(world_text(&w, "SELECT group_concat(ifnull(one, '-')) FROM"
                              " (SELECT one FROM thing ORDER BY id)"),
               "B,B,-,-");
    /* the default follows its option */
    updated_field(&w, one.text,
                  json_of(&w,
                          "{\"options\":["
                          "{" ID("1") "\"label\":\"A\",\"value\":\"Z\"}]}"));
    world_same(world_field(&w, "thing", "one")->default_value, "\"'Z'\"");
    reported(&w, FIELD_UPDATE, one.text, json_of(&w, "{\"options\":[]}"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_UPDATE, one.text,
             json_of(&w, "{\"options\":[{\"label\":\"Q\",\"value\":\"Q\"}]}"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
}

static void lists_of_options_lose_and_rename_elements(void **state)
{
    held_id many = select_field("many", "MULTI_SELECT");

    (void)state;
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, many) VALUES"
                   "('a', '', '', '[\"A\",\"B\"]'), ('b', '', '', '[\"B\"]'),"
                   "('c', '', '', '[\"C\"]'), ('n', '', '', NULL)");
    updated_field(&w, many.text,
                  json_of(&w,
                          "{\"options\":["
                          "{" ID("1") "\"label\":\"A\",\"value\":\"ALPHA\"},"
                                      "{\"label\":\"C\",\"value\":\"C\"}]}"));
    world_same(world_text(&w, "SELECT group_concat(ifnull(many, '-')) FROM"
                              " (SELECT many FROM thing ORDER BY id)"),
               "[\"ALPHA\"],-,[\"C\"],-");
}

static void a_relation_changes_only_so_far(void **state)
{
    held_id boss, staff;

    (void)state;
    boss = quick_relation(&w, thing.text, thing.text, "boss", "Staff");
    staff = field_id("thing", "staff");
    reported(&w, FIELD_UPDATE, staff.text,
             json_of(&w, "{\"settings\":{\"relationType\":\"ONE_TO_MANY\","
                         "\"onDelete\":\"CASCADE\"}}"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_UPDATE, boss.text, json_of(&w, "{\"isUnique\":true}"),
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED]");
    reported(&w, FIELD_UPDATE, boss.text, json_of(&w, "{\"defaultValue\":5}"),
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED]");
    reported(&w, FIELD_UPDATE, boss.text,
             json_of(&w, "{\"settings\":{\"onDelete\":\"EXPLODE\"}}"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_UPDATE, boss.text,
             json_of(&w, "{\"settings\":{\"joinColumnName\":\"name\"}}"),
             "fieldMetadata[NOT_AVAILABLE]");
    updated_field(&w, boss.text,
                  json_of(&w, "{\"name\":\"chief\",\"settings\":"
                              "{\"onDelete\":\"RESTRICT\"}}"));
    world_same(world_field(&w, "thing", "chief")->settings,
               "{\"onDelete\":\"RESTRICT\",\"relationType\":\"MANY_TO_ONE\","
               "\"joinColumnName\":\"chiefId\"}");
    updated_field(&w, boss.text,
                  json_of(&w, "{\"settings\":{\"joinColumnName\":"
                              "\"chiefId\"}}"));
    world_exec(&w, "INSERT INTO thing(id, createdAt, updatedAt, chiefId) VALUES"
                   "('a', '', '', NULL), ('b', '', '', 'a')");
    world_same(world_text(&w, "SELECT on_delete FROM"
                              " pragma_foreign_key_list('thing')"
                              " WHERE \"from\" = 'chiefId'"),
               "RESTRICT");
}

static void both_sides_of_a_relation_are_active_or_not(void **state)
{
    held_id boss;

    (void)state;
    boss = quick_relation(&w, thing.text, thing.text, "boss", "Staff");
    updated_field(&w, boss.text, json_of(&w, "{\"isActive\":false}"));
    assert_null(
        tw__field_find(world_object(&w, "thing"), TW_STR("staff"), NULL));
    updated_field(&w, boss.text, json_of(&w, "{\"isActive\":true}"));
    assert_non_null(world_field(&w, "thing", "staff"));
    /* the members of the standard groups are no group of ours */
    updated_field(&w, field_id("noteTarget", "targetThing").text,
                  json_of(&w, "{\"isActive\":false}"));
    assert_non_null(world_field(&w, "noteTarget", "targetCompany"));
    deleted_field(&w, field_id("thing", "attachments").text);
    assert_non_null(world_field(&w, "attachment", "targetCompany"));
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(presentation_and_settings_take_effect),
        in_world(other_properties_are_passed_over),
        in_world(a_rename_keeps_data_and_indexes),
        in_world(a_composite_is_renamed_part_by_part),
        in_world(uniqueness_comes_and_goes),
        in_world(standard_fields_keep_their_names),
        in_world(system_fields_are_left_alone),
        in_world(defaults_are_checked_and_replaced),
        in_world(records_follow_renamed_and_lost_options),
        in_world(lists_of_options_lose_and_rename_elements),
        in_world(a_relation_changes_only_so_far),
        in_world(both_sides_of_a_relation_are_active_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
