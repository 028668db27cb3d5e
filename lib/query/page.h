/* page.h -- the rows of a page on their way into an answer. */
#ifndef QUERY_PAGE_H
#define QUERY_PAGE_H

#include "query/plan.h"

typedef struct tw_edge_step {
    tw_str before;
    tw_str key;
    const tw_select *node; /* NULL: the cursor */
    uint16_t first;        /* place of the node's first column */
} tw_edge_step;

/* How each row is shown: as an edge, or (one step, no bytes) as the record. */
typedef struct tw_edges {
    tw_str key;
    const tw_edge_step *steps;
    uint32_t step_count;
    tw_str tail;
    tw_str columns; /* as SQL: the columns of all nodes */
    uint32_t column_count;
    bool has_cursor;
} tw_edges;

/* Edges in the making. */
typedef struct tw_edges_maker {
    tw_op *op;
    tw_buf text, sql;
    tw_edge_step *steps;
    uint32_t count, cap, columns;
    bool comma, has_cursor, failed;
} tw_edges_maker;

void tw__edges_open(tw_edges_maker *m, tw_op *op);
void tw__edges_constant(tw_edges_maker *m, tw_str key, tw_str json);
void tw__edges_cursor(tw_edges_maker *m, tw_str key);
void tw__edges_node(tw_edges_maker *m, tw_str key, const tw_select *node);
/* Frees what the making took; the edges are in op's arena. */
tw_status tw__edges_close(tw_edges_maker *m, tw_str key, const tw_edges **out);

/* A page at work: it can be run again, for another owner. */
typedef struct tw_page tw_page;
/* `edges` NULL: only its place is wanted, not its rows.  `cursors`: start and
** end are wanted.  `place`: of the connection in the answer, or NULL. */
tw_status tw__page_begin(tw_op *op,
                         const tw_list_plan *plan,
                         const tw_edges *edges,
                         bool cursors,
                         tw_page **out);
void tw__page_at(tw_page *page, const tw_select_place *place);
/* Append the rows with commas between them, no brackets.  The cursors of
** `info` live until the next run. */
tw_status tw__page_run(tw_op *op,
                       tw_page *page,
                       const tw_cell *owner,
                       tw_buf *out,
                       tw_page_info *info);
/* Was a row met that may not be null and is?  Then the page broke off. */
bool tw__page_nulled(const tw_page *page);
void tw__page_end(tw_page *page); /* NULL does nothing */

/* Bind a list's values: all, or those that its count shares. */
void tw__list_bind(tw_stmt *s, const tw_list_plan *plan, uint32_t count);
/* Is the total known without counting, from a page that was run? */
bool tw__total_is_known(const tw_list_plan *plan, const tw_page_info *info);
/* Count; the statement stays on its row for whoever reads the measures, until
** it is given back.  A list that triggers count for gives no statement. */
tw_status tw__list_count(tw_op *op,
                         const tw_list_plan *plan,
                         const tw_cell *owner,
                         tw_stmt **kept,
                         int64_t *total);

#endif
