/* date_time.c -- DATE_TIME: an instant, kept in UTC with milliseconds. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_DATE_TIME, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_date_time);
}

const tw_type tw__type_date_time = {
    .id = TW_TYPE_DATE_TIME,
    .api_name = "DATE_TIME",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .accept = accept,
};
