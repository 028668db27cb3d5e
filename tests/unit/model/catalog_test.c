/* catalog_test.c -- the data model's snapshot: loading, look-ups, damage. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"

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

static void objects_are_found_by_their_names_and_id(void **state)
{
    const tw_catalog *c = ((world *)*state)->catalog;
    const tw_object *person = tw__object_by_singular(c, TW_STR("person"));

    assert_non_null(person);
    assert_ptr_equal(tw__object_by_plural(c, TW_STR("people")), person);
    assert_ptr_equal(tw__object_by_id(c, person->id), person);
    assert_null(tw__object_by_singular(c, TW_STR("people")));
    assert_null(tw__object_by_plural(c, TW_STR("person")));
    assert_null(tw__object_by_singular(c, TW_STR("Person")));
    assert_null(tw__object_by_id(c, TW_STR("x")));
    assert_null(tw__object_by_plural(c, TW_STR("")));
}

static void lists_run_from_the_highest_id_down(void **state)
{
    const tw_catalog *c = ((world *)*state)->catalog;

    for (uint32_t i = 1; i < c->object_count; i++)
        assert_true(tw__str_cmp(c->objects[i - 1]->id, c->objects[i]->id) > 0);
    for (uint32_t i = 1; i < c->field_count; i++)
        assert_true(
            tw__str_cmp(c->all_fields[i - 1]->id, c->all_fields[i]->id) > 0);
}

static void fields_are_found_by_name_and_join_name(void **state)
{
    world *w = *state;
    const tw_object *person = world_object(w, "person");
    bool join = true;
    const tw_field *f = tw__field_find(person, TW_STR("company"), &join);

    assert_non_null(f);
    assert_false(join);
    assert_ptr_equal(tw__field_find(person, TW_STR("companyId"), &join), f);
    assert_true(join);
    assert_ptr_equal(tw__field_by_id(w->catalog, f->id), f);
    assert_ptr_equal(f->object, person);
    assert_null(tw__field_find(person, TW_STR("Company"), NULL));
    assert_null(tw__field_find(person, TW_STR("nameFirstName"), NULL));
    assert_null(tw__field_find(person, TW_STR("noteTargetsId"), NULL));
}

static void parts_and_options_are_found_by_name(void **state)
{
    world *w = *state;
    const tw_field *name = world_field(w, "person", "name");
    const tw_field *status = world_field(w, "task", "status");

    assert_int_equal(tw__field_part(name, TW_STR("lastName")), 1);
    assert_int_equal(tw__field_part(name, TW_STR("middleName")), -1);
    assert_int_equal(tw__field_part(status, TW_STR("")), -1);
    assert_non_null(tw__field_option(status, TW_STR("DONE")));
    assert_null(tw__field_option(status, TW_STR("done")));
    assert_null(tw__field_option(name, TW_STR("DONE")));
}

static void columns_start_with_the_id_and_know_their_place(void **state)
{
    world *w = *state;

    for (uint32_t i = 0; i < w->catalog->object_count; i++) {
        const tw_object *o = w->catalog->objects[i];

        assert_ptr_equal(o->c_id, &o->columns[0]);
        world_same(o->columns[0].name, "id");
        for (uint16_t n = 0; n < o->column_count; n++) {
            const tw_column *c = &o->columns[n];

            assert_int_equal(c->index, n);
            assert_ptr_equal(&c->field->columns[c->part], c);
            assert_ptr_equal(c->field->object, o);
        }
    }
}

static void well_known_columns_are_known(void **state)
{
    world *w = *state;
    const tw_object *o = world_object(w, "company");

    world_same(o->c_created_at->name, "createdAt");
    world_same(o->c_updated_at->name, "updatedAt");
    world_same(o->c_deleted_at->name, "deletedAt");
    world_same(o->c_position->name, "position");
    world_same(o->f_created_by->name, "createdBy");
    world_same(o->f_updated_by->name, "updatedBy");
    world_same(o->f_search_vector->name, "searchVector");
    assert_int_equal(o->f_search_vector->column_count, 0);
}

static const tw_column *column(world *w, const char *object, const char *name)
{
    const tw_object *o = world_object(w, object);

    for (uint16_t i = 0; i < o->column_count; i++)
        if (tw__str_is(o->columns[i].name, name))
            return &o->columns[i];
    fail_msg("no column \"%s\"", name);
    return NULL;
}

static void columns_know_their_indexes(void **state)
{
    static const struct {
        const char *name;
        bool unique, sorted, indexed;
    } cases[] = {
        {"id", true, false, true},
        {"emailsPrimaryEmail", true, false, true},
        {"companyId", false, false, true},
        {"position", false, false, true},
        {"jobTitle", false, true, true},
        {"avatarUrl", false, false, false},
        {"emailsAdditionalEmails", false, false, false},
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    grow_index(&w, "person", "jobTitle", NULL, false);
    grow_index(&w, "person", "emails", "primaryEmail", false);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const tw_column *c = column(&w, "person", cases[i].name);

        assert_int_equal(c->unique, cases[i].unique);
        assert_int_equal(c->sorted, cases[i].sorted);
        assert_int_equal(c->indexed, cases[i].indexed);
    }
    world_close(&w);
}

/* Search looks into the lists of texts: they must be lists. */
static bool is_list(tw_kind kind)
{
    return kind == TW_KIND_TEXT_LIST || kind == TW_KIND_JSON_LIST ||
           kind == TW_KIND_OPTION_LIST;
}

static void the_insert_text_takes_all_columns_in_order(void **state)
{
    world *w = *state;
    const tw_object *o = world_object(w, "person");
    tw_stmt *s;

    world_begin(w);
    s = tw__stmt_get(&w->op, o->sql_insert);
    assert_non_null(s);
    for (uint16_t i = 0; i < o->column_count; i++)
        if (strcmp(tw__kind_info(o->columns[i].kind)->sql_type, "TEXT") == 0 &&
            o->columns[i].field->relation == TW_RELATION_NONE)
            tw__stmt_bind_text(s, i + 1,
                               is_list(o->columns[i].kind)
                                   ? TW_STR("[\"x\"]")
                                   : o->columns[i].name);
    world_ok(w, tw__stmt_run(&w->op, s));
    world_same(world_text(w, "SELECT id FROM person"), "id");
    world_same(world_text(w, "SELECT updatedByName FROM person"),
               "updatedByName");
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM person WHERE companyId IS NULL"), 1);
    world_rollback(w);
}

static void options_are_sorted_by_position(void **state)
{
    world w;
    const tw_field *f;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    grow_options(&w, "rocket", "SELECT", "size",
                 "[{\"value\":\"C\",\"position\":2},{\"value\":\"A\","
                 "\"position\":-1},{\"value\":\"B\",\"position\":1.5}]");
    f = world_field(&w, "rocket", "size");
    assert_int_equal(f->option_count, 3);
    world_same(f->options[0].value, "A");
    world_same(f->options[1].value, "B");
    world_same(f->options[2].value, "C");
    world_close(&w);
}

static void what_is_inactive_is_kept_but_not_found(void **state)
{
    world w;
    const tw_object *o;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_begin(&w);
    world_exec(&w, "UPDATE tw_object SET isActive = 0"
                   " WHERE nameSingular = 'note'");
    world_exec(&w, "UPDATE tw_field SET isActive = 0"
                   " WHERE name IN ('jobTitle', 'emails', 'company')");
    world_commit_reload(&w);
    assert_int_equal(w.catalog->object_count, 28);
    assert_null(tw__object_by_singular(w.catalog, TW_STR("note")));
    assert_null(tw__object_by_plural(w.catalog, TW_STR("notes")));
    o = world_object(&w, "person");
    assert_null(tw__field_find(o, TW_STR("jobTitle"), NULL));
    assert_null(tw__field_find(o, TW_STR("companyId"), NULL));
    world_same(column(&w, "person", "jobTitle")->name, "jobTitle");
    assert_int_equal(o->criterion_count, 2);
    assert_ptr_equal(
        world_field(&w, "noteTarget", "note")->target,
        tw__object_by_id(w.catalog, world_text(&w, "SELECT id FROM tw_object"
                                                   " WHERE nameSingular ="
                                                   " 'note'")));
    world_close(&w);
}

static void custom_is_what_the_workspace_made(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    grow_object(&w, "rocket", "rockets");
    grow_field(&w, "person", "TEXT", "motto", NULL);
    assert_true(world_object(&w, "rocket")->is_custom);
    assert_true(world_field(&w, "person", "motto")->is_custom);
    assert_false(world_object(&w, "person")->is_custom);
    assert_false(world_field(&w, "person", "name")->is_custom);
    world_close(&w);
}

static void a_snapshot_outlives_the_model_it_shows(void **state)
{
    world w;
    tw_catalog *old;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    old = w.catalog;
    tw__catalog_acquire(old);
    world_begin(&w);
    world_exec(&w, "UPDATE tw_field SET label = 'Other' WHERE name = 'name';"
                   "UPDATE tw_model SET version = version + 1");
    world_commit_reload(&w);
    world_same(world_field(&w, "rocket", "name")->label, "Other");
    world_same(tw__field_find(tw__object_by_singular(old, TW_STR("rocket")),
                              TW_STR("name"), NULL)
                   ->label,
               "name");
    assert_int_equal(w.catalog->version, old->version + 1);
    tw__catalog_release(old);
    tw__catalog_release(NULL);
    world_close(&w);
}

static void damaged_rows_are_told_and_leave_nothing_behind(void **state)
{
    static const char *const damages[] = {
        "UPDATE tw_field SET type = 'BLOB' WHERE name = 'title'",
        "UPDATE tw_field SET settings = NULL WHERE name = 'company'",
        "UPDATE tw_field SET settings = '{}' WHERE name = 'company'",
        "UPDATE tw_field SET settings = '[1]' WHERE name = 'company'",
        "UPDATE tw_field SET relationTargetObjectId = 'x'"
        " WHERE name = 'company'",
        "UPDATE tw_field SET relationTargetFieldId = (SELECT id FROM tw_field"
        " WHERE name = 'jobTitle' LIMIT 1) WHERE name = 'company'",
        "DELETE FROM tw_field WHERE name = 'id'",
        "PRAGMA defer_foreign_keys = 1;"
        "UPDATE tw_index_member SET fieldId = (SELECT id FROM tw_field"
        " WHERE name = 'closeDate') WHERE fieldId = (SELECT id FROM tw_field"
        " WHERE name = 'domainName')",
        "UPDATE tw_search_field SET fieldId = (SELECT id FROM tw_field"
        " WHERE name = 'closeDate')",
    };
    world *w = *state;

    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        tw_catalog *c;

        world_begin(w);
        world_exec(w, damages[i]);
        world_refused(w, tw__catalog_load(&w->op, &c), TW_E_CORRUPT);
        assert_null(c);
        world_rollback(w);
    }
}

static void bad_json_in_rows_is_told(void **state)
{
    static const char *const damages[] = {
        "UPDATE tw_field SET settings = '{' WHERE name = 'company'",
        "UPDATE tw_field SET options = '[' WHERE name = 'stage'",
        "UPDATE tw_object SET duplicateCriteria = '[['",
    };
    world *w = *state;

    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        tw_catalog *c;

        world_begin(w);
        world_exec(w, damages[i]);
        world_refused(w, tw__catalog_load(&w->op, &c), TW_E_CORRUPT);
        assert_null(c);
        world_rollback(w);
    }
}

static void odd_criteria_are_left_out(void **state)
{
    world w;
    const tw_object *o;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_begin(&w);
    world_exec(&w, "UPDATE tw_object SET duplicateCriteria ="
                   " '[[\"gone\"],[\"jobTitle\"],[],[1],{},5,"
                   "[\"a\",\"b\",\"c\",\"d\",\"e\"],[\"name\"],[\"people\"],"
                   "[\"companyId\",\"nameLastName\"]]'"
                   " WHERE nameSingular = 'person'");
    world_commit_reload(&w);
    o = world_object(&w, "person");
    assert_int_equal(o->criterion_count, 2);
    world_same(o->criteria[0].columns[0]->name, "jobTitle");
    world_same(o->criteria[1].columns[0]->name, "companyId");
    assert_int_equal(o->criteria[1].count, 2);
    world_close(&w);
}

static void loading_survives_every_lack_of_memory(void **state)
{
    world w;
    tw_catalog *c = NULL;
    unsigned failures = 0;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    grow_link(&w, "rocket", "stage", "rocket", "boosters", "SET_NULL");
    grow_index(&w, "rocket", "name", NULL, true);
    while (c == NULL) {
        int64_t held;
        tw_status st;

        world_next(&w);
        held = w.allocated;
        w.fail_in = ++failures;
        st = tw__catalog_load(&w.op, &c);
        w.fail_in = 0;
        world_check(&w, st, c == NULL ? TW_E_NOMEM : TW_OK, __FILE__, __LINE__);
        if (c == NULL) {
            world_next(&w);
            assert_true(w.allocated <= held);
        }
    }
    assert_true(failures > 20);
    tw__catalog_release(c);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_found_by_their_names_and_id),
        cmocka_unit_test(lists_run_from_the_highest_id_down),
        cmocka_unit_test(fields_are_found_by_name_and_join_name),
        cmocka_unit_test(parts_and_options_are_found_by_name),
        cmocka_unit_test(columns_start_with_the_id_and_know_their_place),
        cmocka_unit_test(well_known_columns_are_known),
        cmocka_unit_test(columns_know_their_indexes),
        cmocka_unit_test(the_insert_text_takes_all_columns_in_order),
        cmocka_unit_test(options_are_sorted_by_position),
        cmocka_unit_test(what_is_inactive_is_kept_but_not_found),
        cmocka_unit_test(custom_is_what_the_workspace_made),
        cmocka_unit_test(a_snapshot_outlives_the_model_it_shows),
        cmocka_unit_test(damaged_rows_are_told_and_leave_nothing_behind),
        cmocka_unit_test(bad_json_in_rows_is_told),
        cmocka_unit_test(odd_criteria_are_left_out),
        cmocka_unit_test(loading_survives_every_lack_of_memory),
    };

    return cmocka_run_group_tests(tests, open_standard, close_standard);
}
