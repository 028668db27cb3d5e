/* parser.c -- what all productions stand on: tokens, complaints, lists. */
#include "graphql/parser.h"

#include "base/utf8.h"
#include "graphql/string.h"

#include <stdarg.h>

bool tw__gql_parse_fail(tw_gql_parser *p, uint32_t at, const char *fmt, ...)
{
    tw_str text;
    va_list args;

    va_start(args, fmt);
    text = tw__arena_vprintf(p->op->arena, fmt, args);
    va_end(args);
    if (text.ptr == NULL)
        (void)tw__fail_nomem(p->op);
    else
        tw__gql_error(p->op, p->errors, at, UINT32_MAX, "Syntax Error: %.*s",
                      TW_FMT(text));
    return false;
}

/* "Name", or `Name "people"` */
static tw_str token_shown(tw_gql_parser *p)
{
    const tw_gql_token *t = &p->lexer.token;
    const char *name = tw__gql_token_name(t->kind);
    tw_str value;

    if (t->kind < TW_GQL_TOKEN_NAME)
        return tw_str_of(name);
    if (t->kind >= TW_GQL_TOKEN_STRING)
        value = tw__gql_string(p->op, p->lexer.source, t);
    else
        value = tw__gql_token_text(&p->lexer);
    value = tw__gql_shown(p->op, value);
    return tw__op_printf(p->op, "%s \"%.*s\"", name, TW_FMT(value));
}

bool tw__gql_parse_unexpected(tw_gql_parser *p)
{
    tw_str found = token_shown(p);

    return tw__gql_parse_fail(p, tw__gql_start(p), "Unexpected %.*s.",
                              TW_FMT(found));
}

bool tw__gql_parse_expected(tw_gql_parser *p, const char *what)
{
    tw_str found = token_shown(p);

    return tw__gql_parse_fail(p, tw__gql_start(p), "Expected %s, found %.*s.",
                              what, TW_FMT(found));
}

bool tw__gql_next(tw_gql_parser *p)
{
    p->last_end = p->lexer.token.end;
    if (!tw__gql_lex(&p->lexer))
        return tw__gql_parse_fail(p, p->lexer.wrong_at, "%s", p->lexer.wrong);
    if (++p->tokens > TW_LIMIT_GQL_TOKENS)
        return tw__gql_parse_fail(
            p, tw__gql_start(p),
            "Document contains more than %d tokens. Parsing aborted.",
            TW_LIMIT_GQL_TOKENS);
    return true;
}

bool tw__gql_expect(tw_gql_parser *p, tw_gql_token_kind kind)
{
    if (!tw__gql_at(p, kind))
        return tw__gql_parse_expected(p, tw__gql_token_name(kind));
    return tw__gql_next(p);
}

bool tw__gql_skip(tw_gql_parser *p, tw_gql_token_kind kind, bool *found)
{
    *found = tw__gql_at(p, kind);
    return !*found || tw__gql_next(p);
}

bool tw__gql_is_word(const tw_gql_parser *p, const char *word)
{
    return tw__gql_at(p, TW_GQL_TOKEN_NAME) &&
           tw__str_is(tw__gql_token_text(&p->lexer), word);
}

bool tw__gql_expect_word(tw_gql_parser *p, const char *word)
{
    tw_str found;

    if (tw__gql_is_word(p, word))
        return tw__gql_next(p);
    found = token_shown(p);
    return tw__gql_parse_fail(p, tw__gql_start(p),
                              "Expected \"%s\", found %.*s.", word,
                              TW_FMT(found));
}

bool tw__gql_open(tw_gql_parser *p, tw_gql_token_kind kind)
{
    if (p->depth >= TW_LIMIT_GQL_NESTING)
        return tw__gql_parse_fail(p, tw__gql_start(p),
                                  "Document nests deeper than %d levels. "
                                  "Parsing aborted.",
                                  TW_LIMIT_GQL_NESTING);
    p->depth++;
    return tw__gql_expect(p, kind);
}

void tw__gql_list_add(tw_gql_parser *p, const void *item, size_t size)
{
    tw__buf_put(&p->stack, item, size);
}

bool tw__gql_list_end(tw_gql_parser *p,
                      size_t begin,
                      size_t size,
                      void **items,
                      uint32_t *count)
{
    size_t bytes = p->stack.len - begin;

    *items = NULL;
    *count = 0;
    if (p->stack.failed) {
        (void)tw__fail_nomem(p->op);
        return false;
    }
    if (bytes == 0)
        return true;
    *items = tw__op_get(p->op, bytes);
    if (*items == NULL)
        return false;
    memcpy(*items, p->stack.ptr + begin, bytes);
    *count = (uint32_t)(bytes / size);
    tw__buf_cut(&p->stack, begin);
    return true;
}

bool tw__gql_parse_name(tw_gql_parser *p, tw_str *name, tw_gql_loc *loc)
{
    *name = tw__gql_token_text(&p->lexer);
    *loc = (tw_gql_loc){p->lexer.token.start, p->lexer.token.end};
    return tw__gql_expect(p, TW_GQL_TOKEN_NAME);
}

bool tw__gql_parser_open(tw_gql_parser *p, tw_op *op, tw_str source)
{
    tw__buf_init(&p->stack, op->alloc);
    p->op = op;
    if (source.len > TW_LIMIT_GQL_DOCUMENT_BYTES)
        return tw__gql_parse_fail(
            p, UINT32_MAX, "Document is longer than %d bytes. Parsing aborted.",
            TW_LIMIT_GQL_DOCUMENT_BYTES);
    if (!tw__utf8_valid(source))
        return tw__gql_parse_fail(p, UINT32_MAX, "Document is not UTF-8.");
    tw__gql_lexer_init(&p->lexer, source);
    return tw__gql_next(p);
}

void tw__gql_parser_close(tw_gql_parser *p)
{
    tw__buf_fini(&p->stack);
}
