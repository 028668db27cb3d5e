/* rich_text_test.c -- block documents and markdown. */
#include "unit/model/types/rig.h"

#include "model/types/blocknote.h"

#include <stdlib.h>

#define HI                                                                     \
    "[{\\\"id\\\":\\\"b1\\\",\\\"type\\\":\\\"paragraph\\\",\\\"props\\\":{}," \
    "\\\"content\\\":[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"Hi\\\","     \
    "\\\"styles\\\":{}}],\\\"children\\\":[]}]"

static void one_side_is_derived_from_the_other(void **state)
{
    static const value_case cases[] = {
        {"{\"blocknote\":\"" HI "\"}", TW_OK,
         "{\"blocknote\":\"" HI "\",\"markdown\":\"Hi\"}"},
        {"{\"blocknote\":\"" HI "\",\"markdown\":\"other\"}", TW_OK,
         "{\"blocknote\":\"" HI "\",\"markdown\":\"other\"}"},
        {"{\"blocknote\":\"[]\"}", TW_OK,
         "{\"blocknote\":\"[]\",\"markdown\":\"\"}"},
        {"{}", TW_OK, "{\"blocknote\":null,\"markdown\":\"\"}"},
        {"null", TW_OK, "-"},
        {"{\"blocknote\":\"invalid-json\"}", TW_E_INVALID,
         "Invalid blocknote value for field \"text.blocknote\" - must contain "
         "valid JSON"},
        {"{\"blocknote\":\"{}\"}", TW_E_INVALID, "list of blocks"},
        {"{\"blocknote\":\"[{\\\"props\\\":{\\\"url\\\":"
         "\\\"javascript:alert(1)\\\"}}]\"}",
         TW_E_INVALID, "URL"},
        {"{\"blocknote\":[]}", TW_E_INVALID, "Invalid string value []"},
        {"{\"markdown\":5}", TW_E_INVALID, "text.markdown"},
        {"{\"html\":\"<p>\"}", TW_E_INVALID, "\"html\""},
        {"\"hello\"", TW_E_INVALID, "Invalid object value 'hello'"},
    };

    (void)state;
    rig_run(TW_TYPE_RICH_TEXT, "text", cases);
}

static void a_paragraph_becomes_one_block(void **state)
{
    static const char wanted[] =
        "[{\"id\":\"00010203-0405-4607-8809-0a0b0c0d0e0f\",\"type\":"
        "\"paragraph\",\"props\":{\"backgroundColor\":\"default\","
        "\"textColor\":\"default\",\"textAlignment\":\"left\"},\"content\":["
        "{\"type\":\"text\",\"text\":\"hello\",\"styles\":{}}],"
        "\"children\":[]}]";
    test_op t;
    tw_buf b;

    (void)state;
    test_op_init(&t);
    tw__buf_init(&b, t.op.alloc);
    assert_true(tw__blocknote_from_markdown(&t.op, &b, TW_STR("hello"), 10000));
    tw__buf_char(&b, '\0');
    assert_string_equal(b.ptr, wanted);
    tw__buf_fini(&b);
    test_op_fini(&t);
}

/* Markdown to blocks and back again; NULL: the same. */
static void check_round(test_op *t, const char *in, const char *out)
{
    const tw_json *blocks;
    tw_buf b;

    tw__arena_reset(t->op.arena);
    tw__buf_init(&b, t->op.alloc);
    assert_true(
        tw__blocknote_from_markdown(&t->op, &b, tw_str_of(in), 1 << 24));
    assert_int_equal(tw__json_read(&t->op, tw__buf_view(&b), &blocks), TW_OK);
    assert_true(tw__blocknote_safe(blocks));
    tw__buf_reset(&b);
    assert_true(tw__blocknote_to_markdown(&b, blocks, 1 << 24));
    tw__buf_char(&b, '\0');
    assert_string_equal(b.ptr, out == NULL ? in : out);
    tw__buf_fini(&b);
}

static void markdown_survives_the_way_there_and_back(void **state)
{
    static const char *const cases[][2] = {
        {"", NULL},
        {"hello", NULL},
        {"# Title\n\nA paragraph\n\n## Next", NULL},
        {"a\nb", NULL},
        {"a\r\n\r\nb", "a\n\nb"},
        {"* one\n* two\n    * below\n* three", NULL},
        {"- one\n- two", "* one\n* two"},
        {"1. one\n2. two", NULL},
        {"* [ ] open\n* [x] done", NULL},
        {"> said\n> so", "> said\nso"},
        {"```js\nlet a = \"*\";\n\nb\n```", NULL},
        {"a **bold** and *slanted* and `code` and ~~gone~~ word", NULL},
        {"**bold with *both* inside**", "**bold with *****both***** inside**"},
        {"see [the site](https://a.test/x) now", NULL},
        {"[bad](javascript:x)", NULL},
        {"snake_case_word and 2 * 3 * 4", NULL},
        {"unclosed ** and ` and [ and _", NULL},
        {"\\*not slanted\\*", "*not slanted*"},
        {"#hashtag", NULL},
        {"###### deep", "### deep"},
        {"a\xC3\xB6\xE2\x82\xAC", NULL},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_round(&t, cases[i][0], cases[i][1]);
    test_op_fini(&t);
}

static void hostile_markdown_is_read_in_time(void **state)
{
    static const char *const pieces[] = {
        "[", "*", "**", "_a", "`", "[](", "* ", "[a](x)", "~~a", "\\", "> "};
    enum {
        BYTES = 400000
    };
    char *text = malloc(BYTES + 32);
    test_op t;
    tw_buf b;

    (void)state;
    assert_non_null(text);
    test_op_init(&t);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t piece = strlen(pieces[i]), len = 0;

        for (; len < BYTES; len += piece)
            memcpy(text + len, pieces[i], piece);
        memcpy(text + len, "](javascript:x)", 15);
        tw__buf_init(&b, t.op.alloc);
        (void)tw__blocknote_from_markdown(&t.op, &b, (tw_str){text, len + 15},
                                          1 << 26);
        tw__buf_fini(&b);
    }
    free(text);
    test_op_fini(&t);
}

static void what_would_be_too_long_is_not_derived(void **state)
{
    test_op t;
    tw_buf b;

    (void)state;
    test_op_init(&t);
    tw__buf_init(&b, t.op.alloc);
    assert_false(
        tw__blocknote_from_markdown(&t.op, &b, TW_STR("a\n\nb\n\nc"), 300));
    assert_int_equal(b.len, 0);
    tw__buf_fini(&b);
    test_op_fini(&t);
}

static void addresses_have_a_good_scheme(void **state)
{
    (void)state;
    assert_true(tw__blocknote_url(TW_STR("https://a.test")));
    assert_true(tw__blocknote_url(TW_STR("MAILTO:a@b.c")));
    assert_true(tw__blocknote_url(TW_STR("tel:+1")));
    assert_true(tw__blocknote_url(TW_STR("/files/1")));
    assert_true(tw__blocknote_url(TW_STR("")));
    assert_false(tw__blocknote_url(TW_STR("//evil.test")));
    assert_false(tw__blocknote_url(TW_STR("javascript:x")));
    assert_false(tw__blocknote_url(TW_STR(" \tjavascript:x")));
    assert_false(tw__blocknote_url(TW_STR("data:text/html,x")));
    assert_false(tw__blocknote_url(TW_STR("file.txt")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_side_is_derived_from_the_other),
        cmocka_unit_test(a_paragraph_becomes_one_block),
        cmocka_unit_test(markdown_survives_the_way_there_and_back),
        cmocka_unit_test(hostile_markdown_is_read_in_time),
        cmocka_unit_test(what_would_be_too_long_is_not_derived),
        cmocka_unit_test(addresses_have_a_good_scheme),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
