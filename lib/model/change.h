/* change.h -- changes of the data model: check all, change rows and tables, in
** the caller's write transaction.
**
** On TW_OK op->catalog is the model as it is now and `id` names the entity.
** When anything changed op->model_changed is set, and op->catalog is a new
** snapshot: its one reference belongs to op from then on.  The caller publishes
** it after the commit or drops it after a rollback, and releases the one it put
** in at the start.  Several changes in one operation release the snapshots in
** between themselves; so pointers into op->catalog end with the next change.
**
** On failure op->catalog and op->model_changed are as before, and what was
** written is for the caller to roll back.
**   TW_E_METADATA_VALIDATION  op->report holds {"errors":{...},"summary":{...},
**                             "message":...,"userFriendlyMessage":...};
**   TW_E_PROPERTY_CHECK       op->report holds {"messages":[...]}, or nothing
**                             when the input is no object at all. */
#ifndef MODEL_CHANGE_H
#define MODEL_CHANGE_H

#include "base/json.h"
#include "model/catalog.h"

tw_status tw__object_create(tw_op *op, const tw_json *in, tw_str *id);
tw_status tw__object_update(tw_op *op, tw_str id, const tw_json *in);
tw_status tw__object_delete(tw_op *op, tw_str id);
tw_status tw__field_create(tw_op *op, const tw_json *in, tw_str *id);
tw_status tw__field_update(tw_op *op, tw_str id, const tw_json *in);
tw_status tw__field_delete(tw_op *op, tw_str id);
tw_status tw__index_create(tw_op *op, const tw_json *in, tw_str *id);
tw_status tw__index_delete(tw_op *op, tw_str id);

/* Rendering of entities as the REST metadata API shows them (10.4).
** `nulls`: keep defaultValue, options and imageIdentifierFieldMetadataId when
** null (answers to writes). `with_fields`: an object's fields inlined. */
void tw__object_render(tw_buf *b,
                       const tw_object *o,
                       bool with_fields,
                       bool nulls);
void tw__field_render(tw_buf *b, const tw_field *f, bool nulls);
void tw__index_render(tw_buf *b, const tw_index *x);
/* The part of a polymorphic member's name that is not its target's: "owner" of
** "ownerCompany"; the whole name where it does not end so. */
tw_str tw__morph_base(tw_op *op, const tw_field *member);

#endif
