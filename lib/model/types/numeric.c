/* numeric.c -- NUMERIC: a number or text that is one. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_NUMERIC, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_numeric);
}

const tw_type tw__type_numeric = {
    .id = TW_TYPE_NUMERIC,
    .api_name = "NUMERIC",
    .parts = parts,
    .part_count = 1,

    .accept = accept,
};
