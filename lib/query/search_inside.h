/* search_inside.h -- what the files of search share. */
#ifndef QUERY_SEARCH_INSIDE_H
#define QUERY_SEARCH_INSIDE_H

#include "query/search.h"

/* search_order.c */

/* The order of objects of equal ranks: below 0, a comes first. */
int tw__search_compare(const tw_object *a, const tw_object *b);
/* Does a come before b? */
bool tw__search_is_before(const tw_search_hit *a, const tw_search_hit *b);
/* Is such a hit behind the place, as far as its rank and object say?  `*by_id`:
** its id decides. */
bool tw__search_may_follow(const tw_search_place *p,
                           const tw_object *o,
                           int64_t rank,
                           bool *by_id);
/* The id that a hit of this object must be above; absent: none. */
tw_str tw__search_last_id(const tw_search_place *p, const tw_object *o);

/* search_cursor.c: absent or empty text is no place. */
tw_status tw__search_place_read(tw_op *op, tw_str cursor, tw_search_place *out);

#endif
