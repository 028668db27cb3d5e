/* attempt_test.c -- work that fails leaves neither records nor a model behind. */
#include "api/attempt.h"

#include "unit/query/rockets.h"

static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    world_begin(&rw);
    return 0;
}

/* What changed the model is the operation's; the world reads its own. */
static int close_world(void **state)
{
    (void)state;
    if (rw.op.catalog != rw.catalog)
        tw__catalog_release((tw_catalog *)(uintptr_t)rw.op.catalog);
    rw.op.catalog = rw.catalog;
    world_rollback(&rw);
    world_close(&rw);
    return 0;
}

typedef struct work {
    const char *name; /* of an object to be made */
    bool fails;
    struct work *then; /* tried inside */
    tw_status ended;   /* how that ended */
} work;

static tw_status do_work(tw_op *op, const void *args, tw_buf *out)
{
    work *w = (work *)(uintptr_t)args;
    char text[256];
    tw_str id;
    tw_status st;

    snprintf(text, sizeof(text),
             "{\"nameSingular\":\"%s\",\"namePlural\":\"%ss\","
             "\"labelSingular\":\"%s\",\"labelPlural\":\"%ss\"}",
             w->name, w->name, w->name, w->name);
    st = tw__object_create(op, rocket_json(text), &id);
    if (st == TW_OK && w->then != NULL) {
        w->ended = tw__attempt(op, do_work, w->then, out);
        tw__op_forgive(op);
    }
    tw__buf_text(out, w->name);
    if (st == TW_OK && w->fails)
        return tw__fail(op, TW_E_INVALID, "", "on purpose");
    return st;
}

static bool is_there(const char *name)
{
    return tw__object_by_singular(rw.op.catalog, tw_str_of(name)) != NULL;
}

static tw_status attempt(const work *w)
{
    tw_buf out;
    tw_status st;

    tw__buf_init(&out, rw.op.alloc);
    st = tw__attempt(&rw.op, do_work, w, &out);
    tw__buf_fini(&out);
    tw__op_forgive(&rw.op);
    return st;
}

static void what_succeeds_stays(void **state)
{
    work w = {.name = "rocket"};

    (void)state;
    assert_int_equal(attempt(&w), TW_OK);
    assert_true(is_there("rocket"));
    assert_true(rw.op.model_changed);
}

static void what_fails_brings_the_model_back(void **state)
{
    work w = {.name = "rocket", .fails = true};
    const tw_catalog *before = rw.op.catalog;

    (void)state;
    assert_int_equal(attempt(&w), TW_E_INVALID);
    assert_ptr_equal(rw.op.catalog, before);
    assert_false(is_there("rocket"));
    assert_false(rw.op.model_changed);
    assert_int_equal(world_int(&rw, "SELECT count(*) FROM sqlite_schema WHERE "
                                    "name = 'rocket'"),
                     0);
}

static void what_was_changed_before_stays_changed(void **state)
{
    work inner = {.name = "shuttle", .fails = true};
    work outer = {.name = "rocket", .then = &inner};
    work after = {.name = "glider"};
    work last = {.name = "kite", .fails = true};

    (void)state;
    assert_int_equal(attempt(&outer), TW_OK);
    assert_int_equal(outer.ended, TW_E_INVALID);
    assert_true(is_there("rocket"));
    assert_false(is_there("shuttle"));
    assert_int_equal(attempt(&after), TW_OK);
    assert_int_equal(attempt(&last), TW_E_INVALID);
    assert_true(is_there("rocket"));
    assert_true(is_there("glider"));
    assert_false(is_there("kite"));
    assert_true(rw.op.model_changed);
}

static void a_failure_takes_what_succeeded_inside_along(void **state)
{
    work inner = {.name = "shuttle"};
    work outer = {.name = "rocket", .fails = true, .then = &inner};

    (void)state;
    assert_int_equal(attempt(&outer), TW_E_INVALID);
    assert_int_equal(outer.ended, TW_OK);
    assert_false(is_there("rocket"));
    assert_false(is_there("shuttle"));
    assert_false(rw.op.model_changed);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        TEST(what_succeeds_stays),
        TEST(what_fails_brings_the_model_back),
        TEST(what_was_changed_before_stays_changed),
        TEST(a_failure_takes_what_succeeded_inside_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
