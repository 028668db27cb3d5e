/* schema_core_input.c -- what is given: data, filters, orders, groups, unique
** keys (core-graphql 2.7, 2.8). */
#include "graphql/schema_core.h"

static tw_gql_aspect aspect_of(tw_gql_role role)
{
    switch ((int)role) {
    case TW_GQL_ROLE_CREATE:
        return TW_GQL_TO_CREATE;
    case TW_GQL_ROLE_UPDATE:
        return TW_GQL_TO_UPDATE;
    case TW_GQL_ROLE_FILTER:
        return TW_GQL_TO_FILTER;
    case TW_GQL_ROLE_ORDER:
        return TW_GQL_TO_ORDER;
    case TW_GQL_ROLE_GROUP_BY:
        return TW_GQL_TO_GROUP;
    default:
        return TW_GQL_TO_GROUP_ORDER;
    }
}

/* Fields that say nothing about a group.  They are accepted all the same: of a
** related record they can be asked for, and of the record itself they are
** refused with better words than a validator's. */
static bool is_quiet(const tw_field *f)
{
    const tw_object *o = f->object;
    const tw_column *c = f->column_count == 0 ? NULL : f->columns;

    if (c == NULL || c == o->c_id || c == o->c_deleted_at ||
        f == o->f_created_by)
        return true;
    return f->is_system && f->relation == TW_RELATION_NONE &&
           c != o->c_created_at && c != o->c_updated_at;
}

static void put(tw_gql_build *b,
                const tw_field *f,
                bool is_join,
                const tw_gql_type *type)
{
    tw_gql_input *in =
        type == NULL ? NULL
                     : tw__gql_add_input(b, is_join ? f->join_name : f->name);

    if (in == NULL)
        return;
    in->type = type;
    in->description = f->description;
}

static void put_field(tw_gql_build *b, const tw_field *f, tw_gql_aspect aspect)
{
    const tw_gql_type *type = tw__gql_field_type(b, f, aspect);

    if (f->relation == TW_RELATION_MANY_TO_ONE)
        put(b, f, true, tw__gql_join_type(b, aspect));
    else if (aspect == TW_GQL_TO_CREATE && !f->is_nullable &&
             f->default_value.ptr == NULL && !tw__gql_is_key(f))
        type = tw__gql_non_null_of(b->op, b->schema, type);
    put(b, f, false, type);
}

static void put_fields(tw_gql_build *b, const tw_object *o, bool quiet)
{
    tw_gql_aspect aspect = aspect_of(tw__gql_role_at(b));

    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];

        if (!f->is_active || f->relation == TW_RELATION_ONE_TO_MANY)
            continue;
        if ((aspect == TW_GQL_TO_GROUP && is_quiet(f)) == quiet)
            put_field(b, f, aspect);
    }
}

static void put_logic(tw_gql_build *b, const tw_gql_type *self)
{
    const tw_gql_type *list = tw__gql_list_of(b->op, b->schema, self);

    tw__gql_put_input(b, TW_STR("and"), list);
    tw__gql_put_input(b, TW_STR("or"), list);
    tw__gql_put_input(b, TW_STR("not"), self);
}

tw_status tw__gql_make_input(tw_gql_build *b)
{
    const tw_gql_block *block = tw__gql_block_of(b);
    tw_gql_role role = tw__gql_role_at(b);

    if (role == TW_GQL_ROLE_GROUP_ORDER)
        tw__gql_put_input(
            b, TW_STR("aggregate"),
            &block->types[TW_GQL_ROLE_GROUP_ORDER_AGGREGATE].type);
    put_fields(b, block->object, false);
    if (role == TW_GQL_ROLE_FILTER)
        put_logic(b, &b->entry->type);
    if (role == TW_GQL_ROLE_GROUP_BY) {
        b->hidden = b->count > 0; /* an input needs a member */
        put_fields(b, block->object, true);
    }
    return b->op->error.status;
}

tw_status tw__gql_make_aggregate_order(tw_gql_build *b)
{
    tw__gql_put_aggregates(b, tw__gql_block_of(b)->object);
    return b->op->error.status;
}

tw_status tw__gql_make_relation(tw_gql_build *b)
{
    tw__gql_put_input(b, TW_STR("connect"),
                      &tw__gql_block_of(b)->types[TW_GQL_ROLE_CONNECT].type);
    tw__gql_put_input(b, TW_STR("disconnect"),
                      tw__gql_type_of_text(b->op, b->schema, "Boolean"));
    return b->op->error.status;
}

tw_status tw__gql_make_connect(tw_gql_build *b)
{
    tw__gql_put_input(b, TW_STR("where"),
                      &tw__gql_block_of(b)->types[TW_GQL_ROLE_WHERE].type);
    return b->op->error.status;
}

static void put_unique(tw_gql_build *b, const tw_field *f)
{
    const tw_gql_core *core = b->schema->own;
    const tw_gql_field_types *own = tw__map_get(&core->by_field, f->id);

    if (f->relation == TW_RELATION_MANY_TO_ONE)
        put(b, f, b->hidden, tw__gql_join_type(b, TW_GQL_TO_CREATE));
    else if (!f->type->composite)
        put(b, f, false, tw__gql_field_type(b, f, TW_GQL_TO_CREATE));
    else if (own != NULL && own->where != NULL)
        put(b, f, false, &own->where->type);
}

/* One member per field of a unique key.  A relation is published by its own
** name, and taken by that of its key too; what is there already stays. */
tw_status tw__gql_make_where(tw_gql_build *b)
{
    const tw_object *o = tw__gql_block_of(b)->object;

    for (int hidden = 0; hidden < 2; hidden++) {
        b->hidden = hidden;
        for (uint8_t i = 0; i < o->unique_count; i++)
            for (uint8_t j = 0; j < o->uniques[i].count; j++)
                put_unique(b, o->uniques[i].columns[j]->field);
    }
    return b->op->error.status;
}

/* The parts of a composite that are in a unique key. */
tw_status tw__gql_make_where_part(tw_gql_build *b)
{
    const tw_field *f = b->entry->type.maker;
    const tw_object *o = f->object;

    for (uint8_t i = 0; i < o->unique_count; i++) {
        for (uint8_t j = 0; j < o->uniques[i].count; j++) {
            const tw_column *c = o->uniques[i].columns[j];
            const char *type =
                c->kind == TW_KIND_MICROS || c->kind == TW_KIND_DEGREES
                    ? "BigFloat"
                    : "String";

            if (c->field == f)
                tw__gql_put_input(b, tw_str_of(f->type->parts[c->part].name),
                                  tw__gql_type_of_text(b->op, b->schema, type));
        }
    }
    return b->op->error.status;
}
