/* change.h -- changes of the data model: check all, change rows and tables, in
** the caller's write transaction.  On TW_OK op->model_changed is set and `id`
** names the entity; the service loads the new snapshot before it renders. On
** TW_E_METADATA_VALIDATION op->report holds
** {"errors":{...},"summary":{...},"message":...,"userFriendlyMessage":...}. */
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
void tw__object_render(tw_buf *b, const tw_object *o, bool with_fields,
                       bool nulls);
void tw__field_render(tw_buf *b, const tw_field *f, bool nulls);
void tw__index_render(tw_buf *b, const tw_index *x);

#endif
