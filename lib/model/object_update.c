/* object_update.c -- an update of an object: presentation, names with all that
** is called after them, the label identifier (metadata specification 5.6). */
#include "model/change_inside.h"

#include "model/input.h"
#include "model/naming.h"
#include "model/object_rules.h"
#include "model/physical.h"
#include "model/tree.h"

static const tw_prop properties[] = {
    {"nameSingular", TW_PROP_NAME, false},
    {"namePlural", TW_PROP_NAME, false},
    {"labelSingular", TW_PROP_LABEL, false},
    {"labelPlural", TW_PROP_LABEL, false},
    {"description", TW_PROP_TEXT, false},
    {"icon", TW_PROP_TEXT, false},
    {"color", TW_PROP_TEXT, false},
    {"shortcut", TW_PROP_TEXT, false},
    {"isActive", TW_PROP_FLAG, false},
    {"isLabelSyncedWithName", TW_PROP_FLAG, false},
    {"isSearchable", TW_PROP_FLAG, false},
    {"labelIdentifierFieldMetadataId", TW_PROP_UUID, false},
    {"imageIdentifierFieldMetadataId", TW_PROP_UUID, false},
};

typedef struct update {
    tw_op *op;
    const tw_object *o;
    const tw_json *in;
    tw_object_row row; /* the object as it will be; `set` is written */
    uint32_t set;
    const tw_field *identifier; /* the new one, or NULL */
    tw_report_item item;
} update;

/* Names of a standard object are not to be touched. */
static tw_status check_standard(tw_op *op,
                                const tw_object *o,
                                const tw_json *in)
{
    static const char *const fixed[] = {"nameSingular", "namePlural",
                                        "labelIdentifierFieldMetadataId",
                                        "isLabelSyncedWithName"};
    char text[160];
    size_t len = 0;

    text[0] = '\0';
    for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
        if (o->is_custom || tw__input_given(in, fixed[i]) == NULL)
            continue;
        if (len > 0) {
            memcpy(text + len, ", ", 3);
            len += 2;
        }
        memcpy(text + len, fixed[i], strlen(fixed[i]) + 1);
        len += strlen(fixed[i]);
    }
    if (len == 0)
        return TW_OK;
    return tw__fail(op, TW_E_INVALID_OBJECT_INPUT, "",
                    "%s of the standard object \"%.*s\" cannot be changed",
                    text, TW_FMT(o->singular));
}

static void begin(update *u, tw_op *op, const tw_object *o, const tw_json *in)
{
    *u = (update){.op = op, .o = o, .in = in};
    u->row.id = o->id;
    u->row.singular = o->singular;
    u->row.plural = o->plural;
    u->row.label_singular = o->label_singular;
    u->row.label_plural = o->label_plural;
    u->row.overrides = o->overrides;
    u->row.is_active = o->is_active;
    u->row.is_searchable = o->is_searchable;
    u->row.is_label_synced = o->is_label_synced;
    u->item = (tw_report_item){.kind = TW_REPORT_OBJECT, .type = "update"};
    u->item.info =
        tw__report_object_info(op, o->universal_id, o->singular, o->plural);
}

/* labels, description, icon, color: of a standard object overrides. */
static tw_status take_presentation(update *u)
{
    static const struct {
        const char *name;
        size_t offset;
        uint32_t set;
        bool label;
    } texts[] = {
        {"labelSingular", offsetof(tw_object_row, label_singular),
         TW_COL(TW_OBJECT_COL_label_singular), true},
        {"labelPlural", offsetof(tw_object_row, label_plural),
         TW_COL(TW_OBJECT_COL_label_plural), true},
        {"description", offsetof(tw_object_row, description),
         TW_COL(TW_OBJECT_COL_description), false},
        {"icon", offsetof(tw_object_row, icon), TW_COL(TW_OBJECT_COL_icon),
         false},
        {"color", offsetof(tw_object_row, color), TW_COL(TW_OBJECT_COL_color),
         false},
    };
    const tw_str base[] = {u->o->label_singular, u->o->label_plural,
                           u->o->description, u->o->icon, u->o->color};
    tw_op *op = u->op;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        tw_str text = tw__input_text(op, u->in, texts[i].name);
        tw_json now = tw__tree_of(text), was = tw__tree_of(base[i]);

        if (tw__json_member(u->in, texts[i].name) == NULL ||
            (texts[i].label && text.ptr == NULL))
            continue;
        if (!u->o->is_custom) {
            if (tw__override(op, &u->row.overrides, texts[i].name, base[i],
                             &now) != TW_OK)
                return op->error.status;
            u->set |= TW_COL(TW_OBJECT_COL_overrides);
            tw__object_rules(op, &u->item, u->o,
                             &(tw_object_row){.label_singular = text},
                             texts[i].label ? TW_RULE_LABEL_SINGULAR : 0);
        } else if (!tw__tree_equal(&now, &was)) {
            memcpy((char *)&u->row + texts[i].offset, &text, sizeof(text));
            u->set |= texts[i].set;
        }
    }
    return op->error.status;
}

static void take_flags(update *u)
{
    const tw_object *o = u->o;

    u->row.is_active = tw__input_flag(u->in, "isActive", o->is_active);
    if (u->row.is_active != o->is_active)
        u->set |= TW_COL(TW_OBJECT_COL_is_active);
    u->row.is_searchable =
        tw__input_flag(u->in, "isSearchable", o->is_searchable);
    if (u->row.is_searchable != o->is_searchable) {
        u->set |= TW_COL(TW_OBJECT_COL_is_searchable);
        if (o->is_system)
            tw__complain(u->op, &u->item, "INVALID_OBJECT_INPUT", NULL,
                         "isSearchable of the system object \"%.*s\" cannot "
                         "be changed",
                         TW_FMT(o->singular));
    }
    u->row.is_label_synced =
        tw__input_flag(u->in, "isLabelSyncedWithName", o->is_label_synced);
    if (u->row.is_label_synced != o->is_label_synced)
        u->set |= TW_COL(TW_OBJECT_COL_is_label_synced);
}

static void take_names(update *u)
{
    tw_str singular = tw__input_text(u->op, u->in, "nameSingular");
    tw_str plural = tw__input_text(u->op, u->in, "namePlural");

    if (singular.ptr != NULL && !tw__str_eq(singular, u->o->singular)) {
        u->row.singular = singular;
        u->set |= TW_COL(TW_OBJECT_COL_singular);
    }
    if (plural.ptr != NULL && !tw__str_eq(plural, u->o->plural)) {
        u->row.plural = plural;
        u->set |= TW_COL(TW_OBJECT_COL_plural);
    }
}

static void take_identifier(update *u)
{
    const char *name = "labelIdentifierFieldMetadataId";
    const tw_json *v = tw__json_member(u->in, name);
    const tw_field *f;

    if (v == NULL || !u->o->is_custom)
        return;
    f = tw__field_by_id(u->op->catalog, tw__input_id(u->op, u->in, name));
    if (f == u->o->label_identifier)
        return;
    if (f == NULL || f->object != u->o)
        tw__complain(u->op, &u->item, "INVALID_OBJECT_INPUT", v,
                     "%s is not a field of the object", name);
    else if (!f->type->label_identifier)
        tw__complain(u->op, &u->item, "INVALID_OBJECT_INPUT", v,
                     "a label identifier is of type TEXT, FULL_NAME or UUID");
    else if (!f->is_active)
        tw__complain(u->op, &u->item, "INVALID_OBJECT_INPUT", v,
                     "a label identifier is active");
    else
        u->identifier = f;
}

static unsigned rules_of(const update *u)
{
    unsigned rules = 0;

    if ((u->set &
         (TW_COL(TW_OBJECT_COL_singular) | TW_COL(TW_OBJECT_COL_plural))) != 0)
        rules |= TW_RULE_NAMES | TW_RULE_SYNC;
    if ((u->set & TW_COL(TW_OBJECT_COL_label_singular)) != 0)
        rules |= TW_RULE_LABEL_SINGULAR | TW_RULE_SYNC;
    if ((u->set & TW_COL(TW_OBJECT_COL_label_plural)) != 0)
        rules |= TW_RULE_LABEL_PLURAL | TW_RULE_SYNC;
    if ((u->set & TW_COL(TW_OBJECT_COL_is_label_synced)) != 0)
        rules |= TW_RULE_SYNC;
    return rules;
}

/* A member of a polymorphic relation is called after its target. */
static tw_status rename_member(update *u, const tw_field *f)
{
    tw_op *op = u->op;
    tw_str base = tw__morph_base(op, f), capital, name;
    tw_field_row row = {.id = f->id};
    uint32_t set = 0;

    if (base.len == f->name.len)
        return op->error.status;
    capital = tw__name_capital(op, f->relation == TW_RELATION_MANY_TO_ONE
                                       ? u->row.singular
                                       : u->row.plural);
    name = tw__op_printf(op, "%.*s%.*s", TW_FMT(base), TW_FMT(capital));
    if (name.ptr == NULL || tw__str_eq(name, f->name))
        return op->error.status;
    if (tw__field_rename(op, f, name, &row, &set) != TW_OK)
        return op->error.status;
    return tw__field_row_update(op, &row, set);
}

static tw_status rename_members(update *u)
{
    const tw_catalog *c = u->op->catalog;

    for (uint32_t i = 0; i < c->field_count; i++) {
        const tw_field *f = c->all_fields[i];

        if (f->type->id == TW_TYPE_MORPH_RELATION && f->target == u->o &&
            rename_member(u, f) != TW_OK)
            return u->op->error.status;
    }
    return TW_OK;
}

static tw_status store_names(update *u)
{
    tw_index_shift shift = {0};
    tw_op *op = u->op;

    if ((u->set & TW_COL(TW_OBJECT_COL_singular)) != 0) {
        u->row.table = tw__table_name(op, op->catalog, u->o, u->row.singular);
        if (u->row.table.ptr == NULL)
            return op->error.status;
        u->set |= TW_COL(TW_OBJECT_COL_table);
        shift.table = u->row.table;
        if (tw__indexes_rename(op, u->o, &shift) != TW_OK)
            return op->error.status;
    }
    if ((u->set &
         (TW_COL(TW_OBJECT_COL_singular) | TW_COL(TW_OBJECT_COL_plural))) != 0)
        return rename_members(u);
    return TW_OK;
}

/* The new identifier is searched too; the former one stays. */
static tw_status store_identifier(update *u)
{
    const tw_object *o = u->o;
    tw_search_row search = {.object_id = o->id, .position = o->search_count};

    if (u->identifier == NULL)
        return TW_OK;
    u->row.label_identifier_id = u->identifier->id;
    u->set |= TW_COL(TW_OBJECT_COL_label_identifier_id);
    for (uint8_t i = 0; i < o->search_count; i++)
        if (o->search_fields[i] == u->identifier)
            return TW_OK;
    if (u->identifier == o->c_id->field)
        return TW_OK;
    search.field_id = u->identifier->id;
    return tw__search_row_insert(u->op, &search);
}

tw_status tw__object_update(tw_op *op, tw_str id, const tw_json *in)
{
    const tw_object *o = tw__object_by_id(op->catalog, id);
    tw_report r;
    update u;

    if (tw__input_check(op, in, properties,
                        sizeof(properties) / sizeof(properties[0])) != TW_OK)
        return op->error.status;
    if (o == NULL)
        return tw__fail(op, TW_E_OBJECT_NOT_FOUND, "",
                        "there is no object with the id %.*s", TW_FMT(id));
    if (check_standard(op, o, in) != TW_OK)
        return op->error.status;
    begin(&u, op, o, in);
    if (take_presentation(&u) != TW_OK)
        return op->error.status;
    take_flags(&u);
    take_names(&u);
    take_identifier(&u);
    tw__object_rules(op, &u.item, o, &u.row, rules_of(&u));
    tw__report_init(&r, op);
    tw__report_add(&r, &u.item);
    if (tw__report_finish(&r) != TW_OK)
        return op->error.status;
    if (u.set == 0 && u.identifier == NULL)
        return TW_OK; /* nothing changes, so the model does not */
    if (store_names(&u) != TW_OK || store_identifier(&u) != TW_OK ||
        tw__object_row_update(op, &u.row, u.set) != TW_OK)
        return op->error.status;
    return tw__model_apply(op);
}
