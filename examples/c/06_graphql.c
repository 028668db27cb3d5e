/* 06_graphql.c -- GraphQL by function call: records with their relations in one
** request, variables, a mutation, and the data model. */
#include <twentyapi.h>

#include <stdio.h>
#include <stdlib.h>

static void ask(tw_db *db,
                tw_graphql_endpoint endpoint,
                const char *query,
                const char *variables)
{
    tw_result *result;
    tw_status st = tw_graphql(db, endpoint, tw_str_of(query),
                              tw_str_of(variables), tw_str_of(NULL), &result);

    if (st != TW_OK) {
        fprintf(stderr, "%s: %s\n", tw_status_name(st),
                tw_db_error(db)->message);
        exit(EXIT_FAILURE);
    }
    printf("%s\n", tw_result_json(result).ptr);
    tw_result_free(result);
}

int main(void)
{
    tw_db *db = NULL;

    if (tw_db_open(":memory:", NULL, &db) != TW_OK) {
        fprintf(stderr, "%s\n", tw_db_error(db)->message);
        return EXIT_FAILURE;
    }
    ask(db, TW_GRAPHQL_RECORDS,
        "mutation($company: CompanyCreateInput!) {"
        "  createCompany(data: $company) { name domainName { primaryLinkUrl } }"
        "}",
        "{\"company\":{\"id\":\"11111111-1111-4111-8111-111111111111\","
        "\"name\":\"Acme\",\"domainName\":{\"primaryLinkUrl\":"
        "\"https://ACME.example/\"}}}");
    ask(db, TW_GRAPHQL_RECORDS,
        "mutation {"
        "  createPeople(data: ["
        "    {name: {firstName: \"Ada\"}, companyId:"
        "      \"11111111-1111-4111-8111-111111111111\", position: 1},"
        "    {name: {firstName: \"Bela\"}, companyId:"
        "      \"11111111-1111-4111-8111-111111111111\", position: 2}"
        "  ]) { name { firstName } }"
        "}",
        NULL);
    ask(db, TW_GRAPHQL_RECORDS,
        "query($city: String!) {"
        "  companies(filter: {name: {ilike: $city}}) {"
        "    totalCount"
        "    edges { node { name first: people(first: 1,"
        "      orderBy: [{position: AscNullsFirst}]) {"
        "      totalCount edges { node { name { firstName } } } } } }"
        "  }"
        "}",
        "{\"city\":\"%acm%\"}");
    ask(db, TW_GRAPHQL_RECORDS, "{ people { edges { node { nmae } } } }", NULL);
    ask(db, TW_GRAPHQL_METADATA,
        "mutation {"
        "  createOneObject(input: {object: {nameSingular: \"rocket\","
        "    namePlural: \"rockets\", labelSingular: \"Rocket\","
        "    labelPlural: \"Rockets\"}}) { namePlural isActive }"
        "}",
        NULL);
    ask(db, TW_GRAPHQL_RECORDS, "{ rockets { totalCount } }", NULL);
    tw_db_close(db);
    return EXIT_SUCCESS;
}
