/* options.h -- options of SELECT, MULTI_SELECT and RATING fields: their rules
** (metadata specification 4.3), and what a change of them does to stored
** values (6.5). */
#ifndef MODEL_OPTIONS_H
#define MODEL_OPTIONS_H

#include "model/catalog.h"
#include "model/report.h"

/* Check the options sent and make them as they are stored: ids given, labels
** and values trimmed.  Every violated rule of every option is complained about
** to `item`.  `*out` is NULL when the list itself is refused. */
tw_status tw__options_accept(tw_op *op,
                             tw_report_item *item,
                             const tw_json *in,
                             const tw_json **out);

/* The five options every RATING has. */
tw_status tw__options_rating(tw_op *op, const tw_json **out);

/* Check the default of a SELECT, RATING or MULTI_SELECT against options. */
void tw__options_default(tw_op *op,
                         tw_report_item *item,
                         tw_type_id type,
                         const tw_json *options,
                         const tw_json *value);

/* What becomes of stored values when the options change: an object from old to
** new value, or to null for one that goes away; NULL when nothing does.
** Options are the same by their id, or else by their value. */
tw_status tw__options_changes(tw_op *op,
                              const tw_field *field,
                              const tw_json *options,
                              const tw_json **out);

/* Rewrite the records by such an object; a SELECT's value that goes away
** becomes `fallback` (absent: null). */
tw_status tw__options_rewrite(tw_op *op,
                              const tw_field *field,
                              const tw_json *changes,
                              tw_str fallback);

/* The text inside the quotes of "'TEXT'"; absent when there are none. */
tw_str tw__unquoted(const tw_json *value);

#endif
