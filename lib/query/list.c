/* list.c -- running a question about records: bind, step, hand each row to the
** projection. */
#include "query/list.h"

#include "base/uuid.h"
#include "query/page.h"
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

static tw_status resolve(tw_op *op, tw_list_plan *p)
{
    const tw_list_ask *ask = p->ask;
    bool before = ask->before.ptr != NULL && ask->before.len > 0;
    bool after = ask->after.ptr != NULL && ask->after.len > 0;
    tw_status st;

    if (before && after)
        return tw__fail(op, TW_E_INVALID, "",
                        "a page starts after a cursor or ends before one, "
                        "not both");
    st = tw__list_emit_filter(op, p);
    if (st == TW_OK)
        st = tw__order_plan(op, ask->object, ask->order, ask->order_count,
                            &p->order);
    if (st != TW_OK)
        return st;
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

    if (p->select != NULL) {
        p->columns = tw__select_columns(p->select);
        p->column_count = tw__select_column_count(p->select);
    }
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

/* The total: without counting, where it is known. */
static tw_status count_all(tw_op *op,
                           const tw_list_plan *plan,
                           tw_page_info *info)
{
    tw_stmt *s = NULL;
    tw_status st;

    if (tw__total_is_known(plan, info)) {
        info->total = info->count;
        return TW_OK;
    }
    st = tw__list_count(op, plan, NULL, &s, &info->total);
    tw__stmt_done(s);
    return st;
}

/* The page's cursors outlive the page. */
static tw_status keep_cursors(tw_op *op, tw_page_info *info)
{
    if (info->count == 0)
        return TW_OK;
    info->start_cursor = tw__op_str(op, info->start_cursor);
    info->end_cursor = tw__op_str(op, info->end_cursor);
    return op->error.status;
}

tw_status tw__query_list(tw_op *op,
                         const tw_list_ask *ask,
                         const tw_select *s,
                         tw_buf *out,
                         tw_page_info *info)
{
    const tw_edge_step record = {.node = s};
    const tw_edges edges = {.steps = &record, .step_count = 1};
    tw_list_plan plan = {.ask = ask, .select = s};
    tw_page *page = NULL;
    tw_status st;

    memset(info, 0, sizeof(*info));
    st = tw__list_plan(op, &plan);
    if (st == TW_OK)
        st = tw__page_begin(op, &plan, &edges, true, &page);
    if (st == TW_OK)
        st = tw__page_run(op, page, NULL, out, info);
    if (st == TW_OK)
        st = keep_cursors(op, info);
    tw__page_end(page);
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
