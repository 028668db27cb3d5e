/* conn.c -- opening and settings of one SQLite connection, its clock, and its
** death.  Statements are in stmt.c and cache.c, transactions in tx.c. */
#include "store/conn.h"

#include "store/conn_inside.h"
#include "store/func.h"
#include "store/migrate.h"
#include "store/status.h"

#include <stdio.h>
#include <time.h>

enum {
    BUSY_TIMEOUT_MS = 5000,
    CACHE_KIB = 8192,
    MMAP_MIB = 256,
    PAGE_SIZE = 4096,        /* measured: lib/store/README.md */
    CHECKPOINT_PAGES = 4000, /* 16 MiB of log: pages written often go once */
    LOG_KEEP_BYTES = 64 * 1024 * 1024,
    VALUE_BYTES = 128 * 1024 * 1024,
    SQL_BYTES = 1024 * 1024,
};

/* What SQLite does by itself is set one by one: its defaults differ between
** builds (Debian's turns secure_delete on). */
static const struct {
    int option, value;
} switches[] = {
    /* a relation must point to a record */
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
    /* The search text is kept by triggers that write an FTS5 table; before
    ** SQLite 3.44 no trigger of an untrusted schema may.  What a file made by
    ** others could then call is SQLite's own: ours are all harmless. */
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1},
    /* SQL alone must not be able to damage the file */
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    /* a misspelled "name" is an error, not a text */
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
};

static const struct {
    int option, value;
} bounds[] = {
    /* no statement of ours attaches a file */
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
    {SQLITE_LIMIT_LENGTH, VALUE_BYTES},
    {SQLITE_LIMIT_SQL_LENGTH, SQL_BYTES},
};

/* Pragmas without an option of ours. */
static const char *const pragmas[] = {
    /* sorting in memory, not in files */
    "PRAGMA temp_store = MEMORY",
    /* deleted content is not written over: a second write of each page */
    "PRAGMA secure_delete = OFF",
    /* no trigger of ours wants to run inside itself */
    "PRAGMA recursive_triggers = OFF",
};

/* ---- the clock ---------------------------------------------------------- */

static int64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

bool tw__conn_expired(tw_conn *c)
{
    if (c->sheltered)
        return false;
    return atomic_load(&c->interrupts) != c->interrupts_before ||
           (c->deadline_ns != 0 && now_ns() >= c->deadline_ns);
}

static int on_progress(void *ctx)
{
    return tw__conn_expired(ctx);
}

void tw__conn_deadline(tw_conn *c, uint32_t ms)
{
    c->interrupts_before = atomic_load(&c->interrupts);
    c->deadline_ns = ms == 0 ? 0 : now_ns() + (int64_t)ms * 1000000;
}

void tw__conn_interrupt(tw_conn *c)
{
    atomic_fetch_add(&c->interrupts, 1);
    sqlite3_interrupt(c->db);
}

/* SQLite calls this while another connection holds a lock.  Its own handler
** sleeps up to 100 ms between two looks; a commit takes far less. */
static int on_busy(void *ctx, int count)
{
    tw_conn *c = ctx;
    struct timespec nap = {0, 250000};
    unsigned interrupts = atomic_load(&c->interrupts);
    int64_t now = now_ns();

    if (count == 0) {
        c->busy_since_ns = now;
        c->busy_interrupts = interrupts;
    }
    if (interrupts != c->busy_interrupts ||
        now - c->busy_since_ns >= (int64_t)c->busy_timeout_ms * 1000000)
        return 0;
    nap.tv_nsec <<= count < 5 ? count : 5; /* at most 8 ms */
    nanosleep(&nap, NULL);
    return 1;
}

/* ---- settings ----------------------------------------------------------- */

static int exec(tw_conn *c, const char *sql)
{
    return sqlite3_exec(c->db, sql, NULL, NULL, NULL);
}

static int exec_number(tw_conn *c, const char *pragma, int64_t number)
{
    char sql[96];

    snprintf(sql, sizeof(sql), "PRAGMA %s = %lld", pragma, (long long)number);
    return exec(c, sql);
}

/* The one integer that a pragma answers. */
static int ask_number(tw_conn *c, const char *sql, int64_t *out)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);

    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
        if (rc == SQLITE_ROW) {
            *out = sqlite3_column_int64(st, 0);
            rc = SQLITE_OK;
        }
    }
    sqlite3_finalize(st);
    return rc == SQLITE_DONE ? SQLITE_ERROR : rc;
}

static int set_switches(tw_conn *c)
{
    size_t i;
    int rc = SQLITE_OK;

    for (i = 0; rc == SQLITE_OK && i < sizeof(switches) / sizeof(switches[0]);
         i++)
        rc = sqlite3_db_config(c->db, switches[i].option, switches[i].value,
                               NULL);
    for (i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++)
        sqlite3_limit(c->db, bounds[i].option, bounds[i].value);
    for (i = 0; rc == SQLITE_OK && i < sizeof(pragmas) / sizeof(pragmas[0]);
         i++)
        rc = exec(c, pragmas[i]);
    return rc;
}

/* Settings of a caller's choice. */
static int set_options(tw_conn *c, const tw_db_options *o)
{
    static const char *const synchronous[] = {
        [TW_DURABILITY_FULL] = "PRAGMA synchronous = FULL",
        [TW_DURABILITY_NORMAL] = "PRAGMA synchronous = NORMAL",
        [TW_DURABILITY_OFF] = "PRAGMA synchronous = OFF",
    };
    uint32_t cache = o->cache_kib == 0 ? CACHE_KIB : o->cache_kib;
    uint32_t mmap = o->mmap_mib == 0 ? MMAP_MIB : o->mmap_mib;
    int rc = exec(c, synchronous[o->durability]);

    if (cache > INT32_MAX)
        cache = INT32_MAX;
    if (mmap == UINT32_MAX)
        mmap = 0;
    if (rc == SQLITE_OK) /* negative: KiB */
        rc = exec_number(c, "cache_size", -(int64_t)cache);
    if (rc == SQLITE_OK)
        rc = exec_number(c, "mmap_size", (int64_t)mmap << 20);
    return rc;
}

/* May the file's journal mode be changed?  Only a workspace's, or an empty
** file's: somebody else's database is left as it is, to be refused later. */
static int is_ours(tw_conn *c, bool *out)
{
    int64_t id = 0, schema = 0;
    int rc = ask_number(c, "PRAGMA application_id", &id);

    if (rc == SQLITE_OK)
        rc = ask_number(c, "PRAGMA schema_version", &schema);
    *out = id == TW_FILE_APPLICATION_ID || (id == 0 && schema == 0);
    return rc;
}

/* The write-ahead log: readers and the writer do not wait for each other, and
** a commit is one write and one sync. */
static int set_log(tw_conn *c)
{
    bool ours = false;
    int rc = is_ours(c, &ours), count = 0;

    if (rc != SQLITE_OK || c->readonly || !ours)
        return rc;
    rc = exec_number(c, "page_size", PAGE_SIZE);
    if (rc == SQLITE_OK) /* the file does not shrink, so no page maps either */
        rc = exec(c, "PRAGMA auto_vacuum = NONE");
    /* While two processes make one new file SQLite answers BUSY at once. */
    while (rc == SQLITE_OK) {
        rc = exec(c, "PRAGMA journal_mode = WAL");
        if ((rc & 0xff) != SQLITE_BUSY || !on_busy(c, count++))
            break;
        rc = SQLITE_OK;
    }
    if (rc == SQLITE_OK)
        rc = sqlite3_wal_autocheckpoint(c->db, CHECKPOINT_PAGES);
    if (rc == SQLITE_OK) /* one large transaction must not leave a large log */
        rc = exec_number(c, "journal_size_limit", LOG_KEEP_BYTES);
    return rc;
}

/* ---- life --------------------------------------------------------------- */

int tw__conn_open_name(const char *path, int flags, sqlite3 **out)
{
    char *plain;
    int rc;

    if (strncmp(path, "file:", 5) != 0)
        return sqlite3_open_v2(path, out, flags, NULL);
    plain = sqlite3_mprintf("./%s", path);
    rc =
        plain == NULL ? SQLITE_NOMEM : sqlite3_open_v2(plain, out, flags, NULL);
    sqlite3_free(plain);
    return rc;
}

static int open_file(tw_conn *c, const char *path, const tw_db_options *o)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int rc;

    if (c->readonly)
        flags |= SQLITE_OPEN_READONLY;
    else if ((o->flags & TW_DB_MUST_EXIST) != 0)
        flags |= SQLITE_OPEN_READWRITE;
    else
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    rc = tw__conn_open_name(path, flags, &c->db);
    if (rc != SQLITE_OK)
        return rc;
    /* SQLite falls back to reading alone without a word. */
    if (!c->readonly && sqlite3_db_readonly(c->db, "main") == 1)
        return SQLITE_READONLY;
    sqlite3_busy_handler(c->db, on_busy, c);
    sqlite3_progress_handler(c->db, TW_PROGRESS_OPS, on_progress, c);
    rc = set_switches(c);
    if (rc == SQLITE_OK)
        rc = set_options(c, o);
    if (rc == SQLITE_OK)
        rc = set_log(c);
    if (rc == SQLITE_OK)
        rc = tw__func_register(c->db, c);
    return rc;
}

static tw_status check_options(tw_op *op,
                               const char *path,
                               const tw_db_options *o)
{
    if (path == NULL || path[0] == '\0')
        return tw__fail(op, TW_E_CANNOT_OPEN, "", "the file needs a name");
    if ((unsigned)o->durability > TW_DURABILITY_OFF)
        return tw__fail(op, TW_E_MISUSE, "",
                        "durability is full, normal or off, got %d",
                        (int)o->durability);
    return TW_OK;
}

tw_status tw__conn_open(tw_op *op,
                        const char *path,
                        const tw_db_options *options,
                        tw_conn **out)
{
    static const tw_db_options defaults = TW_DB_OPTIONS_INIT;
    const tw_db_options *o = options == NULL ? &defaults : options;
    tw_status status = check_options(op, path, o);
    char about[300];
    tw_conn *c;
    int rc;

    *out = NULL;
    if (status != TW_OK)
        return status;
    c = tw__alloc_zero(op->alloc, sizeof(*c));
    if (c == NULL)
        return tw__fail_nomem(op);
    c->alloc = op->alloc;
    c->readonly = (o->flags & TW_DB_READONLY) != 0;
    c->busy_timeout_ms =
        o->busy_timeout_ms == 0 ? BUSY_TIMEOUT_MS : o->busy_timeout_ms;
    rc = tw__cache_init(c) ? open_file(c, path, o) : SQLITE_NOMEM;
    if (rc != SQLITE_OK) {
        snprintf(about, sizeof(about), "\"%s\": ", path);
        status = tw__status_report(op, c->db, rc, about);
        tw__conn_close(c);
        return status;
    }
    *out = c;
    return TW_OK;
}

void tw__conn_close(tw_conn *c)
{
    if (c == NULL)
        return;
    tw__cache_fini(c);
    /* By now nothing is open on it; _v2 also takes a handle that never was. */
    sqlite3_close_v2(c->db);
    tw__func_fini(c);
    tw__alloc_free(c->alloc, c, sizeof(*c));
}

void tw__conn_die(tw_conn *c, tw_status status)
{
    if (c->dead)
        return;
    c->dead = true;
    c->stop = status;
}

tw_status tw__conn_dead(const tw_conn *c)
{
    return c->dead ? c->stop : TW_OK;
}

bool tw__conn_readonly(const tw_conn *c)
{
    return c->readonly;
}

int64_t tw__conn_changes(const tw_conn *c)
{
    return sqlite3_changes64(c->db);
}

tw_status tw__conn_checkpoint(tw_op *op, tw_conn *c)
{
    int rc;

    if (c->dead)
        return tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
    if (c->readonly)
        return tw__fail(op, TW_E_READONLY, "", "the handle is read-only");
    rc = sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                   NULL, NULL);
    return tw__status_report(op, c->db, rc, "");
}
