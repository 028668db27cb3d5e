/* bucket.h -- the SQL function tw_bucket(value, period, first_day, zone): the
** period that a date or a date-time falls into.
**   value      "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS.sssZ"; anything else: NULL
**   period     a tw_bucket
**   first_day  of a week: 0 Sunday .. 6 Saturday
**   zone       an IANA time zone; NULL: UTC
** DAY to YEAR give the first day as "YYYY-MM-DD"; the others a number: days
** since `first_day` 0-6, month 1-12, quarter 1-4. */
#ifndef STORE_BUCKET_H
#define STORE_BUCKET_H

#include "store/conn.h"

typedef enum tw_bucket {
    TW_BUCKET_DAY,
    TW_BUCKET_WEEK,
    TW_BUCKET_MONTH,
    TW_BUCKET_QUARTER,
    TW_BUCKET_YEAR,
    TW_BUCKET_DAY_OF_WEEK,
    TW_BUCKET_MONTH_OF_YEAR,
    TW_BUCKET_QUARTER_OF_YEAR
} tw_bucket;

struct sqlite3;
int tw__bucket_register(struct sqlite3 *db, tw_conn *c);

#endif
