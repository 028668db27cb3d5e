/* full_name.c -- FULL_NAME: two texts. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"firstName", TW_KIND_TEXT, false},
                                {"lastName", TW_KIND_TEXT, false}};

const tw_type tw__type_full_name = {
    .id = TW_TYPE_FULL_NAME,
    .api_name = "FULL_NAME",
    .parts = parts,
    .part_count = 2,
    .composite = true,
    .creatable = true,
    .label_identifier = true,
    .searchable = true,
    .accept = tw__accept_parts,
};
