/* schema_core_output.c -- what is read: records, connections, edges, groups
** (core-graphql 2.4 - 2.6). */
#include "graphql/schema_core.h"

static tw_gql_field *add(tw_gql_build *b,
                         tw_str name,
                         tw_gql_verb verb,
                         const tw_gql_type *type)
{
    tw_gql_field *f = type == NULL ? NULL : tw__gql_add_field(b, name);

    if (f != NULL) {
        f->meaning.verb = (uint16_t)verb;
        f->type = type;
    }
    return f;
}

static tw_gql_field *add_text(tw_gql_build *b,
                              const char *name,
                              tw_gql_verb verb,
                              const char *type)
{
    return add(b, tw_str_of(name), verb,
               tw__gql_type_of_text(b->op, b->schema, type));
}

static void put_member(tw_gql_build *b,
                       const tw_field *field,
                       bool is_join,
                       const tw_gql_type *type)
{
    tw_gql_field *f =
        add(b, is_join ? field->join_name : field->name, TW_GQL_MEMBER, type);

    if (f == NULL)
        return;
    f->description = field->description;
    f->meaning.field = field;
    f->meaning.is_join = is_join;
    if (field->relation == TW_RELATION_ONE_TO_MANY)
        (void)tw__gql_list_arguments(b, field->target, f);
}

/* A field's column: its own, or the key of the record it leads to. */
static void put_column(tw_gql_build *b, const tw_field *f, bool is_join)
{
    const tw_gql_type *t = is_join ? tw__gql_join_type(b, TW_GQL_OUTPUT)
                                   : tw__gql_field_type(b, f, TW_GQL_OUTPUT);

    if (!f->is_nullable)
        t = tw__gql_non_null_of(b->op, b->schema, t);
    put_member(b, f, is_join, t);
}

tw_status tw__gql_make_record(tw_gql_build *b)
{
    const tw_object *o = b->entry->type.object;

    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];

        if (!f->is_active)
            continue;
        switch (f->relation) {
        case TW_RELATION_NONE:
            put_column(b, f, false);
            break;
        case TW_RELATION_MANY_TO_ONE:
            put_column(b, f, true);
            put_member(b, f, false, tw__gql_field_type(b, f, TW_GQL_OUTPUT));
            break;
        case TW_RELATION_ONE_TO_MANY:
            put_member(
                b, f, false,
                tw__gql_role_of(b->schema, f->target, TW_GQL_ROLE_CONNECTION));
            break;
        }
    }
    return b->op->error.status;
}

/* --- aggregates ------------------------------------------------------------ */

typedef struct aggregate {
    const char *prefix;
    const char *type;
    const char *description;
} aggregate;

static const aggregate generic[] = {
    {"countUniqueValues", "Int", "How many different values there are."},
    {"countEmpty", "Int", "How many records have no value."},
    {"countNotEmpty", "Int", "How many records have a value."},
    {"percentageEmpty", "Float", "The share without a value, 0 to 1."},
    {"percentageNotEmpty", "Float", "The share with a value, 0 to 1."},
    {NULL, NULL, NULL},
};
static const aggregate dates[] = {
    {"min", "DateTime", "The earliest."},
    {"max", "DateTime", "The latest."},
    {NULL, NULL, NULL},
};
static const aggregate booleans[] = {
    {"countTrue", "Int", "How many are true."},
    {"countFalse", "Int", "How many are false."},
    {NULL, NULL, NULL},
};
static const aggregate numbers[] = {
    {"min", "Float", "The least."},
    {"max", "Float", "The greatest."},
    {"avg", "Float", "The mean."},
    {"sum", "Float", "The sum."},
    {NULL, NULL, NULL},
};

static void put_aggregate(tw_gql_build *b,
                          const tw_field *field,
                          tw_str name,
                          const aggregate *a)
{
    tw_gql_field *f;

    if (b->entry->type.kind == TW_GQL_KIND_INPUT_OBJECT) {
        tw__gql_put_input(
            b, name,
            tw__gql_type_of_text(b->op, b->schema, "OrderByDirection"));
        return;
    }
    f = add(b, name, TW_GQL_AGGREGATE,
            tw__gql_type_of_text(b->op, b->schema, a->type));
    if (f == NULL)
        return;
    f->description = tw_str_of(a->description);
    f->meaning.field = field;
    f->meaning.aggregate = name;
}

static void put_list(tw_gql_build *b,
                     const tw_field *f,
                     const aggregate *list,
                     const char *suffix)
{
    tw_str capital = tw__gql_capital(b, f->name);

    for (; list->prefix != NULL && b->op->error.status == TW_OK; list++)
        put_aggregate(b, f,
                      tw__gql_join(b, tw_str_of(list->prefix), capital,
                                   tw_str_of(suffix)),
                      list);
}

void tw__gql_put_aggregates(tw_gql_build *b, const tw_object *o)
{
    static const aggregate total = {"", "Int", "How many records there are."};

    put_aggregate(b, NULL, TW_STR("totalCount"), &total);
    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];
        tw_type_id id = f->type->id;

        if (!f->is_active || f->relation != TW_RELATION_NONE)
            continue;
        put_list(b, f, generic, "");
        if (id == TW_TYPE_DATE || id == TW_TYPE_DATE_TIME)
            put_list(b, f, dates, "");
        else if (id == TW_TYPE_BOOLEAN)
            put_list(b, f, booleans, "");
        else if (id == TW_TYPE_NUMBER)
            put_list(b, f, numbers, "");
        else if (id == TW_TYPE_CURRENCY)
            put_list(b, f, numbers, "AmountMicros");
    }
}

tw_status tw__gql_make_connection(tw_gql_build *b)
{
    const tw_gql_block *block = tw__gql_block_of(b);
    const tw_gql_type *edge = &block->types[TW_GQL_ROLE_EDGE].type;

    tw__gql_put_aggregates(b, block->object);
    add(b, TW_STR("edges"), TW_GQL_EDGES, tw__gql_shaped(b, edge, "!]!"));
    add_text(b, "pageInfo", TW_GQL_PAGE_INFO, "PageInfo!");
    if (tw__gql_role_at(b) == TW_GQL_ROLE_GROUP)
        add_text(b, "groupByDimensionValues", TW_GQL_DIMENSION_VALUES, "JSON!");
    return b->op->error.status;
}

tw_status tw__gql_make_edge(tw_gql_build *b)
{
    const tw_gql_type *record =
        &tw__gql_block_of(b)->types[TW_GQL_ROLE_RECORD].type;

    add(b, TW_STR("node"), TW_GQL_NODE, tw__gql_shaped(b, record, "!"));
    add_text(b, "cursor", TW_GQL_CURSOR, "Cursor!");
    return b->op->error.status;
}
