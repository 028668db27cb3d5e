/* type.c -- the table of field types. */
#include "model/type.h"

#include "base/str.h"
#include "model/types/types.h"

static const tw_type *const types[TW_TYPE_COUNT_] = {
    [TW_TYPE_ACTOR] = &tw__type_actor,
    [TW_TYPE_ADDRESS] = &tw__type_address,
    [TW_TYPE_ARRAY] = &tw__type_array,
    [TW_TYPE_BOOLEAN] = &tw__type_boolean,
    [TW_TYPE_CURRENCY] = &tw__type_currency,
    [TW_TYPE_DATE] = &tw__type_date,
    [TW_TYPE_DATE_TIME] = &tw__type_date_time,
    [TW_TYPE_EMAILS] = &tw__type_emails,
    [TW_TYPE_FILES] = &tw__type_files,
    [TW_TYPE_FULL_NAME] = &tw__type_full_name,
    [TW_TYPE_LINKS] = &tw__type_links,
    [TW_TYPE_MORPH_RELATION] = &tw__type_morph_relation,
    [TW_TYPE_MULTI_SELECT] = &tw__type_multi_select,
    [TW_TYPE_NUMBER] = &tw__type_number,
    [TW_TYPE_NUMERIC] = &tw__type_numeric,
    [TW_TYPE_PHONES] = &tw__type_phones,
    [TW_TYPE_POSITION] = &tw__type_position,
    [TW_TYPE_RATING] = &tw__type_rating,
    [TW_TYPE_RAW_JSON] = &tw__type_raw_json,
    [TW_TYPE_RELATION] = &tw__type_relation,
    [TW_TYPE_RICH_TEXT] = &tw__type_rich_text,
    [TW_TYPE_SELECT] = &tw__type_select,
    [TW_TYPE_TEXT] = &tw__type_text,
    [TW_TYPE_TS_VECTOR] = &tw__type_ts_vector,
    [TW_TYPE_UUID] = &tw__type_uuid,
};

const tw_type *tw__type(tw_type_id id)
{
    return types[id];
}

const tw_type *tw__type_by_name(tw_str api_name)
{
    for (int i = 0; i < TW_TYPE_COUNT_; i++)
        if (tw__str_is(api_name, types[i]->api_name))
            return types[i];
    return NULL;
}
