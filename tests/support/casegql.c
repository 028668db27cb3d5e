/* casegql.c -- GraphQL steps of a case file: the document as it is, its variables
** and its operation's name in lines before it. */
#include "support/casefile.h"

#include <stdlib.h>
#include <string.h>

static const char *send(case_file *f, const char *target, char *text)
{
    cJSON *body = cJSON_CreateObject();
    size_t len = strlen(text);
    const char *status = "200";

    if (len > 7 && strncmp(text + len - 7, " -> ", 4) == 0) {
        text[len - 7] = '\0';
        status = text + len - 3;
    }
    cJSON_AddStringToObject(body, "query", text);
    if (f->variables != NULL &&
        !cJSON_AddItemToObject(body, "variables", cJSON_Parse(f->variables)))
        return case_fail(f, "no JSON: 'variables %s'", f->variables);
    if (f->operation != NULL)
        cJSON_AddStringToObject(body, "operationName", f->operation);
    f->method = strdup("POST");
    f->target = strdup(target);
    f->body = cJSON_PrintUnformatted(body);
    cJSON_Delete(body);
    return case_expect(f, status);
}

const char *case_graphql(case_file *f, char *text)
{
    return send(f, "/graphql", text);
}

const char *case_metadata(case_file *f, char *text)
{
    return send(f, "/metadata", text);
}

const char *case_variables(case_file *f, const char *json)
{
    free(f->variables);
    f->variables = strdup(json);
    return NULL;
}

const char *case_operation(case_file *f, const char *name)
{
    free(f->operation);
    f->operation = strdup(name);
    return NULL;
}
