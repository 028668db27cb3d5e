/* connection.h -- records of a list as GraphQL shows them: edges, page
** information, a total, aggregates, in the order and under the names that were
** asked for.  The frame is made once per plan; running it over a statement's
** rows allocates nothing per row. */
#ifndef QUERY_CONNECTION_H
#define QUERY_CONNECTION_H

#include "query/aggregate.h"
#include "query/page.h"

typedef enum tw_frame_op {
    TW_FRAME_EDGES,
    TW_FRAME_HAS_NEXT,
    TW_FRAME_HAS_PREVIOUS,
    TW_FRAME_START_CURSOR,
    TW_FRAME_END_CURSOR,
    TW_FRAME_TOTAL,
    TW_FRAME_AGGREGATE,
    TW_FRAME_DIMENSIONS /* of a group */
} tw_frame_op;

typedef struct tw_frame_step {
    tw_str before;
    uint8_t op;
    uint16_t index; /* of the edges, of the aggregate */
} tw_frame_step;

typedef struct tw_measure {
    tw_aggregate aggregate;
    int first; /* of its columns, counted from the first aggregate's */
} tw_measure;

/* What is shown of a list. */
typedef struct tw_connection {
    const tw_object *object;
    const tw_frame_step *steps;
    uint32_t step_count;
    tw_str tail;
    const tw_edges *const *edges;
    uint32_t edges_count;
    const tw_measure *measures;
    uint32_t measure_count;
    tw_str measures_sql; /* result columns, each with a comma in front */
    bool has_page;       /* edges or page information */
    bool has_info;       /* page information */
    bool has_total;
    bool page_first; /* something in front of the edges depends on the page */
} tw_connection;

/* A connection in the making. */
typedef struct tw_frame {
    tw_op *op;
    const tw_object *object;
    tw_buf text; /* literal bytes since the last step */
    tw_buf sql;
    tw_frame_step *steps;
    const tw_edges **edges;
    tw_measure *measures;
    uint32_t count, edges_count, measure_count;
    uint32_t cap, edges_cap, measure_cap;
    int columns;
    bool comma, failed;
} tw_frame;

void tw__frame_open(tw_frame *f, tw_op *op, const tw_object *o);
void tw__frame_constant(tw_frame *f, tw_str key, tw_str json);
/* Members in between are those of an object, the member `key`. */
void tw__frame_begin(tw_frame *f, tw_str key);
void tw__frame_end(tw_frame *f);
/* Page information, a total, dimensions. */
void tw__frame_value(tw_frame *f, tw_str key, tw_frame_op op);
void tw__frame_aggregate(tw_frame *f, tw_str key, const tw_aggregate *a);
void tw__frame_edges(tw_frame *f, tw_str key, const tw_edges *edges);
/* Frees what the making took; the connection is in op's arena. */
tw_status tw__frame_close(tw_frame *f, const tw_connection **out);

/* What is shown of which list: ready to run, as often as wanted. */
typedef struct tw_connection_plan {
    const tw_connection *shape;
    tw_list_ask ask;
    tw_list_plan *lists; /* one for each edges; at least one */
    bool unpaged;        /* page information denies other pages */
} tw_connection_plan;

/* `ask` is copied; what it points to must live as long as the plan, which is
** in op's arena. */
tw_status tw__connection_plan(tw_op *op,
                              const tw_connection *shape,
                              const tw_list_ask *ask,
                              tw_connection_plan **out);

/* At work: holds its statements between owners. */
typedef struct tw_connection_run tw_connection_run;
/* `place` is where the connection stands in the answer. */
tw_status tw__connection_begin(tw_op *op,
                               const tw_connection_plan *plan,
                               const tw_select_place *place,
                               tw_connection_run **out);
/* Append the connection, `{...}`, or null when a record in it may not be null
** and is.  `owner`: whose records (a plan with an owner), or NULL. */
tw_status tw__connection_put(tw_op *op,
                             tw_connection_run *run,
                             const tw_cell *owner,
                             tw_buf *out);
void tw__connection_end(tw_connection_run *run); /* NULL does nothing */

/* The same for records that are known already, by their ids. */
typedef struct tw_known {
    const tw_str *ids;
    uint32_t count;
    int64_t total;
    tw_str dimensions; /* JSON, of a group */
    tw_stmt *measures; /* its current row holds the aggregates ... */
    int first;         /* ... from this column on; NULL: there are none */
} tw_known;
typedef struct tw_known_run tw_known_run;
tw_status tw__known_begin(tw_op *op,
                          const tw_connection *shape,
                          tw_known_run **out);
tw_status tw__known_put(tw_op *op,
                        tw_known_run *run,
                        const tw_known *known,
                        tw_buf *out);
/* One step of it by itself, for whoever puts the frame together. */
tw_status tw__known_step(tw_op *op,
                         tw_known_run *run,
                         const tw_frame_step *step,
                         const tw_known *known,
                         tw_buf *out);
/* Was one of the connections put so far null? */
bool tw__known_nulled(const tw_known_run *run);
void tw__known_end(tw_known_run *run);

#endif
