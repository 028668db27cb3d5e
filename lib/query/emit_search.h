/* emit_search.h -- the SELECTs of a search over one object's table. */
#ifndef QUERY_EMIT_SEARCH_H
#define QUERY_EMIT_SEARCH_H

#include "query/filter.h"
#include "query/search.h"

/* The id of the record in row ?n, if it may be found; n is `binds`' count and
** one more. */
tw_status tw__search_emit_lookup(tw_op *op,
                                 const tw_search_in *in,
                                 tw_binds *binds,
                                 tw_str *out);

typedef struct tw_search_scan {
    tw_str words; /* folded, a blank between; absent: any text will do */
    tw_str after; /* ids above this one; absent: all */
    uint32_t limit;
} tw_search_scan;
/* Rows and ids, by id.  Absent: the object has no text. */
tw_status tw__search_emit_scan(tw_op *op,
                               const tw_search_in *in,
                               const tw_search_scan *scan,
                               tw_binds *binds,
                               tw_str *out);
/* Of row ?1 the columns of the label, then that of the image, if any. */
tw_str tw__search_emit_label(tw_op *op, const tw_object *o);

#endif
