/* parse.c -- documents: operations, fragments, selections. */
#include "graphql/parse.h"

#include "graphql/parser.h"

static bool field(tw_gql_parser *p, tw_gql_selection *out)
{
    bool aliased;

    out->kind = TW_GQL_FIELD;
    if (!tw__gql_parse_name(p, &out->name, &out->name_loc) ||
        !tw__gql_skip(p, TW_GQL_TOKEN_COLON, &aliased))
        return false;
    if (aliased) {
        out->alias = out->name;
        if (!tw__gql_parse_name(p, &out->name, &out->name_loc))
            return false;
    }
    return tw__gql_parse_arguments(p, false, &out->arguments,
                                   &out->argument_count) &&
           tw__gql_parse_directives(p, false, &out->directives) &&
           (!tw__gql_at(p, TW_GQL_TOKEN_BRACE_L) ||
            tw__gql_parse_selections(p, &out->selections));
}

/* `on Type`: at `on`. */
static bool condition(tw_gql_parser *p, tw_str *name, tw_gql_loc *loc)
{
    return tw__gql_expect_word(p, "on") && tw__gql_parse_name(p, name, loc);
}

static bool fragment_or_inline(tw_gql_parser *p, tw_gql_selection *out)
{
    bool on;

    if (!tw__gql_expect(p, TW_GQL_TOKEN_SPREAD))
        return false;
    on = tw__gql_is_word(p, "on");
    if (!on && tw__gql_at(p, TW_GQL_TOKEN_NAME)) {
        out->kind = TW_GQL_SPREAD;
        return tw__gql_parse_name(p, &out->name, &out->name_loc) &&
               tw__gql_parse_directives(p, false, &out->directives);
    }
    out->kind = TW_GQL_INLINE;
    return (!on || condition(p, &out->condition, &out->condition_loc)) &&
           tw__gql_parse_directives(p, false, &out->directives) &&
           tw__gql_parse_selections(p, &out->selections);
}

bool tw__gql_parse_selections(tw_gql_parser *p, tw_gql_selections *out)
{
    size_t begin = tw__gql_list_begin(p);
    uint32_t start = tw__gql_start(p);
    void *items = NULL;

    if (!tw__gql_open(p, TW_GQL_TOKEN_BRACE_L))
        return false;
    do { /* at least one */
        tw_gql_selection s = {.loc = {tw__gql_start(p), 0}};
        bool ok = tw__gql_at(p, TW_GQL_TOKEN_SPREAD) ? fragment_or_inline(p, &s)
                                                     : field(p, &s);

        if (!ok)
            return false;
        s.loc.end = p->last_end;
        tw__gql_list_add(p, &s, sizeof(s));
    } while (!tw__gql_at(p, TW_GQL_TOKEN_BRACE_R));
    p->depth--;
    if (!tw__gql_next(p) ||
        !tw__gql_list_end(p, begin, sizeof(*out->items), &items, &out->count))
        return false;
    out->items = (tw_gql_selection *)items;
    out->loc = (tw_gql_loc){start, p->last_end};
    return true;
}

static bool variable(tw_gql_parser *p, tw_gql_variable *out)
{
    tw_gql_value *value;
    bool has_default;

    if (!tw__gql_parse_description(p, &out->description) ||
        !tw__gql_expect(p, TW_GQL_TOKEN_DOLLAR) ||
        !tw__gql_parse_name(p, &out->name, &out->name_loc) ||
        !tw__gql_expect(p, TW_GQL_TOKEN_COLON) ||
        !tw__gql_parse_type_ref(p, &out->type) ||
        !tw__gql_skip(p, TW_GQL_TOKEN_EQUALS, &has_default))
        return false;
    if (has_default) {
        value = (tw_gql_value *)tw__op_get(p->op, sizeof(*value));
        if (value == NULL || !tw__gql_parse_value(p, true, value))
            return false;
        out->default_value = value;
    }
    return tw__gql_parse_directives(p, true, &out->directives);
}

static bool variables(tw_gql_parser *p, tw_gql_definition *out)
{
    size_t begin = tw__gql_list_begin(p);
    void *items = NULL;
    bool more;

    if (!tw__gql_skip(p, TW_GQL_TOKEN_PAREN_L, &more))
        return false;
    if (!more)
        return true;
    do { /* at least one */
        tw_gql_variable v = {.loc = {tw__gql_start(p), 0}};

        if (!variable(p, &v))
            return false;
        v.loc.end = p->last_end;
        tw__gql_list_add(p, &v, sizeof(v));
    } while (!tw__gql_at(p, TW_GQL_TOKEN_PAREN_R));
    if (!tw__gql_next(p) || !tw__gql_list_end(p, begin, sizeof(*out->variables),
                                              &items, &out->variable_count))
        return false;
    out->variables = (tw_gql_variable *)items;
    return true;
}

static bool operation(tw_gql_parser *p, tw_gql_definition *out)
{
    if (tw__gql_is_word(p, "mutation"))
        out->kind = TW_GQL_MUTATION;
    else if (tw__gql_is_word(p, "subscription"))
        out->kind = TW_GQL_SUBSCRIPTION;
    else
        out->kind = TW_GQL_QUERY;
    if (!tw__gql_next(p))
        return false;
    if (tw__gql_at(p, TW_GQL_TOKEN_NAME) &&
        !tw__gql_parse_name(p, &out->name, &out->name_loc))
        return false;
    return variables(p, out) &&
           tw__gql_parse_directives(p, false, &out->directives) &&
           tw__gql_parse_selections(p, &out->selections);
}

static bool fragment(tw_gql_parser *p, tw_gql_definition *out)
{
    out->kind = TW_GQL_FRAGMENT;
    if (!tw__gql_next(p))
        return false;
    if (tw__gql_is_word(p, "on"))
        return tw__gql_parse_unexpected(p);
    return tw__gql_parse_name(p, &out->name, &out->name_loc) &&
           condition(p, &out->condition, &out->condition_loc) &&
           tw__gql_parse_directives(p, false, &out->directives) &&
           tw__gql_parse_selections(p, &out->selections);
}

/* A description stands in front of a definition that takes none. */
static bool stray_description(tw_gql_parser *p, const tw_gql_value *text)
{
    if (tw__gql_at(p, TW_GQL_TOKEN_BRACE_L))
        return tw__gql_parse_fail(
            p, text->loc.start,
            "Unexpected description, descriptions are not supported on "
            "shorthand queries.");
    if (!tw__gql_at(p, TW_GQL_TOKEN_NAME))
        return tw__gql_parse_unexpected(p);
    return tw__gql_parse_fail(p, text->loc.start,
                              "Unexpected description, only GraphQL "
                              "definitions support descriptions.");
}

static bool definition(tw_gql_parser *p, tw_gql_definition *out)
{
    out->loc.start = tw__gql_start(p);
    if (!tw__gql_parse_description(p, &out->description))
        return false;
    if (tw__gql_is_word(p, "query") || tw__gql_is_word(p, "mutation") ||
        tw__gql_is_word(p, "subscription"))
        return operation(p, out);
    if (tw__gql_is_word(p, "fragment"))
        return fragment(p, out);
    if (tw__gql_is_type_system_word(p) &&
        (out->description == NULL || !tw__gql_is_word(p, "extend")))
        return tw__gql_parse_type_system(p, out);
    if (out->description != NULL)
        return stray_description(p, out->description);
    if (!tw__gql_at(p, TW_GQL_TOKEN_BRACE_L))
        return tw__gql_parse_unexpected(p);
    out->kind = TW_GQL_QUERY;
    out->shorthand = true;
    return tw__gql_parse_selections(p, &out->selections);
}

static bool document(tw_gql_parser *p, tw_gql_document *out)
{
    size_t begin = tw__gql_list_begin(p);
    void *items = NULL;

    do { /* at least one */
        tw_gql_definition d = {.kind = TW_GQL_QUERY};

        if (!definition(p, &d))
            return false;
        d.loc.end = p->last_end;
        if (d.kind == TW_GQL_TYPE_SYSTEM)
            d.text = tw__str_sub(p->lexer.source, d.loc.start, d.loc.end);
        tw__gql_list_add(p, &d, sizeof(d));
    } while (!tw__gql_at(p, TW_GQL_TOKEN_EOF));
    if (!tw__gql_list_end(p, begin, sizeof(*out->definitions), &items,
                          &out->definition_count))
        return false;
    out->definitions = (tw_gql_definition *)items;
    return true;
}

static tw_status verdict(const tw_op *op, bool ok)
{
    if (ok)
        return TW_OK;
    return op->error.status != TW_OK ? op->error.status : TW_E_GRAPHQL_SYNTAX;
}

tw_status tw__gql_parse(tw_op *op,
                        tw_str source,
                        tw_gql_errors *errors,
                        const tw_gql_document **out)
{
    tw_gql_parser p = {.errors = errors};
    tw_gql_document *doc;
    bool ok;

    errors->source = source;
    doc = (tw_gql_document *)tw__op_get(op, sizeof(*doc));
    if (doc == NULL)
        return op->error.status;
    doc->source = source;
    ok = tw__gql_parser_open(&p, op, source) && document(&p, doc);
    tw__gql_parser_close(&p);
    *out = ok ? doc : NULL;
    return verdict(op, ok);
}

/* --- one production alone, as the schema's own texts are read --- */

static bool value_alone(tw_gql_parser *p, void *out)
{
    return tw__gql_parse_value(p, true, (tw_gql_value *)out);
}

static bool type_alone(tw_gql_parser *p, void *out)
{
    return tw__gql_parse_type_ref(p, (tw_gql_type_ref *)out);
}

static tw_status alone(tw_op *op,
                       tw_str source,
                       bool (*production)(tw_gql_parser *, void *),
                       void *out)
{
    tw_gql_errors errors = {.source = source};
    tw_gql_parser p = {.errors = &errors};
    bool ok;

    if (out == NULL)
        return op->error.status;
    ok = tw__gql_parser_open(&p, op, source) && production(&p, out) &&
         (tw__gql_at(&p, TW_GQL_TOKEN_EOF) || tw__gql_parse_unexpected(&p));
    tw__gql_parser_close(&p);
    if (!ok && op->error.status == TW_OK)
        return tw__fail(op, TW_E_GRAPHQL_SYNTAX, "", "%.*s",
                        TW_FMT(errors.first->message));
    return verdict(op, ok);
}

tw_status tw__gql_parse_type(tw_op *op,
                             tw_str source,
                             const tw_gql_type_ref **out)
{
    tw_gql_type_ref *type = (tw_gql_type_ref *)tw__op_get(op, sizeof(*type));

    *out = type;
    return alone(op, source, type_alone, type);
}

tw_status tw__gql_parse_const(tw_op *op,
                              tw_str source,
                              const tw_gql_value **out)
{
    tw_gql_value *value = (tw_gql_value *)tw__op_get(op, sizeof(*value));

    *out = value;
    return alone(op, source, value_alone, value);
}
