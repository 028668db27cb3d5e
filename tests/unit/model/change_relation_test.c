/* change_relation_test.c -- relations: pairs of fields, made and deleted
** together. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

static world w;
static held_id a, b; /* two objects */

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    a = quick_object(&w, "rra");
    b = quick_object(&w, "rrb");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static const tw_json *relation(const char *name, const char *payload)
{
    return json_of(&w,
                   "{\"objectMetadataId\":\"%s\",\"type\":\"RELATION\","
                   "\"name\":\"%s\",\"label\":\"Label\","
                   "\"relationCreationPayload\":%s}",
                   a.text, name, payload);
}

static const char *payload(const char *type, const char *to, const char *label)
{
    return tw__op_printf(&w.op,
                         "{\"type\":\"%s\",\"targetObjectMetadataId\":\"%s\","
                         "\"targetFieldLabel\":\"%s\","
                         "\"targetFieldIcon\":\"IconLink\"}",
                         type, to, label)
        .ptr;
}

static void a_relation_is_a_pair_of_fields(void **state)
{
    const tw_field *boss, *staff;
    held_id id;

    (void)state;
    id = quick_relation(&w, a.text, b.text, "boss", "Staff");
    boss = world_field(&w, "rra", "boss");
    staff = world_field(&w, "rrb", "staff");
    world_same(boss->id, id.text);
    assert_ptr_equal(boss->target_field, staff);
    assert_ptr_equal(staff->target_field, boss);
    world_same(boss->settings,
               "{\"onDelete\":\"SET_NULL\",\"relationType\":\"MANY_TO_ONE\","
               "\"joinColumnName\":\"bossId\"}");
    world_same(staff->settings, "{\"relationType\":\"ONE_TO_MANY\"}");
    world_same(boss->icon, "IconRelationOneToMany");
    world_same(staff->icon, "IconLink");
    world_same(staff->label, "Staff");
    assert_true(boss->description.len > 0 && staff->description.len > 0);
    assert_int_equal(world_object(&w, "rra")->index_count, 2);
    assert_true(world_object(&w, "rra")->indexes[1]->is_custom);
    assert_false(world_object(&w, "rra")->indexes[1]->is_unique);
    world_exec(&w, "INSERT INTO rrb(id, createdAt, updatedAt)"
                   " VALUES('b', '', '');"
                   "INSERT INTO rra(id, createdAt, updatedAt, bossId)"
                   " VALUES('a', '', '', 'b')");
}

static void the_same_again_is_refused_on_both_sides(void **state)
{
    (void)state;
    quick_relation(&w, a.text, b.text, "boss", "Staff");
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_ONE", b.text, "Staff")),
             "fieldMetadata[NOT_AVAILABLE NOT_AVAILABLE]"
             "[NOT_AVAILABLE FIELD_METADATA_NOT_FOUND]"
             " viewField[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             " index[INDEX_ALREADY_EXISTS INDEX_FIELD_NOT_FOUND]");
}

static void a_taken_name_refuses_the_other_side_and_the_index(void **state)
{
    (void)state;
    reported(&w, FIELD_CREATE, NULL,
             relation("name", payload("MANY_TO_ONE", b.text, "Staff")),
             "fieldMetadata[NOT_AVAILABLE][FIELD_METADATA_NOT_FOUND]"
             " viewField[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             " index[INDEX_FIELD_NOT_FOUND]");
}

static void a_bad_label_of_the_other_side_is_reported_there(void **state)
{
    (void)state;
    reported(
        &w, FIELD_CREATE, NULL,
        relation("boss", payload("MANY_TO_ONE", b.text, " ")),
        "fieldMetadata[INVALID_FIELD_INPUT INVALID_FIELD_INPUT]" TWO_VIEW_FIELDS);
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_ONE", b.text, "Name")),
             "fieldMetadata[NOT_AVAILABLE]" TWO_VIEW_FIELDS);
}

static void bad_payloads_are_single_errors(void **state)
{
    const char *const unknown = "11111111-1111-4111-8111-111111111111";
    const char *const malformed =
        "fieldMetadata[FIELD_METADATA_RELATION_MALFORMED]";

    (void)state;
    reported(&w, FIELD_CREATE, NULL, relation("boss", "null"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_CREATE, NULL, relation("boss", "5"), malformed);
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_MANY", b.text, "X")), malformed);
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_ONE", "x", "X")), malformed);
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_ONE", unknown, "X")), malformed);
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", "{\"type\":\"MANY_TO_ONE\"}"), malformed);
}

static void an_object_may_lead_to_itself_by_two_names(void **state)
{
    (void)state;
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_ONE", a.text, "Boss")),
             "fieldMetadata[NOT_AVAILABLE]" TWO_VIEW_FIELDS);
    reported(&w, FIELD_CREATE, NULL,
             relation("boss", payload("MANY_TO_ONE", a.text, "Boss id")),
             "fieldMetadata[NOT_AVAILABLE]" TWO_VIEW_FIELDS);
    quick_relation(&w, a.text, a.text, "boss", "Staff");
    assert_ptr_equal(world_field(&w, "rra", "boss")->target_field,
                     world_field(&w, "rra", "staff"));
    deleted_object(&w, a.text);
}

static void one_to_many_puts_the_key_on_the_other_side(void **state)
{
    (void)state;
    made_field(&w, relation("items", payload("ONE_TO_MANY", b.text, "Owner")));
    assert_int_equal(world_field(&w, "rra", "items")->column_count, 0);
    world_same(world_field(&w, "rrb", "owner")->join_name, "ownerId");
    assert_int_equal(world_object(&w, "rrb")->index_count, 2);
}

static void only_the_key_side_can_be_unique(void **state)
{
    (void)state;
    made_field(&w, json_of(&w,
                           "{\"objectMetadataId\":\"%s\",\"type\":\"RELATION\","
                           "\"name\":\"one\",\"label\":\"L\",\"isUnique\":true,"
                           "\"relationCreationPayload\":%s}",
                           a.text, payload("MANY_TO_ONE", b.text, "Single")));
    assert_true(world_field(&w, "rra", "one")->is_unique);
    reported(&w, FIELD_CREATE, NULL,
             json_of(&w,
                     "{\"objectMetadataId\":\"%s\",\"type\":\"RELATION\","
                     "\"name\":\"many\",\"label\":\"L\",\"isUnique\":true,"
                     "\"relationCreationPayload\":%s}",
                     a.text, payload("ONE_TO_MANY", b.text, "Back")),
             "index[INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE]");
}

static void deleting_one_side_deletes_both(void **state)
{
    held_id staff = {{0}};

    (void)state;
    quick_relation(&w, a.text, b.text, "boss", "Staff");
    memcpy(staff.text, world_field(&w, "rrb", "staff")->id.ptr, 36);
    deleted_field(&w, staff.text);
    assert_null(tw__field_find(world_object(&w, "rra"), TW_STR("boss"), NULL));
    assert_int_equal(world_object(&w, "rra")->index_count, 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM"
                                   " pragma_table_info('rra')"
                                   " WHERE name = 'bossId'"),
                     0);
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(a_relation_is_a_pair_of_fields),
        in_world(the_same_again_is_refused_on_both_sides),
        in_world(a_taken_name_refuses_the_other_side_and_the_index),
        in_world(a_bad_label_of_the_other_side_is_reported_there),
        in_world(bad_payloads_are_single_errors),
        in_world(an_object_may_lead_to_itself_by_two_names),
        in_world(one_to_many_puts_the_key_on_the_other_side),
        in_world(only_the_key_side_can_be_unique),
        in_world(deleting_one_side_deletes_both),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
