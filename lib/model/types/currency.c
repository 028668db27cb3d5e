/* currency.c -- CURRENCY: millionths of a unit, and the unit's code, which is
** not looked up anywhere. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"amountMicros", TW_KIND_MICROS, false},
                                {"currencyCode", TW_KIND_TEXT_NULL, false}};

const tw_type tw__type_currency = {
    .id = TW_TYPE_CURRENCY,
    .api_name = "CURRENCY",
    .parts = parts,
    .part_count = 2,
    .composite = true,
    .creatable = true,
    .accept = tw__accept_parts,
};
