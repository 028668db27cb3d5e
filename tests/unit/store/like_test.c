/* like_test.c -- LIKE patterns against a table and against a plain matcher. */
#include "store/like.h"

#include "base/str.h"
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

static bool never(void *ctx)
{
    (void)ctx;
    return false;
}

static bool at_once(void *ctx)
{
    ++*(int *)ctx;
    return true;
}

static void patterns_match_what_they_say(void **state)
{
    static const struct {
        const char *pattern, *text;
        int want;
    } rows[] = {
        {"", "", 1},
        {"", "a", 0},
        {"a", "", 0},
        {"a", "a", 1},
        {"a", "A", 0},
        {"a", "ab", 0},
        {"%", "", 1},
        {"%", "anything\nat all", 1},
        {"%%", "", 1},
        {"%%a%%", "bab", 1},
        {"a%", "abc", 1},
        {"a%", "bc", 0},
        {"%c", "abc", 1},
        {"%c", "abcd", 0},
        {"%b%", "abc", 1},
        {"%bc%", "abbc", 1},
        {"%aab", "aaaab", 1},
        {"%ab%cd%", "xabyabcdz", 1},
        {"%ab%cd%", "xcdyabz", 0},
        {"_", "", 0},
        {"_", "a", 1},
        {"_", "ab", 0},
        {"_", "\xc3\xa4", 1},
        {"_", "\xf0\x9f\x99\x82", 1},
        {"__", "\xc3\xa4", 0},
        {"_%_", "a", 0},
        {"_%_", "\xc3\xa4\xc3\xb6", 1},
        {"%_b",
         "\xc3\xa4"
         "b",
         1},
        {"%\xc3\xa4", "xx\xc3\xa4", 1},
        {"%\xa4", "xx\xc3\xa4", 1}, /* not UTF-8: bytes are bytes */
        {"%_\xc3\xa4_%",
         "a\xc3\xa4"
         "b",
         1},
        {"\\%", "%", 1},
        {"\\%", "a", 0},
        {"\\_", "_", 1},
        {"\\_", "a", 0},
        {"\\\\", "\\", 1},
        {"%\\%%", "5% off", 1},
        {"%\\%%", "5 off", 0},
        {"\\a", "a", 1},
        {"a\\", "a\\", 1},
        {"%\\", "a\\", 1},
        {"%\\", "a", 0},
        {"%.com", "https://acme.com.com", 1},
        {"100%", "100", 1},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if ((int)tw__like(tw_str_of(rows[i].pattern), tw_str_of(rows[i].text),
                          never, NULL) != rows[i].want)
            fail_msg("'%s' LIKE '%s' should be %d", rows[i].text,
                     rows[i].pattern, rows[i].want);
}

/* The definition, with recursion. */
static bool plain(const char *p, const char *t)
{
    if (*p == '\0')
        return *t == '\0';
    if (*p == '%')
        return plain(p + 1, t) || (*t != '\0' && plain(p, t + 1));
    if (*t == '\0')
        return false;
    if (*p == '_')
        return plain(p + 1, t + 1);
    if (*p == '\\' && p[1] != '\0')
        p++;
    return *p == *t && plain(p + 1, t + 1);
}

static void agrees_with_the_definition(void **state)
{
    char pattern[9], text[9];
    uint32_t r = 1;
    int round, i;

    (void)state;
    for (round = 0; round < 200000; round++) {
        memset(pattern, 0, sizeof(pattern));
        memset(text, 0, sizeof(text));
        for (i = 0; i < 8; i++) {
            r = r * 1664525 + 1013904223;
            if (i < (int)(r >> 28) % 9)
                pattern[i] = "ab%_\\%ab"[(r >> 20) & 7];
            if (pattern[i] == '\0')
                break;
        }
        for (i = 0; i < 8; i++) {
            r = r * 1664525 + 1013904223;
            text[i] = "aab%_\\b\0"[(r >> 20) & 7];
            if (text[i] == '\0')
                break;
        }
        if ((int)tw__like(tw_str_of(pattern), tw_str_of(text), never, NULL) !=
            plain(pattern, text))
            fail_msg("'%s' LIKE '%s'", text, pattern);
    }
}

static void many_wildcards_do_not_explode(void **state)
{
    char pattern[200], text[2000];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(pattern); i++)
        pattern[i] = i % 2 == 0 ? '%' : 'a';
    pattern[sizeof(pattern) - 1] = 'b';
    memset(text, 'a', sizeof(text));
    assert_int_equal(tw__like((tw_str){pattern, sizeof(pattern)},
                              (tw_str){text, sizeof(text)}, never, NULL),
                     TW_LIKE_NO);
}

static void long_work_can_be_stopped(void **state)
{
    size_t len = 100000;
    char *text = malloc(len), *pattern = malloc(len);
    int asked = 0;

    (void)state;
    memset(text, 'a', len);
    memset(pattern, 'a', len);
    pattern[0] = '%';
    pattern[len / 2] = 'b';
    assert_int_equal(
        tw__like((tw_str){pattern, len}, (tw_str){text, len}, at_once, &asked),
        TW_LIKE_STOPPED);
    assert_int_equal(asked, 1);
    free(text);
    free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_what_they_say),
        cmocka_unit_test(agrees_with_the_definition),
        cmocka_unit_test(many_wildcards_do_not_explode),
        cmocka_unit_test(long_work_can_be_stopped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
