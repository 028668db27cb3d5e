/* schema_meta.c -- what every schema has: the types that describe types, the
** fields that lead to them, and the directives (section 4 of the
** specification). */
#include "graphql/schema_table.h"

#define OLD "includeDeprecated: Boolean = false"

static const tw_gql_row schema_rows[] = {
    {"description", "String", NULL, TW_GQL_META_DESCRIPTION, NULL, NULL},
    {"types", "[__Type!]!", NULL, TW_GQL_META_TYPES, "All types.", NULL},
    {"queryType", "__Type!", NULL, TW_GQL_META_QUERY_TYPE,
     "The type that queries start from.", NULL},
    {"mutationType", "__Type", NULL, TW_GQL_META_MUTATION_TYPE,
     "The type that mutations start from.", NULL},
    {"subscriptionType", "__Type", NULL, TW_GQL_META_SUBSCRIPTION_TYPE,
     "The type that subscriptions start from; there are none.", NULL},
    {"directives", "[__Directive!]!", NULL, TW_GQL_META_DIRECTIVES,
     "All directives.", NULL},
    {NULL, NULL, NULL, 0, NULL, NULL},
};

static const tw_gql_row type_rows[] = {
    {"kind", "__TypeKind!", NULL, TW_GQL_META_KIND, NULL, NULL},
    {"name", "String", NULL, TW_GQL_META_NAME, NULL, NULL},
    {"description", "String", NULL, TW_GQL_META_DESCRIPTION, NULL, NULL},
    {"specifiedByURL", "String", NULL, TW_GQL_META_SPECIFIED_BY,
     "Where a scalar's form is written down.", NULL},
    {"fields", "[__Field!]", OLD, TW_GQL_META_FIELDS,
     "Of an object or an interface.", NULL},
    {"interfaces", "[__Type!]", NULL, TW_GQL_META_INTERFACES,
     "Of an object or an interface.", NULL},
    {"possibleTypes", "[__Type!]", NULL, TW_GQL_META_POSSIBLE_TYPES,
     "Of an interface or a union.", NULL},
    {"enumValues", "[__EnumValue!]", OLD, TW_GQL_META_ENUM_VALUES,
     "Of an enum.", NULL},
    {"inputFields", "[__InputValue!]", OLD, TW_GQL_META_INPUT_FIELDS,
     "Of an input object.", NULL},
    {"ofType", "__Type", NULL, TW_GQL_META_OF_TYPE,
     "Of a list or a non-null: what is inside.", NULL},
    {NULL, NULL, NULL, 0, NULL, NULL},
};

static const tw_gql_row field_rows[] = {
    {"name", "String!", NULL, TW_GQL_META_NAME, NULL, NULL},
    {"description", "String", NULL, TW_GQL_META_DESCRIPTION, NULL, NULL},
    {"args", "[__InputValue!]!", OLD, TW_GQL_META_ARGS, NULL, NULL},
    {"type", "__Type!", NULL, TW_GQL_META_FIELD_TYPE, NULL, NULL},
    {"isDeprecated", "Boolean!", NULL, TW_GQL_META_IS_DEPRECATED, NULL, NULL},
    {"deprecationReason", "String", NULL, TW_GQL_META_REASON, NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL},
};

static const tw_gql_row input_rows[] = {
    {"name", "String!", NULL, TW_GQL_META_NAME, NULL, NULL},
    {"description", "String", NULL, TW_GQL_META_DESCRIPTION, NULL, NULL},
    {"type", "__Type!", NULL, TW_GQL_META_FIELD_TYPE, NULL, NULL},
    {"defaultValue", "String", NULL, TW_GQL_META_DEFAULT,
     "As it would be written in a document.", NULL},
    {"isDeprecated", "Boolean!", NULL, TW_GQL_META_IS_DEPRECATED, NULL, NULL},
    {"deprecationReason", "String", NULL, TW_GQL_META_REASON, NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL},
};

static const tw_gql_row value_rows[] = {
    {"name", "String!", NULL, TW_GQL_META_NAME, NULL, NULL},
    {"description", "String", NULL, TW_GQL_META_DESCRIPTION, NULL, NULL},
    {"isDeprecated", "Boolean!", NULL, TW_GQL_META_IS_DEPRECATED, NULL, NULL},
    {"deprecationReason", "String", NULL, TW_GQL_META_REASON, NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL},
};

static const tw_gql_row directive_rows[] = {
    {"name", "String!", NULL, TW_GQL_META_NAME, NULL, NULL},
    {"description", "String", NULL, TW_GQL_META_DESCRIPTION, NULL, NULL},
    {"isRepeatable", "Boolean!", NULL, TW_GQL_META_IS_REPEATABLE, NULL, NULL},
    {"locations", "[__DirectiveLocation!]!", NULL, TW_GQL_META_LOCATIONS, NULL,
     NULL},
    {"args", "[__InputValue!]!", OLD, TW_GQL_META_ARGS, NULL, NULL},
    {NULL, NULL, NULL, 0, NULL, NULL},
};

#define OBJECT(name, about, rows)                                         \
    {                                                                     \
        name, TW_GQL_KIND_OBJECT, TW_GQL_SCALAR_CUSTOM, about, NULL, rows \
    }
#define ENUM(name, about, values)                                         \
    {                                                                     \
        name, TW_GQL_KIND_ENUM, TW_GQL_SCALAR_CUSTOM, about, values, NULL \
    }

const tw_gql_table tw__gql_meta_tables[] = {
    ENUM("__TypeKind",
         "What a type is.",
         "SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL"),
    ENUM("__DirectiveLocation",
         "Where a directive may stand.",
         "QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION "
         "FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR "
         "OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM "
         "ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION"),
    OBJECT("__Schema", "What can be asked of this endpoint.", schema_rows),
    OBJECT("__Type", "A type, or a list or non-null of one.", type_rows),
    OBJECT("__Field", "A field of a type.", field_rows),
    OBJECT("__InputValue", "An argument, or a field of an input.", input_rows),
    OBJECT("__EnumValue", "A value of an enum.", value_rows),
    OBJECT("__Directive", "A directive.", directive_rows),
    {NULL, TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_CUSTOM, NULL, NULL, NULL},
};

tw_status tw__gql_meta_fields(tw_op *op, tw_gql_schema *s)
{
    static const tw_gql_row rows[] = {
        {"__typename", "String!", NULL, TW_GQL_TYPENAME,
         "The name of the type at this place.", NULL},
        {"__schema", "__Schema!", NULL, TW_GQL_SCHEMA, "The schema.", NULL},
        {"__type", "__Type", "name: String!", TW_GQL_TYPE,
         "The type of that name.", NULL},
    };

    for (size_t i = 0; i < 3; i++) {
        tw_gql_field *f = &s->meta[i];

        f->name = tw_str_of(rows[i].name);
        f->description = tw_str_of(rows[i].description);
        f->meaning.verb = rows[i].verb;
        f->meaning.part = -1;
        f->type = tw__gql_type_of_text(op, s, rows[i].type);
        if (f->type == NULL ||
            tw__gql_inputs_of_text(op, s, s->arena, rows[i].arguments,
                                   &f->arguments, &f->argument_count) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}

static const char *const executable[] = {"FIELD", "FRAGMENT_SPREAD",
                                         "INLINE_FRAGMENT", NULL};
static const char *const members[] = {"FIELD_DEFINITION", "ARGUMENT_DEFINITION",
                                      "INPUT_FIELD_DEFINITION", "ENUM_VALUE",
                                      NULL};
static const char *const scalar[] = {"SCALAR", NULL};

tw_status tw__gql_make_directives(tw_op *op, tw_gql_schema *s)
{
    static const struct {
        const char *name, *arguments, *description;
        const char *const *locations;
    } rows[] = {
        {"include", "if: Boolean!", "Taken only when `if` is true.",
         executable},
        {"skip", "if: Boolean!", "Left out when `if` is true.", executable},
        {"deprecated", "reason: String = \"No longer supported\"",
         "Still there, but to be avoided.", members},
        {"specifiedBy", "url: String!", "Where a scalar is described.", scalar},
    };

    s->directive_count = 4;
    s->directives = tw__arena_array(s->arena, 4, sizeof(*s->directives));
    if (s->directives == NULL)
        return tw__fail_nomem(op);
    for (size_t i = 0; i < 4; i++) {
        tw_gql_directive_info *d = &s->directives[i];

        d->name = tw_str_of(rows[i].name);
        d->description = tw_str_of(rows[i].description);
        d->locations = rows[i].locations;
        if (tw__gql_inputs_of_text(op, s, s->arena, rows[i].arguments,
                                   &d->arguments, &d->argument_count) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}

const tw_gql_directive_info *tw__gql_directive_at(tw_op *op,
                                                  tw_gql_schema *s,
                                                  uint32_t index)
{
    (void)op;
    return index < s->directive_count ? &s->directives[index] : NULL;
}

const tw_gql_directive_info *tw__gql_directive(tw_op *op,
                                               tw_gql_schema *s,
                                               tw_str name)
{
    (void)op;
    for (uint32_t i = 0; i < s->directive_count; i++)
        if (tw__str_eq(s->directives[i].name, name))
            return &s->directives[i];
    return NULL;
}
