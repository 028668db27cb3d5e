/* rows_test.c -- rows of the model: in, changed, out. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"
#include "base/uuid.h"
#include "model/rows.h"

static void insert_fills_ids_and_times(void **state)
{
    world w;
    tw_object_row a = {.table = TW_STR("a"),
                       .singular = TW_STR("a"),
                       .plural = TW_STR("as"),
                       .label_singular = TW_STR("A"),
                       .label_plural = TW_STR("As")};
    tw_object_row b = a;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    world_begin(&w);
    b.table = b.singular = TW_STR("b");
    b.id = TW_STR("00000000-0000-4000-8000-000000000001");
    b.created_at = TW_STR("2020-01-01T00:00:00.000Z");
    world_ok(&w, tw__object_row_insert(&w.op, &a));
    world_ok(&w, tw__object_row_insert(&w.op, &b));
    assert_true(tw__uuid_valid(a.id));
    assert_true(tw__uuid_valid(a.universal_id));
    assert_false(tw__str_eq(a.id, a.universal_id));
    world_same(a.created_at, "2026-01-02T03:04:05.006Z");
    world_same(a.updated_at, "2026-01-02T03:04:05.006Z");
    assert_int_equal(a.number, 1);
    assert_int_equal(b.number, 2);
    world_same(b.id, "00000000-0000-4000-8000-000000000001");
    world_same(b.updated_at, "2020-01-01T00:00:00.000Z");
    world_rollback(&w);
    world_close(&w);
}

static void numbers_are_never_given_twice(void **state)
{
    world w;
    tw_str id;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    assert_int_equal(world_object(&w, "rocket")->number, 1);
    world_begin(&w);
    id = world_object(&w, "rocket")->id;
    world_ok(&w, tw__object_row_delete(&w.op, id));
    world_exec(&w, "DROP TABLE rocket; DELETE FROM tw_count");
    world_commit_reload(&w);
    grow_object(&w, "rocket", "rockets");
    assert_int_equal(world_object(&w, "rocket")->number, 2);
    world_close(&w);
}

static void update_touches_the_named_columns_only(void **state)
{
    world w;
    tw_field_row row = {.label = TW_STR("Title"),
                        .name = TW_STR("ignored"),
                        .is_nullable = false};
    const tw_field *f;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    w.now_ms += 1000;
    row.id = world_field(&w, "rocket", "name")->id;
    world_begin(&w);
    world_ok(&w, tw__field_row_update(&w.op, &row,
                                      TW_COL(TW_FIELD_COL_label) |
                                          TW_COL(TW_FIELD_COL_is_nullable)));
    world_commit_reload(&w);
    f = world_field(&w, "rocket", "name");
    world_same(f->label, "Title");
    assert_false(f->is_nullable);
    world_same(f->created_at, "2026-01-02T03:04:05.006Z");
    world_same(f->updated_at, "2026-01-02T03:04:06.006Z");
    world_close(&w);
}

static void update_sets_null_and_a_given_time(void **state)
{
    world w;
    tw_object_row row = {.updated_at = TW_STR("2030-01-01T00:00:00.000Z"),
                         .icon = TW_STR("IconRocket")};

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    row.id = world_object(&w, "rocket")->id;
    world_begin(&w);
    world_ok(&w,
             tw__object_row_update(&w.op, &row, TW_COL(TW_OBJECT_COL_icon)));
    world_reload(&w);
    world_same(world_object(&w, "rocket")->icon, "IconRocket");
    row.icon = TW_NO_STR;
    row.id = world_object(&w, "rocket")->id;
    world_ok(&w, tw__object_row_update(&w.op, &row,
                                       TW_COL(TW_OBJECT_COL_icon) |
                                           TW_COL(TW_OBJECT_COL_updated_at)));
    world_reload(&w);
    assert_null(world_object(&w, "rocket")->icon.ptr);
    world_same(world_object(&w, "rocket")->updated_at,
               "2030-01-01T00:00:00.000Z");
    world_close(&w);
}

static int64_t count(world *w, const char *table)
{
    return world_int(
        w, tw__op_printf(&w->op, "SELECT count(*) FROM %s", table).ptr);
}

static void a_field_goes_with_its_memberships(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    grow_index(&w, "rocket", "name", NULL, false);
    world_begin(&w);
    world_ok(
        &w, tw__field_row_delete(&w.op, world_field(&w, "rocket", "name")->id));
    assert_int_equal(count(&w, "tw_field"), 6);
    assert_int_equal(count(&w, "tw_index"), 1);
    assert_int_equal(count(&w, "tw_index_member"), 0);
    assert_int_equal(count(&w, "tw_search_field"), 0);
    world_rollback(&w);
    world_close(&w);
}

static void an_object_goes_with_all_that_hangs_on_it(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    grow_object(&w, "launch", "launches");
    grow_index(&w, "rocket", "name", NULL, false);
    grow_index(&w, "launch", "name", NULL, false);
    world_begin(&w);
    world_ok(&w, tw__object_row_delete(&w.op, world_object(&w, "rocket")->id));
    assert_int_equal(count(&w, "tw_object"), 1);
    assert_int_equal(count(&w, "tw_field"), 7);
    assert_int_equal(count(&w, "tw_index"), 1);
    assert_int_equal(count(&w, "tw_index_member"), 1);
    assert_int_equal(count(&w, "tw_search_field"), 1);
    world_rollback(&w);
    world_close(&w);
}

static void an_index_goes_with_its_members(void **state)
{
    world w;
    const tw_object *o;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    grow_index(&w, "rocket", "name", NULL, false);
    grow_index(&w, "rocket", "createdAt", NULL, false);
    o = world_object(&w, "rocket");
    assert_int_equal(o->index_count, 2);
    world_begin(&w);
    world_ok(&w, tw__index_row_delete(&w.op, o->indexes[0]->id));
    assert_int_equal(count(&w, "tw_index_member"), 1);
    world_ok(&w, tw__member_row_delete(&w.op, o->indexes[1]->members[0].id));
    assert_int_equal(count(&w, "tw_index"), 1);
    assert_int_equal(count(&w, "tw_index_member"), 0);
    world_ok(&w, tw__search_row_delete(&w.op, o->search_fields[0]->id));
    assert_int_equal(count(&w, "tw_search_field"), 0);
    world_rollback(&w);
    world_close(&w);
}

static void an_index_can_be_renamed(void **state)
{
    world w;
    tw_index_row row = {.name = TW_STR("IDX_other")};

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    grow_object(&w, "rocket", "rockets");
    grow_index(&w, "rocket", "name", NULL, false);
    row.id = world_object(&w, "rocket")->indexes[0]->id;
    world_begin(&w);
    world_ok(&w, tw__index_row_update(&w.op, &row, TW_COL(TW_INDEX_COL_name)));
    world_reload(&w);
    world_same(world_object(&w, "rocket")->indexes[0]->name, "IDX_other");
    world_rollback(&w);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(insert_fills_ids_and_times),
        cmocka_unit_test(numbers_are_never_given_twice),
        cmocka_unit_test(update_touches_the_named_columns_only),
        cmocka_unit_test(update_sets_null_and_a_given_time),
        cmocka_unit_test(a_field_goes_with_its_memberships),
        cmocka_unit_test(an_object_goes_with_all_that_hangs_on_it),
        cmocka_unit_test(an_index_goes_with_its_members),
        cmocka_unit_test(an_index_can_be_renamed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
