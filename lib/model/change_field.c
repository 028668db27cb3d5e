/* change_field.c -- fields made and deleted. */
#include "model/change_inside.h"

#include "model/input.h"
#include "model/tree.h"

static const tw_prop properties[] = {
    {"type", TW_PROP_TYPE, true},
    {"name", TW_PROP_NAME, true},
    {"label", TW_PROP_LABEL, true},
    {"objectMetadataId", TW_PROP_UUID, true},
    {"description", TW_PROP_TEXT, false},
    {"icon", TW_PROP_TEXT, false},
    {"isActive", TW_PROP_FLAG, false},
    {"isSystem", TW_PROP_FLAG, false},
    {"isUIEditable", TW_PROP_FLAG, false},
    {"isUIReadOnly", TW_PROP_FLAG, false},
    {"isNullable", TW_PROP_FLAG, false},
    {"isUnique", TW_PROP_FLAG, false},
    {"isLabelSyncedWithName", TW_PROP_FLAG, false},
    {"isRemoteCreation", TW_PROP_FLAG, false},
};

static tw_status early(tw_op *op, const char *code, const char *message)
{
    return tw__report_early(op, TW_REPORT_FIELD, "create", code, message);
}

/* An ACTOR that says nothing was made by the system. */
static tw_status actor_default(tw_op *op, const tw_json **out)
{
    tw_json *v = tw__tree_object(op, NULL, 4);

    if (v == NULL)
        return op->error.status;
    tw__tree_set(v, "source", tw__tree_of(TW_STR("'MANUAL'")));
    tw__tree_set(v, "name", tw__tree_of(TW_STR("'System'")));
    tw__tree_set(v, "workspaceMemberId", (tw_json){.type = TW_JSON_NULL});
    tw__tree_set(v, "context", (tw_json){.type = TW_JSON_NULL});
    *out = v;
    return TW_OK;
}

static bool has_options(const tw_type *type)
{
    return type->id == TW_TYPE_SELECT || type->id == TW_TYPE_MULTI_SELECT ||
           type->id == TW_TYPE_RATING;
}

static tw_status plain_draft(tw_draft *d,
                             const tw_object *object,
                             const tw_type *type,
                             const tw_json *in,
                             tw_draft_field **first)
{
    const tw_json *settings = tw__input_given(in, "settings");
    tw_op *op = d->op;
    tw_draft_field *f = tw__relation_source(d, object, type, in,
                                            tw__input_text(op, in, "name"));

    if (f == NULL)
        return op->error.status;
    f->row.icon = tw__input_text(op, in, "icon"); /* no fallback here */
    f->options = tw__json_member(in, "options");
    f->default_value = tw__input_given(in, "defaultValue");
    if (f->default_value == NULL && type->id == TW_TYPE_ACTOR &&
        actor_default(op, &f->default_value) != TW_OK)
        return op->error.status;
    if (settings != NULL && settings->type == TW_JSON_OBJECT &&
        !has_options(type)) {
        settings = tw__tree_collapse(op, settings);
        if (settings == NULL ||
            tw__tree_text(op, settings, &f->row.settings) != TW_OK)
            return op->error.status;
    }
    *first = f;
    return f->unique ? tw__draft_index(d, f, true) : op->error.status;
}

static tw_status make(tw_draft *d, const tw_json *in, tw_draft_field **first)
{
    tw_op *op = d->op;
    const tw_type *type = tw__type_by_name(tw__input_raw(in, "type"));
    const tw_object *object =
        tw__object_by_id(op->catalog, tw__input_id(op, in, "objectMetadataId"));

    if (object == NULL)
        return early(op, "OBJECT_METADATA_NOT_FOUND",
                     "the field's object does not exist");
    if (tw__input_flag(in, "isRemoteCreation", false))
        return early(op, "INVALID_FIELD_INPUT",
                     "a remote field cannot be made");
    if (type->id == TW_TYPE_RELATION)
        return tw__relation_draft(d, object, in, first);
    if (type->id == TW_TYPE_MORPH_RELATION)
        return tw__morph_draft(d, object, in, first);
    if (type->id == TW_TYPE_TS_VECTOR) {
        tw_report_item item = {.kind = TW_REPORT_FIELD,
                               .type = "create",
                               .early = true,
                               .unfriendly = true};

        tw__complain(op, &item, "INVALID_FIELD_INPUT", NULL,
                     "a TS_VECTOR field cannot be made");
        tw__report_add(&d->report, &item);
        return tw__report_finish(&d->report);
    }
    return plain_draft(d, object, type, in, first);
}

tw_status tw__field_create(tw_op *op, const tw_json *in, tw_str *id)
{
    tw_draft_field *first = NULL;
    tw_draft d;

    if (tw__input_check(op, in, properties,
                        sizeof(properties) / sizeof(properties[0])) != TW_OK)
        return op->error.status;
    tw__draft_init(&d, op);
    if (make(&d, in, &first) != TW_OK || tw__draft_check(&d) != TW_OK ||
        tw__draft_store(&d) != TW_OK || tw__model_apply(op) != TW_OK)
        return op->error.status;
    *id = first->row.id;
    return TW_OK;
}

static tw_status refuse_identifier(tw_op *op, const tw_field *f)
{
    tw_report_item item = {.kind = TW_REPORT_FIELD, .type = "delete"};
    tw_report r;

    tw__report_init(&r, op);
    item.info = tw__report_field_info(op, f->universal_id, f->name,
                                      f->object->universal_id);
    tw__complain(op, &item, "FIELD_MUTATION_NOT_ALLOWED", NULL,
                 "\"%.*s\" is the label identifier of its object",
                 TW_FMT(f->name));
    tw__report_add(&r, &item);
    return tw__report_finish(&r);
}

tw_status tw__field_delete(tw_op *op, tw_str id)
{
    const tw_field *f = tw__field_by_id(op->catalog, id);
    tw_gone *gone = NULL;

    if (f == NULL)
        return tw__fail(op, TW_E_FIELD_UNKNOWN, "",
                        "there is no field with the id %.*s", TW_FMT(id));
    if (!f->is_custom || f->is_system)
        return tw__fail(op, TW_E_FIELD_MUTATION_NOT_ALLOWED, "",
                        "\"%.*s\" is a %s field and cannot be deleted",
                        TW_FMT(f->name), f->is_custom ? "system" : "standard");
    if (f->object->label_identifier == f)
        return refuse_identifier(op, f);
    if (tw__field_kin(op, f, tw__gone_add, &gone) != TW_OK ||
        tw__fields_remove(op, gone) != TW_OK)
        return op->error.status;
    return tw__model_apply(op);
}
