/* address.c -- ADDRESS: six texts and a place on the globe. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {
    {"addressStreet1", TW_KIND_TEXT, false},
    {"addressStreet2", TW_KIND_TEXT, false},
    {"addressCity", TW_KIND_TEXT, false},
    {"addressPostcode", TW_KIND_TEXT, false},
    {"addressState", TW_KIND_TEXT, false},
    {"addressCountry", TW_KIND_TEXT, false},
    {"addressLat", TW_KIND_DEGREES, false},
    {"addressLng", TW_KIND_DEGREES, false},
};

const tw_type tw__type_address = {
    .id = TW_TYPE_ADDRESS,
    .api_name = "ADDRESS",
    .parts = parts,
    .part_count = sizeof parts / sizeof *parts,
    .composite = true,
    .creatable = true,
    .searchable = true,
    .accept = tw__accept_parts,
};
