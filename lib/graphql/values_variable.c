/* values_variable.c -- the variables of a request against the types that its
** operation gives them.  Every complaint is reported, with its place. */
#include "graphql/values_inside.h"

#include "graphql/type_ref.h"

/* --- lists and objects: as deep as the JSON reader lets them be --- */

static void take(tw_gql_coercion *c,
                 const tw_gql_type *type,
                 const tw_json *in,
                 const tw_gql_step *at,
                 tw_json *out);

static void take_list(tw_gql_coercion *c,
                      const tw_gql_type *type,
                      const tw_json *in,
                      const tw_gql_step *at,
                      tw_json *out)
{
    bool several = in->type == TW_JSON_LIST;
    uint32_t count = several ? in->count : 1;

    out->type = TW_JSON_LIST;
    if (count == 0)
        return;
    out->items = (tw_json *)tw__op_array(c->op, count, sizeof(*out->items));
    if (out->items == NULL)
        return;
    out->count = count;
    for (uint32_t i = 0; i < count; i++) {
        tw_gql_step inside = {at, TW_NO_STR, i};

        /* one value stands for a list of one */
        take(c, type->of, several ? &in->items[i] : in, several ? &inside : at,
             &out->items[i]);
    }
}

/* The record API has a sub-code for an order by a field that is none. */
static void refuse_member(tw_gql_coercion *c,
                          const tw_gql_type *type,
                          const tw_json *in,
                          const tw_gql_step *at,
                          tw_str key)
{
    tw_gql_error *e = tw__gql_refuse_value(
        c, in, at,
        tw__op_printf(c->op, "Field \"%.*s\" is not defined by type \"%.*s\".",
                      TW_FMT(tw__gql_shown(c->op, key)), TW_FMT(type->name)));

    if (e != NULL && e->sub_code.ptr != NULL &&
        tw__str_ends(type->name, TW_STR("OrderByInput")))
        e->sub_code = TW_STR("FIELD_NOT_FOUND");
}

/* What is given, in its order: `orderBy` depends on that. */
static void take_members(tw_gql_coercion *c,
                         const tw_gql_type *type,
                         const tw_json *in,
                         const tw_gql_step *at,
                         tw_json *out)
{
    for (uint32_t i = 0; i < in->count; i++) {
        const tw_json *item = &in->items[i];
        const tw_gql_input *def =
            tw__gql_input_of(c->op, c->schema, type, item->key);
        tw_gql_step inside = {at, item->key, 0};
        tw_json *to = &out->items[out->count];

        if (def == NULL) {
            refuse_member(c, type, in, at, item->key);
            continue;
        }
        take(c, def->type, item, &inside, to);
        to->key = def->name;
        out->count++;
    }
}

static void take_object(tw_gql_coercion *c,
                        const tw_gql_type *type,
                        const tw_json *in,
                        const tw_gql_step *at,
                        tw_json *out)
{
    uint32_t count = 0;
    const tw_gql_input *all = tw__gql_inputs(c->op, c->schema, type, &count);
    const tw_json *value;

    out->type = TW_JSON_OBJECT;
    if (in->type != TW_JSON_OBJECT) {
        (void)tw__gql_refuse_value(
            c, in, at,
            tw__op_printf(c->op, "Expected type \"%.*s\" to be an object.",
                          TW_FMT(type->name)));
        return;
    }
    out->items = (tw_json *)tw__op_array(c->op, (size_t)in->count + count + 1,
                                         sizeof(*out->items));
    if (out->items == NULL)
        return;
    take_members(c, type, in, at, out);
    for (uint32_t i = 0; all != NULL && i < count; i++) {
        bool has_default = all[i].default_value.ptr != NULL;

        if ((!has_default && all[i].type->kind != TW_GQL_KIND_NON_NULL) ||
            tw__json_get(in, all[i].name) != NULL)
            continue;
        if (!has_default) {
            (void)tw__gql_refuse_value(
                c, in, at,
                tw__op_printf(c->op,
                              "Field \"%.*s\" of required type \"%.*s\" was "
                              "not provided.",
                              TW_FMT(all[i].name),
                              TW_FMT(tw__gql_coercion_type(c, all[i].type))));
        } else if (tw__gql_default(c->op, c->schema, &all[i], &value) ==
                   TW_OK) {
            out->items[out->count] = *value;
            out->items[out->count++].key = all[i].name;
        }
    }
}

static void take(tw_gql_coercion *c,
                 const tw_gql_type *type,
                 const tw_json *in,
                 const tw_gql_step *at,
                 tw_json *out)
{
    const tw_gql_type *bare = tw__gql_nullable(type);

    if (c->op->error.status != TW_OK)
        return;
    if (in->type == TW_JSON_NULL) {
        if (bare != type)
            (void)tw__gql_refuse_value(
                c, in, at,
                tw__op_printf(c->op,
                              "Expected non-nullable type \"%.*s\" not to be "
                              "null.",
                              TW_FMT(tw__gql_coercion_type(c, type))));
        return;
    }
    if (bare->kind == TW_GQL_KIND_LIST)
        take_list(c, bare, in, at, out);
    else if (bare->kind == TW_GQL_KIND_INPUT_OBJECT)
        take_object(c, bare, in, at, out);
    else
        tw__gql_coerce_leaf(c, bare, in, at, out);
}

/* --- variables --- */

/* The variable has no value in the request.  False: it stays absent. */
static bool take_default(tw_gql_coercion *c,
                         const tw_gql_type *type,
                         tw_json *out)
{
    const tw_gql_variable *v = c->variable;
    const tw_json *value;

    if (v->default_value != NULL) {
        if (tw__gql_literal(c->op, c->schema, type, v->default_value, NULL,
                            &value) != TW_OK)
            return false;
        *out = *value;
        return true;
    }
    if (type->kind == TW_GQL_KIND_NON_NULL)
        (void)tw__gql_refuse_variable(
            c, tw__op_printf(c->op,
                             "Variable \"$%.*s\" of required type "
                             "\"%.*s\" was not provided.",
                             TW_FMT(tw__gql_shown(c->op, v->name)),
                             TW_FMT(tw__gql_coercion_type(c, type))));
    return false;
}

/* False: it stays absent. */
static bool take_variable(tw_gql_coercion *c,
                          const tw_json *given,
                          tw_json *out)
{
    const tw_gql_variable *v = c->variable;
    const tw_gql_type *type = tw__gql_type_meant(c->op, c->schema, &v->type);
    const tw_json *value = given == NULL ? NULL : tw__json_get(given, v->name);

    if (type == NULL || !tw__gql_is_input(type)) {
        (void)tw__gql_refuse_variable(
            c, tw__op_printf(c->op,
                             "Variable \"$%.*s\" is not of an input "
                             "type.",
                             TW_FMT(tw__gql_shown(c->op, v->name))));
        return false;
    }
    if (value == NULL)
        return take_default(c, type, out);
    if (value->type == TW_JSON_NULL && type->kind == TW_GQL_KIND_NON_NULL) {
        (void)tw__gql_refuse_variable(
            c, tw__op_printf(c->op,
                             "Variable \"$%.*s\" of non-null type "
                             "\"%.*s\" must not be null.",
                             TW_FMT(tw__gql_shown(c->op, v->name)),
                             TW_FMT(tw__gql_coercion_type(c, type))));
        return false;
    }
    take(c, type, value, NULL, out);
    return true;
}

tw_status tw__gql_variables(tw_op *op,
                            tw_gql_schema *s,
                            const tw_gql_definition *operation,
                            const tw_json *given,
                            tw_gql_errors *errors,
                            tw_gql_variables *out)
{
    tw_gql_coercion c = {op, s, errors, NULL};
    uint32_t before = errors->count;
    tw_json *object = (tw_json *)tw__op_get(op, sizeof(*object));

    if (given != NULL && given->type != TW_JSON_OBJECT)
        given = NULL;
    if (object == NULL)
        return op->error.status;
    object->type = TW_JSON_OBJECT;
    out->values = object;
    if (operation->variable_count == 0)
        return TW_OK;
    object->items = (tw_json *)tw__op_array(op, operation->variable_count,
                                            sizeof(*object->items));
    if (object->items == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < operation->variable_count; i++) {
        tw_json *to = &object->items[object->count];

        c.variable = &operation->variables[i];
        if (take_variable(&c, given, to)) {
            to->key = c.variable->name;
            object->count++;
        }
        if (op->error.status != TW_OK)
            return op->error.status;
    }
    return errors->count > before ? TW_E_GRAPHQL_VARIABLES : TW_OK;
}
