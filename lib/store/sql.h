/* sql.h -- the numbers of the fixed statements in sql.def. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "store/sql.def"

typedef enum tw_sql {
#define TW_X(name, text) name,
    TW_SQL_MAP(TW_X)
#undef TW_X
    TW_SQL_COUNT_
} tw_sql;

#endif
