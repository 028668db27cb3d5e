/* ddl_fill.c -- a new field's default, put into the records that are there. */
#include "model/default.h"

#include "base/uuid.h"
#include "store/ident.h"

static bool any_value(const tw_field *f, const tw_cell *cells)
{
    for (uint8_t i = 0; i < f->column_count; i++)
        if (cells[i].type != TW_CELL_NULL)
            return true;
    return false;
}

/* The builder's text as a statement; the builder is done with. */
static tw_stmt *prepare(tw_op *op, tw_buf *b)
{
    tw_str sql = tw__op_take(op, b);

    tw__buf_fini(b);
    return sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
}

static tw_stmt *prepare_fill(tw_op *op, const tw_field *f, bool each)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "UPDATE ");
    tw__ident_put(&b, f->object->table);
    for (uint8_t i = 0; i < f->column_count; i++) {
        tw__buf_text(&b, i == 0 ? " SET " : ", ");
        tw__ident_put(&b, f->columns[i].name);
        tw__buf_printf(&b, " = ?%d", i + 1);
    }
    if (each)
        tw__buf_printf(&b, " WHERE \"_id\" = ?%d", f->column_count + 1);
    return prepare(op, &b);
}

static tw_stmt *prepare_keys(tw_op *op, const tw_object *o)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "SELECT \"_id\" FROM ");
    tw__ident_put(&b, o->table);
    return prepare(op, &b);
}

static void bind_cells(tw_stmt *s, const tw_field *f, const tw_cell *cells)
{
    for (uint8_t i = 0; i < f->column_count; i++)
        tw__stmt_bind(s, i + 1, &cells[i]);
}

/* A new id for each record. */
static tw_status fill_ids(tw_op *op, const tw_field *f)
{
    tw_stmt *write = prepare_fill(op, f, true);
    tw_stmt *read = write == NULL ? NULL : prepare_keys(op, f->object);
    tw_status st = read == NULL ? op->error.status : TW_OK;
    bool row = true;

    while (st == TW_OK) {
        char id[TW_UUID_BYTES];
        bool none;

        st = tw__stmt_step(op, read, &row);
        if (st != TW_OK || !row)
            break;
        tw__uuid_new(op->env, id);
        tw__stmt_bind_text(write, 1, (tw_str){id, sizeof(id)});
        tw__stmt_bind_int(write, 2, tw__stmt_int(read, 0));
        st = tw__stmt_step(op, write, &none);
        tw__stmt_again(write);
    }
    tw__stmt_done(read);
    tw__stmt_done(write);
    return st;
}

tw_status tw__default_fill(tw_op *op, const tw_field *field)
{
    tw_cell cells[TW_PARTS_MAX];
    tw_status st = tw__default_cells(op, field, cells);
    tw_stmt *s;

    if (st != TW_OK || !any_value(field, cells))
        return st;
    if (tw__str_is(field->default_value, "\"uuid\""))
        return fill_ids(op, field);
    s = prepare_fill(op, field, false);
    if (s == NULL)
        return op->error.status;
    bind_cells(s, field, cells);
    return tw__stmt_run(op, s);
}
