/* emit_write.h -- SQL of the write path and of its look-ups.  Identifiers come
** from the catalog, values are bound; each text depends on shape only, so it
** finds its prepared statement again.  .ptr NULL: op->error is set. */
#ifndef QUERY_EMIT_WRITE_H
#define QUERY_EMIT_WRITE_H

#include "query/select.h"

/* Which records a look-up sees. */
typedef enum tw_life {
    TW_LIFE_ANY,
    TW_LIFE_LIVE,
    TW_LIFE_DELETED /* the last deleted first */
} tw_life;

/* UPDATE of the columns whose byte in `set` is not 0, bound in their order as
** ?1 .. ?n.  ?n+1 is the id, or with `many` a JSON list of ids. */
tw_str tw__emit_update(tw_op *op,
                       const tw_object *o,
                       const uint8_t *set,
                       bool many);
/* DELETE.  ?1 is the id, or with `many` a JSON list of ids. */
tw_str tw__emit_destroy(tw_op *op, const tw_object *o, bool many);
/* Every column in the object's order of the record whose id is ?1. */
tw_str tw__emit_row(tw_op *op, const tw_object *o, tw_life life);
/* The id, of at most two records, and whether it is deleted (0, 1), where
** each of `columns` equals its parameter ?1 .. ?n. */
tw_str tw__emit_find(tw_op *op,
                     const tw_object *o,
                     const tw_column *const *columns,
                     uint32_t count,
                     tw_life life);
/* The smallest and the largest position among live records; NULL: none. */
tw_str tw__emit_positions(tw_op *op, const tw_object *o);
/* Soft-delete (?1 the time, ?2 the parents as a JSON list) the live records
** whose `join` is a parent; with `restore` bring back the deleted ones. */
tw_str tw__emit_follow(tw_op *op, const tw_column *join, bool restore);
/* Point all that pointed through `join` to a record of the JSON list ?2 to
** record ?1; ?1 itself points to nothing rather than to itself. */
tw_str tw__emit_repoint(tw_op *op, const tw_column *join);
/* Live records equal on all columns of one of the object's criteria whose byte
** in `usable` is not 0; values are bound in that order from ?2 on.  ?1 is the
** id of a record to leave out, when `except`.  Columns: the id, then those of
** the projection. */
tw_str tw__emit_alike(tw_op *op,
                      const tw_object *o,
                      const tw_select *s,
                      const uint8_t *usable,
                      bool except);

#endif
