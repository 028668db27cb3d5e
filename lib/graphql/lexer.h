/* lexer.h -- the tokens of a GraphQL document.  No memory, no recursion: what
** a string stands for is worked out by who wants it (string.h). */
#ifndef GRAPHQL_LEXER_H
#define GRAPHQL_LEXER_H

#include "twentyapi/value.h"

#include <stdbool.h>

typedef enum tw_gql_token_kind {
    TW_GQL_TOKEN_EOF,
    TW_GQL_TOKEN_BANG,
    TW_GQL_TOKEN_DOLLAR,
    TW_GQL_TOKEN_AMP,
    TW_GQL_TOKEN_PAREN_L,
    TW_GQL_TOKEN_PAREN_R,
    TW_GQL_TOKEN_SPREAD,
    TW_GQL_TOKEN_COLON,
    TW_GQL_TOKEN_EQUALS,
    TW_GQL_TOKEN_AT,
    TW_GQL_TOKEN_BRACKET_L,
    TW_GQL_TOKEN_BRACKET_R,
    TW_GQL_TOKEN_BRACE_L,
    TW_GQL_TOKEN_PIPE,
    TW_GQL_TOKEN_BRACE_R,
    TW_GQL_TOKEN_NAME,
    TW_GQL_TOKEN_INT,
    TW_GQL_TOKEN_FLOAT,
    TW_GQL_TOKEN_STRING,
    TW_GQL_TOKEN_BLOCK_STRING
} tw_gql_token_kind;

typedef struct tw_gql_token {
    tw_gql_token_kind kind;
    uint32_t start, end;
    bool escaped; /* STRING, BLOCK_STRING: a backslash is inside */
} tw_gql_token;

typedef struct tw_gql_lexer {
    tw_str source; /* below 4 GiB */
    tw_gql_token token;
    char wrong[96]; /* why tw__gql_lex() refused */
    uint32_t wrong_at;
} tw_gql_lexer;

void tw__gql_lexer_init(tw_gql_lexer *l, tw_str source);
/* The next token into l->token.  False: `wrong` and `wrong_at` say why. */
bool tw__gql_lex(tw_gql_lexer *l);
/* As messages name it: `"{"`, "Name", "<EOF>". */
const char *tw__gql_token_name(tw_gql_token_kind kind);
/* Hexadecimal digits at `at`, seven at most: their value, or -1. */
int32_t tw__gql_hex(tw_str s, size_t at, size_t digit_count);

static inline tw_str tw__gql_token_text(const tw_gql_lexer *l)
{
    return (tw_str){l->source.ptr + l->token.start,
                    l->token.end - l->token.start};
}

#endif
