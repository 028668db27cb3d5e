/* change_morph_test.c -- polymorphic relations. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

#include <stdio.h>

static world w;
static held_id a, b, c; /* a leads to b and c */

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    a = quick_object(&w, "mrf");
    b = quick_object(&w, "firm");
    c = quick_object(&w, "man");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static const char *target(const char *type, const char *to, const char *label)
{
    return tw__op_printf(&w.op,
                         "{\"type\":\"%s\",\"targetObjectMetadataId\":\"%s\","
                         "\"targetFieldLabel\":\"%s\","
                         "\"targetFieldIcon\":\"IconLink\"}",
                         type, to, label)
        .ptr;
}

static const tw_json *morph(const char *targets)
{
    return json_of(&w,
                   "{\"objectMetadataId\":\"%s\",\"type\":\"MORPH_RELATION\","
                   "\"name\":\"owner\",\"label\":\"Owner\","
                   "\"morphRelationsCreationPayload\":%s}",
                   a.text, targets);
}

static held_id owner(void)
{
    const char *list = tw__op_printf(&w.op, "[%s,%s]",
                                     target("MANY_TO_ONE", b.text, "Mrf list"),
                                     target("MANY_TO_ONE", c.text, "Mrf list"))
                           .ptr;

    return made_field(&w, morph(list));
}

static void each_target_has_a_member_of_its_own(void **state)
{
    const tw_field *firm, *man;
    held_id id = owner();

    (void)state;
    firm = world_field(&w, "mrf", "ownerFirm");
    man = world_field(&w, "mrf", "ownerMan");
    world_same(firm->id, id.text);
    world_same(firm->morph_id, man->morph_id.ptr);
    world_same(man->label, "Owner");
    world_same(man->join_name, "ownerManId");
    world_same(man->target_field->name, "mrfList");
    assert_int_equal(man->target_field->type->id, TW_TYPE_RELATION);
    assert_int_equal(world_object(&w, "mrf")->index_count, 3);
}

static void bad_targets_are_refused(void **state)
{
    const char *const malformed =
        "fieldMetadata[FIELD_METADATA_RELATION_MALFORMED]";
    char list[1000];

    (void)state;
    reported(&w, FIELD_CREATE, NULL, morph("null"),
             "fieldMetadata[INVALID_FIELD_INPUT]");
    reported(&w, FIELD_CREATE, NULL, morph("[]"), malformed);
    reported(&w, FIELD_CREATE, NULL, morph("[{\"type\":\"MANY_TO_ONE\"}]"),
             malformed);
    snprintf(list, sizeof(list), "[%s,%s]", target("MANY_TO_ONE", b.text, "X"),
             target("ONE_TO_MANY", c.text, "X"));
    reported(&w, FIELD_CREATE, NULL, morph(list), malformed);
    snprintf(list, sizeof(list), "[%s,%s]", target("MANY_TO_ONE", b.text, "X"),
             target("MANY_TO_ONE", b.text, "Y"));
    reported(&w, FIELD_CREATE, NULL, morph(list), malformed);
    snprintf(list, sizeof(list), "[%s]", target("MANY_TO_ONE", a.text, "X"));
    reported(&w, FIELD_CREATE, NULL, morph(list),
             "fieldMetadata[INVALID_FIELD_INPUT][FIELD_METADATA_NOT_FOUND]"
             " viewField[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             " index[INDEX_FIELD_NOT_FOUND]");
}

static void a_target_can_be_added(void **state)
{
    held_id id = owner(), d = quick_object(&w, "deal");

    (void)state;
    updated_field(&w, id.text,
                  json_of(&w,
                          "{\"morphRelationsUpdatePayload\":"
                          "[{\"targetObjectMetadataId\":\"%s\"}]}",
                          d.text));
    world_same(world_field(&w, "mrf", "ownerDeal")->morph_id,
               world_field(&w, "mrf", "ownerFirm")->morph_id.ptr);
    world_same(world_field(&w, "deal", "mrfList")->label, "Mrf list");
    reported(&w, FIELD_UPDATE, id.text,
             json_of(&w,
                     "{\"morphRelationsUpdatePayload\":"
                     "[{\"targetObjectMetadataId\":\"%s\"}]}",
                     b.text),
             "fieldMetadata[NOT_AVAILABLE NOT_AVAILABLE]"
             "[NOT_AVAILABLE FIELD_METADATA_NOT_FOUND]"
             " viewField[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             "[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"
             " index[INDEX_ALREADY_EXISTS INDEX_FIELD_NOT_FOUND]");
    reported(&w, FIELD_UPDATE, id.text,
             json_of(&w, "{\"morphRelationsUpdatePayload\":"
                         "[{\"targetObjectMetadataId\":\"x\"}]}"),
             "fieldMetadata[FIELD_METADATA_RELATION_MALFORMED]");
}

static void members_change_together(void **state)
{
    held_id id = owner();

    (void)state;
    updated_field(&w, id.text,
                  json_of(&w, "{\"label\":\"Holder\",\"isActive\":false}"));
    assert_null(
        tw__field_find(world_object(&w, "mrf"), TW_STR("ownerMan"), NULL));
    assert_null(
        tw__field_find(world_object(&w, "man"), TW_STR("mrfList"), NULL));
    updated_field(&w, id.text,
                  json_of(&w, "{\"name\":\"holder\",\"isActive\":true}"));
    world_same(world_field(&w, "mrf", "holderMan")->label, "Holder");
    world_same(world_field(&w, "mrf", "holderFirm")->columns[0].name,
               "holderFirmId");
    world_exec(&w, "SELECT holderManId, holderFirmId FROM mrf");
}

static void deleting_a_member_deletes_the_group(void **state)
{
    held_id id = owner();

    (void)state;
    deleted_field(&w, id.text);
    assert_int_equal(world_object(&w, "mrf")->field_count, 9);
    assert_int_equal(world_object(&w, "mrf")->index_count, 1);
    assert_int_equal(world_object(&w, "firm")->field_count, 9);
    assert_int_equal(world_object(&w, "man")->field_count, 9);
}

static void deleting_a_target_deletes_its_member(void **state)
{
    (void)state;
    owner();
    deleted_object(&w, b.text);
    assert_int_equal(world_object(&w, "mrf")->field_count, 10);
    world_same(world_field(&w, "mrf", "ownerMan")->target->singular, "man");
}

static void renaming_a_target_renames_its_member(void **state)
{
    (void)state;
    owner();
    updated_object(&w, b.text, json_of(&w, "{\"nameSingular\":\"company\"}"));
    world_same(world_field(&w, "mrf", "ownerCompany")->join_name,
               "ownerCompanyId");
    world_exec(&w, "SELECT ownerCompanyId FROM mrf");
    world_exec(&w, "INSERT INTO company(id, createdAt, updatedAt)"
                   " VALUES('f', '', '');"
                   "INSERT INTO mrf(id, createdAt, updatedAt, ownerCompanyId)"
                   " VALUES('m', '', '', 'f')");
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(each_target_has_a_member_of_its_own),
        in_world(bad_targets_are_refused),
        in_world(a_target_can_be_added),
        in_world(members_change_together),
        in_world(deleting_a_member_deletes_the_group),
        in_world(deleting_a_target_deletes_its_member),
        in_world(renaming_a_target_renames_its_member),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
