/* page.c -- running a page: bind, step, hand each row to the projections of
** its edges.  A page below another record is run again for each of these, with
** the statements it has. */
#include "query/page.h"

#include "base/base64.h"
#include "query/program.h"

struct tw_page {
    const tw_list_plan *plan;
    const tw_edges *edges;
    tw_stmt *stmt;
    bool cursors; /* of start and end */
    bool nulled, more;
    tw_buf cursor;     /* JSON of the current row's */
    tw_buf start, end; /* as they are given out */
    tw_buf lengths;    /* backward: of each row, size_t */
    struct {
        tw_select_place edges, index;
    } place;
    struct page_node {
        tw_select_run *run;
        tw_select_place place;
    } nodes[];
};

tw_status tw__page_begin(tw_op *op,
                         const tw_list_plan *plan,
                         const tw_edges *edges,
                         bool cursors,
                         tw_page **out)
{
    uint32_t count = edges == NULL ? 0 : edges->step_count;
    tw_page *p = tw__op_get(op, sizeof(*p) + count * sizeof(struct page_node));

    *out = p;
    if (p == NULL)
        return op->error.status;
    p->plan = plan;
    p->edges = edges;
    p->cursors = cursors;
    tw__buf_init(&p->cursor, op->alloc);
    tw__buf_init(&p->start, op->alloc);
    tw__buf_init(&p->end, op->alloc);
    tw__buf_init(&p->lengths, op->alloc);
    for (uint32_t i = 0; i < count; i++)
        if (edges->steps[i].node != NULL &&
            tw__select_begin(op, edges->steps[i].node, &p->nodes[i].run) !=
                TW_OK)
            return op->error.status;
    p->stmt = tw__stmt_get(op, plan->page_sql);
    if (p->stmt == NULL)
        return op->error.status;
    tw__list_bind(p->stmt, plan, plan->binds.count);
    return TW_OK;
}

void tw__page_at(tw_page *p, const tw_select_place *place)
{
    p->place.edges = (tw_select_place){.up = place, .key = p->edges->key};
    p->place.index = (tw_select_place){.up = &p->place.edges};
    for (uint32_t i = 0; i < p->edges->step_count; i++) {
        if (p->nodes[i].run == NULL)
            continue;
        p->nodes[i].place = (tw_select_place){.up = &p->place.index,
                                              .key = p->edges->steps[i].key};
        tw__select_at(p->nodes[i].run, &p->nodes[i].place);
    }
}

void tw__page_end(tw_page *p)
{
    if (p == NULL)
        return;
    tw__stmt_done(p->stmt);
    for (uint32_t i = 0; p->edges != NULL && i < p->edges->step_count; i++)
        tw__select_end(p->nodes[i].run);
    tw__buf_fini(&p->cursor);
    tw__buf_fini(&p->start);
    tw__buf_fini(&p->end);
    tw__buf_fini(&p->lengths);
}

bool tw__page_nulled(const tw_page *p)
{
    return p->nulled;
}

/* ---- rows --------------------------------------------------------------- */

static void read_cursor(tw_page *p)
{
    tw__buf_reset(&p->cursor);
    tw__cursor_put(&p->plan->cursor, p->stmt, (int)p->plan->column_count,
                   &p->cursor);
}

static tw_status put_edge(tw_op *op, tw_page *p, tw_buf *out)
{
    const tw_edges *e = p->edges;
    tw_status st = TW_OK;

    for (uint32_t i = 0; i < e->step_count && st == TW_OK; i++) {
        const tw_edge_step *s = &e->steps[i];
        const tw_row_source row = {.stmt = p->stmt, .first = s->first};

        tw__buf_str(out, s->before);
        if (s->node == NULL) {
            tw__buf_char(out, '"');
            tw__base64_put(out, tw__buf_view(&p->cursor));
            tw__buf_char(out, '"');
            continue;
        }
        st = tw__select_row(op, p->nodes[i].run, &row, out);
        p->nulled = p->nulled || tw__select_nulled(p->nodes[i].run);
    }
    tw__buf_str(out, e->tail);
    return st;
}

static tw_status take_row(tw_op *op, tw_page *p, uint32_t number, tw_buf *out)
{
    size_t start, len;
    tw_status st = TW_OK;

    p->place.index.index = number;
    if (p->cursors || (p->edges != NULL && p->edges->has_cursor))
        read_cursor(p);
    if (p->edges != NULL) {
        if (number > 0)
            tw__buf_char(out, ',');
        start = out->len;
        st = put_edge(op, p, out);
        len = out->len - start;
        if (p->plan->order.backward)
            tw__buf_put(&p->lengths, &len, sizeof(len));
    }
    if (number == 0 && p->cursors)
        tw__base64_put(&p->start, tw__buf_view(&p->cursor));
    return st;
}

static tw_status take_rows(tw_op *op, tw_page *p, tw_buf *out, uint32_t *count)
{
    bool row;
    tw_status st;

    while ((st = tw__stmt_step(op, p->stmt, &row)) == TW_OK && row) {
        if (*count == p->plan->ask->limit) {
            p->more = true;
            break;
        }
        st = take_row(op, p, (*count)++, out);
        if (st != TW_OK || p->nulled || out->failed)
            break;
    }
    if (*count > 0 && p->cursors)
        tw__base64_put(&p->end, tw__buf_view(&p->cursor));
    return st;
}

static void reverse(char *bytes, size_t len)
{
    for (size_t i = 0; i < len / 2; i++) {
        char c = bytes[i];

        bytes[i] = bytes[len - 1 - i];
        bytes[len - 1 - i] = c;
    }
}

/* What was found last comes first: the whole is turned round where it stands,
** and then each row by itself, commas staying between them. */
static void put_reversed(tw_page *p, uint32_t count, tw_buf *out, size_t start)
{
    size_t at = start, len;

    out->failed = out->failed || p->lengths.failed;
    if (p->edges == NULL || out->failed || count == 0)
        return;
    reverse(out->ptr + start, out->len - start);
    for (uint32_t i = count; i-- > 0;) {
        memcpy(&len, p->lengths.ptr + i * sizeof(len), sizeof(len));
        reverse(out->ptr + at, len);
        at += len + 1;
    }
}

tw_status tw__page_run(tw_op *op,
                       tw_page *p,
                       const tw_cell *owner,
                       tw_buf *out,
                       tw_page_info *info)
{
    bool backward = p->plan->order.backward;
    size_t start = out->len;
    uint32_t count = 0;
    tw_status st;

    memset(info, 0, sizeof(*info));
    p->nulled = p->more = false;
    tw__buf_reset(&p->start);
    tw__buf_reset(&p->end);
    tw__buf_reset(&p->lengths);
    if (owner != NULL)
        tw__stmt_bind(p->stmt, 1, owner);
    st = take_rows(op, p, out, &count);
    tw__stmt_again(p->stmt);
    if (st == TW_OK && backward)
        put_reversed(p, count, out, start);
    info->count = count;
    info->has_next = !backward && p->more;
    info->has_previous = backward && p->more;
    if (count > 0 && p->cursors) {
        info->start_cursor = tw__buf_view(backward ? &p->end : &p->start);
        info->end_cursor = tw__buf_view(backward ? &p->start : &p->end);
    }
    if (st == TW_OK &&
        (out->failed || p->cursor.failed || p->start.failed || p->end.failed))
        return tw__fail_nomem(op);
    return st;
}

/* ---- counting ----------------------------------------------------------- */

void tw__list_bind(tw_stmt *s, const tw_list_plan *plan, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        tw__stmt_bind(s, (int)i + 1, &plan->binds.cells[i]);
}

/* A first page that is not full has shown all. */
bool tw__total_is_known(const tw_list_plan *plan, const tw_page_info *info)
{
    return !plan->seeks && plan->ask->offset == 0 && !info->has_next;
}

/* Triggers keep the number of live records. */
static bool is_kept(const tw_list_plan *plan)
{
    const tw_list_ask *ask = plan->ask;

    return ask->filter == NULL && ask->owner == NULL && !ask->with_deleted &&
           ask->object->c_deleted_at != NULL && plan->measures.len == 0;
}

tw_status tw__list_count(tw_op *op,
                         const tw_list_plan *plan,
                         const tw_cell *owner,
                         tw_stmt **kept,
                         int64_t *total)
{
    bool fixed = is_kept(plan), row = false;
    tw_stmt *s = *kept;
    tw_status st;

    if (s == NULL) {
        s = fixed ? tw__stmt_fixed(op, TW_SQL_COUNT_LIVE)
                  : tw__stmt_get(op, plan->count_sql);
        if (s == NULL)
            return op->error.status;
        if (fixed)
            tw__stmt_bind_int(s, 1, plan->ask->object->number);
        else
            tw__list_bind(s, plan, plan->filter_binds);
    }
    if (owner != NULL)
        tw__stmt_bind(s, 1, owner);
    st = tw__stmt_step(op, s, &row);
    if (st == TW_OK && row)
        *total = tw__stmt_int(s, 0);
    if (!fixed)
        *kept = s;
    else
        tw__stmt_done(s);
    return st;
}
