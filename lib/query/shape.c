/* shape.c -- running a projection: from the columns of the current row to JSON
** in the answer, without anything in between. */
#include "query/select.h"

#include "base/number.h"
#include "query/program.h"

struct tw_select_run {
    const tw_select *select;
    struct relation {
        tw_stmt *stmt;      /* NULL until the first row needs it */
        tw_select_run *run; /* of the child */
    } relations[];
};

tw_status tw__select_begin(tw_op *op, const tw_select *s, tw_select_run **out)
{
    *out = tw__op_get(op, sizeof(**out) +
                              s->nested_count * sizeof(struct relation));
    if (*out == NULL)
        return op->error.status;
    (*out)->select = s;
    return TW_OK;
}

void tw__select_end(tw_select_run *run)
{
    if (run == NULL)
        return;
    for (uint32_t i = 0; i < run->select->nested_count; i++) {
        tw__stmt_done(run->relations[i].stmt);
        tw__select_end(run->relations[i].run);
    }
}

static void put_bare_text(tw_buf *out, tw_str s)
{
    char *to;

    if (!tw__buf_reserve(out, s.len + 2))
        return;
    to = out->ptr + out->len;
    to[0] = '"';
    memcpy(to + 1, s.ptr, s.len);
    to[s.len + 1] = '"';
    out->len += s.len + 2;
}

/* The kinds that most columns have; the rest goes to the kind's own writer. */
static void put_value(tw_kind kind, const tw_cell *cell, tw_buf *out)
{
    if (cell->type == TW_CELL_NULL) {
        tw__buf_text(out, tw__kind_info(kind)->empty);
        return;
    }
    switch ((int)kind) {
    case TW_KIND_TEXT:
    case TW_KIND_TEXT_NULL:
        if (cell->type == TW_CELL_TEXT)
            tw__json_put_text(out, cell->u.s);
        else
            tw__kind_shape(kind, cell, out);
        break;
    case TW_KIND_UUID:
    case TW_KIND_DATE:
    case TW_KIND_DATE_TIME:
        /* made by the library: nothing to escape */
        if (cell->type == TW_CELL_TEXT)
            put_bare_text(out, cell->u.s);
        else
            tw__kind_shape(kind, cell, out);
        break;
    default:
        tw__kind_shape(kind, cell, out);
    }
}

static void get_cell(const tw_row_source *row, const tw_step *s, tw_cell *out)
{
    if (row->stmt != NULL)
        tw__stmt_cell(row->stmt, row->first + s->place, out);
    else
        *out = row->cells[s->index];
}

/* The relation's statement, bound to `key` and ready to step. */
static tw_stmt *open_relation(tw_op *op,
                              tw_select_run *run,
                              const tw_nested *n,
                              const tw_cell *key)
{
    struct relation *r = &run->relations[n->number];

    if (r->stmt == NULL) {
        if (r->run == NULL && tw__select_begin(op, n->child, &r->run) != TW_OK)
            return NULL;
        r->stmt = tw__stmt_get(op, n->sql);
        if (r->stmt == NULL)
            return NULL;
    }
    tw__stmt_bind(r->stmt, 1, key);
    return r->stmt;
}

static tw_status put_to_one(tw_op *op,
                            tw_select_run *run,
                            const tw_nested *n,
                            const tw_cell *key,
                            tw_buf *out)
{
    tw_row_source row = {.stmt = NULL, .first = 0};
    bool found = false;
    tw_status st = TW_OK;

    if (key->type != TW_CELL_NULL) {
        row.stmt = open_relation(op, run, n, key);
        if (row.stmt == NULL)
            return op->error.status;
        st = tw__stmt_step(op, row.stmt, &found);
    }
    if (st == TW_OK && n->before.ptr != NULL) {
        /* the key of a record that is gone is not shown either */
        put_value(TW_KIND_UUID, found ? key : &(tw_cell){.type = TW_CELL_NULL},
                  out);
        tw__buf_str(out, n->before);
    }
    if (st == TW_OK && found)
        st = tw__select_row(op, run->relations[n->number].run, &row, out);
    else if (st == TW_OK)
        tw__buf_put(out, "null", 4);
    if (row.stmt != NULL)
        tw__stmt_again(row.stmt);
    return st;
}

static tw_status put_to_many(tw_op *op,
                             tw_select_run *run,
                             const tw_nested *n,
                             const tw_cell *key,
                             tw_buf *out)
{
    tw_row_source row = {.stmt = open_relation(op, run, n, key), .first = 0};
    bool found = false, first = true;
    tw_status st;

    if (row.stmt == NULL)
        return op->error.status;
    tw__stmt_bind_int(row.stmt, 2, n->limit);
    tw__buf_char(out, '[');
    while ((st = tw__stmt_step(op, row.stmt, &found)) == TW_OK && found) {
        if (!first)
            tw__buf_char(out, ',');
        first = false;
        st = tw__select_row(op, run->relations[n->number].run, &row, out);
        if (st != TW_OK)
            break;
    }
    tw__buf_char(out, ']');
    tw__stmt_again(row.stmt);
    return st;
}

tw_status tw__select_row(tw_op *op,
                         tw_select_run *run,
                         const tw_row_source *row,
                         tw_buf *out)
{
    const tw_select *s = run->select;
    tw_status st = TW_OK;

    for (uint32_t i = 0; i < s->step_count && st == TW_OK; i++) {
        const tw_step *step = &s->steps[i];
        tw_cell cell;

        tw__buf_put(out, step->before.ptr, step->before.len);
        get_cell(row, step, &cell);
        if (step->op == TW_STEP_VALUE)
            put_value((tw_kind)step->kind, &cell, out);
        else if (step->op == TW_STEP_TO_ONE)
            st = put_to_one(op, run, step->nested, &cell, out);
        else
            st = put_to_many(op, run, step->nested, &cell, out);
    }
    tw__buf_put(out, s->tail.ptr, s->tail.len);
    if (st == TW_OK && out->failed)
        return tw__fail_nomem(op);
    return st;
}

tw_status tw__select_write(tw_op *op,
                           const tw_select *s,
                           const tw_row_source *row,
                           tw_buf *out)
{
    tw_select_run *run;
    tw_status st = tw__select_begin(op, s, &run);

    if (st != TW_OK)
        return st;
    st = tw__select_row(op, run, row, out);
    tw__select_end(run);
    return st;
}
