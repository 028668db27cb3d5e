/* search_label.c -- how a record that was found is shown. */
#include "query/emit_search.h"

#include "base/number.h"

bool tw__search_is_closed(const tw_object *o)
{
    /* who may see them depends on their channel */
    static const char *const names[] = {"message", "calendarEvent"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!o->is_custom && tw__str_is(o->singular, names[i]))
            return true;
    return false;
}

static void put_cell(tw_buf *b, const tw_cell *cell)
{
    if (cell->type == TW_CELL_NULL)
        return;
    if (b->len > 0)
        tw__buf_char(b, ' ');
    if (cell->type == TW_CELL_TEXT)
        tw__buf_str(b, cell->u.s);
    else if (cell->type == TW_CELL_INT)
        tw__buf_int(b, cell->u.i);
    else
        tw__number_put(b, cell->u.r);
}

static bool is_address(const tw_cell *cell)
{
    return cell->type == TW_CELL_TEXT &&
           (tw__str_starts(cell->u.s, TW_STR("https://")) ||
            tw__str_starts(cell->u.s, TW_STR("http://")));
}

/* The columns that make up the label: both of a name, else the first. */
static int label_columns(const tw_field *f)
{
    return f->type->id == TW_TYPE_FULL_NAME ? f->column_count : 1;
}

static void read_row(tw_stmt *s,
                     const tw_object *o,
                     tw_buf *label,
                     tw_buf *image)
{
    int count = o->label_identifier->column_count;
    tw_cell cell;

    for (int i = 0; i < label_columns(o->label_identifier); i++) {
        tw__stmt_cell(s, i, &cell);
        put_cell(label, &cell);
    }
    if (o->image_identifier == NULL || o->image_identifier->column_count == 0)
        return;
    tw__stmt_cell(s, count == 0 ? 1 : count, &cell);
    if (is_address(&cell))
        put_cell(image, &cell);
}

static tw_str text_of(tw_op *op, const tw_buf *b)
{
    return b->len == 0 && !b->failed ? TW_STR("") : tw__op_take(op, b);
}

tw_status tw__search_label(tw_op *op,
                           const tw_search_hit *hit,
                           tw_str *label,
                           tw_str *image)
{
    tw_str sql = tw__search_emit_label(op, hit->object);
    tw_stmt *s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    tw_buf label_text, image_text;
    tw_status st;
    bool row;

    if (s == NULL)
        return op->error.status;
    tw__buf_init(&label_text, op->alloc);
    tw__buf_init(&image_text, op->alloc);
    tw__stmt_bind_int(s, 1, hit->row);
    st = tw__stmt_step(op, s, &row);
    if (st == TW_OK && row)
        read_row(s, hit->object, &label_text, &image_text);
    tw__stmt_done(s);
    if (st == TW_OK) {
        *label = text_of(op, &label_text);
        *image = text_of(op, &image_text);
        st = op->error.status;
    }
    tw__buf_fini(&label_text);
    tw__buf_fini(&image_text);
    return st;
}
