/* ddl.h -- tables, indexes and triggers of objects: the only maker of DDL.
** All inside the caller's write transaction.  How a change of the model uses
** them is told in rows.h.
**
** The order that works: fields of other objects that point to an object are
** dropped before it; an object is renamed before its fields, and `from` and
** `to` are the same thing in the old and in the new catalog.  A rename makes
** the indexes and triggers of `to` (under their new names) by itself, but for
** indexes on two renamed fields; tw__ddl_index_create() does nothing for an
** index that is there, so it may be called for all that changed.  Dropping
** a field drops the indexes that it is a member of; those that stay in the
** model with fewer members are made anew by tw__ddl_index_create(). */
#ifndef MODEL_DDL_H
#define MODEL_DDL_H

#include "model/catalog.h"

/* CREATE TABLE with all columns, its indexes and its triggers (counts, search).
** Foreign keys may point to tables that come later. */
tw_status tw__ddl_object_create(tw_op *op, const tw_object *o);
tw_status tw__ddl_object_drop(tw_op *op, const tw_object *o);
tw_status tw__ddl_object_rename(tw_op *op,
                                const tw_object *from,
                                const tw_object *to);
/* ADD COLUMN for each column of the field, with existing records given
** `default_value`. */
tw_status tw__ddl_field_add(tw_op *op, const tw_field *f);
tw_status tw__ddl_field_drop(tw_op *op, const tw_field *f);
tw_status tw__ddl_field_rename(tw_op *op,
                               const tw_field *from,
                               const tw_field *to);
tw_status tw__ddl_index_create(tw_op *op, const tw_index *x);
tw_status tw__ddl_index_drop(tw_op *op, const tw_index *x);
/* Make the triggers anew, as the search fields are now, and rebuild the search
** text of all records. */
tw_status tw__ddl_search_rebuild(tw_op *op, const tw_object *o);
/* Change the rule of a join column's foreign key. */
tw_status tw__ddl_on_delete(tw_op *op, const tw_field *f, tw_on_delete rule);

#endif
