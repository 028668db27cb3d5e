/* log.h -- the access log: one JSON object a line. */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

#include "metrics.h"

#include <time.h>

enum {
    LOG_FLUSH = 32 * 1024, /* bytes a thread collects before it writes */
    LOG_TARGET_MAX = 1024  /* bytes of a target that are logged */
};

/* Where lines go; shared by all threads. */
typedef struct access_log {
    int fd;           /* -1: nothing is logged */
    const char *path; /* NULL: standard error */
    bool is_file;     /* a regular file: a write does not block for long */
} access_log;

/* What one thread has not written yet. */
typedef struct log_buffer {
    bytes pending;
    time_t second;
    char stamp[32]; /* "2024-05-01T10:11:12", of `second` */
} log_buffer;

typedef struct log_entry {
    const char *remote;
    tw_str method, target;
    int status;
    size_t sent_bytes; /* of the body */
    uint64_t time_us;
    lane where;
} log_entry;

/* `where` is "stderr", "off" or a file name.  False when it cannot be opened;
** the complaint is on standard error. */
bool log_open(access_log *log, const char *where);
/* After the file was moved away: open its name anew.  Thread-safe. */
void log_reopen(access_log *log);
void log_close(access_log *log);

void log_request(const access_log *log,
                 log_buffer *buffer,
                 const log_entry *entry);
/* Write what is pending.  Lines that a pipe or terminal does not take at once
** are dropped and counted: a log that nobody reads must not stop the server.
*/
void log_flush(const access_log *log, log_buffer *buffer, meter *m);

#endif
