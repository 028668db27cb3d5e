#include "graphql/values.h"

#include "base/str.h"
#include "graphql/parse.h"
#include "graphql/type_ref.h"
#include "support/check.h"
#include "support/doc.h"
#include "support/schema.h"

static const char *as_json(schema_world *sw,
                           const char *type,
                           const char *literal)
{
    const tw_gql_type_ref *ref;
    const tw_gql_value *value;
    const tw_json *out;
    tw_op *op = &sw->w.op;

    assert_int_equal(tw__gql_parse_type(op, tw_str_of(type), &ref), TW_OK);
    assert_int_equal(tw__gql_parse_const(op, tw_str_of(literal), &value),
                     TW_OK);
    if (tw__gql_literal(op, sw->s, tw__gql_type_meant(op, sw->s, ref), value,
                        NULL, &out) != TW_OK) {
        assert_int_equal(op->error.status, TW_E_GRAPHQL_VARIABLES);
        return op->error.message;
    }
    return doc_text(op, out);
}

static void literals_become_json(void **state)
{
    static const struct {
        const char *type, *literal, *json;
    } rows[] = {
        {"Int", "5", "5"},
        {"Float", "5", "5"},
        {"Float", "-1.5e3", "-1500"},
        {"String", "\"a\\u0041\"", "\"aA\""},
        {"Boolean!", "true", "true"},
        {"ID", "7", "\"7\""},
        {"ID", "\"x\"", "\"x\""},
        {"Int", "null", "null"},
        {"[Int]", "1", "[1]"},
        {"[[Int]]", "1", "[[1]]"},
        {"[Int!]!", "[]", "[]"},
        {"[Int]", "[1, null]", "[1,null]"},
        {"JSON", "{b: [1, ENUM, null, {c: \"d\"}], a: false}",
         "{\"b\":[1,\"ENUM\",null,{\"c\":\"d\"}],\"a\":false}"},
        {"OrderByDirection", "AscNullsLast", "\"AscNullsLast\""},
        {"PersonFilterInput", "{not: {}, id: {eq: \"x\"}}",
         "{\"not\":{},\"id\":{\"eq\":\"x\"}}"},
        {"UUID", "\"x\"", "\"x\""}, /* the record API refuses it */
        /* what validation would have refused */
        {"Int!", "null", "Expected a value: null"},
        {"OrderByDirection", "Up", "Not a value of the enum: Up"},
        {"PersonFilterInput", "5", "Not an object: 5"},
        {"JSON", "1e999", "The number is too large: 1e999"},
        {"String", "\"\\u0000\"",
         "Text cannot hold the character U+0000: \"\\u0000\""},
    };
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_string_equal(as_json(&sw, rows[i].type, rows[i].literal),
                            rows[i].json);
        world_next(&sw.w);
    }
    schema_close(&sw);
}

static void metadata_checks_uuids(void **state)
{
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    tw__gql_schema_free(sw.s);
    assert_int_equal(tw__gql_schema_metadata(&sw.w.op, &sw.s), TW_OK);
    assert_string_equal(
        as_json(&sw, "UUID", "\"20202020-1c25-4d02-bf25-6aeccf7ea419\""),
        "\"20202020-1c25-4d02-bf25-6aeccf7ea419\"");
    assert_string_equal(as_json(&sw, "UUID", "\"x\""), "Invalid UUID: \"x\"");
    schema_close(&sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literals_become_json),
        cmocka_unit_test(metadata_checks_uuids),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
