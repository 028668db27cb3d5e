/* connect.h -- {"connect":{"where":{...}}} and {"disconnect":true} in writes:
** recorded by accept.c, resolved to join keys by connect.c. */
#ifndef RECORD_CONNECT_H
#define RECORD_CONNECT_H

#include "record/accept.h"

typedef struct tw_connect {
    const tw_field *field; /* the many-to-one relation */
    const tw_json *where;  /* an object with a member at least; NULL when
                           ** `disconnect`, and the key is cleared already */
    bool disconnect;
    struct tw_connect *next; /* in order of the input */
} tw_connect;

/* What the connects of one request have used: within a batch those of one
** relation must all name the same fields. */
typedef struct tw_resolved {
    struct tw_resolved_by *by;
} tw_resolved;

/* Resolve row->connects: each sets the join column of its relation. */
tw_status tw__connect_resolve(tw_op *op, tw_row *row, tw_resolved *seen);

#endif
