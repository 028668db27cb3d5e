/* metadata_field.c -- a field as the GraphQL metadata API shows it, and the
** relations it stands for; polymorphic groups as one field. */
#include "graphql/metadata_inside.h"

#include "model/change.h"
#include "model/tree.h"

static bool same_group(const tw_field *a, const tw_field *b)
{
    return a->morph_id.ptr != NULL && b->morph_id.ptr != NULL &&
           tw__str_eq(a->morph_id, b->morph_id);
}

/* The other side.  A list of records that point here through a polymorphic
** group shows the group by its first member. */
static const tw_field *target_of(const tw_field *f)
{
    const tw_field *first = f->target_field;
    const tw_object *o = f->target;

    if (f->type->id != TW_TYPE_RELATION ||
        f->relation != TW_RELATION_ONE_TO_MANY || first->morph_id.ptr == NULL)
        return first;
    for (uint16_t i = 0; i < o->field_count; i++)
        if (same_group(o->fields[i], first) &&
            tw__str_cmp(o->fields[i]->name, first->name) < 0)
            first = o->fields[i];
    return first;
}

static void put_relation(tw_gql_show *s,
                         const tw_gql_model_plan *plan,
                         const tw_field *f,
                         unsigned how)
{
    const tw_gql_model_item *item;
    uint32_t at = 0;

    while ((item = tw__gql_show_next(s, plan, &at)) != NULL)
        switch ((int)item->verb) {
        case TW_GQL_M_SOURCE_OBJECT:
            tw__gql_show_object(s, item->below, f->object);
            break;
        case TW_GQL_M_TARGET_OBJECT:
            tw__gql_show_object(s, item->below, f->target);
            break;
        case TW_GQL_M_SOURCE_FIELD:
            tw__gql_show_field(s, item->below, f, how);
            break;
        case TW_GQL_M_TARGET_FIELD:
            if (tw__gql_show_go(s, f->target->field_count))
                tw__gql_show_field(s, item->below, target_of(f), 0);
            break;
        default:
            tw__gql_show_text(s, f->relation == TW_RELATION_MANY_TO_ONE
                                     ? TW_STR("MANY_TO_ONE")
                                     : TW_STR("ONE_TO_MANY"));
            break;
        }
}

/* One relation for each member of the group. */
static void put_morph_relations(tw_gql_show *s,
                                const tw_gql_model_plan *plan,
                                const tw_field *f)
{
    const tw_object *o = f->object;
    bool comma = false;

    tw__buf_char(s->out, '[');
    for (uint16_t i = 0; i < o->field_count && tw__gql_show_go(s, 1); i++) {
        if (o->fields[i] != f && !same_group(o->fields[i], f))
            continue;
        if (comma)
            tw__buf_char(s->out, ',');
        comma = true;
        put_relation(s, plan, o->fields[i], TW_GQL_FIELD_BASE_NAME);
    }
    tw__buf_char(s->out, ']');
}

static void put_member(tw_gql_show *s,
                       const tw_gql_model_item *item,
                       const tw_field *f)
{
    bool morph = f->type->id == TW_TYPE_MORPH_RELATION;
    bool related = f->relation != TW_RELATION_NONE;

    switch ((int)item->verb) {
    case TW_GQL_M_DEFAULT_VALUE:
        tw__gql_show_json(s, f->default_value);
        break;
    case TW_GQL_M_OPTIONS:
        tw__gql_show_json(s, f->options_json);
        break;
    case TW_GQL_M_SETTINGS:
        tw__gql_show_json(s, f->settings);
        break;
    case TW_GQL_M_RELATION:
        if (related && !morph)
            put_relation(s, item->below, f, 0);
        else
            tw__gql_show_text(s, TW_NO_STR);
        break;
    case TW_GQL_M_MORPH_RELATIONS:
        if (related && morph)
            put_morph_relations(s, item->below, f);
        else
            tw__gql_show_text(s, TW_NO_STR);
        break;
    default:
        tw__gql_show_object(s, item->below, f->object);
        break;
    }
}

/* What overrides may replace, and what depends on how the field is asked for. */
static bool put_presentation(tw_gql_show *s,
                             uint16_t verb,
                             const tw_field *f,
                             const tw_json *over,
                             unsigned how)
{
    switch ((int)verb) {
    case TW_GQL_M_LABEL:
        tw__gql_show_text(s, tw__gql_model_shown(over, "label", f->label));
        return true;
    case TW_GQL_M_DESCRIPTION:
        tw__gql_show_text(
            s, tw__gql_model_shown(over, "description", f->description));
        return true;
    case TW_GQL_M_ICON:
        tw__gql_show_text(s, tw__gql_model_shown(over, "icon", f->icon));
        return true;
    case TW_GQL_M_NAME:
        tw__gql_show_text(s, (how & TW_GQL_FIELD_BASE_NAME) != 0
                                 ? tw__morph_base(s->op, f)
                                 : f->name);
        return true;
    case TW_GQL_M_IS_UNIQUE:
        if ((how & TW_GQL_FIELD_ALONE) == 0 || f->is_unique)
            return false;
        tw__gql_show_text(s, TW_NO_STR); /* what clients get there */
        return true;
    default:
        return false;
    }
}

void tw__gql_show_field(tw_gql_show *s,
                        const tw_gql_model_plan *plan,
                        const tw_field *f,
                        unsigned how)
{
    tw_mark mark = tw__arena_mark(s->op->arena);
    const tw_json *over = NULL;
    const tw_gql_model_item *item;
    uint32_t at = 0;
    tw_str text;
    bool flag;

    if (!tw__gql_show_go(s, 1) ||
        tw__tree_read(s->op, f->overrides, &over) != TW_OK)
        return;
    while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
        if (put_presentation(s, item->verb, f, over, how))
            continue;
        if (tw__gql_model_text(TW_GQL_MODEL_FIELD, f, item->verb, &text))
            tw__gql_show_text(s, text);
        else if (tw__gql_model_flag(TW_GQL_MODEL_FIELD, f, item->verb, &flag))
            tw__gql_show_flag(s, flag);
        else
            put_member(s, item, f);
    }
    tw__arena_rewind(s->op->arena, mark);
}

/* The member that stands for its group: an active one before others, then one
** that is not the system's, then the lowest id. */
static bool stands_before(const tw_field *a, const tw_field *b)
{
    int x = 2 * a->is_active + !a->is_system;
    int y = 2 * b->is_active + !b->is_system;

    return x != y ? x > y : tw__str_cmp(a->id, b->id) < 0;
}

static bool stands_for_group(const tw_field *f)
{
    const tw_object *o = f->object;

    for (uint16_t i = 0; i < o->field_count; i++)
        if (o->fields[i] != f && same_group(o->fields[i], f) &&
            stands_before(o->fields[i], f))
            return false;
    return true;
}

void tw__gql_show_fields_list(tw_gql_show *s,
                              const tw_gql_model_plan *plan,
                              const tw_object *o)
{
    bool comma = false;

    tw__buf_char(s->out, '[');
    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];
        bool morph = f->morph_id.ptr != NULL;

        if (morph &&
            (!tw__gql_show_go(s, o->field_count) || !stands_for_group(f)))
            continue;
        if (comma)
            tw__buf_char(s->out, ',');
        comma = true;
        tw__gql_show_field(s, plan, f, morph ? TW_GQL_FIELD_BASE_NAME : 0);
    }
    tw__buf_char(s->out, ']');
}
