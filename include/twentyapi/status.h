/* status.h -- everything a call can answer, in one table.
**
** A row holds: name, number, HTTP status, REST body shape, REST `error`, REST
** `code` (or NULL), GraphQL code, text.  Numbers are fixed for ever.
**
** Shapes of a REST error body:
**   'A'  {"statusCode","error","messages":[text]} and "code" when there is one
**   'B'  the same members; made before the request is routed (authentication)
**   'D'  {"message":text,"error","statusCode"}: the request never got to a route
**   'M'  {"statusCode","error","message","errors","summary",
**         "userFriendlyMessage"}: a refused change of the data model
*/
#ifndef TWENTYAPI_STATUS_H
#define TWENTYAPI_STATUS_H

#include "version.h"

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
#define TW_STATUS_MAP(X)                                                                                                                                   \
    /* name                       no  http shape REST error                   REST code                GraphQL code             text */                    \
    X(TW_OK,                       0, 200, 'A', "",                            NULL,                    "",                      "ok")                      \
    X(TW_E_NOMEM,                  1, 503, 'A', "ServiceUnavailableException", "OUT_OF_MEMORY",         "INTERNAL_SERVER_ERROR", "out of memory")           \
    X(TW_E_MISUSE,                 2, 500, 'A', "InternalServerErrorException", NULL,                   "INTERNAL_SERVER_ERROR", "the call was used wrongly") \
    X(TW_E_INTERNAL,               3, 500, 'A', "InternalServerErrorException", NULL,                   "INTERNAL_SERVER_ERROR", "internal error")          \
    X(TW_E_UNSUPPORTED,            4, 501, 'A', "NotImplementedException",     "NOT_SUPPORTED",         "INTERNAL_SERVER_ERROR", "not supported by this build") \
    /* the file */                                                                                                                                         \
    X(TW_E_BUSY,                  10, 503, 'A', "ServiceUnavailableException", "DATABASE_BUSY",         "TIMEOUT",               "the database is locked")  \
    X(TW_E_IO,                    11, 503, 'A', "ServiceUnavailableException", "DATABASE_IO",           "INTERNAL_SERVER_ERROR", "the database cannot be read or written") \
    X(TW_E_FULL,                  12, 503, 'A', "ServiceUnavailableException", "DISK_FULL",             "INTERNAL_SERVER_ERROR", "the disk is full")        \
    X(TW_E_READONLY,              13, 503, 'A', "ServiceUnavailableException", "DATABASE_READONLY",     "INTERNAL_SERVER_ERROR", "the database is read-only") \
    X(TW_E_CORRUPT,               14, 503, 'A', "ServiceUnavailableException", "DATABASE_CORRUPT",      "INTERNAL_SERVER_ERROR", "the database is damaged") \
    X(TW_E_NOT_A_DATABASE,        15, 503, 'A', "ServiceUnavailableException", "NOT_A_DATABASE",        "INTERNAL_SERVER_ERROR", "the file is not a workspace") \
    X(TW_E_NEWER,                 16, 503, 'A', "ServiceUnavailableException", "DATABASE_NEWER",        "INTERNAL_SERVER_ERROR", "the file was written by a newer version") \
    X(TW_E_TIMEOUT,               17, 503, 'A', "ServiceUnavailableException", "QUERY_TIMEOUT",         "TIMEOUT",               "the question took too long") \
    X(TW_E_CANNOT_OPEN,           18, 503, 'A', "ServiceUnavailableException", "CANNOT_OPEN",           "INTERNAL_SERVER_ERROR", "the file cannot be opened") \
    /* records */                                                                                                                                          \
    X(TW_E_INVALID,               20, 400, 'A', "BadRequestException",         NULL,                    "BAD_USER_INPUT",        "invalid input")           \
    X(TW_E_NOT_FOUND,             21, 404, 'A', "NotFoundException",           NULL,                    "NOT_FOUND",             "not found")               \
    X(TW_E_CONFLICT,              22, 400, 'A', "BadRequestException",         NULL,                    "BAD_USER_INPUT",        "a unique value is taken") \
    X(TW_E_INVALID_QUERY_INPUT,   23, 400, 'A', "Error",     "INVALID_QUERY_INPUT",                     "BAD_USER_INPUT",        "invalid query")           \
    X(TW_E_FIELD_NOT_FOUND,       24, 400, 'A', "Error",     "FIELD_NOT_FOUND",                         "BAD_USER_INPUT",        "no such field")           \
    X(TW_E_INVALID_CURSOR,        25, 400, 'A', "Error",     "INVALID_CURSOR",                          "BAD_USER_INPUT",        "the cursor does not fit") \
    X(TW_E_TOO_MANY_RECORDS_TO_UPDATE, 26, 400, 'A', "Error", "TOO_MANY_RECORDS_TO_UPDATE",             "BAD_USER_INPUT",        "too many records match")  \
    X(TW_E_INVALID_URL,           27, 400, 'A', "Error",     "INVALID_URL",                             "BAD_USER_INPUT",        "not a URL")               \
    X(TW_E_INVALID_PHONE_NUMBER,  28, 400, 'A', "Error",     "INVALID_PHONE_NUMBER",                    "BAD_USER_INPUT",        "not a phone number")      \
    X(TW_E_INVALID_PHONE_COUNTRY_CODE, 29, 400, 'A', "Error", "INVALID_PHONE_COUNTRY_CODE",             "BAD_USER_INPUT",        "not a country code")      \
    X(TW_E_INVALID_PHONE_CALLING_CODE, 30, 400, 'A', "Error", "INVALID_PHONE_CALLING_CODE",             "BAD_USER_INPUT",        "not a calling code")      \
    X(TW_E_CONFLICTING_PHONE_COUNTRY_CODE, 31, 400, 'A', "Error", "CONFLICTING_PHONE_COUNTRY_CODE",     "BAD_USER_INPUT",        "number and country disagree") \
    X(TW_E_CONFLICTING_PHONE_CALLING_CODE, 32, 400, 'A', "Error", "CONFLICTING_PHONE_CALLING_CODE",     "BAD_USER_INPUT",        "number and calling code disagree") \
    X(TW_E_CONFLICTING_PHONE_CODES, 33, 400, 'A', "Error",   "CONFLICTING_PHONE_CALLING_CODE_AND_COUNTRY_CODE", "BAD_USER_INPUT", "calling code and country disagree") \
    X(TW_E_USER_INPUT,            34, 400, 'A', "UserInputError", NULL,                                 "BAD_USER_INPUT",        "invalid order")           \
    X(TW_E_UNKNOWN_SUB_FIELD,     37, 400, 'A', "Error",     NULL,                                      "BAD_USER_INPUT",        "no such sub field")       \
    X(TW_E_SYNTAX,                35, 400, 'A', "SyntaxError", NULL,                                    "BAD_USER_INPUT",        "not JSON text")           \
    X(TW_E_TOO_LARGE,             36, 413, 'D', "Payload Too Large", NULL,                              "BAD_USER_INPUT",        "too large")               \
    /* access */                                                                                                                                           \
    X(TW_E_NO_TOKEN,              40, 403, 'B', "FORBIDDEN_EXCEPTION",    NULL,                         "FORBIDDEN",             "Missing authentication token") \
    X(TW_E_BAD_TOKEN,             41, 401, 'B', "UNAUTHENTICATED",        NULL,                         "UNAUTHENTICATED",       "Token invalid.")          \
    X(TW_E_EXPIRED_TOKEN,         42, 401, 'B', "UNAUTHENTICATED",        NULL,                         "UNAUTHENTICATED",       "Token has expired.")      \
    X(TW_E_KEY_REVOKED,           43, 403, 'B', "FORBIDDEN_EXCEPTION",    NULL,                         "FORBIDDEN",             "this API key is revoked") \
    X(TW_E_KEY_EXPIRED,           44, 403, 'B', "FORBIDDEN_EXCEPTION",    NULL,                         "FORBIDDEN",             "this API key is expired") \
    X(TW_E_TOKEN_TYPE,            45, 403, 'B', "INVALID_JWT_TOKEN_TYPE", NULL,                         "FORBIDDEN",             "this kind of token is not accepted here") \
    X(TW_E_WORKSPACE_NOT_FOUND,   46, 401, 'B', "WORKSPACE_NOT_FOUND",    NULL,                         "UNAUTHENTICATED",       "the token belongs to another workspace") \
    X(TW_E_PERMISSION_DENIED,     47, 400, 'A', "Error",     "PERMISSION_DENIED",                       "FORBIDDEN",             "Entity performing the request does not have permission") \
    X(TW_E_FORBIDDEN,             48, 400, 'A', "Error",     "FORBIDDEN",                               "FORBIDDEN",             "not allowed")             \
    X(TW_E_UNAUTHORIZED,          49, 401, 'A', "UnauthorizedException", NULL,                          "UNAUTHENTICATED",       "a user is needed")        \
    /* requests */                                                                                                                                         \
    X(TW_E_BAD_REQUEST,           60, 400, 'D', "Bad Request", NULL,                                    "BAD_USER_INPUT",        "bad request")             \
    X(TW_E_NO_ROUTE,              61, 404, 'D', "Not Found",   NULL,                                    "NOT_FOUND",             "no such route")           \
    X(TW_E_METHOD,                62, 405, 'D', "Method Not Allowed", NULL,                             "METHOD_NOT_ALLOWED",    "method not allowed")      \
    X(TW_E_PROPERTY_CHECK,        63, 400, 'D', "Bad Request", NULL,                                    "BAD_USER_INPUT",        "a property is wrong")     \
    /* data model */                                                                                                                                       \
    X(TW_E_METADATA_VALIDATION,   70, 400, 'M', "METADATA_VALIDATION_ERROR", NULL,                      "METADATA_VALIDATION_FAILED", "the change is refused") \
    X(TW_E_OBJECT_NOT_FOUND,      71, 404, 'A', "Error", "OBJECT_METADATA_NOT_FOUND",                   "NOT_FOUND",             "no such object")          \
    X(TW_E_FIELD_UNKNOWN,         72, 404, 'A', "Error", "FIELD_METADATA_NOT_FOUND",                    "NOT_FOUND",             "no such field")           \
    X(TW_E_ENTITY_NOT_FOUND,      73, 404, 'A', "Error", "ENTITY_NOT_FOUND",                            "NOT_FOUND",             "no such entity")          \
    X(TW_E_INVALID_OBJECT_INPUT,  74, 400, 'A', "Error", "INVALID_OBJECT_INPUT",                        "BAD_USER_INPUT",        "the object cannot be so") \
    X(TW_E_INVALID_FIELD_INPUT,   75, 400, 'A', "Error", "INVALID_FIELD_INPUT",                         "BAD_USER_INPUT",        "the field cannot be so")  \
    X(TW_E_FIELD_MUTATION_NOT_ALLOWED, 76, 403, 'A', "Error", "FIELD_MUTATION_NOT_ALLOWED",             "FORBIDDEN",             "the field cannot be changed so") \
    X(TW_E_OBJECT_MUTATION_NOT_ALLOWED, 77, 403, 'A', "Error", "OBJECT_MUTATION_NOT_ALLOWED",           "FORBIDDEN",             "the object cannot be changed so") \
    X(TW_E_INDEX_NOT_FOUND,       80, 404, 'A', "Error", "INDEX_NOT_FOUND",                             "NOT_FOUND",             "no such index")           \
    X(TW_E_INDEX_OBJECT_NOT_FOUND, 81, 404, 'A', "Error", "INDEX_OBJECT_NOT_FOUND",                     "NOT_FOUND",             "no such object")          \
    X(TW_E_INDEX_FIELDS_REQUIRED, 82, 400, 'A', "Error", "INDEX_FIELDS_REQUIRED",                       "BAD_USER_INPUT",        "an index needs a field")  \
    X(TW_E_DUPLICATE_INDEX_FIELDS, 83, 400, 'A', "Error", "DUPLICATE_INDEX_FIELDS",                     "BAD_USER_INPUT",        "an index names a field twice") \
    X(TW_E_INDEX_FIELD_NOT_FOUND, 84, 400, 'A', "Error", "INDEX_FIELD_NOT_FOUND_ON_OBJECT",             "BAD_USER_INPUT",        "the field is not on the object") \
    X(TW_E_INDEX_COMPOSITE,       85, 400, 'A', "Error", "INDEX_NOT_SUPPORTED_FOR_COMPOSITE_FIELD",     "BAD_USER_INPUT",        "name one part of the composite field") \
    X(TW_E_INDEX_RELATION,        86, 400, 'A', "Error", "INDEX_NOT_SUPPORTED_FOR_MORH_RELATION_FIELD_AND_RELATION_FIELD", "BAD_USER_INPUT", "only a to-one relation can be indexed") \
    X(TW_E_INDEX_TYPE,            87, 400, 'A', "Error", "INDEX_TYPE_NOT_SUPPORTED_FOR_FIELD_TYPE",     "BAD_USER_INPUT",        "the index type does not fit the field") \
    X(TW_E_CUSTOM_INDEX_LIMIT,    88, 409, 'A', "Error", "CUSTOM_INDEX_LIMIT_REACHED",                  "CONFLICT",              "the object has ten custom indexes") \
    X(TW_E_SYSTEM_INDEX,          89, 403, 'A', "Error", "CANNOT_DELETE_SYSTEM_INDEX",                  "FORBIDDEN",             "this index belongs to the engine") \
    X(TW_E_GRAPHQL_SYNTAX,       100, 400, 'A', "GraphQLError", "GRAPHQL_PARSE_FAILED",                 "GRAPHQL_PARSE_FAILED",  "the document cannot be read") \
    X(TW_E_GRAPHQL_VALIDATION,   101, 400, 'A', "GraphQLError", "GRAPHQL_VALIDATION_FAILED",            "GRAPHQL_VALIDATION_FAILED", "the document does not fit the schema") \
    X(TW_E_GRAPHQL_VARIABLES,    102, 400, 'A', "GraphQLError", "BAD_USER_INPUT",                       "BAD_USER_INPUT",        "the variables do not fit") \
    X(TW_E_METADATA_DENIED,       90, 403, 'A', "Error", "PERMISSION_DENIED",                           "FORBIDDEN",             "Entity performing the request does not have permission")
/* clang-format on */

typedef enum tw_status {
#define TW_X(name, number, http, shape, error, code, gql, text) name = (number),
    TW_STATUS_MAP(TW_X)
#undef TW_X
    TW_STATUS_END_ /* not a status; keeps the list's comma legal in C99 */
} tw_status;

/** The HTTP status of `status`, e.g. 404; 500 for a number unknown here. */
TW_API int tw_status_http(tw_status status);

/** The name of `status`, e.g. "TW_E_NOT_FOUND"; never NULL; static. */
TW_API const char *tw_status_name(tw_status status);

/** One English line about `status`; never NULL; static. */
TW_API const char *tw_status_text(tw_status status);

/** The REST `code` of `status`, e.g. "INVALID_CURSOR", or NULL; static. */
TW_API const char *tw_status_code(tw_status status);

#ifdef __cplusplus
}
#endif
#endif
