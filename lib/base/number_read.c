/* number_read.c -- numbers as JavaScript reads them.
**
** The host program may have set a locale whose decimal point is a comma, so
** strtod() is shown digits and an exponent only. */
#include "base/number.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DIGITS_KEPT = 800, /* no double needs more to be rounded correctly */
    EXACT_POWER = 22,  /* 10^22 is the largest power of ten that is exact */
    EXPONENT_MAX = 100000
};

static const double powers[EXACT_POWER + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* digits * 10^exponent, correctly rounded. */
static double assemble(const char *digits, size_t count, long exponent)
{
    char text[DIGITS_KEPT + 32];
    uint64_t whole = 0;

    if (count <= 15 && exponent >= -EXACT_POWER && exponent <= EXACT_POWER) {
        for (size_t i = 0; i < count; i++)
            whole = whole * 10 + (uint64_t)(digits[i] - '0');
        return exponent < 0 ? (double)whole / powers[-exponent]
                            : (double)whole * powers[exponent];
    }
    (void)snprintf(text, sizeof(text), "%.*se%ld", (int)count, digits,
                   exponent);
    return strtod(text, NULL);
}

/* Significant digits collected while reading. */
typedef struct collect {
    char digits[DIGITS_KEPT + 1];
    size_t count;
    long exponent;
    bool lost; /* a digit other than 0 did not fit */
} collect;

static void collect_digit(collect *c, char digit, bool fraction)
{
    if (c->count == 0 && digit == '0') {
        c->exponent -= fraction;
    } else if (c->count < DIGITS_KEPT) {
        c->digits[c->count++] = digit;
        c->exponent -= fraction;
    } else {
        c->lost = c->lost || digit != '0';
        c->exponent += !fraction;
    }
}

static size_t collect_run(tw_str s, size_t at, bool fraction, collect *c)
{
    for (; at < s.len && is_digit(s.ptr[at]); at++)
        collect_digit(c, s.ptr[at], fraction);
    return at;
}

/* "e", a sign, digits at `at`: the bytes used, or 0. */
static size_t read_exponent(tw_str s, size_t at, long *out)
{
    size_t from = at;
    bool minus = false;
    long e = 0;

    if (at >= s.len || (s.ptr[at] != 'e' && s.ptr[at] != 'E'))
        return 0;
    at++;
    if (at < s.len && (s.ptr[at] == '+' || s.ptr[at] == '-'))
        minus = s.ptr[at++] == '-';
    if (at >= s.len || !is_digit(s.ptr[at]))
        return 0;
    for (; at < s.len && is_digit(s.ptr[at]); at++) {
        if (e < EXPONENT_MAX)
            e = e * 10 + (s.ptr[at] - '0');
    }
    *out = minus ? -e : e;
    return at - from;
}

/* The longest decimal literal of JavaScript at the start of `s` (after an
** optional sign): the bytes used, 0 when there is none. */
static size_t read_decimal(tw_str s, double *out)
{
    collect c;
    size_t at = 0, integer, used;
    bool minus = false, point = false;
    long e = 0;

    c.count = 0;
    c.exponent = 0;
    c.lost = false;
    if (at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+'))
        minus = s.ptr[at++] == '-';
    integer = at;
    at = collect_run(s, at, false, &c);
    integer = at - integer;
    if (at < s.len && s.ptr[at] == '.' &&
        (integer > 0 || (at + 1 < s.len && is_digit(s.ptr[at + 1])))) {
        point = true;
        at = collect_run(s, at + 1, true, &c);
    }
    if (integer == 0 && !point)
        return 0;
    used = read_exponent(s, at, &e);
    if (c.lost) { /* stands for what did not fit: above a tie, if it was one */
        c.digits[c.count++] = '1';
        c.exponent--;
    }
    *out = c.count == 0 ? 0 : assemble(c.digits, c.count, c.exponent + e);
    if (minus)
        *out = -*out;
    return at + used;
}

bool tw__number_json(tw_str s, double *out)
{
    size_t at = 0, from;

    if (at < s.len && s.ptr[at] == '-')
        at++;
    from = at;
    while (at < s.len && is_digit(s.ptr[at]))
        at++;
    if (at == from || (s.ptr[from] == '0' && at - from > 1))
        return false;
    if (at < s.len && s.ptr[at] == '.' &&
        (at + 1 == s.len || !is_digit(s.ptr[at + 1])))
        return false;
    return read_decimal(s, out) == s.len && isfinite(*out);
}

/* JavaScript's white space and line ends, ASCII and beyond: the bytes of one
** such character at `at`, or 0. */
static size_t js_space(tw_str s, size_t at)
{
    static const char *const wide[] = {
        "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
        "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85",
        "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89",
        "\xe2\x80\x8a", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf",
        "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf"};
    char c = s.ptr[at];

    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if ((unsigned char)c < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
        size_t len = strlen(wide[i]);

        if (s.len - at >= len && memcmp(s.ptr + at, wide[i], len) == 0)
            return len;
    }
    return 0;
}

static tw_str js_trim_left(tw_str s)
{
    size_t at = 0, n;

    while (at < s.len && (n = js_space(s, at)) > 0)
        at += n;
    return at == 0 ? s : tw__str_sub(s, at, s.len);
}

static tw_str js_trim_right(tw_str s)
{
    while (s.len > 0) {
        size_t start = s.len - 1;
        size_t n;

        while (start > 0 && s.len - start < 3 &&
               ((unsigned char)s.ptr[start] & 0xc0) == 0x80)
            start--;
        n = js_space(s, start);
        if (n == 0 || start + n != s.len)
            break;
        s.len = start;
    }
    return s;
}

/* "Infinity" with an optional sign at the start of `s`: its length, or 0. */
static size_t read_infinity(tw_str s, double *out)
{
    size_t sign = s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+');
    tw_str rest = sign ? tw__str_sub(s, 1, s.len) : s;

    if (!tw__str_starts(rest, TW_STR("Infinity")))
        return 0;
    *out = sign && s.ptr[0] == '-' ? -HUGE_VAL : HUGE_VAL;
    return sign + 8;
}

static bool read_radix(tw_str s, unsigned radix, double *out)
{
    double v = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        unsigned d = is_digit(c)              ? (unsigned)(c - '0')
                     : (c >= 'a' && c <= 'f') ? (unsigned)(c - 'a' + 10)
                     : (c >= 'A' && c <= 'F') ? (unsigned)(c - 'A' + 10)
                                              : 16;

        if (d >= radix)
            return false;
        v = v * radix + d;
    }
    *out = v;
    return s.len > 0;
}

bool tw__number_js(tw_str s, double *out)
{
    s = js_trim_right(js_trim_left(s));
    if (s.len == 0) {
        *out = 0;
        return true;
    }
    if (s.len > 2 && s.ptr[0] == '0') {
        tw_str digits = tw__str_sub(s, 2, s.len);

        switch (s.ptr[1]) {
        case 'x':
        case 'X':
            return read_radix(digits, 16, out);
        case 'o':
        case 'O':
            return read_radix(digits, 8, out);
        case 'b':
        case 'B':
            return read_radix(digits, 2, out);
        default:
            break;
        }
    }
    return read_infinity(s, out) == s.len || read_decimal(s, out) == s.len;
}

bool tw__number_prefix(tw_str s, double *out)
{
    s = js_trim_left(s);
    return read_infinity(s, out) > 0 || read_decimal(s, out) > 0;
}

bool tw__number_int(tw_str s, int64_t *out)
{
    size_t at = 0;
    bool minus = false;
    uint64_t v = 0, most;

    if (at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+'))
        minus = s.ptr[at++] == '-';
    if (at == s.len)
        return false;
    most = (uint64_t)INT64_MAX + minus;
    for (; at < s.len; at++) {
        uint64_t digit = (uint64_t)(unsigned char)s.ptr[at] - '0';

        if (digit > 9 || v > (most - digit) / 10)
            return false;
        v = v * 10 + digit;
    }
    *out = minus ? (v == 0 ? 0 : -(int64_t)(v - 1) - 1) : (int64_t)v;
    return true;
}
