/* validate_values.c -- literals against the types they are given for.
** Variables are noted for the rules that look at operations. */
#include "graphql/type_ref.h"
#include "graphql/validate_inside.h"

#include "base/number.h"

static void not_of_type(tw_gql_check *c,
                        const tw_gql_value *v,
                        const tw_gql_type *type)
{
    tw__gql_complain(c, v->loc.start, UINT32_MAX,
                     "Expected value of type \"%.*s\", found %.*s.",
                     TW_FMT(tw__gql_type_text(c, type)),
                     TW_FMT(tw__gql_value_text(c, v)));
}

static void enum_value(tw_gql_check *c,
                       const tw_gql_value *v,
                       const tw_gql_type *type)
{
    tw_gql_suggest near = {.input = v->text};
    const tw_gql_enum_value *values;
    tw_str shown, text;
    uint32_t count = 0;

    if (v->kind == TW_GQL_ENUM &&
        tw__gql_enum_of(c->op, c->schema, type, v->text) != NULL)
        return;
    shown = tw__gql_value_text(c, v);
    if (c->suggestions > 0) {
        c->suggestions--;
        values = tw__gql_enums(c->op, c->schema, type, &count);
        for (uint32_t i = 0; values != NULL && i < count; i++)
            tw__gql_suggest_offer(&near, values[i].name);
    }
    text = tw__gql_suggest_text(c->op, &near, "the enum value ");
    if (v->kind == TW_GQL_ENUM)
        tw__gql_complain(c, v->loc.start, UINT32_MAX,
                         "Value \"%.*s\" does not exist in \"%.*s\" "
                         "enum.%.*s",
                         TW_FMT(shown), TW_FMT(type->name), TW_FMT(text));
    else
        tw__gql_complain(c, v->loc.start, UINT32_MAX,
                         "Enum \"%.*s\" cannot represent non-enum value: "
                         "%.*s.%.*s",
                         TW_FMT(type->name), TW_FMT(shown), TW_FMT(text));
}

static bool fits_32_bits(tw_str digits)
{
    int64_t n;

    return tw__number_int(digits, &n) && n >= INT32_MIN && n <= INT32_MAX;
}

/* Why a literal is none of a built-in scalar; NULL: it is one. */
static const char *refusal(tw_gql_scalar scalar, const tw_gql_value *v)
{
    switch (scalar) {
    case TW_GQL_SCALAR_INT:
        if (v->kind != TW_GQL_INT)
            return "Int cannot represent non-integer value: ";
        return fits_32_bits(v->text)
                   ? NULL
                   : "Int cannot represent non 32-bit signed integer value: ";
    case TW_GQL_SCALAR_FLOAT:
        return v->kind == TW_GQL_INT || v->kind == TW_GQL_FLOAT
                   ? NULL
                   : "Float cannot represent non numeric value: ";
    case TW_GQL_SCALAR_STRING:
        return v->kind == TW_GQL_STRING
                   ? NULL
                   : "String cannot represent a non string value: ";
    case TW_GQL_SCALAR_BOOLEAN:
        return v->kind == TW_GQL_BOOLEAN
                   ? NULL
                   : "Boolean cannot represent a non boolean value: ";
    case TW_GQL_SCALAR_ID:
        return v->kind == TW_GQL_STRING || v->kind == TW_GQL_INT
                   ? NULL
                   : "ID cannot represent a non-string and non-integer "
                     "value: ";
    case TW_GQL_SCALAR_UUID:
    case TW_GQL_SCALAR_CUSTOM:
        break;
    }
    return NULL;
}

/* A literal that must be a leaf of `type`, if that is known. */
static void leaf(tw_gql_check *c,
                 const tw_gql_value *v,
                 const tw_gql_type *type)
{
    const tw_gql_type *named;
    const char *why;

    if (type == NULL)
        return;
    named = tw__gql_named(type);
    if (!tw__gql_is_leaf(named)) {
        not_of_type(c, v, type);
        return;
    }
    if (named->kind == TW_GQL_KIND_ENUM) {
        enum_value(c, v, named);
        return;
    }
    why = refusal(named->scalar, v);
    if (why != NULL)
        tw__gql_complain(c, v->loc.start, UINT32_MAX, "%s%.*s", why,
                         TW_FMT(tw__gql_value_text(c, v)));
}

static void value(tw_gql_check *c,
                  const tw_gql_value *v,
                  const tw_gql_type *type,
                  bool has_default,
                  bool quiet);

/* A list given for what is none is judged as a whole, and what is inside only
** walked for its variables: as if it stood where the list stands. */
static void list(tw_gql_check *c,
                 const tw_gql_value *v,
                 const tw_gql_type *type,
                 bool quiet)
{
    const tw_gql_type *item = type == NULL ? NULL : tw__gql_nullable(type);

    if (item != NULL && item->kind == TW_GQL_KIND_LIST) {
        item = item->of;
    } else {
        if (!quiet)
            leaf(c, v, item);
        quiet = true;
    }
    for (uint32_t i = 0; i < v->count && !c->stopped; i++)
        value(c, &v->items[i], item, false, quiet);
}

static void unique(tw_gql_check *c, const tw_gql_value *v)
{
    tw_gql_place *places;

    if (v->count < 2)
        return;
    places = (tw_gql_place *)tw__op_array(c->op, v->count, sizeof(*places));
    if (places == NULL)
        return;
    for (uint32_t i = 0; i < v->count; i++)
        places[i] =
            (tw_gql_place){v->items[i].name, v->items[i].name_loc.start};
    tw__gql_check_unique(c, "input field named \"", places, v->count);
}

static bool is_given(const tw_gql_value *v, tw_str name)
{
    for (uint32_t i = 0; i < v->count; i++)
        if (tw__str_eq(v->items[i].name, name))
            return true;
    return false;
}

static void required(tw_gql_check *c,
                     const tw_gql_value *v,
                     const tw_gql_type *type)
{
    uint32_t count = 0;
    const tw_gql_input *in = tw__gql_inputs(c->op, c->schema, type, &count);

    for (uint32_t i = 0; in != NULL && i < count; i++) {
        if (in[i].type->kind != TW_GQL_KIND_NON_NULL ||
            in[i].default_value.ptr != NULL || is_given(v, in[i].name))
            continue;
        tw__gql_complain(c, v->loc.start, UINT32_MAX,
                         "Field \"%.*s.%.*s\" of required type \"%.*s\" was "
                         "not provided.",
                         TW_FMT(type->name), TW_FMT(in[i].name),
                         TW_FMT(tw__gql_type_text(c, in[i].type)));
    }
}

static void unknown(tw_gql_check *c,
                    const tw_gql_value *v,
                    const tw_gql_type *type)
{
    tw_gql_suggest near = {.input = v->name};
    const tw_gql_input *in;
    uint32_t count = 0;

    if (c->suggestions > 0 && !c->stopped) {
        c->suggestions--;
        in = tw__gql_inputs(c->op, c->schema, type, &count);
        for (uint32_t i = 0; in != NULL && i < count; i++)
            tw__gql_suggest_offer(&near, in[i].name);
    }
    tw__gql_complain(c, v->name_loc.start, UINT32_MAX,
                     "Field \"%.*s\" is not defined by type \"%.*s\".%.*s",
                     TW_FMT(tw__gql_shown(c->op, v->name)), TW_FMT(type->name),
                     TW_FMT(tw__gql_suggest_text(c->op, &near, "")));
}

static void object(tw_gql_check *c,
                   const tw_gql_value *v,
                   const tw_gql_type *type,
                   bool quiet)
{
    const tw_gql_type *named = type == NULL ? NULL : tw__gql_named(type);
    bool input = named != NULL && named->kind == TW_GQL_KIND_INPUT_OBJECT;

    unique(c, v);
    if (input && !quiet)
        required(c, v, named);
    else if (!quiet)
        leaf(c, v, type);
    quiet = quiet || !input;
    for (uint32_t i = 0; i < v->count && !c->stopped; i++) {
        const tw_gql_input *in =
            input ? tw__gql_input_of(c->op, c->schema, named, v->items[i].name)
                  : NULL;

        if (in == NULL && !quiet)
            unknown(c, &v->items[i], named);
        value(c, &v->items[i], in == NULL ? NULL : in->type,
              in != NULL && in->default_value.ptr != NULL, quiet);
    }
}

/* As deep as a document may nest. */
static void value(tw_gql_check *c,
                  const tw_gql_value *v,
                  const tw_gql_type *type,
                  bool has_default,
                  bool quiet)
{
    tw_gql_usage usage = {v, type, has_default};

    switch (v->kind) {
    case TW_GQL_VARIABLE:
        tw__buf_put(&c->usages, &usage, sizeof(usage));
        break;
    case TW_GQL_NULL:
        if (type != NULL && type->kind == TW_GQL_KIND_NON_NULL && !quiet)
            not_of_type(c, v, type);
        break;
    case TW_GQL_LIST:
        list(c, v, type, quiet);
        break;
    case TW_GQL_OBJECT:
        object(c, v, type, quiet);
        break;
    case TW_GQL_INT:
    case TW_GQL_FLOAT:
    case TW_GQL_STRING:
    case TW_GQL_BOOLEAN:
    case TW_GQL_ENUM:
        if (!quiet)
            leaf(c, v, type);
        break;
    }
}

void tw__gql_check_value(tw_gql_check *c,
                         const tw_gql_value *v,
                         const tw_gql_type *type,
                         bool has_default)
{
    value(c, v, type, has_default, false);
}
