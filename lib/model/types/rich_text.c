/* rich_text.c -- RICH_TEXT */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"blocknote", TW_KIND_TEXT_NULL, false},
                                {"markdown", TW_KIND_TEXT, false}};

const tw_type tw__type_rich_text = {
    .id = TW_TYPE_RICH_TEXT,
    .api_name = "RICH_TEXT",
    .parts = parts,
    .part_count = 2,
    .composite = true,
    .creatable = true,
    .searchable = true,
    .accept = tw__accept_parts,
};
