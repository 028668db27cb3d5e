/* metadata.c -- /rest/metadata/objects and /rest/metadata/fields: pages by
** plain ids, entities bare or in the older envelope (metadata specification
** 10). */
#include "rest/metadata.h"

#include "base/number.h"
#include "base/uuid.h"
#include "model/change.h"

typedef struct resource {
    const char *plural, *singular, *verb_name; /* "createOneObject" */
    bool fields;
} resource;

static const resource resources[] = {
    {"objects", "object", "OneObject", false},
    {"fields", "field", "OneField", true},
};

static const resource *find(const tw_rest_request *req)
{
    if (req->path_count < 2 || !tw__str_is(req->path[0], "metadata"))
        return NULL;
    for (size_t i = 0; i < sizeof(resources) / sizeof(resources[0]); i++)
        if (tw__str_is(req->path[1], resources[i].plural))
            return &resources[i];
    return NULL;
}

bool tw__rest_metadata_owns(const tw_rest_request *req)
{
    return req->path_count <= TW_PATH_SEGMENTS_MAX && find(req) != NULL;
}

/* The page of a list, as places in the catalog's array. */
typedef struct page {
    uint32_t limit;
    tw_str after, before;
    uint32_t from, to; /* [from, to) */
    bool more;         /* in the direction travelled */
} page;

static tw_str id_at(const tw_op *op, const resource *r, uint32_t at)
{
    return r->fields ? op->catalog->all_fields[at]->id
                     : op->catalog->objects[at]->id;
}

static uint32_t total(const tw_op *op, const resource *r)
{
    return r->fields ? op->catalog->field_count : op->catalog->object_count;
}

static tw_status read_limit(tw_op *op, tw_str text, uint32_t *out)
{
    double v = 0;

    *out = TW_LIMIT_PAGE_DEFAULT;
    if (text.len == 0)
        return TW_OK;
    if (!tw__number_js(text, &v) || !(v >= 0) || v > (double)INT64_MAX ||
        v > (double)(int64_t)v)
        return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                        "limit '%.*s' is not a whole number from 0 on",
                        TW_FMT(text));
    *out = v > TW_LIMIT_PAGE ? TW_LIMIT_PAGE : (uint32_t)v;
    return TW_OK;
}

static tw_status read_cursor(tw_op *op,
                             const tw_rest_request *req,
                             const char *name,
                             tw_str *out)
{
    bool repeated;
    char id[TW_UUID_BYTES];

    *out = tw__param(req, name, &repeated);
    if (out->len == 0) {
        *out = TW_NO_STR;
        return TW_OK;
    }
    if (repeated || !tw__uuid_normal(*out, id))
        return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                        "%s '%.*s' is not an id", name, TW_FMT(*out));
    *out = tw__op_str(op, (tw_str){id, sizeof(id)});
    return out->ptr == NULL ? op->error.status : TW_OK;
}

static tw_status read_page(tw_op *op, const tw_rest_request *req, page *p)
{
    tw_str after = tw__param(req, "starting_after", NULL);
    tw_str before = tw__param(req, "ending_before", NULL);

    if (after.len > 0 && before.len > 0)
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "starting_after and ending_before exclude each other");
    if (read_limit(op, tw__param(req, "limit", NULL), &p->limit) != TW_OK ||
        read_cursor(op, req, "starting_after", &p->after) != TW_OK ||
        read_cursor(op, req, "ending_before", &p->before) != TW_OK)
        return op->error.status;
    return TW_OK;
}

/* The first place whose id is below `id`, or not above it: ids descend. */
static uint32_t place(const tw_op *op, const resource *r, tw_str id, bool below)
{
    uint32_t low = 0, high = total(op, r);

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = tw__str_cmp(id_at(op, r, middle), id);

        if (order < 0 || (!below && order == 0))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void choose(const tw_op *op, const resource *r, page *p)
{
    uint32_t count = total(op, r);

    if (p->before.ptr != NULL) {
        p->to = place(op, r, p->before, false);
        p->from = p->to > p->limit ? p->to - p->limit : 0;
        p->more = p->from > 0;
        return;
    }
    p->from = p->after.ptr == NULL ? 0 : place(op, r, p->after, true);
    p->to = count - p->from > p->limit ? p->from + p->limit : count;
    p->more = p->to < count;
}

static void put_list(tw_op *op, const resource *r, const page *p, tw_buf *out)
{
    for (uint32_t i = p->from; i < p->to; i++) {
        if (i > p->from)
            tw__buf_char(out, ',');
        if (r->fields)
            tw__field_render(out, op->catalog->all_fields[i], false);
        else
            tw__object_render(out, op->catalog->objects[i], true, false);
    }
}

static tw_status list(tw_op *op,
                      const resource *r,
                      const tw_rest_request *req,
                      tw_rest_answer *answer)
{
    tw_buf *out = answer->out;
    tw_json_writer w = {.b = out};
    bool empty;
    page p;

    if (read_page(op, req, &p) != TW_OK)
        return op->error.status;
    choose(op, r, &p);
    empty = p.from >= p.to;
    tw__buf_text(out, "{\"data\":");
    if (req->legacy_envelope)
        tw__buf_printf(out, "{\"%s\":", r->plural);
    tw__buf_char(out, '[');
    put_list(op, r, &p, out);
    tw__buf_text(out, req->legacy_envelope ? "]}," : "],");
    tw__buf_text(out, "\"pageInfo\":");
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "hasNextPage");
    tw__jw_bool(&w, p.more);
    tw__jw_key(&w, "startCursor");
    tw__jw_text(&w, empty ? TW_NO_STR : id_at(op, r, p.from));
    tw__jw_key(&w, "endCursor");
    tw__jw_text(&w, empty ? TW_NO_STR : id_at(op, r, p.to - 1));
    tw__jw_close(&w, '}');
    tw__buf_text(out, ",\"totalCount\":");
    tw__buf_int(out, total(op, r));
    tw__buf_char(out, '}');
    answer->status = 200;
    return TW_OK;
}

/* An entity with its envelope.  `verb` is "create" and so on; "" for a read. */
static tw_status put_one(tw_op *op,
                         const resource *r,
                         tw_str id,
                         const char *verb,
                         bool legacy,
                         tw_buf *out)
{
    bool read = verb[0] == '\0';
    const tw_field *f = r->fields ? tw__field_by_id(op->catalog, id) : NULL;
    const tw_object *o = r->fields ? NULL : tw__object_by_id(op->catalog, id);

    if (f == NULL && o == NULL)
        return tw__fail(
            op, r->fields ? TW_E_FIELD_UNKNOWN : TW_E_OBJECT_NOT_FOUND, "",
            "there is no %s with the id %.*s", r->singular, TW_FMT(id));
    if (legacy)
        tw__buf_printf(out, "{\"data\":{\"%s%s\":", verb,
                       read ? r->singular : r->verb_name);
    if (f != NULL)
        tw__field_render(out, f, !read);
    else
        tw__object_render(out, o, strcmp(verb, "delete") != 0, !read);
    if (legacy)
        tw__buf_text(out, "}}");
    return TW_OK;
}

static tw_status create(tw_op *op,
                        const resource *r,
                        const tw_rest_request *req,
                        tw_rest_answer *answer)
{
    tw_str id = TW_NO_STR;
    tw_status st = r->fields ? tw__field_create(op, req->body, &id)
                             : tw__object_create(op, req->body, &id);

    answer->status = 201;
    return st != TW_OK ? st
                       : put_one(op, r, id, "create", req->legacy_envelope,
                                 answer->out);
}

static tw_status update(tw_op *op,
                        const resource *r,
                        const tw_rest_request *req,
                        tw_str id,
                        tw_rest_answer *answer)
{
    tw_status st = r->fields ? tw__field_update(op, id, req->body)
                             : tw__object_update(op, id, req->body);

    return st != TW_OK ? st
                       : put_one(op, r, id, "update", req->legacy_envelope,
                                 answer->out);
}

/* The entity is shown as it was. */
static tw_status destroy(tw_op *op,
                         const resource *r,
                         const tw_rest_request *req,
                         tw_str id,
                         tw_rest_answer *answer)
{
    size_t from = answer->out->len;
    bool known = r->fields ? tw__field_by_id(op->catalog, id) != NULL
                           : tw__object_by_id(op->catalog, id) != NULL;
    tw_status st = TW_OK;

    if (known)
        st = put_one(op, r, id, "delete", req->legacy_envelope, answer->out);
    if (st == TW_OK)
        st = r->fields ? tw__field_delete(op, id) : tw__object_delete(op, id);
    if (st != TW_OK)
        tw__buf_cut(answer->out, from);
    return st;
}

static tw_status no_route(tw_op *op, const tw_rest_request *req)
{
    return tw__fail(op, TW_E_NO_ROUTE, "", "Cannot %.*s %.*s",
                    TW_FMT(req->method_text), TW_FMT(req->raw_path));
}

static tw_status answer_one(tw_op *op,
                            const resource *r,
                            const tw_rest_request *req,
                            tw_rest_answer *answer)
{
    char text[TW_UUID_BYTES];
    tw_str id;

    if (req->method == TW_METHOD_POST || req->method == TW_METHOD_OTHER)
        return no_route(op, req);
    if (!tw__uuid_normal(req->path[2], text))
        return tw__fail(op, TW_E_BAD_REQUEST, "",
                        "Validation failed (uuid is expected)");
    id = tw__op_str(op, (tw_str){text, sizeof(text)});
    if (id.ptr == NULL)
        return op->error.status;
    answer->status = 200;
    if (req->method == TW_METHOD_GET)
        return put_one(op, r, id, "", req->legacy_envelope, answer->out);
    if (req->method == TW_METHOD_DELETE)
        return destroy(op, r, req, id, answer);
    return update(op, r, req, id, answer);
}

tw_status tw__rest_metadata(tw_op *op,
                            const tw_rest_request *req,
                            tw_rest_answer *answer)
{
    const resource *r = find(req);

    if (r == NULL || req->path_count > 3)
        return no_route(op, req);
    if (req->path_count == 3)
        return answer_one(op, r, req, answer);
    if (req->method == TW_METHOD_GET)
        return list(op, r, req, answer);
    if (req->method == TW_METHOD_POST)
        return create(op, r, req, answer);
    return no_route(op, req);
}
