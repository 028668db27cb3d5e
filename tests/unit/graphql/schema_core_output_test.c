/* schema_core_output_test.c -- records, connections, groups. */
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

#define LIST "first: Int, last: Int, offset: Int, before: String, after: String"

static void members_of_records_say_what_they_are(void **state)
{
    static const struct {
        const char *of, *name, *type, *field;
        bool is_join;
    } rows[] = {
        {"Person", "id", "UUID!", "id", false},
        {"Person", "createdAt", "DateTime!", "createdAt", false},
        {"Person", "deletedAt", "DateTime", "deletedAt", false},
        {"Person", "name", "FullName", "name", false},
        {"Person", "avatarFile", "[FileObject]", "avatarFile", false},
        {"Person", "position", "Position!", "position", false},
        {"Person", "createdBy", "Actor!", "createdBy", false},
        {"Person", "searchVector", "TSVector", "searchVector", false},
        {"Person", "company", "Company", "company", false},
        {"Person", "companyId", "ID", "company", true},
        {"Person", "noteTargets", "NoteTargetConnection", "noteTargets", false},
        {"NoteTarget", "targetPerson", "Person", "targetPerson", false},
        {"NoteTarget", "targetPersonId", "ID", "targetPerson", true},
        {"Opportunity", "amount", "Currency", "amount", false},
        {"Opportunity", "stage", "OpportunityStageEnum!", "stage", false},
        {"Workflow", "statuses", "[WorkflowStatusesEnum]", "statuses", false},
        {"WorkspaceMember", "calendarStartDay", "Int!", "calendarStartDay",
         false},
        {"WorkflowRun", "workflowId", "ID!", "workflow", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const tw_gql_field *f = schema_field(&sw, rows[i].of, rows[i].name);

        assert_string_equal(schema_printed(f->type), rows[i].type);
        assert_int_equal(f->meaning.verb, TW_GQL_MEMBER);
        world_same(f->meaning.field->name, rows[i].field);
        assert_int_equal(f->meaning.is_join, rows[i].is_join);
        assert_int_equal(f->meaning.part, -1);
    }
    assert_string_equal(
        schema_arguments(schema_field(&sw, "Company", "people")),
        LIST ", filter: PersonFilterInput, orderBy: [PersonOrderByInput]");
}

static void connections_frame_their_records(void **state)
{
    const tw_gql_field *f;

    (void)state;
    assert_string_equal(
        schema_printed(schema_field(&sw, "PersonConnection", "edges")->type),
        "[PersonEdge!]!");
    assert_int_equal(
        schema_field(&sw, "PersonConnection", "edges")->meaning.verb,
        TW_GQL_EDGES);
    assert_string_equal(
        schema_printed(schema_field(&sw, "PersonEdge", "node")->type),
        "Person!");
    assert_string_equal(
        schema_printed(schema_field(&sw, "PersonEdge", "cursor")->type),
        "Cursor!");
    assert_int_equal(schema_field(&sw, "PageInfo", "hasNextPage")->meaning.verb,
                     TW_GQL_HAS_NEXT_PAGE);
    f = schema_field(&sw, "PersonGroupByConnection", "groupByDimensionValues");
    assert_string_equal(schema_printed(f->type), "JSON!");
    assert_int_equal(f->meaning.verb, TW_GQL_DIMENSION_VALUES);
    assert_null(tw__gql_field_of(&sw.w.op, sw.s,
                                 schema_type(&sw, "PersonConnection"),
                                 TW_STR("groupByDimensionValues")));
}

static void aggregates_follow_the_types_of_fields(void **state)
{
    static const struct {
        const char *name, *type, *field;
    } rows[] = {
        {"totalCount", "Int", NULL},
        {"countUniqueValuesStage", "Int", "stage"},
        {"percentageNotEmptyName", "Float", "name"},
        {"minCloseDate", "DateTime", "closeDate"},
        {"sumAmountAmountMicros", "Float", "amount"},
        {"countEmptyAmount", "Int", "amount"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const tw_gql_field *f =
            schema_field(&sw, "OpportunityConnection", rows[i].name);

        assert_string_equal(schema_printed(f->type), rows[i].type);
        assert_int_equal(f->meaning.verb, TW_GQL_AGGREGATE);
        world_same(f->meaning.aggregate, rows[i].name);
        if (rows[i].field == NULL)
            assert_null(f->meaning.field);
        else
            world_same(f->meaning.field->name, rows[i].field);
    }
    assert_null(strstr(schema_listed(&sw, "OpportunityConnection"), "Company"));
    assert_null(
        strstr(schema_listed(&sw, "NoteTargetConnection"), "TargetPerson"));
    assert_non_null(strstr(
        schema_listed(&sw, "OpportunityOrderByWithGroupByAggregateInput"),
        " avgAmountAmountMicros: OrderByDirection "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_of_records_say_what_they_are),
        cmocka_unit_test(connections_frame_their_records),
        cmocka_unit_test(aggregates_follow_the_types_of_fields),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
