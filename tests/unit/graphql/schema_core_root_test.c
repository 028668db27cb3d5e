/* schema_core_root_test.c -- what can be asked and changed. */
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

static void root_fields_have_their_arguments_types_and_verbs(void **state)
{
    static const struct {
        const char *root, *name, *arguments, *type;
        uint16_t verb;
    } rows[] = {
        {"Query", "people",
         LIST ", filter: PersonFilterInput, orderBy: [PersonOrderByInput]",
         "PersonConnection", TW_GQL_FIND_MANY},
        {"Query", "person", "filter: PersonFilterInput!", "Person",
         TW_GQL_FIND_ONE},
        {"Query", "personDuplicates", "ids: [UUID], data: [PersonCreateInput]",
         "[PersonConnection!]", TW_GQL_DUPLICATES},
        {"Query", "peopleGroupBy",
         "groupBy: [PersonGroupByInput!]!, filter: PersonFilterInput, "
         "orderBy: [PersonOrderByWithGroupByInput], "
         "orderByForRecords: [PersonOrderByInput], viewId: UUID, limit: Int, "
         "offsetForRecords: Int",
         "[PersonGroupByConnection!]", TW_GQL_GROUP_BY},
        {"Query", "search",
         "searchInput: String!, limit: Int!, after: String, "
         "includedObjectNameSingulars: [String!], "
         "excludedObjectNameSingulars: [String!], "
         "filter: ObjectRecordFilterInput",
         "SearchResultConnection!", TW_GQL_SEARCH},
        {"Mutation", "createPerson",
         "data: PersonCreateInput!, upsert: Boolean", "Person",
         TW_GQL_CREATE_ONE},
        {"Mutation", "createPeople",
         "data: [PersonCreateInput!]!, upsert: Boolean", "[Person!]",
         TW_GQL_CREATE_MANY},
        {"Mutation", "updatePerson", "id: UUID!, data: PersonUpdateInput!",
         "Person", TW_GQL_UPDATE_ONE},
        {"Mutation", "updatePeople",
         "data: PersonUpdateInput!, filter: PersonFilterInput!", "[Person!]",
         TW_GQL_UPDATE_MANY},
        {"Mutation", "deletePerson", "id: UUID!", "Person", TW_GQL_DELETE_ONE},
        {"Mutation", "deletePeople", "filter: PersonFilterInput!", "[Person!]",
         TW_GQL_DELETE_MANY},
        {"Mutation", "restorePerson", "id: UUID!", "Person",
         TW_GQL_RESTORE_ONE},
        {"Mutation", "restorePeople", "filter: PersonFilterInput!", "[Person!]",
         TW_GQL_RESTORE_MANY},
        {"Mutation", "destroyPerson", "id: UUID!", "Person",
         TW_GQL_DESTROY_ONE},
        {"Mutation", "destroyPeople", "filter: PersonFilterInput!", "[Person!]",
         TW_GQL_DESTROY_MANY},
        {"Mutation", "mergePeople",
         "ids: [UUID!]!, conflictPriorityIndex: Int!, dryRun: Boolean",
         "Person", TW_GQL_MERGE_MANY},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const tw_gql_field *f = schema_field(&sw, rows[i].root, rows[i].name);

        assert_string_equal(schema_arguments(f), rows[i].arguments);
        assert_string_equal(schema_printed(f->type), rows[i].type);
        assert_int_equal(f->meaning.verb, rows[i].verb);
        assert_ptr_equal(f->meaning.object,
                         rows[i].verb == TW_GQL_SEARCH
                             ? NULL
                             : world_object(&sw.w, "person"));
    }
}

static void duplicates_are_published_where_there_are_criteria(void **state)
{
    (void)state;
    assert_non_null(strstr(schema_listed(&sw, "Query"), " companyDuplicates "));
    assert_null(strstr(schema_listed(&sw, "Query"), " noteDuplicates "));
    assert_non_null(strstr(schema_listed(&sw, "Mutation"), " mergeCompanies "));
    assert_null(strstr(schema_listed(&sw, "Mutation"), " mergeNotes "));
    /* but they are accepted: the verbs say what is wrong */
    assert_int_equal(schema_field(&sw, "Query", "noteDuplicates")->meaning.verb,
                     TW_GQL_DUPLICATES);
    assert_int_equal(schema_field(&sw, "Mutation", "mergeNotes")->meaning.verb,
                     TW_GQL_MERGE_MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(root_fields_have_their_arguments_types_and_verbs),
        cmocka_unit_test(duplicates_are_published_where_there_are_criteria),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
