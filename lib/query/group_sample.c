/* group_sample.c -- up to ten records for each group.  One pass over the
** records, in the order asked for, notes the ids of the first ones of each
** group; the records are read when the group is written. */
#include "query/group_plan.h"

#include "base/map.h"
#include "base/uuid.h"
#include "query/program.h"

typedef struct members {
    char ids[TW_LIMIT_GROUP_RECORDS][TW_UUID_BYTES];
    uint32_t count;
    uint32_t skipped; /* in front of these */
} members;

struct tw_group_sample {
    tw_map by_key;    /* -> members */
    uint32_t wanting; /* groups that are not full */
};

void tw__group_key_put(const tw_group_plan *plan, tw_stmt *s, tw_buf *out)
{
    for (uint32_t i = 0; i < plan->dimension_count; i++) {
        tw_cell cell;

        tw__buf_char(out, i == 0 ? '[' : ',');
        tw__stmt_cell(s, (int)i, &cell);
        tw__dimension_shape(&plan->dimensions[i], &cell, out);
    }
    tw__buf_char(out, ']');
}

tw_status tw__group_sample_new(tw_op *op, tw_group_sample **out)
{
    *out = tw__op_get(op, sizeof(**out));
    if (*out == NULL)
        return op->error.status;
    if (!tw__map_init(&(*out)->by_key, op->arena, TW_LIMIT_GROUPS))
        return tw__fail_nomem(op);
    return TW_OK;
}

tw_status tw__group_sample_want(tw_op *op, tw_group_sample *m, tw_str key)
{
    members *g = tw__op_get(op, sizeof(*g));

    if (g == NULL)
        return op->error.status;
    if (!tw__map_put(&m->by_key, op->arena, key, g))
        return tw__fail_nomem(op);
    m->wanting++;
    return TW_OK;
}

static void take_member(tw_group_sample *m,
                        tw_str key,
                        tw_str id,
                        uint32_t offset)
{
    members *g = tw__map_get(&m->by_key, key);

    if (g == NULL || g->count == TW_LIMIT_GROUP_RECORDS ||
        id.len != TW_UUID_BYTES)
        return;
    if (g->skipped < offset) {
        g->skipped++;
        return;
    }
    memcpy(g->ids[g->count++], id.ptr, TW_UUID_BYTES);
    if (g->count == TW_LIMIT_GROUP_RECORDS)
        m->wanting--;
}

static tw_status run_members(tw_op *op,
                             tw_group_sample *m,
                             const tw_group_plan *plan,
                             tw_stmt *s)
{
    tw_status st = TW_OK;
    tw_buf key;
    bool row;

    tw__buf_init(&key, op->alloc);
    while (m->wanting > 0 && (st = tw__stmt_step(op, s, &row)) == TW_OK &&
           row) {
        tw__buf_reset(&key);
        tw__group_key_put(plan, s, &key);
        if (key.failed) {
            st = tw__fail_nomem(op);
            break;
        }
        take_member(m, tw__buf_view(&key),
                    tw__stmt_text(s, (int)plan->dimension_count),
                    plan->ask->record_offset);
    }
    tw__buf_fini(&key);
    return st;
}

/* In samples options sort by their text, not by their position. */
static void sort_options_as_text(tw_order_plan *order)
{
    for (uint32_t i = 0; i < order->count; i++)
        if (tw__kind_is_option(order->terms[i].target.kind))
            order->terms[i].target.kind = TW_KIND_TEXT_NULL;
}

tw_status tw__group_sample_find(tw_op *op,
                                tw_group_sample *m,
                                const tw_group_plan *plan)
{
    const tw_group_ask *ask = plan->ask;
    tw_order_plan order;
    tw_group_sql g;
    tw_stmt *s;
    tw_str sql;
    tw_status st = tw__order_plan(op, ask->object, ask->record_order,
                                  ask->record_order_count, &order);

    if (st != TW_OK)
        return st;
    sort_options_as_text(&order);
    tw__group_sql_init(&g, op->alloc);
    st = tw__group_emit_members(op, &g, plan, &order, &sql);
    if (st == TW_OK) {
        s = tw__stmt_get(op, sql);
        if (s == NULL) {
            st = op->error.status;
        } else {
            tw__binds_bind(&g.binds, s);
            st = run_members(op, m, plan, s);
            tw__stmt_done(s);
        }
    }
    tw__group_sql_fini(&g);
    return st;
}

uint32_t tw__group_sample_ids(const tw_group_sample *m, tw_str key, tw_str *ids)
{
    const members *g = tw__map_get(&m->by_key, key);

    for (uint32_t i = 0; g != NULL && i < g->count; i++)
        ids[i] = (tw_str){g->ids[i], TW_UUID_BYTES};
    return g == NULL ? 0 : g->count;
}

tw_status tw__group_sample_put(tw_op *op,
                               tw_group_sample *m,
                               tw_str key,
                               tw_select_run *run,
                               const tw_select *s,
                               tw_buf *out)
{
    const members *g = tw__map_get(&m->by_key, key);
    tw_row_source row = {.stmt = tw__stmt_get(op, s->sql_get_any)};
    tw_status st = TW_OK;
    bool found, first = true;

    if (row.stmt == NULL)
        return op->error.status;
    tw__buf_char(out, '[');
    for (uint32_t i = 0; g != NULL && i < g->count && st == TW_OK; i++) {
        tw__stmt_bind_text(row.stmt, 1, (tw_str){g->ids[i], TW_UUID_BYTES});
        st = tw__stmt_step(op, row.stmt, &found);
        if (st == TW_OK && found) {
            if (!first)
                tw__buf_char(out, ',');
            first = false;
            st = tw__select_row(op, run, &row, out);
        }
        tw__stmt_again(row.stmt);
    }
    tw__buf_char(out, ']');
    tw__stmt_done(row.stmt);
    return st;
}
