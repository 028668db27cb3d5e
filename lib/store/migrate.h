/* migrate.h -- the file's own format: application id and user_version. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/op.h"

enum {
    TW_FILE_APPLICATION_ID = 0x74774150, /* "twAP" */
    TW_FILE_VERSION = 1
};

/* Is there anything for tw__migrate() to do?  Only reads.  A caller that adds
** to a new file (the standard objects) asks first, then begins one write
** transaction around tw__migrate() and its own work, so that a half-made file
** is never seen.  TW_E_NOT_A_DATABASE: it holds something else.  TW_E_NEWER. */
tw_status tw__migrate_needed(tw_op *op, bool *needed);

/* Joins the caller's write transaction, or makes its own when the file is new
** or old; a current file is only looked at.  `*is_new`: the file was empty and
** now has the fixed tables (tw_meta, tw_object, ...; see schema.def), no object
** yet.  Statuses as above. */
tw_status tw__migrate(tw_op *op, bool *is_new);

#endif
