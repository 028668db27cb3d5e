/* types.h -- the rows of the type table; one file each. */
#ifndef MODEL_TYPES_TYPES_H
#define MODEL_TYPES_TYPES_H

#include "model/type.h"

extern const tw_type tw__type_actor;
extern const tw_type tw__type_address;
extern const tw_type tw__type_array;
extern const tw_type tw__type_boolean;
extern const tw_type tw__type_currency;
extern const tw_type tw__type_date;
extern const tw_type tw__type_date_time;
extern const tw_type tw__type_emails;
extern const tw_type tw__type_files;
extern const tw_type tw__type_full_name;
extern const tw_type tw__type_links;
extern const tw_type tw__type_morph_relation;
extern const tw_type tw__type_multi_select;
extern const tw_type tw__type_number;
extern const tw_type tw__type_numeric;
extern const tw_type tw__type_phones;
extern const tw_type tw__type_position;
extern const tw_type tw__type_rating;
extern const tw_type tw__type_raw_json;
extern const tw_type tw__type_relation;
extern const tw_type tw__type_rich_text;
extern const tw_type tw__type_select;
extern const tw_type tw__type_text;
extern const tw_type tw__type_ts_vector;
extern const tw_type tw__type_uuid;

#endif
