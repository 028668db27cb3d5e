/* json_write.c -- JSON out. */
#include "base/json.h"
#include "base/number.h"

#include <string.h>

static const char hex[] = "0123456789abcdef";

/* What stands behind the backslash: 0 nothing to escape, 'u' for \u00xx. */
static char escape(unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
        return (char)c;
    case '\b':
        return 'b';
    case '\t':
        return 't';
    case '\n':
        return 'n';
    case '\f':
        return 'f';
    case '\r':
        return 'r';
    default:
        return c < 0x20 ? 'u' : '\0';
    }
}

/* Eight bytes at once: is there a control character, a quote, a backslash?
** (word - n) & ~word holds the high bit of each byte below n. */
static bool plain8(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t highs = UINT64_C(0x8080808080808080);
    uint64_t word, quote, slash;

    memcpy(&word, p, 8);
    quote = word ^ (ones * '"');
    slash = word ^ (ones * '\\');
    return ((((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) |
             ((slash - ones) & ~slash)) &
            highs) == 0;
}

/* Length of the run that needs no escape. */
static size_t plain_run(const char *p, size_t len)
{
    size_t i = 0;

    while (len - i >= 8 && plain8(p + i))
        i += 8;
    while (i < len && escape((unsigned char)p[i]) == '\0')
        i++;
    return i;
}

void tw__json_put_text(tw_buf *b, tw_str s)
{
    const char *p = s.ptr;
    size_t left = s.len;
    size_t run;

    /* One reservation serves the usual text, which has nothing to escape. */
    if (left > SIZE_MAX - 2 || !tw__buf_reserve(b, left + 2))
        return;
    b->ptr[b->len++] = '"';
    while (left > 0) {
        run = plain_run(p, left);
        tw__buf_put(b, p, run);
        p += run;
        left -= run;
        if (left > 0) {
            unsigned char c = (unsigned char)*p;
            char to[6] = {'\\', escape(c), '0', '0', hex[c >> 4], hex[c & 15]};

            tw__buf_put(b, to, to[1] == 'u' ? 6 : 2);
            p++;
            left--;
        }
    }
    tw__buf_char(b, '"');
}

void tw__json_put_number(tw_buf *b, double v)
{
    tw__number_put(b, v);
}

/* Depth is that of the tree, which the reader bounded. */
static void put(tw_buf *b, const tw_json *node, const char *space)
{
    bool object = node->type == TW_JSON_OBJECT;

    switch (node->type) {
    case TW_JSON_NULL:
        tw__buf_put(b, "null", 4);
        break;
    case TW_JSON_FALSE:
        tw__buf_put(b, "false", 5);
        break;
    case TW_JSON_TRUE:
        tw__buf_put(b, "true", 4);
        break;
    case TW_JSON_NUMBER:
        tw__number_put(b, node->number);
        break;
    case TW_JSON_TEXT:
        tw__json_put_text(b, node->text);
        break;
    case TW_JSON_LIST:
    case TW_JSON_OBJECT:
        tw__buf_char(b, object ? '{' : '[');
        for (uint32_t i = 0; i < node->count; i++) {
            if (i > 0) {
                tw__buf_char(b, ',');
                tw__buf_text(b, space);
            }
            if (object) {
                tw__json_put_text(b, node->items[i].key);
                tw__buf_char(b, ':');
                tw__buf_text(b, space);
            }
            put(b, &node->items[i], space);
        }
        tw__buf_char(b, object ? '}' : ']');
        break;
    }
}

void tw__json_put(tw_buf *b, const tw_json *node)
{
    put(b, node, "");
}

void tw__json_put_spaced(tw_buf *b, const tw_json *node)
{
    put(b, node, " ");
}

static void comma(tw_json_writer *w)
{
    if (w->comma)
        tw__buf_char(w->b, ',');
    w->comma = true;
}

void tw__jw_open(tw_json_writer *w, char bracket)
{
    comma(w);
    tw__buf_char(w->b, bracket);
    w->comma = false;
}

void tw__jw_close(tw_json_writer *w, char bracket)
{
    tw__buf_char(w->b, bracket);
    w->comma = true;
}

void tw__jw_key(tw_json_writer *w, const char *key)
{
    tw__jw_key_str(w, tw_str_of(key));
}

void tw__jw_key_str(tw_json_writer *w, tw_str key)
{
    comma(w);
    tw__json_put_text(w->b, key);
    tw__buf_char(w->b, ':');
    w->comma = false;
}

void tw__jw_text(tw_json_writer *w, tw_str s)
{
    if (s.ptr == NULL) {
        tw__jw_null(w);
        return;
    }
    comma(w);
    tw__json_put_text(w->b, s);
}

void tw__jw_number(tw_json_writer *w, double v)
{
    comma(w);
    tw__number_put(w->b, v);
}

void tw__jw_int(tw_json_writer *w, int64_t v)
{
    comma(w);
    tw__buf_int(w->b, v);
}

void tw__jw_bool(tw_json_writer *w, bool v)
{
    comma(w);
    tw__buf_text(w->b, v ? "true" : "false");
}

void tw__jw_null(tw_json_writer *w)
{
    comma(w);
    tw__buf_put(w->b, "null", 4);
}

void tw__jw_raw(tw_json_writer *w, tw_str json)
{
    comma(w);
    tw__buf_str(w->b, json);
}
