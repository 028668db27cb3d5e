/* binds.c -- the values of a statement in the making, in the order of their
** parameters. */
#include "query/filter.h"

tw_status tw__binds_add(tw_op *op, tw_binds *b, tw_cell cell)
{
    if (b->count == b->cap) {
        uint32_t cap = b->cap == 0 ? 16 : b->cap * 2;
        tw_cell *grown = tw__op_array(op, cap, sizeof(*grown));

        if (grown == NULL)
            return op->error.status;
        if (b->count > 0)
            memcpy(grown, b->cells, b->count * sizeof(*grown));
        b->cells = grown;
        b->cap = cap;
    }
    b->cells[b->count++] = cell;
    return TW_OK;
}

tw_status tw__param_put(tw_op *op, tw_buf *sql, tw_binds *binds, tw_cell cell)
{
    tw_status st = tw__binds_add(op, binds, cell);

    if (st != TW_OK)
        return st;
    tw__buf_char(sql, '?');
    tw__buf_int(sql, binds->count);
    return TW_OK;
}

void tw__binds_bind(const tw_binds *b, tw_stmt *s)
{
    for (uint32_t i = 0; i < b->count; i++)
        tw__stmt_bind(s, (int)i + 1, &b->cells[i]);
}
