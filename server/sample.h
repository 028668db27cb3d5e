/* sample.h -- sample records for a first look: all invented. */
#ifndef SERVER_SAMPLE_H
#define SERVER_SAMPLE_H

#include <twentyapi.h>

/* Fill a workspace that has the standard model: 64 companies, 224 people, 48
** opportunities, 30 notes and 36 tasks with their targets.  Each batch is one
** transaction; the handle must allow batches of 60. */
tw_status sample_fill(tw_db *db);

#endif
