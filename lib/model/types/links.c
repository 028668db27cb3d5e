/* links.c -- LINKS: a primary link and more.  The whole field is replaced by
** what a value holds: the links are pooled, those without an address dropped,
** and the first that is left is the primary one. */
#include "model/types/common.h"

#include "model/types/types.h"
#include "model/types/url.h"

static const tw_part parts[] = {{"primaryLinkLabel", TW_KIND_TEXT, false},
                                {"primaryLinkUrl", TW_KIND_TEXT, true},
                                {"secondaryLinks", TW_KIND_JSON_LIST, false}};
enum {
    LABEL,
    URL,
    MORE
};

typedef struct link {
    tw_str url, label;
} link;

typedef struct pool {
    link *links;
    uint32_t count;
} pool;

static tw_status add(tw_op *op,
                     const tw_spot *at,
                     pool *p,
                     const tw_json *url,
                     const tw_json *label)
{
    static const tw_json none = {.type = TW_JSON_NULL};
    tw_cell u, l;
    tw_status status = tw__take_text(op, at, url == NULL ? &none : url, &u);

    if (status == TW_OK)
        status = tw__take_text(op, at, label == NULL ? &none : label, &l);
    if (status != TW_OK || u.type == TW_CELL_NULL)
        return status;
    if (!tw__url_acceptable(op, u.u.s))
        return op->error.status != TW_OK
                   ? op->error.status
                   : tw__spot_fail(op, TW_E_INVALID_URL, at,
                                   "The link in field ", " has no valid URL");
    u.u.s = tw__url_normal(op, u.u.s);
    if (u.u.s.ptr == NULL)
        return op->error.status;
    p->links[p->count].url = u.u.s;
    p->links[p->count].label = l.type == TW_CELL_NULL ? TW_STR("") : l.u.s;
    p->count++;
    return TW_OK;
}

/* The list of secondary links, which may be given as JSON text. */
static tw_status open_list(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           const tw_json **list)
{
    static const char *const words[] = {"Invalid object value ",
                                        " for field \"", "\""};
    tw_status status = TW_OK;

    *list = in;
    if (in != NULL && in->type == TW_JSON_TEXT)
        status = tw__text_json(op, in->text, list);
    if (status != TW_OK || in == NULL)
        return status;
    if (*list == NULL ||
        ((*list)->type != TW_JSON_LIST && (*list)->type != TW_JSON_NULL))
        return tw__spot_refuse(op, at, in, words);
    for (uint32_t i = 0; i < (*list)->count; i++)
        if ((*list)->items[i].type != TW_JSON_OBJECT &&
            (*list)->items[i].type != TW_JSON_NULL)
            return tw__spot_refuse(op, at, &(*list)->items[i], words);
    return TW_OK;
}

static tw_status put_more(tw_op *op, const pool *p, tw_cell *out)
{
    tw_str text;
    tw_buf b;

    *out = tw__cell_null();
    if (p->count < 2)
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    for (uint32_t i = 1; i < p->count; i++) {
        tw__buf_text(&b, i == 1 ? "[{\"url\": " : ", {\"url\": ");
        tw__json_put_text(&b, p->links[i].url);
        tw__buf_text(&b, ", \"label\": ");
        tw__json_put_text(&b, p->links[i].label);
        tw__buf_char(&b, '}');
    }
    tw__buf_char(&b, ']');
    text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (text.ptr == NULL)
        return op->error.status;
    *out = tw__cell_text(text);
    return TW_OK;
}

static tw_status fill(tw_op *op,
                      const tw_field *field,
                      const tw_json *const *members,
                      pool *p)
{
    const tw_spot primary = {field, parts[URL].name};
    const tw_spot more = {field, parts[MORE].name};
    const tw_json *list;
    tw_status status = open_list(op, &more, members[MORE], &list);

    if (status != TW_OK)
        return status;
    p->links = tw__op_array(op, 1 + (list == NULL ? 0 : list->count),
                            sizeof *p->links);
    if (p->links == NULL)
        return op->error.status;
    status = add(op, &primary, p, members[URL], members[LABEL]);
    for (uint32_t i = 0; list != NULL && status == TW_OK && i < list->count;
         i++)
        if (list->items[i].type == TW_JSON_OBJECT)
            status = add(op, &more, p, tw__json_member(&list->items[i], "url"),
                         tw__json_member(&list->items[i], "label"));
    return status;
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    const tw_json *members[TW_PARTS_MAX];
    pool p = {NULL, 0};
    bool given;
    tw_status status = tw__composite_open(op, field, in, members, &given);

    out->set = 0;
    if (status != TW_OK || !given)
        return status;
    status = fill(op, field, members, &p);
    if (status != TW_OK)
        return status;
    out->set = 7;
    out->cells[URL] = out->cells[LABEL] = tw__cell_null();
    if (p.count > 0) {
        out->cells[URL] = tw__cell_text(p.links[0].url);
        if (p.links[0].label.len > 0)
            out->cells[LABEL] = tw__cell_text(p.links[0].label);
    }
    return put_more(op, &p, &out->cells[MORE]);
}

const tw_type tw__type_links = {
    .id = TW_TYPE_LINKS,
    .api_name = "LINKS",
    .parts = parts,
    .part_count = 3,
    .composite = true,
    .creatable = true,
    .unique_allowed = true,
    .searchable = true,
    .accept = accept,
};
