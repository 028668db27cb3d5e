/* query.h -- how a question about records is put. */
#ifndef TWENTYAPI_QUERY_H
#define TWENTYAPI_QUERY_H

#include "value.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Which records, in which order, which page.  All-zero asks for the first page
 * of all live records by ascending id.
 *
 * filter    e.g. `employees[gte]:10,or(name[ilike]:"%acme%",id[in]:[a,b])`:
 *           the grammar of the REST parameter `filter`, not percent-encoded.
 * order_by  e.g. `name.lastName,createdAt[DescNullsLast]`.
 * limit     0: 60; at most 200 (larger is cut).
 * starting_after, ending_before
 *           a cursor from an earlier answer made with the same `order_by`; at
 *           most one of the two.
 * depth     0: the record alone; 1: with its related records.
 */
typedef struct tw_list_options {
    size_t struct_size; /* set by the initializer */
    tw_str filter;
    tw_str order_by;
    uint32_t limit;
    uint32_t depth;
    tw_str starting_after;
    tw_str ending_before;
} tw_list_options;

#define TW_LIST_OPTIONS_INIT                                            \
    {                                                                   \
        sizeof(tw_list_options), {NULL, 0}, {NULL, 0}, 0, 0, {NULL, 0}, \
        {                                                               \
            NULL, 0                                                     \
        }                                                               \
    }

/**
 * How records are grouped and counted.
 *
 * group_by   JSON, e.g. `[{"stage":true},{"createdAt":{"granularity":"MONTH",
 *            "timeZone":"Europe/Paris"}}]`.  Required.
 * aggregate  JSON list of names, e.g. `["totalCount","sumAmountAmountMicros"]`.
 * order_by   JSON, e.g. `[{"aggregate":{"totalCount":"DescNullsLast"}}]`.
 * filter     as in tw_list_options.
 * order_by_for_records  as `order_by` in tw_list_options.
 * records    true: up to ten records with each group.
 * limit      groups; 0: 50; at most 200.
 */
typedef struct tw_group_options {
    size_t struct_size; /* set by the initializer */
    tw_str group_by;
    tw_str aggregate;
    tw_str order_by;
    tw_str filter;
    tw_str order_by_for_records;
    uint32_t limit;
    bool records;
} tw_group_options;

#define TW_GROUP_OPTIONS_INIT                                                 \
    {                                                                         \
        sizeof(tw_group_options), {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, \
            {NULL, 0}, 0, false                                               \
    }

#ifdef __cplusplus
}
#endif
#endif
