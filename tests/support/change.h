/* change.h -- changes of the data model in tests: each in a transaction of its
** own, the world's catalog following. */
#ifndef SUPPORT_CHANGE_H
#define SUPPORT_CHANGE_H

#include "model/change.h"
#include "support/world.h"

/* JSON text, read into op's arena; it must be JSON.  "%s" and so on are
** filled in. */
const tw_json *json_of(world *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The change has to work; it is committed and the new catalog taken up.  The
** id's text is the caller's to hold. */
typedef struct held_id {
    char text[40];
} held_id;
held_id made_object(world *w, const tw_json *in);
held_id made_field(world *w, const tw_json *in);
held_id made_index(world *w, const tw_json *in);
void updated_object(world *w, const char *id, const tw_json *in);
void updated_field(world *w, const char *id, const tw_json *in);
void deleted_object(world *w, const char *id);
void deleted_field(world *w, const char *id);
void deleted_index(world *w, const char *id);

/* An object called `singular`, `singular`s; a plain field of it. */
held_id quick_object(world *w, const char *singular);
held_id quick_field(world *w,
                    const char *object_id,
                    const char *name,
                    const char *type);
/* A relation from `from` to `to`, many to one, with the label of the other
** side. */
held_id quick_relation(world *w,
                       const char *from,
                       const char *to,
                       const char *name,
                       const char *other_label);

/* What a change does, for refusals. */
typedef enum change_verb {
    OBJECT_CREATE,
    OBJECT_UPDATE,
    OBJECT_DELETE,
    FIELD_CREATE,
    FIELD_UPDATE,
    FIELD_DELETE,
    INDEX_CREATE,
    INDEX_DELETE
} change_verb;

/* The change must be refused with `status`, and the report must read as
** `digest`: for each kind of entity "<kind>" and, for each one, "[<codes>]",
** as in "fieldMetadata[NOT_AVAILABLE] viewField[INVALID_VIEW_DATA]...".
** Nothing may be left behind.  `digest` NULL: not looked at. */
#define refused(w, verb, id, in, status, digest) \
    refused_at(w, verb, id, in, status, digest, __FILE__, __LINE__)
void refused_at(world *w,
                change_verb verb,
                const char *id,
                const tw_json *in,
                tw_status status,
                const char *digest,
                const char *file,
                int line);
/* The same with TW_E_METADATA_VALIDATION. */
#define reported(w, verb, id, in, digest) \
    refused(w, verb, id, in, TW_E_METADATA_VALIDATION, digest)

/* What goes with each refused field. */
#define TWO_VIEW_FIELDS " viewField[INVALID_VIEW_DATA][INVALID_VIEW_DATA]"

#endif
