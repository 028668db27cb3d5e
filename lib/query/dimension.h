/* dimension.h -- what records are grouped by. */
#ifndef QUERY_DIMENSION_H
#define QUERY_DIMENSION_H

#include "query/group.h"
#include "query/path.h"
#include "store/bucket.h"

typedef enum tw_dimension_form {
    TW_DIMENSION_VALUE,
    TW_DIMENSION_BUCKET, /* a period of time */
    TW_DIMENSION_UNNEST  /* each element of a list */
} tw_dimension_form;

typedef struct tw_dimension {
    tw_path path; /* as it was asked */
    tw_target target;
    tw_dimension_form form;
    tw_bucket bucket;
    uint8_t first_day; /* of a week: 0 Sunday */
    tw_str zone;       /* absent: UTC */
    int number;        /* among the dimensions */
} tw_dimension;

/* One element of `order_by`. */
typedef struct tw_group_term {
    const tw_dimension *dimension; /* NULL: an aggregate */
    struct tw_aggregate *aggregate;
    bool descending, nulls_last;
} tw_group_term;

typedef struct tw_group_plan {
    const tw_group_ask *ask;
    tw_dimension *dimensions;
    uint32_t dimension_count;
    struct tw_aggregate *aggregates;
    uint32_t aggregate_count;
    tw_group_term *terms;
    uint32_t term_count;
} tw_group_plan;

/* dimension.c */
tw_status tw__dimensions_read(tw_op *op, tw_group_plan *plan);
/* "MONTH" -> its period; NONE is no period: `*none`. */
bool tw__bucket_by_name(tw_str name, tw_bucket *out, bool *none);

/* group_order.c */
tw_status tw__group_order_read(tw_op *op, tw_group_plan *plan);

/* dimension_shape.c: one value of the dimension as JSON. */
void tw__dimension_shape(const tw_dimension *d,
                         const tw_cell *cell,
                         tw_buf *out);

#endif
