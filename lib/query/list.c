/* list.c -- running a question about records: bind, step, hand each row to the
** projection. */
#include "query/list.h"

#include "base/base64.h"
#include "base/uuid.h"
#include "query/plan.h"
#include "query/program.h"

tw_status tw__query_get(tw_op *op,
                        const tw_select *s,
                        const tw_object *o,
                        tw_str id,
                        bool with_deleted,
                        tw_buf *out)
{
    char normal[TW_UUID_BYTES];
    tw_row_source row = {.stmt = NULL, .first = 0};
    bool found = false;
    tw_status st = TW_OK;

    (void)o;
    if (tw__uuid_normal(id, normal))
        id = (tw_str){normal, sizeof(normal)};
    row.stmt = tw__stmt_get(op, with_deleted ? s->sql_get_any : s->sql_get);
    if (row.stmt == NULL)
        return op->error.status;
    tw__stmt_bind_text(row.stmt, 1, id);
    st = tw__stmt_step(op, row.stmt, &found);
    if (st == TW_OK && found)
        st = tw__select_write(op, s, &row, out);
    else if (st == TW_OK)
        st = tw__fail(op, TW_E_NOT_FOUND, "", "Record not found");
    tw__stmt_done(row.stmt);
    return st;
}

/* The rows of a page on their way into the answer. */
typedef struct pager {
    tw_list_plan *plan;
    tw_stmt *stmt;
    tw_select_run *run;
    tw_page_info *info;
    tw_buf cursor;  /* JSON of the current row's */
    tw_buf records; /* backward: found last to first */
    size_t *ends;   /* of each in `records` */
    bool more;
} pager;

static tw_str cursor_text(tw_op *op, pager *p)
{
    tw_buf b;
    tw_str s;

    tw__buf_init(&b, op->alloc);
    tw__base64_put(&b, tw__buf_view(&p->cursor));
    b.failed = b.failed || p->cursor.failed;
    s = tw__op_take(op, &b);
    tw__buf_fini(&b);
    return s;
}

static tw_status take_row(tw_op *op, pager *p, tw_buf *out)
{
    const tw_row_source row = {.stmt = p->stmt, .first = 0};
    bool backward = p->plan->order.backward;
    tw_buf *to = backward ? &p->records : out;
    tw_status st;

    if (!backward && p->info->count > 0)
        tw__buf_char(to, ',');
    st = tw__select_row(op, p->run, &row, to);
    if (st != TW_OK)
        return st;
    if (backward)
        p->ends[p->info->count] = to->len;
    tw__buf_reset(&p->cursor);
    tw__cursor_put(&p->plan->cursor, p->stmt,
                   (int)tw__select_column_count(p->plan->select), &p->cursor);
    if (p->info->count++ == 0) {
        p->info->start_cursor = cursor_text(op, p);
        st = op->error.status;
    }
    return st;
}

static tw_status take_rows(tw_op *op, pager *p, tw_buf *out)
{
    uint32_t limit = p->plan->ask->limit;
    bool row;
    tw_status st;

    while ((st = tw__stmt_step(op, p->stmt, &row)) == TW_OK && row) {
        if (p->info->count == limit) {
            p->more = true;
            break;
        }
        st = take_row(op, p, out);
        if (st != TW_OK)
            return st;
    }
    if (st == TW_OK && p->info->count > 0) {
        p->info->end_cursor = cursor_text(op, p);
        st = op->error.status;
    }
    return st;
}

/* What was found last comes first. */
static void put_reversed(pager *p, tw_buf *out)
{
    tw_str first = p->info->start_cursor;

    for (uint32_t i = p->info->count; i-- > 0;) {
        size_t from = i == 0 ? 0 : p->ends[i - 1];

        tw__buf_put(out, p->records.ptr + from, p->ends[i] - from);
        if (i > 0)
            tw__buf_char(out, ',');
    }
    p->info->start_cursor = p->info->end_cursor;
    p->info->end_cursor = first;
}

static tw_status run_page(tw_op *op,
                          tw_list_plan *plan,
                          tw_buf *out,
                          tw_page_info *info)
{
    pager p = {.plan = plan, .info = info};
    bool backward = plan->order.backward;
    tw_status st = tw__select_begin(op, plan->select, &p.run);

    if (st != TW_OK)
        return st;
    if (backward) {
        p.ends =
            tw__op_array(op, (size_t)plan->ask->limit + 1, sizeof(*p.ends));
        if (p.ends == NULL)
            return op->error.status;
    }
    p.stmt = tw__stmt_get(op, plan->page_sql);
    if (p.stmt == NULL)
        return op->error.status;
    tw__buf_init(&p.cursor, op->alloc);
    tw__buf_init(&p.records, op->alloc);
    tw__binds_bind(&plan->binds, p.stmt);
    st = take_rows(op, &p, out);
    if (st == TW_OK && backward) {
        out->failed = out->failed || p.records.failed;
        put_reversed(&p, out);
    }
    info->has_next = !backward && p.more;
    info->has_previous = backward && p.more;
    tw__buf_fini(&p.cursor);
    tw__buf_fini(&p.records);
    tw__stmt_done(p.stmt);
    tw__select_end(p.run);
    return st == TW_OK && out->failed ? tw__fail_nomem(op) : st;
}

static tw_status step_count(tw_op *op, tw_stmt *s, int64_t *total)
{
    bool row;
    tw_status st = tw__stmt_step(op, s, &row);

    if (st == TW_OK && row)
        *total = tw__stmt_int(s, 0);
    tw__stmt_done(s);
    return st;
}

/* Counting is left out where the answer is known: a first page that is not
** full has shown all, and triggers keep the number of live records. */
static tw_status count_all(tw_op *op,
                           const tw_list_plan *plan,
                           tw_page_info *info)
{
    const tw_list_ask *ask = plan->ask;
    tw_stmt *s;

    if (!plan->seeks && ask->offset == 0 && !info->has_next) {
        info->total = info->count;
        return TW_OK;
    }
    if (ask->filter == NULL && ask->owner == NULL && !ask->with_deleted &&
        ask->object->c_deleted_at != NULL) {
        s = tw__stmt_fixed(op, TW_SQL_COUNT_LIVE);
        if (s == NULL)
            return op->error.status;
        tw__stmt_bind_int(s, 1, ask->object->number);
        return step_count(op, s, &info->total);
    }
    s = tw__stmt_get(op, plan->count_sql);
    if (s == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < plan->filter_binds; i++)
        tw__stmt_bind(s, (int)i + 1, &plan->binds.cells[i]);
    return step_count(op, s, &info->total);
}

static tw_status resolve(tw_op *op, tw_list_plan *p)
{
    const tw_list_ask *ask = p->ask;
    bool before = ask->before.ptr != NULL && ask->before.len > 0;
    bool after = ask->after.ptr != NULL && ask->after.len > 0;
    tw_status st = tw__order_plan(op, ask->object, ask->order, ask->order_count,
                                  &p->order);

    if (st != TW_OK)
        return st;
    if (before && after)
        return tw__fail(op, TW_E_INVALID, "",
                        "a page starts after a cursor or ends before one, "
                        "not both");
    p->order.backward = before;
    p->seeks = before || after;
    if (p->seeks)
        st = tw__cursor_read(op, before ? ask->before : ask->after, &p->order,
                             &p->seek);
    if (st == TW_OK)
        st = tw__cursor_plan(op, &p->order, &p->cursor);
    return st == TW_OK ? tw__list_emit(op, p) : st;
}

tw_status tw__list_plan(tw_op *op, tw_list_plan *p)
{
    tw_status st;

    tw__buf_init(&p->conditions, op->alloc);
    tw__buf_init(&p->seek_sql, op->alloc);
    tw__buf_init(&p->tail, op->alloc);
    tw__buf_init(&p->keys, op->alloc);
    st = resolve(op, p);
    tw__buf_fini(&p->conditions);
    tw__buf_fini(&p->seek_sql);
    tw__buf_fini(&p->tail);
    tw__buf_fini(&p->keys);
    return st;
}

tw_status tw__query_list(tw_op *op,
                         const tw_list_ask *ask,
                         const tw_select *s,
                         tw_buf *out,
                         tw_page_info *info)
{
    tw_list_plan plan = {.ask = ask, .select = s};
    tw_status st;

    memset(info, 0, sizeof(*info));
    st = tw__list_plan(op, &plan);
    if (st == TW_OK)
        st = run_page(op, &plan, out, info);
    if (st == TW_OK && ask->count)
        st = count_all(op, &plan, info);
    return st;
}

tw_status tw__query_ids(tw_op *op,
                        const tw_object *o,
                        const tw_filter *f,
                        uint32_t max,
                        tw_str **ids,
                        uint32_t *count)
{
    tw_binds binds = {.count = 0};
    uint32_t cap = max < 64 ? max + 1 : 64;
    tw_str sql;
    tw_stmt *s;
    bool row;
    tw_status st = tw__ids_emit(op, o, f, (int64_t)max + 1, &binds, &sql);

    *count = 0;
    if (st != TW_OK)
        return st;
    *ids = tw__op_array(op, cap, sizeof(**ids));
    s = *ids == NULL ? NULL : tw__stmt_get(op, sql);
    if (s == NULL)
        return op->error.status;
    tw__binds_bind(&binds, s);
    while ((st = tw__stmt_step(op, s, &row)) == TW_OK && row) {
        tw_str id = tw__op_str(op, tw__stmt_text(s, 0));

        if (*count == cap && id.ptr != NULL) {
            tw_str *grown = tw__op_array(op, (size_t)cap * 2, sizeof(*grown));

            if (grown != NULL) {
                memcpy(grown, *ids, cap * sizeof(*grown));
                cap *= 2;
                *ids = grown;
            }
        }
        if (op->error.status != TW_OK)
            break;
        (*ids)[(*count)++] = id;
    }
    tw__stmt_done(s);
    return st == TW_OK ? op->error.status : st;
}
