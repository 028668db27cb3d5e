/* group_connection.c -- groups as connections.  They are counted by one
** statement; where records are to be shown their ids are found in one pass
** after it, so what stands around them waits in pieces. */
#include "query/connection.h"
#include "query/group_plan.h"

typedef struct group {
    tw_str key;     /* its dimensions as JSON */
    tw_str *pieces; /* between the steps that wait, one more than these */
    int64_t total;
} group;

typedef struct groups {
    const tw_group_plan *plan;
    const tw_connection *shape;
    tw_known_run *known;
    tw_group_sample *sample;
    group *items;
    uint32_t count, waiting; /* groups; steps that wait */
    tw_buf *out;             /* where all goes */
    size_t held;             /* bytes of the pieces */
} groups;

/* What waits will not be longer than what it waits for. */
static tw_str take_piece(tw_op *op, groups *g, tw_buf *b)
{
    size_t max = g->out->max;

    g->held += b->len;
    if (b->full)
        g->out->full = g->out->failed = true;
    if (max != 0)
        b->max = g->held < max ? max - g->held : 1;
    return tw__op_take(op, b);
}

/* Does the step need the records of the group? */
static bool waits(const tw_connection *c, const tw_frame_step *s)
{
    return c->edges_count > 0 &&
           (s->op == TW_FRAME_EDGES || s->op == TW_FRAME_START_CURSOR ||
            s->op == TW_FRAME_END_CURSOR);
}

/* The total first, then what the frame asks for. */
static tw_status take_aggregates(tw_op *op, groups *g, tw_group_plan *plan)
{
    uint32_t count = g->shape->measure_count;

    plan->aggregates = tw__op_array(op, count + 1, sizeof(*plan->aggregates));
    if (plan->aggregates == NULL)
        return op->error.status;
    plan->aggregate_count = count + 1;
    plan->aggregates[0] =
        (tw_aggregate){.name = TW_STR("totalCount"), .op = TW_AGGREGATE_TOTAL};
    for (uint32_t i = 0; i < count; i++)
        plan->aggregates[i + 1] = g->shape->measures[i].aggregate;
    return TW_OK;
}

/* What can be said of a group from its row; the rest waits. */
static tw_status take_group(tw_op *op, groups *g, tw_stmt *s, group *to)
{
    const tw_connection *c = g->shape;
    int dimensions = (int)g->plan->dimension_count;
    tw_known known = {.measures = s, .first = dimensions + 1};
    uint32_t piece = 0;
    tw_status st = TW_OK;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    b.max = g->out->max;
    tw__group_key_put(g->plan, s, &b);
    to->key = take_piece(op, g, &b);
    to->total = tw__stmt_int(s, dimensions);
    to->pieces = tw__op_array(op, g->waiting + 1, sizeof(*to->pieces));
    known.dimensions = to->key;
    known.total = to->total;
    tw__buf_reset(&b);
    for (uint32_t i = 0;
         i < c->step_count && st == TW_OK && op->error.status == TW_OK; i++) {
        tw__buf_str(&b, c->steps[i].before);
        if (!waits(c, &c->steps[i])) {
            st = tw__known_step(op, g->known, &c->steps[i], &known, &b);
            continue;
        }
        to->pieces[piece++] = take_piece(op, g, &b);
        tw__buf_reset(&b);
    }
    tw__buf_str(&b, c->tail);
    if (st == TW_OK && op->error.status == TW_OK)
        to->pieces[piece] = take_piece(op, g, &b);
    tw__buf_fini(&b);
    if (st == TW_OK && op->error.status == TW_OK && g->sample != NULL)
        st = tw__group_sample_want(op, g->sample, to->key);
    return st == TW_OK ? op->error.status : st;
}

static tw_status take_groups(tw_op *op, groups *g, tw_stmt *s, uint32_t limit)
{
    tw_status st;
    bool row;

    g->items = tw__op_array(op, limit, sizeof(*g->items));
    if (g->items == NULL)
        return op->error.status;
    while ((st = tw__stmt_step(op, s, &row)) == TW_OK && row &&
           g->count < limit) {
        st = take_group(op, g, s, &g->items[g->count++]);
        if (st != TW_OK)
            break;
    }
    return st;
}

static tw_status put_group(tw_op *op, groups *g, const group *from, tw_buf *out)
{
    const tw_connection *c = g->shape;
    tw_str ids[TW_LIMIT_GROUP_RECORDS];
    tw_known known = {.ids = ids, .total = from->total};
    uint32_t piece = 0;
    tw_status st = TW_OK;

    if (g->sample != NULL)
        known.count = tw__group_sample_ids(g->sample, from->key, ids);
    for (uint32_t i = 0; i < c->step_count && st == TW_OK; i++) {
        if (!waits(c, &c->steps[i]))
            continue;
        tw__buf_str(out, from->pieces[piece++]);
        st = tw__known_step(op, g->known, &c->steps[i], &known, out);
    }
    tw__buf_str(out, from->pieces[piece]);
    return st;
}

static tw_status run(tw_op *op, groups *g, tw_str sql, const tw_binds *binds)
{
    tw_stmt *s = tw__stmt_get(op, sql);
    tw_status st;

    if (s == NULL)
        return op->error.status;
    tw__binds_bind(binds, s);
    st = take_groups(op, g, s, tw__group_limit(g->plan->ask));
    tw__stmt_done(s);
    if (st == TW_OK && g->sample != NULL)
        st = tw__group_sample_find(op, g->sample, g->plan);
    return st;
}

static tw_status put_groups(tw_op *op, groups *g, tw_buf *out)
{
    size_t start = out->len;
    tw_status st = TW_OK;

    tw__buf_char(out, '[');
    for (uint32_t i = 0; i < g->count && st == TW_OK; i++) {
        if (i > 0)
            tw__buf_char(out, ',');
        st = put_group(op, g, &g->items[i], out);
    }
    tw__buf_char(out, ']');
    if (st == TW_OK && tw__known_nulled(g->known)) {
        /* no group may be null, so there are none */
        tw__buf_cut(out, start);
        tw__buf_text(out, "null");
    }
    return st == TW_OK && out->failed ? tw__fail_nomem(op) : st;
}

static tw_status ask_groups(tw_op *op, groups *g, tw_group_plan *plan)
{
    tw_group_sql sql;
    tw_str text;
    tw_status st;

    tw__group_sql_init(&sql, op->alloc);
    st = tw__group_emit(op, &sql, plan, tw__group_limit(plan->ask), &text);
    if (st == TW_OK)
        st = run(op, g, text, &sql.binds);
    tw__group_sql_fini(&sql);
    return st;
}

tw_status tw__query_group_connections(tw_op *op,
                                      const tw_group_ask *ask,
                                      const tw_connection *shape,
                                      tw_buf *out)
{
    tw_group_plan plan = {.ask = ask};
    groups g = {.plan = &plan, .shape = shape, .out = out};
    tw_status st = tw__dimensions_read(op, &plan);

    for (uint32_t i = 0; i < shape->step_count; i++)
        g.waiting += waits(shape, &shape->steps[i]) ? 1 : 0;
    if (st == TW_OK)
        st = take_aggregates(op, &g, &plan);
    if (st == TW_OK)
        st = tw__group_orders_read(op, &plan);
    if (st == TW_OK && shape->edges_count > 0)
        st = tw__group_sample_new(op, &g.sample);
    if (st == TW_OK)
        st = tw__known_begin(op, shape, &g.known);
    if (st == TW_OK)
        st = ask_groups(op, &g, &plan);
    if (st == TW_OK)
        st = put_groups(op, &g, out);
    tw__known_end(g.known);
    return st;
}
