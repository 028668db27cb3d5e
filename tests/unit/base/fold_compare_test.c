#include "base/fold.h"

#include "base/str.h"
#include "support/check.h"

#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static int sign(int v)
{
    return v < 0 ? -1 : v > 0;
}

/* Each text of the list comes before all that follow it. */
static void check_order(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            int expected = i < j ? -1 : i > j;
            int got = sign(
                tw__fold_compare(tw_str_of(texts[i]), tw_str_of(texts[j])));

            if (got != expected)
                fail_msg("'%s' and '%s': %d", texts[i], texts[j], got);
        }
    }
}

static void ascii_stands_as_in_a_dictionary(void **state)
{
    static const char *const texts[] = {
        "",   " ",  " z", "_a",    "-a",       "!",   ".a",  "'a",
        "(a", "@a", "*",  "#1",    "$5",       "0",   "00",  "1",
        "10", "2",  "9z", "a",     "A",        "a b", "a-b", "a1",
        "aa", "Aa", "AA", "ab",    "Abc",      "abd", "ABD", "abe",
        "b",  "B",  "ba", "Smith", "smithers", "z",   "Z"};

    (void)state;
    check_order(texts, COUNT(texts));
}

static void case_decides_only_when_all_else_is_equal(void **state)
{
    static const char *const texts[] = {"alpha", "Alpha", "ALPHA", "alphb",
                                        "Beta",  "gamma", "Gamma"};

    (void)state;
    check_order(texts, COUNT(texts));
}

static void every_ascii_character_has_a_place(void **state)
{
    (void)state;
    for (int a = 0; a < 128; a++) {
        for (int b = 0; b < 128; b++) {
            char ca = (char)a, cb = (char)b;
            int order = tw__fold_compare((tw_str){&ca, 1}, (tw_str){&cb, 1});

            assert_true((order == 0) == (a == b));
            assert_int_equal(
                sign(order),
                -sign(tw__fold_compare((tw_str){&cb, 1}, (tw_str){&ca, 1})));
        }
    }
}

#if defined(TW_WITH_UTF8PROC)

static void accents_decide_after_letters(void **state)
{
    static const char *const texts[] = {
        "cote",
        "cot\xc3\xa9",        /* coté */
        "c\xc3\xb4te",        /* côte */
        "c\xc3\xb4t\xc3\xa9", /* côté */
        "cotf",
        "elan",
        "\xc3\xa9lan", /* élan */
        "\xc3\x89lan", /* Élan */
        "Elb",
        "strase",
        "strasse",
        "Strasse",
        "stra\xc3\x9f\x65", /* straße */
        "stratum",
        "z",
        "\xce\xb1",     /* alpha */
        "\xce\xb2",     /* beta */
        "\xd0\xb0",     /* Cyrillic a */
        "\xe6\x97\xa5", /* a Han character */
    };

    (void)state;
    check_order(texts, COUNT(texts));
}

static void signs_beyond_ascii_stand_before_digits(void **state)
{
    static const char *const texts[] = {" a", "~a", "\xe2\x82\xac\x35", "5",
                                        "a"};

    (void)state;
    check_order(texts, COUNT(texts));
}

#endif

/* A pool of awkward pieces, put together by chance: the order must be total
** and transitive, and equal only for equal bytes. */
static void the_order_is_total_and_transitive(void **state)
{
    static const char *const pieces[] = {"a",
                                         "A",
                                         "b",
                                         "B",
                                         "ae",
                                         "1",
                                         " ",
                                         "-",
                                         "\xc3\xa9",
                                         "e\xcc\x81",
                                         "e",
                                         "E",
                                         "\xc3\x89",
                                         "\xc3\xa6",
                                         "\xc3\x86",
                                         "\xc3\x9f",
                                         "ss",
                                         "\xcc\x81",
                                         "\xff",
                                         "\xc3",
                                         "\xd0\x99",
                                         "\xd0\xb9",
                                         "\xed\x95\x9c",
                                         "\xe2\x82\xac",
                                         "\xf0\x9f\x98\x80",
                                         "\xe1\xba\x9e",
                                         "\xc4\xb0",
                                         "z"};
    enum {
        TEXTS = 160
    };
    char texts[TEXTS][32];
    int order[TEXTS][TEXTS];
    unsigned seed = 3;

    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        texts[i][0] = '\0';
        seed = seed * 1103515245u + 12345u;
        for (unsigned n = (seed >> 16) % 4 + 1; n > 0; n--) {
            seed = seed * 1103515245u + 12345u;
            strcat(texts[i], pieces[(seed >> 16) % COUNT(pieces)]);
        }
    }
    for (int i = 0; i < TEXTS; i++) {
        for (int j = 0; j < TEXTS; j++)
            order[i][j] = sign(
                tw__fold_compare(tw_str_of(texts[i]), tw_str_of(texts[j])));
    }
    for (int i = 0; i < TEXTS; i++) {
        for (int j = 0; j < TEXTS; j++) {
            assert_int_equal(order[i][j], -order[j][i]);
            assert_true((order[i][j] == 0) ==
                        (strcmp(texts[i], texts[j]) == 0));
            for (int k = 0; k < TEXTS; k++) {
                if (order[i][j] <= 0 && order[j][k] <= 0 && order[i][k] > 0)
                    fail_msg("'%s' '%s' '%s'", texts[i], texts[j], texts[k]);
            }
        }
    }
}

static void a_nul_is_a_character_like_others(void **state)
{
    (void)state;
    assert_true(tw__fold_compare(TW_STR("a\0b"), TW_STR("a\0c")) < 0);
    assert_true(tw__fold_compare(TW_STR("a"), TW_STR("a\0")) < 0);
    assert_int_equal(tw__fold_compare(TW_NO_STR, TW_STR("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_stands_as_in_a_dictionary),
        cmocka_unit_test(case_decides_only_when_all_else_is_equal),
        cmocka_unit_test(every_ascii_character_has_a_place),
#if defined(TW_WITH_UTF8PROC)
        cmocka_unit_test(accents_decide_after_letters),
        cmocka_unit_test(signs_beyond_ascii_stand_before_digits),
#endif
        cmocka_unit_test(the_order_is_total_and_transitive),
        cmocka_unit_test(a_nul_is_a_character_like_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
