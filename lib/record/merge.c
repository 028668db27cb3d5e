/* merge.c -- several records become one: the survivor takes over the values
** and all links of the others, which are removed for good (14.9). */
#include "record/record.h"

#include "base/uuid.h"
#include "record/merge_value.h"
#include "record/write.h"
#include "store/tx.h"

typedef struct question {
    tw_str *ids;
    uint32_t count, survivor;
    bool dry_run;
} question;

static tw_status read_priority(tw_op *op, const tw_json *in, question *q)
{
    const tw_json *index = tw__json_member(in, "conflictPriorityIndex");

    if (index == NULL || index->type != TW_JSON_NUMBER)
        return tw__fail(op, TW_E_INVALID, "/conflictPriorityIndex",
                        "\"conflictPriorityIndex\" must be given as a number:"
                        " the place in \"ids\" of the record that stays");
    if (!(index->number >= 0 && index->number < q->count) ||
        index->number != (double)(uint32_t)index->number)
        return tw__fail(op, TW_E_INVALID, "/conflictPriorityIndex",
                        "conflict priority is not valid: of %u records it is"
                        " one of 0 to %u",
                        q->count, q->count - 1);
    q->survivor = (uint32_t)index->number;
    return TW_OK;
}

static tw_status read_ids(tw_op *op, const tw_json *in, question *q)
{
    const tw_json *ids = tw__json_member(in, "ids");
    tw_status st = TW_OK;
    uint32_t i;

    if (ids == NULL || ids->type != TW_JSON_LIST || ids->count < 2)
        return tw__fail(op, TW_E_INVALID, "/ids",
                        "\"ids\" must list at least 2 records to merge");
    if (ids->count > op->limits->max_merge)
        return tw__fail(op, TW_E_INVALID, "/ids",
                        "at most %u records can be merged at once",
                        op->limits->max_merge);
    q->count = ids->count;
    st = read_priority(op, in, q);
    q->ids = st == TW_OK ? tw__op_array(op, q->count, sizeof(*q->ids)) : NULL;
    if (q->ids == NULL)
        return op->error.status;
    for (i = 0; st == TW_OK && i < q->count; i++)
        st = ids->items[i].type == TW_JSON_TEXT
                 ? tw__write_id(op, ids->items[i].text, &q->ids[i])
                 : tw__fail(op, TW_E_INVALID, "/ids",
                            "\"ids\" must be a list of UUIDs");
    return st;
}

static tw_status read_question(tw_op *op,
                               const tw_object *o,
                               const tw_json *in,
                               question *q)
{
    const tw_json *dry =
        in->type == TW_JSON_OBJECT ? tw__json_member(in, "dryRun") : NULL;

    if (o->criterion_count == 0)
        return tw__fail(op, TW_E_INVALID, "",
                        "records of %.*s cannot be merged: the object has no"
                        " duplicate criteria",
                        TW_FMT(o->singular));
    if (in->type != TW_JSON_OBJECT)
        return tw__fail(op, TW_E_INVALID, "",
                        "a merge is asked for with an object");
    if (dry != NULL && dry->type != TW_JSON_TRUE &&
        dry->type != TW_JSON_FALSE && dry->type != TW_JSON_NULL)
        return tw__fail(op, TW_E_INVALID, "/dryRun",
                        "\"dryRun\" must be true or false");
    q->dry_run = dry != NULL && dry->type == TW_JSON_TRUE;
    return read_ids(op, in, q);
}

/* A record named twice is as good as one that is not there. */
static bool is_repeated(const question *q, uint32_t at)
{
    uint32_t i;

    for (i = 0; i < at; i++)
        if (tw__str_eq(q->ids[i], q->ids[at]))
            return true;
    return false;
}

static tw_status load(tw_op *op,
                      const tw_object *o,
                      const question *q,
                      tw_row *rows)
{
    tw_status st = TW_OK;
    uint32_t i;

    for (i = 0; st == TW_OK && i < q->count; i++) {
        bool found = false;

        if (!is_repeated(q, i))
            st = tw__row_read(op, o, q->ids[i], TW_LIFE_LIVE, &rows[i], &found);
        if (st == TW_OK && !found)
            st = tw__fail(op, TW_E_NOT_FOUND, "", "Record not found");
    }
    return st;
}

static bool is_merged(const tw_object *o, const tw_field *f)
{
    const tw_column *c = f->columns;

    return f->is_active && !f->is_system && f->column_count > 0 &&
           c != o->c_id && c != o->c_created_at && c != o->c_updated_at &&
           c != o->c_deleted_at && c != o->c_position && f != o->f_created_by &&
           f != o->f_updated_by;
}

/* What changes in the survivor. */
static tw_status values(tw_op *op, const tw_merge *m, tw_row *to)
{
    tw_status st = tw__row_init(op, m->object, to);
    uint16_t i;

    for (i = 0; st == TW_OK && i < m->object->field_count; i++)
        if (is_merged(m->object, m->object->fields[i]))
            st = tw__merge_field(op, m, m->object->fields[i], to);
    return st;
}

/* Every relation of any object that leads to one of `ids`, polymorphic ones
** and those of inactive fields too, leads to `to` from now on. */
static tw_status repoint(tw_op *op,
                         const tw_object *o,
                         tw_str to,
                         const tw_str *ids,
                         uint32_t count)
{
    const tw_catalog *c = o->catalog;
    tw_status st = TW_OK;
    uint32_t i;
    uint16_t k;

    for (i = 0; i < c->object_count; i++) {
        const tw_object *from = c->objects[i];

        for (k = 0; st == TW_OK && k < from->field_count; k++) {
            const tw_field *f = from->fields[k];

            if (f->relation == TW_RELATION_MANY_TO_ONE && f->target == o &&
                f->column_count > 0)
                st = tw__write_repoint(op, &f->columns[0], to, ids, count);
        }
    }
    return st;
}

static tw_status merge(tw_op *op, const tw_merge *m, tw_row *to)
{
    const tw_object *o = m->object;
    tw_str survivor = m->ids[m->survivor];
    tw_str *losers = tw__op_array(op, m->count, sizeof(*losers));
    uint32_t n = 0, i;
    tw_status st;
    bool found;

    if (losers == NULL)
        return op->error.status;
    for (i = 0; i < m->count; i++)
        if (i != m->survivor)
            losers[n++] = m->ids[i];
    if (o->c_updated_at != NULL)
        tw__row_set(to, o->c_updated_at, tw__row_now(op));
    st = repoint(op, o, survivor, losers, n);
    if (st == TW_OK)
        st = tw__write_destroy_many(op, o, losers, n);
    return st == TW_OK ? tw__write_update(op, to, survivor, &found) : st;
}

/* The record as it would be, under an id of its own and marked as deleted, so
** that no unique value stands in its way. */
static tw_status would_be(tw_op *op, const tw_merge *m, tw_row *to)
{
    const tw_object *o = m->object;
    const tw_row *stored = &m->rows[m->survivor];
    tw_str id = tw__uuid_make(op);
    uint16_t i;

    for (i = 0; i < o->column_count; i++)
        if (!to->set[i])
            to->cells[i] = stored->cells[i];
    memset(to->set, 1, o->column_count);
    tw__row_set(to, o->c_id, tw__cell_text(id));
    if (o->c_deleted_at != NULL)
        tw__row_set(to, o->c_deleted_at, tw__row_now(op));
    return op->error.status;
}

static tw_status show_would_be(tw_op *op,
                               const tw_merge *m,
                               const tw_row *row,
                               const tw_select *answer,
                               tw_buf *out)
{
    const tw_object *o = m->object;
    tw_row_source source = {.cells = row->cells};
    tw_stmt *s = tw__stmt_get(op, o->sql_insert);
    tw_status st;

    if (s == NULL)
        return op->error.status;
    st = tw__write_insert(op, s, row);
    tw__stmt_done(s);
    if (st == TW_OK)
        st = repoint(op, o, row->cells[o->c_id->index].u.s, m->ids, m->count);
    return st == TW_OK ? tw__select_write(op, answer, &source, out) : st;
}

/* Done for real and taken back: so the answer shows the relations too. */
static tw_status dry_run(tw_op *op,
                         const tw_merge *m,
                         tw_row *to,
                         const tw_select *answer,
                         tw_buf *out)
{
    tw_status st, undone;

    if (answer == NULL)
        return TW_OK;
    st = would_be(op, m, to);
    if (st == TW_OK)
        st = tw__tx_savepoint(op);
    if (st != TW_OK)
        return st;
    st = show_would_be(op, m, to, answer, out);
    undone = tw__tx_end_savepoint(op, st == TW_OK ? TW_E_CONFLICT : st);
    return undone == TW_E_CONFLICT ? st : undone;
}

tw_status tw__record_merge(tw_op *op,
                           const tw_object *o,
                           const tw_json *in,
                           const tw_select *answer,
                           tw_buf *out)
{
    question q = {0};
    tw_merge m = {.object = o};
    tw_row *rows, to;
    tw_status st = tw__record_guard(op, o, TW_VERB_MERGE);

    if (st == TW_OK) {
        st = read_question(op, o, in, &q);
        if (st == TW_E_INVALID)
            op->sub_code = TW_STR("INVALID_QUERY_INPUT");
    }
    if (st != TW_OK)
        return st;
    rows = tw__op_array(op, q.count, sizeof(*rows));
    st = rows == NULL ? op->error.status : load(op, o, &q, rows);
    if (st != TW_OK)
        return st;
    m.ids = q.ids;
    m.rows = rows;
    m.count = q.count;
    m.survivor = q.survivor;
    st = values(op, &m, &to);
    if (st == TW_OK && q.dry_run)
        return dry_run(op, &m, &to, answer, out);
    if (st == TW_OK)
        st = merge(op, &m, &to);
    return st == TW_OK
               ? tw__write_answer(op, o, answer, &q.ids[q.survivor], 1, out)
               : st;
}
