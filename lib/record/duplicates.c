/* duplicates.c -- records that look like a candidate (14.8): equal on all
** columns of one of the object's criteria.  Reads only. */
#include "record/record.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "record/write.h"

#include <stdio.h>

enum {
    MIN_CHARACTERS = 3,
    CRITERIA_MAX = UINT8_MAX
};

/* One candidate: a row, and the id it is known by, if it is a stored one. */
typedef struct candidate {
    const tw_row *row;
    tw_str id;
    uint8_t usable[CRITERIA_MAX];
    bool any;
} candidate;

/* How the answer is given: as REST does, with `answer`, or by `show`. */
typedef struct form {
    const tw_select *answer;
    tw_alike_fn show;
    void *context;
} form;

static bool is_usable(const tw_row *row, const struct tw_criterion *criterion)
{
    uint8_t i;

    for (i = 0; i < criterion->count; i++) {
        const tw_cell *cell = &row->cells[criterion->columns[i]->index];

        if (cell->type != TW_CELL_TEXT ||
            tw__utf8_count(cell->u.s) < MIN_CHARACTERS)
            return false;
    }
    return criterion->count > 0;
}

static void find_usable(candidate *c)
{
    const tw_object *o = c->row->object;
    uint8_t i;

    for (i = 0; i < o->criterion_count; i++) {
        c->usable[i] = is_usable(c->row, &o->criteria[i]);
        c->any = c->any || c->usable[i];
    }
}

static void bind(tw_stmt *s, const candidate *c)
{
    const tw_object *o = c->row->object;
    int n = 2;
    uint8_t i, k;

    if (c->id.ptr != NULL)
        tw__stmt_bind_text(s, 1, c->id);
    for (i = 0; i < o->criterion_count; i++)
        for (k = 0; c->usable[i] && k < o->criteria[i].count; k++)
            tw__stmt_bind(s, n++,
                          &c->row->cells[o->criteria[i].columns[k]->index]);
}

/* A cursor of the plain order: {"id":"..."} in base64; null for no record. */
static void put_cursor(tw_json_writer *w, const char *key, tw_str id)
{
    char json[64];
    int len = snprintf(json, sizeof json, "{\"id\":\"%.*s\"}", TW_FMT(id));

    tw__jw_key(w, key);
    if (id.ptr == NULL || len <= 0 || (size_t)len >= sizeof json) {
        tw__jw_null(w);
        return;
    }
    tw__buf_char(w->b, '"');
    tw__base64_put(w->b, (tw_str){json, (size_t)len});
    tw__buf_char(w->b, '"');
    w->comma = true;
}

/* What one candidate found. */
typedef struct hits {
    int64_t total;
    tw_str first, last; /* ids of those shown */
} hits;

static tw_status write_hits(tw_op *op,
                            tw_stmt *s,
                            const tw_select *answer,
                            tw_buf *out,
                            hits *h)
{
    tw_row_source source = {.stmt = s, .first = 1};
    tw_status st;
    bool row;

    for (;;) {
        st = tw__stmt_step(op, s, &row);
        if (st != TW_OK || !row)
            return st;
        if (h->total++ >= TW_LIMIT_DUPLICATES)
            continue;
        h->last = tw__op_str(op, tw__stmt_text(s, 0));
        if (h->last.ptr == NULL)
            return op->error.status;
        if (h->first.ptr == NULL)
            h->first = h->last;
        if (answer == NULL)
            continue;
        if (h->total > 1)
            tw__buf_char(out, ',');
        st = tw__select_write(op, answer, &source, out);
        if (st != TW_OK)
            return st;
    }
}

static void put_page(const hits *h, tw_buf *out)
{
    tw_json_writer w = {out, true};

    tw__jw_key(&w, "totalCount");
    tw__jw_int(&w, h->total);
    tw__jw_key(&w, "pageInfo");
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "hasNextPage");
    tw__jw_bool(&w, false);
    tw__jw_key(&w, "hasPreviousPage");
    tw__jw_bool(&w, false);
    put_cursor(&w, "startCursor", h->first);
    put_cursor(&w, "endCursor", h->last);
    tw__jw_close(&w, '}');
}

static tw_status search(tw_op *op,
                        const candidate *c,
                        const tw_select *answer,
                        tw_buf *out,
                        hits *h)
{
    tw_str sql = tw__emit_alike(op, c->row->object, answer, c->usable,
                                c->id.ptr != NULL);
    tw_stmt *s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    tw_status st;

    if (s == NULL)
        return op->error.status;
    bind(s, c);
    st = write_hits(op, s, answer, out, h);
    tw__stmt_done(s);
    return st;
}

/* The ids alone, for somebody else to show. */
static tw_status search_ids(tw_op *op, const candidate *c, tw_alike *found)
{
    tw_str sql =
        tw__emit_alike(op, c->row->object, NULL, c->usable, c->id.ptr != NULL);
    tw_str *ids = tw__op_array(op, TW_LIMIT_DUPLICATES, sizeof(*ids));
    tw_stmt *s = sql.ptr == NULL || ids == NULL ? NULL : tw__stmt_get(op, sql);
    tw_status st;
    bool row;

    if (s == NULL)
        return op->error.status;
    bind(s, c);
    while ((st = tw__stmt_step(op, s, &row)) == TW_OK && row) {
        if (found->total++ >= TW_LIMIT_DUPLICATES)
            continue;
        ids[found->count++] = tw__op_str(op, tw__stmt_text(s, 0));
        if (op->error.status != TW_OK)
            break;
    }
    tw__stmt_done(s);
    found->ids = ids;
    return st == TW_OK ? op->error.status : st;
}

static tw_status show_one(tw_op *op,
                          const candidate *c,
                          const form *f,
                          tw_buf *out)
{
    tw_alike found = {.count = 0};
    tw_status st = c->any ? search_ids(op, c, &found) : TW_OK;

    return st == TW_OK ? f->show(op, f->context, &found, out) : st;
}

static tw_status answer_one(tw_op *op,
                            const tw_row *row,
                            tw_str id,
                            const form *f,
                            tw_buf *out)
{
    candidate c = {.row = row, .id = id};
    hits h = {0};
    tw_status st = TW_OK;

    find_usable(&c);
    if (f->show != NULL)
        return show_one(op, &c, f, out);
    tw__buf_printf(out, "{\"%.*sDuplicates\":[", TW_FMT(row->object->singular));
    if (c.any)
        st = search(op, &c, f->answer, out, &h);
    tw__buf_char(out, ']');
    put_page(&h, out);
    tw__buf_char(out, '}');
    return st;
}

static tw_status by_data(tw_op *op,
                         const tw_object *o,
                         const tw_json *data,
                         const form *f,
                         tw_buf *out)
{
    tw_status st = TW_OK;
    uint32_t i;

    for (i = 0; st == TW_OK && i < data->count; i++) {
        tw_row row;

        st = tw__accept(op, o, &data->items[i], TW_ACCEPT_CANDIDATE, &row);
        if (st != TW_OK) {
            tw__op_path_prefix_index(op, i);
            tw__op_path_prefix(op, TW_STR("data"));
            return st;
        }
        if (i > 0)
            tw__buf_char(out, ',');
        st = answer_one(op, &row, TW_NO_STR, f, out);
    }
    return st;
}

static tw_status by_ids(tw_op *op,
                        const tw_object *o,
                        const tw_json *ids,
                        const form *f,
                        tw_buf *out)
{
    uint32_t answered = 0, i;
    tw_status st = TW_OK;
    tw_str id;

    for (i = 0; st == TW_OK && i < ids->count; i++)
        st = ids->items[i].type == TW_JSON_TEXT
                 ? tw__write_id(op, ids->items[i].text, &id)
                 : tw__fail(op, TW_E_INVALID, "/ids",
                            "\"ids\" must be a list of UUIDs");
    for (i = 0; st == TW_OK && i < ids->count; i++) {
        bool found = false;
        tw_row row;

        st = tw__write_id(op, ids->items[i].text, &id);
        if (st == TW_OK)
            st = tw__row_read(op, o, id, TW_LIFE_LIVE, &row, &found);
        if (st != TW_OK || !found)
            continue;
        if (answered++ > 0)
            tw__buf_char(out, ',');
        st = answer_one(op, &row, id, f, out);
    }
    return st;
}

static bool is_given(const tw_json *list)
{
    return list != NULL && list->type != TW_JSON_NULL;
}

static tw_status check(tw_op *op,
                       const tw_json *list,
                       const char *path,
                       const char *name)
{
    if (list->type != TW_JSON_LIST)
        return tw__fail(op, TW_E_INVALID, path, "\"%s\" must be a list", name);
    if (list->count > TW_LIMIT_DUPLICATES)
        return tw__fail(op, TW_E_INVALID, path,
                        "\"%s\" holds at most %d entries, not %u", name,
                        TW_LIMIT_DUPLICATES, list->count);
    return TW_OK;
}

static tw_status answer_all(tw_op *op,
                            const tw_object *o,
                            const tw_json *data,
                            const tw_json *ids,
                            const form *f,
                            tw_buf *out)
{
    tw_status st;

    if (is_given(data) && is_given(ids))
        return tw__fail(
            op, TW_E_INVALID, "",
            "You cannot provide both \"data\" and \"ids\" arguments");
    if (!is_given(data) && !is_given(ids))
        return tw__fail(op, TW_E_INVALID, "",
                        "You have to provide either \"data\" or \"ids\"");
    st = is_given(data) ? check(op, data, "/data", "data")
                        : check(op, ids, "/ids", "ids");
    if (st == TW_OK && is_given(data) && data->count == 0)
        return tw__fail(op, TW_E_INVALID, "/data",
                        "The \"data\" condition can not be empty when \"ids\""
                        " input not provided");
    if (st != TW_OK)
        return st;
    tw__buf_char(out, '[');
    st = is_given(data) ? by_data(op, o, data, f, out)
                        : by_ids(op, o, ids, f, out);
    tw__buf_char(out, ']');
    return st;
}

tw_status tw__record_duplicates(tw_op *op,
                                const tw_object *o,
                                const tw_json *data,
                                const tw_json *ids,
                                const tw_select *answer,
                                tw_buf *out)
{
    const form f = {.answer = answer};

    return answer_all(op, o, data, ids, &f, out);
}

tw_status tw__record_alike(tw_op *op,
                           const tw_object *o,
                           const tw_json *in,
                           tw_alike_fn show,
                           void *context,
                           tw_buf *out)
{
    const form f = {.show = show, .context = context};

    return answer_all(op, o, tw__json_member(in, "data"),
                      tw__json_member(in, "ids"), &f, out);
}
