/* position.c -- POSITION: a number.  The words "first" and "last" need to know
** the other records and never get here: record/accept takes them out. */
#include "model/types/common.h"
#include "model/types/types.h"

#include <math.h>

static const tw_part parts[] = {{"", TW_KIND_POSITION, false}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    static const char *const words[] = {"Invalid position value ",
                                        " for field \"", "\""};
    const tw_spot at = {field, ""};

    out->set = 1;
    out->cells[0] = tw__cell_null();
    if (in->type != TW_JSON_NUMBER || !isfinite(in->number))
        return tw__spot_refuse(op, &at, in, words);
    out->cells[0] = tw__cell_real(in->number);
    return TW_OK;
}

const tw_type tw__type_position = {
    .id = TW_TYPE_POSITION,
    .api_name = "POSITION",
    .parts = parts,
    .part_count = 1,
    .creatable = false,
    .accept = accept,
};
