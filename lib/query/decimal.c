/* decimal.c -- long division.  How many digits a quotient gets follows from
** the leading groups of four digits of its operands, so that percentages and
** averages read the same as those of the reference. */
#include "query/decimal.h"

__extension__ typedef unsigned __int128 wide;

enum {
    SIGNIFICANT = 16,
    GROUP = 4,
    SCALE_MAX = 100
};

static wide magnitude(tw_wide v)
{
    return v < 0 ? -(wide)v : (wide)v;
}

void tw__wide_put(tw_buf *b, tw_wide v)
{
    char text[48];
    size_t at = sizeof(text);
    wide u = magnitude(v);

    do {
        text[--at] = (char)('0' + (int)(u % 10));
        u /= 10;
    } while (u != 0);
    if (v < 0)
        text[--at] = '-';
    tw__buf_put(b, text + at, sizeof(text) - at);
}

/* The leading group of four digits, and how many groups come behind it. */
static int leading(wide v, int *groups)
{
    *groups = 0;
    while (v >= 10000) {
        v /= 10000;
        (*groups)++;
    }
    return (int)v;
}

static int scale_of(wide a, wide b)
{
    int groups_a, groups_b;
    int first_a = leading(a, &groups_a);
    int first_b = leading(b, &groups_b);
    int weight = groups_a - groups_b - (first_a <= first_b ? 1 : 0);
    int scale = SIGNIFICANT - weight * GROUP;

    return scale < 0 ? 0 : scale > SCALE_MAX ? SCALE_MAX : scale;
}

void tw__quotient_put(tw_buf *out, tw_wide a, int64_t b)
{
    wide n = magnitude(a), d = (wide)(uint64_t)b, whole = n / d, rest = n % d;
    char digits[SCALE_MAX];
    int scale = scale_of(n, d), carry;

    for (int i = 0; i < scale; i++) {
        rest *= 10;
        digits[i] = (char)('0' + (int)(rest / d));
        rest %= d;
    }
    carry = rest * 2 >= d ? 1 : 0;
    for (int i = scale; i-- > 0 && carry != 0;) {
        carry = digits[i] == '9' ? 1 : 0;
        digits[i] = carry != 0 ? '0' : (char)(digits[i] + 1);
    }
    if (carry != 0)
        whole++;
    if (a < 0)
        tw__buf_char(out, '-');
    tw__wide_put(out, (tw_wide)whole);
    if (scale > 0) {
        tw__buf_char(out, '.');
        tw__buf_put(out, digits, (size_t)scale);
    }
}
