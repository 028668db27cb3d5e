/* connection_test.c -- frames around records, run once or for many owners. */
#include "query/connection.h"

#include "query/program.h"
#include "unit/query/rockets.h"

static tw_buf out;

static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    put_record("company", UUID("c1"), "name", "'Acme'");
    put_record("company", UUID("c2"), "name", "'Zeta'");
    for (int i = 1; i <= 5; i++) {
        char id[64], values[128];

        snprintf(id, sizeof(id), UUID("%02d"), i);
        snprintf(values, sizeof(values), "'p%d',%d,%s", i, 10 - i,
                 i <= 3 ? "'" UUID("c1") "'" : "NULL");
        put_record("person", id, "nameFirstName,position,companyId", values);
    }
    world_commit_reload(&rw);
    tw__buf_init(&out, rw.op.alloc);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    tw__buf_fini(&out);
    world_close(&rw);
    return 0;
}

static const tw_select *first_names(void)
{
    tw_program p;
    tw_select *s = NULL;

    tw__program_open(&p, &rw.op, rw.op.arena, world_object(&rw, "person"));
    tw__program_part(&p, TW_STR("n"), world_field(&rw, "person", "name"), 0,
                     false);
    world_ok(&rw, tw__program_close(&p, &s));
    return s;
}

static const tw_edges *edges(bool cursor)
{
    tw_edges_maker m;
    const tw_edges *e = NULL;

    tw__edges_open(&m, &rw.op);
    tw__edges_constant(&m, TW_STR("t"), TW_STR("1"));
    if (cursor)
        tw__edges_cursor(&m, TW_STR("c"));
    tw__edges_node(&m, TW_STR("node"), first_names());
    world_ok(&rw, tw__edges_close(&m, TW_STR("edges"), &e));
    return e;
}

/* `order`: e edges, c edges with a cursor, t total, n has next, p has previous,
** s start, x end, m least position. */
static const tw_connection *frame(const char *order)
{
    tw_frame f;
    const tw_connection *c = NULL;
    tw_aggregate least;

    assert_true(tw__aggregate_find(world_object(&rw, "person"),
                                   TW_STR("countNotEmptyName"), &least));
    tw__frame_open(&f, &rw.op, world_object(&rw, "person"));
    for (; *order != '\0'; order++) {
        tw_str key = {order, 1};

        switch (*order) {
        case 'e':
        case 'c':
            tw__frame_edges(&f, key, edges(*order == 'c'));
            break;
        case 't':
            tw__frame_value(&f, key, TW_FRAME_TOTAL);
            break;
        case 'n':
            tw__frame_value(&f, key, TW_FRAME_HAS_NEXT);
            break;
        case 'p':
            tw__frame_value(&f, key, TW_FRAME_HAS_PREVIOUS);
            break;
        case 's':
            tw__frame_value(&f, key, TW_FRAME_START_CURSOR);
            break;
        case 'x':
            tw__frame_value(&f, key, TW_FRAME_END_CURSOR);
            break;
        default:
            tw__frame_aggregate(&f, key, &least);
        }
    }
    world_ok(&rw, tw__frame_close(&f, &c));
    return c;
}

static tw_str put(const tw_connection *c, const tw_list_ask *ask)
{
    tw_connection_plan *plan = NULL;
    tw_connection_run *run = NULL;

    tw__buf_reset(&out);
    world_ok(&rw, tw__connection_plan(&rw.op, c, ask, &plan));
    world_ok(&rw, tw__connection_begin(&rw.op, plan, NULL, &run));
    world_ok(&rw, tw__connection_put(&rw.op, run, NULL, &out));
    tw__connection_end(run);
    return tw__buf_view(&out);
}

#define E(n) "{\"t\":1,\"node\":{\"n\":\"p" n "\"}}"

static void members_come_in_the_order_of_the_frame(void **state)
{
    tw_list_ask ask = {.object = world_object(&rw, "person"), .limit = 2};

    (void)state;
    world_same(put(frame("et"), &ask),
               "{\"e\":[" E("1") "," E("2") "],\"t\":5}");
    world_same(
        put(frame("tnpe"), &ask),
        "{\"t\":5,\"n\":true,\"p\":false,\"e\":[" E("1") "," E("2") "]}");
    world_same(put(frame("t"), &ask), "{\"t\":5}");
    world_same(put(frame("m"), &ask), "{\"m\":5}");
    world_same(put(frame("n"), &ask), "{\"n\":true}");
    world_same(put(frame("eme"), &ask),
               "{\"e\":[" E("1") "," E("2") "],\"m\":5,\"e\":[" E("1") "," E(
                   "2") "]}");
    ask.limit = 0;
    world_same(put(frame("sxnet"), &ask),
               "{\"s\":null,\"x\":null,\"n\":true,\"e\":[],\"t\":5}");
    ask.limit = 100;
    world_same(put(frame("nt"), &ask), "{\"n\":false,\"t\":5}");
}

static void a_page_before_a_cursor_is_turned_round(void **state)
{
    tw_list_ask ask = {.object = world_object(&rw, "person"),
                       .limit = 2,
                       /* {"id":"...04"} */
                       .before = TW_STR("eyJpZCI6IjExMTExMTExLTExMTEtNDExMS04MT"
                                        "ExLTAwMDAwMDAwMDAwNCJ9")};

    (void)state;
    world_same(put(frame("epn"), &ask),
               "{\"e\":[" E("2") "," E("3") "],\"p\":true,\"n\":false}");
    world_same(put(frame("sx"), &ask),
               "{\"s\":\"eyJpZCI6IjExMTExMTExLTExMTEtNDExMS04MTExLTAwMDAwMDAwM"
               "DAwMiJ9\",\"x\":\"eyJpZCI6IjExMTExMTExLTExMTEtNDExMS04MTExLTAw"
               "MDAwMDAwMDAwMyJ9\"}");
}

static void owners_share_statements_and_nothing_else(void **state)
{
    const tw_field *of = world_field(&rw, "person", "company");
    tw_list_ask ask = {.object = world_object(&rw, "person"),
                       .limit = 2,
                       .owner = &of->columns[0]};
    static const struct {
        const char *owner, *wanted;
    } rows[] = {
        {UUID("c1"),
         "{\"t\":3,\"m\":3,\"c\":[" E("1") "," E("2") "],\"n\":true}"},
        {UUID("c2"), "{\"t\":0,\"m\":null,\"c\":[],\"n\":false}"},
        {UUID("c1"),
         "{\"t\":3,\"m\":3,\"c\":[" E("1") "," E("2") "],\"n\":true}"},
        {UUID("ff"), "{\"t\":0,\"m\":null,\"c\":[],\"n\":false}"},
    };
    tw_connection_plan *plan = NULL;
    tw_connection_run *run = NULL;
    uint64_t prepared = 0;

    (void)state;
    {
        tw_frame f;
        const tw_connection *c = NULL;
        tw_aggregate a;

        assert_true(
            tw__aggregate_find(ask.object, TW_STR("countNotEmptyName"), &a));
        tw__frame_open(&f, &rw.op, ask.object);
        tw__frame_value(&f, TW_STR("t"), TW_FRAME_TOTAL);
        tw__frame_aggregate(&f, TW_STR("m"), &a);
        tw__frame_edges(&f, TW_STR("c"), edges(false));
        tw__frame_value(&f, TW_STR("n"), TW_FRAME_HAS_NEXT);
        world_ok(&rw, tw__frame_close(&f, &c));
        world_ok(&rw, tw__connection_plan(&rw.op, c, &ask, &plan));
    }
    world_ok(&rw, tw__connection_begin(&rw.op, plan, NULL, &run));
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const tw_cell owner = tw__cell_text(tw_str_of(rows[i].owner));

        tw__buf_reset(&out);
        world_ok(&rw, tw__connection_put(&rw.op, run, &owner, &out));
        world_same(tw__buf_view(&out), rows[i].wanted);
        if (i == 0)
            prepared = tw__stmt_prepared(rw.conn);
    }
    assert_int_equal(tw__stmt_prepared(rw.conn), prepared);
    plan->unpaged = true;
    tw__buf_reset(&out);
    {
        const tw_cell owner = tw__cell_text(TW_STR(UUID("c1")));

        world_ok(&rw, tw__connection_put(&rw.op, run, &owner, &out));
    }
    world_same(tw__buf_view(&out),
               "{\"t\":3,\"m\":3,\"c\":[" E("1") "," E("2") "],\"n\":false}");
    tw__connection_end(run);
}

static void known_records_are_shown_in_their_order(void **state)
{
    const tw_str ids[] = {TW_STR(UUID("03")), TW_STR(UUID("01"))};
    const tw_known known = {
        .ids = ids, .count = 2, .total = 7, .dimensions = TW_STR("[1]")};
    tw_known_run *run = NULL;

    (void)state;
    world_ok(&rw, tw__known_begin(&rw.op, frame("tenm"), &run));
    world_ok(&rw, tw__known_put(&rw.op, run, &known, &out));
    world_same(tw__buf_view(&out), "{\"t\":7,\"e\":[" E("3") "," E(
                                       "1") "],\"n\":false,\"m\":null}");
    assert_false(tw__known_nulled(run));
    tw__known_end(run);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        TEST(members_come_in_the_order_of_the_frame),
        TEST(a_page_before_a_cursor_is_turned_round),
        TEST(owners_share_statements_and_nothing_else),
        TEST(known_records_are_shown_in_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
