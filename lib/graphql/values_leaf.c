/* values_leaf.c -- scalars and enums among variables, and the complaints about
** variables. */
#include "graphql/values_inside.h"

#include "base/number.h"

#include <math.h>

static bool ends(tw_str s, const char *tail)
{
    return tw__str_ends(s, tw_str_of(tail));
}

/* The record API names the argument at fault by its kind. */
static tw_str sub_code(const tw_gql_coercion *c)
{
    const tw_gql_type_ref *t = &c->variable->type;

    if (!tw__gql_schema_is_core(c->schema))
        return TW_NO_STR;
    while (t->of != NULL)
        t = t->of;
    if (ends(t->name, "CreateInput") || ends(t->name, "UpdateInput"))
        return TW_STR("INVALID_ARGS_DATA");
    if (ends(t->name, "FilterInput"))
        return TW_STR("INVALID_ARGS_FILTER");
    return TW_STR("INVALID_QUERY_INPUT");
}

tw_gql_error *tw__gql_refuse_variable(tw_gql_coercion *c, tw_str message)
{
    tw_gql_error *e = tw__gql_error_add(c->op, c->errors);

    if (e == NULL)
        return NULL;
    e->message = message;
    e->locations[e->location_count++] = c->variable->loc.start;
    e->code = TW_STR("BAD_USER_INPUT");
    e->sub_code = sub_code(c);
    e->user_message = TW_STR("A value that was sent does not fit.");
    return e;
}

/* As much of the value as a message shows.  As deep as it is printed. */
static void put_some(tw_buf *b, const tw_json *node)
{
    bool object = node->type == TW_JSON_OBJECT;

    if (b->len > TW_GQL_SHOWN_BYTES)
        return;
    if (node->type == TW_JSON_TEXT && node->text.len > TW_GQL_SHOWN_BYTES) {
        tw__buf_printf(b, "\"%.*s...\"", tw__gql_shown_bytes(node->text),
                       node->text.ptr);
        return;
    }
    if (node->type != TW_JSON_LIST && !object) {
        tw__json_put(b, node);
        return;
    }
    tw__buf_char(b, object ? '{' : '[');
    for (uint32_t i = 0; i < node->count && b->len <= TW_GQL_SHOWN_BYTES; i++) {
        if (i > 0)
            tw__buf_char(b, ',');
        if (object)
            tw__buf_printf(b,
                           "\"%.*s\":", tw__gql_shown_bytes(node->items[i].key),
                           node->items[i].key.ptr);
        put_some(b, &node->items[i]);
    }
    tw__buf_char(b, object ? '}' : ']');
}

static tw_str some(tw_gql_coercion *c, const tw_json *node)
{
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, c->op->alloc);
    put_some(&b, node);
    text = tw__op_take(c->op, &b);
    tw__buf_fini(&b);
    return tw__gql_shown(c->op, text);
}

static void put_path(tw_buf *b, const tw_gql_step *at)
{
    if (at == NULL)
        return;
    put_path(b, at->up);
    if (at->key.ptr == NULL)
        tw__buf_printf(b, "[%u]", at->index);
    else
        tw__buf_printf(b, ".%.*s", TW_FMT(at->key));
}

/* `Variable "$d" got invalid value 1 at "d.flag"; <why>` */
tw_gql_error *tw__gql_refuse_value(tw_gql_coercion *c,
                                   const tw_json *in,
                                   const tw_gql_step *at,
                                   tw_str why)
{
    tw_str shown, place = TW_NO_STR;
    tw_buf path;

    if (c->errors->count >= TW_GQL_ERRORS_MAX)
        return NULL;
    shown = some(c, in);
    if (at != NULL) {
        tw__buf_init(&path, c->op->alloc);
        tw__buf_printf(&path, " at \"%.*s",
                       TW_FMT(tw__gql_shown(c->op, c->variable->name)));
        put_path(&path, at);
        tw__buf_char(&path, '"');
        place = tw__op_take(c->op, &path);
        tw__buf_fini(&path);
    }
    return tw__gql_refuse_variable(
        c, tw__op_printf(
               c->op, "Variable \"$%.*s\" got invalid value %.*s%.*s; %.*s",
               TW_FMT(tw__gql_shown(c->op, c->variable->name)), TW_FMT(shown),
               TW_FMT(tw__gql_shown(c->op, place)), TW_FMT(why)));
}

tw_str tw__gql_coercion_type(tw_gql_coercion *c, const tw_gql_type *type)
{
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, c->op->alloc);
    tw__gql_type_print(&b, type);
    text = tw__op_take(c->op, &b);
    tw__buf_fini(&b);
    return text;
}

static void not_a_leaf(tw_gql_coercion *c,
                       const tw_json *in,
                       const tw_gql_step *at,
                       const char *why)
{
    (void)tw__gql_refuse_value(
        c, in, at, tw__op_printf(c->op, "%s%.*s", why, TW_FMT(some(c, in))));
}

static void take_enum(tw_gql_coercion *c,
                      const tw_gql_type *type,
                      const tw_json *in,
                      const tw_gql_step *at,
                      tw_json *out)
{
    const tw_gql_enum_value *member = NULL;

    if (in->type == TW_JSON_TEXT)
        member = tw__gql_enum_of(c->op, c->schema, type, in->text);
    if (member != NULL) {
        out->type = TW_JSON_TEXT;
        out->text = member->value;
    } else if (in->type == TW_JSON_TEXT) {
        (void)tw__gql_refuse_value(
            c, in, at,
            tw__op_printf(
                c->op, "Value \"%.*s\" does not exist in \"%.*s\" enum.",
                TW_FMT(tw__gql_shown(c->op, in->text)), TW_FMT(type->name)));
    } else {
        (void)tw__gql_refuse_value(
            c, in, at,
            tw__op_printf(c->op,
                          "Enum \"%.*s\" cannot represent non-string value: "
                          "%.*s.",
                          TW_FMT(type->name), TW_FMT(some(c, in))));
    }
}

static void take_id(tw_gql_coercion *c,
                    const tw_json *in,
                    const tw_gql_step *at,
                    tw_json *out)
{
    char digits[32];

    *out = *in;
    if (in->type == TW_JSON_TEXT)
        return;
    if (in->type != TW_JSON_NUMBER || floor(in->number) < in->number) {
        not_a_leaf(c, in, at, "ID cannot represent value: ");
        return;
    }
    out->type = TW_JSON_TEXT;
    out->text = tw__op_str(
        c->op, (tw_str){digits, tw__number_print(in->number, digits)});
}

/* `"value":...`, for extensions. */
static tw_str value_member(tw_gql_coercion *c, const tw_json *in)
{
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, c->op->alloc);
    tw__buf_text(&b, "\"value\":");
    tw__json_put_text(&b, tw__gql_shown(c->op, in->text));
    text = tw__op_take(c->op, &b);
    tw__buf_fini(&b);
    return text;
}

static void take_uuid(tw_gql_coercion *c,
                      const tw_json *in,
                      const tw_gql_step *at,
                      tw_json *out)
{
    tw_gql_error *e;

    *out = *in;
    /* the record API has words of its own for this */
    if (tw__gql_schema_is_core(c->schema) ||
        (in->type == TW_JSON_TEXT && tw__gql_is_uuid(in->text)))
        return;
    if (in->type != TW_JSON_TEXT)
        e = tw__gql_refuse_value(c, in, at, TW_STR("UUID must be a string"));
    else
        e = tw__gql_refuse_value(
            c, in, at,
            tw__op_printf(c->op, "Invalid UUID: '%.*s'",
                          TW_FMT(tw__gql_shown(c->op, in->text))));
    if (e == NULL)
        return;
    e->code = TW_STR("GRAPHQL_VALIDATION_FAILED");
    if (in->type == TW_JSON_TEXT)
        e->extra = value_member(c, in);
}

static void take_number(tw_gql_coercion *c,
                        bool whole,
                        const tw_json *in,
                        const tw_gql_step *at,
                        tw_json *out)
{
    *out = *in;
    if (in->type != TW_JSON_NUMBER)
        not_a_leaf(c, in, at,
                   whole ? "Int cannot represent non-integer value: "
                         : "Float cannot represent non numeric value: ");
    else if (whole && floor(in->number) < in->number)
        not_a_leaf(c, in, at, "Int cannot represent non-integer value: ");
    else if (whole && (in->number < INT32_MIN || in->number > INT32_MAX))
        not_a_leaf(c, in, at,
                   "Int cannot represent non 32-bit signed integer value: ");
}

static void take_scalar(tw_gql_coercion *c,
                        tw_gql_scalar scalar,
                        const tw_json *in,
                        const tw_gql_step *at,
                        tw_json *out)
{
    switch (scalar) {
    case TW_GQL_SCALAR_INT:
    case TW_GQL_SCALAR_FLOAT:
        take_number(c, scalar == TW_GQL_SCALAR_INT, in, at, out);
        return;
    case TW_GQL_SCALAR_ID:
        take_id(c, in, at, out);
        return;
    case TW_GQL_SCALAR_UUID:
        take_uuid(c, in, at, out);
        return;
    case TW_GQL_SCALAR_STRING:
        if (in->type != TW_JSON_TEXT)
            not_a_leaf(c, in, at,
                       "String cannot represent a non string value: ");
        break;
    case TW_GQL_SCALAR_BOOLEAN:
        if (in->type != TW_JSON_TRUE && in->type != TW_JSON_FALSE)
            not_a_leaf(c, in, at,
                       "Boolean cannot represent a non boolean value: ");
        break;
    case TW_GQL_SCALAR_CUSTOM:
        break;
    }
    *out = *in;
}

void tw__gql_coerce_leaf(tw_gql_coercion *c,
                         const tw_gql_type *type,
                         const tw_json *in,
                         const tw_gql_step *at,
                         tw_json *out)
{
    if (type->kind == TW_GQL_KIND_ENUM)
        take_enum(c, type, in, at, out);
    else
        take_scalar(c, type->scalar, in, at, out);
}
