/* inspect.c -- values in complaints: where they stand and what they look like.
** Everything is cut to a fixed size, so that a refusal never allocates. */
#include "model/types/common.h"

#include "base/number.h"

#include <stdio.h>

typedef struct sink {
    char *to;
    size_t len;
} sink;

/* Room is kept for "..." and the NUL. */
static void put(sink *s, const char *text, size_t len)
{
    size_t room = TW_INSPECT_BYTES - 4 - s->len;

    if (s->len > TW_INSPECT_BYTES - 4)
        return; /* was cut before */
    if (len > room) {
        len = room;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--; /* not inside a character */
        memcpy(s->to + s->len, text, len);
        memcpy(s->to + s->len + len, "...", 3);
        s->to[s->len + len + 3] = '\0';
        s->len = TW_INSPECT_BYTES; /* full */
        return;
    }
    memcpy(s->to + s->len, text, len);
    s->len += len;
    s->to[s->len] = '\0';
}

static void put_text(sink *s, tw_str text)
{
    bool single = tw__str_find(text, 0, '\'') < text.len;
    bool twice = tw__str_find(text, 0, '"') < text.len;
    char quote = single && !twice ? '"' : '\'';

    put(s, &quote, 1);
    for (size_t i = 0; i < text.len;) {
        size_t n = 1;

        if (text.ptr[i] == '\n') {
            put(s, "\\n", 2);
        } else if (text.ptr[i] == quote || text.ptr[i] == '\\') {
            char pair[2] = {'\\', text.ptr[i]};
            put(s, pair, 2);
        } else {
            while (i + n < text.len &&
                   ((unsigned char)text.ptr[i + n] & 0xC0) == 0x80)
                n++;
            put(s, text.ptr + i, n);
        }
        i += n;
        if (s->len >= TW_INSPECT_BYTES)
            return;
    }
    put(s, &quote, 1);
}

static void put_value(sink *s, const tw_json *v, int depth);

static void put_items(sink *s, const tw_json *v, int depth)
{
    bool list = v->type == TW_JSON_LIST;

    if (v->count == 0) {
        put(s, list ? "[]" : "{}", 2);
        return;
    }
    if (depth > 2) {
        put(s, list ? "[Array]" : "[Object]", list ? 7 : 8);
        return;
    }
    put(s, list ? "[ " : "{ ", 2);
    for (uint32_t i = 0; i < v->count && s->len < TW_INSPECT_BYTES; i++) {
        if (i > 0)
            put(s, ", ", 2);
        if (!list) {
            put(s, v->items[i].key.ptr, v->items[i].key.len);
            put(s, ": ", 2);
        }
        put_value(s, &v->items[i], depth + 1);
    }
    put(s, list ? " ]" : " }", 2);
}

static void put_value(sink *s, const tw_json *v, int depth)
{
    char number[32];

    switch (v->type) {
    case TW_JSON_NULL:
        put(s, "null", 4);
        break;
    case TW_JSON_FALSE:
        put(s, "false", 5);
        break;
    case TW_JSON_TRUE:
        put(s, "true", 4);
        break;
    case TW_JSON_NUMBER:
        put(s, number, tw__number_print(v->number, number));
        break;
    case TW_JSON_TEXT:
        put_text(s, v->text);
        break;
    case TW_JSON_LIST:
    case TW_JSON_OBJECT:
        put_items(s, v, depth);
        break;
    }
}

const char *tw__value_inspect(const tw_json *value, char to[TW_INSPECT_BYTES])
{
    sink s = {to, 0};

    to[0] = '\0';
    put_value(&s, value, 0);
    return to;
}

const char *tw__spot_name(const tw_spot *at, char to[TW_SPOT_BYTES])
{
    const tw_field *f = at->field;
    tw_str name = f->name;

    if (f->relation == TW_RELATION_MANY_TO_ONE && f->join_name.len > 0)
        name = f->join_name;
    snprintf(to, TW_SPOT_BYTES, "%.*s%s%s", TW_FMT(name),
             at->part[0] == '\0' ? "" : ".", at->part);
    return to;
}

static const char *place_path(const tw_spot *at, char to[TW_SPOT_BYTES])
{
    snprintf(to, TW_SPOT_BYTES, "%s%s", at->part[0] == '\0' ? "" : "/",
             at->part);
    return to;
}

tw_status tw__spot_refuse(tw_op *op,
                          const tw_spot *at,
                          const tw_json *value,
                          const char *const words[3])
{
    char name[TW_SPOT_BYTES], path[TW_SPOT_BYTES], shown[TW_INSPECT_BYTES];

    return tw__fail(op, TW_E_INVALID, place_path(at, path), "%s%s%s%s%s",
                    words[0], tw__value_inspect(value, shown), words[1],
                    tw__spot_name(at, name), words[2]);
}

tw_status tw__spot_fail(tw_op *op,
                        tw_status status,
                        const tw_spot *at,
                        const char *before,
                        const char *after)
{
    char name[TW_SPOT_BYTES], path[TW_SPOT_BYTES];

    return tw__fail(op, status, place_path(at, path), "%s\"%s\"%s", before,
                    tw__spot_name(at, name), after);
}
