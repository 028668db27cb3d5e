#include "base/str.h"
#include "graphql/validate_inside.h"
#include "support/check.h"
#include "support/op.h"

static const char *suggested(tw_op *op, const char *input, const char *names)
{
    tw_gql_suggest s = {.input = tw_str_of(input)};
    tw_str all = tw_str_of(names);

    for (size_t at = 0, to; at < all.len; at = to + 1) {
        to = tw__str_find(all, at, ' ');
        tw__gql_suggest_offer(&s, tw__str_sub(all, at, to));
    }
    return tw__op_printf(op, "%.*s", TW_FMT(tw__gql_suggest_text(op, &s, "")))
        .ptr;
}

static void the_nearest_names_come_first(void **state)
{
    static const struct {
        const char *input, *names, *text;
    } rows[] = {
        {"nme", "id name nmes other", " Did you mean \"name\" or \"nmes\"?"},
        {"name", "Name NAME mane",
         " Did you mean \"NAME\", \"Name\", or "
         "\"mane\"?"},
        {"frist", "last first", " Did you mean \"first\" or \"last\"?"},
        {"x", "abcdef", ""},
        {"", "a", " Did you mean \"a\"?"},
        {"zz", "", ""},
        {"abcdef", "abcdeg abcdeh abcdei abcdej abcdek abcdel abcdef",
         " Did you mean \"abcdef\", \"abcdeg\", \"abcdeh\", \"abcdei\", or "
         "\"abcdej\"?"},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(suggested(&t.op, rows[i].input, rows[i].names),
                            rows[i].text);
    test_op_fini(&t);
}

static void long_names_have_no_neighbours(void **state)
{
    const char *name = "a123456789a123456789a123456789a123456789a123456789"
                       "a123456789a123456789";
    test_op t;

    (void)state;
    test_op_init(&t);
    assert_string_equal(suggested(&t.op, name, name), "");
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_names_come_first),
        cmocka_unit_test(long_names_have_no_neighbours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
