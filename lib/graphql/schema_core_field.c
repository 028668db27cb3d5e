/* schema_core_field.c -- the type of a field as it is read, written, filtered,
** ordered and grouped by (core-graphql 2.9). */
#include "graphql/schema_core.h"

#define COMPOSITE(name)                                                   \
    {                                                                     \
        name, name "CreateInput", name "UpdateInput", name "FilterInput", \
            name "OrderByInput", name "GroupByInput", name "OrderByInput" \
    }
#define DIR "OrderByDirection"
#define DATES "GroupByDateGranularityInput"
#define DATES_ORDER "OrderByDateGranularityInput"

/* Those with options and relations have types of their own. */
static const char *const plain[TW_TYPE_COUNT_][TW_GQL_ASPECT_COUNT_] = {
    [TW_TYPE_UUID] = {"UUID", "UUID", "UUID", "UUIDFilter", DIR, "Boolean",
                      DIR},
    [TW_TYPE_TEXT] = {"String", "String", "String", "StringFilter", DIR,
                      "Boolean", DIR},
    [TW_TYPE_NUMBER] = {"Float", "Float", "Float", "FloatFilter", DIR,
                        "Boolean", DIR},
    [TW_TYPE_NUMERIC] = {"BigFloat", "BigFloat", "BigFloat", "BigFloatFilter",
                         DIR, "Boolean", DIR},
    [TW_TYPE_POSITION] = {"Position", "Position", "Position", "FloatFilter",
                          DIR, NULL, DIR},
    [TW_TYPE_BOOLEAN] = {"Boolean", "Boolean", "Boolean", "BooleanFilter", DIR,
                         "Boolean", DIR},
    [TW_TYPE_DATE] = {"Date", "Date", "Date", "DateFilter", DIR, DATES,
                      DATES_ORDER},
    [TW_TYPE_DATE_TIME] = {"DateTime", "DateTime", "DateTime", "DateTimeFilter",
                           DIR, DATES, DATES_ORDER},
    [TW_TYPE_ARRAY] = {"[String]", "[String]", "[String]", "ArrayFilter", DIR,
                       "Boolean", DIR},
    [TW_TYPE_RAW_JSON] = {"JSON", "JSON", "JSON", "RawJsonFilter", DIR, NULL,
                          DIR},
    [TW_TYPE_FILES] = {"[FileObject]", "[FileItemInput]", "[FileItemInput]",
                       "RawJsonFilter", DIR, NULL, DIR},
    [TW_TYPE_TS_VECTOR] = {"TSVector", "TSVector", "TSVector", "TSVectorFilter",
                           DIR, NULL, DIR},
    [TW_TYPE_LINKS] = COMPOSITE("Links"),
    [TW_TYPE_CURRENCY] = COMPOSITE("Currency"),
    [TW_TYPE_FULL_NAME] = COMPOSITE("FullName"),
    [TW_TYPE_ADDRESS] = COMPOSITE("Address"),
    [TW_TYPE_ACTOR] = COMPOSITE("Actor"),
    [TW_TYPE_EMAILS] = COMPOSITE("Emails"),
    [TW_TYPE_PHONES] = COMPOSITE("Phones"),
    [TW_TYPE_RICH_TEXT] = COMPOSITE("RichText"),
};

static const char *const join[TW_GQL_ASPECT_COUNT_] = {
    "ID", "ID", "ID", "UUIDFilter", DIR, "Boolean", DIR};
static const char *const whole[TW_GQL_ASPECT_COUNT_] = {
    "Int", "Int", "Int", "IntFilter", DIR, "Boolean", DIR};
static const char *const big[TW_GQL_ASPECT_COUNT_] = {
    "BigInt", "BigInt", "BigInt", "BigIntFilter", DIR, "Boolean", DIR};

static bool has_options(const tw_field *f)
{
    return f->type->id == TW_TYPE_SELECT || f->type->id == TW_TYPE_RATING ||
           f->type->id == TW_TYPE_MULTI_SELECT;
}

static const tw_gql_field_types *own_types(const tw_gql_build *b,
                                           const tw_field *f)
{
    const tw_gql_core *core = b->schema->own;

    return tw__map_get(&core->by_field, f->id);
}

static const tw_gql_type *any_boolean(const tw_gql_build *b)
{
    const tw_gql_core *core = b->schema->own;

    return &core->any_boolean.type;
}

static const tw_gql_type *option_type(tw_gql_build *b,
                                      const tw_field *f,
                                      tw_gql_aspect aspect)
{
    const tw_gql_field_types *own = own_types(b, f);
    bool list = f->type->id == TW_TYPE_MULTI_SELECT;

    switch (aspect) {
    case TW_GQL_OUTPUT:
    case TW_GQL_TO_CREATE:
    case TW_GQL_TO_UPDATE:
        return own == NULL
                   ? NULL
                   : tw__gql_shaped(b, &own->options->type, list ? "]" : "");
    case TW_GQL_TO_FILTER:
        return own == NULL ? NULL : &own->options_filter->type;
    case TW_GQL_TO_GROUP:
        if (list)
            return any_boolean(b);
        return tw__gql_type_of_text(b->op, b->schema, "Boolean");
    case TW_GQL_TO_ORDER:
    case TW_GQL_TO_GROUP_ORDER:
    case TW_GQL_ASPECT_COUNT_:
        break;
    }
    return tw__gql_type_of_text(b->op, b->schema, DIR);
}

static const tw_gql_type *relation_type(const tw_gql_build *b,
                                        const tw_field *f,
                                        tw_gql_aspect aspect)
{
    static const tw_gql_role roles[TW_GQL_ASPECT_COUNT_] = {
        TW_GQL_ROLE_RECORD,      TW_GQL_ROLE_RELATION, TW_GQL_ROLE_RELATION,
        TW_GQL_ROLE_FILTER,      TW_GQL_ROLE_ORDER,    TW_GQL_ROLE_GROUP_BY,
        TW_GQL_ROLE_GROUP_ORDER,
    };

    return tw__gql_role_of(b->schema, f->target, roles[aspect]);
}

/* A number's settings say whether it is whole. */
static const char *number_type(tw_gql_build *b,
                               const tw_field *f,
                               tw_gql_aspect aspect)
{
    const tw_json *settings, *type;

    if (f->settings.ptr == NULL)
        return plain[TW_TYPE_NUMBER][aspect];
    if (tw__json_read(b->op, f->settings, &settings) != TW_OK)
        return NULL;
    type = tw__json_member(settings, "dataType");
    if (type != NULL && type->type == TW_JSON_TEXT) {
        if (tw__str_is(type->text, "int"))
            return whole[aspect];
        if (tw__str_is(type->text, "bigint"))
            return big[aspect];
    }
    return plain[TW_TYPE_NUMBER][aspect];
}

const tw_gql_type *tw__gql_field_type(tw_gql_build *b,
                                      const tw_field *f,
                                      tw_gql_aspect aspect)
{
    const char *text = plain[f->type->id][aspect];

    if (f->relation != TW_RELATION_NONE)
        return relation_type(b, f, aspect);
    if (has_options(f))
        return option_type(b, f, aspect);
    if (f->type->id == TW_TYPE_ARRAY && aspect == TW_GQL_TO_GROUP)
        return any_boolean(b);
    if (f->type->id == TW_TYPE_NUMBER)
        text = number_type(b, f, aspect);
    else if (tw__gql_is_key(f) &&
             (aspect == TW_GQL_TO_CREATE || aspect == TW_GQL_TO_UPDATE))
        text = "ID";
    return text == NULL ? NULL : tw__gql_type_of_text(b->op, b->schema, text);
}

const tw_gql_type *tw__gql_join_type(tw_gql_build *b, tw_gql_aspect aspect)
{
    return tw__gql_type_of_text(b->op, b->schema, join[aspect]);
}

/* An option's value as a name: "_" before a digit and in place of what a name
** cannot have. */
static tw_str option_name(tw_gql_build *b, tw_str value)
{
    bool digit = value.len > 0 && value.ptr[0] >= '0' && value.ptr[0] <= '9';
    tw_str name =
        tw__gql_join(b, digit ? TW_STR("_") : TW_STR(""), value, TW_STR(""));

    for (size_t i = 0; name.ptr != NULL && i < name.len; i++) {
        char c = name.ptr[i];

        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
              (c >= '0' && c <= '9')))
            *(char *)(uintptr_t)&name.ptr[i] = '_';
    }
    return name;
}

static tw_status make_options(tw_gql_build *b)
{
    const tw_field *f = b->entry->type.maker;

    for (uint16_t i = 0; i < f->option_count; i++) {
        tw_gql_enum_value *v =
            tw__gql_add_value(b, option_name(b, f->options[i].value));

        if (v == NULL)
            continue;
        v->value = f->options[i].value;
        v->description = f->options[i].label;
    }
    return b->op->error.status;
}

static tw_status make_options_filter(tw_gql_build *b)
{
    static const struct {
        const char *name;
        const char *type; /* NULL: the enum's */
        const char *shape;
    } rows[] = {
        {"eq", NULL, ""},       {"neq", NULL, ""},
        {"in", NULL, "]"},      {"containsAny", NULL, "]"},
        {"is", "FilterIs", ""}, {"isEmptyArray", "Boolean", ""},
        {"gt", NULL, ""},       {"gte", NULL, ""},
        {"lt", NULL, ""},       {"lte", NULL, ""},
    };
    const tw_field *f = b->entry->type.maker;
    const tw_gql_type *own = &own_types(b, f)->options->type;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const tw_gql_type *t =
            rows[i].type == NULL
                ? tw__gql_shaped(b, own, rows[i].shape)
                : tw__gql_type_of_text(b->op, b->schema, rows[i].type);

        b->hidden = i >= 6; /* by the options' order; not published */
        tw__gql_put_input(b, tw_str_of(rows[i].name), t);
    }
    return b->op->error.status;
}

static tw_gql_entry *register_own(tw_op *op,
                                  tw_gql_schema *s,
                                  const tw_field *f,
                                  const char *suffix,
                                  tw_gql_make make)
{
    const tw_gql_type *record =
        tw__gql_role_of(s, f->object, TW_GQL_ROLE_RECORD);
    tw_str name =
        tw__arena_printf(s->arena, "%.*s%c%.*s%s", TW_FMT(record->name),
                         f->name.ptr[0] >= 'a' && f->name.ptr[0] <= 'z'
                             ? f->name.ptr[0] - 'a' + 'A'
                             : f->name.ptr[0],
                         (int)f->name.len - 1, f->name.ptr + 1, suffix);

    if (name.ptr == NULL) {
        tw__fail_nomem(op);
        return NULL;
    }
    return tw__gql_register(op, s,
                            make == make_options ? TW_GQL_KIND_ENUM
                                                 : TW_GQL_KIND_INPUT_OBJECT,
                            name, make, f);
}

static tw_status register_types(tw_op *op, tw_gql_schema *s, const tw_field *f)
{
    tw_gql_core *core = s->own;
    tw_gql_field_types *own = tw__arena_zero(s->arena, sizeof(*own));

    if (own == NULL || !tw__map_put(&core->by_field, s->arena, f->id, own))
        return tw__fail_nomem(op);
    if (has_options(f)) {
        own->options = register_own(op, s, f, "Enum", make_options);
        if (own->options != NULL)
            own->options_filter =
                register_own(op, s, f, "EnumFilter", make_options_filter);
    } else {
        own->where =
            register_own(op, s, f, "WhereInput", tw__gql_make_where_part);
    }
    return op->error.status;
}

static bool is_unique_composite(const tw_object *o, const tw_field *f)
{
    for (uint8_t i = 0; f->type->composite && i < o->unique_count; i++)
        for (uint8_t j = 0; j < o->uniques[i].count; j++)
            if (o->uniques[i].columns[j]->field == f)
                return true;
    return false;
}

tw_status tw__gql_register_field_types(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_block *block)
{
    const tw_object *o = block->object;

    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];

        if (!f->is_active || f->name.len == 0)
            continue;
        if ((has_options(f) && f->option_count > 0) ||
            is_unique_composite(o, f))
            if (register_types(op, s, f) != TW_OK)
                return op->error.status;
    }
    return TW_OK;
}
