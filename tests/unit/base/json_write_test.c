#include "base/json.h"

#include "support/check.h"
#include "support/op.h"

#include <string.h>

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

static void check(const char *expected)
{
    assert_int_equal(b.len, strlen(expected));
    assert_memory_equal(tw__buf_view(&b).ptr, expected, b.len);
    tw__buf_reset(&b);
}

static void text_is_quoted_and_escaped(void **state)
{
    (void)state;
    tw__json_put_text(&b, TW_STR(""));
    check("\"\"");
    tw__json_put_text(&b, (tw_str){NULL, 0});
    check("\"\"");
    tw__json_put_text(&b, TW_STR("say \"hi\" \\ /"));
    check("\"say \\\"hi\\\" \\\\ /\"");
    tw__json_put_text(&b, TW_STR("\b\t\n\f\r\x01\x1f\x7f"));
    check("\"\\b\\t\\n\\f\\r\\u0001\\u001f\x7f\"");
    tw__json_put_text(&b, TW_STR("a\0b"));
    check("\"a\\u0000b\"");
    tw__json_put_text(&b, TW_STR("\xe2\x80\xa8\xc3\xa9\xf0\x9f\x98\x80"));
    check("\"\xe2\x80\xa8\xc3\xa9\xf0\x9f\x98\x80\"");
}

/* The scan goes by eight bytes: every byte at every place among plain ones. */
static void a_special_byte_is_found_at_any_place(void **state)
{
    (void)state;
    for (size_t len = 1; len <= 25; len++) {
        for (size_t place = 0; place < len; place++) {
            for (int c = 0; c < 256; c++) {
                char text[32];
                bool special = c < 0x20 || c == '"' || c == '\\';
                bool two = c == '"' || c == '\\' || c == '\n' || c == '\t' ||
                           c == '\r' || c == '\b' || c == '\f';

                memset(text, '#', len);
                text[place] = (char)c;
                tw__buf_reset(&b);
                tw__json_put_text(&b, (tw_str){text, len});
                assert_int_equal(b.len,
                                 len + 2 + (special ? (two ? 1u : 5u) : 0u));
                assert_int_equal(b.ptr[1 + place] == '\\', special);
            }
        }
    }
}

static void trees_are_printed_compact_and_spaced(void **state)
{
    const tw_json *n;
    test_op t;

    (void)state;
    test_op_init(&t);
    assert_int_equal(
        tw__json_read(
            &t.op,
            TW_STR(" {\"a\" :[1,\"x, y: z\",null] ,\"b\":{\"c\":true},"
                   "\"d\":[],\"e\":{},\"f\":false}"),
            &n),
        TW_OK);
    tw__json_put(&b, n);
    check("{\"a\":[1,\"x, y: z\",null],\"b\":{\"c\":true},\"d\":[],\"e\":{},"
          "\"f\":false}");
    tw__json_put_spaced(&b, n);
    check("{\"a\": [1, \"x, y: z\", null], \"b\": {\"c\": true}, \"d\": [], "
          "\"e\": {}, \"f\": false}");
    test_op_fini(&t);
}

static void the_writer_knows_where_commas_go(void **state)
{
    tw_json_writer w = {&b, false};

    (void)state;
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "a");
    tw__jw_open(&w, '[');
    tw__jw_int(&w, -5);
    tw__jw_number(&w, 1.5);
    tw__jw_text(&w, TW_STR("x"));
    tw__jw_text(&w, (tw_str){NULL, 0});
    tw__jw_open(&w, '{');
    tw__jw_close(&w, '}');
    tw__jw_open(&w, '[');
    tw__jw_close(&w, ']');
    tw__jw_bool(&w, true);
    tw__jw_close(&w, ']');
    tw__jw_key_str(&w, TW_STR("b\""));
    tw__jw_bool(&w, false);
    tw__jw_key(&w, "c");
    tw__jw_null(&w);
    tw__jw_key(&w, "d");
    tw__jw_raw(&w, TW_STR("{\"raw\":1}"));
    tw__jw_close(&w, '}');
    check("{\"a\":[-5,1.5,\"x\",null,{},[],true],\"b\\\"\":false,\"c\":null,"
          "\"d\":{\"raw\":1}}");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(text_is_quoted_and_escaped),
        TEST(a_special_byte_is_found_at_any_place),
        TEST(trees_are_printed_compact_and_spaced),
        TEST(the_writer_knows_where_commas_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
