#include "base/op.h"

#include "base/utf8.h"
#include "support/check.h"
#include "support/op.h"

#include <string.h>

static void the_first_cause_is_kept(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    assert_int_equal(tw__fail(&t.op, TW_E_INVALID, "/a", "%s is wrong", "a"),
                     TW_E_INVALID);
    assert_int_equal(tw__fail(&t.op, TW_E_IO, "/b", "later"), TW_E_IO);
    assert_int_equal(t.op.error.status, TW_E_INVALID);
    assert_string_equal(t.op.error.message, "a is wrong");
    assert_string_equal(t.op.error.path, "/a");
    test_op_fini(&t);
}

static void forgiving_makes_room_for_another_error(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_INVALID, "/a", "first");
    t.op.report = TW_STR("{}");
    tw__op_forgive(&t.op);
    assert_int_equal(t.op.error.status, TW_OK);
    assert_string_equal(t.op.error.message, "");
    assert_null(t.op.report.ptr);
    (void)tw__fail_nomem(&t.op);
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
    test_op_fini(&t);
}

static void a_message_is_text_whatever_it_quotes(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_INVALID, "", "\"%s\": d\xc3\xa9j\xc3\xa0",
                   "a\xff\xfe");
    assert_true(tw__utf8_valid(tw_str_of(t.op.error.message)));
    assert_non_null(strstr(t.op.error.message, "\"a??\""));
    tw__op_forgive(&t.op);
    (void)tw__fail(&t.op, TW_E_INVALID, "", "%s", "d\xc3\xa9j\xc3\xa0");
    assert_string_equal(t.op.error.message, "d\xc3\xa9j\xc3\xa0");
    test_op_fini(&t);
}

static void the_path_grows_at_its_front(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    (void)tw__fail(&t.op, TW_E_INVALID, "/url", "x");
    tw__op_path_prefix_index(&t.op, 3);
    tw__op_path_prefix(&t.op, TW_STR("a/b~c"));
    assert_string_equal(t.op.error.path, "/a~1b~0c/3/url");
    test_op_fini(&t);
}

static void a_path_without_an_error_stays_empty(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    tw__op_path_prefix(&t.op, TW_STR("a"));
    assert_string_equal(t.op.error.path, "");
    test_op_fini(&t);
}

/* Whatever is cut off, what is left is UTF-8. */
static void long_text_is_cut_between_characters(void **state)
{
    char text[700];
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t start = 0; start < 4; start++) {
        memset(text, 'x', start);
        for (size_t i = start; i + 4 < sizeof(text); i += 4)
            memcpy(text + i, "\xf0\x9f\x98\x80", 5);
        tw__op_forgive(&t.op);
        (void)tw__fail(&t.op, TW_E_INVALID, text, "%s", text);
        assert_true(tw__utf8_valid(tw_str_of(t.op.error.message)));
        assert_true(tw__utf8_valid(tw_str_of(t.op.error.path)));
        assert_true(strlen(t.op.error.message) > 500);
        tw__op_path_prefix(&t.op, tw_str_of(text));
        assert_true(tw__utf8_valid(tw_str_of(t.op.error.path)));
        assert_true(strlen(t.op.error.path) > 240);
    }
    test_op_fini(&t);
}

static void missing_memory_is_recorded(void **state)
{
    test_op t;
    tw_buf b;

    (void)state;
    test_op_init(&t);
    tw__buf_init(&b, &t.alloc.hook);
    t.alloc.fail_at = t.alloc.calls + 1;
    t.alloc.fail_for_good = true;
    assert_null(tw__op_get(&t.op, 10));
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
    tw__op_forgive(&t.op);
    assert_null(tw__op_array(&t.op, SIZE_MAX, 16));
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
    tw__op_forgive(&t.op);
    assert_null(tw__op_str(&t.op, TW_STR("x")).ptr);
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
    tw__op_forgive(&t.op);
    assert_null(tw__op_printf(&t.op, "%d", 1).ptr);
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
    tw__op_forgive(&t.op);
    tw__buf_char(&b, 'x');
    assert_null(tw__op_take(&t.op, &b).ptr);
    assert_int_equal(t.op.error.status, TW_E_NOMEM);
    tw__buf_fini(&b);
    test_op_fini(&t);
}

static void memory_and_text_come_from_the_arena(void **state)
{
    test_op t;
    tw_buf b;
    char *zeros;

    (void)state;
    test_op_init(&t);
    zeros = (char *)tw__op_array(&t.op, 4, 4);
    for (int i = 0; i < 16; i++)
        assert_int_equal(zeros[i], 0);
    assert_string_equal(tw__op_printf(&t.op, "%d!", 4).ptr, "4!");
    tw__buf_init(&b, &t.alloc.hook);
    assert_string_equal(tw__op_take(&t.op, &b).ptr, "");
    tw__buf_text(&b, "built");
    assert_string_equal(tw__op_take(&t.op, &b).ptr, "built");
    tw__buf_fini(&b);
    t.now_ms = 1234567;
    assert_int_equal(tw__op_now_ms(&t.op), 1234567);
    test_op_fini(&t);
    assert_int_equal(t.alloc.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_cause_is_kept),
        cmocka_unit_test(forgiving_makes_room_for_another_error),
        cmocka_unit_test(a_message_is_text_whatever_it_quotes),
        cmocka_unit_test(the_path_grows_at_its_front),
        cmocka_unit_test(a_path_without_an_error_stays_empty),
        cmocka_unit_test(long_text_is_cut_between_characters),
        cmocka_unit_test(missing_memory_is_recorded),
        cmocka_unit_test(memory_and_text_come_from_the_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
