/* connection.c -- making the frames of connections, member by member. */
#include "query/connection.h"

#include "base/json.h"
#include "query/program.h"

static tw_str flush(tw_op *op, tw_buf *text, bool *failed)
{
    tw_str s = tw__op_take(op, text);

    if (s.ptr == NULL)
        *failed = true;
    tw__buf_reset(text);
    return s;
}

static void put_key(tw_buf *text, bool *comma, tw_str key)
{
    if (*comma)
        tw__buf_char(text, ',');
    *comma = true;
    tw__json_put_text(text, key);
    tw__buf_char(text, ':');
}

/* Room for one more; false: the making has failed. */
static bool grow(tw_op *op, void **items, uint32_t *cap, uint32_t n, size_t one)
{
    uint32_t wanted = *cap == 0 ? 8 : *cap * 2;
    void *grown;

    if (n < *cap)
        return true;
    grown = tw__op_array(op, wanted, one);
    if (grown == NULL)
        return false;
    if (n > 0)
        memcpy(grown, *items, n * one);
    *items = grown;
    *cap = wanted;
    return true;
}

/* ---- edges -------------------------------------------------------------- */

void tw__edges_open(tw_edges_maker *m, tw_op *op)
{
    memset(m, 0, sizeof(*m));
    m->op = op;
    tw__buf_init(&m->text, op->alloc);
    tw__buf_init(&m->sql, op->alloc);
    tw__buf_char(&m->text, '{');
}

void tw__edges_constant(tw_edges_maker *m, tw_str key, tw_str json)
{
    put_key(&m->text, &m->comma, key);
    tw__buf_str(&m->text, json);
}

static tw_edge_step *add_edge_step(tw_edges_maker *m, tw_str key)
{
    void *items = m->steps;
    tw_edge_step *s;

    if (m->failed ||
        !grow(m->op, &items, &m->cap, m->count, sizeof(*m->steps))) {
        m->failed = true;
        return NULL;
    }
    m->steps = items;
    put_key(&m->text, &m->comma, key);
    s = &m->steps[m->count++];
    s->before = flush(m->op, &m->text, &m->failed);
    s->key = tw__op_str(m->op, key);
    m->failed = m->failed || s->key.ptr == NULL;
    return s;
}

void tw__edges_cursor(tw_edges_maker *m, tw_str key)
{
    if (add_edge_step(m, key) != NULL)
        m->has_cursor = true;
}

void tw__edges_node(tw_edges_maker *m, tw_str key, const tw_select *node)
{
    tw_edge_step *s = add_edge_step(m, key);

    if (s == NULL)
        return;
    s->node = node;
    s->first = (uint16_t)m->columns;
    if (m->columns > 0)
        tw__buf_char(&m->sql, ',');
    tw__buf_str(&m->sql, tw__select_columns(node));
    m->columns += tw__select_column_count(node);
}

tw_status tw__edges_close(tw_edges_maker *m, tw_str key, const tw_edges **out)
{
    tw_edges *e = m->failed ? NULL : tw__op_get(m->op, sizeof(*e));

    if (e != NULL) {
        tw__buf_char(&m->text, '}');
        e->tail = flush(m->op, &m->text, &m->failed);
        e->columns = flush(m->op, &m->sql, &m->failed);
        e->key = tw__op_str(m->op, key);
        e->steps = m->steps;
        e->step_count = m->count;
        e->column_count = m->columns;
        e->has_cursor = m->has_cursor;
    }
    tw__buf_fini(&m->text);
    tw__buf_fini(&m->sql);
    if (e == NULL || m->failed)
        return tw__fail_nomem(m->op);
    *out = e;
    return m->op->error.status;
}

/* ---- frames ------------------------------------------------------------- */

void tw__frame_open(tw_frame *f, tw_op *op, const tw_object *o)
{
    memset(f, 0, sizeof(*f));
    f->op = op;
    f->object = o;
    tw__buf_init(&f->text, op->alloc);
    tw__buf_init(&f->sql, op->alloc);
    tw__buf_char(&f->text, '{');
}

void tw__frame_constant(tw_frame *f, tw_str key, tw_str json)
{
    put_key(&f->text, &f->comma, key);
    tw__buf_str(&f->text, json);
}

void tw__frame_begin(tw_frame *f, tw_str key)
{
    put_key(&f->text, &f->comma, key);
    tw__buf_char(&f->text, '{');
    f->comma = false;
}

void tw__frame_end(tw_frame *f)
{
    tw__buf_char(&f->text, '}');
    f->comma = true;
}

static tw_frame_step *add_step(tw_frame *f, tw_str key, tw_frame_op op)
{
    void *items = f->steps;
    tw_frame_step *s;

    if (f->failed ||
        !grow(f->op, &items, &f->cap, f->count, sizeof(*f->steps))) {
        f->failed = true;
        return NULL;
    }
    f->steps = items;
    put_key(&f->text, &f->comma, key);
    s = &f->steps[f->count++];
    s->op = (uint8_t)op;
    s->before = flush(f->op, &f->text, &f->failed);
    return s;
}

void tw__frame_value(tw_frame *f, tw_str key, tw_frame_op op)
{
    (void)add_step(f, key, op);
}

void tw__frame_aggregate(tw_frame *f, tw_str key, const tw_aggregate *a)
{
    void *items = f->measures;
    tw_frame_step *s;

    if (a->op == TW_AGGREGATE_TOTAL) {
        tw__frame_value(f, key, TW_FRAME_TOTAL);
        return;
    }
    s = add_step(f, key, TW_FRAME_AGGREGATE);
    if (s == NULL || !grow(f->op, &items, &f->measure_cap, f->measure_count,
                           sizeof(*f->measures))) {
        f->failed = true;
        return;
    }
    f->measures = items;
    s->index = (uint16_t)f->measure_count;
    f->measures[f->measure_count].aggregate = *a;
    f->measures[f->measure_count++].first = f->columns;
    f->columns += tw__aggregate_put(&f->sql, a);
}

void tw__frame_edges(tw_frame *f, tw_str key, const tw_edges *edges)
{
    void *items = (void *)(uintptr_t)f->edges;
    tw_frame_step *s = add_step(f, key, TW_FRAME_EDGES);

    if (s == NULL || !grow(f->op, &items, &f->edges_cap, f->edges_count,
                           sizeof(*f->edges))) {
        f->failed = true;
        return;
    }
    f->edges = items;
    s->index = (uint16_t)f->edges_count;
    f->edges[f->edges_count++] = edges;
}

/* Does the step need a page to have been run? */
static bool needs_page(const tw_connection *c, const tw_frame_step *s)
{
    switch (s->op) {
    case TW_FRAME_HAS_NEXT:
    case TW_FRAME_HAS_PREVIOUS:
    case TW_FRAME_START_CURSOR:
    case TW_FRAME_END_CURSOR:
        return true;
    case TW_FRAME_TOTAL: /* the page often tells it */
        return c->has_page && c->measure_count == 0;
    default:
        return false;
    }
}

static void find_needs(tw_connection *c)
{
    bool edges = false;

    for (uint32_t i = 0; i < c->step_count; i++) {
        uint8_t op = c->steps[i].op;

        c->has_total = c->has_total || op == TW_FRAME_TOTAL;
        c->has_info = c->has_info ||
                      (op >= TW_FRAME_HAS_NEXT && op <= TW_FRAME_END_CURSOR);
    }
    c->has_page = c->has_info || c->edges_count > 0;
    for (uint32_t i = 0; i < c->step_count && !edges; i++) {
        edges = c->steps[i].op == TW_FRAME_EDGES;
        c->page_first = c->page_first || needs_page(c, &c->steps[i]);
    }
}

tw_status tw__frame_close(tw_frame *f, const tw_connection **out)
{
    tw_connection *c = f->failed ? NULL : tw__op_get(f->op, sizeof(*c));

    if (c != NULL) {
        tw__buf_char(&f->text, '}');
        c->tail = flush(f->op, &f->text, &f->failed);
        c->measures_sql = flush(f->op, &f->sql, &f->failed);
        c->object = f->object;
        c->steps = f->steps;
        c->step_count = f->count;
        c->edges = f->edges;
        c->edges_count = f->edges_count;
        c->measures = f->measures;
        c->measure_count = f->measure_count;
        find_needs(c);
    }
    tw__buf_fini(&f->text);
    tw__buf_fini(&f->sql);
    if (c == NULL || f->failed)
        return tw__fail_nomem(f->op);
    *out = c;
    return TW_OK;
}

/* ---- plans -------------------------------------------------------------- */

/* The list behind edges number `i`; without edges the place is read alone. */
static tw_status plan_list(tw_op *op, tw_connection_plan *p, uint32_t i)
{
    const tw_connection *c = p->shape;
    tw_list_plan *list = &p->lists[i];

    list->ask = &p->ask;
    list->measures = c->measures_sql;
    if (i < c->edges_count) {
        list->columns = c->edges[i]->columns;
        list->column_count = c->edges[i]->column_count;
    }
    if (list->column_count == 0) {
        list->columns =
            tw__select_emit_columns(op, op->arena, &c->object->c_id, 1);
        list->column_count = 1;
        if (list->columns.ptr == NULL)
            return tw__fail_nomem(op);
    }
    return tw__list_plan(op, list);
}

tw_status tw__connection_plan(tw_op *op,
                              const tw_connection *shape,
                              const tw_list_ask *ask,
                              tw_connection_plan **out)
{
    uint32_t count = shape->edges_count == 0 ? 1 : shape->edges_count;
    tw_connection_plan *p = tw__op_get(op, sizeof(*p));
    tw_status st = TW_OK;

    if (p == NULL)
        return op->error.status;
    p->shape = shape;
    p->ask = *ask;
    p->ask.count = shape->has_total || shape->measure_count > 0;
    p->lists = tw__op_array(op, count, sizeof(*p->lists));
    if (p->lists == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < count && st == TW_OK; i++)
        st = plan_list(op, p, i);
    *out = p;
    return st;
}
