/* request.h -- a REST request taken apart, and where its answer goes. */
#ifndef REST_REQUEST_H
#define REST_REQUEST_H

#include "base/json.h"
#include "base/op.h"

enum {
    TW_PATH_SEGMENTS_MAX = 8
};

/* A query parameter, percent-decoded.  A repeated one counts as absent, or is
** refused, as each parameter's rule says (1.1). */
typedef struct tw_param {
    tw_str name, value;
    bool repeated;
} tw_param;

typedef enum tw_method {
    TW_METHOD_GET, /* and HEAD */
    TW_METHOD_POST,
    TW_METHOD_PATCH,
    TW_METHOD_PUT,
    TW_METHOD_DELETE,
    TW_METHOD_OTHER
} tw_method;

typedef struct tw_rest_request {
    tw_method method;
    tw_str method_text;
    tw_str raw_path;                   /* as it came, without the query */
    tw_str path[TW_PATH_SEGMENTS_MAX]; /* segments behind "/rest", decoded */
    uint8_t path_count;                /* TW_PATH_SEGMENTS_MAX + 1: more */
    tw_param params[TW_LIMIT_QUERY_PARAMETERS];
    uint32_t param_count;
    const tw_json *body; /* NULL: none */
    bool has_content_type;
    bool legacy_envelope; /* metadata answers as {"data":{"object":...}} */
} tw_rest_request;

typedef struct tw_rest_answer {
    int status;  /* 200, 201 */
    tw_buf *out; /* the body is appended here */
} tw_rest_answer;

/* Take the request target apart.  TW_E_BAD_REQUEST, TW_E_TOO_LARGE. */
tw_status tw__target_parse(tw_op *op, tw_str target, tw_rest_request *req);

/* A parameter, or absent when it is missing; `*repeated` (may be NULL). */
tw_str tw__param(const tw_rest_request *req, const char *name, bool *repeated);

/* `limit`: absent or empty is `fallback`; above TW_LIMIT_PAGE is cut.
** TW_E_INVALID. */
tw_status tw__param_limit(tw_op *op,
                          const tw_rest_request *req,
                          uint32_t fallback,
                          uint32_t *out);

#endif
