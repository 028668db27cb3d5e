#include "graphql/lexer.h"

#include "support/check.h"

#include <stdio.h>
#include <string.h>

/* The tokens of `text`, one word each; a refusal in brackets at its end. */
static const char *lexed(tw_str text)
{
    static const char *const words[] = {
        "eof", "!", "$", "&", "(", ")",    "...", ":",     "=",   "@",
        "[",   "]", "{", "|", "}", "name", "int", "float", "str", "block"};
    static char found[400];
    size_t len = 0;
    tw_gql_lexer l;

    found[0] = '\0';
    tw__gql_lexer_init(&l, text);
    while (len < sizeof(found) - 120) {
        bool ok = tw__gql_lex(&l);

        if (!ok) {
            snprintf(found + len, sizeof(found) - len, "[%s @%u]", l.wrong,
                     l.wrong_at);
            return found;
        }
        if (l.token.kind == TW_GQL_TOKEN_EOF)
            return found;
        assert_true(l.token.end > l.token.start && l.token.end <= text.len);
        len += (size_t)snprintf(found + len, sizeof(found) - len, "%s ",
                                words[l.token.kind]);
    }
    return found;
}

static void tokens_are_told_apart(void **state)
{
    static const struct {
        const char *text, *tokens;
    } rows[] = {
        {"", ""},
        {" \t\n\r,\xef\xbb\xbf", ""},
        {"# a comment { with signs", ""},
        {"#one\n{ #two\r}", "{ } "},
        {"!$&()...:=@[]{|}", "! $ & ( ) ... : = @ [ ] { | } "},
        {"a _b C9 __d", "name name name name "},
        {"0 -0 10 -12 0.5 -1e5 1E+5 2.5e-3",
         "int int int int float float float float "},
        {"\"\" \"a\" \"\\\"\" \"\\u0041\\u{1F600}\"", "str str str str "},
        {"\"\"\"\"\"\" \"\"\"a\"b\\\"\"\"c\"\"\"", "block block "},
        {"1a", "[Invalid number, expected digit but got: \"a\". @1]"},
        {"01", "[Invalid number, unexpected digit after 0: \"1\". @1]"},
        {"1.", "[Invalid number, expected digit but got: <EOF>. @2]"},
        {"1.2.", "[Invalid number, expected digit but got: \".\". @3]"},
        {"-", "[Invalid number, expected digit but got: <EOF>. @1]"},
        {"1e+", "[Invalid number, expected digit but got: <EOF>. @3]"},
        {"\"a", "[Unterminated string. @2]"},
        {"\"a\nb\"", "[Unterminated string. @2]"},
        {"\"\"\"a\"\"", "[Unterminated string. @6]"},
        {"\"\\q\"", "[Invalid character escape sequence: \"\\q\". @1]"},
        {"\"\\\xc3\xa9\"",
         "[Invalid character escape sequence: \"\\\xc3\xa9\". @1]"},
        {"\"\\u12\"", "[Invalid Unicode escape sequence: \"\\u12\"\". @1]"},
        {"\"\\u{}\"", "[Invalid Unicode escape sequence: \"\\u{}\". @1]"},
        {"\"\\u{D800}\"",
         "[Invalid Unicode escape sequence: \"\\u{D800}\". @1]"},
        {"\"\\uD800\\u0041\"",
         "[Invalid Unicode escape sequence: \"\\uD800\". @1]"},
        {"\"\\uDC00\"", "[Invalid Unicode escape sequence: \"\\uDC00\". @1]"},
        {"'a'", "[Unexpected single quote character ('), did you mean to use a "
                "double quote (\")? @0]"},
        {"..", "[Unexpected character: \".\". @0]"},
        {"a?", "name [Unexpected character: \"?\". @1]"},
        {"\xc3\xa9", "[Unexpected character: U+00E9. @0]"},
        {"\xf0\x9f\x98\x80", "[Unexpected character: U+1F600. @0]"},
        {"\x01", "[Unexpected character: U+0001. @0]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(lexed(tw_str_of(rows[i].text)), rows[i].tokens);
}

static void any_two_bytes_are_answered(void **state)
{
    char text[2];

    (void)state;
    for (int a = 0; a < 256; a++) {
        for (int b = 0; b < 256; b++) {
            text[0] = (char)a;
            text[1] = (char)b;
            (void)lexed((tw_str){text, 2});
            (void)lexed((tw_str){text, 1});
        }
    }
    assert_string_equal(lexed((tw_str){"\0", 1}),
                        "[Unexpected character: U+0000. @0]");
}

static void hexadecimal_digits_are_read(void **state)
{
    tw_str s = TW_STR("00fFg");

    (void)state;
    assert_int_equal(tw__gql_hex(s, 0, 4), 0xff);
    assert_int_equal(tw__gql_hex(s, 2, 2), 0xff);
    assert_int_equal(tw__gql_hex(s, 1, 4), -1);
    assert_int_equal(tw__gql_hex(s, 3, 4), -1);
    assert_int_equal(tw__gql_hex(s, 9, 1), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_told_apart),
        cmocka_unit_test(any_two_bytes_are_answered),
        cmocka_unit_test(hexadecimal_digits_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
