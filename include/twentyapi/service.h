/* service.h -- a request in, a response out; no socket, no thread. */
#ifndef TWENTYAPI_SERVICE_H
#define TWENTYAPI_SERVICE_H

#include "db.h"
#include "result.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Answers requests over one handle.  Used from one thread at a time, the
 * thread of its `db`; no other call may use `db` between a response and the
 * last look at it.
 */
typedef struct tw_service tw_service;

typedef struct tw_header {
    tw_str name; /* compared without case */
    tw_str value;
} tw_header;

/** A request; every slice is borrowed until the call returns. */
typedef struct tw_request {
    tw_str method; /* "GET" */
    tw_str target; /* "/rest/people?limit=3" */
    const tw_header *headers;
    size_t header_count;
    tw_str body;
    bool trusted; /* true: do not ask for a token; the caller is the owner */
} tw_request;

/** A response.  Its slices live until the next call on the same service. */
typedef struct tw_response {
    int status;        /* HTTP */
    tw_str media_type; /* "application/json; charset=utf-8" */
    tw_str body;
    const tw_header *headers; /* besides Content-Type and Content-Length */
    size_t header_count;
} tw_response;

/** Where a server should run a request. */
typedef enum tw_lane {
    TW_LANE_INLINE, /* a read that an index bounds: at once */
    TW_LANE_POOL,   /* a read that may take long */
    TW_LANE_WRITE   /* needs the writer */
} tw_lane;

/** Make a service over `db`, which must outlive it.
 *  TW_OK, TW_E_NOMEM, TW_E_MISUSE.  @since 0.1 */
TW_API tw_status tw_service_new(tw_db *db, tw_service **out);

/** Free a service.  NULL does nothing.  @since 0.1 */
TW_API void tw_service_free(tw_service *service);

/** Where `request` should run.  Looks at method and target, and at the words of
 *  a GraphQL body; cheap and thread-safe.  @since 0.1 */
TW_API tw_lane tw_service_lane(const tw_request *request);

/**
 * Answer one request.  Always fills `response`: a failure is a response with
 * an error body.  A write is on disk when this returns.
 *
 * @since 0.1
 */
TW_API void tw_service_handle(tw_service *service,
                              const tw_request *request,
                              tw_response *response);

/**
 * Answer several requests in one commit.  Each is all or nothing by itself; a
 * refused one leaves the others alone.  If their common transaction goes under
 * (no time, no memory, no disk), each writing request is run again in one of
 * its own; when the writer's lock cannot be had, each is answered so.
 *
 * @param count      At least 1.
 * @param responses  `count` of them; all live until the next call.
 * @since 0.1
 */
TW_API void tw_service_handle_many(tw_service *service,
                                   const tw_request *requests,
                                   size_t count,
                                   tw_response *responses);

/** The two GraphQL schemas. */
typedef enum tw_graphql_endpoint {
    TW_GRAPHQL_RECORDS, /* /graphql: records */
    TW_GRAPHQL_METADATA /* /metadata: the data model */
} tw_graphql_endpoint;

/**
 * Run one GraphQL operation with the rights of the owner.  The root fields of a
 * query see one state of the file; those of a mutation are run in order, each
 * all or nothing by itself, and are on disk when this returns.
 *
 * @param query           The document, UTF-8.  Kept prepared: the same text is
 *                        neither read nor checked twice.
 * @param variables_json  A JSON object, or absent ({NULL, 0}).
 * @param operation_name  Which operation of the document; absent when it has
 *                        one only.
 * @param out             The response, {"data":...,"errors":[...]}, freed with
 *                        tw_result_free().  Set on TW_OK only, else NULL.
 *
 * @return TW_OK whenever there is a response, also one of errors alone: a
 *   document that cannot be read, that does not fit the schema, a refused
 *   value or a failing field is an entry of its `errors`.  Otherwise
 *   TW_E_MISUSE    an argument is NULL or out of range;
 *   TW_E_INVALID   `query` is not UTF-8, `variables_json` is no JSON object;
 *   TW_E_READONLY  a mutation over a handle that is open for reading;
 *   TW_E_TIMEOUT   a write was cut short (a read that is, is an error of its
 *                  field);
 *   TW_E_BUSY, TW_E_FULL, TW_E_IO, TW_E_CORRUPT, TW_E_NOMEM.  Nothing of a
 *   mutation is stored then.
 *
 * @since 0.1
 */
TW_API tw_status tw_graphql(tw_db *db,
                            tw_graphql_endpoint endpoint,
                            tw_str query,
                            tw_str variables_json,
                            tw_str operation_name,
                            tw_result **out);

/** Readiness: TW_OK when the file can be read now.  @since 0.1 */
TW_API tw_status tw_service_health(tw_service *service);

#ifdef __cplusplus
}
#endif
#endif
