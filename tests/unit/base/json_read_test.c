#include "base/json.h"

#include "support/check.h"
#include "support/op.h"

#include <stdio.h>
#include <string.h>

static test_op t;

static int setup(void **state)
{
    (void)state;
    test_op_init(&t);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    test_op_fini(&t);
    assert_int_equal(t.alloc.live, 0);
    return 0;
}

static const tw_json *read(const char *text)
{
    const tw_json *out = NULL;

    assert_int_equal(tw__json_read(&t.op, tw_str_of(text), &out), TW_OK);
    assert_non_null(out);
    return out;
}

/* Read, print, compare. */
static void check(const char *text, const char *expected)
{
    tw_buf b;

    tw__buf_init(&b, &tw__alloc_default);
    tw__json_put(&b, read(text));
    tw__buf_char(&b, '\0');
    assert_string_equal(b.ptr, expected);
    tw__buf_fini(&b);
}

static void values_of_every_kind_are_read(void **state)
{
    const tw_json *n;

    (void)state;
    n = read("{\"t\":\"x\",\"n\":-1.5,\"l\":[true,false,null],\"o\":{}}");
    assert_int_equal(n->type, TW_JSON_OBJECT);
    assert_int_equal(n->count, 4);
    assert_string_equal(tw__json_member(n, "t")->text.ptr, "x");
    assert_true(tw__json_member(n, "n")->number == -1.5);
    assert_int_equal(tw__json_member(n, "l")->count, 3);
    assert_int_equal(tw__json_member(n, "l")->items[0].type, TW_JSON_TRUE);
    assert_int_equal(tw__json_member(n, "l")->items[1].type, TW_JSON_FALSE);
    assert_int_equal(tw__json_member(n, "l")->items[2].type, TW_JSON_NULL);
    assert_int_equal(tw__json_get(n, TW_STR("o"))->type, TW_JSON_OBJECT);
    assert_null(tw__json_member(n, "T"));
    assert_null(tw__json_member(tw__json_member(n, "l"), "x"));
    assert_null(tw__json_member(NULL, "x"));
}

static void text_is_unescaped(void **state)
{
    (void)state;
    assert_string_equal(read("\"\\u00e9\\ud83d\\ude00\\n\\/\"")->text.ptr,
                        "\xc3\xa9\xf0\x9f\x98\x80\n/");
    check("\"\\u0041\\t\\u001f\"", "\"A\\t\\u001f\"");
}

static void numbers_keep_their_value(void **state)
{
    (void)state;
    assert_true(read("0.30000000000000004")->number == 0.1 + 0.2);
    check("[9007199254740991,1e21,1E-7,-0,1.10]",
          "[9007199254740991,1e+21,1e-7,0,1.1]");
}

static void of_a_key_given_twice_the_last_counts(void **state)
{
    (void)state;
    check("{\"k\":1,\"a\":2,\"k\":3,\"k\":[4]}", "{\"k\":[4],\"a\":2}");
    check("{\"\":1,\"\":2}", "{\"\":2}");
    check("{\"k\":1,\"\\u006b\":2}", "{\"k\":2}");
    check("{\"k\":1,\"K\":2}", "{\"k\":1,\"K\":2}");
}

static void many_keys_given_twice_are_found_too(void **state)
{
    char text[20000];
    const tw_json *n;
    size_t len = 0;

    (void)state;
    text[len++] = '{';
    for (int i = 0; i < 1000; i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "\"k%d\":%d,",
                                i * 7 % 500, i);
    text[len - 1] = '}';
    text[len] = '\0';
    n = read(text);
    assert_int_equal(n->count, 500);
    for (int i = 0; i < 500; i++) { /* at the place of the first */
        char key[8];

        (void)snprintf(key, sizeof(key), "k%d", i * 7 % 500);
        assert_string_equal(n->items[i].key.ptr, key);
        assert_true(n->items[i].number == i + 500);
    }
}

static void a_refusal_names_the_byte(void **state)
{
    const tw_json *out;

    (void)state;
    assert_int_equal(tw__json_read(&t.op, TW_STR("{\"a\":01}"), &out),
                     TW_E_BAD_REQUEST);
    assert_null(out);
    assert_int_equal(t.op.error.status, TW_E_BAD_REQUEST);
    assert_non_null(strstr(t.op.error.message, "byte 5"));
}

static void depth_follows_the_limit(void **state)
{
    const tw_json *out;

    (void)state;
    t.limits.max_json_depth = 2;
    assert_int_equal(tw__json_read(&t.op, TW_STR("[[]]"), &out), TW_OK);
    assert_int_equal(tw__json_read(&t.op, TW_STR("[[[]]]"), &out),
                     TW_E_BAD_REQUEST);
}

static void each_failing_allocation_is_reported(void **state)
{
    const tw_str text =
        TW_STR("{\"a\":[1,\"two\",{\"b\":null}],\"a\":3,\"k1\":1,\"k2\":1,"
               "\"k3\":1,\"k4\":1,\"k5\":1,\"k6\":1,\"k7\":1,\"k8\":1,"
               "\"k9\":1,\"k10\":1,\"k11\":1,\"k12\":1,\"k13\":1,\"k14\":1}");
    const tw_json *out = NULL;
    tw_status st = TW_E_NOMEM;

    (void)state;
    for (size_t n = 1; st == TW_E_NOMEM; n++) {
        assert_true(n < 1000);
        tw__op_forgive(&t.op);
        tw__arena_free(t.op.arena);
        t.op.arena = tw__arena_new(&t.alloc.hook);
        t.alloc.calls = 0;
        t.alloc.fail_at = n;
        st = tw__json_read(&t.op, text, &out);
        t.alloc.fail_at = 0;
        assert_int_equal(t.op.error.status, st);
    }
    assert_int_equal(st, TW_OK);
    assert_int_equal(out->count, 15);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(values_of_every_kind_are_read),
        TEST(text_is_unescaped),
        TEST(numbers_keep_their_value),
        TEST(of_a_key_given_twice_the_last_counts),
        TEST(many_keys_given_twice_are_found_too),
        TEST(a_refusal_names_the_byte),
        TEST(depth_follows_the_limit),
        TEST(each_failing_allocation_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
