/* schema_core_test.c -- the types that objects get: names, shapes, and what
** their fields mean. */
#include "support/check.h"

#include "support/change.h"
#include "support/grow.h"

#include "base/str.h"
#include "graphql/schema_core.h"

#include <stdio.h>
#include <string.h>

static world w;
static tw_gql_schema *s;

static void look(void)
{
    tw__gql_schema_free(s);
    world_next(&w);
    world_ok(&w, tw__gql_schema_core(&w.op, &s));
}

static int open_world(tw_start start)
{
    world_open(&w, NULL, start);
    s = NULL;
    look();
    return 0;
}

static int begin(void **state)
{
    (void)state;
    return open_world(TW_START_STANDARD);
}

static int begin_empty(void **state)
{
    (void)state;
    return open_world(TW_START_EMPTY);
}

static int end(void **state)
{
    (void)state;
    tw__gql_schema_free(s);
    world_close(&w);
    return 0;
}

static const tw_gql_type *type(const char *name)
{
    return tw__gql_type(&w.op, s, tw_str_of(name));
}

static const char *printed(const tw_gql_type *t)
{
    static char text[200];
    tw_buf b;

    tw__buf_init(&b, w.op.alloc);
    tw__gql_type_print(&b, t);
    snprintf(text, sizeof(text), "%.*s", TW_FMT(tw__buf_view(&b)));
    tw__buf_fini(&b);
    return text;
}

static const tw_gql_field *field(const char *of, const char *name)
{
    const tw_gql_field *f =
        tw__gql_field_of(&w.op, s, type(of), tw_str_of(name));

    if (f == NULL)
        fail_msg("%s has no field %s", of, name);
    return f;
}

/* "first: Int, ..." */
static const char *arguments(const tw_gql_field *f)
{
    static char text[600];
    size_t len = 0;

    text[0] = '\0';
    for (uint16_t i = 0; i < f->argument_count; i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.*s: %s",
                                i > 0 ? ", " : "", TW_FMT(f->arguments[i].name),
                                printed(f->arguments[i].type));
    return text;
}

/* The names of what is published, each with a blank behind. */
static const char *listed(const char *of)
{
    static char text[20000];
    const tw_gql_type *t = type(of);
    const tw_gql_field *fields;
    const tw_gql_input *inputs;
    const tw_gql_enum_value *values;
    uint32_t count;
    size_t len = 0;

    text[0] = '\0';
    fields = tw__gql_fields(&w.op, s, t, &count);
    for (uint32_t i = 0; fields != NULL && i < count; i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%.*s ",
                                TW_FMT(fields[i].name));
    inputs = tw__gql_inputs(&w.op, s, t, &count);
    for (uint32_t i = 0; inputs != NULL && i < count; i++)
        len +=
            (size_t)snprintf(text + len, sizeof(text) - len, "%.*s: %s ",
                             TW_FMT(inputs[i].name), printed(inputs[i].type));
    values = tw__gql_enums(&w.op, s, t, &count);
    for (uint32_t i = 0; values != NULL && i < count; i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%.*s ",
                                TW_FMT(values[i].name));
    return text;
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
        const tw_gql_field *f = field(rows[i].root, rows[i].name);

        assert_string_equal(arguments(f), rows[i].arguments);
        assert_string_equal(printed(f->type), rows[i].type);
        assert_int_equal(f->meaning.verb, rows[i].verb);
        assert_ptr_equal(f->meaning.object, rows[i].verb == TW_GQL_SEARCH
                                                ? NULL
                                                : world_object(&w, "person"));
    }
}

static void duplicates_are_published_where_there_are_criteria(void **state)
{
    (void)state;
    assert_non_null(strstr(listed("Query"), " companyDuplicates "));
    assert_null(strstr(listed("Query"), " noteDuplicates "));
    assert_non_null(strstr(listed("Mutation"), " mergeCompanies "));
    assert_null(strstr(listed("Mutation"), " mergeNotes "));
    /* but they are accepted: the verbs say what is wrong */
    assert_int_equal(field("Query", "noteDuplicates")->meaning.verb,
                     TW_GQL_DUPLICATES);
    assert_int_equal(field("Mutation", "mergeNotes")->meaning.verb,
                     TW_GQL_MERGE_MANY);
}

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
        const tw_gql_field *f = field(rows[i].of, rows[i].name);

        assert_string_equal(printed(f->type), rows[i].type);
        assert_int_equal(f->meaning.verb, TW_GQL_MEMBER);
        world_same(f->meaning.field->name, rows[i].field);
        assert_int_equal(f->meaning.is_join, rows[i].is_join);
        assert_int_equal(f->meaning.part, -1);
    }
    assert_string_equal(
        arguments(field("Company", "people")),
        LIST ", filter: PersonFilterInput, orderBy: [PersonOrderByInput]");
}

static void composites_know_the_places_of_their_parts(void **state)
{
    (void)state;
    assert_string_equal(listed("Emails"), "primaryEmail additionalEmails ");
    assert_int_equal(field("Emails", "primaryEmail")->meaning.part, 0);
    assert_int_equal(field("Emails", "additionalEmails")->meaning.part, 1);
    assert_int_equal(field("Address", "addressLng")->meaning.part, 7);
    assert_null(field("Address", "addressLng")->meaning.field);
    assert_string_equal(listed("CurrencyFilterInput"),
                        "amountMicros: BigFloatFilter "
                        "currencyCode: StringFilter ");
    assert_string_equal(listed("PhonesGroupByInput"),
                        "primaryPhoneNumber: Boolean "
                        "primaryPhoneCountryCode: Boolean "
                        "primaryPhoneCallingCode: Boolean ");
}

static void connections_frame_their_records(void **state)
{
    const tw_gql_field *f;

    (void)state;
    assert_string_equal(printed(field("PersonConnection", "edges")->type),
                        "[PersonEdge!]!");
    assert_int_equal(field("PersonConnection", "edges")->meaning.verb,
                     TW_GQL_EDGES);
    assert_string_equal(printed(field("PersonEdge", "node")->type), "Person!");
    assert_string_equal(printed(field("PersonEdge", "cursor")->type),
                        "Cursor!");
    assert_int_equal(field("PageInfo", "hasNextPage")->meaning.verb,
                     TW_GQL_HAS_NEXT_PAGE);
    f = field("PersonGroupByConnection", "groupByDimensionValues");
    assert_string_equal(printed(f->type), "JSON!");
    assert_int_equal(f->meaning.verb, TW_GQL_DIMENSION_VALUES);
    assert_null(tw__gql_field_of(&w.op, s, type("PersonConnection"),
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
        const tw_gql_field *f = field("OpportunityConnection", rows[i].name);

        assert_string_equal(printed(f->type), rows[i].type);
        assert_int_equal(f->meaning.verb, TW_GQL_AGGREGATE);
        world_same(f->meaning.aggregate, rows[i].name);
        if (rows[i].field == NULL)
            assert_null(f->meaning.field);
        else
            world_same(f->meaning.field->name, rows[i].field);
    }
    assert_null(strstr(listed("OpportunityConnection"), "Company"));
    assert_null(strstr(listed("NoteTargetConnection"), "TargetPerson"));
    assert_non_null(
        strstr(listed("OpportunityOrderByWithGroupByAggregateInput"),
               " avgAmountAmountMicros: OrderByDirection "));
}

static void inputs_have_one_member_per_field(void **state)
{
    (void)state;
    assert_string_equal(
        listed("NoteTargetCreateInput"),
        "id: ID createdAt: DateTime updatedAt: DateTime deletedAt: DateTime "
        "createdBy: ActorCreateInput updatedBy: ActorCreateInput "
        "position: Position searchVector: TSVector noteId: ID "
        "note: NoteRelationInput targetPersonId: ID "
        "targetPerson: PersonRelationInput targetCompanyId: ID "
        "targetCompany: CompanyRelationInput targetOpportunityId: ID "
        "targetOpportunity: OpportunityRelationInput ");
    assert_non_null(
        strstr(listed("PersonFilterInput"),
               " companyId: UUIDFilter company: CompanyFilterInput "));
    assert_non_null(strstr(listed("PersonFilterInput"),
                           "and: [PersonFilterInput] or: [PersonFilterInput] "
                           "not: PersonFilterInput "));
    assert_non_null(strstr(listed("PersonOrderByInput"),
                           " companyId: OrderByDirection "
                           "company: CompanyOrderByInput "));
    assert_non_null(strstr(listed("PersonOrderByWithGroupByInput"),
                           "createdAt: OrderByDateGranularityInput "));
    assert_non_null(strstr(listed("PersonOrderByWithGroupByInput"),
                           "company: CompanyOrderByWithGroupByInput "));
    assert_non_null(
        strstr(listed("WorkspaceMemberCreateInput"), " userId: UUID! "));
    assert_non_null(
        strstr(listed("WorkspaceMemberUpdateInput"), " userId: UUID "));
    assert_string_equal(listed("CompanyRelationInput"),
                        "connect: CompanyConnectInput disconnect: Boolean ");
    assert_string_equal(listed("CompanyConnectInput"),
                        "where: CompanyWhereUniqueInput ");
}

static void unique_keys_are_where_inputs(void **state)
{
    (void)state;
    assert_string_equal(listed("PersonWhereUniqueInput"),
                        "id: ID emails: PersonEmailsWhereInput ");
    assert_string_equal(listed("PersonEmailsWhereInput"),
                        "primaryEmail: String ");
    assert_string_equal(listed("CompanyDomainNameWhereInput"),
                        "primaryLinkUrl: String ");
    assert_string_equal(listed("NoteWhereUniqueInput"), "id: ID ");
    /* a relation in a key is published by its name, and taken by its key's */
    assert_non_null(
        strstr(listed("MessageListMemberWhereUniqueInput"), "person: ID "));
    assert_non_null(tw__gql_input_of(&w.op, s,
                                     type("MessageListMemberWhereUniqueInput"),
                                     TW_STR("personId")));
}

static void groups_are_made_by_what_tells_records_apart(void **state)
{
    const char *text;

    (void)state;
    text = listed("PersonGroupByInput");
    assert_non_null(strstr(text, "createdAt: GroupByDateGranularityInput "));
    assert_non_null(strstr(text, "name: FullNameGroupByInput "));
    assert_non_null(strstr(text, "companyId: Boolean "));
    assert_non_null(strstr(text, "company: CompanyGroupByInput "));
    assert_null(strstr(text, "deletedAt"));
    assert_null(strstr(text, "position"));
    assert_null(strstr(text, "avatarFile"));
    assert_null(strstr(text, "createdBy"));
    /* of a related record these can be asked for */
    assert_non_null(
        tw__gql_input_of(&w.op, s, type("PersonGroupByInput"), TW_STR("id")));
    assert_null(tw__gql_input_of(&w.op, s, type("PersonGroupByInput"),
                                 TW_STR("avatarFile")));
}

static void lists_are_grouped_whole_or_by_element(void **state)
{
    const tw_gql_input *in;

    (void)state;
    in = tw__gql_input_of(&w.op, s, type("WorkflowGroupByInput"),
                          TW_STR("statuses"));
    assert_string_equal(printed(in->type), "Boolean");
    assert_int_equal(in->type->scalar, TW_GQL_SCALAR_CUSTOM); /* any value */
    assert_int_equal(type("Boolean")->scalar, TW_GQL_SCALAR_BOOLEAN);
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
        assert_non_null(tw__gql_input_of(&w.op, s, type(rows[i].type),
                                         tw_str_of(rows[i].name)));
        assert_null(strstr(listed(rows[i].type), member));
    }
    assert_string_equal(listed("FilterIs"), "NULL NOT_NULL ");
    world_same(
        tw__gql_enum_of(&w.op, s, type("FilterIs"), TW_STR("NotNull"))->value,
        "NOT_NULL");
    assert_string_equal(listed("ActorCreateInput"),
                        "source: ActorSourceEnum context: JSON ");
}

static void numbers_can_be_whole(void **state)
{
    const tw_gql_type *t;

    (void)state;
    t = type("WorkspaceMemberFilterInput");
    assert_string_equal(
        printed(
            tw__gql_input_of(&w.op, s, t, TW_STR("calendarStartDay"))->type),
        "IntFilter");
    t = type("WorkspaceMemberCreateInput");
    assert_string_equal(
        printed(
            tw__gql_input_of(&w.op, s, t, TW_STR("calendarStartDay"))->type),
        "Int");
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
    grow_object(&w, "probe", "probes");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[8];

        snprintf(name, sizeof(name), "f%zu", i);
        grow_field(&w, "probe", rows[i].type, name, NULL);
    }
    /* fields made by rows are the system's, which cannot be grouped by */
    world_exec(&w, "UPDATE tw_field SET isSystem = 0");
    world_reload(&w);
    look();
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[8];
        tw_str key;
        const tw_gql_input *in;

        snprintf(name, sizeof(name), "f%zu", i);
        key = tw_str_of(name);
        assert_string_equal(printed(field("Probe", name)->type),
                            rows[i].output);
        in = tw__gql_input_of(&w.op, s, type("ProbeCreateInput"), key);
        assert_string_equal(printed(in->type), rows[i].input);
        in = tw__gql_input_of(&w.op, s, type("ProbeFilterInput"), key);
        assert_string_equal(printed(in->type), rows[i].filter);
        in = tw__gql_input_of(&w.op, s, type("ProbeGroupByInput"), key);
        if (rows[i].group == NULL)
            assert_null(in);
        else
            assert_string_equal(printed(in->type), rows[i].group);
    }
}

static void options_become_values_with_legal_names(void **state)
{
    const tw_gql_enum_value *v;

    (void)state;
    grow_object(&w, "probe", "probes");
    grow_options(&w, "probe", "SELECT", "pickOne",
                 "[{\"id\":\"1\",\"label\":\"First\",\"value\":\"1ST\","
                 "\"color\":\"red\",\"position\":0},"
                 "{\"id\":\"2\",\"label\":\"Second\",\"value\":\"TWO-B\","
                 "\"color\":\"red\",\"position\":1}]");
    look();
    assert_string_equal(listed("ProbePickOneEnum"), "_1ST TWO_B ");
    v = tw__gql_enum_of(&w.op, s, type("ProbePickOneEnum"), TW_STR("_1ST"));
    world_same(v->value, "1ST");
    assert_string_equal(listed("ProbePickOneEnumFilter"),
                        "eq: ProbePickOneEnum neq: ProbePickOneEnum "
                        "in: [ProbePickOneEnum] containsAny: "
                        "[ProbePickOneEnum] is: FilterIs "
                        "isEmptyArray: Boolean ");
}

static void inactive_fields_are_left_out(void **state)
{
    held_id thing, code;

    (void)state;
    thing = quick_object(&w, "thing");
    code = quick_field(&w, thing.text, "code", "TEXT");
    look();
    assert_non_null(strstr(listed("Thing"), " code "));
    updated_field(&w, code.text, json_of(&w, "{\"isActive\":false}"));
    look();
    assert_null(strstr(listed("Thing"), " code "));
    assert_null(strstr(listed("ThingConnection"), "Code"));
    assert_null(
        tw__gql_input_of(&w.op, s, type("ThingFilterInput"), TW_STR("code")));
}

static void inactive_objects_are_left_out_with_what_leads_to_them(void **state)
{
    held_id thing, part;

    (void)state;
    thing = quick_object(&w, "thing");
    part = quick_object(&w, "part");
    quick_relation(&w, part.text, thing.text, "whole", "Parts");
    look();
    assert_non_null(type("ThingEdge"));
    assert_string_equal(printed(field("Part", "whole")->type), "Thing");
    updated_object(&w, thing.text, json_of(&w, "{\"isActive\":false}"));
    look();
    assert_null(type("Thing"));
    assert_null(type("ThingFilterInput"));
    assert_null(strstr(listed("Query"), "thing"));
    assert_null(strstr(listed("Part"), " whole "));
    assert_null(strstr(listed("PartFilterInput"), " whole: "));
    /* its key is still stored */
    assert_string_equal(printed(field("Part", "wholeId")->type), "ID");
}

static void names_that_meet_are_kept_apart(void **state)
{
    (void)state;
    grow_object(&w, "person", "persons");
    grow_object(&w, "personEdge", "personEdges"); /* PersonEdge */
    grow_object(&w, "emails", "manyEmails");      /* Emails */
    look();
    assert_string_equal(printed(field("Query", "persons")->type),
                        "PersonConnection");
    assert_string_equal(printed(field("Query", "personEdge")->type),
                        "PersonEdge_");
    assert_string_equal(printed(field("PersonConnection", "edges")->type),
                        "[PersonEdge!]!");
    assert_string_equal(printed(field("Query", "emails")->type), "Emails_");
    assert_string_equal(listed("Emails"), "primaryEmail additionalEmails ");
    assert_string_equal(printed(field("Query", "manyEmails")->type),
                        "Emails_Connection");
}

static void a_name_in_a_type_stays_with_the_first(void **state)
{
    const tw_gql_field *f;

    (void)state;
    grow_object(&w, "deal", "deals");
    grow_field(&w, "deal", "CURRENCY", "amount", NULL);
    grow_field(&w, "deal", "NUMBER", "amountAmountMicros", NULL);
    look();
    f = field("DealConnection", "minAmountAmountMicros");
    world_same(f->meaning.field->name, "amount");
}

static void a_workspace_without_objects_can_be_asked(void **state)
{
    (void)state;
    assert_string_equal(listed("Query"), "search ");
    assert_null(tw__gql_mutation_type(s));
    assert_null(type("Mutation"));
}

int main(void)
{
    const struct CMUnitTest standard[] = {
        cmocka_unit_test(root_fields_have_their_arguments_types_and_verbs),
        cmocka_unit_test(duplicates_are_published_where_there_are_criteria),
        cmocka_unit_test(members_of_records_say_what_they_are),
        cmocka_unit_test(composites_know_the_places_of_their_parts),
        cmocka_unit_test(connections_frame_their_records),
        cmocka_unit_test(aggregates_follow_the_types_of_fields),
        cmocka_unit_test(inputs_have_one_member_per_field),
        cmocka_unit_test(unique_keys_are_where_inputs),
        cmocka_unit_test(groups_are_made_by_what_tells_records_apart),
        cmocka_unit_test(lists_are_grouped_whole_or_by_element),
        cmocka_unit_test(what_is_accepted_beside_is_not_published),
        cmocka_unit_test(numbers_can_be_whole),
    };
    const struct CMUnitTest grown[] = {
        cmocka_unit_test_setup_teardown(
            custom_fields_of_every_type_have_their_sides, begin_empty, end),
        cmocka_unit_test_setup_teardown(options_become_values_with_legal_names,
                                        begin_empty, end),
        cmocka_unit_test_setup_teardown(inactive_fields_are_left_out,
                                        begin_empty, end),
        cmocka_unit_test_setup_teardown(
            inactive_objects_are_left_out_with_what_leads_to_them, begin_empty,
            end),
        cmocka_unit_test_setup_teardown(names_that_meet_are_kept_apart,
                                        begin_empty, end),
        cmocka_unit_test_setup_teardown(a_name_in_a_type_stays_with_the_first,
                                        begin_empty, end),
        cmocka_unit_test_setup_teardown(
            a_workspace_without_objects_can_be_asked, begin_empty, end),
    };
    int failed = cmocka_run_group_tests(standard, begin, end);

    return failed + cmocka_run_group_tests(grown, NULL, NULL);
}
