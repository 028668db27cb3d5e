#include "base/utf8.h"

#include "support/check.h"

#include <stdlib.h>
#include <string.h>

static void well_formed_text_is_valid(void **state)
{
    static const char *const texts[] = {
        "",
        "plain",
        "a long run of plain ASCII text",
        "\xc2\x80",
        "\xdf\xbf",
        "\xe0\xa0\x80",
        "\xed\x9f\xbf",
        "\xee\x80\x80",
        "\xef\xbf\xbf",
        "\xf0\x90\x80\x80",
        "\xf4\x8f\xbf\xbf",
        "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x98\x80 and on with ASCII"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_true(tw__utf8_valid(tw_str_of(texts[i])));
    assert_true(tw__utf8_valid(TW_STR("a\0b")));
}

static void broken_text_is_refused(void **state)
{
    static const char *const texts[] = {"\x80",
                                        "\xbf",
                                        "\xc0\x80",
                                        "\xc1\xbf",
                                        "\xc2",
                                        "\xc2x",
                                        "\xe0\x9f\xbf",
                                        "\xe0\xa0",
                                        "\xed\xa0\x80",
                                        "\xed\xbf\xbf",
                                        "\xf0\x8f\xbf\xbf",
                                        "\xf4\x90\x80\x80",
                                        "\xf5\x80\x80\x80",
                                        "\xf0\x9f\x98",
                                        "\xff",
                                        "\xfe",
                                        "12345678\xc3",
                                        "1234567\xe2\x82"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_false(tw__utf8_valid(tw_str_of(texts[i])));
        assert_true(tw__utf8_length(tw_str_of(texts[i])) <= 1);
    }
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
        char to[4];
        size_t pos = 0, len;
        tw_str s;

        if (cp == 0xd800)
            cp = 0xe000;
        len = tw__utf8_put(to, cp);
        s = (tw_str){to, len};
        if (!tw__utf8_valid(s) || tw__utf8_length(s) != len ||
            tw__utf8_count(s) != 1 || tw__utf8_next(s, &pos) != cp ||
            pos != len)
            fail_msg("U+%04X", (unsigned)cp);
    }
}

static void characters_are_counted(void **state)
{
    (void)state;
    assert_int_equal(tw__utf8_count(TW_STR("")), 0);
    assert_int_equal(tw__utf8_count(TW_STR("a\xc3\xa9\xe2\x82\xac")), 3);
    assert_int_equal(tw__utf8_length(TW_STR("")), 0);
}

/* Each piece in a block of its own, so that a sanitizer sees a step over. */
static void decoding_broken_text_stays_inside(void **state)
{
    (void)state;
    for (unsigned lead = 0x80; lead < 0x100; lead++) {
        for (size_t len = 1; len <= 4; len++) {
            char *bytes = (char *)malloc(len);
            size_t pos = 0;

            assert_non_null(bytes);
            memset(bytes, 0x80, len);
            bytes[0] = (char)lead;
            while (pos < len)
                (void)tw__utf8_next((tw_str){bytes, len}, &pos);
            assert_int_equal(pos, len);
            free(bytes);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_text_is_valid),
        cmocka_unit_test(broken_text_is_refused),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(characters_are_counted),
        cmocka_unit_test(decoding_broken_text_stays_inside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
