/* status.h -- the one place where an SQLite code becomes ours. */
#ifndef STORE_STATUS_H
#define STORE_STATUS_H

#include "base/op.h"

tw_status tw__status_from_sqlite(int rc);
/* Record what `conn` says about `rc`.  A UNIQUE or PRIMARY KEY violation reads
** "A duplicate entry was detected" and names the columns; a foreign key is
** TW_E_INVALID.  Returns the status. */
tw_status tw__status_fail(tw_op *op, int rc);

#endif
