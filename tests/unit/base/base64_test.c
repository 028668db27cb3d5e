#include "base/base64.h"

#include "support/check.h"

#include <string.h>

#define assert_buf(b, text)                                               \
    do {                                                                  \
        assert_int_equal((b)->len, sizeof(text) - 1);                     \
        assert_memory_equal(tw__buf_view(b).ptr, text, sizeof(text) - 1); \
    } while (0)

static tw_buf b;

static int setup(void **state)
{
    (void)state;
    tw__buf_init(&b, &tw__alloc_default);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    tw__buf_fini(&b);
    return 0;
}

static void the_standard_form_is_padded(void **state)
{
    static const char *const pairs[][2] = {
        {"", ""},        {"f", "Zg=="},         {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},  {"fooba", "Zm9vYmE="},
        {"?>~", "Pz5+"}, {"foobar", "Zm9vYmFy"}};

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        tw__buf_reset(&b);
        tw__base64_put(&b, tw_str_of(pairs[i][0]));
        tw__buf_char(&b, '\0');
        assert_string_equal(b.ptr, pairs[i][1]);
        tw__buf_reset(&b);
        tw__base64_read(&b, tw_str_of(pairs[i][1]));
        tw__buf_char(&b, '\0');
        assert_string_equal(b.ptr, pairs[i][0]);
    }
}

static void the_url_form_has_no_padding(void **state)
{
    (void)state;
    tw__base64url_put(&b, TW_STR("\xfb\xff\xfe\x01"));
    assert_buf(&b, "-__-AQ");
}

static void lenient_reading_takes_what_node_takes(void **state)
{
    (void)state;
    tw__base64_read(&b, TW_STR(" Zm 9v\nYm*Fy"));
    assert_buf(&b, "foobar");
    tw__buf_reset(&b);
    tw__base64_read(&b, TW_STR("-__-AQ"));
    assert_buf(&b, "\xfb\xff\xfe\x01");
    tw__buf_reset(&b);
    tw__base64_read(&b, TW_STR("Zg==Zg=="));
    assert_buf(&b, "f");
    tw__buf_reset(&b);
    tw__base64_read(&b, TW_STR("Zm9vY"));
    assert_buf(&b, "foo");
    tw__buf_reset(&b);
    tw__base64_read(&b, TW_STR(""));
    assert_int_equal(b.len, 0);
}

static void strict_reading_takes_one_text_per_value(void **state)
{
    (void)state;
    assert_true(tw__base64url_read(&b, TW_STR("-__-AQ")));
    assert_buf(&b, "\xfb\xff\xfe\x01");
    assert_true(tw__base64url_read(&b, TW_STR("")));
    assert_false(tw__base64url_read(&b, TW_STR("Zg==")));
    assert_false(tw__base64url_read(&b, TW_STR("Z")));
    assert_false(tw__base64url_read(&b, TW_STR("Zh"))); /* spare bits */
    assert_false(tw__base64url_read(&b, TW_STR("Zm9")));
    assert_false(tw__base64url_read(&b, TW_STR("Zm9v Zg")));
    assert_false(tw__base64url_read(&b, TW_STR("Pz5+")));
    assert_buf(&b, "\xfb\xff\xfe\x01"); /* nothing was appended */
}

static void every_byte_survives_the_way_there_and_back(void **state)
{
    char bytes[256];

    (void)state;
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (char)(unsigned char)(i * 7);
    for (size_t len = 0; len <= sizeof(bytes); len++) {
        tw_buf text;

        tw__buf_init(&text, &tw__alloc_default);
        tw__buf_reset(&b);
        tw__base64url_put(&text, (tw_str){bytes, len});
        assert_true(tw__base64url_read(&b, tw__buf_view(&text)));
        assert_int_equal(b.len, len);
        assert_memory_equal(tw__buf_view(&b).ptr, bytes, len);
        tw__buf_fini(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_standard_form_is_padded, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_url_form_has_no_padding, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(lenient_reading_takes_what_node_takes,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(strict_reading_takes_one_text_per_value,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            every_byte_survives_the_way_there_and_back, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
