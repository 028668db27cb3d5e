/* object_update_test.c -- objects updated: names, overrides, identifiers. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

static world w;

static int standard(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

/* The id of a standard object, held beyond the catalog. */
static held_id id_of(const char *singular)
{
    held_id id = {{0}};

    memcpy(id.text, world_object(&w, singular)->id.ptr, 36);
    return id;
}

static held_id field_id(const char *object, const char *field)
{
    held_id id = {{0}};

    memcpy(id.text, world_field(&w, object, field)->id.ptr, 36);
    return id;
}

static void a_rename_takes_the_table_and_the_members_along(void **state)
{
    held_id id = quick_object(&w, "listing");
    char index[64] = {0};

    (void)state;
    world_exec(&w, "INSERT INTO listing(id, createdAt, updatedAt, name)"
                   " VALUES('x', '', '', 'n')");
    memcpy(index, world_object(&w, "listing")->indexes[0]->name.ptr, 31);
    updated_object(&w, id.text,
                   json_of(&w, "{\"nameSingular\":\"house\","
                               "\"namePlural\":\"houses\"}"));
    world_same(world_text(&w, "SELECT name FROM house"), "n");
    world_same(world_field(&w, "attachment", "targetHouse")->label, "Listing");
    world_same(world_field(&w, "attachment", "targetHouse")->settings,
               "{\"onDelete\":\"SET_NULL\",\"relationType\":\"MANY_TO_ONE\","
               "\"joinColumnName\":\"targetHouseId\"}");
    world_same(world_field(&w, "attachment", "targetHouse")->columns[0].name,
               "targetHouseId");
    assert_null(tw__field_find(world_object(&w, "attachment"),
                               TW_STR("targetListing"), NULL));
    assert_false(
        tw__str_is(world_object(&w, "house")->indexes[0]->name, index));
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema"
                                   " WHERE sql LIKE '%listing%'"),
                     0);
    /* names are free again, and the same indexes can be made anew */
    quick_object(&w, "listing");
}

static void a_rename_to_a_taken_or_bad_name_is_refused(void **state)
{
    held_id id = quick_object(&w, "listing");

    (void)state;
    reported(&w, OBJECT_UPDATE, id.text,
             json_of(&w, "{\"nameSingular\":\"people\"}"),
             "objectMetadata[OBJECT_ALREADY_EXISTS]");
    reported(&w, OBJECT_UPDATE, id.text,
             json_of(&w, "{\"namePlural\":\"Bad\"}"),
             "objectMetadata[INVALID_OBJECT_INPUT]");
    refused(&w, OBJECT_UPDATE, id.text, json_of(&w, "{\"nameSingular\":\"\"}"),
            TW_E_PROPERTY_CHECK, NULL);
    refused(&w, OBJECT_UPDATE, "11111111-1111-4111-8111-111111111111",
            json_of(&w, "{}"), TW_E_OBJECT_NOT_FOUND, NULL);
}

static void names_tied_to_labels_change_together(void **state)
{
    held_id id =
        made_object(&w, json_of(&w, "{\"nameSingular\":\"myThing\","
                                    "\"namePlural\":\"myThings\","
                                    "\"labelSingular\":\"My Thing\","
                                    "\"labelPlural\":\"My Things\","
                                    "\"isLabelSyncedWithName\":true}"));
    held_id other = quick_object(&w, "lab");

    (void)state;
    reported(&w, OBJECT_UPDATE, id.text,
             json_of(&w, "{\"labelSingular\":\"Other\"}"),
             "objectMetadata[INVALID_OBJECT_INPUT]");
    updated_object(&w, id.text,
                   json_of(&w, "{\"labelSingular\":\"Other\","
                               "\"nameSingular\":\"other\"}"));
    updated_object(&w, id.text,
                   json_of(&w, "{\"labelSingular\":\"Free\","
                               "\"isLabelSyncedWithName\":false}"));
    world_same(world_object(&w, "other")->label_singular, "Free");
    updated_object(&w, other.text,
                   json_of(&w, "{\"labelSingular\":\"Off\","
                               "\"labelPlural\":\"Away\"}"));
    reported(&w, OBJECT_UPDATE, other.text,
             json_of(&w, "{\"isLabelSyncedWithName\":true}"),
             "objectMetadata[INVALID_OBJECT_INPUT]");
}

static void presentation_of_a_standard_object_is_an_override(void **state)
{
    held_id id = id_of("company");

    (void)state;
    updated_object(&w, id.text,
                   json_of(&w, "{\"labelSingular\":\"Firm\","
                               "\"color\":\"blue\"}"));
    world_same(world_object(&w, "company")->label_singular, "Company");
    world_same(world_object(&w, "company")->overrides,
               "{\"labelSingular\":\"Firm\",\"color\":\"blue\"}");
    updated_object(&w, id.text, json_of(&w, "{\"color\":null}"));
    updated_object(&w, id.text, json_of(&w, "{\"labelSingular\":\"Company\"}"));
    assert_null(world_object(&w, "company")->overrides.ptr);
    updated_object(&w, id.text, json_of(&w, "{\"isActive\":false}"));
    assert_null(tw__object_by_singular(w.catalog, TW_STR("company")));
    updated_object(&w, id.text, json_of(&w, "{\"isActive\":true}"));
    assert_non_null(world_object(&w, "company"));
}

static void names_of_a_standard_object_are_fixed(void **state)
{
    held_id id = id_of("company"), attachment = id_of("attachment");

    (void)state;
    refused(&w, OBJECT_UPDATE, id.text,
            json_of(&w, "{\"nameSingular\":\"firm\"}"),
            TW_E_INVALID_OBJECT_INPUT, NULL);
    refused(&w, OBJECT_UPDATE, id.text,
            json_of(&w, "{\"namePlural\":\"firms\","
                        "\"isLabelSyncedWithName\":true}"),
            TW_E_INVALID_OBJECT_INPUT, NULL);
    reported(&w, OBJECT_UPDATE, attachment.text,
             json_of(&w, "{\"isSearchable\":true}"),
             "objectMetadata[INVALID_OBJECT_INPUT]");
    updated_object(&w, attachment.text, json_of(&w, "{\"icon\":\"IconX\"}"));
    world_same(world_object(&w, "attachment")->overrides,
               "{\"icon\":\"IconX\"}");
}

static void a_new_label_identifier_is_searched_as_well(void **state)
{
    held_id id = quick_object(&w, "book");
    held_id code = quick_field(&w, id.text, "code", "TEXT");
    held_id number = quick_field(&w, id.text, "n", "NUMBER");

    (void)state;
    world_exec(&w, "INSERT INTO book(id, createdAt, updatedAt, code)"
                   " VALUES('x', '', '', 'zebra')");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search WHERE"
                                   " tw_search MATCH 'zebra'"),
                     0);
    updated_object(
        &w, id.text,
        json_of(&w, "{\"labelIdentifierFieldMetadataId\":\"%s\"}", code.text));
    world_same(world_object(&w, "book")->label_identifier->name, "code");
    assert_int_equal(world_object(&w, "book")->search_count, 2);
    world_same(world_object(&w, "book")->search_fields[1]->name, "code");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search WHERE"
                                   " tw_search MATCH 'zebra'"),
                     1);
    reported(
        &w, OBJECT_UPDATE, id.text,
        json_of(&w, "{\"labelIdentifierFieldMetadataId\":\"%s\"}", number.text),
        "objectMetadata[INVALID_OBJECT_INPUT]");
    reported(&w, OBJECT_UPDATE, id.text,
             json_of(&w, "{\"labelIdentifierFieldMetadataId\":"
                         "\"11111111-1111-4111-8111-111111111111\"}"),
             "objectMetadata[INVALID_OBJECT_INPUT]");
    reported(&w, OBJECT_UPDATE, id.text,
             json_of(&w, "{\"labelIdentifierFieldMetadataId\":null}"),
             "objectMetadata[INVALID_OBJECT_INPUT]");
    refused(&w, OBJECT_UPDATE, id.text,
            json_of(&w, "{\"labelIdentifierFieldMetadataId\":\"x\"}"),
            TW_E_PROPERTY_CHECK, NULL);
    /* it can neither be switched off nor deleted, the former one can */
    reported(&w, FIELD_DELETE, code.text, NULL,
             "fieldMetadata[FIELD_MUTATION_NOT_ALLOWED]");
    reported(&w, FIELD_UPDATE, code.text, json_of(&w, "{\"isActive\":false}"),
             "fieldMetadata[LABEL_IDENTIFIER_FIELD_METADATA_ID_NOT_FOUND]");
    deleted_field(&w, field_id("book", "name").text);
    assert_int_equal(world_object(&w, "book")->search_count, 1);
}

static void what_does_not_change_the_model_does_not_touch_it(void **state)
{
    held_id id = quick_object(&w, "book");
    uint64_t version = w.catalog->version;

    (void)state;
    updated_object(&w, id.text,
                   json_of(&w, "{\"shortcut\":\"Z\",\"nameSingular\":\"book\","
                               "\"unknown\":[1]}"));
    assert_int_equal(w.catalog->version, version);
    assert_null(world_object(&w, "book")->shortcut.ptr);
}

#define in_standard(test) \
    cmocka_unit_test_setup_teardown(test, standard, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_standard(a_rename_takes_the_table_and_the_members_along),
        in_standard(a_rename_to_a_taken_or_bad_name_is_refused),
        in_standard(names_tied_to_labels_change_together),
        in_standard(presentation_of_a_standard_object_is_an_override),
        in_standard(names_of_a_standard_object_are_fixed),
        in_standard(a_new_label_identifier_is_searched_as_well),
        in_standard(what_does_not_change_the_model_does_not_touch_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
