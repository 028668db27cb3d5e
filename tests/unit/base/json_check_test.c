#include "base/json.h"

#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static bool check(tw_str s, uint32_t depth, size_t *at)
{
    const char *why = NULL;
    /* A copy of just that size, so that a sanitizer sees a step over. */
    char *copy = (char *)malloc(s.len + (s.len == 0));
    bool ok;

    assert_non_null(copy);
    memcpy(copy, s.ptr, s.len);
    ok = tw__json_check((tw_str){copy, s.len}, depth, at, &why);
    assert_true(ok == (why == NULL));
    free(copy);
    return ok;
}

static void json_is_let_through(void **state)
{
    static const char *const texts[] = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1.5e-3",
        "\"\"",
        "\"text\"",
        "[]",
        "{}",
        " [ 1 , 2 ] ",
        "\t\r\n{ \"a\" : { \"b\" : [ ] } }\n",
        "[[],{},[{}],\"\"]",
        "{\"k\":1,\"k\":2}",
        "{\"\":null}",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\"",
        "\"\\ud83d\\ude00\"",
        "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"",
        "\"\\u0001\"",
        "12345678901234567890",
    };
    size_t at;

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (!check(tw_str_of(texts[i]), 64, &at))
            fail_msg("%s at %zu", texts[i], at);
        assert_int_equal(at, strlen(texts[i]));
    }
}

static void what_is_not_is_refused_at_the_byte(void **state)
{
    static const struct {
        const char *text;
        size_t at;
    } rows[] = {
        {"", 0},
        {"  ", 2},
        {"nul", 0},
        {"nulL", 0},
        {"True", 0},
        {"undefined", 0},
        {"NaN", 0},
        {"Infinity", 0},
        {"'a'", 0},
        {"01", 0},
        {"1.", 0},
        {".5", 0},
        {"+1", 0},
        {"0x10", 1},
        {"1e400", 0},
        {"--1", 0},
        {"- 1", 0},
        {"1 2", 2},
        {"{\"a\":1} trailing", 8},
        {"[1,]", 3},
        {"[,1]", 1},
        {"[1 2]", 3},
        {"[1", 2},
        {"[", 1},
        {"]", 0},
        {"[}", 1},
        {"{]", 1},
        {"[1}", 2},
        {"{", 1},
        {"{\"a\"}", 4},
        {"{\"a\":}", 5},
        {"{\"a\":1,}", 7},
        {"{a:1}", 1},
        {"{1:1}", 1},
        {"{\"a\" 1}", 5},
        {"{\"a\":1 \"b\":2}", 7},
        {"\"", 1},
        {"\"a", 2},
        {"\"\\", 1},
        {"\"\\x\"", 1},
        {"\"\\u12\"", 1},
        {"\"\\u00g0\"", 1},
        {"\"a\\u0000b\"", 2},
        {"\"\\ud83d\"", 1},
        {"\"\\ude00\"", 1},
        {"\"\\ud83d\\u0041\"", 1},
        {"\"\\ud83dx\"", 1},
        {"\"\t\"", 1},
        {"\"\n\"", 1},
        {"\"\xff\"", 1},
        {"\"\xc3\"", 1},
        {"\"\xed\xa0\x80\"", 1},
        {"\"\xc0\x80\"", 1},
        {"\xef\xbb\xbf{}", 0},
        {"[1] // note", 4},
        {"\v1", 0},
        {"[1\f]", 2},
    };
    size_t at;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (check(tw_str_of(rows[i].text), 64, &at))
            fail_msg("%s was let through", rows[i].text);
        if (at != rows[i].at)
            fail_msg("%s at %zu, not %zu", rows[i].text, at, rows[i].at);
    }
    assert_false(check(TW_STR("\"a\0b\""), 64, &at));
    assert_false(check(TW_STR("1\0"), 64, &at));
}

static void depth_is_bounded(void **state)
{
    char text[5000];
    size_t at;

    (void)state;
    for (size_t depth = 1; depth <= 70; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        assert_true(check((tw_str){text, 2 * depth}, 64, &at) == (depth <= 64));
    }
    assert_int_equal(at, 64);
    assert_true(check(TW_STR("1"), 0, &at));
    assert_false(check(TW_STR("[]"), 0, &at));
    memset(text, '[', sizeof(text));
    assert_false(check((tw_str){text, sizeof(text)}, UINT32_MAX, &at));
}

static void numbers_are_bounded(void **state)
{
    char text[TW_LIMIT_JSON_NUMBER_BYTES + 1];
    size_t at;

    (void)state;
    memset(text, '7', sizeof(text));
    assert_true(check((tw_str){text, sizeof(text) - 1}, 64, &at));
    assert_false(check((tw_str){text, sizeof(text)}, 64, &at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_let_through),
        cmocka_unit_test(what_is_not_is_refused_at_the_byte),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(numbers_are_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
