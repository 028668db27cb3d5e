/* cursor.c -- cursors: base64 of a compact JSON object that holds a record's
** ordered values and its id (REST specification 9.1). */
#include "query/order.h"

#include "base/base64.h"

/* Making one from a plan: literal bytes between values. */
typedef struct maker {
    tw_op *op;
    const tw_order_plan *plan;
    tw_cursor *out;
    tw_buf text; /* bytes since the last value */
    bool done[TW_LIMIT_ORDER_TERMS + 1];
} maker;

static bool same_prefix(const tw_path *a, const tw_path *b, uint8_t count)
{
    if (a->count < count || b->count < count)
        return false;
    for (uint8_t i = 0; i < count; i++)
        if (!tw__str_eq(a->name[i], b->name[i]))
            return false;
    return true;
}

static tw_str flush(maker *m)
{
    tw_str s = tw__op_take(m->op, &m->text);

    tw__buf_reset(&m->text);
    return s;
}

static int key_of(const tw_order_plan *plan, uint32_t term)
{
    int key = 0;

    for (uint32_t i = 0; i < term; i++)
        key += plan->terms[i].in_cursor ? 1 : 0;
    return key;
}

static void put_value(maker *m, uint32_t term)
{
    struct tw_cursor_step *s = &m->out->steps[m->out->count++];

    s->before = flush(m);
    s->kind = m->plan->terms[term].target.kind;
    s->key = key_of(m->plan, term);
    m->done[term] = true;
}

/* The members at `level` of all terms that begin like term `like`: terms of
** one composite stand together. */
static void put_members(maker *m, uint32_t like, uint8_t level)
{
    const tw_order_plan *plan = m->plan;
    bool comma = false;

    for (uint32_t i = like; i < plan->count; i++) {
        const tw_path *path = &plan->terms[i].path;

        if (m->done[i] || !plan->terms[i].in_cursor ||
            !same_prefix(path, &plan->terms[like].path, level))
            continue;
        if (comma)
            tw__buf_char(&m->text, ',');
        comma = true;
        tw__json_put_text(&m->text, path->name[level]);
        tw__buf_char(&m->text, ':');
        if (path->count == level + 1) {
            put_value(m, i);
        } else {
            tw__buf_char(&m->text, '{');
            put_members(m, i, (uint8_t)(level + 1));
            tw__buf_char(&m->text, '}');
        }
    }
}

tw_status tw__cursor_plan(tw_op *op, const tw_order_plan *plan, tw_cursor *out)
{
    maker m = {.op = op, .plan = plan, .out = out};

    memset(out, 0, sizeof(*out));
    if (plan->count > TW_LIMIT_ORDER_TERMS + 1)
        return tw__fail(op, TW_E_INVALID, "", "too many fields to order by");
    out->steps = tw__op_array(op, plan->count, sizeof(*out->steps));
    if (out->steps == NULL)
        return op->error.status;
    tw__buf_init(&m.text, op->alloc);
    tw__buf_char(&m.text, '{');
    put_members(&m, 0, 0);
    tw__buf_char(&m.text, '}');
    out->tail = flush(&m);
    tw__buf_fini(&m.text);
    return op->error.status;
}

void tw__cursor_put(const tw_cursor *c, tw_stmt *s, int first, tw_buf *json)
{
    for (uint32_t i = 0; i < c->count; i++) {
        const struct tw_cursor_step *step = &c->steps[i];
        tw_cell cell;

        tw__buf_str(json, step->before);
        tw__stmt_cell(s, first + step->key, &cell);
        tw__kind_shape(step->kind, &cell, json);
    }
    tw__buf_str(json, c->tail);
}

static tw_status undecodable(tw_op *op, tw_str text)
{
    if (op->error.status == TW_E_NOMEM)
        return TW_E_NOMEM;
    tw__op_forgive(op);
    if (text.len > 100)
        text.len = 100;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ' || (text.ptr[i] & 0x80) != 0)
            text.len = i;
    tw__fail(op, TW_E_INVALID, "", "Invalid cursor: %.*s", TW_FMT(text));
    op->sub_code = TW_STR("INVALID_CURSOR");
    return TW_E_INVALID;
}

static tw_status misfit(tw_op *op, tw_str member)
{
    return tw__fail(op, TW_E_INVALID_CURSOR, "",
                    "Invalid cursor: \"%.*s\" is not part of the order",
                    TW_FMT(member));
}

static tw_status take_value(tw_op *op,
                            const tw_term *term,
                            const tw_json *value,
                            struct tw_seek_value *out)
{
    tw_status st = tw__kind_filter_value(
        op, term->target.field, term->target.part, value, false, &out->cell);

    if (st == TW_E_NOMEM)
        return st;
    if (st != TW_OK) {
        tw__op_forgive(op);
        return tw__fail(op, TW_E_INVALID_CURSOR, "",
                        "Invalid cursor: the value of \"%.*s\" does not fit "
                        "its field",
                        TW_FMT(value->key));
    }
    out->given = true;
    return TW_OK;
}

/* The members of `node`, whose own path is `at`. */
static tw_status take_members(tw_op *op,
                              const tw_json *node,
                              tw_path *at,
                              const tw_order_plan *plan,
                              tw_seek *out)
{
    uint8_t level = at->count++;
    tw_status st = TW_OK;

    for (uint32_t m = 0; m < node->count && st == TW_OK; m++) {
        const tw_json *member = &node->items[m];
        bool known = false, inner = false;

        at->name[level] = member->key;
        for (uint32_t i = 0; i < plan->count && !known; i++) {
            const tw_term *term = &plan->terms[i];

            if (!term->in_cursor || !same_prefix(&term->path, at, at->count))
                continue;
            known = term->path.count == at->count;
            inner = true;
            if (known)
                st = take_value(op, term, member, &out->values[i]);
        }
        if (known)
            continue;
        if (!inner || member->type != TW_JSON_OBJECT)
            return misfit(op, member->key);
        st = take_members(op, member, at, plan, out);
    }
    at->count = level;
    return st;
}

tw_status tw__cursor_read(tw_op *op,
                          tw_str text,
                          const tw_order_plan *plan,
                          tw_seek *out)
{
    const tw_json *json = NULL;
    tw_path at = {.count = 0};
    tw_str bytes;
    tw_buf b;

    out->values = tw__op_array(op, plan->count, sizeof(*out->values));
    if (out->values == NULL)
        return op->error.status;
    if (text.len > TW_LIMIT_CURSOR_BYTES)
        return undecodable(op, text);
    tw__buf_init(&b, op->alloc);
    tw__base64_read(&b, text);
    bytes = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (bytes.ptr == NULL)
        return op->error.status;
    if (tw__json_read(op, bytes, &json) != TW_OK ||
        json->type != TW_JSON_OBJECT)
        return undecodable(op, text);
    return take_members(op, json, &at, plan, out);
}
