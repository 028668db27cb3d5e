/* connection_known.c -- connections over records that are known by their ids:
** those of a group, those that look alike. */
#include "query/connection.h"

#include "base/base64.h"
#include "base/json.h"
#include "query/program.h"

#include <stdio.h>

struct tw_known_run {
    const tw_connection *shape;
    bool nulled;
    /* by edges, then by step */
    struct known_node {
        tw_stmt *stmt;
        tw_select_run *run;
    } * *nodes;
};

tw_status tw__known_begin(tw_op *op,
                          const tw_connection *shape,
                          tw_known_run **out)
{
    tw_known_run *r = tw__op_get(op, sizeof(*r));

    *out = r;
    if (r == NULL)
        return op->error.status;
    r->shape = shape;
    r->nodes = tw__op_array(op, shape->edges_count, sizeof(*r->nodes));
    if (shape->edges_count > 0 && r->nodes == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < shape->edges_count; i++) {
        const tw_edges *e = shape->edges[i];

        r->nodes[i] = tw__op_array(op, e->step_count, sizeof(**r->nodes));
        if (r->nodes[i] == NULL)
            return op->error.status;
        for (uint32_t k = 0; k < e->step_count; k++) {
            struct known_node *n = &r->nodes[i][k];

            if (e->steps[k].node == NULL)
                continue;
            if (tw__select_begin(op, e->steps[k].node, &n->run) != TW_OK)
                return op->error.status;
            n->stmt = tw__stmt_get(op, e->steps[k].node->sql_get_any);
            if (n->stmt == NULL)
                return op->error.status;
        }
    }
    return TW_OK;
}

void tw__known_end(tw_known_run *r)
{
    if (r == NULL || r->nodes == NULL)
        return;
    for (uint32_t i = 0; i < r->shape->edges_count; i++)
        for (uint32_t k = 0;
             r->nodes[i] != NULL && k < r->shape->edges[i]->step_count; k++) {
            tw__stmt_done(r->nodes[i][k].stmt);
            tw__select_end(r->nodes[i][k].run);
        }
}

bool tw__known_nulled(const tw_known_run *r)
{
    return r->nulled;
}

/* The cursor of the plain order: {"id":"..."} in base64. */
static void put_cursor(tw_buf *out, tw_str id)
{
    char json[64];
    int len = snprintf(json, sizeof(json), "{\"id\":\"%.*s\"}", TW_FMT(id));

    if (id.ptr == NULL || len <= 0 || (size_t)len >= sizeof(json)) {
        tw__buf_text(out, "null");
        return;
    }
    tw__buf_char(out, '"');
    tw__base64_put(out, (tw_str){json, (size_t)len});
    tw__buf_char(out, '"');
}

/* One record as an edge; `*nulled`: it could not be shown. */
static tw_status put_edge(tw_op *op,
                          const tw_edges *e,
                          struct known_node *nodes,
                          tw_str id,
                          tw_buf *out,
                          bool *nulled)
{
    tw_status st = TW_OK;
    bool found;

    for (uint32_t k = 0; k < e->step_count && st == TW_OK; k++) {
        struct known_node *n = &nodes[k];
        const tw_row_source row = {.stmt = n->stmt};

        tw__buf_str(out, e->steps[k].before);
        if (n->run == NULL) {
            put_cursor(out, id);
            continue;
        }
        tw__stmt_bind_text(n->stmt, 1, id);
        st = tw__stmt_step(op, n->stmt, &found);
        if (st == TW_OK && found)
            st = tw__select_row(op, n->run, &row, out);
        *nulled = *nulled || !found || tw__select_nulled(n->run);
        tw__stmt_again(n->stmt);
    }
    tw__buf_str(out, e->tail);
    return st;
}

static tw_status put_edges(tw_op *op,
                           tw_known_run *r,
                           uint32_t at,
                           const tw_known *known,
                           tw_buf *out)
{
    tw_status st = TW_OK;

    tw__buf_char(out, '[');
    for (uint32_t i = 0; i < known->count && st == TW_OK && !r->nulled; i++) {
        if (i > 0)
            tw__buf_char(out, ',');
        st = put_edge(op, r->shape->edges[at], r->nodes[at], known->ids[i], out,
                      &r->nulled);
    }
    tw__buf_char(out, ']');
    return st;
}

static void put_measure(const tw_connection *c,
                        uint32_t index,
                        const tw_known *known,
                        tw_buf *out)
{
    const tw_measure *m = &c->measures[index];

    if (known->measures == NULL || known->total == 0)
        tw__buf_text(out, "null");
    else
        tw__aggregate_shape(&m->aggregate, known->measures,
                            known->first + m->first, false, out);
}

tw_status tw__known_step(tw_op *op,
                         tw_known_run *r,
                         const tw_frame_step *s,
                         const tw_known *known,
                         tw_buf *out)
{
    switch ((tw_frame_op)s->op) {
    case TW_FRAME_EDGES:
        return put_edges(op, r, s->index, known, out);
    case TW_FRAME_HAS_NEXT:
    case TW_FRAME_HAS_PREVIOUS:
        tw__buf_text(out, "false");
        break;
    case TW_FRAME_START_CURSOR:
        put_cursor(out, known->count == 0 ? TW_NO_STR : known->ids[0]);
        break;
    case TW_FRAME_END_CURSOR:
        put_cursor(out, known->count == 0 ? TW_NO_STR
                                          : known->ids[known->count - 1]);
        break;
    case TW_FRAME_TOTAL:
        tw__buf_int(out, known->total);
        break;
    case TW_FRAME_AGGREGATE:
        put_measure(r->shape, s->index, known, out);
        break;
    case TW_FRAME_DIMENSIONS:
        if (known->dimensions.ptr != NULL)
            tw__buf_str(out, known->dimensions);
        else
            tw__buf_text(out, "null");
        break;
    }
    return TW_OK;
}

tw_status tw__known_put(tw_op *op,
                        tw_known_run *r,
                        const tw_known *known,
                        tw_buf *out)
{
    const tw_connection *c = r->shape;
    size_t start = out->len;
    bool before = r->nulled, nulled;
    tw_status st = TW_OK;

    r->nulled = false;

    for (uint32_t i = 0; i < c->step_count && st == TW_OK; i++) {
        tw__buf_str(out, c->steps[i].before);
        st = tw__known_step(op, r, &c->steps[i], known, out);
    }
    tw__buf_str(out, c->tail);
    nulled = r->nulled;
    r->nulled = before || nulled;
    if (nulled) {
        tw__buf_cut(out, start);
        tw__buf_text(out, "null");
    }
    return st == TW_OK && out->failed ? tw__fail_nomem(op) : st;
}
