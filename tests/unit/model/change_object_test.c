/* change_object_test.c -- objects made and deleted. */
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

static int empty(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static void a_new_object_comes_with_thirteen_fields(void **state)
{
    held_id id;
    const tw_object *o;
    const tw_field *f;

    (void)state;
    id = quick_object(&w, "listing");
    o = world_object(&w, "listing");
    world_same(o->id, id.text);
    assert_int_equal(o->field_count, 13);
    assert_true(o->is_custom && o->is_active && o->is_searchable);
    assert_false(o->is_system);
    world_same(o->plural, "listings");
    world_same(o->label_singular, "Listing");
    world_same(o->label_identifier->name, "name");
    assert_int_equal(o->search_count, 1);
    assert_int_equal(o->index_count, 1);
    assert_true(o->indexes[0]->is_gin);
    assert_false(o->indexes[0]->is_custom);
    f = world_field(&w, "listing", "id");
    world_same(f->default_value, "\"uuid\"");
    assert_true(f->is_system && !f->is_nullable && !f->is_unique);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM \"listing\""), 0);
}

static void its_relations_lead_to_the_standard_groups(void **state)
{
    const tw_field *f, *company;

    (void)state;
    quick_object(&w, "listing");
    f = world_field(&w, "attachment", "targetListing");
    company = world_field(&w, "attachment", "targetCompany");
    world_same(f->morph_id, company->morph_id.ptr);
    world_same(f->label, "Listing");
    world_same(f->join_name, "targetListingId");
    assert_int_equal(f->relation, TW_RELATION_MANY_TO_ONE);
    assert_int_equal(f->on_delete, TW_ON_DELETE_SET_NULL);
    assert_false(f->is_system);
    assert_true(f->is_custom);
    world_same(f->target_field->name, "attachments");
    world_same(
        world_field(&w, "noteTarget", "targetListing")->target_field->label,
        "Notes");
}

static void in_an_empty_model_it_has_no_relations(void **state)
{
    (void)state;
    quick_object(&w, "listing");
    assert_int_equal(world_object(&w, "listing")->field_count, 9);
}

static void without_a_name_field_the_id_identifies(void **state)
{
    const tw_object *o;

    (void)state;
    made_object(&w, json_of(&w, "{\"nameSingular\":\"bare\","
                                "\"namePlural\":\"bares\","
                                "\"labelSingular\":\"Bare\","
                                "\"labelPlural\":\"Bares\","
                                "\"skipNameField\":true}"));
    o = world_object(&w, "bare");
    assert_int_equal(o->field_count, 8);
    world_same(o->label_identifier->name, "id");
    assert_int_equal(o->search_count, 0);
}

static void texts_are_trimmed_and_labels_capitalised(void **state)
{
    (void)state;
    made_object(&w, json_of(&w, "{\"nameSingular\":\" lab\","
                                "\"namePlural\":\"labs \","
                                "\"labelSingular\":\"  two   words \","
                                "\"labelPlural\":\"two  wordss\","
                                "\"icon\":\"IconX\"}"));
    world_same(world_object(&w, "lab")->label_singular, "Two words");
    world_same(world_object(&w, "lab")->label_plural, "Two wordss");
    world_same(world_object(&w, "lab")->icon, "IconX");
}

/* The names and labels of one object, and what is said about them. */
static const struct {
    const char *singular, *plural, *label, *codes;
} bad_names[] = {
    {"rocket_ship", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"Rocket", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"\u00e9t\u00e9", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"1rocket", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"rocket ship", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"user", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"index", "odds", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "odds",
     "Odd", "[INVALID_OBJECT_INPUT]"},
    {"sheep", "sheep", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"myThing", "mything", "Odd", "[INVALID_OBJECT_INPUT]"},
    {"people", "odds", "Odd", "[OBJECT_ALREADY_EXISTS]"},
    {"odd", "company", "Odd", "[OBJECT_ALREADY_EXISTS]"},
    {"company", "companies", "Odd", "[OBJECT_ALREADY_EXISTS]"},
    {"  ", "odds", "Odd", "[INVALID_OBJECT_INPUT INVALID_OBJECT_INPUT]"},
    {"odd", "odds",
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
     "[INVALID_OBJECT_INPUT]"},
};

static void bad_names_and_labels_are_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bad_names) / sizeof(bad_names[0]); i++) {
        const tw_json *report = NULL, *object;
        tw_str made;
        tw_buf b;

        world_begin(&w);
        assert_int_equal(
            tw__object_create(&w.op,
                              json_of(&w,
                                      "{\"nameSingular\":\"%s\","
                                      "\"namePlural\":\"%s\","
                                      "\"labelSingular\":\"%s\","
                                      "\"labelPlural\":\"Odds\"}",
                                      bad_names[i].singular,
                                      bad_names[i].plural, bad_names[i].label),
                              &made),
            TW_E_METADATA_VALIDATION);
        tw__buf_init(&b, &w.alloc);
        assert_int_equal(tw__json_read(&w.op, w.op.report, &report), TW_OK);
        object = tw__json_member(tw__json_member(report, "errors"),
                                 "objectMetadata");
        assert_int_equal(object->count, 1);
        object = tw__json_member(&object->items[0], "errors");
        for (uint32_t k = 0; k < object->count; k++) {
            tw__buf_char(&b, k == 0 ? '[' : ' ');
            tw__buf_str(&b, tw__json_member(&object->items[k], "code")->text);
        }
        tw__buf_char(&b, ']');
        world_same(tw__buf_view(&b), bad_names[i].codes);
        tw__buf_fini(&b);
        world_rollback(&w);
        world_next(&w);
    }
}

static void a_refused_object_takes_all_it_brings_with_it(void **state)
{
    (void)state;
    reported(&w, OBJECT_CREATE, NULL,
             json_of(&w, "{\"nameSingular\":\"Bad\",\"namePlural\":\"bads\","
                         "\"labelSingular\":\"B\",\"labelPlural\":\"Bs\","
                         "\"skipNameField\":true}"),
             "fieldMetadata[OBJECT_METADATA_NOT_FOUND]"
             "[OBJECT_METADATA_NOT_FOUND][OBJECT_METADATA_NOT_FOUND]"
             "[OBJECT_METADATA_NOT_FOUND][OBJECT_METADATA_NOT_FOUND]"
             "[OBJECT_METADATA_NOT_FOUND][OBJECT_METADATA_NOT_FOUND]"
             "[OBJECT_METADATA_NOT_FOUND]"
             " objectMetadata[INVALID_OBJECT_INPUT]"
             " view[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             " viewField[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             " index[INDEX_OBJECT_NOT_FOUND INDEX_FIELD_NOT_FOUND]");
}

static void wrong_properties_are_listed_before_any_rule(void **state)
{
    tw_str made;

    (void)state;
    world_begin(&w);
    assert_int_equal(
        tw__object_create(&w.op,
                          json_of(&w, "{\"nameSingular\":\"a'b\","
                                      "\"namePlural\":\"\",\"icon\":5}"),
                          &made),
        TW_E_PROPERTY_CHECK);
    assert_true(tw__str_starts(w.op.report,
                               TW_STR("{\"messages\":[\"nameSingular must")));
    assert_non_null(strstr(w.op.report.ptr, "labelPlural"));
    assert_non_null(strstr(w.op.error.message, "icon must be a string"));
    tw__op_forgive(&w.op);
    world_rollback(&w);
    refused(&w, OBJECT_CREATE, NULL, json_of(&w, "[]"), TW_E_PROPERTY_CHECK,
            NULL);
    refused(&w, OBJECT_CREATE, NULL, NULL, TW_E_PROPERTY_CHECK, NULL);
    refused(&w, OBJECT_CREATE, NULL,
            json_of(&w, "{\"nameSingular\":\"String\",\"namePlural\":\"x\","
                        "\"labelSingular\":\"x\",\"labelPlural\":\"x\"}"),
            TW_E_PROPERTY_CHECK, NULL);
}

static void names_tied_to_labels_must_go_with_them(void **state)
{
    (void)state;
    refused(&w, OBJECT_CREATE, NULL,
            json_of(&w, "{\"nameSingular\":\"other\",\"namePlural\":\"others\","
                        "\"labelSingular\":\"My Thing\","
                        "\"labelPlural\":\"others\","
                        "\"isLabelSyncedWithName\":true}"),
            TW_E_METADATA_VALIDATION, NULL);
    made_object(&w, json_of(&w, "{\"nameSingular\":\"myThing\","
                                "\"namePlural\":\"myThings\","
                                "\"labelSingular\":\"My Thing\","
                                "\"labelPlural\":\"My Thing\","
                                "\"isLabelSyncedWithName\":true}"));
    assert_true(world_object(&w, "myThing")->is_label_synced);
}

static void a_deleted_object_leaves_nothing_behind(void **state)
{
    held_id house, door;
    int64_t fields = world_int(&w, "SELECT count(*) FROM tw_field");
    int64_t indexes = world_int(&w, "SELECT count(*) FROM tw_index");

    (void)state;
    house = quick_object(&w, "house");
    door = quick_object(&w, "door");
    quick_relation(&w, door.text, house.text, "house", "Doors");
    assert_non_null(world_field(&w, "house", "doors"));
    deleted_object(&w, house.text);
    assert_null(tw__object_by_singular(w.catalog, TW_STR("house")));
    assert_null(
        tw__field_find(world_object(&w, "door"), TW_STR("house"), NULL));
    assert_null(tw__field_find(world_object(&w, "noteTarget"),
                               TW_STR("targetHouse"), NULL));
    world_exec(&w, "INSERT INTO door(id, createdAt, updatedAt)"
                   " VALUES('x', '', '')");
    deleted_object(&w, door.text);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_field"), fields);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_index"), indexes);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema WHERE "
                                   "name LIKE '%door%'"),
                     0);
    quick_object(&w, "house"); /* the name is free again */
}

static void standard_and_system_objects_are_not_deleted(void **state)
{
    char id[40] = {0};

    (void)state;
    memcpy(id, world_object(&w, "company")->id.ptr, 36);
    reported(&w, OBJECT_DELETE, id, NULL,
             "objectMetadata[INVALID_OBJECT_INPUT]");
    memcpy(id, world_object(&w, "attachment")->id.ptr, 36);
    reported(&w, OBJECT_DELETE, id, NULL,
             "objectMetadata[INVALID_OBJECT_INPUT INVALID_OBJECT_INPUT]");
    refused(&w, OBJECT_DELETE, "11111111-1111-4111-8111-111111111111", NULL,
            TW_E_ENTITY_NOT_FOUND, NULL);
}

static void names_that_differ_in_case_get_tables_of_their_own(void **state)
{
    (void)state;
    quick_object(&w, "foobar");
    quick_object(&w, "fooBar");
    assert_false(tw__str_eq_ascii_case(world_object(&w, "foobar")->table,
                                       world_object(&w, "fooBar")->table));
}

#define in_standard(test) \
    cmocka_unit_test_setup_teardown(test, standard, close_world)
#define in_empty(test) cmocka_unit_test_setup_teardown(test, empty, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_standard(a_new_object_comes_with_thirteen_fields),
        in_standard(its_relations_lead_to_the_standard_groups),
        in_empty(in_an_empty_model_it_has_no_relations),
        in_empty(without_a_name_field_the_id_identifies),
        in_empty(texts_are_trimmed_and_labels_capitalised),
        in_standard(bad_names_and_labels_are_reported),
        in_empty(a_refused_object_takes_all_it_brings_with_it),
        in_empty(wrong_properties_are_listed_before_any_rule),
        in_empty(names_tied_to_labels_must_go_with_them),
        in_standard(a_deleted_object_leaves_nothing_behind),
        in_standard(standard_and_system_objects_are_not_deleted),
        in_empty(names_that_differ_in_case_get_tables_of_their_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
