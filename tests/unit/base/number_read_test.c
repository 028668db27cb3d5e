#include "base/number.h"

#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct row {
    const char *text;
    double v;
} row;

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void json_numbers_are_read_exactly(void **state)
{
    static const row rows[] = {
        {"0", 0},
        {"-0", 0},
        {"5", 5},
        {"-12", -12},
        {"0.1", 0.1},
        {"1.5e3", 1500},
        {"1E+2", 100},
        {"1e-2", 0.01},
        {"9007199254740993", 9007199254740992.0},
        {"0.30000000000000004", 0.30000000000000004},
        {"123456789.12345679", 123456789.12345679},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"5e-324", 5e-324},
        {"1e-400", 0},
        {"0e999999", 0},
        {"0.000000000000000000000000000001", 1e-30},
        {"1000000000000000000000000000000", 1e30},
        {"8.5", 8.5}};
    double v;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!tw__number_json(tw_str_of(rows[i].text), &v) || v != rows[i].v)
            fail_msg("%s", rows[i].text);
    }
}

static void what_rfc_8259_refuses_is_no_json_number(void **state)
{
    static const char *const texts[] = {
        "",    "-",   "+1",  "01",    "-01", "00",    "1.",       ".5",
        "1e",  "1e+", "0x1", "1 ",    " 1",  "1e400", "Infinity", "NaN",
        "1.e", "--1", "1,5", "1e1.5", "-.5", "1_0",   "-Infinity"};
    double v;

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (tw__number_json(tw_str_of(texts[i]), &v))
            fail_msg("%s", texts[i]);
    }
}

static void number_of_text_is_as_in_javascript(void **state)
{
    static const row rows[] = {{"", 0},
                               {"   ", 0},
                               {" 12 ", 12},
                               {"\t-1.5\n", -1.5},
                               {"+7", 7},
                               {"007", 7},
                               {".5", 0.5},
                               {"5.", 5},
                               {"-.5e1", -5},
                               {"1e3", 1000},
                               {"0x1F", 31},
                               {"0o17", 15},
                               {"0B101", 5},
                               {"Infinity", HUGE_VAL},
                               {"-Infinity", -HUGE_VAL},
                               {"1e400", HUGE_VAL},
                               {"\xc2\xa0\xef\xbb\xbf"
                                "3\xe2\x80\xa8\xe3\x80\x80",
                                3}};
    static const char *const refused[] = {
        "abc", "1x",  "0x",  "0xg", "-0x1", "1 2",  "e5",
        ".",   "+",   "1e",  "--1", "1,5",  "NaN",  "infinity",
        "0b2", "+-1", "1e+", "1_0", "\xc2", "5\xff"};
    double v;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!tw__number_js(tw_str_of(rows[i].text), &v) || v != rows[i].v)
            fail_msg("'%s'", rows[i].text);
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        if (tw__number_js(tw_str_of(refused[i]), &v))
            fail_msg("'%s'", refused[i]);
    }
}

static void the_longest_prefix_is_taken_as_parse_float_does(void **state)
{
    static const row rows[] = {
        {"12abc", 12},           {" 1.5.7", 1.5}, {"3e", 3},   {"3e+", 3},
        {"3e2x", 300},           {"-.5x", -0.5},  {"5.", 5},   {"0x1F", 0},
        {"Infinityx", HUGE_VAL}, {"1,234", 1},    {"007px", 7}};
    static const char *const refused[] = {"",   "abc", ".",  "-",
                                          "e5", "$5",  ".e1"};
    double v;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!tw__number_prefix(tw_str_of(rows[i].text), &v) || v != rows[i].v)
            fail_msg("'%s'", rows[i].text);
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        if (tw__number_prefix(tw_str_of(refused[i]), &v))
            fail_msg("'%s'", refused[i]);
    }
}

/* 2^53 + 1 lies between two doubles: the tie goes to the even one, and any
** digit behind it, however far, above it. */
static void digits_far_behind_still_round(void **state)
{
    enum {
        ZEROS = 2000
    };
    char text[ZEROS + 32];
    double v;

    (void)state;
    (void)snprintf(text, sizeof(text), "9007199254740993.");
    memset(text + 17, '0', ZEROS);
    text[17 + ZEROS] = '\0';
    assert_true(tw__number_json(tw_str_of(text), &v));
    assert_true(v == 9007199254740992.0);
    text[16 + ZEROS] = '1';
    assert_true(tw__number_json(tw_str_of(text), &v));
    assert_true(v == 9007199254740994.0);
}

static void reading_agrees_with_the_c_library(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        char text[64];
        double v;
        unsigned a, b;
        int e;

        seed = seed * 1103515245u + 12345u;
        a = seed >> 4;
        seed = seed * 1103515245u + 12345u;
        b = seed >> 4;
        e = (int)(seed >> 20) % 60 - 30;
        (void)snprintf(text, sizeof(text), "%u.%ue%d", a, b, e);
        if (!tw__number_json(tw_str_of(text), &v) || v != strtod(text, NULL))
            fail_msg("%s", text);
    }
}

static void integers_reach_their_ends_and_no_further(void **state)
{
    static const char *const refused[] = {"",
                                          "-",
                                          "+",
                                          "1.0",
                                          "1e3",
                                          " 1",
                                          "1 ",
                                          "9223372036854775808",
                                          "0x1",
                                          "-9223372036854775809",
                                          "99999999999999999999",
                                          "1a"};
    int64_t v;

    (void)state;
    assert_true(tw__number_int(TW_STR("9223372036854775807"), &v));
    assert_true(v == INT64_MAX);
    assert_true(tw__number_int(TW_STR("-9223372036854775808"), &v));
    assert_true(v == INT64_MIN);
    assert_true(tw__number_int(TW_STR("-0"), &v));
    assert_true(v == 0);
    assert_true(tw__number_int(TW_STR("+007"), &v));
    assert_true(v == 7);
    for (size_t i = 0; i < COUNT(refused); i++) {
        if (tw__number_int(tw_str_of(refused[i]), &v))
            fail_msg("'%s'", refused[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_numbers_are_read_exactly),
        cmocka_unit_test(what_rfc_8259_refuses_is_no_json_number),
        cmocka_unit_test(number_of_text_is_as_in_javascript),
        cmocka_unit_test(the_longest_prefix_is_taken_as_parse_float_does),
        cmocka_unit_test(digits_far_behind_still_round),
        cmocka_unit_test(reading_agrees_with_the_c_library),
        cmocka_unit_test(integers_reach_their_ends_and_no_further),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
