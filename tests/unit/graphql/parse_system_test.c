#include "graphql/parse.h"

#include "support/check.h"
#include "support/doc.h"
#include "support/op.h"

static const char *const good[] = {
    "schema { query: A }",
    "\"d\" schema @a { query: A mutation: B subscription: C }",
    "scalar A",
    "\"\"\"d\"\"\" scalar A @b(c: [1, {d: \"e\"}])",
    "type A",
    "type A implements B & C @d { e: F }",
    "type A implements & B { \"d\" e(\"d\" f: G = 1 @h, i: [J!]!): K! @l }",
    "interface A implements B { c: D }",
    "union A",
    "union A @b = | C | D",
    "enum A { \"d\" B @c D }",
    "input A { b: C = {d: [E]} @f }",
    "directive @a(b: C) repeatable on | FIELD | INPUT_FIELD_DEFINITION",
    "extend schema @a",
    "extend schema { query: A }",
    "extend scalar A @b",
    "extend type A implements B",
    "extend interface A { b: C }",
    "extend union A = B",
    "extend enum A { B }",
    "extend input A { b: C }",
};

static const char *const bad[] = {
    "schema",
    "schema { }",
    "schema { frob: A }",
    "schema { query A }",
    "scalar",
    "type A {}",
    "type A { b }",
    "type A { b(): C }",
    "type A implements { b: C }",
    "type A @b(c: $d)",
    "union A =",
    "union A = B |",
    "enum A {}",
    "enum A { true }",
    "enum A { B null }",
    "input A { b(c: D): E }",
    "directive a on FIELD",
    "directive @a",
    "directive @a on",
    "directive @a on FROB",
    "extend schema",
    "extend scalar A",
    "extend type A",
    "extend interface A",
    "extend union A",
    "extend enum A",
    "extend input A",
    "extend directive @a on FIELD",
    "extend query { a }",
    "extend extend type A { b: C }",
    "\"d\" extend type A { b: C }",
    "extend",
};

static void definitions_are_kept_as_they_are_written(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        const char *text = tw__op_printf(&t.op, "\n %s # end\n", good[i]).ptr;
        const tw_gql_document *doc = doc_read(&t.op, text);

        assert_int_equal(doc->definition_count, 1);
        assert_int_equal(doc->definitions[0].kind, TW_GQL_TYPE_SYSTEM);
        assert_string_equal(doc_printed(&t.op, doc), good[i]);
    }
    test_op_fini(&t);
}

static void what_is_none_is_refused(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_string_not_equal(doc_refusal(&t.op, bad[i]), "");
    assert_string_equal(doc_refusal(&t.op, "enum A { true }"),
                        "Syntax Error: Name \"true\" is reserved and cannot be "
                        "used for an enum value. (1:10)");
    assert_string_equal(doc_refusal(&t.op, "extend type A"),
                        "Syntax Error: Unexpected <EOF>. (1:14)");
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definitions_are_kept_as_they_are_written),
        cmocka_unit_test(what_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
