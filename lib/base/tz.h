/* tz.h -- IANA time zones, read from the system's zoneinfo files (TZif). */
#ifndef BASE_TZ_H
#define BASE_TZ_H

#include "base/op.h"

typedef struct tw_tz tw_tz;

/* NULL: no such zone.  Allocated in op's arena.  "UTC" always works.  Names
** with anything but letters, digits, '_', '-', '+' and single '/' are refused
** before a file is touched. */
const tw_tz *tw__tz_load(tw_op *op, tw_str name);
/* Seconds east of UTC at that instant. */
int32_t tw__tz_offset(const tw_tz *z, int64_t utc_ms);

#endif
