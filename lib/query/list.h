/* list.h -- reading: one record, a page, the ids that match a filter, a count.
** All inside the caller's transaction (read or write). */
#ifndef QUERY_LIST_H
#define QUERY_LIST_H

#include "query/select.h"

/* Append the record with that id.  `with_deleted`: a soft-deleted one too.
** TW_E_NOT_FOUND ("Record not found"). */
tw_status tw__query_get(tw_op *op,
                        const tw_select *s,
                        const tw_object *o,
                        tw_str id,
                        bool with_deleted,
                        tw_buf *out);

/* Append the records of the page, separated by commas, without brackets. */
tw_status tw__query_list(tw_op *op,
                         const tw_list_ask *ask,
                         const tw_select *s,
                         tw_buf *out,
                         tw_page_info *info);

/* Append `,"totalCount":n,"pageInfo":{...}` to an object that has a member. */
void tw__page_info_put(tw_buf *out, const tw_page_info *info);

/* Check a filter against an object without running it (a bad filter on an
** update must be refused before the record is looked for). */
tw_status tw__filter_check(tw_op *op, const tw_object *o, const tw_filter *f);

/* The ids of the records that match, at most `max` + 1 of them, ascending.
** No default exclusion of soft-deleted records. */
tw_status tw__query_ids(tw_op *op,
                        const tw_object *o,
                        const tw_filter *f,
                        uint32_t max,
                        tw_str **ids,
                        uint32_t *count);

/* Does an index bound this question?  Then it may run on a loop thread. */
bool tw__query_is_bounded(const tw_list_ask *ask);

/* Append the "WHERE" condition of `f` for table alias `t` to `sql`; its values
** are bound later from `b`, whose count goes on from where it is.  For group.c,
** list.c and whoever asks by filter. */
typedef struct tw_binds {
    tw_cell *cells;
    uint32_t count, cap;
} tw_binds;
tw_status tw__filter_emit(tw_op *op,
                          const tw_object *o,
                          const tw_filter *f,
                          tw_buf *sql,
                          tw_binds *binds);
tw_status tw__binds_add(tw_op *op, tw_binds *b, tw_cell cell); /* next ?n */
/* Does the filter speak of the root object's own deletedAt?  Then the default
** exclusion is dropped. */
bool tw__filter_names_deleted(const tw_filter *f);

#endif
