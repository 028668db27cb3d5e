/* print_value.c -- values as text; strings and block strings with the escapes
** they need. */
#include "graphql/print.h"

enum {
    BLOCK_LINE_UNITS = 70 /* a longer one-line block string is spread */
};

void tw__gql_print_line(tw_gql_printer *p)
{
    tw__buf_char(p->b, '\n');
    for (uint32_t i = 0; i < p->depth; i++)
        tw__buf_text(p->b, "  ");
}

static const char *short_escape(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\f':
        return "\\f";
    case '\r':
        return "\\r";
    default:
        return NULL;
    }
}

static void put_string(tw_buf *b, tw_str s)
{
    tw__buf_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        const char *known = short_escape(c);

        if (known != NULL) {
            tw__buf_text(b, known);
        } else if (c < 0x20 || c == 0x7f) {
            tw__buf_printf(b, "\\u%04X", c);
        } else if (c == 0xc2 && i + 1 < s.len &&
                   (unsigned char)s.ptr[i + 1] < 0xa0) {
            /* U+0080 to U+009F: controls too */
            tw__buf_printf(b, "\\u%04X", (unsigned char)s.ptr[++i]);
        } else {
            tw__buf_char(b, (char)c);
        }
    }
    tw__buf_char(b, '"');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Is every line but the first empty or indented?  (Then a first line of its
** own keeps that indent from being taken for the common one.) */
static bool all_indented(tw_str s)
{
    bool more = false;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '\n')
            continue;
        more = true;
        if (i + 1 < s.len && s.ptr[i + 1] != '\n' && !is_blank(s.ptr[i + 1]))
            return false;
    }
    return more;
}

/* More than `max` UTF-16 units? */
static bool longer(tw_str s, size_t max)
{
    size_t units = 0;

    for (size_t i = 0; i < s.len && units <= max; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        units += (c & 0xc0) == 0x80 ? 0 : c >= 0xf0 ? 2 : 1;
    }
    return units > max;
}

static void put_block_lines(tw_gql_printer *p, tw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\n') {
            tw__gql_print_line(p);
        } else if (s.len - i >= 3 && memcmp(s.ptr + i, "\"\"\"", 3) == 0) {
            tw__buf_text(p->b, "\\\"\"\"");
            i += 2;
        } else {
            tw__buf_char(p->b, s.ptr[i]);
        }
    }
}

/* Do the last quotes of the text form an escaped triple? */
static bool ends_in_triple(tw_str s)
{
    size_t quotes = 0;

    while (quotes < s.len && s.ptr[s.len - 1 - quotes] == '"')
        quotes++;
    return quotes > 0 && quotes % 3 == 0;
}

static void put_block_string(tw_gql_printer *p, tw_str s)
{
    bool one_line = tw__str_find(s, 0, '\n') == s.len;
    bool lead = all_indented(s);
    bool triple = ends_in_triple(s);
    bool quote = s.len > 0 && s.ptr[s.len - 1] == '"' && !triple;
    bool trail = quote || (s.len > 0 && s.ptr[s.len - 1] == '\\');
    bool lines =
        !one_line || trail || lead || triple || longer(s, BLOCK_LINE_UNITS);
    bool skip = one_line && s.len > 0 && is_blank(s.ptr[0]);

    tw__buf_text(p->b, "\"\"\"");
    if ((lines && !skip) || lead)
        tw__gql_print_line(p);
    put_block_lines(p, s);
    if (lines || trail)
        tw__gql_print_line(p);
    tw__buf_text(p->b, "\"\"\"");
}

static void put_items(tw_gql_printer *p, const tw_gql_value *v)
{
    bool object = v->kind == TW_GQL_OBJECT;

    tw__buf_char(p->b, object ? '{' : '[');
    for (uint32_t i = 0; i < v->count; i++) {
        if (i > 0)
            tw__buf_text(p->b, ", ");
        if (object) {
            tw__buf_str(p->b, v->items[i].name);
            tw__buf_text(p->b, ": ");
        }
        tw__gql_print_put_value(p, &v->items[i]);
    }
    tw__buf_char(p->b, object ? '}' : ']');
}

void tw__gql_print_put_value(tw_gql_printer *p, const tw_gql_value *v)
{
    switch (v->kind) {
    case TW_GQL_VARIABLE:
        tw__buf_char(p->b, '$');
        tw__buf_str(p->b, v->text);
        break;
    case TW_GQL_STRING:
        if (v->block)
            put_block_string(p, v->text);
        else
            put_string(p->b, v->text);
        break;
    case TW_GQL_LIST:
    case TW_GQL_OBJECT:
        put_items(p, v);
        break;
    case TW_GQL_INT:
    case TW_GQL_FLOAT:
    case TW_GQL_BOOLEAN:
    case TW_GQL_NULL:
    case TW_GQL_ENUM:
        tw__buf_str(p->b, v->text);
        break;
    }
}

void tw__gql_print_value(tw_buf *b, const tw_gql_value *v)
{
    tw_gql_printer p = {.b = b};

    tw__gql_print_put_value(&p, v);
}
