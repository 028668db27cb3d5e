/* service.h -- a request in, a response out; no socket, no thread. */
#ifndef TWENTYAPI_SERVICE_H
#define TWENTYAPI_SERVICE_H

#include "db.h"

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

/** Where `request` should run.  Looks at method and target only; cheap and
 *  thread-safe.  @since 0.1 */
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

/** Readiness: TW_OK when the file can be read now.  @since 0.1 */
TW_API tw_status tw_service_health(tw_service *service);

#ifdef __cplusplus
}
#endif
#endif
