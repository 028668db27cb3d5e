/* standard_test.c -- the standard objects in a new file. */
#include "support/check.h"

#include "support/world.h"

#include "base/str.h"
#include "base/uuid.h"
#include "model/physical.h"

static int open_standard(void **state)
{
    static world w;

    world_open(&w, NULL, TW_START_STANDARD);
    *state = &w;
    return 0;
}

static int close_standard(void **state)
{
    world_close(*state);
    return 0;
}

static void a_new_file_has_all_standard_objects(void **state)
{
    world *w = *state;

    assert_int_equal(w->catalog->object_count, 28);
    assert_int_equal(w->catalog->field_count, 454);
    assert_int_equal(world_int(w, "SELECT count(*) FROM tw_index"), 73);
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM tw_index WHERE indexType = 'GIN'"),
        12);
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM tw_index WHERE isUnique"), 6);
    assert_int_equal(world_int(w, "SELECT count(*) FROM tw_search_field"), 34);
    assert_int_equal(world_int(w, "SELECT count(*) FROM tw_count"), 28);
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM tw_field"
                     " WHERE description IS NULL OR description = ''"),
        0);
}

static void the_new_file_is_sound(void **state)
{
    world *w = *state;

    world_same(world_text(w, "PRAGMA integrity_check"), "ok");
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void every_object_has_its_table_and_every_column_is_there(void **state)
{
    world *w = *state;

    for (uint32_t i = 0; i < w->catalog->object_count; i++) {
        const tw_object *o = w->catalog->objects[i];
        tw_str sql = tw__op_printf(
            &w->op, "SELECT count(*) FROM pragma_table_info('%.*s')",
            TW_FMT(o->table));

        assert_int_equal(world_int(w, sql.ptr), o->column_count + 1);
    }
}

static void objects_carry_their_properties(void **state)
{
    world *w = *state;
    const tw_object *person = world_object(w, "person");
    const tw_object *note = world_object(w, "noteTarget");

    world_same(person->plural, "people");
    world_same(person->label_plural, "People");
    world_same(person->icon, "IconUser");
    world_same(person->shortcut, "P");
    assert_null(person->color.ptr);
    assert_true(person->is_active && person->is_searchable);
    assert_true(person->is_ui_editable && person->is_ui_creatable);
    assert_false(person->is_system || person->is_custom || person->is_remote);
    world_same(person->label_identifier->name, "name");
    world_same(person->image_identifier->name, "avatarUrl");
    assert_true(note->is_system);
    assert_false(note->is_searchable || note->is_ui_creatable);
    world_same(note->label_identifier->name, "id");
    assert_null(note->image_identifier);
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM tw_object WHERE isAuditLogged"), 17);
}

static void fields_carry_their_properties(void **state)
{
    world *w = *state;
    const tw_field *stage = world_field(w, "opportunity", "stage");
    const tw_field *by = world_field(w, "company", "createdBy");
    const tw_field *url = world_field(w, "company", "domainName");
    const tw_field *day = world_field(w, "workspaceMember", "calendarStartDay");

    world_same(stage->default_value, "\"'NEW'\"");
    assert_int_equal(stage->option_count, 5);
    world_same(stage->options[1].value, "SCREENING");
    world_same(stage->options[1].label, "Screening");
    world_same(stage->options[1].color, "purple");
    assert_true(tw__uuid_valid(stage->options[1].id));
    assert_false(stage->is_nullable);
    world_same(by->default_value, "{\"source\":\"'MANUAL'\",\"name\":\"'System'"
                                  "\",\"workspaceMemberId\":null}");
    assert_true(by->is_system && !by->is_ui_editable && !by->is_nullable);
    world_same(url->settings, "{\"maxNumberOfValues\":1}");
    assert_true(url->is_unique && url->is_nullable);
    assert_false(world_field(w, "company", "id")->is_unique);
    world_same(day->default_value, "7");
    world_same(world_field(w, "task", "status")->options[0].label, "To do");
}

static void relations_know_their_other_side(void **state)
{
    world *w = *state;
    const tw_field *company = world_field(w, "person", "company");
    const tw_field *target = world_field(w, "noteTarget", "targetPerson");

    assert_int_equal(company->relation, TW_RELATION_MANY_TO_ONE);
    assert_int_equal(company->on_delete, TW_ON_DELETE_SET_NULL);
    assert_ptr_equal(company->target, world_object(w, "company"));
    assert_ptr_equal(company->target_field,
                     world_field(w, "company", "people"));
    world_same(company->join_name, "companyId");
    world_same(company->settings,
               "{\"relationType\":\"MANY_TO_ONE\",\"onDelete\":\"SET_NULL\","
               "\"joinColumnName\":\"companyId\"}");
    assert_int_equal(company->target_field->relation, TW_RELATION_ONE_TO_MANY);
    assert_int_equal(company->target_field->column_count, 0);
    assert_int_equal(target->on_delete, TW_ON_DELETE_CASCADE);
    assert_non_null(target->morph_id.ptr);
    assert_true(
        tw__str_eq(target->morph_id,
                   world_field(w, "noteTarget", "targetCompany")->morph_id));
    assert_false(
        tw__str_eq(target->morph_id,
                   world_field(w, "taskTarget", "targetCompany")->morph_id));
    assert_null(world_field(w, "noteTarget", "note")->morph_id.ptr);
}

static void both_sides_of_every_relation_agree(void **state)
{
    world *w = *state;
    unsigned pairs = 0;

    for (uint32_t i = 0; i < w->catalog->field_count; i++) {
        const tw_field *f = w->catalog->all_fields[i];

        if (f->relation == TW_RELATION_NONE)
            continue;
        assert_ptr_equal(f->target_field->target_field, f);
        assert_ptr_equal(f->target_field->target, f->object);
        assert_int_not_equal(f->target_field->relation, f->relation);
        pairs += f->relation == TW_RELATION_MANY_TO_ONE;
    }
    assert_int_equal(pairs, 55);
}

static void duplicate_criteria_are_resolved(void **state)
{
    world *w = *state;
    const tw_object *person = world_object(w, "person");

    world_same(person->duplicate_criteria,
               "[[\"nameFirstName\",\"nameLastName\"],"
               "[\"linkedinLinkPrimaryLinkUrl\"],[\"emailsPrimaryEmail\"]]");
    assert_int_equal(person->criterion_count, 3);
    assert_int_equal(person->criteria[0].count, 2);
    world_same(person->criteria[0].columns[1]->name, "nameLastName");
    assert_int_equal(person->criteria[2].count, 1);
    world_same(person->criteria[2].columns[0]->name, "emailsPrimaryEmail");
    assert_int_equal(world_object(w, "task")->criterion_count, 0);
}

static void unique_keys_are_resolved(void **state)
{
    world *w = *state;
    const tw_object *member = world_object(w, "messageListMember");

    assert_int_equal(world_object(w, "person")->unique_count, 2);
    world_same(world_object(w, "person")->uniques[1].columns[0]->name,
               "emailsPrimaryEmail");
    assert_int_equal(member->unique_count, 2);
    assert_int_equal(member->uniques[1].count, 2);
    world_same(member->uniques[1].columns[0]->name, "personId");
    world_same(member->uniques[1].columns[1]->name, "listId");
    assert_false(world_field(w, "messageListMember", "person")->is_unique);
}

static void search_fields_are_in_order(void **state)
{
    world *w = *state;
    const tw_object *person = world_object(w, "person");

    assert_int_equal(person->search_count, 4);
    world_same(person->search_fields[0]->name, "name");
    world_same(person->search_fields[3]->name, "jobTitle");
    assert_int_equal(
        world_object(w, "messageChannelMessageAssociationMessageFolder")
            ->search_count,
        0);
}

static void universal_identifiers_are_the_same_in_every_workspace(void **state)
{
    world *w = *state, other;
    tw_str a = world_field(w, "person", "name")->universal_id;
    char name[TW_UUID_BYTES];

    tw__uuid_named(TW_STR("person.name"), name);
    assert_memory_equal(a.ptr, name, sizeof(name));
    assert_int_equal(
        world_int(w, "SELECT count(DISTINCT universalIdentifier) FROM"
                     " (SELECT universalIdentifier FROM tw_object UNION ALL"
                     "  SELECT universalIdentifier FROM tw_field UNION ALL"
                     "  SELECT universalIdentifier FROM tw_index)"),
        28 + 454 + 73);
    world_open(&other, NULL, TW_START_EMPTY);
    assert_int_equal(other.catalog->object_count, 0);
    assert_int_equal(other.catalog->field_count, 0);
    world_close(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_file_has_all_standard_objects),
        cmocka_unit_test(the_new_file_is_sound),
        cmocka_unit_test(every_object_has_its_table_and_every_column_is_there),
        cmocka_unit_test(objects_carry_their_properties),
        cmocka_unit_test(fields_carry_their_properties),
        cmocka_unit_test(relations_know_their_other_side),
        cmocka_unit_test(both_sides_of_every_relation_agree),
        cmocka_unit_test(duplicate_criteria_are_resolved),
        cmocka_unit_test(unique_keys_are_resolved),
        cmocka_unit_test(search_fields_are_in_order),
        cmocka_unit_test(universal_identifiers_are_the_same_in_every_workspace),
    };

    return cmocka_run_group_tests(tests, open_standard, close_standard);
}
