/* metadata_object.c -- an object as the GraphQL metadata API shows it: what
** overrides say instead of base values, and all that belongs to it. */
#include "graphql/metadata_inside.h"

#include "model/tree.h"

#include <stdlib.h>

/* The entity at a place of a list. */
static const void *entity_at(const void *place)
{
    const void *entity;

    memcpy(&entity, place, sizeof(entity));
    return entity;
}

static int by_field_id(const void *a, const void *b)
{
    const tw_field *x = entity_at(a), *y = entity_at(b);

    return tw__str_cmp(y->id, x->id);
}

static int by_index_id(const void *a, const void *b)
{
    const tw_index *x = entity_at(a), *y = entity_at(b);

    return tw__str_cmp(y->id, x->id);
}

/* The connections Object.fields and Object.indexMetadatas: by descending id. */
static void put_connection(tw_gql_show *s,
                           const tw_gql_model_item *item,
                           const tw_object *o)
{
    bool fields = item->verb == TW_GQL_M_FIELDS_OF;
    tw_gql_model_list list;

    tw__gql_model_list(s->op, fields ? TW_GQL_MODEL_FIELD : TW_GQL_MODEL_INDEX,
                       fields ? o->field_count : o->index_count, &list);
    if (list.items == NULL || !tw__gql_show_go(s, list.count))
        return;
    for (uint32_t i = 0; i < list.count; i++)
        list.items[i] =
            fields ? (const void *)o->fields[i] : (const void *)o->indexes[i];
    qsort(list.items, list.count, sizeof(*list.items),
          fields ? by_field_id : by_index_id);
    tw__gql_show_connection(s, item, &list);
}

static void put_indexes(tw_gql_show *s,
                        const tw_gql_model_plan *plan,
                        const tw_object *o)
{
    tw__buf_char(s->out, '[');
    for (uint16_t i = 0; i < o->index_count; i++) {
        if (i > 0)
            tw__buf_char(s->out, ',');
        tw__gql_show_index(s, plan, o->indexes[i]);
    }
    tw__buf_char(s->out, ']');
}

/* What overrides may replace. */
static bool put_presentation(tw_gql_show *s,
                             uint16_t verb,
                             const tw_object *o,
                             const tw_json *over)
{
    switch ((int)verb) {
    case TW_GQL_M_LABEL_SINGULAR:
        tw__gql_show_text(
            s, tw__gql_model_shown(over, "labelSingular", o->label_singular));
        return true;
    case TW_GQL_M_LABEL_PLURAL:
        tw__gql_show_text(
            s, tw__gql_model_shown(over, "labelPlural", o->label_plural));
        return true;
    case TW_GQL_M_DESCRIPTION:
        tw__gql_show_text(
            s, tw__gql_model_shown(over, "description", o->description));
        return true;
    case TW_GQL_M_ICON:
        tw__gql_show_text(s, tw__gql_model_shown(over, "icon", o->icon));
        return true;
    case TW_GQL_M_COLOR:
        tw__gql_show_text(s, tw__gql_model_shown(over, "color", o->color));
        return true;
    default:
        return false;
    }
}

static void put_member(tw_gql_show *s,
                       const tw_gql_model_item *item,
                       const tw_object *o)
{
    switch ((int)item->verb) {
    case TW_GQL_M_DUPLICATE_CRITERIA:
        tw__gql_show_json(s, o->duplicate_criteria);
        break;
    case TW_GQL_M_FIELDS_LIST:
        tw__gql_show_fields_list(s, item->below, o);
        break;
    case TW_GQL_M_INDEX_LIST:
        put_indexes(s, item->below, o);
        break;
    case TW_GQL_M_SEARCH_FIELD_LIST:
        tw__gql_show_search_fields(s, item->below, o);
        break;
    default:
        put_connection(s, item, o);
        break;
    }
}

void tw__gql_show_object(tw_gql_show *s,
                         const tw_gql_model_plan *plan,
                         const tw_object *o)
{
    tw_mark mark = tw__arena_mark(s->op->arena);
    const tw_json *over = NULL;
    const tw_gql_model_item *item;
    uint32_t at = 0;
    tw_str text;
    bool flag;

    if (!tw__gql_show_go(s, 1) ||
        tw__tree_read(s->op, o->overrides, &over) != TW_OK)
        return;
    while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
        if (tw__gql_model_text(TW_GQL_MODEL_OBJECT, o, item->verb, &text))
            tw__gql_show_text(s, text);
        else if (tw__gql_model_flag(TW_GQL_MODEL_OBJECT, o, item->verb, &flag))
            tw__gql_show_flag(s, flag);
        else if (!put_presentation(s, item->verb, o, over))
            put_member(s, item, o);
    }
    tw__arena_rewind(s->op->arena, mark);
}
