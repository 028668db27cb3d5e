/* schema_core_test.c -- which objects and fields are there, and their names. */
#include "support/check.h"

#include "support/change.h"
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

static void inactive_fields_are_left_out(void **state)
{
    held_id thing, code;

    (void)state;
    thing = quick_object(&sw.w, "thing");
    code = quick_field(&sw.w, thing.text, "code", "TEXT");
    schema_look(&sw);
    assert_non_null(strstr(schema_listed(&sw, "Thing"), " code "));
    updated_field(&sw.w, code.text, json_of(&sw.w, "{\"isActive\":false}"));
    schema_look(&sw);
    assert_null(strstr(schema_listed(&sw, "Thing"), " code "));
    assert_null(strstr(schema_listed(&sw, "ThingConnection"), "Code"));
    assert_null(schema_input(&sw, "ThingFilterInput", "code"));
}

static void inactive_objects_are_left_out_with_what_leads_to_them(void **state)
{
    held_id thing, part;

    (void)state;
    thing = quick_object(&sw.w, "thing");
    part = quick_object(&sw.w, "part");
    quick_relation(&sw.w, part.text, thing.text, "whole", "Parts");
    schema_look(&sw);
    assert_non_null(schema_type(&sw, "ThingEdge"));
    assert_string_equal(
        schema_printed(schema_field(&sw, "Part", "whole")->type), "Thing");
    updated_object(&sw.w, thing.text, json_of(&sw.w, "{\"isActive\":false}"));
    schema_look(&sw);
    assert_null(schema_type(&sw, "Thing"));
    assert_null(schema_type(&sw, "ThingFilterInput"));
    assert_null(strstr(schema_listed(&sw, "Query"), "thing"));
    assert_null(strstr(schema_listed(&sw, "Part"), " whole "));
    assert_null(strstr(schema_listed(&sw, "PartFilterInput"), " whole: "));
    /* its key is still stored */
    assert_string_equal(
        schema_printed(schema_field(&sw, "Part", "wholeId")->type), "ID");
}

static void names_that_meet_are_kept_apart(void **state)
{
    (void)state;
    grow_object(&sw.w, "person", "persons");
    grow_object(&sw.w, "personEdge", "personEdges"); /* PersonEdge */
    grow_object(&sw.w, "emails", "manyEmails");      /* Emails */
    schema_look(&sw);
    assert_string_equal(
        schema_printed(schema_field(&sw, "Query", "persons")->type),
        "PersonConnection");
    assert_string_equal(
        schema_printed(schema_field(&sw, "Query", "personEdge")->type),
        "PersonEdge_");
    assert_string_equal(
        schema_printed(schema_field(&sw, "PersonConnection", "edges")->type),
        "[PersonEdge!]!");
    assert_string_equal(
        schema_printed(schema_field(&sw, "Query", "emails")->type), "Emails_");
    assert_string_equal(schema_listed(&sw, "Emails"),
                        "primaryEmail additionalEmails ");
    assert_string_equal(
        schema_printed(schema_field(&sw, "Query", "manyEmails")->type),
        "Emails_Connection");
}

static void a_workspace_without_objects_can_be_asked(void **state)
{
    (void)state;
    assert_string_equal(schema_listed(&sw, "Query"), "search ");
    assert_null(tw__gql_mutation_type(sw.s));
    assert_null(schema_type(&sw, "Mutation"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(inactive_fields_are_left_out, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            inactive_objects_are_left_out_with_what_leads_to_them, begin, end),
        cmocka_unit_test_setup_teardown(names_that_meet_are_kept_apart, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            a_workspace_without_objects_can_be_asked, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
