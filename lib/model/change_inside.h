/* change_inside.h -- what the files of model/change share. */
#ifndef MODEL_CHANGE_INSIDE_H
#define MODEL_CHANGE_INSIDE_H

#include "model/change.h"
#include "model/draft.h"

/* The rows are written: load the new catalog, make the tables follow it, and
** put it into op->catalog. */
tw_status tw__model_apply(tw_op *op);

/* Draft the fields a RELATION or MORPH_RELATION consists of.  `*first` is the
** one that was asked for. */
tw_status tw__relation_draft(tw_draft *d,
                             const tw_object *object,
                             const tw_json *in,
                             tw_draft_field **first);
tw_status tw__morph_draft(tw_draft *d,
                          const tw_object *object,
                          const tw_json *in,
                          tw_draft_field **first);
/* Draft more targets for the group of `member`. */
tw_status tw__morph_extend(tw_draft *d,
                           const tw_field *member,
                           const tw_json *targets);

/* One payload, understood. */
typedef struct tw_relation_plan {
    tw_relation_kind kind;
    const tw_object *target;
    tw_str label, icon;
} tw_relation_plan;
/* A payload that cannot be understood is reported at once. */
tw_status tw__relation_payload(tw_op *op,
                               const tw_json *payload,
                               tw_relation_plan *out);
/* Draft the other side of `source`, and tie them. */
tw_status tw__relation_other(tw_draft *d,
                             tw_draft_field *source,
                             const tw_relation_plan *plan);
/* A drafted field with the presentation that was sent. */
tw_draft_field *tw__relation_source(tw_draft *d,
                                    const tw_object *object,
                                    const tw_type *type,
                                    const tw_json *in,
                                    tw_str name);

/* The fields that live and die with `f`: the opposite side; of a polymorphic
** relation of the workspace's own the whole group and its opposites.  Called
** for each of them, `f` first. */
typedef tw_status tw_field_visit(tw_op *op, const tw_field *f, void *ctx);
tw_status tw__field_kin(tw_op *op,
                        const tw_field *f,
                        tw_field_visit *visit,
                        void *ctx);
/* Is `f` a member of a polymorphic relation that is all the workspace's own,
** so that its members change together? */
bool tw__field_in_own_group(const tw_field *f);

/* Fields that go. */
typedef struct tw_gone {
    const tw_field *field;
    struct tw_gone *next;
} tw_gone;
tw_status tw__gone_add(tw_op *op, const tw_field *f, void *list); /* a visit */
/* Delete their rows and memberships; indexes left empty go too. */
tw_status tw__fields_remove(tw_op *op, const tw_gone *gone);

/* What will be different when an index gets its name. */
typedef struct tw_index_shift {
    tw_str table;          /* absent: as it is */
    const tw_field *field; /* renamed: its columns stand on `base` */
    tw_str base;
    const tw_gone *gone;
} tw_index_shift;

enum {
    TW_INDEX_MEMBERS_MAX = 32
};
/* The name that goes with the index's columns; absent: no memory. */
tw_str tw__index_name_of(tw_op *op,
                         const tw_index *x,
                         const tw_index_shift *shift);
/* Rename the indexes of `o` that the shift concerns. */
tw_status tw__indexes_rename(tw_op *op,
                             const tw_object *o,
                             const tw_index_shift *shift);
/* Insert the rows of an index.  `row->name` is made here. */
tw_status tw__index_add(tw_op *op,
                        const tw_index *x,
                        const tw_index_shift *shift,
                        tw_index_row *row);

/* A field's new name: its row's, its columns', its settings' and its
** indexes'.  `set` collects the columns of `row` to be written. */
tw_status tw__field_rename(tw_op *op,
                           const tw_field *f,
                           tw_str name,
                           tw_field_row *row,
                           uint32_t *set);

/* Put a property of a standard entity where it belongs: into `overrides`, or
** out of it when it is the base value again. */
tw_status tw__override(tw_op *op,
                       tw_str *overrides,
                       const char *key,
                       tw_str base,
                       const tw_json *value);

#endif
