/* search.h -- records by their text, over many objects, the best first (core
** GraphQL specification, 12).
**
** The words of the input are prefixes; a record matches when one of them
** begins a word of its text.  Objects in which nothing matches are searched
** once more for records that hold every word somewhere; these come last. */
#ifndef QUERY_SEARCH_H
#define QUERY_SEARCH_H

#include "query/ask.h"

/* One object to be searched. */
typedef struct tw_search_in {
    const tw_object *object;
    const tw_filter *filter; /* NULL: all */
} tw_search_in;

typedef struct tw_search_ask {
    tw_str input;
    tw_search_in *in; /* search.c puts them in order */
    uint32_t in_count;
    uint32_t limit; /* records; 0 asks for none */
    tw_str after;   /* a cursor; absent: none */
} tw_search_ask;

typedef struct tw_search_hit {
    const tw_object *object;
    tw_str id;
    int64_t row;  /* in the object's table */
    int64_t rank; /* both ranks: store/rank.h */
} tw_search_hit;

/* Where the last page ended. */
typedef struct tw_search_place {
    bool given;
    int64_t rank;
    const tw_json *ids;      /* object's name -> the last id of it */
    const tw_object *object; /* of the last record of all; NULL: not known */
    tw_str id;
} tw_search_place;

typedef struct tw_search_page {
    tw_search_hit *hits;
    uint32_t count;
    bool has_next;
    tw_search_place after;
} tw_search_page;

/* TW_E_INVALID: the input has too many words; TW_E_INVALID_CURSOR. */
tw_status tw__query_search(tw_op *op,
                           const tw_search_ask *ask,
                           tw_search_page *out);
/* The cursor of hit number `i`. */
tw_status tw__search_cursor(tw_op *op,
                            const tw_search_page *page,
                            uint32_t i,
                            tw_str *out);
/* What a hit is called, and where its picture is; "" for nothing. */
tw_status tw__search_label(tw_op *op,
                           const tw_search_hit *hit,
                           tw_str *label,
                           tw_str *image);
/* Is the object left out of every search? */
bool tw__search_is_closed(const tw_object *o);

#endif
