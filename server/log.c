/* log.c -- the access log: collected per thread, written once per turn. */
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LOG_MODE = 0640,
    LOG_PIPE_WRITE = 4096 /* PIPE_BUF: all or nothing */
};

static int open_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, LOG_MODE);

    if (fd < 0)
        (void)fprintf(stderr, "twentyapi: --log: cannot open %s: %s\n", path,
                      strerror(errno));
    return fd;
}

bool log_open(access_log *log, const char *where)
{
    struct stat s;

    memset(log, 0, sizeof(*log));
    log->fd = -1;
    if (strcmp(where, "off") == 0)
        return true;
    if (strcmp(where, "stderr") != 0)
        log->path = where;
    log->fd = log->path == NULL ? STDERR_FILENO : open_file(where);
    log->is_file =
        log->fd >= 0 && fstat(log->fd, &s) == 0 && S_ISREG(s.st_mode);
    return log->fd >= 0;
}

void log_reopen(access_log *log)
{
    int fd;

    if (log->path == NULL)
        return;
    fd = open_file(log->path);
    if (fd < 0)
        return; /* go on writing to the old one */
    /* The number stays: threads that write now need not know. */
    if (dup2(fd, log->fd) < 0)
        (void)fprintf(stderr, "twentyapi: --log: cannot reopen %s: %s\n",
                      log->path, strerror(errno));
    (void)close(fd);
}

void log_close(access_log *log)
{
    if (log->path != NULL && log->fd >= 0)
        (void)close(log->fd);
    log->fd = -1;
}

static void put_time(log_buffer *b)
{
    struct timespec now;
    struct tm t;
    char millis[8];

    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != b->second || b->stamp[0] == '\0') {
        b->second = now.tv_sec;
        (void)gmtime_r(&now.tv_sec, &t);
        (void)strftime(b->stamp, sizeof(b->stamp), "%Y-%m-%dT%H:%M:%S", &t);
    }
    (void)snprintf(millis, sizeof(millis), ".%03dZ",
                   (int)(now.tv_nsec / 1000000) % 1000);
    bytes_put_text(&b->pending, b->stamp);
    bytes_put_text(&b->pending, millis);
}

void log_request(const access_log *log,
                 log_buffer *buffer,
                 const log_entry *entry)
{
    bytes *to = &buffer->pending;
    tw_str target = entry->target;
    char time[32];

    if (log->fd < 0)
        return;
    if (target.len > LOG_TARGET_MAX)
        target.len = LOG_TARGET_MAX;
    bytes_put_text(to, "{\"time\":\"");
    put_time(buffer);
    bytes_put_text(to, "\",\"remote\":\"");
    bytes_put_text(to, entry->remote);
    bytes_put_text(to, "\",\"method\":\"");
    bytes_put_json(to, entry->method);
    bytes_put_text(to, "\",\"target\":\"");
    bytes_put_json(to, target);
    bytes_put_text(to, "\",\"status\":");
    bytes_put_number(to, (uint64_t)entry->status);
    bytes_put_text(to, ",\"bytes\":");
    bytes_put_number(to, entry->sent_bytes);
    (void)snprintf(time, sizeof(time), ",\"ms\":%.3f",
                   (double)entry->time_us / 1e3);
    bytes_put_text(to, time);
    bytes_put_text(to, ",\"lane\":\"");
    bytes_put_text(to, lane_name(entry->where));
    bytes_put_text(to, "\"}\n");
}

static uint64_t count_lines(const char *at, size_t len)
{
    uint64_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += at[i] == '\n';
    return n;
}

/* As many whole lines as a pipe takes in one piece. */
static size_t pipe_part(const char *at, size_t len)
{
    size_t part = len < LOG_PIPE_WRITE ? len : LOG_PIPE_WRITE;

    while (part > 0 && at[part - 1] != '\n')
        part--;
    return part == 0 ? len : part;
}

static bool takes_more(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLOUT};

    return poll(&p, 1, 0) == 1 && (p.revents & POLLOUT) != 0;
}

void log_flush(const access_log *log, log_buffer *buffer, meter *m)
{
    const char *at = buffer->pending.ptr;
    size_t left = buffer->pending.len;

    while (left > 0) {
        size_t part = log->is_file ? left : pipe_part(at, left);
        ssize_t n = -1;

        if (log->is_file || takes_more(log->fd))
            n = write(log->fd, at, part);
        if (n <= 0)
            break;
        at += n;
        left -= (size_t)n;
    }
    if (left > 0)
        count(&m->log_dropped, count_lines(at, left));
    bytes_trim(&buffer->pending, (size_t)4 * LOG_FLUSH);
}
