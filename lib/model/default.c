/* default.c -- default values: from the metadata form to cells. */
#include "model/default.h"

#include "base/json.h"
#include "base/number.h"
#include "base/str.h"
#include "base/time.h"
#include "base/uuid.h"

#include <math.h>

/* 'text' without its quotes; absent when there are none. */
static tw_str unquote(tw_str s)
{
    if (s.len < 2 || s.ptr[0] != '\'' || s.ptr[s.len - 1] != '\'')
        return TW_NO_STR;
    return tw__str_sub(s, 1, s.len - 1);
}

static tw_status put_now(tw_op *op, tw_kind kind, tw_cell *out)
{
    int64_t ms = tw__op_now_ms(op);
    char text[TW_TIME_BYTES];
    tw_str s;

    if (kind != TW_KIND_DATE && kind != TW_KIND_DATE_TIME)
        return TW_OK;
    tw__time_print(ms, text);
    s = tw__op_str(op, (tw_str){text, kind == TW_KIND_DATE ? TW_DATE_BYTES
                                                           : TW_TIME_BYTES});
    if (s.ptr == NULL)
        return op->error.status;
    *out = tw__cell_text(s);
    return TW_OK;
}

static tw_status put_date(tw_op *op, tw_kind kind, tw_str s, tw_cell *out)
{
    char text[TW_TIME_BYTES];
    size_t len = 0;
    tw_civil day;
    int64_t ms;

    if (kind == TW_KIND_DATE && tw__date_parse(s, &day)) {
        tw__date_print(&day, text);
        len = TW_DATE_BYTES;
    } else if (kind == TW_KIND_DATE_TIME && tw__time_parse(s, &ms)) {
        tw__time_print(ms, text);
        len = TW_TIME_BYTES;
    }
    if (len == 0)
        return TW_OK;
    *out = tw__cell_text(tw__op_str(op, (tw_str){text, len}));
    return out->type == TW_CELL_NULL ? op->error.status : TW_OK;
}

static void put_number(tw_kind kind, double v, tw_cell *out)
{
    if (kind != TW_KIND_MICROS)
        *out = tw__cell_real(v);
    else if (fabs(v) < 9.2e18)
        *out = tw__cell_int((int64_t)v);
}

/* What stood between the inner quotes. */
static tw_status put_text(tw_op *op, const tw_column *c, tw_str s, tw_cell *out)
{
    char id[TW_UUID_BYTES];
    double number;

    switch (c->kind) {
    case TW_KIND_TEXT:
    case TW_KIND_TEXT_NULL:
    case TW_KIND_SOURCE:
        *out = tw__cell_text(s);
        return TW_OK;
    case TW_KIND_OPTION:
        /* the option may be gone since */
        if (tw__field_option(c->field, s) != NULL)
            *out = tw__cell_text(s);
        return TW_OK;
    case TW_KIND_UUID:
        if (tw__uuid_normal(s, id))
            *out = tw__cell_text(tw__op_str(op, (tw_str){id, sizeof(id)}));
        return op->error.status;
    case TW_KIND_DATE:
    case TW_KIND_DATE_TIME:
        return put_date(op, c->kind, s, out);
    case TW_KIND_NUMBER:
    case TW_KIND_NUMERIC:
    case TW_KIND_MICROS:
    case TW_KIND_DEGREES:
    case TW_KIND_POSITION:
        if (tw__number_json(s, &number))
            put_number(c->kind, number, out);
        return TW_OK;
    case TW_KIND_BOOLEAN:
    case TW_KIND_OPTION_LIST:
    case TW_KIND_TEXT_LIST:
    case TW_KIND_JSON_LIST:
    case TW_KIND_JSON:
    case TW_KIND_FILES:
    case TW_KIND_TS_VECTOR:
    case TW_KIND_COUNT_:
        break;
    }
    return TW_OK;
}

static tw_status take_buf(tw_op *op, tw_buf *b, tw_cell *out)
{
    *out = tw__cell_text(tw__op_take(op, b));
    tw__buf_fini(b);
    return out->type == TW_CELL_NULL ? op->error.status : TW_OK;
}

/* ["'A'","'B'"] as the stored ["A","B"], without options that are gone. */
static tw_status put_list(tw_op *op,
                          const tw_column *c,
                          const tw_json *list,
                          tw_cell *out)
{
    bool any = false;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    for (uint32_t i = 0; i < list->count; i++) {
        tw_str s = unquote(list->items[i].text);

        if (list->items[i].type != TW_JSON_TEXT || s.ptr == NULL ||
            (c->kind == TW_KIND_OPTION_LIST &&
             tw__field_option(c->field, s) == NULL))
            continue;
        tw__buf_char(&b, any ? ',' : '[');
        tw__json_put_text(&b, s);
        any = true;
    }
    if (!any) {
        tw__buf_fini(&b);
        return TW_OK;
    }
    tw__buf_char(&b, ']');
    return take_buf(op, &b, out);
}

/* A JSON value as it stands. */
static tw_status put_json(tw_op *op,
                          const tw_column *c,
                          const tw_json *node,
                          tw_cell *out)
{
    tw_buf b;

    if (node->count == 0 && c->kind != TW_KIND_JSON)
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    if (c->kind == TW_KIND_FILES)
        tw__json_put(&b, node);
    else
        tw__json_put_spaced(&b, node);
    return take_buf(op, &b, out);
}

static tw_status put_leaf(tw_op *op,
                          const tw_column *c,
                          const tw_json *leaf,
                          tw_cell *out)
{
    switch (leaf->type) {
    case TW_JSON_NULL:
        break;
    case TW_JSON_FALSE:
    case TW_JSON_TRUE:
        if (c->kind == TW_KIND_BOOLEAN)
            *out = tw__cell_int(leaf->type == TW_JSON_TRUE);
        break;
    case TW_JSON_NUMBER:
        if (strcmp(tw__kind_info(c->kind)->sql_type, "TEXT") != 0 &&
            c->kind != TW_KIND_BOOLEAN)
            put_number(c->kind, leaf->number, out);
        break;
    case TW_JSON_TEXT:
        if (tw__str_is(leaf->text, "now"))
            return put_now(op, c->kind, out);
        if (tw__str_is(leaf->text, "uuid") && c->kind == TW_KIND_UUID) {
            *out = tw__cell_text(tw__uuid_make(op));
            return op->error.status;
        }
        if (unquote(leaf->text).len > 0)
            return put_text(op, c, unquote(leaf->text), out);
        break;
    case TW_JSON_LIST:
        if (c->kind == TW_KIND_OPTION_LIST || c->kind == TW_KIND_TEXT_LIST)
            return put_list(op, c, leaf, out);
        if (c->kind != TW_KIND_JSON && c->kind != TW_KIND_JSON_LIST &&
            c->kind != TW_KIND_FILES)
            break;
        return put_json(op, c, leaf, out);
    case TW_JSON_OBJECT:
        if (c->kind == TW_KIND_JSON)
            return put_json(op, c, leaf, out);
        break;
    }
    return TW_OK;
}

/* A text without escapes, the usual case, needs no reading. */
static bool plain_text(tw_str json, tw_json *out)
{
    if (json.len < 2 || json.ptr[0] != '"' ||
        memchr(json.ptr, '\\', json.len) != NULL)
        return false;
    *out = (tw_json){.type = TW_JSON_TEXT,
                     .text = tw__str_sub(json, 1, json.len - 1)};
    return true;
}

tw_status tw__default_cells(tw_op *op, const tw_field *field, tw_cell *cells)
{
    const tw_json *tree;
    tw_json text;
    tw_status st = TW_OK;

    for (uint8_t i = 0; i < field->column_count; i++)
        cells[i] = tw__cell_null();
    if (field->default_value.ptr == NULL || field->column_count == 0)
        return TW_OK;
    if (plain_text(field->default_value, &text))
        tree = &text;
    else if ((st = tw__json_read(op, field->default_value, &tree)) != TW_OK)
        return st;
    if (!field->type->composite)
        return put_leaf(op, &field->columns[0], tree, &cells[0]);
    if (tree->type != TW_JSON_OBJECT)
        return TW_OK;
    for (uint8_t i = 0; i < field->column_count && st == TW_OK; i++) {
        const tw_json *leaf = tw__json_member(tree, field->type->parts[i].name);

        if (leaf != NULL)
            st = put_leaf(op, &field->columns[i], leaf, &cells[i]);
    }
    return st;
}
