/* shape.c -- running a projection: from the columns of the current row to JSON
** in the answer, without anything in between. */
#include "query/select.h"

#include "query/connection.h"
#include "query/program.h"

struct tw_select_run {
    const tw_select *select;
    const tw_select_place *place; /* of the record; NULL: nobody asks */
    bool nulled;
    bool sought; /* some relation has been looked up for the current row */
    struct relation {
        tw_stmt *stmt;      /* NULL until the first row needs it */
        tw_select_run *run; /* of the child */
        tw_connection_run *connection;
        tw_select_place place;
        enum {
            NOT_SOUGHT,
            FOUND,
            MISSING
        } state; /* of the current row's related record */
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

void tw__select_at(tw_select_run *run, const tw_select_place *place)
{
    run->place = place;
}

bool tw__select_nulled(const tw_select_run *run)
{
    return run->nulled;
}

void tw__select_end(tw_select_run *run)
{
    if (run == NULL)
        return;
    for (uint32_t i = 0; i < run->select->nested_count; i++) {
        tw__stmt_done(run->relations[i].stmt);
        tw__select_end(run->relations[i].run);
        tw__connection_end(run->relations[i].connection);
    }
}

static void get_cell(const tw_row_source *row,
                     uint16_t place,
                     uint16_t index,
                     tw_cell *out)
{
    if (row->stmt != NULL)
        tw__stmt_cell(row->stmt, row->first + place, out);
    else
        *out = row->cells[index];
}

/* ---- relations ---------------------------------------------------------- */

static const tw_select_place *place_of(struct relation *r,
                                       const tw_select_run *run,
                                       const tw_nested *n)
{
    r->place = (tw_select_place){.up = run->place, .key = n->key};
    return &r->place;
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
        tw__select_at(r->run, place_of(r, run, n));
        r->stmt = tw__stmt_get(op, n->sql);
        if (r->stmt == NULL)
            return NULL;
    }
    tw__stmt_bind(r->stmt, 1, key);
    return r->stmt;
}

/* Look the related record up, once per row. */
static tw_status seek(tw_op *op,
                      tw_select_run *run,
                      const tw_nested *n,
                      const tw_cell *key)
{
    struct relation *r = &run->relations[n->number];
    bool found = false;

    if (r->state != NOT_SOUGHT)
        return TW_OK;
    if (key->type != TW_CELL_NULL &&
        (open_relation(op, run, n, key) == NULL ||
         tw__stmt_step(op, r->stmt, &found) != TW_OK))
        return op->error.status;
    r->state = found ? FOUND : MISSING;
    run->sought = true;
    return TW_OK;
}

/* The next row has related records of its own. */
static void forget(tw_select_run *run)
{
    if (!run->sought)
        return;
    for (uint32_t i = 0; i < run->select->nested_count; i++) {
        struct relation *r = &run->relations[i];

        if (r->state != NOT_SOUGHT && r->stmt != NULL)
            tw__stmt_again(r->stmt);
        r->state = NOT_SOUGHT;
    }
    run->sought = false;
}

static tw_status put_to_one(tw_op *op,
                            tw_select_run *run,
                            const tw_nested *n,
                            const tw_cell *key,
                            tw_buf *out)
{
    struct relation *r = &run->relations[n->number];
    tw_status st = seek(op, run, n, key);

    if (st != TW_OK)
        return st;
    if (r->state == FOUND) {
        const tw_row_source row = {.stmt = r->stmt, .first = 0};

        return tw__select_row(op, r->run, &row, out);
    }
    tw__buf_put(out, "null", 4);
    return TW_OK;
}

static tw_status put_key(tw_op *op,
                         tw_select_run *run,
                         const tw_nested *n,
                         const tw_cell *key,
                         tw_buf *out)
{
    const tw_cell none = {.type = TW_CELL_NULL};
    tw_status st = seek(op, run, n, key);

    if (st == TW_OK)
        tw__value_put(TW_KIND_UUID,
                      run->relations[n->number].state == FOUND ? key : &none,
                      out);
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

static tw_status put_connection(tw_op *op,
                                tw_select_run *run,
                                const tw_nested *n,
                                const tw_cell *id,
                                tw_buf *out)
{
    struct relation *r = &run->relations[n->number];

    if (r->connection == NULL &&
        tw__connection_begin(op, n->connection, place_of(r, run, n),
                             &r->connection) != TW_OK)
        return op->error.status;
    return tw__connection_put(op, r->connection, id, out);
}

/* ---- rows --------------------------------------------------------------- */

/* The record cannot be shown: null stands for it, and the reason is told. */
static tw_status nullify(tw_op *op,
                         tw_select_run *run,
                         const tw_step *s,
                         size_t start,
                         tw_buf *out)
{
    tw_select_fault *f;
    const tw_select_place **to, *from;

    run->nulled = true;
    tw__buf_cut(out, start);
    tw__buf_put(out, "null", 4);
    if (op->faults == NULL)
        return TW_OK;
    f = tw__op_get(op, sizeof(*f));
    if (f == NULL)
        return op->error.status;
    f->field = s->field;
    f->next = op->faults->first;
    /* the places move on with the rows: what they say now is kept */
    to = &f->place;
    for (from = run->place; from != NULL; from = from->up) {
        tw_select_place *copy = tw__op_get(op, sizeof(*copy));

        if (copy == NULL)
            return op->error.status;
        *copy = *from;
        copy->up = NULL;
        *to = copy;
        to = &copy->up;
    }
    op->faults->first = f;
    op->faults->count++;
    return TW_OK;
}

static bool is_no_actor(const tw_row_source *row,
                        const tw_step *s,
                        const tw_cell *source)
{
    tw_cell name;

    get_cell(row, s->more->place, s->more->index, &name);
    return source->type == TW_CELL_NULL && name.type == TW_CELL_NULL;
}

/* The steps that are no plain value. */
static tw_status put_step(tw_op *op,
                          tw_select_run *run,
                          const tw_step *s,
                          const tw_cell *cell,
                          tw_buf *out)
{
    switch (s->op) {
    case TW_STEP_KEY:
        return put_key(op, run, s->nested, cell, out);
    case TW_STEP_TO_ONE:
        return put_to_one(op, run, s->nested, cell, out);
    case TW_STEP_TO_MANY:
        return put_to_many(op, run, s->nested, cell, out);
    case TW_STEP_CONNECTION:
        return put_connection(op, run, s->nested, cell, out);
    case TW_STEP_FILES:
        return tw__files_put(op, s->more, cell, out);
    default:
        return TW_OK;
    }
}

tw_status tw__select_row(tw_op *op,
                         tw_select_run *run,
                         const tw_row_source *row,
                         tw_buf *out)
{
    const tw_select *s = run->select;
    size_t start = out->len;
    tw_status st = TW_OK;

    run->nulled = false;
    for (uint32_t i = 0; i < s->step_count && st == TW_OK; i++) {
        const tw_step *step = &s->steps[i];
        tw_cell cell;

        tw__buf_put(out, step->before.ptr, step->before.len);
        if (step->op == TW_STEP_END)
            continue;
        get_cell(row, step->place, step->index, &cell);
        if (step->op == TW_STEP_ACTOR) {
            if (is_no_actor(row, step, &cell)) {
                tw__buf_str(out, step->more->instead);
                i += step->more->skip;
            }
        } else if (step->op != TW_STEP_VALUE) {
            st = put_step(op, run, step, &cell, out);
        } else if (step->field != NULL && cell.type == TW_CELL_NULL) {
            forget(run);
            return nullify(op, run, step, start, out);
        } else {
            tw__value_put((tw_kind)step->kind, &cell, out);
        }
    }
    tw__buf_put(out, s->tail.ptr, s->tail.len);
    forget(run);
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
