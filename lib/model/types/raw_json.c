/* raw_json.c -- RAW_JSON: any object or list; text is parsed. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_JSON, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_json);
}

const tw_type tw__type_raw_json = {
    .id = TW_TYPE_RAW_JSON,
    .api_name = "RAW_JSON",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
