/* bucket.c -- periods of time, for grouping.  A zone is read once for each run
** of a statement and kept as SQLite's "auxiliary data" of its argument. */
#include "store/bucket.h"

#include "base/time.h"
#include "base/tz.h"
#include "store/conn_inside.h"

enum {
    DAY_MS = 86400000,
    ZONE_ARGUMENT = 3
};

typedef struct zone {
    tw_arena *arena;
    const tw_alloc *alloc;
    const tw_tz *tz; /* NULL: no such zone */
} zone;

static void zone_free(void *ptr)
{
    zone *z = ptr;

    tw__arena_free(z->arena);
    tw__alloc_free(z->alloc, z, sizeof(*z));
}

/* NULL: no memory, or no such zone. */
static const tw_tz *zone_get(sqlite3_context *ctx, sqlite3_value *value)
{
    const tw_conn *c = sqlite3_user_data(ctx);
    zone *z = sqlite3_get_auxdata(ctx, ZONE_ARGUMENT);
    tw_op op;

    if (z != NULL)
        return z->tz;
    z = tw__alloc_zero(c->alloc, sizeof(*z));
    if (z == NULL)
        return NULL;
    z->alloc = c->alloc;
    z->arena = tw__arena_new(c->alloc);
    if (z->arena == NULL) {
        tw__alloc_free(c->alloc, z, sizeof(*z));
        return NULL;
    }
    memset(&op, 0, sizeof(op));
    op.alloc = c->alloc;
    op.arena = z->arena;
    z->tz =
        tw__tz_load(&op, tw_str_of((const char *)sqlite3_value_text(value)));
    sqlite3_set_auxdata(ctx, ZONE_ARGUMENT, z, zone_free);
    z = sqlite3_get_auxdata(ctx, ZONE_ARGUMENT);
    return z == NULL ? NULL : z->tz;
}

/* `count` digits at `p`; -1: something else. */
static int digits(const char *p, int count)
{
    int v = 0;

    for (int i = 0; i < count; i++) {
        if (p[i] < '0' || p[i] > '9')
            return -1;
        v = v * 10 + (p[i] - '0');
    }
    return v;
}

static bool read_date(const char *p, tw_civil *c)
{
    c->year = digits(p, 4);
    c->month = digits(p + 5, 2);
    c->day = digits(p + 8, 2);
    return p[4] == '-' && p[7] == '-';
}

static bool read_value(tw_str s, tw_civil *c)
{
    memset(c, 0, sizeof(*c));
    if (s.len != TW_DATE_BYTES && s.len != TW_TIME_BYTES)
        return false;
    if (!read_date(s.ptr, c))
        return false;
    if (s.len == TW_TIME_BYTES) {
        c->hour = digits(s.ptr + 11, 2);
        c->minute = digits(s.ptr + 14, 2);
        c->second = digits(s.ptr + 17, 2);
        c->ms = digits(s.ptr + 20, 3);
    }
    return tw__civil_valid(c);
}

static void answer_number(sqlite3_context *ctx,
                          tw_bucket period,
                          int64_t ms,
                          int first_day)
{
    tw_civil c = tw__time_to_civil(ms);

    if (period == TW_BUCKET_DAY_OF_WEEK)
        sqlite3_result_int(ctx, (tw__time_weekday(ms) + 7 - first_day) % 7);
    else if (period == TW_BUCKET_MONTH_OF_YEAR)
        sqlite3_result_int(ctx, c.month);
    else
        sqlite3_result_int(ctx, (c.month + 2) / 3);
}

static void answer_date(sqlite3_context *ctx,
                        tw_bucket period,
                        int64_t ms,
                        int first_day)
{
    char text[TW_DATE_BYTES];
    tw_civil c;

    if (period == TW_BUCKET_WEEK)
        ms -= (int64_t)((tw__time_weekday(ms) + 7 - first_day) % 7) * DAY_MS;
    c = tw__time_to_civil(ms);
    if (period == TW_BUCKET_MONTH || period == TW_BUCKET_QUARTER ||
        period == TW_BUCKET_YEAR)
        c.day = 1;
    if (period == TW_BUCKET_QUARTER)
        c.month = (c.month - 1) / 3 * 3 + 1;
    if (period == TW_BUCKET_YEAR)
        c.month = 1;
    tw__date_print(&c, text);
    sqlite3_result_text(ctx, text, TW_DATE_BYTES, SQLITE_TRANSIENT);
}

static void sql_bucket(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    tw_str text = {(const char *)sqlite3_value_text(values[0]), 0};
    tw_bucket period = (tw_bucket)sqlite3_value_int(values[1]);
    int first_day = sqlite3_value_int(values[2]) % 7;
    tw_civil c;
    int64_t ms;

    (void)count;
    if (text.ptr == NULL)
        return;
    text.len = (size_t)sqlite3_value_bytes(values[0]);
    if (!read_value(text, &c) || first_day < 0)
        return;
    ms = tw__time_from_civil(&c);
    if (sqlite3_value_type(values[ZONE_ARGUMENT]) != SQLITE_NULL) {
        const tw_tz *tz = zone_get(ctx, values[ZONE_ARGUMENT]);

        if (tz == NULL) {
            sqlite3_result_error_nomem(ctx);
            return;
        }
        ms += (int64_t)tw__tz_offset(tz, ms) * 1000;
    }
    if (period >= TW_BUCKET_DAY_OF_WEEK)
        answer_number(ctx, period, ms, first_day);
    else
        answer_date(ctx, period, ms, first_day);
}

int tw__bucket_register(struct sqlite3 *db, tw_conn *c)
{
    return sqlite3_create_function_v2(db, "tw_bucket", 4,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC, c,
                                      sql_bucket, NULL, NULL, NULL);
}
