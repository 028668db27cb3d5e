/* ddl_test.c -- tables, indexes and triggers: made, changed, dropped; what the
** triggers keep stays right all the way. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"
#include "model/ddl.h"
#include "model/physical.h"
#include "model/rows.h"
#include "store/tx.h"

#define ROW(n, name)                                                           \
    "INSERT INTO rocket(id, createdAt, updatedAt, position, name) VALUES('r" n \
    "', '', '', " n ", " name ");"

/* A world with rockets: Ariane, Vega and one without a name. */
static void rockets(world *w)
{
    world_open(w, NULL, TW_START_EMPTY);
    grow_object(w, "rocket", "rockets");
    world_exec(w, ROW("1", "'Ariane Six'") ROW("2", "'Véga'") ROW("3", "NULL"));
}

static int64_t found(world *w, const char *word)
{
    tw_str sql = tw__op_printf(
        &w->op, "SELECT count(*) FROM tw_search WHERE text MATCH '%s'", word);

    return world_int(w, sql.ptr);
}

/* Are the file, its foreign keys and the search index sound? */
static void sound(world *w)
{
    world_same(world_text(w, "PRAGMA integrity_check"), "ok");
    assert_int_equal(
        world_int(w, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    world_exec(w, "INSERT INTO tw_search(tw_search) VALUES('integrity-check')");
}

static int64_t has(world *w, const char *type, const char *name)
{
    tw_str sql = tw__op_printf(&w->op,
                               "SELECT count(*) FROM sqlite_schema"
                               " WHERE type = '%s' AND name = '%s'",
                               type, name);

    return world_int(w, sql.ptr);
}

static void triggers_count_live_and_all_records(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    assert_int_equal(world_int(&w, "SELECT live FROM tw_count"), 3);
    world_exec(&w, "UPDATE rocket SET deletedAt = 'x' WHERE id < 'r3'");
    assert_int_equal(world_int(&w, "SELECT live FROM tw_count"), 1);
    assert_int_equal(world_int(&w, "SELECT total FROM tw_count"), 3);
    world_exec(&w, "UPDATE rocket SET deletedAt = 'y' WHERE id = 'r1'");
    world_exec(&w, "UPDATE rocket SET deletedAt = NULL WHERE id = 'r2'");
    assert_int_equal(world_int(&w, "SELECT live FROM tw_count"), 2);
    world_exec(&w, "DELETE FROM rocket WHERE id IN ('r1', 'r2')");
    assert_int_equal(world_int(&w, "SELECT live FROM tw_count"), 1);
    assert_int_equal(world_int(&w, "SELECT total FROM tw_count"), 1);
    sound(&w);
    world_close(&w);
}

static void triggers_keep_the_search_index(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    assert_int_equal(found(&w, "ariane"), 1);
    assert_int_equal(found(&w, "vega"), 1);
    assert_int_equal(world_int(&w, "SELECT rowid FROM tw_search"
                                   " WHERE text MATCH 'vega'"),
                     (INT64_C(1) << 40) + 2);
    world_exec(&w, "UPDATE rocket SET name = 'Soyuz' WHERE id = 'r1'");
    assert_int_equal(found(&w, "ariane"), 0);
    assert_int_equal(found(&w, "soyuz"), 1);
    world_exec(&w, "UPDATE rocket SET name = 'Electron' WHERE id = 'r3'");
    assert_int_equal(found(&w, "electron"), 1);
    world_exec(&w, "UPDATE rocket SET name = NULL WHERE id = 'r3'");
    world_exec(&w, "DELETE FROM rocket WHERE id = 'r1'");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search"), 1);
    sound(&w);
    world_close(&w);
}

static void searched_text_is_that_of_all_searchable_parts(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_exec(&w,
               "INSERT INTO person(id, createdAt, updatedAt, nameFirstName,"
               " nameLastName, emailsPrimaryEmail, phonesPrimaryPhoneNumber,"
               " jobTitle, avatarUrl) VALUES('p', '', '', 'Ada', 'Byron',"
               " 'ada@engine.test', '5550100', 'Analyst', 'nowhere');"
               "INSERT INTO note(id, createdAt, updatedAt, title,"
               " bodyV2Blocknote, bodyV2Markdown)"
               " VALUES('n', '', '', 'Minutes', 'blocks', 'paragraph')");
    assert_int_equal(found(&w, "ada byron"), 1);
    assert_int_equal(found(&w, "engine 5550100 analyst"), 1);
    assert_int_equal(found(&w, "nowhere"), 0);
    assert_int_equal(found(&w, "minutes paragraph"), 1);
    assert_int_equal(found(&w, "blocks"), 0);
    sound(&w);
    world_close(&w);
}

static void an_added_field_gives_records_its_default(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    grow_field(&w, "rocket", "TEXT", "motto", "\"'it''s; up\"");
    grow_field(&w, "rocket", "TEXT", "state", "\"'it''s; up'\"");
    grow_field(&w, "rocket", "UUID", "serial", "\"uuid\"");
    grow_field(&w, "rocket", "CURRENCY", "price",
               "{\"amountMicros\":5000000,\"currencyCode\":\"'EUR'\"}");
    assert_int_equal(
        world_int(&w, "SELECT count(*) FROM rocket WHERE motto IS NULL"), 3);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM rocket"
                                   " WHERE state = 'it''''s; up'"),
                     3);
    assert_int_equal(world_int(&w, "SELECT count(DISTINCT serial) FROM rocket"),
                     3);
    assert_int_equal(world_int(&w, "SELECT sum(priceAmountMicros) FROM rocket"),
                     15000000);
    world_same(world_text(&w, "SELECT max(priceCurrencyCode) FROM rocket"),
               "EUR");
    sound(&w);
    world_close(&w);
}

static void a_dropped_field_takes_its_columns_and_indexes(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    grow_field(&w, "rocket", "EMAILS", "contact", NULL);
    grow_index(&w, "rocket", "contact", NULL, true);
    world_exec(&w, "UPDATE rocket SET contactPrimaryEmail = id");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema"
                                   " WHERE name LIKE 'IDX_UNIQUE%'"),
                     2);
    world_begin(&w);
    world_ok(&w,
             tw__ddl_field_drop(&w.op, world_field(&w, "rocket", "contact")));
    world_ok(&w, tw__field_row_delete(
                     &w.op, world_field(&w, "rocket", "contact")->id));
    world_exec(&w, "DELETE FROM tw_index");
    world_commit_reload(&w);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema"
                                   " WHERE name LIKE 'IDX_%'"),
                     0);
    assert_int_equal(
        world_int(&w, "SELECT count(*) FROM pragma_table_info('rocket')"
                      " WHERE name LIKE 'contact%'"),
        0);
    world_exec(&w, "DELETE FROM rocket WHERE id = 'r1'");
    assert_int_equal(world_int(&w, "SELECT live FROM tw_count"), 2);
    assert_int_equal(found(&w, "ariane"), 0);
    sound(&w);
    world_close(&w);
}

static void dropping_a_searched_field_takes_its_words(void **state)
{
    world w;
    const tw_field *f;

    (void)state;
    rockets(&w);
    f = world_field(&w, "rocket", "name");
    world_begin(&w);
    world_ok(&w, tw__ddl_field_drop(&w.op, f));
    world_ok(&w, tw__field_row_delete(&w.op, f->id));
    world_commit_reload(&w);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search"), 0);
    assert_int_equal(found(&w, "vega"), 0);
    world_exec(&w, "DELETE FROM rocket");
    assert_int_equal(world_int(&w, "SELECT total FROM tw_count"), 0);
    sound(&w);
    world_close(&w);
}

/* What a change of the model does to search a field more. */
static void search_too(world *w, const char *field)
{
    tw_search_row row = {.position = 1};

    world_begin(w);
    row.object_id = world_object(w, "rocket")->id;
    row.field_id = world_field(w, "rocket", field)->id;
    world_ok(w, tw__search_row_insert(&w->op, &row));
    world_reload(w);
    world_ok(w, tw__ddl_search_rebuild(&w->op, world_object(w, "rocket")));
    world_commit_reload(w);
}

static void a_rebuilt_search_index_knows_new_fields(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    grow_field(&w, "rocket", "LINKS", "site", NULL);
    world_exec(&w, "UPDATE rocket SET sitePrimaryLinkUrl = 'https://space.test'"
                   " WHERE id <> 'r1'");
    assert_int_equal(found(&w, "space"), 0);
    search_too(&w, "site");
    assert_int_equal(found(&w, "space"), 2);
    assert_int_equal(found(&w, "ariane"), 1);
    world_begin(&w);
    world_ok(&w, tw__ddl_field_drop(&w.op, world_field(&w, "rocket", "site")));
    world_ok(
        &w, tw__field_row_delete(&w.op, world_field(&w, "rocket", "site")->id));
    world_reload(&w);
    world_ok(&w, tw__ddl_search_rebuild(&w.op, world_object(&w, "rocket")));
    world_commit_reload(&w);
    assert_int_equal(found(&w, "space"), 0);
    assert_int_equal(found(&w, "vega"), 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search"), 2);
    sound(&w);
    world_close(&w);
}

/* Rename a field's row, then its columns. */
static void rename_field(world *w,
                         const char *object,
                         const char *from,
                         const char *to)
{
    const tw_field *f = world_field(w, object, from);
    tw_field_row row = {.id = f->id, .name = tw_str_of(to)};
    tw_catalog *before = w->catalog;

    world_begin(w);
    row.column_base =
        tw__column_base(&w->op, f->object, f, f->type,
                        f->relation == TW_RELATION_MANY_TO_ONE, row.name);
    world_ok(w, tw__field_row_update(&w->op, &row,
                                     TW_COL(TW_FIELD_COL_name) |
                                         TW_COL(TW_FIELD_COL_column_base)));
    tw__catalog_acquire(before);
    world_reload(w);
    world_ok(w, tw__ddl_field_rename(&w->op, f, world_field(w, object, to)));
    tw__catalog_release(before);
    world_commit_reload(w);
}

static void a_renamed_field_keeps_values_words_and_indexes(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    grow_index(&w, "rocket", "name", NULL, false);
    rename_field(&w, "rocket", "name", "title");
    world_same(world_text(&w, "SELECT title FROM rocket WHERE id = 'r2'"),
               "Véga");
    world_exec(&w, "UPDATE rocket SET title = 'Atlas' WHERE id = 'r2'");
    assert_int_equal(found(&w, "atlas"), 1);
    assert_int_equal(found(&w, "vega"), 0);
    rename_field(&w, "rocket", "title", "tiTle");
    world_exec(&w, "UPDATE rocket SET tiTle = 'Titan' WHERE id = 'r2'");
    assert_int_equal(found(&w, "titan"), 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema WHERE"
                                   " name LIKE 'IDX_%' AND sql LIKE"
                                   " '%(\"tiTle\", \"id\")'"),
                     1);
    sound(&w);
    world_close(&w);
}

static void rename_object(world *w, const char *from, const char *to)
{
    const tw_object *o = world_object(w, from);
    tw_object_row row = {.id = o->id, .singular = tw_str_of(to)};
    tw_catalog *before = w->catalog;

    world_begin(w);
    row.table = tw__table_name(&w->op, before, o, row.singular);
    world_ok(w, tw__object_row_update(&w->op, &row,
                                      TW_COL(TW_OBJECT_COL_singular) |
                                          TW_COL(TW_OBJECT_COL_table)));
    tw__catalog_acquire(before);
    world_reload(w);
    world_ok(w, tw__ddl_object_rename(&w->op, o, world_object(w, to)));
    tw__catalog_release(before);
    world_commit_reload(w);
}

static void a_renamed_object_keeps_everything(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    grow_object(&w, "launch", "launches");
    grow_link(&w, "launch", "rocket", "rocket", "launches", "CASCADE");
    grow_index(&w, "rocket", "name", NULL, true);
    world_exec(&w, "INSERT INTO launch(id, createdAt, updatedAt, rocketId)"
                   " VALUES('l', '', '', 'r1')");
    rename_object(&w, "rocket", "vehicle");
    assert_int_equal(has(&w, "table", "rocket"), 0);
    assert_int_equal(has(&w, "index", "tw_position_vehicle"), 1);
    assert_int_equal(has(&w, "trigger", "tw_insert_vehicle"), 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema"
                                   " WHERE name LIKE '%rocket'"),
                     0);
    rename_object(&w, "vehicle", "veHicle");
    world_exec(&w, "DELETE FROM veHicle WHERE id = 'r1'");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM launch"), 0);
    assert_int_equal(found(&w, "ariane"), 0);
    assert_int_equal(world_int(&w, "SELECT live FROM tw_count"), 2);
    sound(&w);
    world_close(&w);
}

static void renaming_and_searching_may_change_together(void **state)
{
    world w;
    tw_search_row search = {.position = 1};

    (void)state;
    rockets(&w);
    grow_field(&w, "rocket", "TEXT", "motto", NULL);
    world_exec(&w, "UPDATE rocket SET motto = 'onwards'");
    world_begin(&w);
    search.object_id = world_object(&w, "rocket")->id;
    search.field_id = tw__op_str(&w.op, world_field(&w, "rocket", "motto")->id);
    world_ok(&w, tw__search_row_insert(&w.op, &search));
    world_commit(&w);
    rename_field(&w, "rocket", "name", "title");
    assert_int_equal(found(&w, "onwards"), 3);
    assert_int_equal(found(&w, "vega"), 1);
    world_begin(&w);
    world_ok(&w, tw__search_row_delete(&w.op, search.field_id));
    world_commit(&w);
    rename_object(&w, "rocket", "vehicle");
    assert_int_equal(found(&w, "onwards"), 0);
    assert_int_equal(found(&w, "vega"), 1);
    world_exec(&w, "DELETE FROM vehicle");
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search"), 0);
    sound(&w);
    world_close(&w);
}

static void an_index_on_two_renamed_fields_is_made_in_the_end(void **state)
{
    world w;
    const tw_object *o;
    tw_catalog *before;
    tw_member_row member = {.position = 1};

    (void)state;
    rockets(&w);
    grow_field(&w, "rocket", "NUMBER", "weight", NULL);
    grow_index(&w, "rocket", "name", NULL, false);
    world_begin(&w);
    member.index_id = world_object(&w, "rocket")->indexes[0]->id;
    member.field_id = world_field(&w, "rocket", "weight")->id;
    world_ok(&w, tw__member_row_insert(&w.op, &member));
    world_commit_reload(&w);
    before = w.catalog;
    tw__catalog_acquire(before);
    o = world_object(&w, "rocket");
    world_begin(&w);
    world_exec(&w, "UPDATE tw_field SET name = name || 'X',"
                   " columnBase = columnBase || 'X'"
                   " WHERE name IN ('name', 'weight')");
    world_reload(&w);
    world_ok(&w, tw__ddl_field_rename(&w.op,
                                      tw__field_find(o, TW_STR("name"), NULL),
                                      world_field(&w, "rocket", "nameX")));
    world_ok(&w, tw__ddl_field_rename(&w.op,
                                      tw__field_find(o, TW_STR("weight"), NULL),
                                      world_field(&w, "rocket", "weightX")));
    world_ok(&w, tw__ddl_index_create(&w.op,
                                      world_object(&w, "rocket")->indexes[0]));
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema WHERE"
                                   " name LIKE 'IDX_%' AND sql LIKE"
                                   " '%\"weightX\", \"id\")'"),
                     1);
    world_commit_reload(&w);
    tw__catalog_release(before);
    sound(&w);
    world_close(&w);
}

static void a_dropped_object_leaves_nothing(void **state)
{
    world w;
    const tw_object *o;

    (void)state;
    rockets(&w);
    grow_link(&w, "rocket", "stage", "rocket", "boosters", "RESTRICT");
    world_exec(&w, "UPDATE rocket SET stageId = 'r1' WHERE id <> 'r1'");
    grow_object(&w, "launch", "launches");
    world_exec(&w, "INSERT INTO launch(id, createdAt, updatedAt, name)"
                   " VALUES('l', '', '', 'Maiden')");
    o = world_object(&w, "rocket");
    world_begin(&w);
    world_ok(&w, tw__ddl_object_drop(&w.op, o));
    world_ok(&w, tw__object_row_delete(&w.op, o->id));
    world_commit_reload(&w);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM sqlite_schema"
                                   " WHERE tbl_name = 'rocket'"),
                     0);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_count"), 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_search"), 1);
    assert_int_equal(found(&w, "maiden"), 1);
    assert_int_equal(w.catalog->object_count, 1);
    sound(&w);
    world_close(&w);
}

static void deletion_rules_do_what_they_say_and_can_be_changed(void **state)
{
    world w;
    const tw_field *f;

    (void)state;
    rockets(&w);
    grow_object(&w, "launch", "launches");
    grow_link(&w, "launch", "rocket", "rocket", "launches", "SET_NULL");
    world_exec(&w, "INSERT INTO launch(id, createdAt, updatedAt, rocketId)"
                   " VALUES('a', '', '', 'r1'), ('b', '', '', 'r2'),"
                   " ('c', '', '', 'r3')");
    world_exec(&w, "DELETE FROM rocket WHERE id = 'r1'");
    assert_int_equal(
        world_int(&w, "SELECT count(*) FROM launch WHERE rocketId IS NULL"), 1);
    f = world_field(&w, "launch", "rocket");
    world_begin(&w);
    world_ok(&w, tw__ddl_on_delete(&w.op, f, TW_ON_DELETE_RESTRICT));
    world_commit(&w);
    assert_int_equal(has(&w, "index", "tw_join_launch_rocketId"), 1);
    world_refused(
        &w, tw__stmt_exec(&w.op, TW_STR("DELETE FROM rocket WHERE id = 'r2'")),
        TW_E_INVALID);
    world_begin(&w);
    world_ok(&w, tw__ddl_on_delete(&w.op, f, TW_ON_DELETE_CASCADE));
    world_commit(&w);
    world_exec(&w, "DELETE FROM rocket WHERE id = 'r2'");
    world_same(world_text(&w, "SELECT group_concat(id, '') FROM launch"), "ac");
    sound(&w);
    world_close(&w);
}

static void a_dropped_link_can_be_made_again(void **state)
{
    world w;
    const tw_field *f;

    (void)state;
    rockets(&w);
    grow_object(&w, "launch", "launches");
    grow_link(&w, "launch", "rocket", "rocket", "launches", "SET_NULL");
    f = world_field(&w, "launch", "rocket");
    world_begin(&w);
    world_ok(&w, tw__ddl_field_drop(&w.op, f));
    world_ok(&w, tw__ddl_field_drop(&w.op, f->target_field));
    world_ok(&w, tw__field_row_delete(&w.op, f->id));
    world_ok(&w, tw__field_row_delete(&w.op, f->target_field->id));
    world_commit_reload(&w);
    assert_int_equal(has(&w, "index", "tw_join_launch_rocketId"), 0);
    grow_link(&w, "launch", "rocket", "rocket", "launches", "CASCADE");
    assert_int_equal(has(&w, "index", "tw_join_launch_rocketId"), 1);
    sound(&w);
    world_close(&w);
}

static void unique_values_bind_live_records_only(void **state)
{
    world w;

    (void)state;
    rockets(&w);
    grow_index(&w, "rocket", "name", NULL, true);
    world_refused(&w, tw__stmt_exec(&w.op, TW_STR(ROW("4", "'Ariane Six'"))),
                  TW_E_CONFLICT);
    world_exec(&w, ROW("5", "NULL"));
    world_exec(&w, "UPDATE rocket SET deletedAt = 'x' WHERE id = 'r1'");
    world_exec(&w, ROW("4", "'Ariane Six'"));
    world_refused(&w,
                  tw__stmt_exec(&w.op, TW_STR("UPDATE rocket SET deletedAt ="
                                              " NULL WHERE id = 'r1'")),
                  TW_E_CONFLICT);
    sound(&w);
    world_close(&w);
}

static void a_unique_index_is_refused_where_values_collide(void **state)
{
    world w;
    tw_catalog *c;
    const tw_object *o;

    (void)state;
    rockets(&w);
    grow_index(&w, "rocket", "name", NULL, true);
    c = w.catalog;
    o = world_object(&w, "rocket");
    assert_int_equal(o->index_count, 1);
    tw__catalog_acquire(c);
    world_begin(&w);
    world_ok(&w, tw__ddl_index_drop(&w.op, o->indexes[0]));
    world_exec(&w, ROW("4", "'Véga'"));
    world_refused(&w, tw__ddl_index_create(&w.op, o->indexes[0]),
                  TW_E_CONFLICT);
    world_rollback(&w);
    tw__catalog_release(c);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM rocket"), 3);
    world_close(&w);
}

static void making_a_table_survives_every_lack_of_memory(void **state)
{
    world w;
    tw_status st = TW_E_NOMEM;
    unsigned failures = 0;

    (void)state;
    rockets(&w);
    world_begin(&w);
    world_exec(&w, "DELETE FROM tw_count; DROP TABLE rocket");
    while (st == TW_E_NOMEM) {
        world_ok(&w, tw__tx_savepoint(&w.op));
        w.fail_in = ++failures;
        st = tw__ddl_object_create(&w.op, world_object(&w, "rocket"));
        w.fail_in = 0;
        world_check(&w, st, st == TW_OK ? TW_OK : TW_E_NOMEM, __FILE__,
                    __LINE__);
        assert_int_equal(tw__tx_end_savepoint(&w.op, st), st);
    }
    assert_true(failures > 3);
    assert_int_equal(has(&w, "trigger", "tw_search_rocket"), 1);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_count"), 1);
    world_rollback(&w);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(triggers_count_live_and_all_records),
        cmocka_unit_test(triggers_keep_the_search_index),
        cmocka_unit_test(searched_text_is_that_of_all_searchable_parts),
        cmocka_unit_test(an_added_field_gives_records_its_default),
        cmocka_unit_test(a_dropped_field_takes_its_columns_and_indexes),
        cmocka_unit_test(dropping_a_searched_field_takes_its_words),
        cmocka_unit_test(a_rebuilt_search_index_knows_new_fields),
        cmocka_unit_test(a_renamed_field_keeps_values_words_and_indexes),
        cmocka_unit_test(a_renamed_object_keeps_everything),
        cmocka_unit_test(renaming_and_searching_may_change_together),
        cmocka_unit_test(an_index_on_two_renamed_fields_is_made_in_the_end),
        cmocka_unit_test(a_dropped_object_leaves_nothing),
        cmocka_unit_test(deletion_rules_do_what_they_say_and_can_be_changed),
        cmocka_unit_test(a_dropped_link_can_be_made_again),
        cmocka_unit_test(unique_values_bind_live_records_only),
        cmocka_unit_test(a_unique_index_is_refused_where_values_collide),
        cmocka_unit_test(making_a_table_survives_every_lack_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
