/* emit_write_test.c -- statements of the write path: their text, and that an
** index serves them. */
#include "query/emit_write.h"

#include "support/check.h"
#include "support/world.h"

#include <stdlib.h>
#include <string.h>

static int open_world(void **state)
{
    world *w = calloc(1, sizeof(*w));

    if (w == NULL)
        return -1;
    world_open(w, NULL, TW_START_STANDARD);
    *state = w;
    return 0;
}

static int close_world(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

/* The plan's steps, one per line. */
static const char *plan(world *w, tw_str sql)
{
    tw_buf b;
    tw_stmt *s;
    tw_str text;
    bool row;

    world_ok(w, sql.ptr == NULL ? w->op.error.status : TW_OK);
    text = tw__op_printf(&w->op, "EXPLAIN QUERY PLAN %s", sql.ptr);
    s = tw__stmt_get(&w->op, text);
    world_ok(w, s == NULL ? w->op.error.status : TW_OK);
    tw__buf_init(&b, w->op.alloc);
    for (;;) {
        world_ok(w, tw__stmt_step(&w->op, s, &row));
        if (!row)
            break;
        tw__buf_str(&b, tw__stmt_text(s, 3));
        tw__buf_char(&b, '\n');
    }
    tw__stmt_done(s);
    text = tw__op_take(&w->op, &b);
    tw__buf_fini(&b);
    return text.ptr;
}

#define served_by(w, sql, index)                                             \
    do {                                                                     \
        const char *plan_ = plan(w, sql);                                    \
        if (strstr(plan_, index) == NULL || strstr(plan_, "SCAN t") != NULL) \
            fail_msg("no %s in:\n%s", index, plan_);                         \
    } while (0)

static const tw_column *column(world *w, const char *object, const char *field)
{
    return &world_field(w, object, field)->columns[0];
}

static void an_update_names_what_is_set(void **state)
{
    world *w = *state;
    const tw_object *o = world_object(w, "company");
    uint8_t *set = tw__op_get(&w->op, o->column_count);

    set[column(w, "company", "name")->index] = 1;
    set[o->c_updated_at->index] = 1;
    world_same(tw__emit_update(&w->op, o, set, false),
               "UPDATE \"company\" SET \"updatedAt\" = ?1, \"name\" = ?2"
               " WHERE \"id\" = ?3");
    world_same(tw__emit_update(&w->op, o, set, true),
               "UPDATE \"company\" SET \"updatedAt\" = ?1, \"name\" = ?2"
               " WHERE \"id\" IN (SELECT value FROM json_each(?3))");
    served_by(w, tw__emit_update(&w->op, o, set, false), "tw_id_company");
    served_by(w, tw__emit_update(&w->op, o, set, true), "tw_id_company");
}

static void records_are_reached_by_id(void **state)
{
    world *w = *state;
    const tw_object *o = world_object(w, "company");

    served_by(w, tw__emit_destroy(&w->op, o, false), "tw_id_company");
    served_by(w, tw__emit_destroy(&w->op, o, true), "tw_id_company");
    served_by(w, tw__emit_row(&w->op, o, TW_LIFE_ANY), "tw_id_company");
    served_by(w, tw__emit_row(&w->op, o, TW_LIFE_LIVE), "tw_id_company");
    served_by(w, tw__emit_find(&w->op, o, &o->c_id, 1, TW_LIFE_ANY),
              "tw_id_company");
}

static void unique_values_are_found_dead_or_alive(void **state)
{
    world *w = *state;
    const tw_object *o = world_object(w, "person");
    const tw_column *mail = column(w, "person", "emails");

    served_by(w, tw__emit_find(&w->op, o, &mail, 1, TW_LIFE_LIVE),
              "IDX_UNIQUE_");
    served_by(w, tw__emit_find(&w->op, o, &mail, 1, TW_LIFE_DELETED),
              "_deleted");
}

static void both_ends_of_the_positions_are_one_step_away(void **state)
{
    world *w = *state;
    const char *steps =
        plan(w, tw__emit_positions(&w->op, world_object(w, "person")));
    const char *first = strstr(steps, "tw_position_person");

    assert_non_null(first);
    assert_non_null(strstr(first + 1, "tw_position_person"));
    assert_null(strstr(steps, "B-TREE"));
}

static void relations_are_followed_by_their_index(void **state)
{
    world *w = *state;
    const tw_column *join = column(w, "noteTarget", "note");

    served_by(w, tw__emit_follow(&w->op, join, false), "tw_join_noteTarget");
    served_by(w, tw__emit_follow(&w->op, join, true), "tw_join_noteTarget");
    served_by(w, tw__emit_repoint(&w->op, join), "tw_join_noteTarget");
}

static void each_criterion_uses_its_own_index(void **state)
{
    world *w = *state;
    const tw_object *o = world_object(w, "person");
    uint8_t usable[8] = {0, 0, 1};

    assert_int_equal(o->criterion_count, 3);
    served_by(w, tw__emit_alike(&w->op, o, NULL, usable, true), "IDX_UNIQUE_");
}

int main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)
    const struct CMUnitTest tests[] = {
        test(an_update_names_what_is_set),
        test(records_are_reached_by_id),
        test(unique_values_are_found_dead_or_alive),
        test(both_ends_of_the_positions_are_one_step_away),
        test(relations_are_followed_by_their_index),
        test(each_criterion_uses_its_own_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
