/* uuid.c -- UUID: kept in lower case. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_UUID, true}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, tw__take_uuid);
}

const tw_type tw__type_uuid = {
    .id = TW_TYPE_UUID,
    .api_name = "UUID",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .unique_allowed = true,
    .label_identifier = true,
    .searchable = true,
    .accept = accept,
};
