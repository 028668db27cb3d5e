/* defaults.c -- defaults of fields, the id and the times of a new record.  The
** metadata form of a default is read once per request, not once per record. */
#include "record/defaults.h"

#include "base/uuid.h"
#include "model/default.h"
#include "record/write.h"

/* The id and the times are always our own; position is never a default. */
static bool has_own_rule(const tw_object *o, const tw_field *f)
{
    const tw_column *c = f->columns;

    return c == o->c_id || c == o->c_created_at || c == o->c_updated_at ||
           c == o->c_deleted_at || c == o->c_position;
}

static tw_status add_field(tw_op *op, const tw_field *f, tw_defaults *d)
{
    tw_cell cells[TW_PARTS_MAX] = {{0}};
    tw_status st;
    uint8_t i;

    if (f->column_count == 0 || f->default_value.len == 0 ||
        has_own_rule(d->object, f))
        return TW_OK;
    if (tw__str_is(f->default_value, "\"uuid\"")) {
        d->fresh[d->fresh_count++] = f;
        return TW_OK;
    }
    st = tw__default_cells(op, f, cells);
    for (i = 0; st == TW_OK && i < f->column_count; i++)
        d->cells[f->columns[i].index] = cells[i];
    return st;
}

tw_status tw__defaults_init(tw_op *op, const tw_object *o, tw_defaults *d)
{
    tw_status st = TW_OK;
    uint16_t i;

    *d = (tw_defaults){.object = o};
    d->cells = tw__op_array(op, o->column_count, sizeof(*d->cells));
    d->fresh = tw__op_array(op, o->field_count, sizeof(tw_field *));
    d->now = tw__row_now(op);
    if (d->cells == NULL || d->fresh == NULL || d->now.type == TW_CELL_NULL)
        return op->error.status;
    for (i = 0; st == TW_OK && i < o->field_count; i++)
        st = add_field(op, o->fields[i], d);
    if (o->c_created_at != NULL)
        d->cells[o->c_created_at->index] = d->now;
    if (o->c_updated_at != NULL)
        d->cells[o->c_updated_at->index] = d->now;
    return st;
}

static tw_status fill_fresh(tw_op *op, const tw_field *f, tw_row *row)
{
    tw_cell cells[TW_PARTS_MAX] = {{0}};
    tw_status st = TW_OK;

    if (!row->set[f->columns[0].index])
        st = tw__default_cells(op, f, cells);
    if (st == TW_OK && !row->set[f->columns[0].index])
        row->cells[f->columns[0].index] = cells[0];
    return st;
}

tw_status tw__defaults_fill(tw_op *op, const tw_defaults *d, tw_row *row)
{
    const tw_object *o = d->object;
    tw_status st = TW_OK;
    uint16_t i;

    for (i = 0; i < o->column_count; i++)
        if (!row->set[i])
            row->cells[i] = d->cells[i];
    for (i = 0; st == TW_OK && i < d->fresh_count; i++)
        st = fill_fresh(op, d->fresh[i], row);
    if (st == TW_OK && !row->set[o->c_id->index]) {
        tw_str id = tw__uuid_make(op);

        if (id.ptr == NULL)
            return op->error.status;
        row->cells[o->c_id->index] = tw__cell_text(id);
    }
    memset(row->set, 1, o->column_count);
    return st;
}
