/* search_cursor.c -- cursors of a search: base64 of
** {"lastRanks":{"tsRankCD":n,"tsRank":n},"lastRecordIdsPerObject":{"person":id}}
** where the last member belongs to the record the cursor is of. */
#include "query/search_inside.h"

#include "base/base64.h"
#include "store/rank.h"

#include <math.h>

static tw_status misfit(tw_op *op, const char *what)
{
    if (op->error.status == TW_E_NOMEM)
        return TW_E_NOMEM;
    tw__op_forgive(op);
    return tw__fail(op, TW_E_INVALID_CURSOR, "", "Invalid cursor: %s", what);
}

static bool read_rank(const tw_json *ranks, const char *name, int64_t *out)
{
    const tw_json *rank = tw__json_member(ranks, name);

    if (rank == NULL || rank->type != TW_JSON_NUMBER || !(rank->number >= 0) ||
        rank->number > 5000)
        return false;
    *out = llround(rank->number * TW_RANK_UNIT);
    return true;
}

static tw_status read_json(tw_op *op, tw_str cursor, const tw_json **out)
{
    tw_str bytes;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__base64_read(&b, cursor);
    bytes = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (bytes.ptr == NULL)
        return op->error.status;
    if (tw__json_read(op, bytes, out) != TW_OK ||
        (*out)->type != TW_JSON_OBJECT)
        return misfit(op, "it is not one of a search");
    return TW_OK;
}

tw_status tw__search_place_read(tw_op *op, tw_str cursor, tw_search_place *out)
{
    const tw_json *json, *ranks, *last;
    int64_t all, any;
    tw_status st;

    if (cursor.ptr == NULL || cursor.len == 0)
        return TW_OK;
    if (cursor.len > TW_LIMIT_CURSOR_BYTES)
        return misfit(op, "it is too long");
    st = read_json(op, cursor, &json);
    if (st != TW_OK)
        return st;
    ranks = tw__json_member(json, "lastRanks");
    out->ids = tw__json_member(json, "lastRecordIdsPerObject");
    if (ranks == NULL || ranks->type != TW_JSON_OBJECT || out->ids == NULL ||
        out->ids->type != TW_JSON_OBJECT ||
        !read_rank(ranks, "tsRankCD", &all) ||
        !read_rank(ranks, "tsRank", &any) || any >> TW_RANK_SHIFT != 0)
        return misfit(op, "it lacks ranks or ids");
    out->given = true;
    out->rank = (all << TW_RANK_SHIFT) + any;
    if (out->ids->count == 0)
        return TW_OK;
    last = &out->ids->items[out->ids->count - 1];
    if (last->type == TW_JSON_TEXT) {
        out->object = tw__object_by_singular(op->catalog, last->key);
        out->id = last->text;
    }
    return TW_OK;
}

/* Is a hit of the object among the first `count`? */
static bool is_among(const tw_search_page *page, uint32_t count, tw_str name)
{
    for (uint32_t i = 0; i < count; i++)
        if (tw__str_eq(page->hits[i].object->singular, name))
            return true;
    return false;
}

static bool is_last_of_its_object(const tw_search_page *page,
                                  uint32_t i,
                                  uint32_t end)
{
    for (uint32_t k = i + 1; k <= end; k++)
        if (page->hits[k].object == page->hits[i].object)
            return false;
    return true;
}

tw_status tw__search_cursor(tw_op *op,
                            const tw_search_page *page,
                            uint32_t i,
                            tw_str *out)
{
    const tw_json *ids = page->after.ids;
    tw_json_writer w;
    tw_buf json, text;

    tw__buf_init(&json, op->alloc);
    tw__buf_init(&text, op->alloc);
    w = (tw_json_writer){&json, false};
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "lastRanks");
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "tsRankCD");
    tw__jw_number(&w, tw__rank_all(page->hits[i].rank));
    tw__jw_key(&w, "tsRank");
    tw__jw_number(&w, tw__rank_any(page->hits[i].rank));
    tw__jw_close(&w, '}');
    tw__jw_key(&w, "lastRecordIdsPerObject");
    tw__jw_open(&w, '{');
    for (uint32_t k = 0; ids != NULL && k < ids->count; k++)
        if (ids->items[k].type == TW_JSON_TEXT &&
            !is_among(page, i + 1, ids->items[k].key)) {
            tw__jw_key_str(&w, ids->items[k].key);
            tw__jw_text(&w, ids->items[k].text);
        }
    for (uint32_t k = 0; k <= i; k++)
        if (is_last_of_its_object(page, k, i)) {
            tw__jw_key_str(&w, page->hits[k].object->singular);
            tw__jw_text(&w, page->hits[k].id);
        }
    tw__jw_close(&w, '}');
    tw__jw_close(&w, '}');
    tw__base64_put(&text, tw__buf_view(&json));
    text.failed = text.failed || json.failed;
    *out = tw__op_take(op, &text);
    tw__buf_fini(&json);
    tw__buf_fini(&text);
    return op->error.status;
}
