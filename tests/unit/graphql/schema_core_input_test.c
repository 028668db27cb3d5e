/* schema_core_input_test.c -- data, orders, unique keys, groups. */
#include "support/check.h"

#include "support/schema.h"

#include "base/str.h"
#include "graphql/parse.h"
#include "graphql/validate.h"
#include "graphql/values.h"

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

static void inputs_have_one_member_per_field(void **state)
{
    (void)state;
    assert_string_equal(
        schema_listed(&sw, "NoteTargetCreateInput"),
        "id: ID createdAt: DateTime updatedAt: DateTime deletedAt: DateTime "
        "createdBy: ActorCreateInput updatedBy: ActorCreateInput "
        "position: Position searchVector: TSVector noteId: ID "
        "note: NoteRelationInput targetPersonId: ID "
        "targetPerson: PersonRelationInput targetCompanyId: ID "
        "targetCompany: CompanyRelationInput targetOpportunityId: ID "
        "targetOpportunity: OpportunityRelationInput ");
    assert_non_null(
        strstr(schema_listed(&sw, "PersonFilterInput"),
               " companyId: UUIDFilter company: CompanyFilterInput "));
    assert_non_null(strstr(schema_listed(&sw, "PersonFilterInput"),
                           "and: [PersonFilterInput] or: [PersonFilterInput] "
                           "not: PersonFilterInput "));
    assert_non_null(strstr(schema_listed(&sw, "PersonOrderByInput"),
                           " companyId: OrderByDirection "
                           "company: CompanyOrderByInput "));
    assert_non_null(strstr(schema_listed(&sw, "PersonOrderByWithGroupByInput"),
                           "createdAt: OrderByDateGranularityInput "));
    assert_non_null(strstr(schema_listed(&sw, "PersonOrderByWithGroupByInput"),
                           "company: CompanyOrderByWithGroupByInput "));
    assert_non_null(strstr(schema_listed(&sw, "WorkspaceMemberCreateInput"),
                           " userId: UUID! "));
    assert_non_null(strstr(schema_listed(&sw, "WorkspaceMemberUpdateInput"),
                           " userId: UUID "));
    assert_string_equal(schema_listed(&sw, "CompanyRelationInput"),
                        "connect: CompanyConnectInput disconnect: Boolean ");
    assert_string_equal(schema_listed(&sw, "CompanyConnectInput"),
                        "where: CompanyWhereUniqueInput ");
}

static void unique_keys_are_where_inputs(void **state)
{
    (void)state;
    assert_string_equal(schema_listed(&sw, "PersonWhereUniqueInput"),
                        "id: ID emails: PersonEmailsWhereInput ");
    assert_string_equal(schema_listed(&sw, "PersonEmailsWhereInput"),
                        "primaryEmail: String ");
    assert_string_equal(schema_listed(&sw, "CompanyDomainNameWhereInput"),
                        "primaryLinkUrl: String ");
    assert_string_equal(schema_listed(&sw, "NoteWhereUniqueInput"), "id: ID ");
    /* a relation in a key is published by its name, and taken by its key's */
    assert_non_null(
        strstr(schema_listed(&sw, "MessageListMemberWhereUniqueInput"),
               "person: ID "));
    assert_non_null(
        schema_input(&sw, "MessageListMemberWhereUniqueInput", "personId"));
}

static void groups_are_made_by_what_tells_records_apart(void **state)
{
    const char *text;

    (void)state;
    text = schema_listed(&sw, "PersonGroupByInput");
    assert_non_null(strstr(text, "createdAt: GroupByDateGranularityInput "));
    assert_non_null(strstr(text, "name: FullNameGroupByInput "));
    assert_non_null(strstr(text, "companyId: Boolean "));
    assert_non_null(strstr(text, "company: CompanyGroupByInput "));
    assert_null(strstr(text, "deletedAt"));
    assert_null(strstr(text, "position"));
    assert_null(strstr(text, "avatarFile"));
    assert_null(strstr(text, "createdBy"));
    /* of a related record these can be asked for */
    assert_non_null(schema_input(&sw, "PersonGroupByInput", "id"));
    assert_null(schema_input(&sw, "PersonGroupByInput", "avatarFile"));
}

static void lists_are_grouped_whole_or_by_element(void **state)
{
    const tw_gql_input *in;

    (void)state;
    in = schema_input(&sw, "WorkflowGroupByInput", "statuses");
    assert_string_equal(schema_printed(in->type), "Boolean");
    assert_int_equal(in->type->scalar, TW_GQL_SCALAR_CUSTOM); /* any value */
    assert_int_equal(schema_type(&sw, "Boolean")->scalar,
                     TW_GQL_SCALAR_BOOLEAN);
}

/* The arguments of the only root field, which has to be valid. */
static const tw_json *coerced(const char *query)
{
    tw_gql_errors errors = {.source = tw_str_of(query)};
    tw_gql_variables values = {NULL};
    const tw_gql_document *doc;
    const tw_gql_selection *root;
    const tw_json *args;
    tw_op *op = &sw.w.op;

    world_ok(&sw.w, tw__gql_parse(op, tw_str_of(query), &errors, &doc));
    if (tw__gql_validate(op, sw.s, doc, &errors) != TW_OK)
        fail_msg("%s: %.*s", query, TW_FMT(errors.first->message));
    root = &doc->definitions[0].selections.items[0];
    world_ok(&sw.w, tw__gql_arguments(op, sw.s,
                                      tw__gql_field_of(op, sw.s,
                                                       tw__gql_query_type(sw.s),
                                                       root->name),
                                      root, &values, &args));
    return args;
}

static void what_is_accepted_reaches_the_verbs(void **state)
{
    static const struct {
        const char *query, *arguments;
    } rows[] = {
        {"{workflowsGroupBy(groupBy: [{statuses: {unnest: true}}]) "
         "{totalCount}}",
         "{\"groupBy\":[{\"statuses\":{\"unnest\":true}}]}"},
        {"{workflowsGroupBy(groupBy: {statuses: true}) {totalCount}}",
         "{\"groupBy\":[{\"statuses\":true}]}"},
        {"{peopleGroupBy(groupBy: [{company: {id: true}}]) {totalCount}}",
         "{\"groupBy\":[{\"company\":{\"id\":true}}]}"},
        {"{people(filter: {deletedAt: {is: NotNull}}) {totalCount}}",
         "{\"filter\":{\"deletedAt\":{\"is\":\"NOT_NULL\"}}}"},
    };
    tw_buf b;

    (void)state;
    tw__buf_init(&b, sw.w.op.alloc);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        tw__buf_reset(&b);
        tw__json_put(&b, coerced(rows[i].query));
        world_same(tw__buf_view(&b), rows[i].arguments);
    }
    tw__buf_fini(&b);
}

static void numbers_can_be_whole(void **state)
{
    const tw_gql_type *t;

    (void)state;
    t = schema_type(&sw, "WorkspaceMemberFilterInput");
    assert_string_equal(
        schema_printed(
            tw__gql_input_of(&sw.w.op, sw.s, t, TW_STR("calendarStartDay"))
                ->type),
        "IntFilter");
    t = schema_type(&sw, "WorkspaceMemberCreateInput");
    assert_string_equal(
        schema_printed(
            tw__gql_input_of(&sw.w.op, sw.s, t, TW_STR("calendarStartDay"))
                ->type),
        "Int");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_have_one_member_per_field),
        cmocka_unit_test(unique_keys_are_where_inputs),
        cmocka_unit_test(groups_are_made_by_what_tells_records_apart),
        cmocka_unit_test(lists_are_grouped_whole_or_by_element),
        cmocka_unit_test(what_is_accepted_reaches_the_verbs),
        cmocka_unit_test(numbers_can_be_whole),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
