/* bounded.c -- is the work of a question bounded by an index?  Then it may run
** where nothing else can run meanwhile. */
#include "query/plan.h"

/* Equality on a column that an index begins with: few records. */
static bool narrows(const tw_object *o, const tw_filter *f)
{
    const tw_field *field;
    bool is_join;
    int part = 0;

    if (f->op == TW_FILTER_AND) {
        for (uint32_t i = 0; i < f->count; i++)
            if (narrows(o, f->items[i]))
                return true;
        return false;
    }
    if (f->op != TW_FILTER_CMP ||
        (f->cmp != TW_CMP_EQ && f->cmp != TW_CMP_IN) || f->path.count == 0 ||
        f->path.count > 2)
        return false;
    field = tw__field_find(o, f->path.name[0], &is_join);
    if (field == NULL || field->column_count == 0)
        return false;
    if (field->relation != TW_RELATION_NONE)
        return is_join && f->path.count == 1;
    if (field->type->composite)
        part = f->path.count == 2 ? tw__field_part(field, f->path.name[1]) : -1;
    if (part < 0)
        return false;
    return &field->columns[part] == o->c_id || field->columns[part].unique ||
           field->columns[part].indexed;
}

/* The default order, or one field that an index is sorted by. */
static bool order_is_indexed(const tw_list_ask *ask)
{
    const tw_field *field;
    bool is_join;

    if (ask->order_count == 0)
        return true;
    if (ask->order_count > 1 || ask->order[0].path.count != 1)
        return false;
    field = tw__field_find(ask->object, ask->order[0].path.name[0], &is_join);
    return field != NULL && field->column_count == 1 &&
           (&field->columns[0] == ask->object->c_id ||
            &field->columns[0] == ask->object->c_position ||
            field->columns[0].sorted);
}

bool tw__query_is_bounded(const tw_list_ask *ask)
{
    if (ask->offset > TW_LIMIT_PAGE)
        return false;
    if (ask->owner != NULL ||
        (ask->filter != NULL && narrows(ask->object, ask->filter)))
        return true;
    return ask->filter == NULL && order_is_indexed(ask) &&
           (!ask->count || !ask->with_deleted);
}
