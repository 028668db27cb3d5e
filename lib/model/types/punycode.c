/* punycode.c -- the encoder of RFC 3492, section 6.3. */
#include "model/types/punycode.h"

#include "base/str.h"
#include "base/utf8.h"

enum {
    LABEL_MAX = 63
};

static uint32_t adapt(uint32_t delta, uint32_t count, bool first)
{
    uint32_t k = 0;

    delta = first ? delta / 700 : delta / 2;
    delta += delta / count;
    for (; delta > ((36 - 1) * 26) / 2; k += 36)
        delta /= 36 - 1;
    return k + (36 * delta) / (delta + 38);
}

static void put_digits(tw_buf *b, uint32_t q, uint32_t bias)
{
    for (uint32_t k = 36;; k += 36) {
        uint32_t t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
        uint32_t digit = q < t ? q : t + (q - t) % (36 - t);

        tw__buf_char(b, (char)(digit < 26 ? 'a' + digit : '0' + digit - 26));
        if (q < t)
            return;
        q = (q - t) / (36 - t);
    }
}

static bool put_label(tw_buf *b, tw_str label)
{
    uint32_t cps[LABEL_MAX], n = 128, delta = 0, bias = 72;
    size_t count = 0, basic = 0, done;

    for (size_t pos = 0; pos < label.len; count++) {
        if (count == LABEL_MAX)
            return false;
        cps[count] = tw__utf8_next(label, &pos);
        basic += cps[count] < 128;
    }
    if (basic == count) {
        tw__buf_str(b, label);
        return true;
    }
    tw__buf_text(b, "xn--");
    for (size_t i = 0; i < count; i++)
        if (cps[i] < 128)
            tw__buf_char(b, (char)cps[i]);
    if (basic > 0)
        tw__buf_char(b, '-');
    for (done = basic; done < count; n++, delta++) {
        uint32_t next = UINT32_MAX;

        for (size_t i = 0; i < count; i++)
            if (cps[i] >= n && cps[i] < next)
                next = cps[i];
        /* at most 63 * 0x110000: no overflow */
        delta += (next - n) * (uint32_t)(done + 1);
        n = next;
        for (size_t i = 0; i < count; i++) {
            delta += cps[i] < n;
            if (cps[i] != n)
                continue;
            put_digits(b, delta, bias);
            bias = adapt(delta, (uint32_t)(done + 1), done == basic);
            delta = 0;
            done++;
        }
    }
    return true;
}

bool tw__punycode_host(tw_buf *b, tw_str host)
{
    size_t start = 0;

    if (!tw__utf8_valid(host))
        return false;
    for (;;) {
        size_t dot = tw__str_find(host, start, '.');

        if (!put_label(b, tw__str_sub(host, start, dot)))
            return false;
        if (dot == host.len)
            return true;
        tw__buf_char(b, '.');
        start = dot + 1;
    }
}
