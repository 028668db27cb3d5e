/* schema_core_composite.c -- the types of composite values, made from the parts
** that the data model gives them (core-graphql 2.10). */
#include "graphql/schema_core.h"

#include "model/type.h"

typedef struct composite {
    const char *name;
    tw_type_id id;
    const char *description;
} composite;

static const composite composites[] = {
    {"Links", TW_TYPE_LINKS, "Web addresses with their labels."},
    {"Currency", TW_TYPE_CURRENCY, "An amount of money, in millionths."},
    {"FullName", TW_TYPE_FULL_NAME, "A person's name."},
    {"Address", TW_TYPE_ADDRESS, "A postal address."},
    {"Actor", TW_TYPE_ACTOR, "Who wrote a record."},
    {"Emails", TW_TYPE_EMAILS, "E-mail addresses."},
    {"Phones", TW_TYPE_PHONES, "Telephone numbers."},
    {"RichText", TW_TYPE_RICH_TEXT, "Formatted text in two forms."},
};

enum {
    COMPOSITES = sizeof(composites) / sizeof(composites[0])
};

/* What a part of a kind is on each side. */
static const struct {
    const char *value, *filter;
} kinds[TW_KIND_COUNT_] = {
    [TW_KIND_TEXT] = {"String", "StringFilter"},
    [TW_KIND_TEXT_NULL] = {"String", "StringFilter"},
    [TW_KIND_UUID] = {"UUID", "UUIDFilter"},
    [TW_KIND_MICROS] = {"BigFloat", "BigFloatFilter"},
    [TW_KIND_DEGREES] = {"BigFloat", "BigFloatFilter"},
    [TW_KIND_SOURCE] = {"ActorSourceEnum", "ActorSourceEnumFilter"},
    [TW_KIND_JSON_LIST] = {"JSON", "RawJsonFilter"},
    [TW_KIND_JSON] = {"JSON", "RawJsonFilter"},
};

static const tw_type *type_of(const tw_gql_build *b)
{
    const composite *c = b->entry->type.maker;

    return tw__type(c->id);
}

/* An actor's name and member can be written, but are no business of most
** clients: they are accepted, not published. */
static bool is_quiet(const tw_type *t, uint8_t part)
{
    return t->id == TW_TYPE_ACTOR && (t->parts[part].kind == TW_KIND_UUID ||
                                      t->parts[part].kind == TW_KIND_TEXT);
}

static tw_status make_value(tw_gql_build *b)
{
    const tw_type *t = type_of(b);

    for (uint8_t i = 0; i < t->part_count; i++) {
        tw_gql_field *f = tw__gql_add_field(b, tw_str_of(t->parts[i].name));

        if (f == NULL)
            break;
        f->meaning.verb = TW_GQL_MEMBER;
        f->meaning.part = (int8_t)i;
        f->type = tw__gql_type_of_text(b->op, b->schema,
                                       kinds[t->parts[i].kind].value);
    }
    return b->op->error.status;
}

static void put(tw_gql_build *b, const tw_part *part, const char *type)
{
    tw__gql_put_input(b, tw_str_of(part->name),
                      tw__gql_type_of_text(b->op, b->schema, type));
}

static tw_status make_written(tw_gql_build *b)
{
    const tw_type *t = type_of(b);

    for (int quiet = 0; quiet < 2; quiet++) {
        b->hidden = quiet;
        for (uint8_t i = 0; i < t->part_count; i++)
            if (is_quiet(t, i) == (quiet == 1))
                put(b, &t->parts[i], kinds[t->parts[i].kind].value);
    }
    return b->op->error.status;
}

static tw_status make_filter(tw_gql_build *b)
{
    const tw_type *t = type_of(b);

    for (uint8_t i = 0; i < t->part_count; i++)
        put(b, &t->parts[i], kinds[t->parts[i].kind].filter);
    return b->op->error.status;
}

static tw_status make_order(tw_gql_build *b)
{
    const tw_type *t = type_of(b);

    for (uint8_t i = 0; i < t->part_count; i++)
        put(b, &t->parts[i], "OrderByDirection");
    return b->op->error.status;
}

static tw_status make_group(tw_gql_build *b)
{
    const tw_type *t = type_of(b);

    for (uint8_t i = 0; i < t->part_count; i++)
        if (tw__kind_info(t->parts[i].kind)->groupable)
            put(b, &t->parts[i], "Boolean");
    return b->op->error.status;
}

static tw_status register_one(tw_op *op, tw_gql_schema *s, const composite *c)
{
    static const struct {
        const char *suffix;
        tw_gql_make make;
    } rows[] = {
        {"CreateInput", make_written}, {"UpdateInput", make_written},
        {"FilterInput", make_filter},  {"OrderByInput", make_order},
        {"GroupByInput", make_group},
    };
    tw_gql_entry *e = tw__gql_register(op, s, TW_GQL_KIND_OBJECT,
                                       tw_str_of(c->name), make_value, c);

    if (e == NULL)
        return op->error.status;
    e->type.description = tw_str_of(c->description);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        tw_str name =
            tw__arena_printf(s->arena, "%s%s", c->name, rows[i].suffix);

        if (name.ptr == NULL)
            return tw__fail_nomem(op);
        if (tw__gql_register(op, s, TW_GQL_KIND_INPUT_OBJECT, name,
                             rows[i].make, c) == NULL)
            return op->error.status;
    }
    return TW_OK;
}

tw_status tw__gql_register_composites(tw_op *op, tw_gql_schema *s)
{
    for (size_t i = 0; i < COMPOSITES; i++)
        if (register_one(op, s, &composites[i]) != TW_OK)
            return op->error.status;
    return TW_OK;
}
