/* physical.h -- names in the file: tables, columns, indexes.  SQLite compares
** names without case, so names of the model that differ in case alone get a
** suffix ("_2", "_3"; the model's own names have no underscore). */
#ifndef MODEL_PHYSICAL_H
#define MODEL_PHYSICAL_H

#include "model/catalog.h"

/* The table's name for an object called `singular`; `self` (or NULL) is the
** object being renamed, whose own table is not in the way. */
tw_str tw__table_name(tw_op *op,
                      const tw_catalog *c,
                      const tw_object *self,
                      tw_str singular);
/* The base of the columns' names for a field called `name` of type `type` on
** `o` (NULL: a new object); `join`: it has a join column, base + "Id".  `self`
** (or NULL) is the field being renamed. */
tw_str tw__column_base(tw_op *op,
                       const tw_object *o,
                       const tw_field *self,
                       const tw_type *type,
                       bool join,
                       tw_str name);
/* The base of a column's name and a part's: "name" "firstName" ->
** "nameFirstName"; part "" -> the base. */
tw_str tw__column_name(tw_op *op, tw_str base, tw_str part);

/* "IDX_" or "IDX_UNIQUE_" and 27 hex digits of the SHA-256 of the table's and
** the columns' names.  The columns are those that tw__index_columns() gives. */
tw_str tw__index_name(tw_op *op,
                      tw_str table,
                      const tw_str *columns,
                      size_t count,
                      bool unique);

/* The columns' names of one member of an index, before there is a catalog:
** like tw__index_columns().  `to` holds TW_PARTS_MAX; returns how many, 0 for
** a field without columns, or when memory ran out (op->error is set). */
size_t tw__member_columns(tw_op *op,
                          const tw_type *type,
                          bool join,
                          tw_str base,
                          tw_str sub_field,
                          tw_str *to);

/* The columns an index stands on: each member's sub-field; a relation's join
** column; a scalar's column; of a whole composite its unique parts.  At most
** `max`; returns how many. */
size_t tw__index_columns(const tw_index *x, const tw_column **to, size_t max);

#endif
