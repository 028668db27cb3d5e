/* time.h -- dates: proleptic Gregorian, UTC, years 0001 to 9999. */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include "twentyapi/value.h"

#include <stdbool.h>

typedef struct tw_civil {
    int year, month, day; /* month 1-12, day 1-31 */
    int hour, minute, second, ms;
} tw_civil;

enum {
    TW_TIME_BYTES = 24,
    TW_DATE_BYTES = 10
};

/* "2026-01-31T10:20:30.000Z" into 24 bytes, not NUL-terminated. */
void tw__time_print(int64_t ms, char to[TW_TIME_BYTES]);
void tw__date_print(const tw_civil *c, char to[TW_DATE_BYTES]);
int64_t tw__time_from_civil(const tw_civil *c);
tw_civil tw__time_to_civil(int64_t ms);
bool tw__civil_valid(const tw_civil *c);
bool tw__time_in_range(int64_t ms); /* years 0001 to 9999 */
int tw__time_weekday(int64_t ms);   /* 0 Sunday .. 6 Saturday */

/* Values of DATE fields, written or in a filter: the formats of the REST
** specification, section 7.7.  The time of day is dropped. */
bool tw__date_parse(tw_str s, tw_civil *out);
/* Values of DATE_TIME fields in writes: section 10.2 (any ISO 8601 instant or
** local date-time, and the other date spellings).  No offset means UTC. */
bool tw__time_parse(tw_str s, int64_t *out_ms);
/* The same in filters: section 7.7, DATE_TIME. */
bool tw__time_parse_filter(tw_str s, int64_t *out_ms);

#endif
