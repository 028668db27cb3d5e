/* multi_select.c -- MULTI_SELECT: a list of the field's options. */
#include "model/types/list.h"

#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_OPTION_LIST, true}};

static tw_status take(tw_op *op,
                      const tw_spot *at,
                      const tw_json *in,
                      tw_cell *out)
{
    static const char *const words[] = {"Invalid value ",
                                        " for multi select field \"", "\""};
    uint32_t count = in->type == TW_JSON_LIST ? in->count : 1;
    const tw_json *items = in->type == TW_JSON_LIST ? in->items : in;
    tw_status status = tw__take_list(op, at, in, out);

    if (status != TW_OK || out->type == TW_CELL_NULL)
        return status;
    for (uint32_t i = 0; i < count; i++)
        if (tw__field_option(at->field, items[i].text) == NULL)
            return tw__spot_refuse(op, at, in, words);
    return TW_OK;
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, take);
}

const tw_type tw__type_multi_select = {
    .id = TW_TYPE_MULTI_SELECT,
    .api_name = "MULTI_SELECT",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
