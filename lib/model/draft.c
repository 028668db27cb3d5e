/* draft.c -- drafts of fields and indexes: making and storing them. */
#include "model/draft.h"

#include "base/uuid.h"
#include "model/physical.h"
#include "model/tree.h"

void tw__draft_init(tw_draft *d, tw_op *op)
{
    *d = (tw_draft){.op = op};
    tw__report_init(&d->report, op);
}

tw_draft_field *tw__draft_field(tw_draft *d,
                                const tw_object *object,
                                const tw_type *type,
                                tw_str name,
                                tw_str label)
{
    tw_op *op = d->op;
    tw_draft_field *f = tw__op_get(op, sizeof(*f));

    if (f == NULL)
        return NULL;
    f->object = object;
    f->type = type;
    f->row.id = tw__uuid_make(op);
    f->row.universal_id = tw__uuid_make(op);
    if (f->row.id.ptr == NULL || f->row.universal_id.ptr == NULL)
        return NULL;
    f->row.application_id = op->catalog->custom_application_id;
    f->row.object_id = object != NULL ? object->id : d->object->row.id;
    f->row.type = tw_str_of(type->api_name);
    f->row.name = name;
    f->row.label = label;
    f->row.is_active = true;
    f->row.is_nullable = true;
    f->row.is_ui_editable = true;
    f->item = (tw_report_item){.kind = TW_REPORT_FIELD, .type = "create"};
    if (d->last == NULL)
        d->first = f;
    else
        d->last->next = f;
    d->last = f;
    return f;
}

tw_status tw__draft_index(tw_draft *d, tw_draft_field *f, bool unique)
{
    tw_draft_index *x = tw__op_get(d->op, sizeof(*x));

    if (x == NULL)
        return d->op->error.status;
    x->field = f;
    x->row.object_id = f->row.object_id;
    x->row.is_unique = unique;
    x->row.is_custom = true;
    x->row.is_engine_owned = true;
    x->row.type = TW_STR("BTREE");
    if (f->type->id == TW_TYPE_TS_VECTOR) {
        x->row.is_custom = false;
        x->row.type = TW_STR("GIN");
    }
    x->item = (tw_report_item){.kind = TW_REPORT_INDEX, .type = "create"};
    if (d->last_index == NULL)
        d->first_index = x;
    else
        d->last_index->next = x;
    d->last_index = x;
    return TW_OK;
}

tw_status tw__relation_settings(tw_op *op,
                                tw_relation_kind kind,
                                tw_on_delete rule,
                                tw_str name,
                                tw_str *out)
{
    static const char *const rules[] = {
        [TW_ON_DELETE_SET_NULL] = "SET_NULL",
        [TW_ON_DELETE_CASCADE] = "CASCADE",
        [TW_ON_DELETE_RESTRICT] = "RESTRICT",
        [TW_ON_DELETE_NO_ACTION] = "NO_ACTION",
    };

    if (kind == TW_RELATION_ONE_TO_MANY)
        *out = TW_STR("{\"relationType\":\"ONE_TO_MANY\"}");
    else /* a name is checked to be letters and digits before it is stored */
        *out = tw__op_printf(op,
                             "{\"onDelete\":\"%s\",\"relationType\":"
                             "\"MANY_TO_ONE\",\"joinColumnName\":\"%.*sId\"}",
                             rules[rule], TW_FMT(name));
    return out->ptr == NULL ? op->error.status : TW_OK;
}

static tw_status settle_side(tw_draft *d,
                             tw_draft_field *f,
                             tw_draft_field *other)
{
    f->opposite = other;
    f->row.target_object_id = other->row.object_id;
    f->row.target_field_id = other->row.id;
    f->default_value = NULL;
    f->options = NULL;
    return tw__relation_settings(d->op, f->relation, TW_ON_DELETE_SET_NULL,
                                 f->row.name, &f->row.settings);
}

tw_status tw__draft_relate(tw_draft *d,
                           tw_draft_field *source,
                           tw_draft_field *other)
{
    other->relation = source->relation == TW_RELATION_MANY_TO_ONE
                          ? TW_RELATION_ONE_TO_MANY
                          : TW_RELATION_MANY_TO_ONE;
    other->row.is_system = source->row.is_system;
    if (settle_side(d, source, other) != TW_OK ||
        settle_side(d, other, source) != TW_OK)
        return d->op->error.status;
    if (source->relation == TW_RELATION_MANY_TO_ONE)
        return tw__draft_index(d, source, source->unique);
    if (source->unique && tw__draft_index(d, source, true) != TW_OK)
        return d->op->error.status;
    return tw__draft_index(d, other, false);
}

/* The base of the columns' names, clear of the drafts stored before too. */
static tw_status choose_base(tw_draft *d, tw_draft_field *f)
{
    bool join = f->relation == TW_RELATION_MANY_TO_ONE;
    tw_str name = f->row.name;

    for (unsigned n = 2;; n++) {
        bool taken = false;

        f->row.column_base =
            tw__column_base(d->op, f->object, NULL, f->type, join, name);
        if (f->row.column_base.ptr == NULL)
            return d->op->error.status;
        for (tw_draft_field *e = d->first; e != f && !taken; e = e->next)
            taken =
                tw__str_eq(e->row.object_id, f->row.object_id) &&
                tw__str_eq_ascii_case(e->row.column_base, f->row.column_base);
        if (!taken)
            return TW_OK;
        name = tw__op_printf(d->op, "%.*s_%u", TW_FMT(f->row.name), n);
        if (name.ptr == NULL)
            return d->op->error.status;
    }
}

static tw_status store_field(tw_draft *d, tw_draft_field *f)
{
    tw_op *op = d->op;

    if (choose_base(d, f) != TW_OK ||
        tw__tree_text(op, f->options, &f->row.options) != TW_OK ||
        tw__tree_text(op, f->default_value, &f->row.default_value) != TW_OK)
        return op->error.status;
    return tw__field_row_insert(op, &f->row);
}

static tw_status store_index(tw_draft *d, tw_draft_index *x)
{
    tw_op *op = d->op;
    tw_draft_field *f = x->field;
    tw_member_row member = {.field_id = f->row.id};
    tw_str columns[TW_PARTS_MAX];
    size_t count = 1;

    columns[0] = f->row.name; /* a search vector has no column */
    if (f->type->id != TW_TYPE_TS_VECTOR)
        count = tw__member_columns(op, f->type,
                                   f->relation == TW_RELATION_MANY_TO_ONE,
                                   f->row.column_base, TW_NO_STR, columns);
    if (op->error.status != TW_OK)
        return op->error.status;
    x->row.name = tw__index_name(
        op, f->object != NULL ? f->object->table : d->object->row.table,
        columns, count, x->row.is_unique);
    if (x->row.name.ptr == NULL || tw__index_row_insert(op, &x->row) != TW_OK)
        return op->error.status;
    member.index_id = x->row.id;
    return tw__member_row_insert(op, &member);
}

tw_status tw__draft_store(tw_draft *d)
{
    tw_op *op = d->op;
    tw_search_row search = {0};

    if (d->object != NULL &&
        tw__object_row_insert(op, &d->object->row) != TW_OK)
        return op->error.status;
    for (tw_draft_field *f = d->first; f != NULL; f = f->next)
        if (store_field(d, f) != TW_OK)
            return op->error.status;
    for (tw_draft_index *x = d->first_index; x != NULL; x = x->next)
        if (store_index(d, x) != TW_OK)
            return op->error.status;
    if (d->search == NULL)
        return TW_OK;
    search.object_id = d->search->row.object_id;
    search.field_id = d->search->row.id;
    return tw__search_row_insert(op, &search);
}
