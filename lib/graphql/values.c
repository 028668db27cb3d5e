/* values.c -- the arguments of a field, and @skip and @include. */
#include "graphql/values.h"

#include "graphql/parse.h"
#include "graphql/values_inside.h"

const tw_json *tw__gql_variable_value(const tw_gql_variables *variables,
                                      tw_str name)
{
    if (variables == NULL || variables->values == NULL)
        return NULL;
    return tw__json_get(variables->values, name);
}

bool tw__gql_is_uuid(tw_str s)
{
    if (s.len != 36)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
                   (c >= 'A' && c <= 'F');

        if (i == 8 || i == 13 || i == 18 || i == 23 ? c != '-' : !hex)
            return false;
    }
    return true;
}

tw_status tw__gql_default(tw_op *op,
                          tw_gql_schema *s,
                          const tw_gql_input *in,
                          const tw_json **out)
{
    const tw_gql_value *literal;
    tw_status status = tw__gql_parse_const(op, in->default_value, &literal);

    if (status != TW_OK)
        return status;
    return tw__gql_literal(op, s, in->type, literal, NULL, out);
}

static const tw_gql_argument *given(const tw_gql_selection *selection,
                                    tw_str name)
{
    for (uint32_t i = 0; i < selection->argument_count; i++)
        if (tw__str_eq(selection->arguments[i].name, name))
            return &selection->arguments[i];
    return NULL;
}

static tw_status refuse_null(tw_op *op, const tw_gql_input *in, bool missing)
{
    tw_buf type;

    tw__buf_init(&type, op->alloc);
    tw__gql_type_print(&type, in->type);
    (void)tw__fail(op, TW_E_GRAPHQL_VARIABLES, "",
                   missing ? "Argument \"%.*s\" of required type \"%.*s\" was "
                             "not provided."
                           : "Argument \"%.*s\" of non-null type \"%.*s\" must "
                             "not be null.",
                   TW_FMT(in->name), TW_FMT(tw__buf_view(&type)));
    tw__buf_fini(&type);
    return op->error.status;
}

/* `*out` NULL: the argument is absent. */
static tw_status argument(tw_op *op,
                          tw_gql_schema *s,
                          const tw_gql_input *in,
                          const tw_gql_argument *a,
                          const tw_gql_variables *variables,
                          const tw_json **out)
{
    bool required = in->type->kind == TW_GQL_KIND_NON_NULL;
    const tw_json *held;

    *out = NULL;
    if (a != NULL && a->value.kind == TW_GQL_VARIABLE) {
        held = tw__gql_variable_value(variables, a->value.text);
        if (held != NULL && held->type == TW_JSON_NULL && required)
            return refuse_null(op, in, false);
        *out = held; /* coerced with its own type, which fits */
        if (held != NULL)
            return TW_OK;
        a = NULL;
    }
    if (a != NULL)
        return tw__gql_literal(op, s, in->type, &a->value, variables, out);
    if (in->default_value.ptr != NULL)
        return tw__gql_default(op, s, in, out);
    return required ? refuse_null(op, in, true) : TW_OK;
}

tw_status tw__gql_arguments(tw_op *op,
                            tw_gql_schema *s,
                            const tw_gql_field *field,
                            const tw_gql_selection *selection,
                            const tw_gql_variables *variables,
                            const tw_json **out)
{
    tw_json *object = (tw_json *)tw__op_get(op, sizeof(*object));
    const tw_json *value;

    *out = object;
    if (object == NULL)
        return op->error.status;
    object->type = TW_JSON_OBJECT;
    if (field->argument_count == 0)
        return TW_OK;
    object->items = (tw_json *)tw__op_array(op, field->argument_count,
                                            sizeof(*object->items));
    if (object->items == NULL)
        return op->error.status;
    for (uint16_t i = 0; i < field->argument_count; i++) {
        const tw_gql_input *in = &field->arguments[i];
        tw_status status =
            argument(op, s, in, given(selection, in->name), variables, &value);

        if (status != TW_OK)
            return status;
        if (value == NULL)
            continue;
        object->items[object->count] = *value;
        object->items[object->count++].key = in->name;
    }
    return TW_OK;
}

/* The argument `if`. */
static bool holds(const tw_gql_directive *d, const tw_gql_variables *variables)
{
    const tw_gql_value *v;
    const tw_json *held;

    if (d->argument_count == 0)
        return false;
    v = &d->arguments[0].value;
    if (v->kind != TW_GQL_VARIABLE)
        return v->boolean;
    held = tw__gql_variable_value(variables, v->text);
    return held != NULL && held->type == TW_JSON_TRUE;
}

const tw_gql_directive *tw__gql_null_condition(
    const tw_gql_directives *directives,
    const tw_gql_variables *variables)
{
    for (uint32_t i = 0; i < directives->count; i++) {
        const tw_gql_directive *d = &directives->items[i];
        const tw_json *held = NULL;

        if (d->argument_count > 0 &&
            d->arguments[0].value.kind == TW_GQL_VARIABLE)
            held =
                tw__gql_variable_value(variables, d->arguments[0].value.text);
        if (held != NULL && held->type == TW_JSON_NULL)
            return d;
    }
    return NULL;
}

bool tw__gql_is_taken(const tw_gql_directives *directives,
                      const tw_gql_variables *variables)
{
    for (uint32_t i = 0; i < directives->count; i++) {
        const tw_gql_directive *d = &directives->items[i];

        if (tw__str_is(d->name, "skip") && holds(d, variables))
            return false;
        if (tw__str_is(d->name, "include") && !holds(d, variables))
            return false;
    }
    return true;
}
