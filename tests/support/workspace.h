/* workspace.h -- a workspace's file, and a first look into it, for tests that
** go through the public header. */
#ifndef SUPPORT_WORKSPACE_H
#define SUPPORT_WORKSPACE_H

#include <twentyapi.h>

/* Remove the file and what SQLite puts beside it; it need not be there. */
void workspace_remove(const char *path);
/* How many live records an object has. */
size_t workspace_total(tw_db *db, const char *object);

#endif
