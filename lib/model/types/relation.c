/* relation.c -- RELATION: the join key of a many-to-one relation.  The other
** side has no column and cannot be written. */
#include "model/types/relation.h"

#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_UUID, true}};

tw_status tw__relation_accept(tw_op *op,
                              const tw_field *field,
                              const tw_json *in,
                              tw_accepted *out)
{
    const tw_spot at = {field, ""};

    if (field->relation != TW_RELATION_MANY_TO_ONE)
        return tw__spot_fail(op, TW_E_INVALID, &at, "The list relation ",
                             " cannot be written; write the other side");
    return tw__accept_scalar(op, field, in, out, tw__take_uuid);
}

const tw_type tw__type_relation = {
    .id = TW_TYPE_RELATION,
    .api_name = "RELATION",
    .parts = parts,
    .part_count = 1, /* of MANY_TO_ONE; field->column_count tells */
    .creatable = true,
    .unique_allowed = true,
    .accept = tw__relation_accept,
};
