/* migrate.h -- the file's own format: application id and user_version. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/op.h"

enum {
    TW_FILE_APPLICATION_ID = 0x74774150, /* "twAP" */
    TW_FILE_VERSION = 1
};

/* Inside a write transaction when the file is new or old.  `*is_new`: the file
** was empty and now has the fixed tables (tw_meta, tw_object, ...), no object
** yet.  TW_E_NOT_A_DATABASE: it holds something else.  TW_E_NEWER. */
tw_status tw__migrate(tw_op *op, bool *is_new);

#endif
