/* schema_core_field_test.c -- fields of every type, seen from each side. */
#include "support/check.h"

#include "support/grow.h"
#include "support/schema.h"

#include "base/str.h"
#include "graphql/verb.h"

#include <stdio.h>
#include <string.h>

static schema_world sw;

static int begin(void **state)
{
    (void)state;
    schema_open(&sw, TW_START_EMPTY);
    return 0;
}

static int end(void **state)
{
    (void)state;
    schema_close(&sw);
    return 0;
}

static void custom_fields_of_every_type_have_their_sides(void **state)
{
    static const struct {
        const char *type, *output, *input, *filter, *group;
    } rows[] = {
        {"TEXT", "String", "String", "StringFilter", "Boolean"},
        {"NUMBER", "Float", "Float", "FloatFilter", "Boolean"},
        {"NUMERIC", "BigFloat", "BigFloat", "BigFloatFilter", "Boolean"},
        {"BOOLEAN", "Boolean", "Boolean", "BooleanFilter", "Boolean"},
        {"DATE", "Date", "Date", "DateFilter", "GroupByDateGranularityInput"},
        {"DATE_TIME", "DateTime", "DateTime", "DateTimeFilter",
         "GroupByDateGranularityInput"},
        {"ARRAY", "[String]", "[String]", "ArrayFilter", "Boolean"},
        {"RAW_JSON", "JSON", "JSON", "RawJsonFilter", NULL},
        {"UUID", "UUID", "UUID", "UUIDFilter", "Boolean"},
        {"ADDRESS", "Address", "AddressCreateInput", "AddressFilterInput",
         "AddressGroupByInput"},
        {"LINKS", "Links", "LinksCreateInput", "LinksFilterInput",
         "LinksGroupByInput"},
        {"RICH_TEXT", "RichText", "RichTextCreateInput", "RichTextFilterInput",
         "RichTextGroupByInput"},
    };

    (void)state;
    grow_object(&sw.w, "probe", "probes");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[8];

        snprintf(name, sizeof(name), "f%zu", i);
        grow_field(&sw.w, "probe", rows[i].type, name, NULL);
    }
    /* fields made by rows are the system's, which cannot be grouped by */
    world_exec(&sw.w, "UPDATE tw_field SET isSystem = 0");
    world_reload(&sw.w);
    schema_look(&sw);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[8];
        const tw_gql_input *in;

        snprintf(name, sizeof(name), "f%zu", i);
        assert_string_equal(
            schema_printed(schema_field(&sw, "Probe", name)->type),
            rows[i].output);
        in = schema_input(&sw, "ProbeCreateInput", name);
        assert_string_equal(schema_printed(in->type), rows[i].input);
        in = schema_input(&sw, "ProbeFilterInput", name);
        assert_string_equal(schema_printed(in->type), rows[i].filter);
        in = schema_input(&sw, "ProbeGroupByInput", name);
        if (rows[i].group == NULL)
            assert_null(in);
        else
            assert_string_equal(schema_printed(in->type), rows[i].group);
    }
}

static void options_become_values_with_legal_names(void **state)
{
    const tw_gql_enum_value *v;

    (void)state;
    grow_object(&sw.w, "probe", "probes");
    grow_options(&sw.w, "probe", "SELECT", "pickOne",
                 "[{\"id\":\"1\",\"label\":\"First\",\"value\":\"1ST\","
                 "\"color\":\"red\",\"position\":0},"
                 "{\"id\":\"2\",\"label\":\"Second\",\"value\":\"TWO-B\","
                 "\"color\":\"red\",\"position\":1}]");
    schema_look(&sw);
    assert_string_equal(schema_listed(&sw, "ProbePickOneEnum"), "_1ST TWO_B ");
    v = tw__gql_enum_of(&sw.w.op, sw.s, schema_type(&sw, "ProbePickOneEnum"),
                        TW_STR("_1ST"));
    world_same(v->value, "1ST");
    assert_string_equal(schema_listed(&sw, "ProbePickOneEnumFilter"),
                        "eq: ProbePickOneEnum neq: ProbePickOneEnum "
                        "in: [ProbePickOneEnum] containsAny: "
                        "[ProbePickOneEnum] is: FilterIs "
                        "isEmptyArray: Boolean ");
}

static void a_name_in_a_type_stays_with_the_first(void **state)
{
    const tw_gql_field *f;

    (void)state;
    grow_object(&sw.w, "deal", "deals");
    grow_field(&sw.w, "deal", "CURRENCY", "amount", NULL);
    grow_field(&sw.w, "deal", "NUMBER", "amountAmountMicros", NULL);
    schema_look(&sw);
    f = schema_field(&sw, "DealConnection", "minAmountAmountMicros");
    world_same(f->meaning.field->name, "amount");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            custom_fields_of_every_type_have_their_sides, begin, end),
        cmocka_unit_test_setup_teardown(options_become_values_with_legal_names,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_name_in_a_type_stays_with_the_first,
                                        begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
