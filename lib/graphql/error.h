/* error.h -- GraphQL errors: a list, written as the member `errors`. */
#ifndef GRAPHQL_ERROR_H
#define GRAPHQL_ERROR_H

#include "graphql/ast.h"

enum {
    TW_GQL_ERROR_LOCATIONS = 4,
    TW_GQL_ERRORS_MAX = 100,
    TW_GQL_SHOWN_BYTES = 200
};

/* A step of a response path: a key, or an index. */
typedef struct tw_gql_path {
    const struct tw_gql_path *up;
    tw_str key; /* absent: an index */
    uint32_t index;
} tw_gql_path;

typedef struct tw_gql_error {
    tw_str message;
    uint32_t locations[TW_GQL_ERROR_LOCATIONS]; /* byte offsets */
    uint8_t location_count;
    const tw_gql_path *path; /* NULL: none */
    tw_str code, sub_code;   /* extensions; absent: left out */
    tw_str user_message;     /* userFriendlyMessage; absent: left out */
    tw_str extra;            /* more members of extensions, JSON without the
                                brackets: `"errors":{...},"summary":{...}` */
    const struct tw_gql_error *next;
} tw_gql_error;

typedef struct tw_gql_errors {
    tw_str source; /* for lines and columns */
    const tw_gql_error *first;
    tw_gql_error *last;
    uint32_t count; /* TW_GQL_ERRORS_MAX are kept */
} tw_gql_errors;

/* A copy of an error, to be filled in; NULL: out of memory, or enough. */
tw_gql_error *tw__gql_error_add(tw_op *op, tw_gql_errors *list);
/* The usual case: a message at one or two places (0xffffffff: none). */
void tw__gql_error(tw_op *op,
                   tw_gql_errors *list,
                   uint32_t at,
                   uint32_t also,
                   const char *fmt,
                   ...) __attribute__((format(printf, 5, 6)));
/* How many bytes of a text a message shows: TW_GQL_SHOWN_BYTES at most, whole
** characters. */
int tw__gql_shown_bytes(tw_str s);
/* The text cut to that, "..." behind. */
tw_str tw__gql_shown(tw_op *op, tw_str s);
/* What op->error says, as an execution error: code by its status (the table in
** twentyapi/status.h); sub-code and user message are those of `op`, or else go
** by the status too; the operation is forgiven. */
void tw__gql_error_take(tw_op *op,
                        tw_gql_errors *list,
                        const tw_gql_path *path,
                        tw_gql_loc loc);
/* Append `[{...},...]`. */
void tw__gql_errors_write(tw_buf *b, const tw_gql_errors *list);

#endif
