/* string.c -- takes escapes out of strings, and the common indent, the blank
** lines at both ends and the escaped quotes out of block strings. */
#include "graphql/string.h"

#include "base/utf8.h"

static char plain_escape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c; /* the quote, the backslash, the slash */
    }
}

/* The character of "\u..." at `*at`, which is moved behind it.  The lexer has
** checked the digits. */
static uint32_t unicode_escape(tw_str raw, size_t *at)
{
    size_t from = *at + 2, to = from + 4;
    int32_t cp;

    if (raw.ptr[from] == '{') {
        for (to = ++from; raw.ptr[to] != '}'; to++)
            ;
        *at = to + 1;
        return (uint32_t)tw__gql_hex(raw, from, to - from);
    }
    *at = to;
    cp = tw__gql_hex(raw, from, 4);
    if (cp >= 0xd800 && cp <= 0xdbff) {
        int32_t low = tw__gql_hex(raw, to + 2, 4);

        *at = to + 6;
        cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
    }
    return (uint32_t)cp;
}

static tw_str unescape(tw_op *op, tw_str raw)
{
    char *to = (char *)tw__op_get(op, raw.len + 1);
    size_t len = 0;

    if (to == NULL)
        return TW_NO_STR;
    for (size_t at = 0; at < raw.len;) {
        if (raw.ptr[at] != '\\') {
            to[len++] = raw.ptr[at++];
        } else if (raw.ptr[at + 1] != 'u') {
            to[len++] = plain_escape(raw.ptr[at + 1]);
            at += 2;
        } else {
            len += tw__utf8_put(to + len, unicode_escape(raw, &at));
        }
    }
    return (tw_str){to, len};
}

/* A line of a block string: its text without the end; `*next` is where the
** following one starts, SIZE_MAX behind the last. */
static tw_str line_at(tw_str raw, size_t from, size_t *next)
{
    size_t to = from;

    while (to < raw.len && raw.ptr[to] != '\n' && raw.ptr[to] != '\r')
        to++;
    if (to >= raw.len)
        *next = SIZE_MAX;
    else if (raw.ptr[to] == '\r' && to + 1 < raw.len && raw.ptr[to + 1] == '\n')
        *next = to + 2;
    else
        *next = to + 1;
    return tw__str_sub(raw, from, to);
}

static size_t indent_of(tw_str line)
{
    size_t n = 0;

    while (n < line.len && (line.ptr[n] == ' ' || line.ptr[n] == '\t'))
        n++;
    return n;
}

/* What of a block string is kept. */
typedef struct shape {
    size_t indent;      /* of all lines but the first */
    size_t first, last; /* numbers of lines that are not blank */
    bool blank;         /* all are */
} shape;

static shape measure(tw_str raw)
{
    shape s = {SIZE_MAX, 0, 0, true};
    size_t next = 0;

    for (size_t n = 0, from = 0; from != SIZE_MAX; from = next, n++) {
        tw_str line = line_at(raw, from, &next);
        size_t indent = indent_of(line);

        if (indent == line.len)
            continue;
        if (s.blank)
            s.first = n;
        s.blank = false;
        s.last = n;
        if (n > 0 && indent < s.indent)
            s.indent = indent;
    }
    return s;
}

static size_t put_line(char *to, tw_str line)
{
    size_t len = 0;

    for (size_t i = 0; i < line.len; i++) {
        /* the only escape: a backslash in front of three quotes */
        if (line.ptr[i] == '\\' && line.len - i >= 4 &&
            memcmp(line.ptr + i + 1, "\"\"\"", 3) == 0) {
            memset(to + len, '"', 3);
            len += 3;
            i += 3;
        } else {
            to[len++] = line.ptr[i];
        }
    }
    return len;
}

static tw_str dedent(tw_op *op, tw_str raw)
{
    shape s = measure(raw);
    char *to = (char *)tw__op_get(op, raw.len + 1);
    size_t len = 0, next = 0;

    if (to == NULL)
        return TW_NO_STR;
    if (s.blank)
        return (tw_str){to, 0};
    for (size_t n = 0, from = 0; n <= s.last; from = next, n++) {
        tw_str line = line_at(raw, from, &next);

        if (n < s.first)
            continue;
        if (n > s.first)
            to[len++] = '\n';
        if (n > 0)
            line = line.len <= s.indent ? TW_NO_STR
                                        : tw__str_sub(line, s.indent, line.len);
        len += put_line(to + len, line);
    }
    return (tw_str){to, len};
}

tw_str tw__gql_string(tw_op *op, tw_str source, const tw_gql_token *t)
{
    size_t quotes = t->kind == TW_GQL_TOKEN_BLOCK_STRING ? 3 : 1;
    tw_str raw = tw__str_sub(source, t->start + quotes, t->end - quotes);

    if (t->kind == TW_GQL_TOKEN_BLOCK_STRING)
        return dedent(op, raw);
    return t->escaped ? unescape(op, raw) : raw;
}
