/* search_test.c -- the root field `search`: arguments and answers. */
#include "graphql/search.h"

#include "unit/record/desk.h"

#include <stdio.h>

static const tw_gql_found id_member[] = {
    {.key = {"recordId", 8}, .verb = TW_GQL_FOUND_ID}};
static const tw_gql_found id_edge[] = {{.key = {"node", 4},
                                        .verb = TW_GQL_NODE,
                                        .members = id_member,
                                        .count = 1}};
static const tw_gql_found more_member[] = {
    {.key = {"hasNextPage", 11}, .verb = TW_GQL_HAS_NEXT_PAGE}};
static const tw_gql_found ids[] = {
    {.key = {"edges", 5}, .verb = TW_GQL_EDGES, .members = id_edge, .count = 1},
    {.key = {"pageInfo", 8},
     .verb = TW_GQL_PAGE_INFO,
     .members = more_member,
     .count = 1},
};

static tw_status search(desk *d,
                        const char *arguments,
                        const tw_gql_found *members,
                        uint32_t count)
{
    const tw_json *in = desk_json(d, arguments);

    desk_begin(d);
    return desk_end(d, tw__gql_search(d->op, in, members, count, &d->out));
}

static void records(desk *d)
{
    want_ok(d, create(d, "company", "{'id':'" U3 "','name':'Lee Works'}"));
    want_ok(d, create(d, "person",
                      "{'id':'" U1 "','avatarUrl':'https://x.test/a.png',"
                      "'name':{'firstName':'Ann','lastName':'Lee'}}"));
    want_ok(d,
            create(d, "person", "{'id':'" U2 "','name':{'firstName':'Lee'}}"));
    want_ok(d, create(d, "message", "{'id':'" U4 "','subject':'Lee'}"));
    want_ok(d, create(d, "attachment", "{'id':'" U5 "','name':'Lee'}"));
}

/* The ids found, as "1 2 3". */
static const char *found(desk *d)
{
    static char text[100];
    const tw_json *edges = at(d, "0.edges");
    size_t len = 0;

    assert_non_null(edges);
    text[0] = '\0';
    for (uint32_t i = 0; i < edges->count; i++) {
        tw_str id = edges->items[i].items[0].items[0].text;

        text[len++] = id.ptr[id.len - 1];
        text[len] = '\0';
    }
    return text;
}

static void arguments_say_where_and_what(void **state)
{
    static const struct {
        const char *arguments, *ids;
    } cases[] = {
        {"{'searchInput':'lee','limit':10}", "123"},
        {"{'searchInput':'lee','limit':2}", "12"},
        {"{'searchInput':'lee','limit':10,"
         "'includedObjectNameSingulars':['company']}",
         "3"},
        {"{'searchInput':'lee','limit':10,"
         "'excludedObjectNameSingulars':['person']}",
         "3"},
        {"{'searchInput':'lee','limit':10,"
         "'includedObjectNameSingulars':['company','person'],"
         "'excludedObjectNameSingulars':['company']}",
         "12"},
        {"{'searchInput':'lee','limit':10,"
         "'includedObjectNameSingulars':['message','nothing']}",
         ""},
        {"{'searchInput':'lee','limit':10,"
         "'includedObjectNameSingulars':[]}",
         ""},
        {"{'searchInput':'lee','limit':10,"
         "'includedObjectNameSingulars':null,'filter':null,'after':null}",
         "123"},
        {"{'searchInput':'lee','limit':10,'filter':{'id':{'neq':'" U1 "'}}}",
         "23"},
        {"{'searchInput':'lee','limit':10,'filter':{'or':["
         "{'id':{'eq':'" U1 "'}},{'id':{'eq':'" U3 "'}}]}}",
         "13"},
        {"{'searchInput':'lee','limit':10,"
         "'filter':{'deletedAt':{'is':'NOT_NULL'}}}",
         ""},
        {"{'searchInput':'','limit':10}", "123"},
        {"{'searchInput':'nobody','limit':10}", ""},
    };
    desk *d = *state;

    records(d);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        want_ok(d, search(d, cases[i].arguments, ids, 2));
        if (strcmp(found(d), cases[i].ids) != 0)
            fail_msg("%s finds \"%s\"", cases[i].arguments, found(d));
    }
}

static void every_member_is_shown(void **state)
{
    static const tw_gql_found node[] = {
        {.key = {"recordId", 8}, .verb = TW_GQL_FOUND_ID},
        {.key = {"o", 1}, .verb = TW_GQL_FOUND_OBJECT},
        {.key = {"ol", 2}, .verb = TW_GQL_FOUND_OBJECT_LABEL},
        {.key = {"label", 5}, .verb = TW_GQL_FOUND_LABEL},
        {.key = {"again", 5}, .verb = TW_GQL_FOUND_LABEL},
        {.key = {"imageUrl", 8}, .verb = TW_GQL_FOUND_IMAGE},
        {.key = {"cd", 2}, .verb = TW_GQL_FOUND_RANK_CD},
        {.key = {"rank", 4}, .verb = TW_GQL_FOUND_RANK},
        {.key = {"t", 1}, .verb = TW_GQL_TYPENAME},
    };
    static const tw_gql_found edge[] = {
        {.key = {"t", 1}, .verb = TW_GQL_TYPENAME},
        {.key = {"node", 4}, .verb = TW_GQL_NODE, .members = node, .count = 9},
    };
    static const tw_gql_found info[] = {
        {.key = {"t", 1}, .verb = TW_GQL_TYPENAME},
        {.key = {"hasNextPage", 11}, .verb = TW_GQL_HAS_NEXT_PAGE},
    };
    static const tw_gql_found all[] = {
        {.key = {"t", 1}, .verb = TW_GQL_TYPENAME},
        {.key = {"edges", 5},
         .verb = TW_GQL_EDGES,
         .members = edge,
         .count = 2},
        {.key = {"p", 1},
         .verb = TW_GQL_PAGE_INFO,
         .members = info,
         .count = 2},
    };
    desk *d = *state;

    records(d);
    want_ok(d, search(d, "{'searchInput':'ann','limit':1}", all, 3));
    want(d, "0",
         "{'t':'SearchResultConnection','edges':[{'t':'SearchResultEdge',"
         "'node':{'recordId':'" U1 "','o':'person','ol':'Person',"
         "'label':'Ann Lee','again':'Ann Lee','imageUrl':"
         "'https://x.test/a.png','cd':0.1,'rank':0.06079271,"
         "'t':'SearchRecord'}}],"
         "'p':{'t':'SearchResultPageInfo','hasNextPage':false}}");
    want_ok(d, search(d, "{'searchInput':'works','limit':1}", all, 3));
    want(d, "0.edges.0.node.label", "'Lee Works'");
    want(d, "0.edges.0.node.imageUrl", "''");
}

static void the_end_cursor_leads_on(void **state)
{
    static const tw_gql_found edge[] = {
        {.key = {"node", 4},
         .verb = TW_GQL_NODE,
         .members = id_member,
         .count = 1},
        {.key = {"cursor", 6}, .verb = TW_GQL_CURSOR},
    };
    static const tw_gql_found info[] = {
        {.key = {"endCursor", 9}, .verb = TW_GQL_END_CURSOR},
        {.key = {"hasNextPage", 11}, .verb = TW_GQL_HAS_NEXT_PAGE},
    };
    static const tw_gql_found page[] = {
        {.key = {"edges", 5},
         .verb = TW_GQL_EDGES,
         .members = edge,
         .count = 2},
        {.key = {"pageInfo", 8},
         .verb = TW_GQL_PAGE_INFO,
         .members = info,
         .count = 2},
    };
    desk *d = *state;
    char next[400], text[300];

    records(d);
    want_ok(d, search(d, "{'searchInput':'lee','limit':2}", page, 2));
    want(d, "0.pageInfo.hasNextPage", "true");
    snprintf(text, sizeof(text), "%s", shown(d, "0.pageInfo.endCursor"));
    assert_string_equal(shown(d, "0.edges.1.cursor"), text);
    snprintf(next, sizeof(next), "{'searchInput':'lee','limit':2,'after':%s}",
             text);
    want_ok(d, search(d, next, page, 2));
    assert_string_equal(found(d), "3");
    want(d, "0.pageInfo.hasNextPage", "false");
    want_ok(d, search(d, "{'searchInput':'lee','limit':0}", page, 2));
    want(d, "0.edges", "[]");
    want(d, "0.pageInfo", "{'endCursor':null,'hasNextPage':true}");
}

static void wrong_arguments_are_refused(void **state)
{
    static const struct {
        const char *arguments;
        tw_status status;
    } cases[] = {
        {"{'searchInput':'x'}", TW_E_INVALID},
        {"{'limit':1}", TW_E_INVALID},
        {"{'searchInput':'x','limit':101}", TW_E_INVALID},
        {"{'searchInput':'x','limit':-1}", TW_E_INVALID},
        {"{'searchInput':'x','limit':1e300}", TW_E_INVALID},
        {"{'searchInput':'x','limit':1,'after':'x'}", TW_E_INVALID_CURSOR},
        {"{'searchInput':'x','limit':1,'filter':{'id':{'eq':'x'}}}",
         TW_E_INVALID},
        {"{'searchInput':'x','limit':1,'filter':{'nope':{'eq':'x'}}}",
         TW_E_INVALID},
    };
    desk *d = *state;

    records(d);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        refused(d, cases[i].status, search(d, cases[i].arguments, ids, 2));
}

static void an_object_of_the_workspaces_own_is_searched(void **state)
{
    desk *d = *state;

    add_object(d, "rocket");
    want_ok(d, create(d, "rocket", "{'id':'" U1 "','name':'red one'}"));
    want_ok(d, create(d, "rocket", "{'id':'" U2 "','name':'green one'}"));
    want_ok(d, search(d,
                      "{'searchInput':'one','limit':5,"
                      "'includedObjectNameSingulars':['rocket']}",
                      ids, 2));
    assert_string_equal(found(d), "12");
    want_ok(d, search(d, "{'searchInput':'ree','limit':5}", ids, 2));
    assert_string_equal(found(d), "2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(arguments_say_where_and_what),
        desk_test(every_member_is_shown),
        desk_test(the_end_cursor_leads_on),
        desk_test(wrong_arguments_are_refused),
        desk_test(an_object_of_the_workspaces_own_is_searched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
