/* grow.h -- add objects, fields, relations and indexes to a test's world, by
** rows and DDL: no checks, no side effects.  Each is a transaction of its own
** unless one is open; the catalog is taken up anew each time. */
#ifndef SUPPORT_GROW_H
#define SUPPORT_GROW_H

#include "support/world.h"

/* An object with the system fields id, createdAt, updatedAt, deletedAt,
** position, searchVector, and `name` (TEXT), by which it is found. */
void grow_object(world *w, const char *singular, const char *plural);
/* `def`, `options`, `settings`: JSON text or NULL. */
void grow_field(world *w,
                const char *object,
                const char *type,
                const char *name,
                const char *def);
void grow_options(world *w,
                  const char *object,
                  const char *type,
                  const char *name,
                  const char *options);
/* MANY_TO_ONE `field` on `object`, ONE_TO_MANY `opposite` on `target`. */
void grow_link(world *w,
               const char *object,
               const char *field,
               const char *target,
               const char *opposite,
               const char *rule);
/* An index on one field; `sub` (or NULL) is a part of it. */
void grow_index(world *w,
                const char *object,
                const char *field,
                const char *sub,
                bool unique);

#endif
