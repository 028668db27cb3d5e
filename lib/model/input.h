/* input.h -- the properties of an object, a field or an index as they come in:
** the framework's checks (kind of each property, before any rule of the data
** model), and reading. */
#ifndef MODEL_INPUT_H
#define MODEL_INPUT_H

#include "base/json.h"

typedef enum tw_prop_kind {
    TW_PROP_NAME,  /* text, not empty, no forbidden word or character */
    TW_PROP_LABEL, /* text, not empty */
    TW_PROP_TEXT,
    TW_PROP_FLAG,
    TW_PROP_UUID,
    TW_PROP_TYPE, /* one of the field types */
    TW_PROP_LIST,
    TW_PROP_INDEX_TYPE
} tw_prop_kind;

typedef struct tw_prop {
    const char *name;
    tw_prop_kind kind;
    bool required; /* else it may be missing or null */
} tw_prop;

/* TW_E_PROPERTY_CHECK with all complaints in op->report:
** {"messages":[text, ...]}. */
tw_status tw__input_check(tw_op *op,
                          const tw_json *in,
                          const tw_prop *props,
                          size_t count);

/* The member, or NULL when it is missing or null. */
const tw_json *tw__input_given(const tw_json *in, const char *name);
/* Its text, trimmed and collapsed; absent when it is missing or null.
** Memory running out shows in op->error. */
tw_str tw__input_text(tw_op *op, const tw_json *in, const char *name);
bool tw__input_flag(const tw_json *in, const char *name, bool fallback);
/* The id it gives, in lower case; absent when it is none. */
tw_str tw__input_id(tw_op *op, const tw_json *in, const char *name);
/* Its text as it is; absent when it is missing or no text. */
tw_str tw__input_raw(const tw_json *in, const char *name);

#endif
