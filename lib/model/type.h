/* type.h -- what a field type is: one row of behaviour per type, one file per
** type in model/types/.  A type is made of parts; each part is one column and
** has a kind, and kinds carry everything that scalar values share. */
#ifndef MODEL_TYPE_H
#define MODEL_TYPE_H

#include "base/json.h"
#include "store/stmt.h"

typedef enum tw_type_id {
    TW_TYPE_ACTOR,
    TW_TYPE_ADDRESS,
    TW_TYPE_ARRAY,
    TW_TYPE_BOOLEAN,
    TW_TYPE_CURRENCY,
    TW_TYPE_DATE,
    TW_TYPE_DATE_TIME,
    TW_TYPE_EMAILS,
    TW_TYPE_FILES,
    TW_TYPE_FULL_NAME,
    TW_TYPE_LINKS,
    TW_TYPE_MORPH_RELATION,
    TW_TYPE_MULTI_SELECT,
    TW_TYPE_NUMBER,
    TW_TYPE_NUMERIC,
    TW_TYPE_PHONES,
    TW_TYPE_POSITION,
    TW_TYPE_RATING,
    TW_TYPE_RAW_JSON,
    TW_TYPE_RELATION,
    TW_TYPE_RICH_TEXT,
    TW_TYPE_SELECT,
    TW_TYPE_TEXT,
    TW_TYPE_TS_VECTOR,
    TW_TYPE_UUID,
    TW_TYPE_COUNT_
} tw_type_id;

/* The kinds of a column's value. */
typedef enum tw_kind {
    TW_KIND_TEXT,        /* NULL is "", and "" is stored as NULL */
    TW_KIND_TEXT_NULL,   /* currencyCode, blocknote: NULL is null, "" is "" */
    TW_KIND_UUID,        /* and join keys */
    TW_KIND_NUMBER,      /* REAL */
    TW_KIND_NUMERIC,     /* REAL; written as a JSON string (NUMERIC fields) */
    TW_KIND_MICROS,      /* INTEGER; amountMicros, written as a number */
    TW_KIND_DEGREES,     /* REAL; addressLat, addressLng */
    TW_KIND_POSITION,    /* REAL */
    TW_KIND_BOOLEAN,     /* INTEGER 0, 1 */
    TW_KIND_DATE,        /* TEXT YYYY-MM-DD */
    TW_KIND_DATE_TIME,   /* TEXT YYYY-MM-DDTHH:MM:SS.sssZ */
    TW_KIND_OPTION,      /* TEXT: one of field->options */
    TW_KIND_SOURCE,      /* TEXT: ACTOR source, fixed options */
    TW_KIND_OPTION_LIST, /* TEXT: JSON list of options; NULL is [] */
    TW_KIND_TEXT_LIST,   /* TEXT: JSON list of strings; NULL is [] */
    TW_KIND_JSON_LIST,   /* TEXT: JSON list in a composite; NULL is [] */
    TW_KIND_JSON,        /* TEXT: JSON in spaced form; NULL is null */
    TW_KIND_FILES,       /* TEXT: JSON list; NULL is null */
    TW_KIND_TS_VECTOR,   /* no column: rendered as null */
    TW_KIND_COUNT_
} tw_kind;

/* Comparators of filters, over REST and GraphQL. */
typedef enum tw_cmp {
    TW_CMP_EQ,
    TW_CMP_NEQ,
    TW_CMP_IN,
    TW_CMP_CONTAINS_ANY,
    TW_CMP_IS,
    TW_CMP_GT,
    TW_CMP_GTE,
    TW_CMP_LT,
    TW_CMP_LTE,
    TW_CMP_STARTS_WITH,
    TW_CMP_ENDS_WITH,
    TW_CMP_LIKE,
    TW_CMP_ILIKE,
    TW_CMP_REGEX, /* GraphQL only, from here on */
    TW_CMP_IREGEX,
    TW_CMP_CONTAINS,
    TW_CMP_NOT_CONTAINS,
    TW_CMP_CONTAINS_ILIKE,
    TW_CMP_IS_EMPTY_ARRAY,
    TW_CMP_SEARCH,
    TW_CMP_COUNT_
} tw_cmp;

#define TW_CMP_BIT(cmp) (1u << (cmp))

/* What all values of a kind share.  One row each, in kind.c. */
typedef struct tw_kind_info {
    const char *api_type; /* the type its rules go by: "TEXT", "NUMERIC" */
    const char *sql_type; /* "TEXT", "REAL", "INTEGER"; NULL: no column */
    const char *empty;    /* JSON written for NULL: "\"\"", "null", "[]" */
    uint32_t filter_ops;  /* bits of tw_cmp */
    bool empty_is_null;   /* "" or [] in a filter means NULL */
    bool sortable;
    bool groupable;
    uint32_t graphql_ops; /* comparators that GraphQL knows besides */
} tw_kind_info;
const tw_kind_info *tw__kind_info(tw_kind kind);

/* One column of a type. */
typedef struct tw_part {
    const char *name; /* "" for a scalar; else "primaryEmail" */
    tw_kind kind;
    bool unique; /* takes part in a unique constraint */
} tw_part;

struct tw_field;

/* Where accept() puts what it understood. */
typedef struct tw_accepted {
    tw_cell cells[8]; /* one per part */
    uint32_t set;     /* bit i: part i is to be written */
} tw_accepted;
enum {
    TW_PARTS_MAX = 8
};

typedef struct tw_type {
    tw_type_id id;
    const char *api_name; /* "CURRENCY" */
    const tw_part *parts;
    uint8_t part_count; /* 0 for ONE_TO_MANY and TS_VECTOR: no column */
    bool composite;     /* its value is an object */
    bool creatable;     /* through the metadata API */
    bool unique_allowed;
    bool label_identifier;
    bool searchable;
    /* Check and normalise one written value.  `in` is never absent (it may be
    ** null).  Cells' text lives in op's arena or in the input.  Fails with the
    ** field's name in the message and "/part" as path where it is a part. */
    tw_status (*accept)(tw_op *op,
                        const struct tw_field *field,
                        const tw_json *in,
                        tw_accepted *out);
} tw_type;

const tw_type *tw__type(tw_type_id id);
const tw_type *tw__type_by_name(tw_str api_name); /* NULL: none */

/* Normalise a filter's or a cursor's value for comparing with a column of
** `field` (its part `part`).  `loose`: the value came as text (REST), so "12"
** is a number.  Fails TW_E_INVALID with the field's name.  On TW_OK `out` is
** ready to be bound (NULL cell: the empty value). */
tw_status tw__kind_filter_value(tw_op *op,
                                const struct tw_field *field,
                                int part,
                                const tw_json *value,
                                bool loose,
                                tw_cell *out);

/* Append what a column holds as JSON. */
void tw__kind_shape(tw_kind kind, const tw_cell *cell, tw_buf *b);

#endif
