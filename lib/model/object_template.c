/* object_template.c -- system fields, a name, and relations to the standard
** objects that can hang on any record, where the workspace has them. */
#include "model/object_template.h"

#include "base/uuid.h"
#include "model/naming.h"

typedef struct own_field {
    tw_type_id type;
    const char *name, *label, *icon, *default_value, *description;
    bool nullable, custom; /* custom: not one of the system's */
} own_field;

static const own_field own_fields[] = {
    {TW_TYPE_UUID, "id", "Id", "Icon123", "\"uuid\"",
     "What the record is known by", false, false},
    {TW_TYPE_DATE_TIME, "createdAt", "Creation date", "IconCalendar", "\"now\"",
     "When the record was made", false, false},
    {TW_TYPE_DATE_TIME, "updatedAt", "Last update", "IconCalendarClock",
     "\"now\"", "When the record was last changed", false, false},
    {TW_TYPE_DATE_TIME, "deletedAt", "Deleted at", "IconCalendarClock", NULL,
     "When the record was put aside", true, false},
    {TW_TYPE_ACTOR, "createdBy", "Created by", "IconCreativeCommonsSa",
     "{\"name\":\"''\",\"source\":\"'MANUAL'\"}", "Who made the record", false,
     false},
    {TW_TYPE_ACTOR, "updatedBy", "Updated by", "IconUserCircle",
     "{\"name\":\"''\",\"source\":\"'MANUAL'\"}", "Who last changed the record",
     false, false},
    {TW_TYPE_POSITION, "position", "Position", "IconHierarchy2", "0",
     "Where the record stands in lists", false, false},
    {TW_TYPE_TS_VECTOR, "searchVector", "Search vector", "IconSearch", NULL,
     "The text the record is found by", true, false},
    {TW_TYPE_TEXT, "name", "Name", "IconAbc", NULL, "What the record is called",
     true, true},
};

static const struct {
    const char *object, *name, *label, *icon, *other_icon, *description;
} relations[] = {
    {"timelineActivity", "timelineActivities", "Timeline Activities",
     "IconTimelineEvent", "IconTimelineEvent", "What happened to the record"},
    {"attachment", "attachments", "Attachments", "IconFileImport",
     "IconFileImport", "Files that belong to the record"},
    {"noteTarget", "noteTargets", "Notes", "IconNotes", "IconCheckbox",
     "Notes about the record"},
    {"taskTarget", "taskTargets", "Tasks", "IconCheckbox", "IconCheckbox",
     "Tasks about the record"},
};

static tw_status draft_own(tw_draft *d, const own_field *own)
{
    tw_op *op = d->op;
    tw_draft_field *f =
        tw__draft_field(d, NULL, tw__type(own->type), tw_str_of(own->name),
                        tw_str_of(own->label));
    const tw_json *value = NULL;

    if (f == NULL)
        return op->error.status;
    if (own->default_value != NULL &&
        tw__json_read(op, tw_str_of(own->default_value), &value) != TW_OK)
        return op->error.status;
    f->template = true;
    f->default_value = value;
    f->row.icon = tw_str_of(own->icon);
    f->row.description = tw_str_of(own->description);
    f->row.is_nullable = own->nullable;
    f->row.is_system = !own->custom;
    f->row.is_ui_editable = own->custom;
    if (own->type == TW_TYPE_UUID || own->custom)
        d->object->row.label_identifier_id = f->row.id;
    if (own->custom)
        d->search = f;
    return own->type == TW_TYPE_TS_VECTOR ? tw__draft_index(d, f, false)
                                          : TW_OK;
}

/* The group of the standard object's `target` fields; a new one when there is
** none yet. */
static tw_str morph_id_of(tw_op *op, const tw_object *o)
{
    for (uint16_t i = 0; i < o->field_count; i++)
        if (o->fields[i]->morph_id.ptr != NULL &&
            tw__str_starts(o->fields[i]->name, TW_STR("target")))
            return o->fields[i]->morph_id;
    return tw__uuid_make(op);
}

static const tw_object *standard_object(const tw_catalog *c, const char *name)
{
    for (uint32_t i = 0; i < c->object_count; i++)
        if (!c->objects[i]->is_custom &&
            tw__str_is(c->objects[i]->singular, name))
            return c->objects[i];
    return NULL;
}

static tw_status draft_relation(tw_draft *d, size_t at)
{
    tw_op *op = d->op;
    const tw_object *o = standard_object(op->catalog, relations[at].object);
    tw_str capital = tw__name_capital(op, d->object->row.singular);
    tw_draft_field *f, *other;
    tw_str name;

    if (o == NULL)
        return op->error.status;
    name = tw__op_printf(op, "target%.*s", TW_FMT(capital));
    f = tw__draft_field(d, NULL, tw__type(TW_TYPE_RELATION),
                        tw_str_of(relations[at].name),
                        tw_str_of(relations[at].label));
    other = f == NULL ? NULL
                      : tw__draft_field(d, o, tw__type(TW_TYPE_MORPH_RELATION),
                                        name, capital);
    if (other == NULL || name.ptr == NULL)
        return op->error.status;
    f->template = true;
    f->relation = TW_RELATION_ONE_TO_MANY;
    f->row.icon = tw_str_of(relations[at].icon);
    f->row.description = tw_str_of(relations[at].description);
    other->template = true;
    other->row.icon = tw_str_of(relations[at].other_icon);
    other->row.description = tw_str_of(relations[at].description);
    other->row.morph_id = morph_id_of(op, o);
    if (other->row.morph_id.ptr == NULL)
        return op->error.status;
    return tw__draft_relate(d, f, other);
}

tw_status tw__object_template(tw_draft *d, bool name_field)
{
    size_t count = sizeof(own_fields) / sizeof(own_fields[0]);

    for (size_t i = 0; i < count; i++)
        if ((name_field || !own_fields[i].custom) &&
            draft_own(d, &own_fields[i]) != TW_OK)
            return d->op->error.status;
    for (size_t i = 0; i < sizeof(relations) / sizeof(relations[0]); i++)
        if (draft_relation(d, i) != TW_OK)
            return d->op->error.status;
    return TW_OK;
}
