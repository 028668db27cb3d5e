/* time.c -- days and the calendar: proleptic Gregorian, UTC. */
#include "base/time.h"

enum {
    DAY_MS = 86400000
};

/* 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z. */
static const int64_t first_ms = INT64_C(-62135596800000);
static const int64_t last_ms = INT64_C(253402300799999);

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30,
                                       31, 31, 30, 31, 30, 31};

    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01.  Years are counted from March, so that the day that
** comes and goes is the last; 400 years are an era of 146097 days. */
static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t from_march = month > 2 ? month - 3 : month + 9;
    int64_t day_of_year = (153 * from_march + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 -
           year_of_era / 100 + day_of_year - 719468;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t tw__time_from_civil(const tw_civil *c)
{
    int64_t seconds = (int64_t)c->hour * 3600 + c->minute * 60 + c->second;

    return days_from_civil(c->year, c->month, c->day) * DAY_MS +
           seconds * 1000 + c->ms;
}

tw_civil tw__time_to_civil(int64_t ms)
{
    int64_t days = floor_div(ms, DAY_MS);
    int64_t rest = ms - days * DAY_MS;
    int64_t era = floor_div(days + 719468, 146097);
    int64_t day_of_era = days + 719468 - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t from_march = (5 * day_of_year + 2) / 153;
    tw_civil c;

    c.day = (int)(day_of_year - (153 * from_march + 2) / 5 + 1);
    c.month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    c.year = (int)(year_of_era + era * 400 + (c.month <= 2));
    c.hour = (int)(rest / 3600000);
    c.minute = (int)(rest / 60000 % 60);
    c.second = (int)(rest / 1000 % 60);
    c.ms = (int)(rest % 1000);
    return c;
}

bool tw__civil_valid(const tw_civil *c)
{
    return c->year >= 1 && c->year <= 9999 && c->month >= 1 && c->month <= 12 &&
           c->day >= 1 && c->day <= month_days(c->year, c->month) &&
           c->hour >= 0 && c->hour <= 23 && c->minute >= 0 && c->minute <= 59 &&
           c->second >= 0 && c->second <= 59 && c->ms >= 0 && c->ms <= 999;
}

bool tw__time_in_range(int64_t ms)
{
    return ms >= first_ms && ms <= last_ms;
}

int tw__time_weekday(int64_t ms)
{
    int64_t day = (floor_div(ms, DAY_MS) + 4) % 7; /* 1970 began on Thursday */

    return (int)(day < 0 ? day + 7 : day);
}

/* `v` as `width` digits. */
static char *digits(char *to, int v, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        to[i] = (char)('0' + v % 10);
        v /= 10;
    }
    return to + width;
}

void tw__date_print(const tw_civil *c, char to[TW_DATE_BYTES])
{
    char *p = digits(to, c->year, 4);

    *p++ = '-';
    p = digits(p, c->month, 2);
    *p++ = '-';
    (void)digits(p, c->day, 2);
}

void tw__time_print(int64_t ms, char to[TW_TIME_BYTES])
{
    tw_civil c;
    char *p = to + TW_DATE_BYTES;

    /* A clock may be set to anything, the text has room for four digits. */
    ms = ms < first_ms ? first_ms : ms > last_ms ? last_ms : ms;
    c = tw__time_to_civil(ms);
    tw__date_print(&c, to);
    *p++ = 'T';
    p = digits(p, c.hour, 2);
    *p++ = ':';
    p = digits(p, c.minute, 2);
    *p++ = ':';
    p = digits(p, c.second, 2);
    *p++ = '.';
    p = digits(p, c.ms, 3);
    *p = 'Z';
}
