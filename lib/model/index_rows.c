/* index_rows.c -- rows of indexes: their names follow the columns they stand
** on, so a rename or the loss of a member renames them. */
#include "model/change_inside.h"

#include "model/physical.h"

static bool is_gone(const tw_gone *gone, const tw_field *f)
{
    for (; gone != NULL; gone = gone->next)
        if (gone->field == f)
            return true;
    return false;
}

/* The columns' names of one member, as they will be. */
static size_t member_names(tw_op *op,
                           const struct tw_index_member *m,
                           const tw_index_shift *shift,
                           tw_str *to)
{
    const tw_field *f = m->field;
    tw_index alone = {.members = m, .member_count = 1};
    const tw_column *columns[TW_PARTS_MAX];
    size_t count;

    if (f->type->id == TW_TYPE_TS_VECTOR) { /* it has no column */
        to[0] = f->name;
        return 1;
    }
    if (f == shift->field)
        return tw__member_columns(op, f->type,
                                  f->relation == TW_RELATION_MANY_TO_ONE,
                                  shift->base, m->sub_field, to);
    count = tw__index_columns(&alone, columns, TW_PARTS_MAX);
    for (size_t i = 0; i < count; i++)
        to[i] = columns[i]->name;
    return count;
}

tw_str tw__index_name_of(tw_op *op,
                         const tw_index *x,
                         const tw_index_shift *shift)
{
    tw_str names[TW_INDEX_MEMBERS_MAX * TW_PARTS_MAX];
    tw_str table = shift->table.ptr != NULL ? shift->table : x->object->table;
    size_t count = 0;

    for (uint8_t i = 0; i < x->member_count; i++)
        if (i < TW_INDEX_MEMBERS_MAX &&
            !is_gone(shift->gone, x->members[i].field))
            count += member_names(op, &x->members[i], shift, names + count);
    if (op->error.status != TW_OK)
        return TW_NO_STR;
    return tw__index_name(op, table, names, count, x->is_unique);
}

static bool concerns(const tw_index *x, const tw_index_shift *shift)
{
    if (shift->table.ptr != NULL)
        return true;
    for (uint8_t i = 0; i < x->member_count; i++)
        if (x->members[i].field == shift->field ||
            is_gone(shift->gone, x->members[i].field))
            return true;
    return false;
}

static uint8_t members_left(const tw_index *x, const tw_index_shift *shift)
{
    uint8_t left = 0;

    for (uint8_t i = 0; i < x->member_count; i++)
        if (!is_gone(shift->gone, x->members[i].field))
            left++;
    return left;
}

/* Would another index of the object stand on the same columns? */
static bool is_double(const tw_index *x, tw_str name)
{
    const tw_object *o = x->object;

    for (uint16_t i = 0; i < o->index_count; i++)
        if (o->indexes[i] != x && tw__str_eq(o->indexes[i]->name, name))
            return true;
    return false;
}

tw_status tw__indexes_rename(tw_op *op,
                             const tw_object *o,
                             const tw_index_shift *shift)
{
    for (uint16_t i = 0; i < o->index_count; i++) {
        const tw_index *x = o->indexes[i];
        tw_index_row row = {.id = x->id};

        if (!concerns(x, shift))
            continue;
        row.name = tw__index_name_of(op, x, shift);
        if (row.name.ptr == NULL)
            return op->error.status;
        if (members_left(x, shift) == 0 ||
            (shift->gone != NULL && is_double(x, row.name))) {
            if (tw__index_row_delete(op, x->id) != TW_OK)
                return op->error.status;
        } else if (tw__index_row_update(op, &row, TW_COL(TW_INDEX_COL_name)) !=
                   TW_OK) {
            return op->error.status;
        }
    }
    return TW_OK;
}

/* Has an earlier one of the list the same object? */
static bool seen_before(const tw_gone *gone, const tw_gone *g)
{
    for (; gone != g; gone = gone->next)
        if (gone->field->object == g->field->object)
            return true;
    return false;
}

tw_status tw__fields_remove(tw_op *op, const tw_gone *gone)
{
    tw_index_shift shift = {.gone = gone};

    for (const tw_gone *g = gone; g != NULL; g = g->next) {
        if (tw__field_row_delete(op, g->field->id) != TW_OK)
            return op->error.status;
        if (!seen_before(gone, g) &&
            tw__indexes_rename(op, g->field->object, &shift) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}

tw_status tw__index_add(tw_op *op,
                        const tw_index *x,
                        const tw_index_shift *shift,
                        tw_index_row *row)
{
    row->object_id = x->object->id;
    row->is_unique = x->is_unique;
    row->is_custom = true;
    row->type = x->is_gin ? TW_STR("GIN") : TW_STR("BTREE");
    row->name = tw__index_name_of(op, x, shift);
    if (row->name.ptr == NULL || tw__index_row_insert(op, row) != TW_OK)
        return op->error.status;
    for (uint8_t i = 0; i < x->member_count; i++) {
        tw_member_row m = {.index_id = row->id,
                           .field_id = x->members[i].field->id,
                           .sub_field = x->members[i].sub_field,
                           .position = i};

        if (tw__member_row_insert(op, &m) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}
