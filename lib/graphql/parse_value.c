/* parse_value.c -- values, arguments, directives, types as written. */
#include "graphql/parser.h"

#include "graphql/string.h"

static tw_gql_loc since(const tw_gql_parser *p, uint32_t start)
{
    return (tw_gql_loc){start, p->last_end};
}

bool tw__gql_parse_string(tw_gql_parser *p, tw_gql_value *out)
{
    const tw_gql_token *t = &p->lexer.token;

    out->kind = TW_GQL_STRING;
    out->block = t->kind == TW_GQL_TOKEN_BLOCK_STRING;
    out->loc = (tw_gql_loc){t->start, t->end};
    out->text = tw__gql_string(p->op, p->lexer.source, t);
    return out->text.ptr != NULL && tw__gql_next(p);
}

bool tw__gql_parse_description(tw_gql_parser *p, const tw_gql_value **out)
{
    tw_gql_value *v;

    *out = NULL;
    if (!tw__gql_at(p, TW_GQL_TOKEN_STRING) &&
        !tw__gql_at(p, TW_GQL_TOKEN_BLOCK_STRING))
        return true;
    v = (tw_gql_value *)tw__op_get(p->op, sizeof(*v));
    *out = v;
    return v != NULL && tw__gql_parse_string(p, v);
}

/* `true`, `null`, an enum value; a number. */
static bool word_or_number(tw_gql_parser *p, tw_gql_value *out)
{
    const tw_gql_token *t = &p->lexer.token;

    out->text = tw__gql_token_text(&p->lexer);
    out->loc = (tw_gql_loc){t->start, t->end};
    if (t->kind == TW_GQL_TOKEN_INT)
        out->kind = TW_GQL_INT;
    else if (t->kind == TW_GQL_TOKEN_FLOAT)
        out->kind = TW_GQL_FLOAT;
    else if (tw__str_is(out->text, "null"))
        out->kind = TW_GQL_NULL;
    else if (tw__str_is(out->text, "true") || tw__str_is(out->text, "false"))
        out->kind = TW_GQL_BOOLEAN;
    else
        out->kind = TW_GQL_ENUM;
    out->boolean = out->kind == TW_GQL_BOOLEAN && out->text.len == 4;
    return tw__gql_next(p);
}

static bool variable(tw_gql_parser *p, bool constant, tw_gql_value *out)
{
    uint32_t start = tw__gql_start(p);
    tw_gql_loc loc;
    tw_str name;

    if (!tw__gql_expect(p, TW_GQL_TOKEN_DOLLAR))
        return false;
    if (constant) {
        if (!tw__gql_at(p, TW_GQL_TOKEN_NAME))
            return tw__gql_parse_fail(p, start, "Unexpected \"$\".");
        name = tw__gql_shown(p->op, tw__gql_token_text(&p->lexer));
        return tw__gql_parse_fail(
            p, start, "Unexpected variable \"$%.*s\" in constant value.",
            TW_FMT(name));
    }
    out->kind = TW_GQL_VARIABLE;
    if (!tw__gql_parse_name(p, &out->text, &loc))
        return false;
    out->loc = since(p, start);
    return true;
}

static bool list_or_object(tw_gql_parser *p, bool constant, tw_gql_value *out)
{
    bool object = tw__gql_at(p, TW_GQL_TOKEN_BRACE_L);
    tw_gql_token_kind close =
        object ? TW_GQL_TOKEN_BRACE_R : TW_GQL_TOKEN_BRACKET_R;
    uint32_t start = tw__gql_start(p);
    size_t begin = tw__gql_list_begin(p);
    void *items;

    out->kind = object ? TW_GQL_OBJECT : TW_GQL_LIST;
    if (!tw__gql_open(p, p->lexer.token.kind))
        return false;
    while (!tw__gql_at(p, close)) {
        tw_gql_value item = {.kind = TW_GQL_NULL};

        if (object && (!tw__gql_parse_name(p, &item.name, &item.name_loc) ||
                       !tw__gql_expect(p, TW_GQL_TOKEN_COLON)))
            return false;
        if (!tw__gql_parse_value(p, constant, &item))
            return false;
        tw__gql_list_add(p, &item, sizeof(item));
    }
    p->depth--;
    if (!tw__gql_next(p) ||
        !tw__gql_list_end(p, begin, sizeof(*out), &items, &out->count))
        return false;
    out->items = (tw_gql_value *)items;
    out->loc = since(p, start);
    return true;
}

bool tw__gql_parse_value(tw_gql_parser *p, bool constant, tw_gql_value *out)
{
    switch (p->lexer.token.kind) {
    case TW_GQL_TOKEN_BRACKET_L:
    case TW_GQL_TOKEN_BRACE_L:
        return list_or_object(p, constant, out);
    case TW_GQL_TOKEN_NAME:
    case TW_GQL_TOKEN_INT:
    case TW_GQL_TOKEN_FLOAT:
        return word_or_number(p, out);
    case TW_GQL_TOKEN_STRING:
    case TW_GQL_TOKEN_BLOCK_STRING:
        return tw__gql_parse_string(p, out);
    case TW_GQL_TOKEN_DOLLAR:
        return variable(p, constant, out);
    case TW_GQL_TOKEN_EOF:
    case TW_GQL_TOKEN_BANG:
    case TW_GQL_TOKEN_AMP:
    case TW_GQL_TOKEN_PAREN_L:
    case TW_GQL_TOKEN_PAREN_R:
    case TW_GQL_TOKEN_SPREAD:
    case TW_GQL_TOKEN_COLON:
    case TW_GQL_TOKEN_EQUALS:
    case TW_GQL_TOKEN_AT:
    case TW_GQL_TOKEN_BRACKET_R:
    case TW_GQL_TOKEN_PIPE:
    case TW_GQL_TOKEN_BRACE_R:
        break;
    }
    return tw__gql_parse_unexpected(p);
}

bool tw__gql_parse_arguments(tw_gql_parser *p,
                             bool constant,
                             tw_gql_argument **out,
                             uint32_t *count)
{
    size_t begin = tw__gql_list_begin(p);
    void *items = NULL;
    bool more;

    *out = NULL;
    *count = 0;
    if (!tw__gql_skip(p, TW_GQL_TOKEN_PAREN_L, &more))
        return false;
    if (!more)
        return true;
    do { /* at least one */
        tw_gql_argument a = {.loc = {tw__gql_start(p), 0}};

        if (!tw__gql_parse_name(p, &a.name, &a.name_loc) ||
            !tw__gql_expect(p, TW_GQL_TOKEN_COLON) ||
            !tw__gql_parse_value(p, constant, &a.value))
            return false;
        a.loc.end = p->last_end;
        tw__gql_list_add(p, &a, sizeof(a));
    } while (!tw__gql_at(p, TW_GQL_TOKEN_PAREN_R));
    if (!tw__gql_next(p) ||
        !tw__gql_list_end(p, begin, sizeof(**out), &items, count))
        return false;
    *out = (tw_gql_argument *)items;
    return true;
}

bool tw__gql_parse_directives(tw_gql_parser *p,
                              bool constant,
                              tw_gql_directives *out)
{
    size_t begin = tw__gql_list_begin(p);
    tw_gql_loc name_loc;
    void *items = NULL;

    while (tw__gql_at(p, TW_GQL_TOKEN_AT)) {
        tw_gql_directive d = {.loc = {tw__gql_start(p), 0}};

        if (!tw__gql_next(p) || !tw__gql_parse_name(p, &d.name, &name_loc) ||
            !tw__gql_parse_arguments(p, constant, &d.arguments,
                                     &d.argument_count))
            return false;
        d.loc.end = p->last_end;
        tw__gql_list_add(p, &d, sizeof(d));
    }
    if (!tw__gql_list_end(p, begin, sizeof(*out->items), &items, &out->count))
        return false;
    out->items = (tw_gql_directive *)items;
    return true;
}

static bool list_type(tw_gql_parser *p, tw_gql_type_ref *out)
{
    tw_gql_type_ref *of;

    if (!tw__gql_open(p, TW_GQL_TOKEN_BRACKET_L))
        return false;
    of = (tw_gql_type_ref *)tw__op_get(p->op, sizeof(*of));
    out->of = of;
    if (of == NULL || !tw__gql_parse_type_ref(p, of))
        return false;
    p->depth--;
    return tw__gql_expect(p, TW_GQL_TOKEN_BRACKET_R);
}

bool tw__gql_parse_type_ref(tw_gql_parser *p, tw_gql_type_ref *out)
{
    tw_gql_loc name_loc;

    out->loc.start = tw__gql_start(p);
    if (tw__gql_at(p, TW_GQL_TOKEN_BRACKET_L)) {
        if (!list_type(p, out))
            return false;
    } else if (!tw__gql_parse_name(p, &out->name, &name_loc)) {
        return false;
    }
    if (!tw__gql_skip(p, TW_GQL_TOKEN_BANG, &out->non_null))
        return false;
    out->loc.end = p->last_end;
    return true;
}
