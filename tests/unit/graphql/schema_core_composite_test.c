/* schema_core_composite_test.c -- values of several parts. */
#include "support/check.h"

#include "support/schema.h"

#include "base/str.h"
#include "graphql/verb.h"

#include <stdio.h>
#include <string.h>

static schema_world sw;

static int begin(void **state)
{
    (void)state;
    schema_open(&sw, TW_START_STANDARD);
    return 0;
}

static int end(void **state)
{
    (void)state;
    schema_close(&sw);
    return 0;
}

static void composites_know_the_places_of_their_parts(void **state)
{
    (void)state;
    assert_string_equal(schema_listed(&sw, "Emails"),
                        "primaryEmail additionalEmails ");
    assert_int_equal(schema_field(&sw, "Emails", "primaryEmail")->meaning.part,
                     0);
    assert_int_equal(
        schema_field(&sw, "Emails", "additionalEmails")->meaning.part, 1);
    assert_int_equal(schema_field(&sw, "Address", "addressLng")->meaning.part,
                     7);
    assert_null(schema_field(&sw, "Address", "addressLng")->meaning.field);
    assert_string_equal(schema_listed(&sw, "CurrencyFilterInput"),
                        "amountMicros: BigFloatFilter "
                        "currencyCode: StringFilter ");
    assert_string_equal(schema_listed(&sw, "PhonesGroupByInput"),
                        "primaryPhoneNumber: Boolean "
                        "primaryPhoneCountryCode: Boolean "
                        "primaryPhoneCallingCode: Boolean ");
}

static void what_is_accepted_beside_is_not_published(void **state)
{
    static const struct {
        const char *type, *name;
    } rows[] = {
        {"ActorCreateInput", "name"},
        {"ActorUpdateInput", "workspaceMemberId"},
        {"TSVectorFilter", "is"},
        {"OpportunityStageEnumFilter", "gte"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char member[40];

        snprintf(member, sizeof(member), " %s: ", rows[i].name);
        assert_non_null(schema_input(&sw, rows[i].type, rows[i].name));
        assert_null(strstr(schema_listed(&sw, rows[i].type), member));
    }
    assert_string_equal(schema_listed(&sw, "FilterIs"), "NULL NOT_NULL ");
    world_same(tw__gql_enum_of(&sw.w.op, sw.s, schema_type(&sw, "FilterIs"),
                               TW_STR("NotNull"))
                   ->value,
               "NOT_NULL");
    assert_string_equal(schema_listed(&sw, "ActorCreateInput"),
                        "source: ActorSourceEnum context: JSON ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composites_know_the_places_of_their_parts),
        cmocka_unit_test(what_is_accepted_beside_is_not_published),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
