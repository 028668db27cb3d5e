/* refuse.c -- the store says that a constraint failed; this finds out which
** field and which other record it was about. */
#include "record/refuse.h"

#include "record/write.h"

/* Are all values of the constraint there?  Empty values never collide. */
static bool complete(const tw_row *row, const tw_unique *u, tw_cell *cells)
{
    uint8_t i;

    for (i = 0; i < u->count; i++) {
        cells[i] = row->cells[u->columns[i]->index];
        if (!row->set[u->columns[i]->index] || cells[i].type == TW_CELL_NULL)
            return false;
    }
    return u->count > 0;
}

static tw_str shown_name(tw_op *op, const tw_unique *u)
{
    const tw_column *c = u->columns[0];
    const char *part = c->field->type->parts[c->part].name;

    if (c->field->join_name.len > 0)
        return c->field->join_name;
    if (u->count > 1 || part[0] == '\0')
        return c->field->name;
    return tw__op_printf(op, "%.*s.%s", TW_FMT(c->field->name), part);
}

static tw_status conflict(tw_op *op,
                          const tw_object *o,
                          const tw_unique *u,
                          const tw_found *other)
{
    tw_str name = shown_name(op, u);
    tw_str path =
        tw__op_printf(op, "/%.*s", TW_FMT(u->columns[0]->field->name));

    if (name.ptr == NULL || path.ptr == NULL)
        return op->error.status;
    op->conflict_id = other->id;
    op->conflict_object = o->singular;
    return tw__fail(op, TW_E_CONFLICT, path.ptr,
                    "A duplicate entry was detected: \"%.*s\" has this value"
                    " already in %.*s %.*s",
                    TW_FMT(name), TW_FMT(o->singular), TW_FMT(other->id));
}

/* What the record would hold: what is stored, with what is set over it. */
static tw_status overlay(tw_op *op, const tw_row *row, tw_str own, tw_row *to)
{
    bool found = false;
    tw_status st = TW_OK;
    uint16_t i;

    *to = *row;
    if (own.len == 0)
        return TW_OK;
    st = tw__row_read(op, row->object, own, TW_LIFE_ANY, to, &found);
    for (i = 0; st == TW_OK && i < row->object->column_count; i++) {
        if (row->set[i])
            to->cells[i] = row->cells[i];
        to->set[i] = found || row->set[i];
    }
    return st;
}

static tw_status explain_conflict(tw_op *op,
                                  const tw_row *given,
                                  tw_str own,
                                  tw_error kept)
{
    const tw_object *o = given->object;
    const tw_row *row;
    tw_row whole;
    tw_cell cells[4];
    uint8_t i;

    if (overlay(op, given, own, &whole) != TW_OK)
        return op->error.status;
    row = &whole;
    for (i = 0; i < o->unique_count; i++) {
        const tw_unique *u = &o->uniques[i];
        bool is_id = u->columns[0] == o->c_id;
        const tw_look look = {u->columns, cells, u->count,
                              is_id ? TW_LIFE_ANY : TW_LIFE_LIVE};
        tw_found hit;

        if (!complete(row, u, cells))
            continue;
        if (tw__write_find(op, o, &look, &hit) != TW_OK)
            return op->error.status;
        if (hit.count > 0 && !tw__str_eq(hit.id, own))
            return conflict(op, o, u, &hit);
    }
    op->error = kept;
    return kept.status;
}

static tw_status explain_join(tw_op *op, const tw_row *row, tw_error kept)
{
    uint16_t i;

    for (i = 0; i < row->object->column_count; i++) {
        const tw_column *c = &row->object->columns[i];
        const tw_object *target = c->field->target;
        tw_look look = {.cells = &row->cells[i], .count = 1};
        tw_found hit;
        tw_str path;

        if (c->field->relation != TW_RELATION_MANY_TO_ONE || !row->set[i] ||
            row->cells[i].type == TW_CELL_NULL)
            continue;
        look.columns = &target->c_id;
        if (tw__write_find(op, target, &look, &hit) != TW_OK)
            return op->error.status;
        if (hit.count > 0)
            continue;
        path = tw__op_printf(op, "/%.*s", TW_FMT(c->field->join_name));
        if (path.ptr == NULL)
            return op->error.status;
        return tw__fail(op, TW_E_INVALID, path.ptr,
                        "\"%.*s\" leads to no record: there is no %.*s %.*s",
                        TW_FMT(c->field->join_name), TW_FMT(target->singular),
                        TW_FMT(row->cells[i].u.s));
    }
    op->error = kept;
    return kept.status;
}

tw_status tw__refuse_row(tw_op *op, tw_status st, const tw_row *row, tw_str own)
{
    tw_error kept = op->error;

    if (st != TW_E_CONFLICT && st != TW_E_INVALID)
        return st;
    tw__op_forgive(op);
    return st == TW_E_CONFLICT ? explain_conflict(op, row, own, kept)
                               : explain_join(op, row, kept);
}

tw_status tw__refuse_destroy(tw_op *op, tw_status st, const tw_object *o)
{
    if (st != TW_E_INVALID)
        return st;
    tw__op_forgive(op);
    return tw__fail(op, st, "",
                    "this %.*s cannot be removed: a record that must not lose"
                    " its relation points to it",
                    TW_FMT(o->singular));
}
