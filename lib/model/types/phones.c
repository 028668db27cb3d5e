/* phones.c -- PHONES */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {
    {"primaryPhoneNumber", TW_KIND_TEXT, true},
    {"primaryPhoneCountryCode", TW_KIND_TEXT, true},
    {"primaryPhoneCallingCode", TW_KIND_TEXT, true},
    {"additionalPhones", TW_KIND_JSON_LIST, false},
};

const tw_type tw__type_phones = {
    .id = TW_TYPE_PHONES,
    .api_name = "PHONES",
    .parts = parts,
    .part_count = 4,
    .composite = true,
    .creatable = true,
    .unique_allowed = true,
    .searchable = true,
    .accept = tw__accept_parts,
};
