/* change_object.c -- objects made and deleted. */
#include "model/change_inside.h"

#include "base/uuid.h"
#include "model/input.h"
#include "model/naming.h"
#include "model/object_rules.h"
#include "model/object_template.h"
#include "model/physical.h"

static const tw_prop properties[] = {
    {"nameSingular", TW_PROP_NAME, true},
    {"namePlural", TW_PROP_NAME, true},
    {"labelSingular", TW_PROP_LABEL, true},
    {"labelPlural", TW_PROP_LABEL, true},
    {"description", TW_PROP_TEXT, false},
    {"icon", TW_PROP_TEXT, false},
    {"color", TW_PROP_TEXT, false},
    {"shortcut", TW_PROP_TEXT, false},
    {"isRemote", TW_PROP_FLAG, false},
    {"isLabelSyncedWithName", TW_PROP_FLAG, false},
    {"skipNameField", TW_PROP_FLAG, false},
};

static tw_status read_row(tw_op *op, const tw_json *in, tw_object_row *row)
{
    row->id = tw__uuid_make(op);
    row->universal_id = tw__uuid_make(op);
    row->application_id = op->catalog->custom_application_id;
    row->singular = tw__input_text(op, in, "nameSingular");
    row->plural = tw__input_text(op, in, "namePlural");
    row->label_singular =
        tw__name_capital(op, tw__input_text(op, in, "labelSingular"));
    row->label_plural =
        tw__name_capital(op, tw__input_text(op, in, "labelPlural"));
    row->description = tw__input_text(op, in, "description");
    row->icon = tw__input_text(op, in, "icon");
    row->color = tw__input_text(op, in, "color");
    row->shortcut = tw__input_text(op, in, "shortcut");
    row->is_label_synced = tw__input_flag(in, "isLabelSyncedWithName", false);
    row->is_active = true;
    row->is_ui_editable = true;
    row->is_ui_creatable = true;
    row->is_searchable = true;
    row->is_audit_logged = true;
    return op->error.status;
}

tw_status tw__object_create(tw_op *op, const tw_json *in, tw_str *id)
{
    tw_draft_object object = {0};
    tw_draft d;

    if (tw__input_check(op, in, properties,
                        sizeof(properties) / sizeof(properties[0])) != TW_OK)
        return op->error.status;
    if (tw__input_flag(in, "isRemote", false))
        return tw__report_early(op, TW_REPORT_OBJECT, "create",
                                "INVALID_OBJECT_INPUT",
                                "a remote object cannot be made");
    tw__draft_init(&d, op);
    d.object = &object;
    object.item = (tw_report_item){.kind = TW_REPORT_OBJECT, .type = "create"};
    if (read_row(op, in, &object.row) != TW_OK)
        return op->error.status;
    object.item.info = tw__report_object_info(
        op, object.row.universal_id, object.row.singular, object.row.plural);
    tw__object_rules(op, &object.item, NULL, &object.row,
                     TW_RULE_NAMES | TW_RULE_LABEL_SINGULAR |
                         TW_RULE_LABEL_PLURAL | TW_RULE_SYNC);
    if (op->catalog->object_count >= TW_LIMIT_OBJECTS)
        tw__complain(op, &object.item, "INVALID_OBJECT_INPUT", NULL,
                     "a workspace has at most %d objects", TW_LIMIT_OBJECTS);
    if (tw__object_template(&d, !tw__input_flag(in, "skipNameField", false)) !=
            TW_OK ||
        tw__draft_check(&d) != TW_OK)
        return op->error.status;
    object.row.table =
        tw__table_name(op, op->catalog, NULL, object.row.singular);
    if (object.row.table.ptr == NULL || tw__draft_store(&d) != TW_OK ||
        tw__model_apply(op) != TW_OK)
        return op->error.status;
    *id = object.row.id;
    return TW_OK;
}

static tw_status refuse_delete(tw_op *op, const tw_object *o)
{
    tw_report_item item = {.kind = TW_REPORT_OBJECT, .type = "delete"};
    tw_report r;

    tw__report_init(&r, op);
    item.info =
        tw__report_object_info(op, o->universal_id, o->singular, o->plural);
    if (!o->is_custom)
        tw__complain(op, &item, "INVALID_OBJECT_INPUT", NULL,
                     "\"%.*s\" is a standard object and cannot be deleted",
                     TW_FMT(o->singular));
    if (o->is_system)
        tw__complain(op, &item, "INVALID_OBJECT_INPUT", NULL,
                     "\"%.*s\" is a system object and cannot be deleted",
                     TW_FMT(o->singular));
    tw__report_add(&r, &item);
    return tw__report_finish(&r);
}

tw_status tw__object_delete(tw_op *op, tw_str id)
{
    const tw_object *o = tw__object_by_id(op->catalog, id);
    tw_gone *gone = NULL;

    if (o == NULL)
        return tw__fail(op, TW_E_ENTITY_NOT_FOUND, "",
                        "there is no object with the id %.*s", TW_FMT(id));
    if (!o->is_custom || o->is_system)
        return refuse_delete(op, o);
    /* its own fields go with it; the other sides of its relations are left */
    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];

        if (f->relation != TW_RELATION_NONE && f->target != o &&
            tw__gone_add(op, f->target_field, &gone) != TW_OK)
            return op->error.status;
    }
    if (tw__fields_remove(op, gone) != TW_OK ||
        tw__object_row_delete(op, o->id) != TW_OK)
        return op->error.status;
    return tw__model_apply(op);
}
