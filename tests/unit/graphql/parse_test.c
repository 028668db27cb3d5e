#include "graphql/parse.h"

#include "base/str.h"
#include "support/check.h"
#include "support/doc.h"
#include "support/op.h"

static void a_document_becomes_a_tree(void **state)
{
    const tw_gql_document *doc;
    const tw_gql_definition *d;
    const tw_gql_selection *s;
    test_op t;

    (void)state;
    test_op_init(&t);
    doc = doc_read(&t.op,
                   "query Q($a: [Int!]! = [1] @x, $b: S) @y(z: $a) {\n"
                   "  one: two(three: {four: $b}) @skip(if: true) { five }\n"
                   "  ...F @z ... on T { g } ... { h }\n"
                   "} fragment F on T { i } mutation { j }");
    assert_int_equal(doc->definition_count, 3);
    d = &doc->definitions[0];
    assert_int_equal(d->kind, TW_GQL_QUERY);
    assert_true(tw__str_is(d->name, "Q"));
    assert_int_equal(d->variable_count, 2);
    assert_true(d->variables[0].type.non_null);
    assert_true(d->variables[0].type.of->non_null);
    assert_true(tw__str_is(d->variables[0].type.of->name, "Int"));
    assert_int_equal(d->variables[0].default_value->kind, TW_GQL_LIST);
    assert_int_equal(d->variables[0].directives.count, 1);
    assert_null(d->variables[1].default_value);
    assert_int_equal(d->directives.items[0].arguments[0].value.kind,
                     TW_GQL_VARIABLE);
    assert_int_equal(d->selections.count, 4);
    s = &d->selections.items[0];
    assert_true(tw__str_is(s->alias, "one") && tw__str_is(s->name, "two"));
    assert_true(tw__str_is(s->arguments[0].value.items[0].name, "four"));
    assert_int_equal(s->selections.count, 1);
    assert_int_equal(s[0].selections.items[0].selections.count, 0);
    assert_int_equal(s[1].kind, TW_GQL_SPREAD);
    assert_int_equal(s[2].kind, TW_GQL_INLINE);
    assert_true(tw__str_is(s[2].condition, "T"));
    assert_int_equal(s[3].kind, TW_GQL_INLINE);
    assert_null(s[3].condition.ptr);
    assert_true(tw__str_is(doc->definitions[1].condition, "T"));
    assert_int_equal(doc->definitions[2].kind, TW_GQL_MUTATION);
    assert_null(doc->definitions[2].name.ptr);
    test_op_fini(&t);
}

static void places_are_kept(void **state)
{
    static const char text[] = "query Q($v: Int) { a: b(c: $v) @d }";
    const tw_gql_definition *d;
    const tw_gql_selection *s;
    test_op t;

    (void)state;
    test_op_init(&t);
    d = doc_operation(doc_read(&t.op, text));
    assert_int_equal(d->loc.start, 0);
    assert_int_equal(d->loc.end, sizeof(text) - 1);
    assert_int_equal(d->name_loc.start, 6);
    assert_int_equal(d->variables[0].loc.start, 8);
    assert_int_equal(d->variables[0].loc.end, 15);
    assert_int_equal(d->variables[0].type.loc.start, 12);
    assert_int_equal(d->selections.loc.start, 17);
    s = &d->selections.items[0];
    assert_int_equal(s->loc.start, 19);
    assert_int_equal(s->loc.end, 33);
    assert_int_equal(s->name_loc.start, 22);
    assert_int_equal(s->arguments[0].loc.start, 24);
    assert_int_equal(s->arguments[0].value.loc.start, 27);
    assert_int_equal(s->arguments[0].value.loc.end, 29);
    assert_int_equal(s->directives.items[0].loc.start, 31);
    test_op_fini(&t);
}

static void refusals_name_what_was_found(void **state)
{
    static const struct {
        const char *text, *refusal;
    } rows[] = {
        {"", "Syntax Error: Unexpected <EOF>. (1:1)"},
        {"{", "Syntax Error: Expected Name, found <EOF>. (1:2)"},
        {"{}", "Syntax Error: Expected Name, found \"}\". (1:2)"},
        {"{ a", "Syntax Error: Expected Name, found <EOF>. (1:4)"},
        {"query\n  Q", "Syntax Error: Expected \"{\", found <EOF>. (2:4)"},
        {"{ a(b: ) }", "Syntax Error: Unexpected \")\". (1:8)"},
        {"{ a() }", "Syntax Error: Expected Name, found \")\". (1:5)"},
        {"{ ...on }", "Syntax Error: Expected Name, found \"}\". (1:9)"},
        {"fragment on on T { a }",
         "Syntax Error: Unexpected Name \"on\". (1:10)"},
        {"fragment F T { a }",
         "Syntax Error: Expected \"on\", found Name \"T\". (1:12)"},
        {"frob { a }", "Syntax Error: Unexpected Name \"frob\". (1:1)"},
        {"{ a } 5", "Syntax Error: Unexpected Int \"5\". (1:7)"},
        {"{ a(b: $) }", "Syntax Error: Expected Name, found \")\". (1:9)"},
        {"{ a(b: \"x\\ny\" c) }",
         "Syntax Error: Expected \":\", found \")\". (1:16)"},
        {"{ \"s\" }", "Syntax Error: Expected Name, found String \"s\". (1:3)"},
        {"query ($a: I = $b) { a }",
         "Syntax Error: Unexpected variable \"$b\" in constant value. (1:16)"},
        {"query ($a: I = [{b: $}]) { a }",
         "Syntax Error: Unexpected \"$\". (1:21)"},
        {"\"d\" { a }",
         "Syntax Error: Unexpected description, descriptions are "
         "not supported on shorthand queries. (1:1)"},
        {"\"d\" frob",
         "Syntax Error: Unexpected description, only GraphQL definitions "
         "support descriptions. (1:1)"},
        {"\xff{ a }", "Syntax Error: Document is not UTF-8."},
        {"{ a(b: \"\\x\") }",
         "Syntax Error: Invalid character escape sequence: "
         "\"\\x\". (1:9)"},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(doc_refusal(&t.op, rows[i].text), rows[i].refusal);
    test_op_fini(&t);
}

static void bounds_refuse(void **state)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc;
    tw_str long_one;
    test_op t;

    (void)state;
    test_op_init(&t);
    assert_string_equal(doc_refusal(&t.op, doc_repeated(&t.op, "{a", 101)),
                        "Syntax Error: Document nests deeper than 100 levels. "
                        "Parsing aborted. (1:201)");
    assert_non_null(strstr(
        doc_refusal(&t.op, doc_repeated(&t.op, "{a(b:", 10000)), "Expected"));
    assert_non_null(
        strstr(doc_refusal(&t.op, tw__op_printf(&t.op, "{a(b:%s",
                                                doc_repeated(&t.op, "[", 10000))
                                      .ptr),
               "nests deeper"));
    assert_non_null(
        strstr(doc_refusal(&t.op, tw__op_printf(&t.op, "query($a:%s",
                                                doc_repeated(&t.op, "[", 10000))
                                      .ptr),
               "nests deeper"));
    assert_non_null(strstr(
        doc_refusal(
            &t.op,
            tw__op_printf(&t.op, "{%s}", doc_repeated(&t.op, "a ", 20000)).ptr),
        "more than 20000 tokens"));
    long_one =
        (tw_str){doc_repeated(&t.op, " ", TW_LIMIT_GQL_DOCUMENT_BYTES + 1),
                 TW_LIMIT_GQL_DOCUMENT_BYTES + 1};
    assert_int_equal(tw__gql_parse(&t.op, long_one, &errors, &doc),
                     TW_E_GRAPHQL_SYNTAX);
    assert_non_null(strstr(errors.first->message.ptr, "longer than"));
    test_op_fini(&t);
}

static void types_and_constants_stand_alone(void **state)
{
    const tw_gql_type_ref *type;
    const tw_gql_value *value;
    test_op t;

    (void)state;
    test_op_init(&t);
    assert_int_equal(tw__gql_parse_type(&t.op, TW_STR("[[A!]]!"), &type),
                     TW_OK);
    assert_true(type->non_null && !type->of->non_null &&
                type->of->of->non_null);
    assert_int_equal(tw__gql_parse_const(&t.op, TW_STR("{a: [1, E]}"), &value),
                     TW_OK);
    assert_int_equal(value->items[0].items[1].kind, TW_GQL_ENUM);
    assert_int_equal(tw__gql_parse_const(&t.op, TW_STR("$a"), &value),
                     TW_E_GRAPHQL_SYNTAX);
    assert_non_null(strstr(t.op.error.message, "Unexpected variable"));
    tw__op_forgive(&t.op);
    assert_int_equal(tw__gql_parse_type(&t.op, TW_STR("A B"), &type),
                     TW_E_GRAPHQL_SYNTAX);
    test_op_fini(&t);
}

static void failing_memory_is_reported(void **state)
{
    static const char text[] =
        "\"d\" query Q($a: [Int] = [1] @x) { a(b: \"\\n\", c: [{d: 1}]) ...F }"
        " fragment F on T { a } type X { y(z: I = 1): Z }";
    bool done = false;

    (void)state;
    for (size_t n = 1; !done; n++) {
        tw_gql_errors errors = {.count = 0};
        const tw_gql_document *doc = NULL;
        tw_status status;
        test_op t;

        assert_true(n < 1000);
        test_op_init(&t);
        t.alloc.fail_at = t.alloc.calls + n;
        status = tw__gql_parse(&t.op, TW_STR(text), &errors, &doc);
        done = status == TW_OK;
        if (!done)
            assert_int_equal(status, TW_E_NOMEM);
        test_op_fini(&t);
        assert_int_equal(t.alloc.live, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_a_tree),
        cmocka_unit_test(places_are_kept),
        cmocka_unit_test(refusals_name_what_was_found),
        cmocka_unit_test(bounds_refuse),
        cmocka_unit_test(types_and_constants_stand_alone),
        cmocka_unit_test(failing_memory_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
