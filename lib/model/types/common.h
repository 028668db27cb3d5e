/* common.h -- what the field types share: where a value stands, how it is
** shown in a complaint, and the scalar values that composites are made of. */
#ifndef MODEL_TYPES_COMMON_H
#define MODEL_TYPES_COMMON_H

#include "model/catalog.h"

/* Where a value stands: a field, or a part of it ("" for the field itself).
** `part` decides the error's path and the name in its message. */
typedef struct tw_spot {
    const tw_field *field;
    const char *part;
} tw_spot;

/* "price" or "price.amountMicros"; a join key goes by its join name. */
enum {
    TW_SPOT_BYTES = 160
};
const char *tw__spot_name(const tw_spot *at, char to[TW_SPOT_BYTES]);

/* Fail TW_E_INVALID: <before><value><between><name><after>. */
tw_status tw__spot_refuse(tw_op *op,
                          const tw_spot *at,
                          const tw_json *value,
                          const char *const words[3]);
/* Fail `status` with <before>"name"<after>. */
tw_status tw__spot_fail(tw_op *op,
                        tw_status status,
                        const tw_spot *at,
                        const char *before,
                        const char *after);
/* A JSON value in the notation of complaints: 'text', 5, [ 1 ], { a: 1 }. */
enum {
    TW_INSPECT_BYTES = 200
};
const char *tw__value_inspect(const tw_json *value, char to[TW_INSPECT_BYTES]);

/* The longest text one value may have. */
size_t tw__text_limit(const tw_op *op);
/* Text that may be JSON: *out is NULL when it is not. */
tw_status tw__text_json(tw_op *op, tw_str s, const tw_json **out);
/* The node as text in the arena, spaced or compact. */
tw_status tw__json_cell(tw_op *op,
                        const tw_json *node,
                        bool spaced,
                        tw_cell *out);
/* ASCII letters in lower case, in the arena. */
tw_str tw__text_lower(tw_op *op, tw_str s);

/* Scalar values as they are written.  null gives a NULL cell. */
tw_status tw__take_text(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out);
tw_status tw__take_number(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out); /* JSON numbers only */
tw_status tw__take_numeric(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_cell *out); /* and text that is a number */
tw_status tw__take_micros(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out); /* the same, as an integer */
tw_status tw__take_uuid(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out);
tw_status tw__take_json(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out);
tw_status tw__take_option(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out);
tw_status tw__take_source(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out); /* of an actor */
tw_status tw__take_boolean(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_cell *out);
tw_status tw__take_date(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out);
tw_status tw__take_date_time(tw_op *op,
                             const tw_spot *at,
                             const tw_json *in,
                             tw_cell *out);

/* The tail of most scalar accept() functions: one cell, set. */
typedef tw_status tw_take(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out);
tw_status tw__accept_scalar(tw_op *op,
                            const tw_field *field,
                            const tw_json *in,
                            tw_accepted *out,
                            tw_take *take);

/* A composite's members by part: NULL where absent.  *given: false for null.
** Refuses what is no object and members that are no part. */
tw_status tw__composite_open(tw_op *op,
                             const tw_field *field,
                             const tw_json *in,
                             const tw_json *members[TW_PARTS_MAX],
                             bool *given);
/* For composites without replacement rules: each given part by its kind. */
tw_status tw__accept_parts(tw_op *op,
                           const tw_field *field,
                           const tw_json *in,
                           tw_accepted *out);

static inline void tw__accepted_put(tw_accepted *out, int part, tw_cell cell)
{
    out->cells[part] = cell;
    out->set |= 1u << part;
}

#endif
