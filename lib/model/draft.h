/* draft.h -- objects, fields and indexes to be made: drafted together, checked
** together against the catalog and one another, then stored together.  An
** entity that is refused takes with it what hangs on it, and the report says
** so (metadata specification 3.2). */
#ifndef MODEL_DRAFT_H
#define MODEL_DRAFT_H

#include "model/catalog.h"
#include "model/report.h"
#include "model/rows.h"

typedef struct tw_draft_object {
    tw_object_row row;
    tw_report_item item;
} tw_draft_object;

typedef struct tw_draft_field {
    tw_field_row row;
    const tw_object *object; /* NULL: the object being made */
    const tw_type *type;
    const tw_json *options, *default_value; /* as sent, then as stored */
    tw_relation_kind relation;
    struct tw_draft_field *opposite; /* of a relation */
    tw_str label_name; /* the name that goes with the label; absent: row.name */
    bool template;     /* made by us: only its name may be taken */
    bool unique;
    tw_report_item item;
    struct tw_draft_field *next;
} tw_draft_field;

typedef struct tw_draft_index {
    tw_index_row row;
    tw_draft_field *field; /* its only member, as a whole */
    tw_report_item item;
    struct tw_draft_index *next;
} tw_draft_index;

typedef struct tw_draft {
    tw_op *op;
    tw_report report;
    tw_draft_object *object; /* or NULL */
    tw_draft_field *first, *last;
    tw_draft_index *first_index, *last_index;
    tw_draft_field *search; /* its text is searched; or NULL */
} tw_draft;

void tw__draft_init(tw_draft *d, tw_op *op);

/* A new field at the end: ids given, active, nullable, editable.  `object`
** NULL: of the object being made.  NULL: op->error is set. */
tw_draft_field *tw__draft_field(tw_draft *d,
                                const tw_object *object,
                                const tw_type *type,
                                tw_str name,
                                tw_str label);
/* An index over the whole field: the engine's own. */
tw_status tw__draft_index(tw_draft *d, tw_draft_field *f, bool unique);

/* Tie two drafts into a relation: targets, settings, defaults.  `source` has
** its `relation` set; `other` becomes its inverse.  The many-to-one side gets
** its index (unique when it asks to be). */
tw_status tw__draft_relate(tw_draft *d,
                           tw_draft_field *source,
                           tw_draft_field *other);

/* Check everything; TW_E_METADATA_VALIDATION with the whole report. */
tw_status tw__draft_check(tw_draft *d);
/* Insert the rows. */
tw_status tw__draft_store(tw_draft *d);

/* Rules for a field's name, on its own. */
void tw__name_check(tw_op *op, tw_report_item *item, tw_str name);
/* ... and beside the other fields of its object, `self` (or NULL) aside. */
void tw__name_taken(tw_op *op,
                    tw_report_item *item,
                    const tw_object *o,
                    const tw_field *self,
                    tw_str name,
                    bool join);

/* Check a default value and bring it into the form it is stored in; NULL: no
** default.  `options` are those of an option type. */
tw_status tw__default_accept(tw_op *op,
                             tw_report_item *item,
                             const tw_type *type,
                             const tw_json *options,
                             const tw_json **value);

/* Can a field be unique?  Complaints go to the index. */
void tw__unique_check(tw_op *op,
                      tw_report_item *item,
                      const tw_type *type,
                      tw_relation_kind relation,
                      const tw_json *default_value);

/* {"onDelete","relationType","joinColumnName"} of one side. */
tw_status tw__relation_settings(tw_op *op,
                                tw_relation_kind kind,
                                tw_on_delete rule,
                                tw_str name,
                                tw_str *out);

#endif
