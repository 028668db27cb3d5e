/* change_relation.c -- a relation is a pair of fields, drafted together from
** one payload (metadata specification 7.1). */
#include "model/change_inside.h"

#include "model/input.h"
#include "model/naming.h"
#include "model/tree.h"

static tw_status malformed(tw_op *op, const char *message)
{
    return tw__report_early(op, TW_REPORT_FIELD, "create",
                            "FIELD_METADATA_RELATION_MALFORMED", message);
}

tw_status tw__relation_payload(tw_op *op,
                               const tw_json *payload,
                               tw_relation_plan *out)
{
    tw_str type, target;

    if (payload->type != TW_JSON_OBJECT)
        return malformed(op, "the payload of a relation is an object");
    type = tw__input_raw(payload, "type");
    target = tw__input_id(op, payload, "targetObjectMetadataId");
    if (tw__str_is(type, "MANY_TO_ONE"))
        out->kind = TW_RELATION_MANY_TO_ONE;
    else if (tw__str_is(type, "ONE_TO_MANY"))
        out->kind = TW_RELATION_ONE_TO_MANY;
    else
        return malformed(op, "a relation's type is MANY_TO_ONE or ONE_TO_MANY");
    if (target.ptr == NULL)
        return malformed(op, "a relation's targetObjectMetadataId is a UUID");
    if (tw__input_raw(payload, "targetFieldLabel").ptr == NULL ||
        tw__input_raw(payload, "targetFieldIcon").ptr == NULL)
        return malformed(op, "a relation needs targetFieldLabel and "
                             "targetFieldIcon");
    out->target = tw__object_by_id(op->catalog, target);
    if (out->target == NULL)
        return malformed(op, "the relation's target object does not exist");
    out->label = tw__input_text(op, payload, "targetFieldLabel");
    out->icon = tw__input_text(op, payload, "targetFieldIcon");
    return op->error.status;
}

/* "Records of Companies", for a side that brings no description. */
static tw_status describe(tw_op *op, tw_draft_field *f, const tw_object *target)
{
    if (f->row.description.ptr != NULL)
        return TW_OK;
    f->row.description =
        f->relation == TW_RELATION_MANY_TO_ONE
            ? tw__op_printf(op, "The record of %.*s this one belongs to",
                            TW_FMT(target->label_plural))
            : tw__op_printf(op, "The records of %.*s that lead here",
                            TW_FMT(target->label_plural));
    return f->row.description.ptr == NULL ? op->error.status : TW_OK;
}

tw_status tw__relation_other(tw_draft *d,
                             tw_draft_field *source,
                             const tw_relation_plan *plan)
{
    tw_op *op = d->op;
    tw_str name = tw__name_from_label(op, plan->label);
    tw_draft_field *other;

    if (name.ptr == NULL)
        return op->error.status;
    other = tw__draft_field(d, plan->target, tw__type(TW_TYPE_RELATION), name,
                            plan->label);
    if (other == NULL)
        return op->error.status;
    other->row.icon = plan->icon.len > 0 ? plan->icon : TW_STR("Icon123");
    source->relation = plan->kind;
    if (tw__draft_relate(d, source, other) != TW_OK ||
        describe(op, source, plan->target) != TW_OK ||
        describe(op, other, source->object) != TW_OK)
        return op->error.status;
    return TW_OK;
}

tw_draft_field *tw__relation_source(tw_draft *d,
                                    const tw_object *object,
                                    const tw_type *type,
                                    const tw_json *in,
                                    tw_str name)
{
    tw_op *op = d->op;
    tw_str label = tw__input_text(op, in, "label");
    tw_draft_field *f = tw__draft_field(d, object, type, name, label);

    if (f == NULL)
        return NULL;
    f->row.description = tw__input_text(op, in, "description");
    f->row.icon = tw__input_text(op, in, "icon");
    if (f->row.icon.ptr == NULL)
        f->row.icon = TW_STR("IconRelationOneToMany");
    f->row.is_system = tw__input_flag(in, "isSystem", false);
    f->row.is_ui_editable = tw__input_flag(
        in, "isUIEditable", !tw__input_flag(in, "isUIReadOnly", false));
    f->row.is_nullable = tw__input_flag(in, "isNullable", true);
    f->row.is_label_synced = tw__input_flag(in, "isLabelSyncedWithName", false);
    f->unique = tw__input_flag(in, "isUnique", false);
    return op->error.status == TW_OK ? f : NULL;
}

tw_status tw__relation_draft(tw_draft *d,
                             const tw_object *object,
                             const tw_json *in,
                             tw_draft_field **first)
{
    const tw_json *payload = tw__input_given(in, "relationCreationPayload");
    tw_op *op = d->op;
    tw_relation_plan plan;
    tw_draft_field *f;

    if (payload == NULL)
        return tw__report_early(op, TW_REPORT_FIELD, "create",
                                "INVALID_FIELD_INPUT",
                                "a RELATION needs relationCreationPayload");
    if (tw__relation_payload(op, payload, &plan) != TW_OK)
        return op->error.status;
    f = tw__relation_source(d, object, tw__type(TW_TYPE_RELATION), in,
                            tw__input_text(op, in, "name"));
    if (f == NULL)
        return op->error.status;
    *first = f;
    return tw__relation_other(d, f, &plan);
}
