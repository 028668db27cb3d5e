/* number.c -- NUMBER: a finite JSON number; text is refused. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_NUMBER, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_number);
}

const tw_type tw__type_number = {
    .id = TW_TYPE_NUMBER,
    .api_name = "NUMBER",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
