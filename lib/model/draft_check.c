/* draft_check.c -- the rules for new fields and indexes, and what a refusal
** takes with it. */
#include "model/draft.h"

#include "base/utf8.h"
#include "base/uuid.h"
#include "model/naming.h"
#include "model/options.h"
#include "model/tree.h"

/* SQLite has 2000 columns at most; some are left for what is added later. */
enum {
    COLUMNS_MAX = 1900
};

static const char bad_field[] = "INVALID_FIELD_INPUT";
static const char not_available[] = "NOT_AVAILABLE";

void tw__name_check(tw_op *op, tw_report_item *item, tw_str name)
{
    tw_json v = tw__tree_of(name);

    if (name.len == 0)
        tw__complain(op, item, bad_field, &v, "a name must not be empty");
    if (tw__utf8_count(name) > TW_LIMIT_NAME_BYTES)
        tw__complain(op, item, bad_field, &v, "a name has at most %d letters",
                     TW_LIMIT_NAME_BYTES);
    if (!tw__name_syntax(name))
        tw__complain(op, item, bad_field, &v,
                     "the name \"%.*s\" is not made of letters and digits, "
                     "the first a small letter",
                     TW_FMT(name));
    if (tw__name_reserved(name))
        tw__complain(op, item, bad_field, &v, "the name \"%.*s\" is reserved",
                     TW_FMT(name));
}

/* "emailsPrimaryEmail" beside "emails"? */
static bool is_part_of(tw_str name, tw_str field, const tw_type *type)
{
    if (!type->composite || !tw__str_starts(name, field))
        return false;
    name = tw__str_sub(name, field.len, name.len);
    for (uint8_t i = 0; i < type->part_count; i++) {
        tw_str part = tw_str_of(type->parts[i].name);

        if (name.len == part.len && name.ptr[0] == part.ptr[0] - 'a' + 'A' &&
            memcmp(name.ptr + 1, part.ptr + 1, part.len - 1) == 0)
            return true;
    }
    return false;
}

static bool is_join_of(tw_str name, tw_str field, tw_relation_kind relation)
{
    return relation == TW_RELATION_MANY_TO_ONE && name.len == field.len + 2 &&
           tw__str_starts(name, field) && tw__str_ends(name, TW_STR("Id"));
}

/* A field beside the one whose name is looked at. */
typedef struct sibling {
    const tw_type *type;
    tw_relation_kind relation;
    tw_str name;
} sibling;

/* `join`: the new field has a join column as well. */
static void taken_by(tw_op *op,
                     tw_report_item *item,
                     const sibling *by,
                     tw_str name,
                     bool join)
{
    tw_json v = tw__tree_of(name);

    if (is_part_of(name, by->name, by->type))
        tw__complain(op, item, "RESERVED_KEYWORD", &v,
                     "the name \"%.*s\" is that of a part of the field "
                     "\"%.*s\"",
                     TW_FMT(name), TW_FMT(by->name));
    if (tw__str_eq(name, by->name))
        tw__complain(op, item, not_available, &v,
                     "the object has a field \"%.*s\"", TW_FMT(name));
    else if (is_join_of(name, by->name, by->relation))
        tw__complain(op, item, not_available, &v,
                     "\"%.*s\" is the key of the relation \"%.*s\"",
                     TW_FMT(name), TW_FMT(by->name));
    if (!join)
        return;
    if (is_join_of(by->name, name, TW_RELATION_MANY_TO_ONE) ||
        (by->relation == TW_RELATION_MANY_TO_ONE && tw__str_eq(name, by->name)))
        tw__complain(op, item, not_available, &v,
                     "the relation's key \"%.*sId\" is taken", TW_FMT(name));
}

void tw__name_taken(tw_op *op,
                    tw_report_item *item,
                    const tw_object *o,
                    const tw_field *self,
                    tw_str name,
                    bool join)
{
    for (uint16_t i = 0; o != NULL && i < o->field_count; i++) {
        const tw_field *f = o->fields[i];

        if (f != self)
            taken_by(op, item, &(sibling){f->type, f->relation, f->name}, name,
                     join);
    }
}

static void check_name(tw_draft *d, tw_draft_field *f)
{
    bool join = f->relation == TW_RELATION_MANY_TO_ONE;
    tw_op *op = d->op;

    if (!f->template)
        tw__name_check(op, &f->item, f->row.name);
    tw__name_taken(op, &f->item, f->object, NULL, f->row.name, join);
    for (tw_draft_field *e = d->first; e != f; e = e->next)
        if (e->item.first == NULL &&
            tw__str_eq(e->row.object_id, f->row.object_id))
            taken_by(op, &f->item,
                     &(sibling){e->type, e->relation, e->row.name}, f->row.name,
                     join);
    if (f->row.is_label_synced) {
        tw_str from = tw__name_from_label(op, f->row.label);
        tw_json v = tw__tree_of(f->row.name);
        tw_str name = f->label_name.ptr != NULL ? f->label_name : f->row.name;

        if (!tw__str_eq(from, name))
            tw__complain(op, &f->item, "NAME_NOT_SYNCED_WITH_LABEL", &v,
                         "the name \"%.*s\" is not the one that goes with "
                         "the label: \"%.*s\"",
                         TW_FMT(name), TW_FMT(from));
    }
}

static void check_files(tw_op *op, tw_draft_field *f)
{
    const tw_json *settings = NULL, *max;

    if (tw__tree_read(op, f->row.settings, &settings) != TW_OK)
        return;
    max = settings == NULL ? NULL
                           : tw__json_member(settings, "maxNumberOfValues");
    if (max == NULL || max->type != TW_JSON_NUMBER || !(max->number >= 1) ||
        !(max->number <= 60) || max->number > (double)(int)max->number)
        tw__complain(op, &f->item, bad_field, max,
                     "settings.maxNumberOfValues is a whole number from 1 to "
                     "60");
    if (f->unique) {
        tw_json v = tw__tree_flag(true);

        tw__complain(op, &f->item, bad_field, &v,
                     "a FILES field cannot be unique");
    }
}

static void check_position(tw_op *op, tw_draft_field *f)
{
    tw_json name = tw__tree_of(f->row.name);
    tw_json system = tw__tree_flag(f->row.is_system);

    if (!tw__str_is(f->row.name, "position"))
        tw__complain(op, &f->item, bad_field, &name,
                     "a POSITION field is called \"position\"");
    if (!f->row.is_system)
        tw__complain(op, &f->item, bad_field, &system,
                     "a POSITION field is the system's own");
}

static tw_status check_options(tw_draft *d, tw_draft_field *f)
{
    if (f->type->id == TW_TYPE_RATING)
        return tw__options_rating(d->op, &f->options);
    if (f->type->id == TW_TYPE_SELECT || f->type->id == TW_TYPE_MULTI_SELECT)
        return tw__options_accept(d->op, &f->item, f->options, &f->options);
    f->options = NULL;
    return TW_OK;
}

static tw_status check_type(tw_draft *d, tw_draft_field *f)
{
    tw_op *op = d->op;

    if (f->type->id == TW_TYPE_NUMERIC) {
        tw_json v = tw__tree_of(f->row.type);

        tw__complain(op, &f->item, bad_field, &v,
                     "a NUMERIC field cannot be made");
        return op->error.status;
    }
    if (f->type->id == TW_TYPE_POSITION)
        check_position(op, f);
    if (f->type->id == TW_TYPE_FILES)
        check_files(op, f);
    if (f->relation != TW_RELATION_NONE)
        return op->error.status;
    if (check_options(d, f) != TW_OK)
        return op->error.status;
    return tw__default_accept(op, &f->item, f->type, f->options,
                              &f->default_value);
}

static void check_relation(tw_draft *d, tw_draft_field *f)
{
    tw_op *op = d->op;

    if (f->opposite == NULL)
        return;
    if (f->type->id == TW_TYPE_MORPH_RELATION &&
        tw__str_eq(f->row.object_id, f->opposite->row.object_id)) {
        tw_json v = tw__tree_of(f->row.object_id);

        tw__complain(op, &f->item, bad_field, &v,
                     "a polymorphic relation cannot lead to its own object");
    }
    if (f->opposite->item.first != NULL)
        tw__complain(op, &f->item, "FIELD_METADATA_NOT_FOUND", NULL,
                     "the relation's other side, \"%.*s\", is refused",
                     TW_FMT(f->opposite->row.name));
}

static void check_room(tw_draft *d, tw_draft_field *f)
{
    const tw_object *o = f->object;

    if (o == NULL)
        return;
    if (o->column_count + f->type->part_count > COLUMNS_MAX ||
        (d->object == NULL && o->field_count >= TW_LIMIT_FIELDS_PER_OBJECT))
        tw__complain(d->op, &f->item, bad_field, NULL,
                     "an object has at most %d fields",
                     TW_LIMIT_FIELDS_PER_OBJECT);
}

static tw_status check_field(tw_draft *d, tw_draft_field *f)
{
    tw_op *op = d->op;
    tw_str uid = f->object != NULL ? f->object->universal_id
                                   : d->object->row.universal_id;

    f->item.info =
        tw__report_field_info(op, f->row.universal_id, f->row.name, uid);
    if (f->object == NULL && d->object->item.first != NULL)
        tw__complain(op, &f->item, "OBJECT_METADATA_NOT_FOUND", NULL,
                     "the field's object is refused");
    if (f->object != NULL || !f->template) {
        check_room(d, f);
        check_name(d, f);
    }
    if (!f->template && check_type(d, f) != TW_OK)
        return op->error.status;
    check_relation(d, f);
    tw__report_add(&d->report, &f->item);
    return op->error.status;
}

void tw__unique_check(tw_op *op,
                      tw_report_item *item,
                      const tw_type *type,
                      tw_relation_kind relation,
                      const tw_json *default_value)
{
    bool filled = !tw__tree_nil(default_value);

    for (uint8_t i = 0; filled && type->composite && i < type->part_count; i++)
        if (type->parts[i].unique)
            filled = !tw__tree_nil(
                tw__json_member(default_value, type->parts[i].name));
    if (filled)
        tw__complain(op, item, "INDEX_FIELD_INVALID_DEFAULT_VALUE",
                     default_value, "a unique field has no default value");
    if (relation != TW_RELATION_NONE ? relation != TW_RELATION_MANY_TO_ONE ||
                                           type->id == TW_TYPE_MORPH_RELATION
                                     : !type->unique_allowed)
        tw__complain(op, item, "INDEX_FIELD_INVALID_TYPE_FOR_UNIQUE", NULL,
                     "a field of type %s cannot be unique", type->api_name);
}

/* Is there an index over this very field, told by name? */
static bool index_exists(const tw_draft_index *x)
{
    const tw_object *o = x->field->object;

    for (uint16_t i = 0; o != NULL && i < o->index_count; i++) {
        const tw_index *e = o->indexes[i];

        if (e->member_count == 1 && e->is_unique == x->row.is_unique &&
            e->members[0].sub_field.ptr == NULL &&
            tw__str_eq(e->members[0].field->name, x->field->row.name))
            return true;
    }
    return false;
}

static tw_status check_index(tw_draft *d, tw_draft_index *x)
{
    tw_draft_field *f = x->field;
    tw_op *op = d->op;

    x->row.universal_id = tw__uuid_make(op);
    if (x->row.universal_id.ptr == NULL)
        return op->error.status;
    x->item.info =
        tw__report_field_info(op, x->row.universal_id, f->row.name,
                              f->object != NULL ? f->object->universal_id
                                                : d->object->row.universal_id);
    if (f->object == NULL && d->object->item.first != NULL)
        tw__complain(op, &x->item, "INDEX_OBJECT_NOT_FOUND", NULL,
                     "the index's object is refused");
    if (index_exists(x))
        tw__complain(op, &x->item, "INDEX_ALREADY_EXISTS", NULL,
                     "there is such an index");
    if (f->item.first != NULL)
        tw__complain(op, &x->item, "INDEX_FIELD_NOT_FOUND", NULL,
                     "the index's field is refused");
    else if (x->row.is_unique)
        tw__unique_check(op, &x->item, f->type, f->relation, f->default_value);
    tw__report_add(&d->report, &x->item);
    return op->error.status;
}

/* A refused field would have been shown in its object's two views. */
static tw_status refuse_view_fields(tw_draft *d, const tw_draft_field *f)
{
    tw_op *op = d->op;

    for (int i = 0; i < 2; i++) {
        tw_report_item *item = tw__op_get(op, sizeof(*item));
        tw_json *info = tw__tree_object(op, NULL, 3);
        tw_str uid = tw__uuid_make(op), view = tw__uuid_make(op);

        if (item == NULL || info == NULL || view.ptr == NULL)
            return op->error.status;
        tw__tree_set(info, "universalIdentifier", tw__tree_of(uid));
        tw__tree_set(info, "viewUniversalIdentifier", tw__tree_of(view));
        tw__tree_set(info, "fieldMetadataUniversalIdentifier",
                     tw__tree_of(f->row.universal_id));
        *item = (tw_report_item){
            .kind = TW_REPORT_VIEW_FIELD, .type = "create", .info = info};
        tw__complain(op, item, "INVALID_VIEW_DATA", NULL,
                     "the view field's field is refused");
        tw__report_add(&d->report, item);
    }
    return op->error.status;
}

/* What would have come with a refused object beside fields and indexes. */
static tw_status refuse_views(tw_draft *d)
{
    static const struct {
        tw_report_kind kind;
        const char *code;
    } lost[] = {{TW_REPORT_VIEW, "INVALID_VIEW_DATA"},
                {TW_REPORT_VIEW, "INVALID_VIEW_DATA"},
                {TW_REPORT_SEARCH_FIELD, "INVALID_SEARCH_FIELD_INPUT"}};
    size_t count = d->search != NULL ? 3 : 2;
    tw_op *op = d->op;

    for (size_t i = 0; i < count; i++) {
        tw_report_item *item = tw__op_get(op, sizeof(*item));
        tw_json *info = tw__tree_object(op, NULL, 1);
        tw_str uid = tw__uuid_make(op);

        if (item == NULL || info == NULL || uid.ptr == NULL)
            return op->error.status;
        tw__tree_set(info, "universalIdentifier", tw__tree_of(uid));
        *item = (tw_report_item){
            .kind = lost[i].kind, .type = "create", .info = info};
        tw__complain(op, item, lost[i].code, NULL, "the object is refused");
        tw__report_add(&d->report, item);
    }
    return op->error.status;
}

tw_status tw__draft_check(tw_draft *d)
{
    tw_op *op = d->op;

    if (d->object != NULL)
        tw__report_add(&d->report, &d->object->item);
    for (tw_draft_field *f = d->first; f != NULL; f = f->next)
        if (check_field(d, f) != TW_OK)
            return op->error.status;
    for (tw_draft_index *x = d->first_index; x != NULL; x = x->next)
        if (check_index(d, x) != TW_OK)
            return op->error.status;
    for (tw_draft_field *f = d->first; f != NULL; f = f->next)
        if (f->item.first != NULL && refuse_view_fields(d, f) != TW_OK)
            return op->error.status;
    if (d->object != NULL && d->object->item.first != NULL &&
        refuse_views(d) != TW_OK)
        return op->error.status;
    return tw__report_finish(&d->report);
}
