/* values_literal.c -- literals of a valid document as JSON, by their type. */
#include "graphql/values_inside.h"

#include "base/number.h"
#include "graphql/parse.h"
#include "graphql/type_ref.h"

typedef struct coercion {
    tw_op *op;
    tw_gql_schema *schema;
    const tw_gql_variables *variables;
} coercion;

static tw_status refuse(coercion *c, const tw_gql_value *v, const char *why)
{
    tw_buf text;

    tw__buf_init(&text, c->op->alloc);
    tw__gql_print_value(&text, v);
    (void)tw__fail(c->op, TW_E_GRAPHQL_VARIABLES, "", "%s: %.*s", why,
                   TW_FMT(tw__gql_shown(c->op, tw__buf_view(&text))));
    tw__buf_fini(&text);
    return c->op->error.status;
}

static tw_status text_of(coercion *c, const tw_gql_value *v, tw_json *out)
{
    out->type = TW_JSON_TEXT;
    out->text = v->text;
    if (v->text.len > 0 && memchr(v->text.ptr, '\0', v->text.len) != NULL)
        return refuse(c, v, "Text cannot hold the character U+0000");
    return TW_OK;
}

static tw_status number_of(coercion *c, const tw_gql_value *v, tw_json *out)
{
    out->type = TW_JSON_NUMBER;
    if (!tw__number_json(v->text, &out->number))
        return refuse(c, v, "The number is too large");
    return TW_OK;
}

static tw_status untyped(coercion *c, const tw_gql_value *v, tw_json *out);

/* Members whose variable has no value: absent from an object, null in a list.
*/
static tw_status untyped_items(coercion *c, const tw_gql_value *v, tw_json *out)
{
    bool object = v->kind == TW_GQL_OBJECT;

    out->type = object ? TW_JSON_OBJECT : TW_JSON_LIST;
    if (v->count == 0)
        return TW_OK;
    out->items = (tw_json *)tw__op_array(c->op, v->count, sizeof(*out->items));
    if (out->items == NULL)
        return c->op->error.status;
    for (uint32_t i = 0; i < v->count; i++) {
        tw_json *item = &out->items[out->count];
        tw_status status;

        if (object && v->items[i].kind == TW_GQL_VARIABLE &&
            tw__gql_variable_value(c->variables, v->items[i].text) == NULL)
            continue;
        status = untyped(c, &v->items[i], item);
        if (status != TW_OK)
            return status;
        item->key = v->items[i].name;
        out->count++;
    }
    return TW_OK;
}

/* As it is written, for scalars that take anything.  As deep as a document may
** nest. */
static tw_status untyped(coercion *c, const tw_gql_value *v, tw_json *out)
{
    const tw_json *held;

    switch (v->kind) {
    case TW_GQL_VARIABLE:
        held = tw__gql_variable_value(c->variables, v->text);
        if (held != NULL)
            *out = *held;
        break;
    case TW_GQL_INT:
    case TW_GQL_FLOAT:
        return number_of(c, v, out);
    case TW_GQL_STRING:
    case TW_GQL_ENUM:
        return text_of(c, v, out);
    case TW_GQL_BOOLEAN:
        out->type = v->boolean ? TW_JSON_TRUE : TW_JSON_FALSE;
        break;
    case TW_GQL_NULL:
        out->type = TW_JSON_NULL;
        break;
    case TW_GQL_LIST:
    case TW_GQL_OBJECT:
        return untyped_items(c, v, out);
    }
    return TW_OK;
}

static tw_status leaf(coercion *c,
                      const tw_gql_type *type,
                      const tw_gql_value *v,
                      tw_json *out)
{
    const tw_gql_enum_value *member;

    if (type->kind == TW_GQL_KIND_ENUM) {
        member = v->kind == TW_GQL_ENUM
                     ? tw__gql_enum_of(c->op, c->schema, type, v->text)
                     : NULL;
        if (member == NULL)
            return refuse(c, v, "Not a value of the enum");
        out->type = TW_JSON_TEXT;
        out->text = member->value;
        return TW_OK;
    }
    if (type->scalar == TW_GQL_SCALAR_ID && v->kind == TW_GQL_INT)
        return text_of(c, v, out);
    if (type->scalar == TW_GQL_SCALAR_UUID &&
        !tw__gql_schema_is_core(c->schema) &&
        (v->kind != TW_GQL_STRING || !tw__gql_is_uuid(v->text)))
        return refuse(c, v, "Invalid UUID");
    return untyped(c, v, out);
}

static tw_status typed(coercion *c,
                       const tw_gql_type *type,
                       const tw_gql_value *v,
                       tw_json *out,
                       bool *absent);

static tw_status list(coercion *c,
                      const tw_gql_type *type,
                      const tw_gql_value *v,
                      tw_json *out)
{
    bool several = v->kind == TW_GQL_LIST, absent;
    uint32_t count = several ? v->count : 1;

    out->type = TW_JSON_LIST;
    if (count == 0)
        return TW_OK;
    out->items = (tw_json *)tw__op_array(c->op, count, sizeof(*out->items));
    if (out->items == NULL)
        return c->op->error.status;
    for (; out->count < count; out->count++) {
        const tw_gql_value *item = several ? &v->items[out->count] : v;
        tw_status status =
            typed(c, type->of, item, &out->items[out->count], &absent);

        if (status == TW_OK && absent && type->of->kind == TW_GQL_KIND_NON_NULL)
            status = refuse(c, item, "A variable without a value");
        if (status != TW_OK)
            return status;
    }
    return TW_OK;
}

/* What is given, in its order: `orderBy` depends on that. */
static tw_status given_members(coercion *c,
                               const tw_gql_type *type,
                               const tw_gql_value *v,
                               tw_json *out)
{
    for (uint32_t i = 0; i < v->count; i++) {
        const tw_gql_input *in =
            tw__gql_input_of(c->op, c->schema, type, v->items[i].name);
        tw_json *item = &out->items[out->count];
        tw_status status;
        bool absent;

        if (in == NULL)
            return refuse(c, v, "A field that its type does not define");
        status = typed(c, in->type, &v->items[i], item, &absent);
        if (status != TW_OK)
            return status;
        if (absent)
            continue;
        item->key = in->name;
        out->count++;
    }
    return TW_OK;
}

static tw_status other_members(coercion *c,
                               const tw_gql_input *in,
                               uint32_t count,
                               const tw_gql_value *v,
                               tw_json *out)
{
    const tw_json *value;
    tw_status status;

    for (uint32_t i = 0; i < count; i++) {
        bool has_default = in[i].default_value.ptr != NULL;

        if ((!has_default && in[i].type->kind != TW_GQL_KIND_NON_NULL) ||
            tw__json_get(out, in[i].name) != NULL)
            continue;
        if (!has_default)
            return refuse(c, v, "A required field is missing");
        status = tw__gql_default(c->op, c->schema, &in[i], &value);
        if (status != TW_OK)
            return status;
        out->items[out->count] = *value;
        out->items[out->count++].key = in[i].name;
    }
    return TW_OK;
}

static tw_status object(coercion *c,
                        const tw_gql_type *type,
                        const tw_gql_value *v,
                        tw_json *out)
{
    uint32_t count = 0;
    const tw_gql_input *in = tw__gql_inputs(c->op, c->schema, type, &count);
    tw_status status;

    if (v->kind != TW_GQL_OBJECT)
        return refuse(c, v, "Not an object");
    out->type = TW_JSON_OBJECT;
    out->items = (tw_json *)tw__op_array(c->op, (size_t)v->count + count + 1,
                                         sizeof(*out->items));
    if (out->items == NULL || c->op->error.status != TW_OK)
        return c->op->error.status;
    status = given_members(c, type, v, out);
    return status != TW_OK ? status : other_members(c, in, count, v, out);
}

/* `*absent`: a variable without a value.  As deep as a document may nest. */
static tw_status typed(coercion *c,
                       const tw_gql_type *type,
                       const tw_gql_value *v,
                       tw_json *out,
                       bool *absent)
{
    bool required = type->kind == TW_GQL_KIND_NON_NULL;
    const tw_json *held;

    *absent = false;
    type = tw__gql_nullable(type);
    if (v->kind == TW_GQL_VARIABLE) {
        held = tw__gql_variable_value(c->variables, v->text);
        *absent = held == NULL;
        if (held != NULL)
            *out = *held; /* coerced with its own type, which fits */
        if (held != NULL && held->type == TW_JSON_NULL && required)
            return refuse(c, v, "A variable must not be null here");
        return TW_OK;
    }
    if (v->kind == TW_GQL_NULL)
        return required ? refuse(c, v, "Expected a value") : TW_OK;
    if (type->kind == TW_GQL_KIND_LIST)
        return list(c, type, v, out);
    if (type->kind == TW_GQL_KIND_INPUT_OBJECT)
        return object(c, type, v, out);
    return leaf(c, type, v, out);
}

tw_status tw__gql_literal(tw_op *op,
                          tw_gql_schema *s,
                          const tw_gql_type *type,
                          const tw_gql_value *value,
                          const tw_gql_variables *variables,
                          const tw_json **out)
{
    coercion c = {op, s, variables};
    tw_json *node = (tw_json *)tw__op_get(op, sizeof(*node));
    tw_status status;
    bool absent;

    *out = node;
    if (node == NULL)
        return op->error.status;
    status = typed(&c, type, value, node, &absent);
    if (absent)
        *out = NULL;
    return status;
}
