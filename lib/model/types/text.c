/* text.c -- TEXT: a string; "" is the empty value. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_TEXT, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_text);
}

const tw_type tw__type_text = {
    .id = TW_TYPE_TEXT,
    .api_name = "TEXT",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .label_identifier = true,
    .searchable = true,
    .accept = accept,
};
