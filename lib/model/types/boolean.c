/* boolean.c -- BOOLEAN: true, false or null. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_BOOLEAN, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_boolean);
}

const tw_type tw__type_boolean = {
    .id = TW_TYPE_BOOLEAN,
    .api_name = "BOOLEAN",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
