/* emails.c -- EMAILS: a primary address and more of them, in lower case.  A
** value without a primary address clears it; one without a list keeps it. */
#include "model/types/common.h"

#include "base/utf8.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"primaryEmail", TW_KIND_TEXT, true},
                                {"additionalEmails", TW_KIND_JSON_LIST, false}};

static const char *const words[] = {"Invalid string value ",
                                    " for email field \"", "\""};

/* White space as JavaScript sees it. */
static bool is_space(uint32_t c)
{
    return (c >= 9 && c <= 13) || c == ' ' || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* 1-64 characters without white space, '@', '"'; '@'; 1-255 characters without
** white space and '@'; 255 in all. */
static bool is_address(tw_str s)
{
    size_t pos = 0, local = 0, domain = 0;
    bool at = false;

    while (pos < s.len) {
        uint32_t c = tw__utf8_next(s, &pos);

        if (is_space(c) || (c == '@' && at) || (c == '"' && !at))
            return false;
        if (c == '@')
            at = true;
        else if (at)
            domain++;
        else
            local++;
        if (local + domain > 254)
            return false;
    }
    return at && local >= 1 && local <= 64 && domain >= 1;
}

static tw_status take_primary(tw_op *op,
                              const tw_spot *at,
                              const tw_json *in,
                              tw_cell *out)
{
    *out = tw__cell_null();
    if (in == NULL || in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_TEXT)
        return tw__spot_refuse(op, at, in, words);
    if (in->text.len == 0)
        return TW_OK;
    if (!is_address(in->text))
        return tw__spot_refuse(op, at, in, words);
    *out = tw__cell_text(tw__text_lower(op, in->text));
    return out->type == TW_CELL_NULL ? op->error.status : TW_OK;
}

static tw_status take_list(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_cell *out)
{
    tw_json lower = {.type = TW_JSON_LIST};
    tw_status status;

    *out = tw__cell_null();
    if (in->type == TW_JSON_TEXT) { /* JSON text of a list is one, too */
        const tw_json *list;

        status = tw__text_json(op, in->text, &list);
        if (status != TW_OK)
            return status;
        if (list == NULL)
            return tw__spot_fail(op, TW_E_SYNTAX, at, "The text for field ",
                                 " is not JSON");
        if (list->type != TW_JSON_LIST)
            return tw__spot_refuse(op, at, in, words);
        in = list;
    }
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_LIST)
        return tw__spot_refuse(op, at, in, words);
    if (in->count == 0)
        return TW_OK;
    lower.items = tw__op_array(op, in->count, sizeof *lower.items);
    if (lower.items == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < in->count; i++) {
        const tw_json *item = &in->items[i];

        if (item->type != TW_JSON_TEXT || !is_address(item->text))
            return tw__spot_refuse(op, at, item, words);
        lower.items[i].type = TW_JSON_TEXT;
        lower.items[i].text = tw__text_lower(op, item->text);
        if (lower.items[i].text.ptr == NULL)
            return op->error.status;
    }
    lower.count = in->count;
    return tw__json_cell(op, &lower, true, out);
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    const tw_spot primary = {field, parts[0].name};
    const tw_spot more = {field, parts[1].name};
    const tw_json *members[TW_PARTS_MAX];
    bool given;
    tw_status status = tw__composite_open(op, field, in, members, &given);

    out->set = 0;
    if (status != TW_OK || !given)
        return status;
    status = take_primary(op, &primary, members[0], &out->cells[0]);
    out->set = 1;
    if (status == TW_OK && members[1] != NULL) {
        status = take_list(op, &more, members[1], &out->cells[1]);
        out->set |= 2;
    }
    return status;
}

const tw_type tw__type_emails = {
    .id = TW_TYPE_EMAILS,
    .api_name = "EMAILS",
    .parts = parts,
    .part_count = 2,
    .composite = true,
    .creatable = true,
    .unique_allowed = true,
    .searchable = true,
    .accept = accept,
};
