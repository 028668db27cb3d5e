/* ident.c -- quoting.  A name or a text that holds the quote has it doubled;
** nothing else is special to SQLite inside quotes. */
#include "store/ident.h"

static void put_quoted(tw_buf *b, tw_str s, char quote)
{
    size_t from = 0, i;

    tw__buf_char(b, quote);
    for (i = 0; i < s.len; i++) {
        if (s.ptr[i] != quote)
            continue;
        tw__buf_put(b, s.ptr + from, i + 1 - from);
        from = i; /* the quote goes out once more with what follows */
    }
    if (s.len > from)
        tw__buf_put(b, s.ptr + from, s.len - from);
    tw__buf_char(b, quote);
}

void tw__ident_put(tw_buf *b, tw_str name)
{
    put_quoted(b, name, '"');
}

void tw__literal_put(tw_buf *b, tw_str text)
{
    put_quoted(b, text, '\'');
}
