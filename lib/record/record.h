/* record.h -- the verbs.  Each runs inside the caller's write transaction (a
** savepoint makes it all or nothing) and appends its answer to `out`: records
** separated by commas, no brackets; the one-record verbs append one record.
** `answer` is how records are shown; NULL: nothing is appended.
**
** The rules of objects with restrictions (18) are asked first: guard.c. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "query/list.h"

/* POST: create one, or upsert one (`upsert`). */
tw_status tw__record_create(tw_op *op,
                            const tw_object *o,
                            const tw_json *in,
                            bool upsert,
                            const tw_select *answer,
                            tw_buf *out);
/* `list` is a JSON list.  Written and answered by where the records stand:
** what is positioned first (or, but for an upsert, nowhere), last, by number,
** the rest; in an upsert what is updated before what is new (12, 14.3). */
tw_status tw__record_create_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_json *list,
                                 bool upsert,
                                 const tw_select *answer,
                                 tw_buf *out);
tw_status tw__record_update(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            const tw_json *in,
                            const tw_select *answer,
                            tw_buf *out);
tw_status tw__record_update_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_filter *f,
                                 const tw_json *in,
                                 const tw_select *answer,
                                 tw_buf *out);
/* Soft delete and restore: the whole record(s). */
tw_status tw__record_delete(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            const tw_select *answer,
                            tw_buf *out);
tw_status tw__record_delete_many(tw_op *op,
                                 const tw_object *o,
                                 const tw_filter *f,
                                 const tw_select *answer,
                                 tw_buf *out);
tw_status tw__record_restore(tw_op *op,
                             const tw_object *o,
                             tw_str id,
                             const tw_select *answer,
                             tw_buf *out);
tw_status tw__record_restore_many(tw_op *op,
                                  const tw_object *o,
                                  const tw_filter *f,
                                  const tw_select *answer,
                                  tw_buf *out);
/* For good.  The last state of each is shown, with what is left of its
** relations; `answer` NULL: {"id":"..."} each. */
tw_status tw__record_destroy(tw_op *op,
                             const tw_object *o,
                             tw_str id,
                             const tw_select *answer,
                             tw_buf *out);
tw_status tw__record_destroy_many(tw_op *op,
                                  const tw_object *o,
                                  const tw_filter *f,
                                  const tw_select *answer,
                                  tw_buf *out);
/* Reads only.  `data` or `ids`, each a JSON list; the other one NULL.  Appends
** `[{...},...]`, one entry per candidate. */
tw_status tw__record_duplicates(tw_op *op,
                                const tw_object *o,
                                const tw_json *data,
                                const tw_json *ids,
                                const tw_select *answer,
                                tw_buf *out);
/* The same question answered otherwise: what looks like each candidate is
** handed to `show`, which appends to `out`; commas and brackets are put around.
** `in` holds "data" or "ids". */
typedef struct tw_alike {
    const tw_str *ids; /* at most TW_LIMIT_DUPLICATES */
    uint32_t count;
    int64_t total;
} tw_alike;
typedef tw_status (*tw_alike_fn)(tw_op *op,
                                 void *context,
                                 const tw_alike *found,
                                 tw_buf *out);
tw_status tw__record_alike(tw_op *op,
                           const tw_object *o,
                           const tw_json *in,
                           tw_alike_fn show,
                           void *context,
                           tw_buf *out);
tw_status tw__record_merge(tw_op *op,
                           const tw_object *o,
                           const tw_json *in,
                           const tw_select *answer,
                           tw_buf *out);

/* guard.c -- what an object does not allow over the API (18). */
typedef enum tw_verb {
    TW_VERB_CREATE,
    TW_VERB_CREATE_MANY,
    TW_VERB_UPDATE,
    TW_VERB_UPDATE_MANY,
    TW_VERB_DELETE,
    TW_VERB_DELETE_MANY,
    TW_VERB_RESTORE,
    TW_VERB_RESTORE_MANY,
    TW_VERB_DESTROY,
    TW_VERB_DESTROY_MANY,
    TW_VERB_MERGE
} tw_verb;
tw_status tw__record_guard(tw_op *op, const tw_object *o, tw_verb verb);

#endif
