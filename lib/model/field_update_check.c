/* field_update_check.c -- which properties an update changes, and may change
** (metadata specification 6.5). */
#include "model/field_update.h"

#include "model/input.h"
#include "model/naming.h"
#include "model/options.h"
#include "model/tree.h"

static const char bad_field[] = "INVALID_FIELD_INPUT";
static const char not_allowed[] = "FIELD_MUTATION_NOT_ALLOWED";

static void forbid(tw_field_update *u, const char *what, const char *property)
{
    tw__complain(u->op, &u->item, not_allowed, NULL,
                 "%s of %s cannot be changed", property, what);
}

/* label, description, icon: of a standard field they become overrides. */
static tw_status check_presentation(tw_field_update *u)
{
    static const struct {
        const char *name;
        size_t offset;
        uint32_t set;
    } texts[] = {
        {"label", offsetof(tw_field_row, label), TW_COL(TW_FIELD_COL_label)},
        {"description", offsetof(tw_field_row, description),
         TW_COL(TW_FIELD_COL_description)},
        {"icon", offsetof(tw_field_row, icon), TW_COL(TW_FIELD_COL_icon)},
    };
    const tw_str base[] = {u->f->label, u->f->description, u->f->icon};
    tw_op *op = u->op;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const tw_json *v = tw__json_member(u->in, texts[i].name);
        tw_str text = tw__input_text(op, u->in, texts[i].name);
        tw_json now = tw__tree_of(text), was = tw__tree_of(base[i]);
        tw_str overrides = u->row.overrides;

        if (v == NULL || (i == 0 && text.ptr == NULL))
            continue;
        if (!u->f->is_custom) {
            if (tw__override(op, &u->row.overrides, texts[i].name, base[i],
                             &now) != TW_OK)
                return op->error.status;
            if (tw__str_eq(overrides, u->row.overrides))
                continue;
            u->set |= TW_COL(TW_FIELD_COL_overrides);
        } else if (!tw__tree_equal(&now, &was)) {
            memcpy((char *)&u->row + texts[i].offset, &text, sizeof(text));
            u->set |= texts[i].set;
        } else {
            continue;
        }
        if (u->f->is_system)
            forbid(u, "a system field", texts[i].name);
    }
    return op->error.status;
}

static void check_active(tw_field_update *u)
{
    const tw_json *v = tw__input_given(u->in, "isActive");

    if (v == NULL || (v->type == TW_JSON_TRUE) == u->f->is_active)
        return;
    u->active = v->type == TW_JSON_TRUE;
    if (u->active == 0 && u->f->object->label_identifier == u->f)
        tw__complain(u->op, &u->item,
                     "LABEL_IDENTIFIER_FIELD_METADATA_ID_NOT_FOUND", NULL,
                     "\"%.*s\" is the label identifier of its object",
                     TW_FMT(u->f->name));
}

/* The member's own new name, where a base is given for the whole group. */
static tw_status settle_name(tw_field_update *u, tw_str name)
{
    const tw_field *f = u->f;
    tw_op *op = u->op;
    tw_str base;

    u->name = name;
    if (!tw__field_in_own_group(f))
        return TW_OK;
    base = tw__morph_base(op, f);
    if (tw__str_eq(name, base))
        u->name = TW_NO_STR;
    else if (base.len < f->name.len &&
             !tw__str_ends(name, tw__str_sub(f->name, base.len, f->name.len)))
        u->name = tw__op_printf(op, "%.*s%.*s", TW_FMT(name),
                                (int)(f->name.len - base.len),
                                f->name.ptr + base.len);
    return op->error.status;
}

static tw_status check_name(tw_field_update *u)
{
    tw_str name = tw__input_text(u->op, u->in, "name");
    tw_op *op = u->op;

    if (name.ptr == NULL || tw__str_eq(name, u->f->name))
        return op->error.status;
    if (settle_name(u, name) != TW_OK || u->name.ptr == NULL)
        return op->error.status;
    if (u->f->is_system)
        forbid(u, "a system field", "name");
    tw__name_check(op, &u->item, u->name);
    tw__name_taken(op, &u->item, u->f->object, u->f, u->name,
                   u->f->relation == TW_RELATION_MANY_TO_ONE);
    return op->error.status;
}

static tw_status check_label_sync(tw_field_update *u)
{
    const tw_field *f = u->f;
    tw_op *op = u->op;
    bool synced =
        tw__input_flag(u->in, "isLabelSyncedWithName", f->is_label_synced);
    tw_str label =
        (u->set & TW_COL(TW_FIELD_COL_label)) != 0 ? u->row.label : f->label;
    tw_str name = u->name.ptr != NULL ? u->name : f->name;
    tw_str wanted;

    if (synced != f->is_label_synced) {
        u->row.is_label_synced = synced;
        u->set |= TW_COL(TW_FIELD_COL_is_label_synced);
        if (f->is_system)
            forbid(u, "a system field", "isLabelSyncedWithName");
        else if (f->relation != TW_RELATION_NONE)
            forbid(u, "a relation", "isLabelSyncedWithName");
    }
    if (!synced || !f->is_custom || f->type->id == TW_TYPE_MORPH_RELATION ||
        (u->name.ptr == NULL &&
         (u->set & (TW_COL(TW_FIELD_COL_label) |
                    TW_COL(TW_FIELD_COL_is_label_synced))) == 0))
        return TW_OK;
    wanted = tw__name_from_label(op, label);
    if (!tw__str_eq(wanted, name))
        tw__complain(op, &u->item, not_allowed, NULL,
                     "the name \"%.*s\" is not the one that goes with the "
                     "label: \"%.*s\"",
                     TW_FMT(name), TW_FMT(wanted));
    return op->error.status;
}

static bool rule_of(tw_str text, tw_on_delete *out)
{
    static const char *const rules[] = {
        [TW_ON_DELETE_SET_NULL] = "SET_NULL",
        [TW_ON_DELETE_CASCADE] = "CASCADE",
        [TW_ON_DELETE_RESTRICT] = "RESTRICT",
        [TW_ON_DELETE_NO_ACTION] = "NO_ACTION",
    };

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
        if (tw__str_is(text, rules[i])) {
            *out = (tw_on_delete)i;
            return true;
        }
    return false;
}

/* The key's name follows the field's; another one that is taken is refused,
** any other is passed over. */
static void check_join_name(tw_field_update *u, const tw_json *settings)
{
    tw_str join = tw__input_raw(settings, "joinColumnName");

    if (join.ptr == NULL || tw__str_eq(join, u->f->join_name))
        return;
    tw__name_taken(u->op, &u->item, u->f->object, u->f, join, false);
}

static tw_status check_relation_settings(tw_field_update *u,
                                         const tw_json *settings)
{
    const tw_json *rule = tw__input_given(settings, "onDelete");
    tw_on_delete on_delete = u->f->on_delete;
    tw_op *op = u->op;
    tw_json *kept;

    if (u->f->relation == TW_RELATION_ONE_TO_MANY) {
        if (rule != NULL)
            tw__complain(op, &u->item, bad_field, rule,
                         "onDelete belongs to the many-to-one side");
        kept = tw__tree_object(op, settings, 1);
        if (kept == NULL)
            return op->error.status;
        tw__tree_set(kept, "relationType", tw__tree_of(TW_STR("ONE_TO_MANY")));
        return tw__tree_text(op, kept, &u->row.settings);
    }
    if (rule != NULL &&
        (!tw__tree_is_text(rule) || !rule_of(rule->text, &on_delete)))
        tw__complain(op, &u->item, bad_field, rule,
                     "onDelete is CASCADE, RESTRICT, SET_NULL or NO_ACTION");
    check_join_name(u, settings);
    return tw__relation_settings(op, u->f->relation, on_delete,
                                 u->name.ptr != NULL ? u->name : u->f->name,
                                 &u->row.settings);
}

static void check_files_settings(tw_field_update *u, const tw_json *settings)
{
    const tw_json *max = settings == NULL
                             ? NULL
                             : tw__json_member(settings, "maxNumberOfValues");

    if (max == NULL || max->type != TW_JSON_NUMBER || !(max->number >= 1) ||
        !(max->number <= 60) || max->number > (double)(int)max->number)
        tw__complain(u->op, &u->item, bad_field, max,
                     "settings.maxNumberOfValues is a whole number from 1 to "
                     "60");
}

static bool has_options(const tw_type *type)
{
    return type->id == TW_TYPE_SELECT || type->id == TW_TYPE_MULTI_SELECT ||
           type->id == TW_TYPE_RATING;
}

static tw_status check_settings(tw_field_update *u)
{
    const tw_json *v = tw__json_member(u->in, "settings");
    tw_op *op = u->op;

    if (v == NULL || has_options(u->f->type))
        return TW_OK;
    if (v->type != TW_JSON_OBJECT)
        v = NULL;
    if (v != NULL && (v = tw__tree_collapse(op, v)) == NULL)
        return op->error.status;
    u->set |= TW_COL(TW_FIELD_COL_settings);
    if (u->f->relation != TW_RELATION_NONE) {
        if (v != NULL)
            return check_relation_settings(u, v);
        u->set &= ~TW_COL(TW_FIELD_COL_settings);
        return TW_OK;
    }
    if (u->f->type->id == TW_TYPE_FILES)
        check_files_settings(u, v);
    return tw__tree_text(op, v, &u->row.settings);
}

/* The stored default with an option's value renamed along. */
static tw_status follow_options(tw_field_update *u, tw_json *value)
{
    tw_op *op = u->op;

    if (value->type == TW_JSON_LIST) {
        for (uint32_t i = 0; i < value->count; i++)
            if (follow_options(u, &value->items[i]) != TW_OK)
                return op->error.status;
    } else if (u->changes != NULL && tw__unquoted(value).ptr != NULL) {
        const tw_json *to = tw__json_get(u->changes, tw__unquoted(value));

        if (tw__tree_is_text(to)) {
            value->text = tw__op_printf(op, "'%.*s'", TW_FMT(to->text));
            u->set |= TW_COL(TW_FIELD_COL_default_value);
        }
    }
    return op->error.status;
}

static tw_status check_options(tw_field_update *u, const tw_json **options)
{
    const tw_json *sent = tw__json_member(u->in, "options");
    tw_type_id type = u->f->type->id;
    tw_op *op = u->op;

    if (tw__tree_read(op, u->f->options_json, options) != TW_OK)
        return op->error.status;
    if (sent == NULL ||
        (type != TW_TYPE_SELECT && type != TW_TYPE_MULTI_SELECT))
        return TW_OK;
    if (tw__options_accept(op, &u->item, sent, options) != TW_OK)
        return op->error.status;
    if (u->item.first != NULL)
        return TW_OK;
    u->set |= TW_COL(TW_FIELD_COL_options);
    if (tw__tree_text(op, *options, &u->row.options) != TW_OK)
        return op->error.status;
    return tw__options_changes(op, u->f, *options, &u->changes);
}

/* Options and default are checked together, whichever was sent. */
static tw_status check_values(tw_field_update *u)
{
    const tw_json *sent = tw__json_member(u->in, "defaultValue");
    const tw_json *options = NULL, *value = sent;
    tw_op *op = u->op;
    tw_json *stored;

    if (check_options(u, &options) != TW_OK)
        return op->error.status;
    if (sent == NULL) {
        if (tw__tree_read(op, u->f->default_value, &value) != TW_OK)
            return op->error.status;
        if (value == NULL || (u->set & TW_COL(TW_FIELD_COL_options)) == 0)
            return TW_OK;
        if ((stored = tw__tree_collapse(op, value)) == NULL ||
            follow_options(u, stored) != TW_OK)
            return op->error.status;
        value = stored;
    } else {
        u->set |= TW_COL(TW_FIELD_COL_default_value);
    }
    if (tw__default_accept(op, &u->item, u->f->type, options, &value) != TW_OK)
        return op->error.status;
    if (sent != NULL && value == NULL && !u->f->is_nullable &&
        u->f->type->id != TW_TYPE_FILES && u->f->type->id != TW_TYPE_TS_VECTOR)
        tw__complain(op, &u->item, bad_field, NULL,
                     "a field that is not nullable needs a default value");
    if (u->f->type->id == TW_TYPE_SELECT)
        u->fallback = tw__unquoted(value);
    return tw__tree_text(op, value, &u->row.default_value);
}

static tw_status check_unique(tw_field_update *u)
{
    const tw_json *v = tw__input_given(u->in, "isUnique");
    const tw_json *value = NULL;
    tw_str text = (u->set & TW_COL(TW_FIELD_COL_default_value)) != 0
                      ? u->row.default_value
                      : u->f->default_value;
    tw_op *op = u->op;

    if (v == NULL || (v->type == TW_JSON_TRUE) == u->f->is_unique)
        return TW_OK;
    u->unique = v->type == TW_JSON_TRUE;
    if (u->f->is_system)
        forbid(u, "a system field", "isUnique");
    else if (u->f->relation != TW_RELATION_NONE)
        forbid(u, "a relation", "isUnique");
    else if (u->unique == 1 && u->f->type->id == TW_TYPE_FILES)
        tw__complain(op, &u->item, bad_field, v,
                     "a FILES field cannot be unique");
    else if (u->unique == 1 && tw__tree_read(op, text, &value) == TW_OK)
        tw__unique_check(op, &u->index_item, u->f->type, u->f->relation, value);
    return op->error.status;
}

/* Values of system fields and of relations stay as they are. */
static tw_status check_fixed_values(tw_field_update *u)
{
    const tw_json *sent = tw__json_member(u->in, "defaultValue"), *was;
    const char *what = u->f->is_system ? "a system field" : "a relation";

    if (tw__tree_read(u->op, u->f->default_value, &was) != TW_OK)
        return u->op->error.status;
    if (sent != NULL && !tw__tree_equal(sent, was))
        forbid(u, what, "defaultValue");
    sent = tw__json_member(u->in, "options");
    if (tw__tree_read(u->op, u->f->options_json, &was) != TW_OK)
        return u->op->error.status;
    if (sent != NULL && !tw__tree_equal(sent, was))
        forbid(u, what, "options");
    return u->op->error.status;
}

static tw_status check_targets(tw_field_update *u)
{
    const tw_json *v = tw__input_given(u->in, "morphRelationsUpdatePayload");

    if (v == NULL)
        return TW_OK;
    if (u->f->type->id != TW_TYPE_MORPH_RELATION) {
        tw__complain(u->op, &u->item, bad_field, NULL,
                     "only a MORPH_RELATION has targets to add");
        return TW_OK;
    }
    return tw__morph_extend(&u->draft, u->f, v);
}

tw_status tw__field_update_check(tw_field_update *u)
{
    bool fixed = u->f->is_system || u->f->relation != TW_RELATION_NONE;

    check_active(u);
    if (check_presentation(u) != TW_OK || check_name(u) != TW_OK ||
        check_label_sync(u) != TW_OK || check_settings(u) != TW_OK ||
        (fixed ? check_fixed_values(u) : check_values(u)) != TW_OK ||
        check_unique(u) != TW_OK || check_targets(u) != TW_OK)
        return u->op->error.status;
    return u->op->error.status;
}
