#include "base/str.h"
#include "graphql/values.h"
#include "support/check.h"
#include "support/doc.h"
#include "support/schema.h"

/* The variables as JSON, or what is wrong with them. */
static const char *coerced(schema_world *sw,
                           const char *variables,
                           const char *given,
                           tw_gql_errors *errors)
{
    tw_op *op = &sw->w.op;
    const char *text = tw__op_printf(op, "query (%s) { a }", variables).ptr;
    tw_gql_variables out;
    tw_status status = tw__gql_variables(
        op, sw->s, doc_operation(doc_read(op, text)),
        given == NULL ? NULL : doc_json(op, given), errors, &out);

    assert_int_equal(op->error.status, TW_OK);
    if (status == TW_OK)
        return doc_text(op, out.values);
    assert_int_equal(status, TW_E_GRAPHQL_VARIABLES);
    return doc_messages(op, errors);
}

typedef struct row {
    const char *variables, *given, *out;
} row;

static void check_rows(const row *rows, size_t count)
{
    schema_world sw;

    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < count; i++) {
        tw_gql_errors errors = {.count = 0};

        assert_string_equal(
            coerced(&sw, rows[i].variables, rows[i].given, &errors),
            rows[i].out);
        world_next(&sw.w);
    }
    schema_close(&sw);
}

static void good_values_are_taken(void **state)
{
    static const row rows[] = {
        {"$a: Int", NULL, "{}"},
        {"$a: Int", "{\"b\":1}", "{}"}, /* others are nobody's business */
        {"$a: Int", "{\"a\":1}", "{\"a\":1}"},
        {"$a: Int", "{\"a\":null}", "{\"a\":null}"},
        {"$a: Int = 5, $b: [Int] = 6", "{}", "{\"a\":5,\"b\":[6]}"},
        {"$a: Int! = 5", "{}", "{\"a\":5}"},
        {"$a: Float", "{\"a\":1.5}", "{\"a\":1.5}"},
        {"$a: ID, $b: ID", "{\"a\":12,\"b\":\"x\"}",
         "{\"a\":\"12\",\"b\":\"x\"}"},
        {"$a: [[Int]]", "{\"a\":1}", "{\"a\":[[1]]}"},
        {"$a: [Int]", "{\"a\":[1,null]}", "{\"a\":[1,null]}"},
        {"$a: JSON", "{\"a\":{\"x\":[1,{}]}}", "{\"a\":{\"x\":[1,{}]}}"},
        {"$a: OrderByDirection", "{\"a\":\"AscNullsLast\"}",
         "{\"a\":\"AscNullsLast\"}"},
        {"$a: PersonOrderByInput",
         "{\"a\":{\"position\":\"AscNullsLast\",\"jobTitle\":\"DescNullsLast\"}}",
         "{\"a\":{\"position\":\"AscNullsLast\",\"jobTitle\":\"DescNullsLast\"}}"},
        {"$a: UUID", "{\"a\":\"x\"}", "{\"a\":\"x\"}"},
    };

    (void)state;
    check_rows(rows, sizeof(rows) / sizeof(*rows));
}

#define GOT(what) "Variable \"$a\" got invalid value " what
static void bad_values_are_named(void **state)
{
    static const row rows[] = {
        {"$a: Int!", "{}",
         "Variable \"$a\" of required type \"Int!\" was not provided."},
        {"$a: Int!", "{\"a\":null}",
         "Variable \"$a\" of non-null type \"Int!\" must not be null."},
        {"$a: Int", "{\"a\":\"1\"}",
         GOT("\"1\"; Int cannot represent non-integer value: \"1\"")},
        {"$a: Int", "{\"a\":1.5}",
         GOT("1.5; Int cannot represent non-integer value: 1.5")},
        {"$a: Int", "{\"a\":2147483648}",
         GOT("2147483648; Int cannot represent non 32-bit signed integer "
             "value: 2147483648")},
        {"$a: Float", "{\"a\":true}",
         GOT("true; Float cannot represent non numeric value: true")},
        {"$a: String", "{\"a\":[1]}",
         GOT("[1]; String cannot represent a non string value: [1]")},
        {"$a: Boolean", "{\"a\":0}",
         GOT("0; Boolean cannot represent a non boolean value: 0")},
        {"$a: ID", "{\"a\":1.5}", GOT("1.5; ID cannot represent value: 1.5")},
        {"$a: [Int!]", "{\"a\":[1,null,\"x\"]}",
         GOT("null at \"a[1]\"; Expected non-nullable type \"Int!\" not to be "
             "null.\n") GOT("\"x\" at \"a[2]\"; Int cannot represent "
                            "non-integer value: \"x\"")},
        {"$a: OrderByDirection", "{\"a\":\"Up\"}",
         GOT("\"Up\"; Value \"Up\" does not exist in \"OrderByDirection\" "
             "enum.")},
        {"$a: OrderByDirection", "{\"a\":1}",
         GOT("1; Enum \"OrderByDirection\" cannot represent non-string value: "
             "1.")},
        {"$a: PersonFilterInput", "{\"a\":1}",
         GOT("1; Expected type \"PersonFilterInput\" to be an object.")},
        {"$a: PersonFilterInput", "{\"a\":{\"and\":[{\"nope\":1}]}}",
         GOT("{\"nope\":1} at \"a.and[0]\"; Field \"nope\" is not defined by "
             "type \"PersonFilterInput\".")},
        {"$a: Nope", "{}", "Variable \"$a\" is not of an input type."},
        {"$a: Person", "{}", "Variable \"$a\" is not of an input type."},
    };

    (void)state;
    check_rows(rows, sizeof(rows) / sizeof(*rows));
}

static void complaints_carry_codes(void **state)
{
    static const struct {
        const char *variables, *given, *sub_code;
    } rows[] = {
        {"$a: PersonCreateInput", "{\"a\":1}", "INVALID_ARGS_DATA"},
        {"$a: [PersonUpdateInput!]!", "{\"a\":1}", "INVALID_ARGS_DATA"},
        {"$a: PersonFilterInput", "{\"a\":1}", "INVALID_ARGS_FILTER"},
        {"$a: Int", "{\"a\":\"\"}", "INVALID_QUERY_INPUT"},
    };
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_gql_errors errors = {.count = 0};

        (void)coerced(&sw, rows[i].variables, rows[i].given, &errors);
        assert_true(tw__str_is(errors.first->code, "BAD_USER_INPUT"));
        assert_true(tw__str_is(errors.first->sub_code, rows[i].sub_code));
        assert_true(errors.first->user_message.len > 0);
        assert_int_equal(errors.first->locations[0], 7);
    }
    schema_close(&sw);
}

static void metadata_checks_uuids(void **state)
{
    tw_gql_errors errors = {.count = 0}, more = {.count = 0};
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    tw__gql_schema_free(sw.s);
    assert_int_equal(tw__gql_schema_metadata(&sw.w.op, &sw.s), TW_OK);
    assert_string_equal(
        coerced(&sw, "$a: UUID!", "{\"a\":\"not-a-uuid\"}", &errors),
        GOT("\"not-a-uuid\"; Invalid UUID: 'not-a-uuid'"));
    assert_true(tw__str_is(errors.first->code, "GRAPHQL_VALIDATION_FAILED"));
    assert_true(tw__str_is(errors.first->extra, "\"value\":\"not-a-uuid\""));
    assert_null(errors.first->sub_code.ptr);
    assert_string_equal(coerced(&sw, "$a: UUID!", "{\"a\":5}", &more),
                        GOT("5; UUID must be a string"));
    schema_close(&sw);
}

/* Messages show a part of what was sent, and there are so many of them. */
static void large_values_make_small_complaints(void **state)
{
    tw_gql_errors errors = {.count = 0};
    schema_world sw;
    tw_buf b;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    tw__buf_init(&b, &tw__alloc_default);
    tw__buf_text(&b, "{\"a\":[");
    for (int i = 0; i < 20000; i++)
        tw__buf_printf(&b, "%s{\"nope%d\":\"%s\"}", i == 0 ? "" : ",", i,
                       "some longer text that fills the message up");
    tw__buf_text(&b, "]}");
    tw__buf_char(&b, '\0');
    assert_false(b.failed);
    (void)coerced(&sw, "$a: [PersonFilterInput]", b.ptr, &errors);
    assert_int_equal(errors.count, TW_GQL_ERRORS_MAX);
    for (const tw_gql_error *e = errors.first; e != NULL; e = e->next)
        assert_true(e->message.len < 800);
    tw__buf_fini(&b);
    schema_close(&sw);
}

static void memory_that_fails_is_reported(void **state)
{
    static const char text[] =
        "query ($a: PersonFilterInput, $b: [Int!] = [1], $c: ID, $d: Int!, "
        "$e: OrderByDirection) { a }";
    static const char given[] =
        "{\"a\":{\"and\":[{\"id\":{\"in\":\"x\"}},{\"nope\":[1,{}]}]},\"c\":7,"
        "\"e\":\"Up\"}";
    bool done = false;
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (int64_t n = 1; !done; n++) {
        tw_gql_errors errors = {.count = 0};
        const tw_gql_definition *d = doc_operation(doc_read(&sw.w.op, text));
        const tw_json *tree = doc_json(&sw.w.op, given);
        tw_gql_variables out;
        tw_status status;

        assert_true(n < 1000);
        sw.w.fail_in = n;
        status = tw__gql_variables(&sw.w.op, sw.s, d, tree, &errors, &out);
        done = sw.w.fail_in > 0;
        sw.w.fail_in = 0;
        assert_int_equal(status, done ? TW_E_GRAPHQL_VARIABLES : TW_E_NOMEM);
        world_next(&sw.w);
    }
    schema_close(&sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_values_are_taken),
        cmocka_unit_test(bad_values_are_named),
        cmocka_unit_test(complaints_carry_codes),
        cmocka_unit_test(metadata_checks_uuids),
        cmocka_unit_test(large_values_make_small_complaints),
        cmocka_unit_test(memory_that_fails_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
