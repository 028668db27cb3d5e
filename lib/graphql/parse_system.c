/* parse_system.c -- definitions and extensions of the type system.  They are
** checked, and kept as text by the caller: nothing here executes them. */
#include "graphql/parser.h"

static const char *const words[] = {"schema",    "scalar",    "type",
                                    "interface", "union",     "enum",
                                    "input",     "directive", "extend"};

bool tw__gql_is_type_system_word(const tw_gql_parser *p)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (tw__gql_is_word(p, words[i]))
            return true;
    return false;
}

static bool name(tw_gql_parser *p)
{
    tw_gql_loc loc;
    tw_str text;

    return tw__gql_parse_name(p, &text, &loc);
}

static bool description(tw_gql_parser *p)
{
    const tw_gql_value *text;

    return tw__gql_parse_description(p, &text);
}

/* `*found` is set when there is one, and left alone otherwise. */
static bool directives(tw_gql_parser *p, bool *found)
{
    tw_gql_directives list = {NULL, 0};

    if (!tw__gql_parse_directives(p, true, &list))
        return false;
    *found = *found || list.count > 0;
    return true;
}

/* Members between brackets, at least one. */
static bool many(tw_gql_parser *p,
                 tw_gql_token_kind open,
                 tw_gql_token_kind close,
                 bool (*member)(tw_gql_parser *))
{
    if (!tw__gql_expect(p, open))
        return false;
    do {
        if (!member(p))
            return false;
    } while (!tw__gql_at(p, close));
    return tw__gql_next(p);
}

/* The same in braces, or nothing. */
static bool block(tw_gql_parser *p,
                  bool (*member)(tw_gql_parser *),
                  bool *found)
{
    if (!tw__gql_at(p, TW_GQL_TOKEN_BRACE_L))
        return true;
    *found = true;
    return many(p, TW_GQL_TOKEN_BRACE_L, TW_GQL_TOKEN_BRACE_R, member);
}

/* `A & B`, `| A | B` */
static bool delimited(tw_gql_parser *p,
                      tw_gql_token_kind delimiter,
                      bool (*member)(tw_gql_parser *))
{
    bool more;

    if (!tw__gql_skip(p, delimiter, &more))
        return false;
    do {
        if (!member(p) || !tw__gql_skip(p, delimiter, &more))
            return false;
    } while (more);
    return true;
}

static bool operation_type(tw_gql_parser *p)
{
    if (!tw__gql_at(p, TW_GQL_TOKEN_NAME))
        return tw__gql_parse_expected(p, "Name");
    if (!tw__gql_is_word(p, "query") && !tw__gql_is_word(p, "mutation") &&
        !tw__gql_is_word(p, "subscription"))
        return tw__gql_parse_unexpected(p);
    return tw__gql_next(p) && tw__gql_expect(p, TW_GQL_TOKEN_COLON) && name(p);
}

static bool input_value(tw_gql_parser *p)
{
    tw_gql_type_ref type = {.non_null = false};
    tw_gql_value value = {.kind = TW_GQL_NULL};
    bool has_default, found = false;

    return description(p) && name(p) && tw__gql_expect(p, TW_GQL_TOKEN_COLON) &&
           tw__gql_parse_type_ref(p, &type) &&
           tw__gql_skip(p, TW_GQL_TOKEN_EQUALS, &has_default) &&
           (!has_default || tw__gql_parse_value(p, true, &value)) &&
           directives(p, &found);
}

static bool argument_definitions(tw_gql_parser *p)
{
    return !tw__gql_at(p, TW_GQL_TOKEN_PAREN_L) ||
           many(p, TW_GQL_TOKEN_PAREN_L, TW_GQL_TOKEN_PAREN_R, input_value);
}

static bool field_definition(tw_gql_parser *p)
{
    tw_gql_type_ref type = {.non_null = false};
    bool found = false;

    return description(p) && name(p) && argument_definitions(p) &&
           tw__gql_expect(p, TW_GQL_TOKEN_COLON) &&
           tw__gql_parse_type_ref(p, &type) && directives(p, &found);
}

static bool enum_value(tw_gql_parser *p)
{
    bool found = false;

    if (!description(p))
        return false;
    if (tw__gql_is_word(p, "true") || tw__gql_is_word(p, "false") ||
        tw__gql_is_word(p, "null"))
        return tw__gql_parse_fail(
            p, tw__gql_start(p),
            "Name \"%.*s\" is reserved and cannot be used for an enum value.",
            TW_FMT(tw__gql_token_text(&p->lexer)));
    return name(p) && directives(p, &found);
}

static bool directive_location(tw_gql_parser *p)
{
    static const char *const places[] = {
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
        "SCHEMA",
        "SCALAR",
        "OBJECT",
        "FIELD_DEFINITION",
        "ARGUMENT_DEFINITION",
        "INTERFACE",
        "UNION",
        "ENUM",
        "ENUM_VALUE",
        "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    };

    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
        if (tw__gql_is_word(p, places[i]))
            return tw__gql_next(p);
    return tw__gql_at(p, TW_GQL_TOKEN_NAME) ? tw__gql_parse_unexpected(p)
                                            : tw__gql_parse_expected(p, "Name");
}

static bool directive_definition(tw_gql_parser *p, tw_gql_definition *out)
{
    if (!tw__gql_expect(p, TW_GQL_TOKEN_AT) ||
        !tw__gql_parse_name(p, &out->name, &out->name_loc) ||
        !argument_definitions(p))
        return false;
    if (tw__gql_is_word(p, "repeatable") && !tw__gql_next(p))
        return false;
    return tw__gql_expect_word(p, "on") &&
           delimited(p, TW_GQL_TOKEN_PIPE, directive_location);
}

static bool interfaces(tw_gql_parser *p, bool *found)
{
    if (!tw__gql_is_word(p, "implements"))
        return true;
    *found = true;
    return tw__gql_next(p) && delimited(p, TW_GQL_TOKEN_AMP, name);
}

static bool union_members(tw_gql_parser *p, bool *found)
{
    bool has;

    if (!tw__gql_skip(p, TW_GQL_TOKEN_EQUALS, &has))
        return false;
    *found = *found || has;
    return !has || delimited(p, TW_GQL_TOKEN_PIPE, name);
}

/* Behind the name of a type: all that its kind may hold. */
static bool members(tw_gql_parser *p, char kind, bool *found)
{
    switch (kind) {
    case 't': /* type, interface */
        return interfaces(p, found) && directives(p, found) &&
               block(p, field_definition, found);
    case 'u':
        return directives(p, found) && union_members(p, found);
    case 'e':
        return directives(p, found) && block(p, enum_value, found);
    case 'i':
        return directives(p, found) && block(p, input_value, found);
    default: /* scalar */
        return directives(p, found);
    }
}

static char kind_of(const tw_gql_parser *p)
{
    if (tw__gql_is_word(p, "type") || tw__gql_is_word(p, "interface"))
        return 't';
    if (tw__gql_is_word(p, "union"))
        return 'u';
    if (tw__gql_is_word(p, "enum"))
        return 'e';
    if (tw__gql_is_word(p, "input"))
        return 'i';
    return 's';
}

static bool schema(tw_gql_parser *p, bool extend, bool *found)
{
    if (!directives(p, found))
        return false;
    if (extend)
        return block(p, operation_type, found);
    return many(p, TW_GQL_TOKEN_BRACE_L, TW_GQL_TOKEN_BRACE_R, operation_type);
}

bool tw__gql_parse_type_system(tw_gql_parser *p, tw_gql_definition *out)
{
    bool extend = tw__gql_is_word(p, "extend"), found = false, ok;
    char kind;

    out->kind = TW_GQL_TYPE_SYSTEM;
    if (extend && !tw__gql_next(p))
        return false;
    if (!tw__gql_is_type_system_word(p) || tw__gql_is_word(p, "extend") ||
        (extend && tw__gql_is_word(p, "directive")))
        return tw__gql_parse_unexpected(p);
    if (tw__gql_is_word(p, "directive"))
        return tw__gql_next(p) && directive_definition(p, out);
    kind = kind_of(p);
    if (tw__gql_is_word(p, "schema"))
        ok = tw__gql_next(p) && schema(p, extend, &found);
    else
        ok = tw__gql_next(p) &&
             tw__gql_parse_name(p, &out->name, &out->name_loc) &&
             members(p, kind, &found);
    if (!ok)
        return false;
    /* an extension that adds nothing is none */
    return !extend || found || tw__gql_parse_unexpected(p);
}
