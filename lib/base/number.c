/* number.c -- numbers as JavaScript writes them.
**
** The host program may have set a locale whose decimal point is a comma: of
** what snprintf() made only the digits are used, and strtod() is shown digits
** and an exponent only. */
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PLACES_MAX = 6
};

static const double powers[PLACES_MAX + 1] = {1e0, 1e1, 1e2, 1e3,
                                              1e4, 1e5, 1e6};

/* A decimal number taken apart: 0.d1d2d3... * 10^point. */
typedef struct decimal {
    char digits[24];
    int count, point;
} decimal;

static size_t print_uint(uint64_t v, char *to)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + v % 10);
        v /= 10;
    } while (v != 0);
    memcpy(to, digits + at, sizeof(digits) - at);
    return sizeof(digits) - at;
}

static bool reads_back(const decimal *d, double v)
{
    char text[48];

    (void)snprintf(text, sizeof(text), "%.*se%d", d->count, d->digits,
                   d->point - d->count);
    return strtod(text, NULL) == v;
}

/* `v` rounded to that many digits. */
static void round_to(double v, int precision, decimal *d)
{
    char text[48];
    const char *p = text;

    (void)snprintf(text, sizeof(text), "%.*e", precision - 1, v);
    d->count = 0;
    for (; *p != 'e' && *p != '\0'; p++) {
        if (*p >= '0' && *p <= '9' && d->count < precision)
            d->digits[d->count++] = *p;
    }
    d->point = *p == 'e' ? (int)strtol(p + 1, NULL, 10) + 1 : 1;
}

/* One more in the last digit; false when it is a 9. */
static bool step_up(decimal *d)
{
    if (d->digits[d->count - 1] == '9')
        return false;
    d->digits[d->count - 1]++;
    return true;
}

/* Fewest digits that read back as `v`, which is positive and finite. */
static void shortest(double v, decimal *d)
{
    /* Below the normal range fewer than 15 digits may do. */
    for (int precision = v < DBL_MIN ? 1 : 15; precision <= 17; precision++) {
        round_to(v, precision, d);
        if (precision == 17 || reads_back(d, v))
            break;
        /* A power of two has twice as much room above as below: a number
        ** above may read back where the nearest one, below, does not. */
        if (precision == 16 && step_up(d) && reads_back(d, v))
            break;
    }
    while (d->count > 1 && d->digits[d->count - 1] == '0')
        d->count--;
}

/* The layout of JavaScript's Number::toString. */
static size_t lay_out(const decimal *d, char *to)
{
    size_t n = 0;
    int exponent = d->point - 1;

    if (d->point > 0 && d->point <= 21) {
        for (int i = 0; i < d->count || i < d->point; i++) {
            if (i == d->point)
                to[n++] = '.';
            to[n++] = i < d->count ? d->digits[i] : '0';
        }
        return n;
    }
    if (d->point > -6 && d->point <= 0) {
        to[n++] = '0';
        to[n++] = '.';
        for (int i = d->point; i < 0; i++)
            to[n++] = '0';
        memcpy(to + n, d->digits, (size_t)d->count);
        return n + (size_t)d->count;
    }
    to[n++] = d->digits[0];
    if (d->count > 1) {
        to[n++] = '.';
        memcpy(to + n, d->digits + 1, (size_t)d->count - 1);
        n += (size_t)d->count - 1;
    }
    to[n++] = 'e';
    to[n++] = exponent < 0 ? '-' : '+';
    return n +
           print_uint((uint64_t)(exponent < 0 ? -exponent : exponent), to + n);
}

/* Prices and positions have few decimals: whole = v * 10^places, when that is
** exact and short enough to be the only short text of `v`. */
static size_t print_places(double v, char *to)
{
    for (int places = 1; places <= PLACES_MAX; places++) {
        double scaled = v * powers[places];
        uint64_t whole;
        char digits[20];
        size_t count, n = 0, integer;

        if (scaled >= 1e15)
            return 0;
        whole = (uint64_t)(scaled + 0.5);
        if ((double)whole / powers[places] != v)
            continue;
        count = print_uint(whole, digits);
        if (count <= (size_t)places) {
            to[n++] = '0';
            to[n++] = '.';
            for (size_t i = count; i < (size_t)places; i++)
                to[n++] = '0';
            memcpy(to + n, digits, count);
            return n + count;
        }
        integer = count - (size_t)places;
        memcpy(to, digits, integer);
        to[integer] = '.';
        memcpy(to + integer + 1, digits + integer, (size_t)places);
        return count + 1;
    }
    return 0;
}

size_t tw__number_print(double v, char *to)
{
    decimal d;
    size_t n = 0, len;

    if (!isfinite(v)) { /* the caller's mistake: keep the output JSON */
        memcpy(to, "null", 4);
        return 4;
    }
    if (v == 0) {
        to[0] = '0';
        return 1;
    }
    if (v < 0) {
        to[n++] = '-';
        v = -v;
    }
    if (v < 9007199254740992.0 && v == (double)(uint64_t)v)
        return n + print_uint((uint64_t)v, to + n);
    if (v >= 1e-5 && v < 1e15) {
        len = print_places(v, to + n);
        if (len > 0)
            return n + len;
    }
    shortest(v, &d);
    return n + lay_out(&d, to + n);
}

void tw__number_put(tw_buf *b, double v)
{
    if (tw__buf_reserve(b, 32))
        b->len += tw__number_print(v, b->ptr + b->len);
}
