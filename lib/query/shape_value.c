/* shape_value.c -- one value of a row as JSON. */
#include "base/json.h"
#include "query/program.h"

static void put_bare_text(tw_buf *out, tw_str s)
{
    char *to;

    if (!tw__buf_reserve(out, s.len + 2))
        return;
    to = out->ptr + out->len;
    to[0] = '"';
    memcpy(to + 1, s.ptr, s.len);
    to[s.len + 1] = '"';
    out->len += s.len + 2;
}

/* The kinds that most columns have; the rest goes to the kind's own writer. */
void tw__value_put(tw_kind kind, const tw_cell *cell, tw_buf *out)
{
    if (cell->type == TW_CELL_NULL) {
        tw__buf_text(out, tw__kind_info(kind)->empty);
        return;
    }
    switch ((int)kind) {
    case TW_KIND_TEXT:
    case TW_KIND_TEXT_NULL:
        if (cell->type == TW_CELL_TEXT)
            tw__json_put_text(out, cell->u.s);
        else
            tw__kind_shape(kind, cell, out);
        break;
    case TW_KIND_UUID:
    case TW_KIND_DATE:
    case TW_KIND_DATE_TIME:
        /* made by the library: nothing to escape */
        if (cell->type == TW_CELL_TEXT)
            put_bare_text(out, cell->u.s);
        else
            tw__kind_shape(kind, cell, out);
        break;
    default:
        tw__kind_shape(kind, cell, out);
    }
}

static void put_file(const tw_step_more *more, const tw_json *file, tw_buf *out)
{
    tw__buf_char(out, '{');
    for (uint32_t i = 0; i < more->member_count; i++) {
        const tw_file_member *m = &more->members[i];
        const tw_json *v = NULL;

        if (i > 0)
            tw__buf_char(out, ',');
        if (m->name.ptr == NULL) {
            tw__buf_str(out, m->key);
            continue;
        }
        tw__json_put_text(out, m->key);
        tw__buf_char(out, ':');
        if (file->type == TW_JSON_OBJECT)
            v = tw__json_get(file, m->name);
        if (v != NULL)
            tw__json_put(out, v);
        else
            tw__buf_text(out, "null");
    }
    tw__buf_char(out, '}');
}

/* A list of files is taken apart for a moment. */
tw_status tw__files_put(tw_op *op,
                        const tw_step_more *more,
                        const tw_cell *cell,
                        tw_buf *out)
{
    tw_mark mark = tw__arena_mark(op->arena);
    const tw_json *list;
    tw_status st;

    if (cell->type != TW_CELL_TEXT) {
        tw__buf_text(out, "null");
        return TW_OK;
    }
    st = tw__json_read(op, cell->u.s, &list);
    if (st == TW_OK && list->type == TW_JSON_LIST) {
        for (uint32_t i = 0; i < list->count; i++) {
            tw__buf_char(out, i == 0 ? '[' : ',');
            put_file(more, &list->items[i], out);
        }
        tw__buf_text(out, list->count == 0 ? "[]" : "]");
    } else if (st == TW_OK) {
        tw__buf_text(out, "null");
    }
    tw__arena_rewind(op->arena, mark);
    return st;
}
