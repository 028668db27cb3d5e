/* field_update.c -- an update of a field: what was found to change is written
** to its row, and to those of the fields that change with it. */
#include "model/field_update.h"

#include "model/input.h"
#include "model/options.h"

static const tw_prop properties[] = {
    {"name", TW_PROP_NAME, false},
    {"label", TW_PROP_LABEL, false},
    {"description", TW_PROP_TEXT, false},
    {"icon", TW_PROP_TEXT, false},
    {"isActive", TW_PROP_FLAG, false},
    {"isSystem", TW_PROP_FLAG, false},
    {"isUIEditable", TW_PROP_FLAG, false},
    {"isUIReadOnly", TW_PROP_FLAG, false},
    {"isNullable", TW_PROP_FLAG, false},
    {"isUnique", TW_PROP_FLAG, false},
    {"isLabelSyncedWithName", TW_PROP_FLAG, false},
};

/* What a member of a polymorphic group shares with the others. */
enum {
    SHARED = TW_COL(TW_FIELD_COL_label) | TW_COL(TW_FIELD_COL_description) |
             TW_COL(TW_FIELD_COL_icon)
};

static tw_status check_standard(tw_op *op, const tw_field *f, const tw_json *in)
{
    bool name = tw__input_given(in, "name") != NULL;
    bool synced = tw__input_given(in, "isLabelSyncedWithName") != NULL;

    if (f->is_custom || (!name && !synced))
        return TW_OK;
    return tw__fail(op, TW_E_FIELD_MUTATION_NOT_ALLOWED, "",
                    "%s%s%s of the standard field \"%.*s\" cannot be changed",
                    name ? "name" : "", name && synced ? ", " : "",
                    synced ? "isLabelSyncedWithName" : "", TW_FMT(f->name));
}

/* A visit of all that changes with the field: whether it is active is shared
** by both sides, the presentation and the name by the members of a group. */
static tw_status store_kin(tw_op *op, const tw_field *f, void *ctx)
{
    const tw_field_update *u = ctx;
    tw_field_row row = u->row;
    uint32_t set = 0;

    if (f == u->f)
        return TW_OK;
    row.id = f->id;
    if (u->active >= 0)
        set |= TW_COL(TW_FIELD_COL_is_active);
    if (f->type->id == TW_TYPE_MORPH_RELATION && f->object == u->f->object &&
        tw__field_in_own_group(u->f)) {
        set |= u->set & SHARED;
        if (u->name.ptr != NULL) {
            tw_str base = tw__morph_base(op, u->f), own = u->name;
            tw_str mine = tw__morph_base(op, f);

            own.len -= u->f->name.len - base.len;
            own = tw__op_printf(op, "%.*s%.*s", TW_FMT(own),
                                (int)(f->name.len - mine.len),
                                f->name.ptr + mine.len);
            if (own.ptr == NULL ||
                tw__field_rename(op, f, own, &row, &set) != TW_OK)
                return op->error.status;
        }
    }
    return set == 0 ? TW_OK : tw__field_row_update(op, &row, set);
}

static tw_status store_unique(tw_field_update *u)
{
    const tw_object *o = u->f->object;
    const struct tw_index_member member = {.field = u->f};
    tw_index_shift shift = {0};
    tw_index_row row = {.is_engine_owned = true};
    tw_index x = {
        .object = o, .is_unique = true, .members = &member, .member_count = 1};

    if (u->unique < 0)
        return TW_OK;
    if (u->name.ptr != NULL)
        shift = (tw_index_shift){.field = u->f, .base = u->row.column_base};
    if (u->unique == 1)
        return tw__index_add(u->op, &x, &shift, &row);
    for (uint16_t i = 0; i < o->index_count; i++) {
        const tw_index *e = o->indexes[i];

        if (e->is_unique && e->member_count == 1 &&
            e->members[0].field == u->f &&
            e->members[0].sub_field.ptr == NULL &&
            tw__index_row_delete(u->op, e->id) != TW_OK)
            return u->op->error.status;
    }
    return TW_OK;
}

static tw_status store(tw_field_update *u)
{
    tw_op *op = u->op;

    if (u->changes != NULL &&
        tw__options_rewrite(op, u->f, u->changes, u->fallback) != TW_OK)
        return op->error.status;
    if (u->active >= 0) {
        u->row.is_active = u->active == 1;
        u->set |= TW_COL(TW_FIELD_COL_is_active);
    }
    if (u->name.ptr != NULL) {
        tw_str settings = u->row.settings;
        bool sent = (u->set & TW_COL(TW_FIELD_COL_settings)) != 0;

        if (tw__field_rename(op, u->f, u->name, &u->row, &u->set) != TW_OK)
            return op->error.status;
        if (sent) /* these know a new rule as well as the new name */
            u->row.settings = settings;
    }
    if (tw__field_kin(op, u->f, store_kin, u) != TW_OK ||
        store_unique(u) != TW_OK ||
        tw__field_row_update(op, &u->row, u->set) != TW_OK)
        return op->error.status;
    return tw__draft_store(&u->draft);
}

static void begin(tw_field_update *u,
                  tw_op *op,
                  const tw_field *f,
                  const tw_json *in)
{
    *u = (tw_field_update){
        .op = op, .f = f, .in = in, .active = -1, .unique = -1};
    u->row.id = f->id;
    u->row.overrides = f->overrides;
    u->item = (tw_report_item){.kind = TW_REPORT_FIELD, .type = "update"};
    u->item.info = tw__report_field_info(op, f->universal_id, f->name,
                                         f->object->universal_id);
    u->index_item = (tw_report_item){
        .kind = TW_REPORT_INDEX, .type = "create", .info = u->item.info};
    tw__draft_init(&u->draft, op);
}

tw_status tw__field_update(tw_op *op, tw_str id, const tw_json *in)
{
    const tw_field *f = tw__field_by_id(op->catalog, id);
    tw_field_update u;

    if (tw__input_check(op, in, properties,
                        sizeof(properties) / sizeof(properties[0])) != TW_OK)
        return op->error.status;
    if (f == NULL)
        return tw__report_early(op, TW_REPORT_FIELD, "update",
                                "FIELD_METADATA_NOT_FOUND",
                                "the field to be updated does not exist");
    if (check_standard(op, f, in) != TW_OK)
        return op->error.status;
    begin(&u, op, f, in);
    if (tw__field_update_check(&u) != TW_OK)
        return op->error.status;
    tw__report_add(&u.draft.report, &u.item);
    tw__report_add(&u.draft.report, &u.index_item);
    if (tw__draft_check(&u.draft) != TW_OK)
        return op->error.status;
    if (u.set == 0 && u.name.ptr == NULL && u.active < 0 && u.unique < 0 &&
        u.draft.first == NULL)
        return TW_OK; /* nothing changes, so the model does not */
    if (store(&u) != TW_OK)
        return op->error.status;
    return tw__model_apply(op);
}
