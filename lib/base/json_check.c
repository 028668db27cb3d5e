/* json_check.c -- the strict gate in front of cJSON: RFC 8259, UTF-8, bounded
** depth, bounded numbers, no NUL in strings.  No recursion, no memory. */
#include "base/json.h"
#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

enum {
    DEPTH_MAX = 1024
}; /* whatever the caller asks; cJSON stops at 1000 */

typedef struct scan {
    const char *p;
    size_t len, at;
    const char *why;
} scan;

static bool refuse(scan *s, const char *why)
{
    s->why = why;
    return false;
}

static void skip_space(scan *s)
{
    while (s->at < s->len && (s->p[s->at] == ' ' || s->p[s->at] == '\n' ||
                              s->p[s->at] == '\r' || s->p[s->at] == '\t'))
        s->at++;
}

/* Four hexadecimal digits at `at`, or -1. */
static int hex4(const scan *s, size_t at)
{
    int v = 0;

    if (s->len - at < 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = s->p[i];

        if (c >= '0' && c <= '9')
            v = v * 16 + (c - '0');
        else if (c >= 'a' && c <= 'f')
            v = v * 16 + (c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            v = v * 16 + (c - 'A' + 10);
        else
            return -1;
    }
    return v;
}

/* At "\u". */
static bool unicode_escape(scan *s)
{
    int unit = hex4(s, s->at + 2), low;

    if (unit < 0)
        return refuse(s, "expected four hexadecimal digits after \\u");
    if (unit == 0)
        return refuse(s, "\\u0000 is not allowed in text");
    if (unit >= 0xdc00 && unit <= 0xdfff)
        return refuse(s, "a surrogate stands alone");
    if (unit < 0xd800 || unit > 0xdfff) {
        s->at += 6;
        return true;
    }
    low = s->len - s->at >= 12 && s->p[s->at + 6] == '\\' &&
                  s->p[s->at + 7] == 'u'
              ? hex4(s, s->at + 8)
              : -1;
    if (low < 0xdc00 || low > 0xdfff)
        return refuse(s, "a surrogate stands alone");
    s->at += 12;
    return true;
}

/* At a backslash. */
static bool escape(scan *s)
{
    if (s->len - s->at < 2)
        return refuse(s, "the text ends inside a string");
    switch (s->p[s->at + 1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        s->at += 2;
        return true;
    case 'u':
        return unicode_escape(s);
    default:
        return refuse(s, "no such escape");
    }
}

/* At the opening quote. */
static bool string(scan *s)
{
    size_t n;

    s->at++;
    while (s->at < s->len) {
        unsigned char c = (unsigned char)s->p[s->at];

        if (c == '"') {
            s->at++;
            return true;
        }
        if (c == '\\') {
            if (!escape(s))
                return false;
        } else if (c < 0x20) {
            return refuse(s, "a control character in a string");
        } else if (c < 0x80) {
            s->at++;
        } else {
            n = tw__utf8_length((tw_str){s->p + s->at, s->len - s->at});
            if (n == 0)
                return refuse(s, "not UTF-8");
            s->at += n;
        }
    }
    return refuse(s, "the text ends inside a string");
}

static bool number_byte(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
           c == 'e' || c == 'E';
}

static bool number(scan *s)
{
    size_t to = s->at;
    double v;

    while (to < s->len && number_byte(s->p[to]))
        to++;
    if (to - s->at > TW_LIMIT_JSON_NUMBER_BYTES)
        return refuse(s, "a number of too many digits");
    if (!tw__number_json((tw_str){s->p + s->at, to - s->at}, &v))
        return refuse(s, "not a number, or too large a one");
    s->at = to;
    return true;
}

static bool word(scan *s, const char *text)
{
    size_t len = strlen(text);

    if (s->len - s->at < len || memcmp(s->p + s->at, text, len) != 0)
        return refuse(s, "expected a value");
    s->at += len;
    return true;
}

/* Anything but a container. */
static bool scalar(scan *s)
{
    switch (s->p[s->at]) {
    case '"':
        return string(s);
    case 't':
        return word(s, "true");
    case 'f':
        return word(s, "false");
    case 'n':
        return word(s, "null");
    default:
        if (s->p[s->at] == '-' || (s->p[s->at] >= '0' && s->p[s->at] <= '9'))
            return number(s);
        return refuse(s, "expected a value");
    }
}

/* "key" and the colon, and the space around them. */
static bool key(scan *s)
{
    skip_space(s);
    if (s->at >= s->len || s->p[s->at] != '"')
        return refuse(s, "expected a key in double quotes");
    if (!string(s))
        return false;
    skip_space(s);
    if (s->at >= s->len || s->p[s->at] != ':')
        return refuse(s, "expected a colon after the key");
    s->at++;
    return true;
}

/* The open containers, innermost last. */
typedef struct nest {
    char close[DEPTH_MAX];
    uint32_t depth, max;
} nest;

/* At a bracket that opens.  Goes past it and, when the container is not empty,
** past the first key; `*empty` says which. */
static bool open(scan *s, nest *n, bool *empty)
{
    char close = s->p[s->at] == '{' ? '}' : ']';

    if (n->depth >= n->max)
        return refuse(s, "nested too deeply");
    s->at++;
    skip_space(s);
    *empty = s->at < s->len && s->p[s->at] == close;
    if (*empty) {
        s->at++;
        return true;
    }
    n->close[n->depth++] = close;
    return close != '}' || key(s);
}

/* After a value: closes what ends here.  True with `*done` unset: a comma was
** passed (and the key behind it), another value follows. */
static bool after_value(scan *s, nest *n, bool *done)
{
    while (n->depth > 0) {
        char close = n->close[n->depth - 1];

        skip_space(s);
        if (s->at < s->len && s->p[s->at] == ',') {
            s->at++;
            *done = false;
            return close != '}' || key(s);
        }
        if (s->at >= s->len || s->p[s->at] != close)
            return refuse(s, close == '}' ? "expected ',' or '}'"
                                          : "expected ',' or ']'");
        s->at++;
        n->depth--;
    }
    *done = true;
    return true;
}

static bool value(scan *s, uint32_t max_depth)
{
    nest n;
    bool done = false, empty;

    n.depth = 0;
    n.max = max_depth < DEPTH_MAX ? max_depth : DEPTH_MAX;
    while (!done) {
        skip_space(s);
        if (s->at >= s->len)
            return refuse(s, "expected a value, but the text ends");
        if (s->p[s->at] == '{' || s->p[s->at] == '[') {
            if (!open(s, &n, &empty))
                return false;
            if (!empty)
                continue;
        } else if (!scalar(s)) {
            return false;
        }
        if (!after_value(s, &n, &done))
            return false;
    }
    return true;
}

bool tw__json_check(tw_str text,
                    uint32_t max_depth,
                    size_t *at,
                    const char **why)
{
    scan s = {text.ptr, text.len, 0, NULL};
    bool ok = value(&s, max_depth);

    if (ok) {
        skip_space(&s);
        if (s.at < s.len)
            ok = refuse(&s, "the value is followed by more text");
    }
    *at = s.at;
    *why = s.why;
    return ok;
}
