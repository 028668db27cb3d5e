#include "graphql/parse.h"

#include "support/check.h"
#include "support/doc.h"
#include "support/op.h"

static void documents_are_laid_out(void **state)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"{a}", "{\n  a\n}"},
        {"query{a}", "{\n  a\n}"},
        {"query A{a}", "query A {\n  a\n}"},
        {"query($a:Int){a}", "query ($a: Int) {\n  a\n}"},
        {"query@a{b}", "query @a {\n  b\n}"},
        {"mutation{a}", "mutation {\n  a\n}"},
        {"subscription A($b:[C!]!=[1]@d){e}",
         "subscription A($b: [C!]! = [1] @d) {\n  e\n}"},
        {"{a:b(c:1,d:{e:[$f,null,true,\"g\",H,1.5]})@i(j:1)@k{l}}",
         "{\n  a: b(c: 1, d: {e: [$f, null, true, \"g\", H, 1.5]}) @i(j: 1) @k "
         "{\n    l\n  }\n}"},
        {"{...A@b ...on C@d{e}...{f}...@g{h}}",
         "{\n  ...A @b\n  ... on C @d {\n    e\n  }\n  ... {\n    f\n  }\n  "
         "... @g {\n    h\n  }\n}"},
        {"fragment A on B@c{d} {e}",
         "fragment A on B @c {\n  d\n}\n\n{\n  e\n}"},
        {"type A query{b}", "type A\n\nquery {\n  b\n}"},
        {"\"d\" query A{b}", "\"d\"\nquery A {\n  b\n}"},
        {"query(\"d\" $a:B $c:D){e}",
         "query (\n\"d\"\n$a: B\n$c: D\n) {\n  e\n}"},
        {"{a(b:\"\\u0001\\u007f\\u0085\\\"\\\\\\/\\n\\t\xc3\xa9\")}",
         "{\n  a(b: \"\\u0001\\u007F\\u0085\\\"\\\\/\\n\\t\xc3\xa9\")\n}"},
        {"{a(b:\"\"\"one\"\"\")}", "{\n  a(b: \"\"\"one\"\"\")\n}"},
        {"{a(b:\"\"\"x\n  y\"\"\")}",
         "{\n  a(b: \"\"\"\n  x\n  y\n  \"\"\")\n}"},
        {"{a(b:\"\"\"x\\\"\"\"y\"\"\")}",
         "{\n  a(b: \"\"\"x\\\"\"\"y\"\"\")\n}"},
        {"{a(b:\"\"\"slash\\\\ \"\"\")}",
         "{\n  a(b: \"\"\"slash\\\\ \"\"\")\n}"},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *printed = doc_printed(&t.op, doc_read(&t.op, rows[i].text));

        assert_string_equal(printed, rows[i].printed);
        assert_string_equal(doc_printed(&t.op, doc_read(&t.op, printed)),
                            printed);
    }
    test_op_fini(&t);
}

/* 80 units are the last that fit. */
static void long_arguments_stand_on_lines_of_their_own(void **state)
{
    const char *name = "a123456789b123456789c123456789d123456789e12";
    const char *flat, *text;
    test_op t;

    (void)state;
    test_op_init(&t);
    text = tw__op_printf(&t.op,
                         "{f(one:%s,two:\"\xf0\x9f\x98\x80"
                         "12345678901234\")}",
                         name)
               .ptr;
    flat = doc_printed(&t.op, doc_read(&t.op, text));
    assert_null(strstr(flat, "\n    one"));
    text = tw__op_printf(&t.op,
                         "{f(one:%s,two:\"\xf0\x9f\x98\x80"
                         "1234567890123456789\")}",
                         name)
               .ptr;
    assert_string_equal(
        doc_printed(&t.op, doc_read(&t.op, text)),
        "{\n  f(\n    one: a123456789b123456789c123456789d123456789e12\n    "
        "two: \"\xf0\x9f\x98\x80"
        "1234567890123456789\"\n  )\n}");
    test_op_fini(&t);
}

static void values_are_printed_alone(void **state)
{
    const tw_gql_value *v;
    test_op t;
    tw_buf b;

    (void)state;
    test_op_init(&t);
    tw__buf_init(&b, t.op.alloc);
    assert_int_equal(
        tw__gql_parse_const(&t.op, TW_STR("{a:[1.50,-0,\"\"],b:{}}"), &v),
        TW_OK);
    tw__gql_print_value(&b, v);
    assert_int_equal(b.len, 26);
    assert_memory_equal(b.ptr, "{a: [1.50, -0, \"\"], b: {}}", 26);
    tw__buf_fini(&b);
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_laid_out),
        cmocka_unit_test(long_arguments_stand_on_lines_of_their_own),
        cmocka_unit_test(values_are_printed_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
