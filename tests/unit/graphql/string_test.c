#include "graphql/string.h"

#include "base/str.h"
#include "support/check.h"
#include "support/op.h"

static tw_str text_of(tw_op *op, const char *source)
{
    tw_gql_lexer l;

    tw__gql_lexer_init(&l, tw_str_of(source));
    assert_true(tw__gql_lex(&l));
    return tw__gql_string(op, l.source, &l.token);
}

static void escapes_are_taken_out(void **state)
{
    static const struct {
        const char *source, *text;
    } rows[] = {
        {"\"\"", ""},
        {"\"plain\"", "plain"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"\\u0041\\u00e9\\u20AC\"", "A\xc3\xa9\xe2\x82\xac"},
        {"\"\\uD83D\\uDE00!\"", "\xf0\x9f\x98\x80!"},
        {"\"\\u{1F600}\\u{41}\\u{00000042}\"", "\xf0\x9f\x98\x80"
                                               "AB"},
        {"\"\xc3\xa9\\n\"", "\xc3\xa9\n"},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_true(tw__str_is(text_of(&t.op, rows[i].source), rows[i].text));
    test_op_fini(&t);
}

static void block_strings_lose_their_indent(void **state)
{
    static const struct {
        const char *source, *text;
    } rows[] = {
        {"\"\"\"\"\"\"", ""},
        {"\"\"\" \n\t\n \"\"\"", ""},
        {"\"\"\"one\"\"\"", "one"},
        {"\"\"\"  one\"\"\"", "  one"},
        {"\"\"\"\n  a\n    b\n\n  c\n\"\"\"", "a\n  b\n\nc"},
        {"\"\"\"first\n    a\n  b\"\"\"", "first\n  a\nb"},
        {"\"\"\"\n\ta\r\n\tb\r\tc\"\"\"", "a\nb\nc"},
        {"\"\"\"a\\\"\"\"b\\n\"\"\"", "a\"\"\"b\\n"},
        {"\"\"\"\n   a\n      \n   b\"\"\"", "a\n   \nb"},
        {"\"\"\"a\"b\"\"c\"\"\"", "a\"b\"\"c"},
        {"\"\"\"\\\\\"\"\"\"\"\"", "\\\"\"\""},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_str text = text_of(&t.op, rows[i].source);

        assert_int_equal(text.len, strlen(rows[i].text));
        assert_memory_equal(text.ptr, rows[i].text, text.len);
    }
    test_op_fini(&t);
}

static void a_string_without_escapes_is_a_slice(void **state)
{
    static const char source[] = "\"as it is\"";
    test_op t;

    (void)state;
    test_op_init(&t);
    assert_ptr_equal(text_of(&t.op, source).ptr, source + 1);
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_are_taken_out),
        cmocka_unit_test(block_strings_lose_their_indent),
        cmocka_unit_test(a_string_without_escapes_is_a_slice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
