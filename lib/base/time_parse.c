/* time_parse.c -- dates as people and programs write them.
**
** A spelling is a pattern, tried in turn against the whole text:
**   y  year, four digits        M  month, one or two digits
**   Y  the same, or two digits  N  month's English name, short or long
**   L  month's long name        S  month's short name
**   d  day    H m s  hour, minute, second: one or two digits
**   f  a point and one to three digits, or nothing
**   Z  "Z", +hh, +hhmm, or nothing      z  also +hh:mm
** Every other character stands for itself.
*/
#include "base/time.h"

#include "base/str.h"

#include <string.h>

enum {
    MINUTE_MS = 60000
};

typedef struct reader {
    const char *p, *end;
    tw_civil civil;
    int offset_minutes;
} reader;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Between `least` and `most` digits, as many as there are. */
static bool read_int(reader *r, int least, int most, int *out)
{
    int v = 0, n = 0;

    for (; n < most && r->p < r->end && is_digit(*r->p); n++)
        v = v * 10 + (*r->p++ - '0');
    *out = v;
    return n >= least;
}

static bool read_char(reader *r, char c)
{
    if (r->p >= r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

/* Four digits, or two where the year stands last: 70-99 are in the twentieth
** century, as databases read them.  One or three are nobody's year. */
static bool read_year(reader *r, bool two)
{
    const char *from = r->p;

    if (!read_int(r, two ? 2 : 4, 4, &r->civil.year) || r->p - from == 3)
        return false;
    if (r->p - from == 2)
        r->civil.year += r->civil.year < 70 ? 2000 : 1900;
    return true;
}

static bool read_month_name(reader *r, bool short_name)
{
    static const char *const names[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};

    for (int i = 0; i < 12; i++) {
        size_t len = short_name ? 3 : strlen(names[i]);

        if ((size_t)(r->end - r->p) >= len &&
            tw__str_eq_ascii_case((tw_str){r->p, len},
                                  (tw_str){names[i], len})) {
            r->p += len;
            r->civil.month = i + 1;
            return true;
        }
    }
    return false;
}

static bool read_month(reader *r, char kind)
{
    if (kind == 'M')
        return read_int(r, 1, 2, &r->civil.month);
    return (kind != 'S' && read_month_name(r, false)) ||
           (kind != 'L' && read_month_name(r, true));
}

/* Decimals of a second, cut to milliseconds. */
static bool read_fraction(reader *r, int most)
{
    int scale = 100, n = 0;

    for (; n < most && r->p < r->end && is_digit(*r->p); n++) {
        r->civil.ms += (*r->p++ - '0') * scale;
        scale /= 10;
    }
    return n > 0;
}

static bool read_offset(reader *r, bool colon)
{
    int sign, hours, minutes = 0;

    if (r->p == r->end || read_char(r, 'Z'))
        return true;
    sign = *r->p == '-' ? -1 : 1;
    if (!read_char(r, '+') && !read_char(r, '-'))
        return false;
    if (!read_int(r, 2, 2, &hours))
        return false;
    if (r->p < r->end) {
        if (colon)
            (void)read_char(r, ':');
        if (!read_int(r, 2, 2, &minutes))
            return false;
    }
    r->offset_minutes = sign * (hours * 60 + minutes);
    return hours <= 23 && minutes <= 59;
}

static bool read_token(reader *r, char token)
{
    switch (token) {
    case 'y':
    case 'Y':
        return read_year(r, token == 'Y');
    case 'M':
    case 'N':
    case 'L':
    case 'S':
        return read_month(r, token);
    case 'd':
        return read_int(r, 1, 2, &r->civil.day);
    case 'H':
        return read_int(r, 1, 2, &r->civil.hour);
    case 'm':
        return read_int(r, 1, 2, &r->civil.minute);
    case 's':
        return read_int(r, 1, 2, &r->civil.second);
    case 'f':
        return !read_char(r, '.') || read_fraction(r, 3);
    case 'Z':
    case 'z':
        return read_offset(r, token == 'z');
    default:
        return read_char(r, token);
    }
}

static void start(reader *r, tw_str s)
{
    memset(r, 0, sizeof(*r));
    r->p = s.ptr;
    r->end = s.ptr + s.len;
    r->civil.year = r->civil.month = r->civil.day = 1;
}

/* True only when pattern and text end together, at a real moment. */
static bool matches(reader *r, tw_str s, const char *pattern)
{
    start(r, s);
    for (; *pattern != '\0'; pattern++) {
        if (!read_token(r, *pattern))
            return false;
    }
    return r->p == r->end && tw__civil_valid(&r->civil);
}

static bool matches_any(reader *r, tw_str s, const char *const *patterns)
{
    if (s.len == 0 || s.len > 64) /* the longest spelling is far shorter */
        return false;
    for (; *patterns != NULL; patterns++) {
        if (matches(r, s, *patterns))
            return true;
    }
    return false;
}

static const char *const date_patterns[] = {"y-M-d", "yMd",   "y.M.d", "y/M/d",
                                            "M-d-Y", "M/d/Y", "M.d.Y", "N d, Y",
                                            "d N Y", "d-S-Y", "y-S-d", NULL};
static const char *const date_with_time_patterns[] = {"y-M-dTH:m:sfZ",
                                                      "y-M-d H:m:sf", NULL};
static const char *const time_patterns[] = {"y-M-dTH:m:sfz", "y-M-d H:m:sf",
                                            "y-M-d H:m", NULL};

static bool finish_time(const reader *r, int64_t *out_ms)
{
    *out_ms =
        tw__time_from_civil(&r->civil) - (int64_t)r->offset_minutes * MINUTE_MS;
    return tw__time_in_range(*out_ms);
}

/* The two digits that come next, or -1. */
static int pair(const reader *r)
{
    if (r->end - r->p < 2 || !is_digit(r->p[0]) || !is_digit(r->p[1]))
        return -1;
    return (r->p[0] - '0') * 10 + (r->p[1] - '0');
}

/* ":mm" or "mm", as the part before it was written; absent: true. */
static bool iso_pair(reader *r, bool colons, int *out)
{
    if (colons && !read_char(r, ':'))
        return true;
    if (pair(r) < 0)
        return !colons;
    *out = pair(r);
    r->p += 2;
    return true;
}

/* HH, HH:mm, HH:mm:ss, HH:mm:ss.f up to nanoseconds, or without colons. */
static bool iso_time(reader *r)
{
    const char *before;
    bool colons;

    r->civil.hour = pair(r);
    if (r->civil.hour < 0)
        return false;
    r->p += 2;
    colons = r->p < r->end && *r->p == ':';
    before = r->p;
    if (!iso_pair(r, colons, &r->civil.minute))
        return false;
    if (r->p == before)
        return true;
    before = r->p;
    if (!iso_pair(r, colons, &r->civil.second))
        return false;
    if (r->p == before)
        return true;
    if (r->civil.second == 60) /* a leap second: UTC here has none */
        r->civil.second = 59;
    if (read_char(r, '.') || read_char(r, ','))
        return read_fraction(r, 9);
    return true;
}

/* yyyy-MM-dd or yyyyMMdd, every digit written. */
static bool iso_date(reader *r)
{
    bool dashes;

    if (!read_int(r, 4, 4, &r->civil.year))
        return false;
    dashes = read_char(r, '-');
    return read_int(r, 2, 2, &r->civil.month) &&
           (!dashes || read_char(r, '-')) && read_int(r, 2, 2, &r->civil.day);
}

/* "[Europe/Paris]" behind an offset says nothing new. */
static bool iso_zone_name(reader *r)
{
    if (!read_char(r, '['))
        return true;
    while (r->p < r->end && *r->p != ']' && *r->p != '[')
        r->p++;
    return read_char(r, ']');
}

/* Z, +hh, +hhmm, +hh:mm, and either with a zone's name behind it. */
static bool iso_offset(reader *r)
{
    int sign, hours, minutes = 0;

    if (!read_char(r, 'Z') && !read_char(r, 'z')) {
        sign = r->p < r->end && *r->p == '-' ? -1 : 1;
        if (!read_char(r, '+') && !read_char(r, '-'))
            return false;
        if (!read_int(r, 2, 2, &hours))
            return false;
        if (r->p < r->end && *r->p != '[') {
            (void)read_char(r, ':');
            if (!read_int(r, 2, 2, &minutes))
                return false;
        }
        if (hours > 23 || minutes > 59)
            return false;
        r->offset_minutes = sign * (hours * 60 + minutes);
    }
    return iso_zone_name(r);
}

static bool read_iso(reader *r, tw_str s)
{
    if (s.len < 8 || s.len > 64)
        return false;
    start(r, s);
    if (!iso_date(r))
        return false;
    if (r->p < r->end) {
        if (!read_char(r, 'T') && !read_char(r, 't') && !read_char(r, ' '))
            return false;
        if (!iso_time(r))
            return false;
        if (r->p < r->end && !iso_offset(r))
            return false;
    }
    return r->p == r->end && tw__civil_valid(&r->civil);
}

bool tw__date_parse(tw_str s, tw_civil *out)
{
    reader r;

    if (!matches_any(&r, s, date_patterns) &&
        !matches_any(&r, s, date_with_time_patterns))
        return false;
    *out = (tw_civil){
        .year = r.civil.year, .month = r.civil.month, .day = r.civil.day};
    return true;
}

bool tw__time_parse_filter(tw_str s, int64_t *out_ms)
{
    reader r;

    if (!matches_any(&r, s, time_patterns) &&
        !matches_any(&r, s, date_patterns))
        return false;
    return finish_time(&r, out_ms);
}

bool tw__time_parse(tw_str s, int64_t *out_ms)
{
    reader r;

    if (!read_iso(&r, s))
        return tw__time_parse_filter(s, out_ms);
    return finish_time(&r, out_ms);
}
