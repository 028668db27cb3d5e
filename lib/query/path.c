/* path.c -- resolved columns, apart from their SQL. */
#include "query/path.h"

void tw__target_set(tw_target *t, const tw_field *f, int part)
{
    t->field = f;
    t->part = (uint8_t)part;
    if (part < f->column_count) {
        t->column = &f->columns[part];
        t->kind = t->column->kind;
    } else {
        t->column = NULL;
        t->kind = TW_KIND_TS_VECTOR;
    }
}

tw_str tw__target_label(tw_op *op, const tw_target *t)
{
    if (t->field->relation == TW_RELATION_MANY_TO_ONE)
        return t->field->join_name;
    if (!t->field->type->composite)
        return t->field->name;
    return tw__op_printf(op, "%.*s.%s", TW_FMT(t->field->name),
                         t->field->type->parts[t->part].name);
}

const char *tw__target_type(const tw_target *t)
{
    if (t->field->type->composite ||
        t->field->relation == TW_RELATION_MANY_TO_ONE)
        return tw__kind_info(t->kind)->api_type;
    return t->field->type->api_name;
}

bool tw__kind_is_text(tw_kind k)
{
    return k == TW_KIND_TEXT || k == TW_KIND_TEXT_NULL;
}

bool tw__target_nullable(const tw_target *t)
{
    const tw_object *o = t->field->object;

    if (t->hop_count > 0 || t->column == NULL)
        return true;
    return t->column != o->c_id && t->column != o->c_position &&
           t->column != o->c_created_at && t->column != o->c_updated_at;
}
