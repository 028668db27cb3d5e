/* array.c -- ARRAY: a list of strings; one string makes a list of one. */
#include "model/types/list.h"

#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_TEXT_LIST, true}};

tw_status tw__take_list(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out)
{
    static const char *const words[] = {"Invalid value ", " for field \"",
                                        " - Array values need to be string\""};
    tw_status status;
    tw_json one;

    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type == TW_JSON_TEXT) {
        tw_json item = *in;

        one = (tw_json){.type = TW_JSON_LIST, .items = &item, .count = 1};
        status = tw__json_cell(op, &one, false, out);
    } else {
        bool good = in->type == TW_JSON_LIST;

        for (uint32_t i = 0; good && i < in->count; i++)
            good = in->items[i].type == TW_JSON_TEXT;
        if (!good)
            return tw__spot_refuse(op, at, in, words);
        if (in->count == 0)
            return TW_OK;
        status = tw__json_cell(op, in, false, out);
    }
    if (status == TW_OK && out->u.s.len > tw__text_limit(op))
        return tw__spot_fail(op, TW_E_INVALID, at, "The list for field ",
                             " is too long");
    return status;
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_list);
}

const tw_type tw__type_array = {
    .id = TW_TYPE_ARRAY,
    .api_name = "ARRAY",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
