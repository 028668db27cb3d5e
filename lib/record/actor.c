/* actor.c -- who created and who changed a record. */
#include "record/actor.h"

#include "record/write.h"

/* Each part of an ACTOR has a kind of its own. */
static tw_cell part_of(const tw_actor *a, tw_kind kind)
{
    tw_str s = TW_NO_STR;

    if (kind == TW_KIND_SOURCE)
        s = a->source.len > 0 ? a->source : TW_STR("SYSTEM");
    else if (kind == TW_KIND_UUID)
        s = a->workspace_member_id;
    else if (kind == TW_KIND_TEXT)
        s = a->name;
    else if (kind == TW_KIND_JSON)
        s = a->context;
    return s.len == 0 ? tw__cell_null() : tw__cell_text(s);
}

static const tw_column *part_column(const tw_field *f, tw_kind kind)
{
    uint8_t i;

    for (i = 0; i < f->column_count; i++)
        if (f->columns[i].kind == kind)
            return &f->columns[i];
    return NULL;
}

static bool is_given(const tw_row *row, const tw_column *c)
{
    return tw__row_given(row, c) && row->cells[c->index].type != TW_CELL_NULL;
}

static void put(tw_op *op, const tw_field *f, tw_row *row, bool keep_source)
{
    uint8_t i;

    for (i = 0; i < f->column_count; i++) {
        const tw_column *c = &f->columns[i];

        if (keep_source && c->kind == TW_KIND_SOURCE && is_given(row, c))
            continue;
        tw__row_set(row, c, part_of(&op->actor, c->kind));
    }
}

static bool names_somebody(const tw_row *row, const tw_field *f)
{
    const tw_column *c = part_column(f, TW_KIND_TEXT);

    return c != NULL && is_given(row, c) &&
           tw__str_trim(row->cells[c->index].u.s).len > 0;
}

void tw__actor_create(tw_op *op, tw_row *row)
{
    const tw_field *by = row->object->f_created_by;

    if (by != NULL && !names_somebody(row, by))
        put(op, by, row, true);
    tw__actor_update(op, row);
}

void tw__actor_update(tw_op *op, tw_row *row)
{
    if (row->object->f_updated_by != NULL)
        put(op, row->object->f_updated_by, row, false);
}

void tw__actor_keep(tw_row *row)
{
    const tw_field *by = row->object->f_created_by;
    uint8_t i;

    for (i = 0; by != NULL && i < by->column_count; i++)
        row->set[by->columns[i].index] = 0;
}
