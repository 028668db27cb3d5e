/* metrics.h -- what the server counts, and its Prometheus text. */
#ifndef SERVER_METRICS_H
#define SERVER_METRICS_H

#include "bytes.h"

#include <stdatomic.h>

/* Where a request was answered. */
typedef enum lane {
    LANE_SERVER, /* by the server itself: /healthz, preflight, refusals */
    LANE_INLINE, /* on the loop thread */
    LANE_POOL,
    LANE_WRITE,
    LANE_COUNT_
} lane;

enum {
    METER_CLASSES = 6,  /* by the status's first digit; 0 is not used */
    METER_BUCKETS = 16, /* upper bounds of request times; the last is +Inf */
    METER_GROUPS = 9    /* upper bounds 1, 2, 4 ... 128 of group sizes, +Inf */
};

typedef _Atomic uint64_t counter;

/*
** The counters of one thread.  That thread alone writes them, so plain loads
** and stores do; others read them at any time.
*/
typedef struct meter {
    counter requests[LANE_COUNT_][METER_CLASSES];
    counter times[LANE_COUNT_][METER_BUCKETS];
    counter time_us[LANE_COUNT_];
    counter received_bytes, sent_bytes;
    counter connections_opened, timeouts, refused;
    counter log_dropped; /* lines */
} meter;

/* The counters of the writer. */
typedef struct group_meter {
    counter groups[METER_GROUPS];
    counter requests;
} group_meter;

static inline void count(counter *c, uint64_t n)
{
    atomic_store_explicit(c, atomic_load_explicit(c, memory_order_relaxed) + n,
                          memory_order_relaxed);
}

static inline uint64_t counted(const counter *c)
{
    return atomic_load_explicit(c, memory_order_relaxed);
}

void meter_request(meter *m, lane where, int status, uint64_t time_us);
void meter_group(group_meter *m, size_t requests);

/* Figures that are read at the moment of asking. */
typedef struct gauges {
    int64_t connections, buffered_bytes, pool_queue, write_queue;
    uint64_t uptime_ms;
    size_t threads;
} gauges;

/* Append the text of all counters; `meters` has `meter_count` pointers. */
void metrics_write(bytes *to,
                   const meter *const *meters,
                   size_t meter_count,
                   const group_meter *groups,
                   const gauges *now);

const char *lane_name(lane where);

#endif
