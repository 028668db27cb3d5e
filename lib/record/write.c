/* write.c -- the one place where rows of records are written. */
#include "record/write.h"

#include "base/time.h"
#include "base/uuid.h"
#include "record/refuse.h"

/* Ids bound at once as one JSON list: bounds the text, not the request. */
enum {
    CHUNK = 5000
};

tw_status tw__row_init(tw_op *op, const tw_object *o, tw_row *row)
{
    *row = (tw_row){.object = o};
    row->cells = tw__op_array(op, o->column_count, sizeof(*row->cells));
    row->set = tw__op_array(op, o->column_count, sizeof(*row->set));
    return row->cells == NULL || row->set == NULL ? op->error.status : TW_OK;
}

tw_cell tw__row_now(tw_op *op)
{
    char *text = tw__op_get(op, TW_TIME_BYTES);

    if (text == NULL)
        return tw__cell_null();
    tw__time_print(tw__op_now_ms(op), text);
    return tw__cell_text((tw_str){text, TW_TIME_BYTES});
}

static tw_status copy_cells(tw_op *op, tw_stmt *s, tw_row *row)
{
    uint16_t i;

    for (i = 0; i < row->object->column_count; i++) {
        tw_cell *c = &row->cells[i];

        tw__stmt_cell(s, i, c);
        if (c->type != TW_CELL_TEXT)
            continue;
        c->u.s = tw__op_str(op, c->u.s);
        if (c->u.s.ptr == NULL)
            return op->error.status;
    }
    return TW_OK;
}

tw_status tw__row_read(tw_op *op,
                       const tw_object *o,
                       tw_str id,
                       tw_life life,
                       tw_row *row,
                       bool *found)
{
    tw_status st = tw__row_init(op, o, row);
    tw_str sql;
    tw_stmt *s;

    if (st != TW_OK)
        return st;
    sql = tw__emit_row(op, o, life);
    s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, id);
    st = tw__stmt_step(op, s, found);
    if (st == TW_OK && *found)
        st = copy_cells(op, s, row);
    tw__stmt_done(s);
    return st;
}

tw_status tw__write_insert(tw_op *op, tw_stmt *insert, const tw_row *row)
{
    const tw_object *o = row->object;
    tw_status st;
    uint16_t i;
    bool any;

    for (i = 0; i < o->column_count; i++)
        tw__stmt_bind(insert, i + 1, &row->cells[i]);
    st = tw__stmt_step(op, insert, &any);
    tw__stmt_again(insert);
    return st == TW_OK ? TW_OK : tw__refuse_row(op, st, row, TW_NO_STR);
}

/* Bind what is set; returns the number of the next parameter. */
static int bind_set(tw_stmt *s, const tw_row *row)
{
    int n = 1;
    uint16_t i;

    for (i = 0; i < row->object->column_count; i++)
        if (row->set[i])
            tw__stmt_bind(s, n++, &row->cells[i]);
    return n;
}

static bool is_set(const tw_row *row)
{
    uint16_t i;

    for (i = 0; i < row->object->column_count; i++)
        if (row->set[i])
            return true;
    return false;
}

/* An update of nothing still has to tell whether there is such a record. */
static tw_status exists(tw_op *op, const tw_object *o, tw_str id, bool *found)
{
    tw_cell cell = tw__cell_text(id);
    const tw_look look = {&o->c_id, &cell, 1, TW_LIFE_ANY};
    tw_found hit;
    tw_status st = tw__write_find(op, o, &look, &hit);

    *found = hit.count > 0;
    return st;
}

tw_status tw__write_update(tw_op *op, const tw_row *row, tw_str id, bool *found)
{
    tw_str sql;
    tw_stmt *s;
    tw_status st;

    *found = false;
    if (!is_set(row))
        return exists(op, row->object, id, found);
    sql = tw__emit_update(op, row->object, row->set, false);
    s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, bind_set(s, row), id);
    st = tw__stmt_run(op, s);
    if (st != TW_OK)
        return tw__refuse_row(op, st, row, id);
    *found = tw__conn_changes(op->conn) > 0;
    return TW_OK;
}

/* A statement that takes a list of ids as its last parameter, and what comes
** before: the cells of `row` that are set, or `first`, or nothing. */
typedef struct many {
    tw_str sql;
    const tw_row *row;
    tw_cell first;
} many;

static int bind_many(tw_stmt *s, const many *m)
{
    if (m->row != NULL)
        return bind_set(s, m->row);
    if (m->first.type == TW_CELL_NULL)
        return 1;
    tw__stmt_bind(s, 1, &m->first);
    return 2;
}

static tw_status run_many(tw_op *op,
                          const many *m,
                          const tw_str *ids,
                          uint32_t count)
{
    tw_stmt *s = m->sql.ptr == NULL ? NULL : tw__stmt_get(op, m->sql);
    tw_status st = s == NULL ? op->error.status : TW_OK;
    uint32_t from;
    bool any;

    for (from = 0; st == TW_OK && from < count; from += CHUNK) {
        uint32_t some = count - from < CHUNK ? count - from : CHUNK;
        tw_mark mark = tw__arena_mark(op->arena);
        tw_str list = tw__write_id_list(op, ids + from, some);

        if (list.ptr == NULL) {
            st = op->error.status;
            break;
        }
        tw__stmt_bind_text(s, bind_many(s, m), list);
        st = tw__stmt_step(op, s, &any);
        tw__stmt_again(s);
        tw__arena_rewind(op->arena, mark);
    }
    tw__stmt_done(s);
    return st;
}

tw_status tw__write_update_many(tw_op *op,
                                const tw_row *row,
                                const tw_str *ids,
                                uint32_t count)
{
    many m = {.row = row};
    tw_status st;

    if (count == 0 || !is_set(row))
        return TW_OK;
    m.sql = tw__emit_update(op, row->object, row->set, true);
    st = run_many(op, &m, ids, count);
    return st == TW_OK ? TW_OK : tw__refuse_row(op, st, row, TW_NO_STR);
}

tw_status tw__write_destroy(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            bool *found)
{
    tw_str sql = tw__emit_destroy(op, o, false);
    tw_stmt *s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    tw_status st;

    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, id);
    st = tw__stmt_run(op, s);
    if (st != TW_OK)
        return tw__refuse_destroy(op, st, o);
    *found = tw__conn_changes(op->conn) > 0;
    return TW_OK;
}

tw_status tw__write_destroy_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_str *ids,
                                 uint32_t count)
{
    many m = {.sql = tw__emit_destroy(op, o, true)};
    tw_status st = run_many(op, &m, ids, count);

    return st == TW_OK ? TW_OK : tw__refuse_destroy(op, st, o);
}

tw_status tw__write_follow(tw_op *op,
                           const tw_column *join,
                           const tw_str *ids,
                           uint32_t count,
                           bool restore)
{
    many m = {.sql = tw__emit_follow(op, join, restore),
              .first = tw__row_now(op)};

    return run_many(op, &m, ids, count);
}

tw_status tw__write_repoint(tw_op *op,
                            const tw_column *join,
                            tw_str to,
                            const tw_str *ids,
                            uint32_t count)
{
    many m = {.sql = tw__emit_repoint(op, join), .first = tw__cell_text(to)};

    return run_many(op, &m, ids, count);
}

tw_status tw__write_find(tw_op *op,
                         const tw_object *o,
                         const tw_look *look,
                         tw_found *out)
{
    tw_str sql = tw__emit_find(op, o, look->columns, look->count, look->life);
    tw_stmt *s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    tw_status st;
    uint32_t i;
    bool row;

    *out = (tw_found){0};
    if (s == NULL)
        return op->error.status;
    for (i = 0; i < look->count; i++)
        tw__stmt_bind(s, (int)i + 1, &look->cells[i]);
    st = tw__stmt_step(op, s, &row);
    if (st == TW_OK && row) {
        out->id = tw__op_str(op, tw__stmt_text(s, 0));
        out->deleted = tw__stmt_int(s, 1) != 0;
        out->count = 1;
        st =
            out->id.ptr == NULL ? op->error.status : tw__stmt_step(op, s, &row);
        if (st == TW_OK && row)
            out->count = 2;
    }
    tw__stmt_done(s);
    return st;
}

tw_status tw__write_id(tw_op *op, tw_str id, tw_str *out)
{
    char *text = tw__op_get(op, TW_UUID_BYTES);

    if (text == NULL)
        return op->error.status;
    if (!tw__uuid_normal(id, text))
        return tw__fail(op, TW_E_INVALID, "", "'%.*s' is not a valid UUID",
                        TW_FMT(id));
    *out = (tw_str){text, TW_UUID_BYTES};
    return TW_OK;
}

tw_str tw__write_id_list(tw_op *op, const tw_str *ids, uint32_t count)
{
    tw_json_writer w;
    tw_buf b;
    tw_str list;
    uint32_t i;

    tw__buf_init(&b, op->alloc);
    w = (tw_json_writer){&b, false};
    tw__jw_open(&w, '[');
    for (i = 0; i < count; i++)
        tw__jw_text(&w, ids[i]);
    tw__jw_close(&w, ']');
    list = tw__op_take(op, &b);
    tw__buf_fini(&b);
    return list;
}

tw_status tw__write_answer(tw_op *op,
                           const tw_object *o,
                           const tw_select *answer,
                           const tw_str *ids,
                           uint32_t count,
                           tw_buf *out)
{
    tw_status st = TW_OK;
    uint32_t i;

    if (answer == NULL)
        return TW_OK;
    for (i = 0; st == TW_OK && i < count; i++) {
        if (i > 0)
            tw__buf_char(out, ',');
        st = tw__query_get(op, answer, o, ids[i], true, out);
    }
    return st;
}
