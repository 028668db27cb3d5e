/* graphql_api.c -- tw_graphql: GraphQL without HTTP. */
#include "base/utf8.h"
#include "graphql/graphql.h"
#include "service/run.h"
#include "twentyapi/service.h"

typedef struct arguments {
    tw_gql_request request;
    tw_str variables_json;
} arguments;

static tw_status run(tw_op *op, const void *args, tw_buf *out)
{
    const arguments *a = args;
    tw_gql_request request = a->request;
    tw_gql_answer answer = {.out = out};
    tw_status st;

    if (!tw__utf8_valid(request.query) ||
        !tw__utf8_valid(request.operation_name))
        return tw__fail(op, TW_E_INVALID, "", "the document is not UTF-8 text");
    if (a->variables_json.ptr != NULL) {
        st = tw__json_read(op, a->variables_json, &request.variables);
        if (st == TW_OK && request.variables->type != TW_JSON_OBJECT)
            st = TW_E_BAD_REQUEST;
        if (st == TW_E_BAD_REQUEST) {
            tw__op_forgive(op);
            return tw__fail(op, TW_E_INVALID, "",
                            "the variables are no JSON object");
        }
        if (st != TW_OK)
            return st;
    }
    op->actor = (tw_actor){.source = TW_STR("SYSTEM"),
                           .name = TW_STR("System"),
                           .context = TW_STR("{}")};
    return tw__gql_execute(op, op->db->graphql, &request, &answer);
}

tw_status tw_graphql(tw_db *db,
                     tw_graphql_endpoint endpoint,
                     tw_str query,
                     tw_str variables_json,
                     tw_str operation_name,
                     tw_result **out)
{
    arguments args = {
        .request = {.endpoint = endpoint == TW_GRAPHQL_RECORDS
                                    ? TW_GQL_AT_CORE
                                    : TW_GQL_AT_METADATA,
                    .query = query,
                    .operation_name = operation_name,
                    .variables_bytes = variables_json.len,
                    .authenticated = true},
        .variables_json = variables_json,
    };

    if (out == NULL)
        return TW_E_MISUSE;
    *out = NULL;
    if (query.ptr == NULL ||
        (endpoint != TW_GRAPHQL_RECORDS && endpoint != TW_GRAPHQL_METADATA))
        return TW_E_MISUSE;
    if (tw__gql_writes(query, operation_name))
        return tw__run_write(db, run, &args, out);
    return tw__run_read(db, run, &args, out);
}
