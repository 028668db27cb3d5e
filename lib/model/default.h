/* default.h -- default values: from the metadata form ("'Hello'", "now",
** "uuid", 0, {"currencyCode":"'USD'"}) to cells. */
#ifndef MODEL_DEFAULT_H
#define MODEL_DEFAULT_H

#include "model/catalog.h"

/* One cell per part of the field (field->column_count of them), ready to be
** bound; NULL where the default says nothing.  "now" is the operation's time,
** "uuid" a new id at each call.  What cannot be understood counts as null. */
tw_status tw__default_cells(tw_op *op, const tw_field *field, tw_cell *cells);

/* Give all records of the field's object the field's default. */
tw_status tw__default_fill(tw_op *op, const tw_field *field);

#endif
