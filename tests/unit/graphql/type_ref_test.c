#include "graphql/type_ref.h"

#include "graphql/parse.h"
#include "support/check.h"
#include "support/schema.h"

static const tw_gql_type *meant(schema_world *sw, const char *text)
{
    const tw_gql_type_ref *ref;

    assert_int_equal(tw__gql_parse_type(&sw->w.op, tw_str_of(text), &ref),
                     TW_OK);
    return tw__gql_type_meant(&sw->w.op, sw->s, ref);
}

static void references_mean_types(void **state)
{
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    assert_string_equal(schema_printed(meant(&sw, "[[Int!]]!")), "[[Int!]]!");
    assert_ptr_equal(meant(&sw, "Person"), schema_type(&sw, "Person"));
    assert_null(meant(&sw, "[Nope!]"));
    schema_close(&sw);
}

static void stricter_types_fit_laxer_ones(void **state)
{
    static const struct {
        const char *given, *wanted;
        bool fits;
    } rows[] = {
        {"Int", "Int", true},         {"Int!", "Int", true},
        {"Int", "Int!", false},       {"Int!", "Int!", true},
        {"Int", "Float", false},      {"[Int]", "[Int]", true},
        {"[Int!]", "[Int]", true},    {"[Int]", "[Int!]", false},
        {"[Int!]!", "[Int]", true},   {"[Int]", "Int", false},
        {"Int", "[Int]", false},      {"[[Int!]!]!", "[[Int]]", true},
        {"[[Int]]", "[Int]", false},  {"ID", "UUID", false},
        {"[Int]!", "[Int!]!", false}, {"Int!", "[Int]", false},
    };
    schema_world sw;

    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (tw__gql_type_fits(meant(&sw, rows[i].given),
                              meant(&sw, rows[i].wanted)) != rows[i].fits)
            fail_msg("%s for %s", rows[i].given, rows[i].wanted);
    schema_close(&sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_mean_types),
        cmocka_unit_test(stricter_types_fit_laxer_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
