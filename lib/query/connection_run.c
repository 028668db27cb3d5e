/* connection_run.c -- running a connection: pages into its edges, a count and
** aggregates where they are asked for, all in the order of the frame. */
#include "query/connection.h"

#include "base/json.h"

struct tw_connection_run {
    const tw_connection_plan *plan;
    const tw_select_place *place;
    tw_page **pages; /* by edges; NULL until needed */
    tw_stmt *count;
    tw_buf front; /* what stands before a page that had to be read first */
    tw_page_info info;
    int64_t total;
    bool paged, counted;
};

tw_status tw__connection_begin(tw_op *op,
                               const tw_connection_plan *plan,
                               const tw_select_place *place,
                               tw_connection_run **out)
{
    uint32_t count = plan->shape->edges_count;
    tw_connection_run *r = tw__op_get(op, sizeof(*r));

    *out = r;
    if (r == NULL)
        return op->error.status;
    r->plan = plan;
    r->place = place;
    tw__buf_init(&r->front, op->alloc);
    r->pages = tw__op_array(op, count == 0 ? 1 : count, sizeof(*r->pages));
    return op->error.status;
}

void tw__connection_end(tw_connection_run *r)
{
    uint32_t count;

    if (r == NULL)
        return;
    count = r->plan->shape->edges_count;
    for (uint32_t i = 0; r->pages != NULL && i < (count == 0 ? 1 : count); i++)
        tw__page_end(r->pages[i]);
    tw__stmt_done(r->count);
    tw__buf_fini(&r->front);
}

/* Page `i`, in brackets when it has edges. */
static tw_status run_page(tw_op *op,
                          tw_connection_run *r,
                          uint32_t i,
                          const tw_cell *owner,
                          tw_buf *out)
{
    const tw_connection *c = r->plan->shape;
    const tw_edges *edges = i < c->edges_count ? c->edges[i] : NULL;
    tw_page_info info;
    tw_status st;

    if (r->pages[i] == NULL) {
        st = tw__page_begin(op, &r->plan->lists[i], edges,
                            i == 0 && c->has_info, &r->pages[i]);
        if (st != TW_OK)
            return st;
        if (edges != NULL)
            tw__page_at(r->pages[i], r->place);
    }
    if (edges != NULL)
        tw__buf_char(out, '[');
    st = tw__page_run(op, r->pages[i], owner, out, &info);
    if (edges != NULL)
        tw__buf_char(out, ']');
    if (i == 0) {
        r->info = info;
        r->paged = true;
    }
    return st;
}

static tw_status count(tw_op *op, tw_connection_run *r, const tw_cell *owner)
{
    const tw_list_plan *list = &r->plan->lists[0];

    if (r->counted)
        return TW_OK;
    r->counted = true;
    if (r->plan->shape->measure_count == 0 && r->paged &&
        tw__total_is_known(list, &r->info)) {
        r->total = r->info.count;
        return TW_OK;
    }
    return tw__list_count(op, list, owner, &r->count, &r->total);
}

static void put_bool(tw_buf *out, bool v)
{
    tw__buf_text(out, v ? "true" : "false");
}

static void put_cursor(tw_buf *out, tw_str cursor)
{
    if (cursor.ptr == NULL) {
        tw__buf_text(out, "null");
        return;
    }
    tw__buf_char(out, '"');
    tw__buf_str(out, cursor);
    tw__buf_char(out, '"');
}

/* Over no records there is nothing but the total. */
static void put_measure(const tw_measure *m,
                        tw_stmt *s,
                        int first,
                        int64_t total,
                        tw_buf *out)
{
    if (total == 0 || s == NULL)
        tw__buf_text(out, "null");
    else
        tw__aggregate_shape(&m->aggregate, s, first + m->first, false, out);
}

static tw_status put_step(tw_op *op,
                          tw_connection_run *r,
                          const tw_frame_step *s,
                          const tw_cell *owner,
                          tw_buf *out)
{
    bool unpaged = r->plan->unpaged;
    tw_status st = TW_OK;

    switch ((tw_frame_op)s->op) {
    case TW_FRAME_EDGES:
        if (s->index > 0 || !r->paged)
            st = run_page(op, r, s->index, owner, out);
        break;
    case TW_FRAME_HAS_NEXT:
        put_bool(out, r->info.has_next && !unpaged);
        break;
    case TW_FRAME_HAS_PREVIOUS:
        put_bool(out, r->info.has_previous && !unpaged);
        break;
    case TW_FRAME_START_CURSOR:
        put_cursor(out, r->info.start_cursor);
        break;
    case TW_FRAME_END_CURSOR:
        put_cursor(out, r->info.end_cursor);
        break;
    case TW_FRAME_TOTAL:
        st = count(op, r, owner);
        tw__buf_int(out, r->total);
        break;
    case TW_FRAME_AGGREGATE:
        st = count(op, r, owner);
        if (st == TW_OK)
            put_measure(&r->plan->shape->measures[s->index], r->count, 1,
                        r->total, out);
        break;
    case TW_FRAME_DIMENSIONS:
        tw__buf_text(out, "null");
        break;
    }
    return st;
}

/* Has one of the pages met a record that cannot be shown? */
static bool is_nulled(const tw_connection_run *r)
{
    for (uint32_t i = 0; i < r->plan->shape->edges_count; i++)
        if (r->pages[i] != NULL && tw__page_nulled(r->pages[i]))
            return true;
    return false;
}

/* Put `bytes` where `at` is, before what follows there. */
static void insert(tw_buf *out, size_t at, tw_str bytes)
{
    if (bytes.len == 0 || !tw__buf_reserve(out, bytes.len))
        return;
    memmove(out->ptr + at + bytes.len, out->ptr + at, out->len - at);
    memcpy(out->ptr + at, bytes.ptr, bytes.len);
    out->len += bytes.len;
}

/* What depends on the page and stands in front of it comes later and is put in
** before it: so that the page is not held twice. */
static tw_status put_around_page(tw_op *op,
                                 tw_connection_run *r,
                                 const tw_cell *owner,
                                 tw_buf *out,
                                 uint32_t *next)
{
    const tw_connection *c = r->plan->shape;
    size_t start = out->len;
    tw_status st = run_page(op, r, 0, owner, out);
    bool done = false;

    tw__buf_reset(&r->front);
    for (*next = 0; *next < c->step_count && st == TW_OK && !done; (*next)++) {
        const tw_frame_step *s = &c->steps[*next];

        tw__buf_str(&r->front, s->before);
        done = s->op == TW_FRAME_EDGES;
        if (!done)
            st = put_step(op, r, s, owner, &r->front);
    }
    insert(out, start, tw__buf_view(&r->front));
    out->failed = out->failed || r->front.failed;
    return st;
}

tw_status tw__connection_put(tw_op *op,
                             tw_connection_run *r,
                             const tw_cell *owner,
                             tw_buf *out)
{
    const tw_connection *c = r->plan->shape;
    size_t start = out->len;
    uint32_t i = 0;
    tw_status st = TW_OK;

    r->paged = r->counted = false;
    if (c->page_first)
        st = put_around_page(op, r, owner, out, &i);
    for (; i < c->step_count && st == TW_OK; i++) {
        tw__buf_str(out, c->steps[i].before);
        st = put_step(op, r, &c->steps[i], owner, out);
    }
    tw__buf_str(out, c->tail);
    if (r->count != NULL)
        tw__stmt_again(r->count);
    if (st == TW_OK && is_nulled(r)) {
        tw__buf_cut(out, start);
        tw__buf_text(out, "null");
    }
    return st == TW_OK && out->failed ? tw__fail_nomem(op) : st;
}
