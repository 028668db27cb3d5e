/* naming_test.c -- rules for names and labels. */
#include "support/check.h"

#include "support/world.h"

#include "base/str.h"
#include "model/naming.h"

static void white_space_collapses(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"", ""},
        {" \t\n", ""},
        {"a", "a"},
        {"  My \t  Field\n", "My Field"},
        {"a\xC2\xA0\xE3\x80\x80"
         "b\xEF\xBB\xBF",
         "a b"},
        {"\xC3\x89t\xC3\xA9  1", "\xC3\x89t\xC3\xA9 1"},
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        world_same(tw__name_collapse(&w.op, tw_str_of(cases[i].in)),
                   cases[i].out);
    world_close(&w);
}

static void names_are_camel_case_ascii(void **state)
{
    static const char *const good[] = {"a", "person", "my2Field", "aB9"};
    static const char *const bad[] = {
        "", "Person", "9a", "my_field", "a b", "a-b", "\xC3\xA9t\xC3\xA9"};

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(tw__name_syntax(tw_str_of(good[i])));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(tw__name_syntax(tw_str_of(bad[i])));
}

static void reserved_words_are_known_in_both_forms(void **state)
{
    static const char *const taken[] = {"event",
                                        "events",
                                        "job",
                                        "jobs",
                                        "currency",
                                        "addresses",
                                        "fullNames",
                                        "index",
                                        "searches",
                                        "relation",
                                        "workspace",
                                        "workspaces",
                                        "userWorkspaceRoles",
                                        "aggregate"};
    static const char *const free[] = {"",         "s",         "Event",
                                       "fullName", "indexes",   "aggregates",
                                       "person",   "currencys", "eventss"};

    (void)state;
    for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
        assert_true(tw__name_reserved(tw_str_of(taken[i])));
    for (size_t i = 0; i < sizeof(free) / sizeof(free[0]); i++)
        assert_false(tw__name_reserved(tw_str_of(free[i])));
}

static void graphql_words_and_odd_characters_are_forbidden(void **state)
{
    static const char *const bad[] = {"not",  "ID",  "Boolean", "a'b",
                                      "a\"b", "a;b", "a.b",     "a=b",
                                      "a*b",  "a/b", "a\\b"};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_true(tw__name_forbidden(tw_str_of(bad[i])));
    assert_false(tw__name_forbidden(TW_STR("notes")));
    assert_false(tw__name_forbidden(TW_STR("id")));
    assert_false(tw__name_forbidden(TW_STR("a\0b")));
}

static void labels_give_names(void **state)
{
    static const struct {
        const char *label, *name;
    } cases[] = {
        {"My Field", "myField"},
        {"fieldName", "fieldname"},
        {"O'Brien", "oBrien"},
        {"foo2bar", "foo2Bar"},
        {"Custom Objects 2024", "customObjects2024"},
        {"100%", "n100"},
        {"Event", "eventCustom"},
        {"  --  ", ""},
        {"", ""},
        {"a_b-c", "aBC"},
#if defined(TW_WITH_UTF8PROC)
        {"\xC3\x89t\xC3\xA9 \xC3\xA0 la plage", "eteALaPlage"},
#endif
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        world_same(tw__name_from_label(&w.op, tw_str_of(cases[i].label)),
                   cases[i].name);
    world_close(&w);
}

static void the_first_letter_becomes_a_capital(void **state)
{
    world w;
    tw_str in = TW_STR("person");

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    world_same(tw__name_capital(&w.op, in), "Person");
    world_same(in, "person");
    world_same(tw__name_capital(&w.op, TW_STR("")), "");
    world_same(tw__name_capital(&w.op, TW_STR("9a")), "9a");
    world_same(tw__name_capital(&w.op, TW_STR("\xC3\xA9t\xC3\xA9")),
               "\xC3\x89t\xC3\xA9");
    world_same(tw__name_capital(&w.op, TW_STR("\xD0\xB4\xD0\xBE\xD0\xBC")),
               "\xD0\x94\xD0\xBE\xD0\xBC");
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_collapses),
        cmocka_unit_test(names_are_camel_case_ascii),
        cmocka_unit_test(reserved_words_are_known_in_both_forms),
        cmocka_unit_test(graphql_words_and_odd_characters_are_forbidden),
        cmocka_unit_test(labels_give_names),
        cmocka_unit_test(the_first_letter_becomes_a_capital),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
