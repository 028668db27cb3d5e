/* error.c -- collects errors and writes them as the member `errors`. */
#include "graphql/error.h"

#include "base/json.h"

#include <stdarg.h>

tw_gql_error *tw__gql_error_add(tw_op *op, tw_gql_errors *list)
{
    tw_gql_error *e;

    if (list->count >= TW_GQL_ERRORS_MAX)
        return NULL;
    e = (tw_gql_error *)tw__op_get(op, sizeof(*e));
    if (e == NULL)
        return NULL;
    if (list->last == NULL)
        list->first = e;
    else
        list->last->next = e;
    list->last = e;
    list->count++;
    return e;
}

static void locate(tw_gql_error *e, uint32_t at)
{
    if (at != UINT32_MAX && e->location_count < TW_GQL_ERROR_LOCATIONS)
        e->locations[e->location_count++] = at;
}

void tw__gql_error(tw_op *op,
                   tw_gql_errors *list,
                   uint32_t at,
                   uint32_t also,
                   const char *fmt,
                   ...)
{
    tw_gql_error *e = tw__gql_error_add(op, list);
    va_list args;

    if (e == NULL)
        return;
    locate(e, at);
    locate(e, also);
    va_start(args, fmt);
    e->message = tw__arena_vprintf(op->arena, fmt, args);
    va_end(args);
    if (e->message.ptr == NULL)
        (void)tw__fail_nomem(op);
}

int tw__gql_shown_bytes(tw_str s)
{
    size_t len = TW_GQL_SHOWN_BYTES;

    if (s.len <= len)
        return (int)s.len;
    while (len > 0 && ((unsigned char)s.ptr[len] & 0xc0) == 0x80)
        len--; /* not inside a character */
    return (int)len;
}

tw_str tw__gql_shown(tw_op *op, tw_str s)
{
    if (s.len <= TW_GQL_SHOWN_BYTES)
        return s;
    return tw__op_printf(op, "%.*s...", tw__gql_shown_bytes(s), s.ptr);
}

/* A place in the source.  Moves forward; places asked for in their order cost
** one walk. */
typedef struct place {
    tw_str source;
    size_t at;
    uint32_t line, column;
} place;

static void step(place *p)
{
    unsigned char c = (unsigned char)p->source.ptr[p->at];
    bool pair = c == '\r' && p->at + 1 < p->source.len &&
                p->source.ptr[p->at + 1] == '\n';

    p->at++;
    if (c == '\n' || (c == '\r' && !pair)) {
        p->line++;
        p->column = 1;
    } else if ((c & 0xc0) != 0x80) {
        p->column += c >= 0xf0 ? 2 : 1; /* UTF-16 units */
    }
}

static void go_to(place *p, size_t at)
{
    if (at < p->at) {
        p->at = 0;
        p->line = p->column = 1;
    }
    while (p->at < at && p->at < p->source.len)
        step(p);
}

static void put_locations(tw_json_writer *w, const tw_gql_error *e, place *p)
{
    if (e->location_count == 0 || p->source.ptr == NULL)
        return;
    tw__jw_key(w, "locations");
    tw__jw_open(w, '[');
    for (int i = 0; i < e->location_count; i++) {
        go_to(p, e->locations[i]);
        tw__jw_open(w, '{');
        tw__jw_key(w, "line");
        tw__jw_int(w, p->line);
        tw__jw_key(w, "column");
        tw__jw_int(w, p->column);
        tw__jw_close(w, '}');
    }
    tw__jw_close(w, ']');
}

/* From the root down: a path is as deep as a document may nest. */
static void put_path(tw_json_writer *w, const tw_gql_path *path)
{
    if (path == NULL)
        return;
    put_path(w, path->up);
    if (path->key.ptr != NULL)
        tw__jw_text(w, path->key);
    else
        tw__jw_int(w, path->index);
}

static void put_member(tw_json_writer *w, const char *key, tw_str text)
{
    if (text.ptr == NULL)
        return;
    tw__jw_key(w, key);
    tw__jw_text(w, text);
}

static void put_extensions(tw_json_writer *w, const tw_gql_error *e)
{
    if (e->code.ptr == NULL && e->sub_code.ptr == NULL &&
        e->user_message.ptr == NULL && e->extra.len == 0)
        return;
    tw__jw_key(w, "extensions");
    tw__jw_open(w, '{');
    put_member(w, "code", e->code);
    put_member(w, "subCode", e->sub_code);
    put_member(w, "userFriendlyMessage", e->user_message);
    if (e->extra.len > 0)
        tw__jw_raw(w, e->extra);
    tw__jw_close(w, '}');
}

void tw__gql_errors_write(tw_buf *b, const tw_gql_errors *list)
{
    tw_json_writer w = {.b = b};
    place p = {list->source, 0, 1, 1};

    tw__jw_open(&w, '[');
    for (const tw_gql_error *e = list->first; e != NULL; e = e->next) {
        tw__jw_open(&w, '{');
        tw__jw_key(&w, "message");
        tw__jw_text(&w, e->message.ptr == NULL ? TW_STR("") : e->message);
        put_locations(&w, e, &p);
        if (e->path != NULL) {
            tw__jw_key(&w, "path");
            tw__jw_open(&w, '[');
            put_path(&w, e->path);
            tw__jw_close(&w, ']');
        }
        put_extensions(&w, e);
        tw__jw_close(&w, '}');
    }
    tw__jw_close(&w, ']');
}
