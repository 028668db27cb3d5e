/* parser.h -- what the files of the parser share.  Functions named after a
** production read it at the current token; false: the error is in the list, or
** op->error is set. */
#ifndef GRAPHQL_PARSER_H
#define GRAPHQL_PARSER_H

#include "graphql/lexer.h"
#include "graphql/parse.h"

typedef struct tw_gql_parser {
    tw_op *op;
    tw_gql_errors *errors;
    tw_gql_lexer lexer; /* its token is the current one */
    uint32_t last_end;  /* where the token before it ended */
    uint32_t tokens, depth;
    tw_buf stack; /* members of lists that are still open */
} tw_gql_parser;

bool tw__gql_parser_open(tw_gql_parser *p, tw_op *op, tw_str source);
void tw__gql_parser_close(tw_gql_parser *p);

/* --- errors: always false --- */
bool tw__gql_parse_fail(tw_gql_parser *p, uint32_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
bool tw__gql_parse_unexpected(tw_gql_parser *p);
/* "Expected <what>, found ...": `what` as messages name it. */
bool tw__gql_parse_expected(tw_gql_parser *p, const char *what);

/* --- tokens --- */
bool tw__gql_next(tw_gql_parser *p);
bool tw__gql_expect(tw_gql_parser *p, tw_gql_token_kind kind);
/* Pass a token of this kind; `*found` says whether it was there. */
bool tw__gql_skip(tw_gql_parser *p, tw_gql_token_kind kind, bool *found);
bool tw__gql_is_word(const tw_gql_parser *p, const char *word);
bool tw__gql_expect_word(tw_gql_parser *p, const char *word);
/* Open and close a level of nesting, which is bounded. */
bool tw__gql_open(tw_gql_parser *p, tw_gql_token_kind kind);

static inline bool tw__gql_at(const tw_gql_parser *p, tw_gql_token_kind kind)
{
    return p->lexer.token.kind == kind;
}

static inline uint32_t tw__gql_start(const tw_gql_parser *p)
{
    return p->lexer.token.start;
}

/* --- lists: members are gathered on the stack, then moved to the arena --- */
static inline size_t tw__gql_list_begin(const tw_gql_parser *p)
{
    return p->stack.len;
}
void tw__gql_list_add(tw_gql_parser *p, const void *item, size_t size);
bool tw__gql_list_end(tw_gql_parser *p,
                      size_t begin,
                      size_t size,
                      void **items,
                      uint32_t *count);

/* --- productions --- */
bool tw__gql_parse_name(tw_gql_parser *p, tw_str *name, tw_gql_loc *loc);
bool tw__gql_parse_value(tw_gql_parser *p, bool constant, tw_gql_value *out);
bool tw__gql_parse_string(tw_gql_parser *p, tw_gql_value *out);
/* A description if there is one: a value in the arena, or NULL. */
bool tw__gql_parse_description(tw_gql_parser *p, const tw_gql_value **out);
bool tw__gql_parse_type_ref(tw_gql_parser *p, tw_gql_type_ref *out);
bool tw__gql_parse_arguments(tw_gql_parser *p,
                             bool constant,
                             tw_gql_argument **out,
                             uint32_t *count);
bool tw__gql_parse_directives(tw_gql_parser *p,
                              bool constant,
                              tw_gql_directives *out);
bool tw__gql_parse_selections(tw_gql_parser *p, tw_gql_selections *out);
/* At the keyword of a definition of the type system. */
bool tw__gql_parse_type_system(tw_gql_parser *p, tw_gql_definition *out);
bool tw__gql_is_type_system_word(const tw_gql_parser *p);

#endif
