/* remove.c -- soft deletion, and removal for good. */
#include "record/record.h"

#include "record/follow.h"
#include "record/guard.h"
#include "record/write.h"

/* Deletions have no upper limit. */
enum {
    NO_LIMIT = INT32_MAX,
    SHOWN_AT_ONCE = 200
};

static tw_status not_found(tw_op *op)
{
    return tw__fail(op, TW_E_NOT_FOUND, "", "Record not found");
}

/* A row that sets deletedAt and updatedAt to now. */
static tw_status deleting(tw_op *op, const tw_object *o, tw_row *row)
{
    tw_cell now = tw__row_now(op);
    tw_status st = tw__row_init(op, o, row);

    if (st != TW_OK || now.type == TW_CELL_NULL)
        return op->error.status;
    if (o->c_deleted_at == NULL)
        return tw__fail(op, TW_E_INVALID, "",
                        "%.*s has no \"deletedAt\" and cannot be soft-deleted",
                        TW_FMT(o->singular));
    tw__row_set(row, o->c_deleted_at, now);
    if (o->c_updated_at != NULL)
        tw__row_set(row, o->c_updated_at, now);
    return TW_OK;
}

tw_status tw__record_delete(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            const tw_select *answer,
                            tw_buf *out)
{
    tw_row row;
    bool found = false;
    tw_status st = tw__record_guard(op, o, TW_VERB_DELETE);

    if (st == TW_OK)
        st = tw__write_id(op, id, &id);
    if (st == TW_OK)
        st = deleting(op, o, &row);
    if (st == TW_OK)
        st = tw__guard_delete(op, o, id);
    if (st == TW_OK)
        st = tw__write_update(op, &row, id, &found);
    if (st == TW_OK && !found)
        st = not_found(op);
    if (st == TW_OK)
        st = tw__follow_delete(op, o, &id, 1);
    return st == TW_OK ? tw__write_answer(op, o, answer, &id, 1, out) : st;
}

tw_status tw__record_delete_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_filter *f,
                                 const tw_select *answer,
                                 tw_buf *out)
{
    tw_row row;
    tw_str *ids = NULL;
    uint32_t count = 0;
    tw_status st = tw__record_guard(op, o, TW_VERB_DELETE_MANY);

    if (st == TW_OK)
        st = deleting(op, o, &row);
    if (st == TW_OK)
        st = tw__query_ids(op, o, f, NO_LIMIT, &ids, &count);
    if (st == TW_OK)
        st = tw__write_update_many(op, &row, ids, count);
    if (st == TW_OK)
        st = tw__follow_delete(op, o, ids, count);
    return st == TW_OK ? tw__write_answer(op, o, answer, ids, count, out) : st;
}

static void put_ids(const tw_str *ids, uint32_t count, tw_buf *out)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        tw__buf_text(out, i == 0 ? "{\"id\":" : ",{\"id\":");
        tw__json_put_text(out, ids[i]);
        tw__buf_char(out, '}');
    }
}

/* Records that are shown as they go. */
typedef struct farewell {
    const tw_object *object;
    const tw_select *answer;
    tw_buf *out;
    bool any;
} farewell;

/* Some of them, read before they go and shown after. */
static tw_status destroy_some(tw_op *op,
                              farewell *w,
                              const tw_str *ids,
                              uint32_t count)
{
    tw_row *rows = tw__op_array(op, count, sizeof(*rows));
    bool *found = tw__op_array(op, count, sizeof(*found));
    tw_status st = rows == NULL || found == NULL ? op->error.status : TW_OK;
    uint32_t i;

    for (i = 0; st == TW_OK && i < count; i++)
        st = tw__row_read(op, w->object, ids[i], TW_LIFE_ANY, &rows[i],
                          &found[i]);
    if (st == TW_OK)
        st = tw__write_destroy_many(op, w->object, ids, count);
    for (i = 0; st == TW_OK && i < count; i++) {
        tw_row_source source = {.cells = rows[i].cells};

        if (!found[i]) /* gone with one of those before */
            continue;
        if (w->any)
            tw__buf_char(w->out, ',');
        w->any = true;
        st = tw__select_write(op, w->answer, &source, w->out);
    }
    return st;
}

/* However many go, the memory is that of a few. */
static tw_status destroy_shown(tw_op *op,
                               farewell *w,
                               const tw_str *ids,
                               uint32_t count)
{
    tw_status st = TW_OK;
    uint32_t from;

    for (from = 0; st == TW_OK && from < count; from += SHOWN_AT_ONCE) {
        uint32_t some =
            count - from < SHOWN_AT_ONCE ? count - from : SHOWN_AT_ONCE;
        tw_mark mark = tw__arena_mark(op->arena);

        st = destroy_some(op, w, ids + from, some);
        if (st == TW_OK)
            tw__arena_rewind(op->arena, mark);
    }
    return st;
}

tw_status tw__record_destroy(tw_op *op,
                             const tw_object *o,
                             tw_str id,
                             const tw_select *answer,
                             tw_buf *out)
{
    bool found = false;
    tw_row row;
    tw_row_source source = {.stmt = NULL};
    tw_status st = tw__record_guard(op, o, TW_VERB_DESTROY);

    if (st == TW_OK)
        st = tw__write_id(op, id, &id);
    if (st == TW_OK && answer != NULL)
        st = tw__row_read(op, o, id, TW_LIFE_ANY, &row, &found);
    if (st == TW_OK)
        st = tw__write_destroy(op, o, id, &found);
    if (st == TW_OK && !found)
        st = not_found(op);
    if (st != TW_OK)
        return st;
    if (answer == NULL) {
        put_ids(&id, 1, out);
        return TW_OK;
    }
    source.cells = row.cells;
    return tw__select_write(op, answer, &source, out);
}

tw_status tw__record_destroy_many(tw_op *op,
                                  const tw_object *o,
                                  const tw_filter *f,
                                  const tw_select *answer,
                                  tw_buf *out)
{
    farewell w = {.object = o, .answer = answer, .out = out};
    tw_str *ids = NULL;
    uint32_t count = 0;
    tw_status st = tw__record_guard(op, o, TW_VERB_DESTROY_MANY);

    if (st == TW_OK)
        st = tw__query_ids(op, o, f, NO_LIMIT, &ids, &count);
    if (st == TW_OK && answer != NULL)
        return destroy_shown(op, &w, ids, count);
    if (st == TW_OK)
        st = tw__write_destroy_many(op, o, ids, count);
    if (st == TW_OK)
        put_ids(ids, count, out);
    return st;
}
