/* ddl_plan_test.c -- the indexes that tables come with serve the questions that
** are asked all day. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"
#include "model/ddl.h"

static tw_str plan_of(world *w, const char *sql)
{
    tw_stmt *s = tw__stmt_get(
        &w->op, tw__op_printf(&w->op, "EXPLAIN QUERY PLAN %s", sql));
    tw_str text = {"", 0};
    bool row;

    world_ok(w, tw__stmt_step(&w->op, s, &row));
    while (row) {
        text = tw__op_printf(&w->op, "%.*s%.*s;", TW_FMT(text),
                             TW_FMT(tw__stmt_text(s, 3)));
        world_ok(w, tw__stmt_step(&w->op, s, &row));
    }
    tw__stmt_done(s);
    return text;
}

static void indexes_serve_the_usual_questions(void **state)
{
    static const struct {
        const char *sql, *plan;
    } cases[] = {
        {"SELECT * FROM person WHERE id = ?1",
         "SEARCH person USING INDEX tw_id_person (id=?);"},
        {"SELECT * FROM person WHERE deletedAt IS NULL ORDER BY position, id",
         "SCAN person USING INDEX tw_position_person;"},
        {"SELECT * FROM person WHERE companyId = ?1 ORDER BY id",
         "SEARCH person USING INDEX tw_join_person_companyId (companyId=?);"},
        {"SELECT * FROM person ORDER BY jobTitle, id",
         "SCAN person USING INDEX IDX_a;"},
        {"SELECT * FROM person WHERE jobTitle = ?1 ORDER BY id",
         "SEARCH person USING INDEX IDX_a (jobTitle=?);"},
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    grow_index(&w, "person", "jobTitle", NULL, false);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tw_str plan = plan_of(&w, cases[i].sql);
        const char *name = strstr(plan.ptr, "IDX_");

        /* an index of the model: its name is a hash */
        if (name != NULL)
            plan = tw__op_printf(&w.op, "%.*sIDX_a%s", (int)(name - plan.ptr),
                                 plan.ptr, name + 31);
        world_same(plan, cases[i].plan);
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indexes_serve_the_usual_questions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
