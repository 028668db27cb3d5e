/* tree_test.c -- JSON trees made and changed in the arena. */
#include "model/tree.h"

#include "support/check.h"
#include "support/world.h"

#include "base/str.h"

static world w;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static const tw_json *read(const char *text)
{
    const tw_json *node = NULL;

    world_ok(&w, tw__json_read(&w.op, tw_str_of(text), &node));
    return node;
}

static void a_changed_object_leaves_the_first_as_it_was(void **state)
{
    const tw_json *from = read("{\"a\":1,\"b\":\"x\"}");
    tw_json *to = tw__tree_object(&w.op, from, 2);
    tw_str text;

    (void)state;
    tw__tree_set(to, "a", tw__tree_of(TW_STR("y")));
    tw__tree_set(to, "c", tw__tree_flag(true));
    tw__tree_remove(to, "b");
    tw__tree_remove(to, "nothing");
    world_ok(&w, tw__tree_text(&w.op, to, &text));
    world_same(text, "{\"a\":\"y\",\"c\":true}");
    world_ok(&w, tw__tree_text(&w.op, from, &text));
    world_same(text, "{\"a\":1,\"b\":\"x\"}");
    world_ok(&w, tw__tree_text(&w.op, NULL, &text));
    assert_null(text.ptr);
}

static void texts_are_collapsed_however_deep(void **state)
{
    tw_json *to = tw__tree_collapse(
        &w.op, read("{\" k \":[\"  a   b \",{\"c\":\" d\"},5,null]}"));
    tw_str text;

    (void)state;
    world_ok(&w, tw__tree_text(&w.op, to, &text));
    world_same(text, "{\" k \":[\"a b\",{\"c\":\"d\"},5,null]}");
}

static void trees_are_compared_without_regard_to_members_order(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } pairs[] = {
        {"{\"a\":1,\"b\":[1,2]}", "{\"b\":[1,2],\"a\":1}", true},
        {"[1,2]", "[2,1]", false},
        {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
        {"{\"a\":1}", "{\"b\":1}", false},
        {"\"1\"", "1", false},
        {"null", "null", true},
        {"null", "false", false},
        {"true", "true", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        assert_int_equal(tw__tree_equal(read(pairs[i].a), read(pairs[i].b)),
                         pairs[i].equal);
    assert_true(tw__tree_equal(NULL, read("null")));
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(a_changed_object_leaves_the_first_as_it_was),
        in_world(texts_are_collapsed_however_deep),
        in_world(trees_are_compared_without_regard_to_members_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
