/* position.c -- where a record stands in its list. */
#include "record/position.h"

#include "record/write.h"

tw_stand tw__position_stand(const tw_row *row)
{
    if (row->object->c_position == NULL)
        return TW_STAND_NONE;
    if (row->position_first)
        return TW_STAND_FIRST;
    if (row->position_last)
        return TW_STAND_LAST;
    return tw__row_given(row, row->object->c_position) ? TW_STAND_NUMBER
                                                       : TW_STAND_NONE;
}

tw_status tw__positions_init(tw_op *op, const tw_object *o, tw_positions *p)
{
    tw_str sql = tw__emit_positions(op, o);
    tw_stmt *s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    tw_status st;
    bool row;

    /* Without any record 1 takes its place: the first one stands at 0. */
    *p = (tw_positions){.min = 1, .max = 1};
    if (s == NULL)
        return op->error.status;
    st = tw__stmt_step(op, s, &row);
    if (st == TW_OK && row && !tw__stmt_is_null(s, 0)) {
        p->min = tw__stmt_real(s, 0);
        p->max = tw__stmt_real(s, 1);
    }
    tw__stmt_done(s);
    return st;
}

void tw__positions_add(tw_positions *p, double number)
{
    if (number < p->min)
        p->min = number;
    if (number > p->max)
        p->max = number;
}

void tw__positions_give(tw_positions *p, tw_stand stand, tw_row *row)
{
    double number =
        stand == TW_STAND_LAST ? p->max + ++p->lasts : p->min - ++p->firsts;

    tw__row_set(row, row->object->c_position, tw__cell_real(number));
}
