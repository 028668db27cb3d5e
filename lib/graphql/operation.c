/* operation.c -- picks the operation of a request: from the tree, and (before
** there is one) from the tokens alone, to know whether it writes. */
#include "graphql/operation.h"

#include "graphql/graphql.h"
#include "graphql/lexer.h"

static bool is_operation(const tw_gql_definition *d)
{
    return d->kind == TW_GQL_QUERY || d->kind == TW_GQL_MUTATION ||
           d->kind == TW_GQL_SUBSCRIPTION;
}

const tw_gql_definition *tw__gql_operation(tw_op *op,
                                           const tw_gql_document *doc,
                                           tw_str name,
                                           tw_gql_errors *errors)
{
    const tw_gql_definition *found = NULL;
    uint32_t count = 0;

    for (uint32_t i = 0; i < doc->definition_count; i++) {
        const tw_gql_definition *d = &doc->definitions[i];

        if (!is_operation(d))
            continue;
        count++;
        if (found == NULL && (name.ptr == NULL || tw__str_eq(d->name, name)))
            found = d;
    }
    if (name.ptr == NULL && count > 1) {
        tw__gql_error(op, errors, UINT32_MAX, UINT32_MAX,
                      "Must provide operation name if query contains multiple "
                      "operations.");
        return NULL;
    }
    if (found == NULL && name.ptr != NULL)
        tw__gql_error(op, errors, UINT32_MAX, UINT32_MAX,
                      "Unknown operation named \"%.*s\".",
                      TW_FMT(tw__gql_shown(op, name)));
    else if (found == NULL)
        tw__gql_error(op, errors, UINT32_MAX, UINT32_MAX,
                      "Must provide an operation.");
    return found;
}

const tw_gql_definition *tw__gql_fragment(const tw_gql_document *doc,
                                          tw_str name)
{
    for (uint32_t i = 0; i < doc->definition_count; i++) {
        const tw_gql_definition *d = &doc->definitions[i];

        if (d->kind == TW_GQL_FRAGMENT && tw__str_eq(d->name, name))
            return d;
    }
    return NULL;
}

/* --- by tokens --- */

typedef struct scan {
    tw_str wanted;       /* the operation's name; absent: any */
    uint32_t depth;      /* of open brackets */
    bool inside;         /* behind the keyword of a definition */
    bool named;          /* the next name is the operation's */
    bool mutation;       /* the definition at hand is one */
    uint32_t operations; /* seen */
    bool writes, spoken; /* of the wanted one; of any */
} scan;

static void begin_operation(scan *s, bool mutation)
{
    s->operations++;
    s->inside = s->named = true;
    s->mutation = mutation;
    s->spoken = s->spoken || mutation;
    s->writes = s->writes || (mutation && s->wanted.ptr == NULL);
}

static void take_word(scan *s, tw_str word)
{
    if (s->inside) {
        if (s->named && s->wanted.ptr != NULL && tw__str_eq(word, s->wanted) &&
            s->mutation)
            s->writes = true;
        s->named = false;
    } else if (tw__str_is(word, "query") || tw__str_is(word, "subscription")) {
        begin_operation(s, false);
    } else if (tw__str_is(word, "mutation")) {
        begin_operation(s, true);
    } else if (tw__str_is(word, "fragment")) {
        s->inside = true;
        s->named = false;
    }
}

static void take_bracket(scan *s, tw_gql_token_kind kind)
{
    switch ((int)kind) {
    case TW_GQL_TOKEN_BRACE_L:
    case TW_GQL_TOKEN_PAREN_L:
    case TW_GQL_TOKEN_BRACKET_L:
        if (!s->inside && s->depth == 0 && kind == TW_GQL_TOKEN_BRACE_L)
            begin_operation(s, false);
        s->depth++;
        break;
    case TW_GQL_TOKEN_BRACE_R:
    case TW_GQL_TOKEN_PAREN_R:
    case TW_GQL_TOKEN_BRACKET_R:
        if (s->depth > 0)
            s->depth--;
        if (s->depth == 0 && kind == TW_GQL_TOKEN_BRACE_R)
            s->inside = false;
        break;
    default:
        break;
    }
    s->named = false;
}

bool tw__gql_writes(tw_str query, tw_str operation_name)
{
    scan s = {.wanted = operation_name};
    tw_gql_lexer l;

    if (query.len > TW_LIMIT_GQL_DOCUMENT_BYTES)
        return false; /* will be refused */
    tw__gql_lexer_init(&l, query);
    for (uint32_t n = 0; n <= TW_LIMIT_GQL_TOKENS; n++) {
        if (!tw__gql_lex(&l))
            return s.spoken;
        if (l.token.kind == TW_GQL_TOKEN_EOF)
            /* of several without a name none runs */
            return s.writes &&
                   (operation_name.ptr != NULL || s.operations == 1);
        if (l.token.kind != TW_GQL_TOKEN_NAME)
            take_bracket(&s, l.token.kind);
        else if (s.depth == 0)
            take_word(&s, tw__gql_token_text(&l));
    }
    return s.spoken;
}
