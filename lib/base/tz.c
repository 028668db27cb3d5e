/* tz.c -- IANA time zones from the system's TZif files (RFC 8536).
**
** A file lists the instants at which the offset changes; behind the last one
** a rule in POSIX TZ form takes over, e.g. "CET-1CEST,M3.5.0,M10.5.0/3". */
#include "base/tz.h"

#include "base/time.h"

#include <stdio.h>
#include <sys/stat.h>

static const char zoneinfo[] = "/usr/share/zoneinfo";

/* When in a year a rule takes effect. */
typedef struct rule {
    char form;            /* 'M' month.week.day, 'J' day 1-365, 'n' day 0-365 */
    int month, week, day; /* day of the week, or of the year */
    int32_t seconds;      /* from midnight, local time */
} rule;

struct tw_tz {
    uint32_t count;
    const unsigned char *times; /* count big-endian int64 */
    const unsigned char *kinds; /* count indexes into types */
    const unsigned char *types; /* 6 bytes each: int32 offset, dst, name */
    int32_t first;              /* offset before the first change */
    bool has_rule, has_summer;
    int32_t winter, summer; /* offsets of the rule */
    rule to_summer, to_winter;
};

static const tw_tz utc;

static int64_t big_endian(const unsigned char *p, size_t size)
{
    uint64_t v = (p[0] & 0x80) != 0 && size < 8 ? UINT64_MAX : 0;

    for (size_t i = 0; i < size; i++)
        v = (v << 8) | p[i];
    return (int64_t)v;
}

/* ---- the rule behind the table ---- */

typedef struct text {
    const char *p, *end;
} text;

static bool take(text *t, char c)
{
    if (t->p >= t->end || *t->p != c)
        return false;
    t->p++;
    return true;
}

static bool take_int(text *t, int most, int *out)
{
    const char *from = t->p;
    int v = 0;

    for (; t->p < t->end && *t->p >= '0' && *t->p <= '9'; t->p++) {
        v = v * 10 + (*t->p - '0');
        if (v > most)
            return false;
    }
    *out = v;
    return t->p > from;
}

/* "CET" or "<+03>". */
static bool take_name(text *t)
{
    const char *from = t->p;
    bool quoted = take(t, '<');

    while (t->p < t->end && (quoted ? *t->p != '>'
                                    : ((*t->p >= 'A' && *t->p <= 'Z') ||
                                       (*t->p >= 'a' && *t->p <= 'z'))))
        t->p++;
    return quoted ? take(t, '>') : t->p > from;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool take_seconds(text *t, int32_t *out)
{
    int sign = take(t, '-') ? -1 : 1;
    int hours, minutes = 0, seconds = 0;

    if (sign > 0)
        (void)take(t, '+');
    if (!take_int(t, 167, &hours))
        return false;
    if (take(t, ':')) {
        if (!take_int(t, 59, &minutes))
            return false;
        if (take(t, ':') && !take_int(t, 59, &seconds))
            return false;
    }
    *out = sign * (hours * 3600 + minutes * 60 + seconds);
    return true;
}

static bool take_rule(text *t, rule *out)
{
    if (!take(t, ','))
        return false;
    if (take(t, 'M')) {
        out->form = 'M';
        if (!take_int(t, 12, &out->month) || !take(t, '.') ||
            !take_int(t, 5, &out->week) || !take(t, '.') ||
            !take_int(t, 6, &out->day) || out->month < 1 || out->week < 1)
            return false;
    } else {
        out->form = take(t, 'J') ? 'J' : 'n';
        if (!take_int(t, 365, &out->day))
            return false;
    }
    out->seconds = 7200;
    return !take(t, '/') || take_seconds(t, &out->seconds);
}

static bool parse_rule(tw_tz *z, const char *p, const char *end)
{
    text t = {p, end};
    int32_t west;

    if (!take_name(&t) || !take_seconds(&t, &west))
        return false;
    z->winter = -west;
    if (t.p == t.end)
        return true;
    if (!take_name(&t))
        return false;
    z->summer = z->winter + 3600;
    if (t.p < t.end && *t.p != ',') {
        if (!take_seconds(&t, &west))
            return false;
        z->summer = -west;
    }
    if (!take_rule(&t, &z->to_summer) || !take_rule(&t, &z->to_winter))
        return false;
    z->has_summer = true;
    return t.p == t.end;
}

static int64_t seconds_at(int year, int month, int day)
{
    return tw__time_from_civil(&(tw_civil){year, month, day, 0, 0, 0, 0}) /
           1000;
}

/* Local seconds at which the rule takes effect in `year`. */
static int64_t rule_in_year(const rule *r, int year)
{
    int64_t at = seconds_at(year, 1, 1);

    if (r->form == 'M') {
        int64_t next = r->month == 12 ? seconds_at(year + 1, 1, 1)
                                      : seconds_at(year, r->month + 1, 1);
        int weekday;

        at = seconds_at(year, r->month, 1);
        weekday = tw__time_weekday(at * 1000);
        at += ((r->day - weekday + 7) % 7 + (r->week - 1) * 7) * 86400;
        while (at >= next) /* week 5 is the last one */
            at -= 7 * 86400;
    } else if (r->form == 'J') { /* 29 February is never counted */
        bool leap_day = seconds_at(year, 3, 1) - at == 60 * 86400;

        at += (r->day - 1 + (leap_day && r->day > 59)) * 86400;
    } else {
        at += r->day * 86400;
    }
    return at + r->seconds;
}

static int32_t offset_by_rule(const tw_tz *z, int64_t seconds)
{
    int year;
    int64_t to_summer, to_winter;

    if (!z->has_summer)
        return z->winter;
    year = tw__time_to_civil((seconds + z->winter) * 1000).year;
    to_summer = rule_in_year(&z->to_summer, year) - z->winter;
    to_winter = rule_in_year(&z->to_winter, year) - z->summer;
    if (to_summer < to_winter)
        return seconds >= to_summer && seconds < to_winter ? z->summer
                                                           : z->winter;
    return seconds >= to_winter && seconds < to_summer ? z->winter : z->summer;
}

/* ---- the file ---- */

enum {
    HEADER = 44
};

/* The six counts of a header, and the size of the data behind it. */
typedef struct header {
    uint32_t isut, isstd, leap, time, type, chars;
    size_t size;
} header;

static bool read_header(const unsigned char *p,
                        size_t len,
                        size_t time_size,
                        header *h)
{
    if (len < HEADER || memcmp(p, "TZif", 4) != 0)
        return false;
    h->isut = (uint32_t)big_endian(p + 20, 4);
    h->isstd = (uint32_t)big_endian(p + 24, 4);
    h->leap = (uint32_t)big_endian(p + 28, 4);
    h->time = (uint32_t)big_endian(p + 32, 4);
    h->type = (uint32_t)big_endian(p + 36, 4);
    h->chars = (uint32_t)big_endian(p + 40, 4);
    if (h->isut > len || h->isstd > len || h->leap > len || h->time > len ||
        h->type > len || h->chars > len)
        return false;
    h->size = h->time * (time_size + 1) + h->type * (size_t)6 + h->chars +
              h->leap * (time_size + 4) + h->isstd + h->isut;
    return h->size <= len - HEADER;
}

static int32_t type_offset(const tw_tz *z, size_t type)
{
    return (int32_t)big_endian(z->types + 6 * type, 4);
}

static bool read_table(tw_tz *z, const unsigned char *p, const header *h)
{
    if (h->type == 0)
        return false;
    z->count = h->time;
    z->times = p;
    z->kinds = p + (size_t)h->time * 8;
    z->types = z->kinds + h->time;
    for (uint32_t i = 0; i < h->time; i++) {
        if (z->kinds[i] >= h->type)
            return false;
    }
    for (uint32_t i = 0; i < h->type; i++) {
        if (type_offset(z, i) < -100000 || type_offset(z, i) > 100000)
            return false;
    }
    z->first = type_offset(z, 0);
    return true;
}

/* Versions 2 and up: a block with 32-bit times to be skipped, the same with
** 64 bits, and the rule between two line ends.  Nothing writes version 1. */
static bool parse_file(tw_tz *z, const unsigned char *p, size_t len)
{
    const char *rule_text, *end;
    header h;

    if (!read_header(p, len, 4, &h) || p[4] < '2')
        return false;
    p += HEADER + h.size;
    len -= HEADER + h.size;
    if (!read_header(p, len, 8, &h) || !read_table(z, p + HEADER, &h))
        return false;
    rule_text = (const char *)p + HEADER + h.size;
    len -= HEADER + h.size;
    if (len < 2 || *rule_text != '\n')
        return false;
    rule_text++;
    end = (const char *)memchr(rule_text, '\n', len - 1);
    if (end == NULL)
        return false;
    z->has_rule = end > rule_text;
    return !z->has_rule || parse_rule(z, rule_text, end);
}

/* Zones have names like "America/Port-au-Prince" and "Etc/GMT+5", each part
** beginning with a capital; "posix/...", "right/..." (leap seconds counted),
** "localtime" and the other files of the folder do not. */
static bool good_name(tw_str name)
{
    bool start = true;

    if (name.len == 0 || name.len > TW_LIMIT_TZ_NAME_BYTES ||
        name.ptr[0] < 'A' || name.ptr[0] > 'Z')
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

        if (c == '/' ? start
                     : !letter && !(c >= '0' && c <= '9') && c != '_' &&
                           c != '-' && c != '+')
            return false;
        start = c == '/';
    }
    return !start;
}

static bool is_utc(tw_str name)
{
    return tw__str_is(name, "UTC") || tw__str_is(name, "Etc/UTC") ||
           tw__str_is(name, "GMT") || tw__str_is(name, "Etc/GMT");
}

/* The whole file in the arena; .ptr NULL: there is none, or op has failed. */
static tw_str read_file(tw_op *op, const char *path)
{
    struct stat st;
    char *bytes = NULL;
    size_t len = 0;
    FILE *file;

    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < HEADER ||
        st.st_size > TW_LIMIT_TZ_FILE_BYTES)
        return TW_NO_STR;
    file = fopen(path, "rb");
    if (file == NULL)
        return TW_NO_STR;
    bytes = (char *)tw__op_get(op, (size_t)st.st_size);
    if (bytes != NULL)
        len = fread(bytes, 1, (size_t)st.st_size, file);
    (void)fclose(file);
    return (tw_str){bytes, len};
}

const tw_tz *tw__tz_load(tw_op *op, tw_str name)
{
    struct stat st;
    tw_str path, file;
    tw_tz *z;

    if (is_utc(name))
        return &utc;
    if (!good_name(name))
        return NULL;
    if (stat(zoneinfo, &st) != 0) {
        (void)tw__fail(op, TW_E_INVALID, "",
                       "time zone %.*s: this system has no time zone files "
                       "(%s), only UTC can be used",
                       TW_FMT(name), zoneinfo);
        return NULL;
    }
    path = tw__op_printf(op, "%s/%.*s", zoneinfo, TW_FMT(name));
    z = (tw_tz *)tw__op_get(op, sizeof(*z));
    if (path.ptr == NULL || z == NULL)
        return NULL;
    file = read_file(op, path.ptr);
    if (file.ptr == NULL ||
        !parse_file(z, (const unsigned char *)file.ptr, file.len))
        return NULL;
    return z;
}

int32_t tw__tz_offset(const tw_tz *z, int64_t utc_ms)
{
    int64_t seconds = utc_ms / 1000 - (utc_ms % 1000 < 0);
    uint32_t low = 0, high = z->count;

    while (low < high) { /* the first change after the instant */
        uint32_t mid = low + (high - low) / 2;

        if (big_endian(z->times + 8 * (size_t)mid, 8) <= seconds)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == z->count && z->has_rule)
        return offset_by_rule(z, seconds);
    return low == 0 ? z->first : type_offset(z, z->kinds[low - 1]);
}
