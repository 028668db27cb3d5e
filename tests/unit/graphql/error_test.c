#include "graphql/error.h"

#include "base/str.h"
#include "support/check.h"
#include "support/op.h"

static void is_written(test_op *t, const tw_gql_errors *list, const char *json)
{
    tw_buf b;

    tw__buf_init(&b, t->op.alloc);
    tw__gql_errors_write(&b, list);
    tw__buf_char(&b, '\0');
    assert_false(b.failed);
    assert_string_equal(b.ptr, json);
    tw__buf_fini(&b);
}

static void places_are_lines_and_columns(void **state)
{
    static const char source[] = "a\nbc\r\nd\re\xc3\xa9\xf0\x9f\x98\x80!\n\n";
    static const struct {
        uint32_t at;
        const char *place;
    } rows[] = {
        {0, "\"line\":1,\"column\":1"},  {1, "\"line\":1,\"column\":2"},
        {2, "\"line\":2,\"column\":1"},  {6, "\"line\":3,\"column\":1"},
        {8, "\"line\":4,\"column\":1"},  {9, "\"line\":4,\"column\":2"},
        {11, "\"line\":4,\"column\":3"}, {15, "\"line\":4,\"column\":5"},
        {17, "\"line\":5,\"column\":1"}, {18, "\"line\":6,\"column\":1"},
        {99, "\"line\":6,\"column\":1"}, {3, "\"line\":2,\"column\":2"},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_gql_errors list = {.source = TW_STR(source)};

        tw__gql_error(&t.op, &list, rows[i].at, UINT32_MAX, "m");
        is_written(&t, &list,
                   tw__op_printf(&t.op,
                                 "[{\"message\":\"m\",\"locations\":[{%s}]}]",
                                 rows[i].place)
                       .ptr);
    }
    test_op_fini(&t);
}

static void all_members_are_written(void **state)
{
    tw_gql_errors list = {.source = TW_STR("abc")};
    tw_gql_path root = {NULL, TW_STR("people"), 0};
    tw_gql_path item = {&root, TW_NO_STR, 3};
    tw_gql_path leaf = {&item, TW_STR("na\"me"), 0};
    tw_gql_error *e;
    test_op t;

    (void)state;
    test_op_init(&t);
    is_written(&t, &list, "[]");
    e = tw__gql_error_add(&t.op, &list);
    e->message = TW_STR("one");
    e->path = &leaf;
    e->code = TW_STR("C");
    e->sub_code = TW_STR("S");
    e->user_message = TW_STR("U");
    e->extra = TW_STR("\"x\":[1]");
    tw__gql_error(&t.op, &list, 1, 0, "two \"%s\"", "\n");
    e = tw__gql_error_add(&t.op, &list);
    e->extra = TW_STR("\"y\":2");
    is_written(&t, &list,
               "[{\"message\":\"one\",\"path\":[\"people\",3,\"na\\\"me\"],"
               "\"extensions\":{\"code\":\"C\",\"subCode\":\"S\","
               "\"userFriendlyMessage\":\"U\",\"x\":[1]}},"
               "{\"message\":\"two \\\"\\n\\\"\",\"locations\":["
               "{\"line\":1,\"column\":2},{\"line\":1,\"column\":1}]},"
               "{\"message\":\"\",\"extensions\":{\"y\":2}}]");
    test_op_fini(&t);
}

static void a_hundred_are_kept(void **state)
{
    tw_gql_errors list = {.count = 0};
    test_op t;

    (void)state;
    test_op_init(&t);
    for (int i = 0; i < 300; i++)
        tw__gql_error(&t.op, &list, UINT32_MAX, UINT32_MAX, "%d", i);
    assert_int_equal(list.count, TW_GQL_ERRORS_MAX);
    assert_true(tw__str_is(list.last->message, "99"));
    assert_null(tw__gql_error_add(&t.op, &list));
    test_op_fini(&t);
}

static void long_texts_are_cut_between_characters(void **state)
{
    char text[300];
    test_op t;

    (void)state;
    test_op_init(&t);
    memset(text, 'a', sizeof(text));
    text[199] = '\xc3';
    text[200] = '\xa9';
    assert_int_equal(tw__gql_shown_bytes((tw_str){text, sizeof(text)}), 199);
    assert_int_equal(tw__gql_shown(&t.op, (tw_str){text, sizeof(text)}).len,
                     202);
    assert_ptr_equal(tw__gql_shown(&t.op, (tw_str){text, 200}).ptr, text);
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_lines_and_columns),
        cmocka_unit_test(all_members_are_written),
        cmocka_unit_test(a_hundred_are_kept),
        cmocka_unit_test(long_texts_are_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
