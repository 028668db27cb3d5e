/* db.h -- one workspace file, one handle per thread. */
#ifndef TWENTYAPI_DB_H
#define TWENTYAPI_DB_H

#include "alloc.h"
#include "status.h"
#include "value.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A connection to one workspace file.  Used by one thread at a time; another
 * thread takes a sibling.  Siblings share the data model's snapshot.
 */
typedef struct tw_db tw_db;

/** What a new file starts with. */
typedef enum tw_start {
    TW_START_STANDARD = 0, /* the 28 standard objects */
    TW_START_EMPTY = 1     /* no object at all */
} tw_start;

/** How far an answered write has got: SQLite's `synchronous`, in WAL mode. */
typedef enum tw_durability {
    TW_DURABILITY_FULL = 0,   /* on disk when the call returns */
    TW_DURABILITY_NORMAL = 1, /* a power cut may lose the last commits */
    TW_DURABILITY_OFF = 2     /* a power cut may damage the file */
} tw_durability;

#define TW_DB_READONLY 1u        /* refuse every write: TW_E_READONLY */
#define TW_DB_MUST_EXIST 2u      /* TW_E_CANNOT_OPEN instead of a new file */
#define TW_DB_LEGACY_METADATA 4u /* REST metadata answers in the old envelope */

/**
 * Options of tw_db_open().  Initialise with TW_DB_OPTIONS_INIT; a member that
 * is zero stands for its default.
 */
typedef struct tw_db_options {
    size_t struct_size;    /* set by the initializer */
    const tw_alloc *alloc; /* NULL: malloc.  Must outlive the handle */
    const tw_env *env;     /* NULL: the system's clock and random source */
    uint32_t flags;        /* TW_DB_... */
    tw_start start;        /* of a new file */
    tw_durability durability;
    uint32_t busy_timeout_ms;  /* 0: 5000.  Waiting for another writer */
    uint32_t query_timeout_ms; /* 0: 10000.  One statement; then TW_E_TIMEOUT */
    uint32_t max_batch;        /* 0: 60, at most 1000.  Records in one batch */
    uint32_t cache_kib; /* 0: 8192.  SQLite's page cache of this handle */
    uint32_t mmap_mib;  /* 0: 256; UINT32_MAX: none */
} tw_db_options;

#define TW_DB_OPTIONS_INIT                                       \
    {                                                            \
        sizeof(tw_db_options), NULL, NULL, 0, TW_START_STANDARD, \
            TW_DURABILITY_FULL, 0, 0, 0, 0, 0                    \
    }

/** What went wrong in the last call on a handle. */
typedef struct tw_error {
    tw_status status;    /* what the call returned */
    int sqlite_extended; /* SQLite's extended result code, or 0 */
    char message[512];   /* one English line, "" after TW_OK */
    char path[256];      /* JSON pointer into the input, or "" */
} tw_error;

/**
 * Open a workspace file; create it when it is not there.
 *
 * @param path     File name, UTF-8, NUL-terminated.  ":memory:" makes a
 *                 workspace that dies with the handle and has no siblings.
 * @param options  NULL for the defaults.  Borrowed until return, but for
 *                 `alloc` and `env`, which must outlive the handle.
 * @param out      The handle: closed with tw_db_close().  Set even when the
 *                 call fails, unless memory ran out, so that tw_db_error() can
 *                 be asked; close it all the same.
 *
 * @return TW_OK, or
 *   TW_E_MISUSE          an argument is NULL, or an option is out of range;
 *   TW_E_CANNOT_OPEN     no such file or directory, or no right to it;
 *   TW_E_READONLY        the file cannot be written (pass TW_DB_READONLY);
 *   TW_E_NOT_A_DATABASE  the file is something else;
 *   TW_E_NEWER           a newer version of the library wrote it;
 *   TW_E_CORRUPT         the file is damaged;
 *   TW_E_BUSY            another process held the lock for `busy_timeout_ms`;
 *   TW_E_FULL, TW_E_IO, TW_E_NOMEM.
 *
 * @since 0.1
 */
TW_API tw_status tw_db_open(const char *path,
                            const tw_db_options *options,
                            tw_db **out);

/**
 * Open another handle on the file of `db`, with the same options, for another
 * thread.  `db` may be closed before its siblings.
 *
 * @return TW_OK, or TW_E_MISUSE (`db` is ":memory:"), and as tw_db_open().
 * @since 0.1
 */
TW_API tw_status tw_db_sibling(tw_db *db, tw_db **out);

/** Close a handle and free all it owns.  NULL does nothing.  @since 0.1 */
TW_API void tw_db_close(tw_db *db);

/**
 * What went wrong in the last call on `db`.  Never NULL; valid until the next
 * call on the handle.  tw_db_error(NULL) tells of TW_E_NOMEM.
 *
 * @since 0.1
 */
TW_API const tw_error *tw_db_error(const tw_db *db);

/**
 * The report of the last refused change of the data model, as JSON text
 * {"errors":{...},"summary":{...}}; {NULL, 0} when there is none.  Valid until
 * the next call on the handle.
 *
 * @since 0.1
 */
TW_API tw_str tw_db_error_report(const tw_db *db);

/** The bounds in force on a handle. */
typedef struct tw_limits {
    uint32_t max_batch;        /* records in one batch */
    uint32_t max_page;         /* records in one page: 200 */
    uint32_t default_page;     /* 60 */
    uint32_t max_update;       /* records in one update of many: 200 */
    uint32_t max_merge;        /* records in one merge: 9 */
    uint32_t max_filter_nodes; /* conditions and conjunctions: 500 */
    uint32_t max_filter_depth; /* 32 */
    uint32_t max_list_values;  /* in one `in` or `containsAny`: 1000 */
    uint32_t max_order_terms;  /* 16 */
    uint32_t max_json_depth;   /* of a body: 64 */
    uint32_t max_body_bytes;   /* 10 MiB */
    uint32_t max_target_bytes; /* of a request target: 32 KiB */
    uint32_t max_text_bytes;   /* of one text value: 1 MiB */
    uint32_t query_timeout_ms;
    uint32_t busy_timeout_ms;
} tw_limits;

/** The bounds in force on `db`; never NULL; lives as long as it.  All zero for
 *  NULL.  @since 0.1 */
TW_API const tw_limits *tw_db_limits(const tw_db *db);

/** Grows by one with each change of the data model; as `db` last saw it.  0 for
 *  NULL or when the open failed.  @since 0.1 */
TW_API uint64_t tw_db_model_version(const tw_db *db);

/** The workspace's id, a UUID as text; lives as long as `db`.  {NULL, 0} for
 *  NULL or when the open failed.  @since 0.1 */
TW_API tw_str tw_db_workspace_id(const tw_db *db);

/**
 * Copy the whole workspace into a new file while it is being used.  The copy
 * is one consistent state and opens like any workspace.
 *
 * @param path  Must not exist.
 * @return TW_OK, or TW_E_CANNOT_OPEN (it exists, or cannot be made),
 *         TW_E_MISUSE (an argument is NULL, the open failed), TW_E_FULL,
 *         TW_E_IO, TW_E_BUSY, TW_E_NOMEM.  No file is left behind on failure.
 * @since 0.1
 */
TW_API tw_status tw_db_backup(tw_db *db, const char *path);

/**
 * Move what the write-ahead log holds into the file and empty the log.
 *
 * @return TW_OK, TW_E_BUSY (a reader held part of it back), TW_E_IO, TW_E_FULL,
 *         TW_E_READONLY, TW_E_MISUSE (`db` is NULL, or its open failed).
 * @since 0.1
 */
TW_API tw_status tw_db_checkpoint(tw_db *db);

/**
 * Stop the statement that runs on `db` now; that call returns TW_E_TIMEOUT.
 * The one function that may be called from another thread.
 *
 * @since 0.1
 */
TW_API void tw_db_interrupt(tw_db *db);

#ifdef __cplusplus
}
#endif
#endif
