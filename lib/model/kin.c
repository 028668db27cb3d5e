/* kin.c -- fields that belong together: the two sides of a relation, the
** members of a polymorphic one; and what their going takes along. */
#include "model/change_inside.h"

#include "model/naming.h"
#include "model/physical.h"
#include "model/tree.h"

bool tw__field_in_own_group(const tw_field *f)
{
    const tw_object *o = f->object;

    if (f->type->id != TW_TYPE_MORPH_RELATION)
        return false;
    for (uint16_t i = 0; i < o->field_count; i++)
        if (o->fields[i]->morph_id.ptr != NULL &&
            tw__str_eq(o->fields[i]->morph_id, f->morph_id) &&
            !o->fields[i]->is_custom)
            return false;
    return true;
}

tw_str tw__morph_base(tw_op *op, const tw_field *member)
{
    tw_str tail =
        tw__name_capital(op, member->relation == TW_RELATION_MANY_TO_ONE
                                 ? member->target->singular
                                 : member->target->plural);

    if (tail.ptr == NULL || !tw__str_ends(member->name, tail))
        return member->name;
    return tw__str_sub(member->name, 0, member->name.len - tail.len);
}

static tw_status visit_pair(tw_op *op,
                            const tw_field *f,
                            tw_field_visit *visit,
                            void *ctx)
{
    if (visit(op, f, ctx) != TW_OK)
        return op->error.status;
    if (f->relation == TW_RELATION_NONE)
        return TW_OK;
    return visit(op, f->target_field, ctx);
}

tw_status tw__field_kin(tw_op *op,
                        const tw_field *f,
                        tw_field_visit *visit,
                        void *ctx)
{
    const tw_object *o = f->object;

    if (visit_pair(op, f, visit, ctx) != TW_OK)
        return op->error.status;
    if (!tw__field_in_own_group(f))
        return TW_OK;
    for (uint16_t i = 0; i < o->field_count; i++)
        if (o->fields[i] != f && o->fields[i]->morph_id.ptr != NULL &&
            tw__str_eq(o->fields[i]->morph_id, f->morph_id) &&
            visit_pair(op, o->fields[i], visit, ctx) != TW_OK)
            return op->error.status;
    return TW_OK;
}

tw_status tw__gone_add(tw_op *op, const tw_field *f, void *list)
{
    tw_gone **head = list;
    tw_gone *g = tw__op_get(op, sizeof(*g));

    if (g == NULL)
        return op->error.status;
    *g = (tw_gone){.field = f, .next = *head};
    *head = g;
    return TW_OK;
}

tw_status tw__field_rename(tw_op *op,
                           const tw_field *f,
                           tw_str name,
                           tw_field_row *row,
                           uint32_t *set)
{
    bool join = f->relation == TW_RELATION_MANY_TO_ONE;
    tw_index_shift shift = {.field = f};

    row->name = name;
    row->column_base = tw__column_base(op, f->object, f, f->type, join, name);
    if (row->column_base.ptr == NULL)
        return op->error.status;
    *set |= TW_COL(TW_FIELD_COL_name) | TW_COL(TW_FIELD_COL_column_base);
    if (join) {
        if (tw__relation_settings(op, f->relation, f->on_delete, name,
                                  &row->settings) != TW_OK)
            return op->error.status;
        *set |= TW_COL(TW_FIELD_COL_settings);
    }
    shift.base = row->column_base;
    return tw__indexes_rename(op, f->object, &shift);
}

tw_status tw__override(tw_op *op,
                       tw_str *overrides,
                       const char *key,
                       tw_str base,
                       const tw_json *value)
{
    const tw_json *old;
    tw_json *now, plain = tw__tree_of(base);

    if (tw__tree_read(op, *overrides, &old) != TW_OK)
        return op->error.status;
    now = tw__tree_object(op, old, 1);
    if (now == NULL)
        return op->error.status;
    if (tw__tree_equal(&plain, value))
        tw__tree_remove(now, key);
    else
        tw__tree_set(now, key, *value);
    if (now->count == 0) {
        *overrides = TW_NO_STR;
        return TW_OK;
    }
    return tw__tree_text(op, now, overrides);
}
