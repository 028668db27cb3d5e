/* upsert.c -- the record an input is about, by id or any unique value (14.3).
** A live record is looked for first, then a soft-deleted one, which comes back
** to life. */
#include "record/upsert.h"

#include "record/actor.h"
#include "record/follow.h"
#include "record/write.h"

static bool values_of(const tw_row *row, const tw_unique *u, tw_cell cells[4])
{
    uint8_t i;

    for (i = 0; i < u->count; i++) {
        if (!tw__row_given(row, u->columns[i]))
            return false;
        cells[i] = row->cells[u->columns[i]->index];
        if (cells[i].type == TW_CELL_NULL)
            return false;
    }
    return u->count > 0;
}

static tw_status find(tw_op *op,
                      const tw_object *o,
                      const tw_unique *u,
                      const tw_cell *cells,
                      tw_found *hit)
{
    bool is_id = u->columns[0] == o->c_id;
    tw_look look = {u->columns, cells, u->count,
                    is_id ? TW_LIFE_ANY : TW_LIFE_LIVE};
    tw_status st = tw__write_find(op, o, &look, hit);

    look.life = TW_LIFE_DELETED;
    if (st == TW_OK && hit->count == 0 && !is_id && o->c_deleted_at != NULL)
        st = tw__write_find(op, o, &look, hit);
    return st;
}

static tw_status ambiguous(tw_op *op, const tw_item *item, const tw_found *hit)
{
    op->sub_code = TW_STR("UPSERT_MULTIPLE_MATCHING_RECORDS_CONFLICT");
    return tw__fail(op, TW_E_INVALID, "",
                    "Multiple records found with the same unique field values:"
                    " %.*s %.*s and %.*s",
                    TW_FMT(item->row.object->singular), TW_FMT(item->match),
                    TW_FMT(hit->id));
}

tw_status tw__upsert_match(tw_op *op, tw_item *item)
{
    const tw_object *o = item->row.object;
    uint8_t i;

    for (i = 0; i < o->unique_count; i++) {
        tw_cell cells[4];
        tw_found hit;
        tw_status st;

        if (!values_of(&item->row, &o->uniques[i], cells))
            continue;
        st = find(op, o, &o->uniques[i], cells, &hit);
        if (st != TW_OK)
            return st;
        if (hit.count == 0)
            continue;
        if (item->match.ptr != NULL && !tw__str_eq(item->match, hit.id))
            return ambiguous(op, item, &hit);
        item->match = hit.id;
        item->restores = hit.deleted;
    }
    return TW_OK;
}

tw_status tw__upsert_write(tw_op *op, tw_item *item)
{
    const tw_object *o = item->row.object;
    tw_row *row = &item->row;
    tw_status st;
    bool found;

    row->set[o->c_id->index] = 0; /* an unknown id gives way to the match */
    tw__actor_keep(row);
    tw__actor_update(op, row);
    if (o->c_deleted_at != NULL && !tw__row_given(row, o->c_deleted_at))
        tw__row_set(row, o->c_deleted_at, tw__cell_null());
    if (o->c_updated_at != NULL && !tw__row_given(row, o->c_updated_at))
        tw__row_set(row, o->c_updated_at, tw__row_now(op));
    st = tw__write_update(op, row, item->match, &found);
    if (st == TW_OK && item->restores)
        st = tw__follow_restore(op, o, &item->match, 1);
    return st;
}
