/* metrics.c -- counters summed over all threads, as Prometheus text. */
#include "metrics.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const uint32_t time_bounds_us[METER_BUCKETS - 1] = {
    50,    100,   250,    500,    1000,    2500,    5000,    10000,
    25000, 50000, 100000, 250000, 1000000, 2500000, 10000000};

static const char *const lane_names[LANE_COUNT_] = {
    [LANE_SERVER] = "server",
    [LANE_INLINE] = "inline",
    [LANE_POOL] = "pool",
    [LANE_WRITE] = "write",
};

const char *lane_name(lane where)
{
    return lane_names[where];
}

void meter_request(meter *m, lane where, int status, uint64_t time_us)
{
    int digit = status / 100;
    int bucket = 0;

    if (digit < 1 || digit >= METER_CLASSES)
        digit = 5;
    while (bucket < METER_BUCKETS - 1 && time_us > time_bounds_us[bucket])
        bucket++;
    count(&m->requests[where][digit], 1);
    count(&m->times[where][bucket], 1);
    count(&m->time_us[where], time_us);
}

void meter_group(group_meter *m, size_t requests)
{
    int bucket = 0;

    while (bucket < METER_GROUPS - 1 && requests > ((size_t)1 << bucket))
        bucket++;
    count(&m->groups[bucket], 1);
    count(&m->requests, requests);
}

__attribute__((format(printf, 2, 3))) static void put(bytes *to,
                                                      const char *format,
                                                      ...)
{
    char line[256];
    va_list ap;
    int len;

    va_start(ap, format);
    len = vsnprintf(line, sizeof(line), format, ap);
    va_end(ap);
    if (len > 0 && (size_t)len < sizeof(line))
        bytes_put(to, line, (size_t)len);
}

static void put_head(bytes *to,
                     const char *name,
                     const char *type,
                     const char *help)
{
    put(to, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void put_gauge(bytes *to,
                      const char *name,
                      const char *help,
                      int64_t value)
{
    put_head(to, name, "gauge", help);
    put(to, "%s %" PRId64 "\n", name, value);
}

static void put_counter(bytes *to,
                        const char *name,
                        const char *help,
                        uint64_t value)
{
    put_head(to, name, "counter", help);
    put(to, "%s %" PRIu64 "\n", name, value);
}

/* The sum of one counter, given by its place in the struct, over all meters. */
static uint64_t sum(const meter *const *meters,
                    size_t meter_count,
                    size_t offset)
{
    uint64_t total = 0;

    for (size_t i = 0; i < meter_count; i++) {
        const char *at = (const char *)meters[i] + offset;

        total += counted((const counter *)(const void *)at);
    }
    return total;
}

#define SUM(member) sum(meters, meter_count, offsetof(meter, member))

static void put_requests(bytes *to,
                         const meter *const *meters,
                         size_t meter_count)
{
    const char *name = "twentyapi_http_requests_total";

    put_head(to, name, "counter", "Requests answered, by lane and status.");
    for (size_t l = 0; l < LANE_COUNT_; l++) {
        for (size_t d = 2; d < METER_CLASSES; d++)
            put(to, "%s{lane=\"%s\",code=\"%zuxx\"} %" PRIu64 "\n", name,
                lane_names[l], d, SUM(requests[l][d]));
    }
}

static void put_times(bytes *to, const meter *const *meters, size_t meter_count)
{
    const char *name = "twentyapi_http_request_duration_seconds";

    put_head(to, name, "histogram",
             "From a request's last byte to its answer, by lane.");
    for (size_t l = 0; l < LANE_COUNT_; l++) {
        uint64_t n = 0;

        for (size_t b = 0; b < METER_BUCKETS - 1; b++) {
            n += SUM(times[l][b]);
            put(to, "%s_bucket{lane=\"%s\",le=\"%g\"} %" PRIu64 "\n", name,
                lane_names[l], time_bounds_us[b] / 1e6, n);
        }
        n += SUM(times[l][METER_BUCKETS - 1]);
        put(to, "%s_bucket{lane=\"%s\",le=\"+Inf\"} %" PRIu64 "\n", name,
            lane_names[l], n);
        put(to, "%s_sum{lane=\"%s\"} %.6f\n", name, lane_names[l],
            (double)SUM(time_us[l]) / 1e6);
        put(to, "%s_count{lane=\"%s\"} %" PRIu64 "\n", name, lane_names[l], n);
    }
}

static void put_groups(bytes *to, const group_meter *m)
{
    const char *name = "twentyapi_write_group_size";
    uint64_t n = 0;

    put_head(to, name, "histogram", "Writing requests in one commit.");
    for (size_t b = 0; b < METER_GROUPS - 1; b++) {
        n += counted(&m->groups[b]);
        put(to, "%s_bucket{le=\"%zu\"} %" PRIu64 "\n", name, (size_t)1 << b, n);
    }
    n += counted(&m->groups[METER_GROUPS - 1]);
    put(to, "%s_bucket{le=\"+Inf\"} %" PRIu64 "\n", name, n);
    put(to, "%s_sum %" PRIu64 "\n%s_count %" PRIu64 "\n", name,
        counted(&m->requests), name, n);
}

/* Resident memory from the kernel; 0 where it does not tell. */
static int64_t resident_bytes(void)
{
    FILE *f = fopen("/proc/self/statm", "r");
    char text[128] = "";
    char *end = text;
    long pages;

    if (f == NULL)
        return 0;
    if (fgets(text, sizeof(text), f) == NULL)
        text[0] = '\0';
    (void)fclose(f);
    (void)strtol(text, &end, 10); /* all memory, then what is resident */
    pages = strtol(end, NULL, 10);
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

static void put_gauges(bytes *to, const gauges *now)
{
    put_gauge(to, "twentyapi_connections", "Open connections.",
              now->connections);
    put_gauge(to, "twentyapi_buffered_bytes",
              "Memory held by large requests and answers.",
              now->buffered_bytes);
    put_head(to, "twentyapi_queue_depth", "gauge",
             "Requests that wait for a thread, by lane.");
    put(to, "twentyapi_queue_depth{lane=\"pool\"} %" PRId64 "\n",
        now->pool_queue);
    put(to, "twentyapi_queue_depth{lane=\"write\"} %" PRId64 "\n",
        now->write_queue);
    put_gauge(to, "twentyapi_loop_threads", "Threads serving connections.",
              (int64_t)now->threads);
    put_head(to, "twentyapi_uptime_seconds", "gauge",
             "Since the server started.");
    put(to, "twentyapi_uptime_seconds %.3f\n", (double)now->uptime_ms / 1e3);
    put_gauge(to, "process_resident_memory_bytes", "Resident memory.",
              resident_bytes());
    put_head(to, "twentyapi_build_info", "gauge", "The version at work.");
    put(to, "twentyapi_build_info{version=\"%s\"} 1\n", tw_version());
}

void metrics_write(bytes *to,
                   const meter *const *meters,
                   size_t meter_count,
                   const group_meter *groups,
                   const gauges *now)
{
    put_requests(to, meters, meter_count);
    put_times(to, meters, meter_count);
    put_counter(to, "twentyapi_http_received_bytes_total",
                "Bytes read from clients.", SUM(received_bytes));
    put_counter(to, "twentyapi_http_sent_bytes_total",
                "Bytes written to clients.", SUM(sent_bytes));
    put_counter(to, "twentyapi_connections_total", "Connections accepted.",
                SUM(connections_opened));
    put_counter(to, "twentyapi_connection_timeouts_total",
                "Connections closed because the client was too slow.",
                SUM(timeouts));
    put_counter(to, "twentyapi_http_refused_total",
                "Requests refused as malformed or past a limit.", SUM(refused));
    put_counter(to, "twentyapi_log_lines_dropped_total",
                "Log lines that could not be written.", SUM(log_dropped));
    put_groups(to, groups);
    put_gauges(to, now);
}
