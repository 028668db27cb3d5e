/* date.c -- DATE: a calendar day, in many spellings. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_DATE, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_date);
}

const tw_type tw__type_date = {
    .id = TW_TYPE_DATE,
    .api_name = "DATE",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
