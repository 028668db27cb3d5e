/* change_morph.c -- a polymorphic relation: one MORPH_RELATION field for each
** target, all with one morphId (metadata specification 7.3). */
#include "model/change_inside.h"

#include "base/uuid.h"
#include "model/input.h"
#include "model/naming.h"
#include "model/tree.h"

static tw_status malformed(tw_op *op, const char *type, const char *message)
{
    return tw__report_early(op, TW_REPORT_FIELD, type,
                            "FIELD_METADATA_RELATION_MALFORMED", message);
}

/* "owner" and "company" or, of a list, "companies" -> "ownerCompany". */
static tw_str member_name(tw_op *op, tw_str base, const tw_relation_plan *plan)
{
    tw_str target = plan->kind == TW_RELATION_MANY_TO_ONE
                        ? plan->target->singular
                        : plan->target->plural;
    tw_str capital = tw__name_capital(op, target);

    if (base.ptr == NULL || capital.ptr == NULL)
        return TW_NO_STR;
    return tw__op_printf(op, "%.*s%.*s", TW_FMT(base), TW_FMT(capital));
}

static tw_status read_plans(tw_op *op,
                            const tw_json *list,
                            tw_relation_plan *plans)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (tw__relation_payload(op, &list->items[i], &plans[i]) != TW_OK)
            return op->error.status;
        if (plans[i].kind != plans[0].kind)
            return malformed(op, "create",
                             "the targets of a polymorphic relation are all "
                             "of one type");
        for (uint32_t k = 0; k < i; k++)
            if (plans[k].target == plans[i].target)
                return malformed(op, "create",
                                 "a polymorphic relation names a target "
                                 "twice");
    }
    return TW_OK;
}

tw_status tw__morph_draft(tw_draft *d,
                          const tw_object *object,
                          const tw_json *in,
                          tw_draft_field **first)
{
    const tw_json *list = tw__input_given(in, "morphRelationsCreationPayload");
    tw_relation_plan plans[TW_LIMIT_MORPH_TARGETS];
    tw_op *op = d->op;
    tw_str base = tw__input_text(op, in, "name");
    tw_str morph_id = tw__uuid_make(op);

    if (list == NULL)
        return tw__report_early(
            op, TW_REPORT_FIELD, "create", "INVALID_FIELD_INPUT",
            "a MORPH_RELATION needs morphRelationsCreationPayload");
    if (list->type != TW_JSON_LIST || list->count == 0 ||
        list->count > TW_LIMIT_MORPH_TARGETS)
        return malformed(op, "create",
                         "morphRelationsCreationPayload is a list of at "
                         "least one target");
    if (morph_id.ptr == NULL || read_plans(op, list, plans) != TW_OK)
        return op->error.status;
    for (uint32_t i = 0; i < list->count; i++) {
        tw_draft_field *f =
            tw__relation_source(d, object, tw__type(TW_TYPE_MORPH_RELATION), in,
                                member_name(op, base, &plans[i]));

        if (f == NULL)
            return op->error.status;
        f->row.morph_id = morph_id;
        f->label_name = base;
        if (i == 0)
            *first = f;
        if (tw__relation_other(d, f, &plans[i]) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}

static tw_status extend_one(tw_draft *d,
                            const tw_field *member,
                            const tw_object *target)
{
    tw_relation_plan plan = {.kind = member->relation,
                             .target = target,
                             .label = member->target_field->label,
                             .icon = member->target_field->icon};
    tw_op *op = d->op;
    tw_draft_field *f = tw__draft_field(
        d, member->object, member->type,
        member_name(op, tw__morph_base(op, member), &plan), member->label);

    if (f == NULL)
        return op->error.status;
    f->row.morph_id = member->morph_id;
    f->row.description = member->description;
    f->row.icon = member->icon;
    f->row.is_active = member->is_active;
    f->row.is_ui_editable = member->is_ui_editable;
    if (tw__relation_other(d, f, &plan) != TW_OK)
        return op->error.status;
    f->opposite->row.is_active = member->is_active;
    return TW_OK;
}

tw_status tw__morph_extend(tw_draft *d,
                           const tw_field *member,
                           const tw_json *targets)
{
    tw_op *op = d->op;

    if (targets->type != TW_JSON_LIST ||
        targets->count > TW_LIMIT_MORPH_TARGETS)
        return malformed(op, "update",
                         "morphRelationsUpdatePayload is a list of targets");
    for (uint32_t i = 0; i < targets->count; i++) {
        tw_str id =
            tw__input_id(op, &targets->items[i], "targetObjectMetadataId");
        const tw_object *target =
            id.ptr == NULL ? NULL : tw__object_by_id(op->catalog, id);

        if (target == NULL)
            return malformed(op, "update",
                             "the relation's target object does not exist");
        if (extend_one(d, member, target) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}
