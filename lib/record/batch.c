/* batch.c -- create and upsert, one record or many: everything is checked and
** looked up first, then written with one statement. */
#include "record/batch.h"

#include "record/actor.h"
#include "record/connect.h"
#include "record/defaults.h"
#include "record/follow.h"
#include "record/guard.h"
#include "record/upsert.h"
#include "record/write.h"

/* Put the record's number in front of a complaint's path. */
static tw_status at(tw_op *op,
                    const tw_batch *b,
                    const tw_item *item,
                    tw_status st)
{
    if (st != TW_OK && b->many)
        tw__op_path_prefix_index(op, item->index);
    return st;
}

static tw_status open_items(tw_op *op, tw_batch *b, const tw_json *in)
{
    uint32_t i;

    if (b->many && in->type != TW_JSON_LIST)
        return tw__fail(op, TW_E_INVALID, "",
                        "expected a list of records to create");
    b->count = b->many ? in->count : 1;
    if (b->count > op->limits->max_batch) {
        op->sub_code = TW_STR("TOO_MANY_RECORDS_TO_UPDATE");
        return tw__fail(op, TW_E_INVALID, "",
                        "a batch holds at most %u records, this one has %u",
                        op->limits->max_batch, b->count);
    }
    if (b->count == 0)
        return TW_OK;
    b->items = tw__op_array(op, b->count, sizeof(*b->items));
    b->order = tw__op_array(op, b->count, sizeof(*b->order));
    if (b->items == NULL || b->order == NULL)
        return op->error.status;
    for (i = 0; i < b->count; i++)
        b->items[i].index = i;
    return TW_OK;
}

static tw_status take_item(tw_op *op,
                           const tw_batch *b,
                           tw_item *item,
                           const tw_json *in)
{
    tw_status st = tw__accept(op, b->object, in, TW_ACCEPT_CREATE, &item->row);

    if (st != TW_OK)
        return st;
    item->row.object = b->object;
    tw__guard_create(&item->row);
    item->stand = tw__position_stand(&item->row);
    /* What says nothing stands first; an upsert says so only when it turns
    ** out to create. */
    if (item->stand == TW_STAND_NONE && !b->upsert &&
        b->object->c_position != NULL)
        item->stand = TW_STAND_FIRST;
    return TW_OK;
}

/* Records are processed by where they stand: first, last, numbers, the rest;
** what updates a record before what is new. */
static void put_in_order(tw_batch *b)
{
    uint32_t n = 0, i;
    int created, stand;

    for (created = 0; created <= 1; created++)
        for (stand = TW_STAND_FIRST; stand <= TW_STAND_NONE; stand++)
            for (i = 0; i < b->count; i++) {
                tw_item *item = &b->items[i];

                if ((item->match.ptr == NULL) == (created == 1) &&
                    item->stand == (tw_stand)stand)
                    b->order[n++] = item;
            }
}

static bool needs_number(const tw_item *item)
{
    return item->stand == TW_STAND_FIRST || item->stand == TW_STAND_LAST ||
           (item->stand == TW_STAND_NONE && item->match.ptr == NULL);
}

static tw_status give_positions(tw_op *op, const tw_batch *b)
{
    tw_positions p;
    tw_status st;
    uint32_t i;
    bool needed = false;

    for (i = 0; i < b->count; i++)
        needed = needed || needs_number(&b->items[i]);
    if (!needed || b->object->c_position == NULL)
        return TW_OK;
    st = tw__positions_init(op, b->object, &p);
    if (st != TW_OK)
        return st;
    for (i = 0; i < b->count; i++)
        if (b->items[i].stand == TW_STAND_NUMBER)
            tw__positions_add(
                &p, b->items[i].row.cells[b->object->c_position->index].u.r);
    for (i = 0; i < b->count; i++)
        if (needs_number(b->order[i]))
            tw__positions_give(&p, b->order[i]->stand, &b->order[i]->row);
    return TW_OK;
}

tw_status tw__batch_take(tw_op *op, tw_batch *b, const tw_json *in)
{
    tw_status st = open_items(op, b, in);
    tw_resolved seen = {NULL};
    uint32_t i;

    for (i = 0; st == TW_OK && i < b->count; i++)
        st = at(op, b, &b->items[i],
                take_item(op, b, &b->items[i], b->many ? &in->items[i] : in));
    for (i = 0; st == TW_OK && i < b->count; i++)
        st = at(op, b, &b->items[i],
                tw__connect_resolve(op, &b->items[i].row, &seen));
    for (i = 0; st == TW_OK && b->upsert && i < b->count; i++)
        st = at(op, b, &b->items[i], tw__upsert_match(op, &b->items[i]));
    if (st != TW_OK)
        return st;
    put_in_order(b);
    return give_positions(op, b);
}

/* A value that another record of the same request took is no record's yet. */
static void forget_own_conflict(tw_op *op, const tw_batch *b)
{
    uint16_t id = b->object->c_id->index;
    uint32_t i;

    for (i = 0; i < b->count; i++)
        if (b->items[i].written && b->items[i].match.ptr == NULL &&
            tw__str_eq(b->items[i].row.cells[id].u.s, op->conflict_id))
            op->conflict_id = op->conflict_object = TW_NO_STR;
}

static tw_status insert_item(tw_op *op,
                             tw_stmt *insert,
                             const tw_defaults *d,
                             tw_item *item)
{
    tw_status st;

    tw__actor_create(op, &item->row);
    st = tw__defaults_fill(op, d, &item->row);
    if (st == TW_OK)
        st = tw__write_insert(op, insert, &item->row);
    if (st == TW_OK)
        st = tw__follow_create(op, d->object,
                               item->row.cells[d->object->c_id->index].u.s);
    return st;
}

/* The items from `from` on are new. */
static tw_status insert_all(tw_op *op, tw_batch *b, uint32_t from)
{
    tw_defaults d;
    tw_stmt *insert;
    tw_status st;
    uint32_t i;

    if (from == b->count)
        return TW_OK;
    st = tw__defaults_init(op, b->object, &d);
    insert = st == TW_OK ? tw__stmt_get(op, b->object->sql_insert) : NULL;
    if (insert == NULL)
        return op->error.status;
    for (i = from; st == TW_OK && i < b->count; i++) {
        st = at(op, b, b->order[i], insert_item(op, insert, &d, b->order[i]));
        b->order[i]->written = st == TW_OK;
    }
    if (st == TW_E_CONFLICT)
        forget_own_conflict(op, b);
    tw__stmt_done(insert);
    return st;
}

tw_status tw__batch_write(tw_op *op, tw_batch *b)
{
    tw_status st = TW_OK;
    uint32_t i;

    for (i = 0; st == TW_OK && i < b->count; i++) {
        if (b->order[i]->match.ptr == NULL)
            break;
        st = at(op, b, b->order[i], tw__upsert_write(op, b->order[i]));
    }
    return st == TW_OK ? insert_all(op, b, i) : st;
}

static bool is_answered(const tw_batch *b, uint32_t n)
{
    uint32_t i;

    for (i = 0; i < n; i++)
        if (tw__str_eq(b->order[i]->match, b->order[n]->match))
            return true;
    return false;
}

tw_status tw__batch_answer(tw_op *op,
                           const tw_batch *b,
                           const tw_select *answer,
                           tw_buf *out)
{
    tw_status st = TW_OK;
    uint32_t i;

    if (answer == NULL)
        return TW_OK;
    for (i = 0; st == TW_OK && i < b->count; i++) {
        const tw_item *item = b->order[i];

        /* Two inputs about one record make one answer. */
        if (item->match.ptr != NULL && is_answered(b, i))
            continue;
        if (i > 0)
            tw__buf_char(out, ',');
        if (item->match.ptr != NULL) {
            st = tw__write_answer(op, b->object, answer, &item->match, 1, out);
        } else {
            tw_row_source source = {.cells = item->row.cells};

            st = tw__select_write(op, answer, &source, out);
        }
    }
    return st;
}
