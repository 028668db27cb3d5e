/* ts_vector.c -- TS_VECTOR: stands for the search index.  No column, never
** written, shown as null. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_TS_VECTOR, false}};

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    const tw_spot at = {field, ""};

    (void)in;
    (void)out;
    return tw__spot_fail(op, TW_E_INVALID, &at, "The search field ",
                         " is kept by the server and cannot be written");
}

const tw_type tw__type_ts_vector = {
    .id = TW_TYPE_TS_VECTOR,
    .api_name = "TS_VECTOR",
    .parts = parts, /* for those who ask what kind it is */
    .part_count = 0,
    .accept = accept,
};
