/* rank.h -- what search asks of SQLite:
**   tw_rank(tw_search)      how well a row of the search index fits its MATCH:
**                           both ranks in one number, greater is better
**   tw_holds(words, text)   does the text hold every one of the words, which
**                           are separated by blanks and folded, as part of it?
** The ranks are those of the specification of `search` (core GraphQL, 12). */
#ifndef STORE_RANK_H
#define STORE_RANK_H

#include "store/conn.h"

struct sqlite3;
int tw__rank_register(struct sqlite3 *db, tw_conn *c);
/* What tw__rank_register() made for the connection. */
void tw__rank_fini(tw_conn *c);

enum {
    TW_RANK_UNIT = 100000000, /* ranks are kept to eight decimals */
    TW_RANK_SHIFT = 24        /* tsRank is below, tsRankCD above */
};

static inline double tw__rank_all(int64_t rank) /* tsRankCD */
{
    return (double)(rank >> TW_RANK_SHIFT) / TW_RANK_UNIT;
}

static inline double tw__rank_any(int64_t rank) /* tsRank */
{
    return (double)(rank & ((1 << TW_RANK_SHIFT) - 1)) / TW_RANK_UNIT;
}

#endif
