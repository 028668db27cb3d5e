/* storage_bench.c -- how should a record be stored?  Compares, with SQLite
** alone and rows like those of "person": ids as text or as blobs, tables with
** a rowid (and a unique index on the id) or without one, page sizes.
**
**   storage_bench [rows] [folder] [variant]     100000, /tmp, all
**
** A variant is "text rowid", "blob without rowid" and so on.
**
** Each variant makes one file, is measured, and is removed.  The figures that
** were decided by are in lib/store/README.md. */
#include <sqlite3.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    COLUMNS = 25,
    PAGE = 60,
    BATCH = 60,
    COMPANY_PEOPLE = 10
};

typedef struct variant {
    int blob, rowid, page_size;
} variant;

typedef struct bench {
    const variant *v;
    sqlite3 *db;
    char path[512];
    uint64_t rows;
    uint64_t sum; /* of what was read, so that it is read */
} bench;

/* The i-th id is always the same, so that it need not be remembered. */
static uint64_t mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static void id_bytes(uint64_t i, unsigned char to[16])
{
    uint64_t a = mix(2 * i), b = mix(2 * i + 1);

    memcpy(to, &a, 8);
    memcpy(to + 8, &b, 8);
    to[6] = (unsigned char)((to[6] & 0x0F) | 0x40);
    to[8] = (unsigned char)((to[8] & 0x3F) | 0x80);
}

static void id_text(const unsigned char id[16], char to[37])
{
    static const char digits[] = "0123456789abcdef";
    int i;

    for (i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = digits[id[i] >> 4];
        *to++ = digits[id[i] & 15];
    }
    *to = '\0';
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void check(bench *b, int rc)
{
    if (rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE)
        return;
    fprintf(stderr, "storage_bench: %s: %s\n", b->path, sqlite3_errmsg(b->db));
    exit(1);
}

static void run(bench *b, const char *sql)
{
    check(b, sqlite3_exec(b->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(bench *b, const char *sql)
{
    sqlite3_stmt *s = NULL;

    check(b, sqlite3_prepare_v3(b->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s,
                                NULL));
    return s;
}

/* ---- one row ------------------------------------------------------------ */

static void bind_id(bench *b, sqlite3_stmt *s, int index, uint64_t i)
{
    unsigned char id[16];
    char text[37];

    id_bytes(i, id);
    id_text(id, text);
    if (b->v->blob)
        check(b, sqlite3_bind_blob(s, index, id, 16, SQLITE_TRANSIENT));
    else
        check(b, sqlite3_bind_text(s, index, text, 36, SQLITE_TRANSIENT));
}

static void bind_text(bench *b, sqlite3_stmt *s, int index, const char *text)
{
    check(b, sqlite3_bind_text(s, index, text, -1, SQLITE_TRANSIENT));
}

/* Columns 1-3 are ids: the person's, the company's, the owner's. */
static void insert(bench *b, sqlite3_stmt *s, uint64_t i)
{
    char text[80];
    int c;

    bind_id(b, s, 1, i);
    bind_id(b, s, 2, (1ull << 40) + i / COMPANY_PEOPLE);
    bind_id(b, s, 3, (1ull << 41) + i % 50);
    sqlite3_bind_double(s, 4, (double)i);
    for (c = 5; c <= 7; c++)
        bind_text(b, s, c, "2026-01-31T10:20:30.000Z");
    for (c = 8; c <= 15; c++) {
        snprintf(text, sizeof(text), "%d.%llx@example.com", c,
                 (unsigned long long)mix(i + (uint64_t)c));
        bind_text(b, s, c, text);
    }
    bind_text(b, s, 16, "{\"primaryLinkUrl\":\"https://example.com/in/x\"}");
    bind_text(b, s, 17, "[\"OPTION_ONE\",\"OPTION_TWO\"]");
    sqlite3_bind_int(s, 18, 1);
    check(b, sqlite3_step(s)); /* the rest is NULL, as most of a row is */
    check(b, sqlite3_reset(s));
}

/* Steps to the end, reads all columns, gives ids out as text. */
static int read_all(bench *b, sqlite3_stmt *s)
{
    int rows = 0, rc, c;
    char text[37];

    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        for (c = 0; c < COLUMNS; c++) {
            const void *p = sqlite3_column_blob(s, c);

            if (b->v->blob && c < 3 && p != NULL) {
                id_text(p, text);
                p = text;
            }
            b->sum += (uint64_t)sqlite3_column_bytes(s, c);
            if (p != NULL)
                b->sum += *(const unsigned char *)p;
        }
        rows++;
    }
    check(b, rc);
    check(b, sqlite3_reset(s));
    return rows;
}

/* ---- the file ----------------------------------------------------------- */

static void open_file(bench *b, int cache_kib)
{
    char sql[300];

    check(b, sqlite3_open_v2(b->path, &b->db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                 SQLITE_OPEN_NOMUTEX,
                             NULL));
    snprintf(sql, sizeof(sql),
             "PRAGMA page_size = %d; PRAGMA auto_vacuum = NONE;"
             "PRAGMA secure_delete = OFF; PRAGMA cache_size = -%d;"
             "PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY",
             b->v->page_size, cache_kib);
    run(b, sql);
}

static sqlite3_stmt *prepare_insert(bench *b)
{
    return prepare(b, "INSERT INTO person(id, companyId, ownerId, position,"
                      " createdAt, updatedAt, seenAt, a, b, c, d, e, f, g, h,"
                      " links, tags, flag, n1, n2, n3, n4, n5, n6, n7) VALUES"
                      " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
                      " ?13, ?14, ?15, ?16, ?17, ?18, NULL, NULL, NULL, NULL,"
                      " NULL, NULL, NULL)");
}

static void create(bench *b)
{
    const char *type = b->v->blob ? "BLOB" : "TEXT";
    char sql[1200];

    snprintf(sql, sizeof(sql),
             "CREATE TABLE person(%s id %s NOT NULL %s, companyId %s,"
             " ownerId %s, position REAL, createdAt TEXT, updatedAt TEXT,"
             " seenAt TEXT, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT,"
             " g TEXT, h TEXT, links TEXT, tags TEXT, flag INTEGER, n1 TEXT,"
             " n2 TEXT, n3 TEXT, n4 REAL, n5 REAL, n6 INTEGER, n7 TEXT)"
             " STRICT %s",
             b->v->rowid ? "_id INTEGER PRIMARY KEY," : "", type,
             b->v->rowid ? "" : "PRIMARY KEY", type, type,
             b->v->rowid ? "" : ", WITHOUT ROWID");
    run(b, sql);
    if (b->v->rowid)
        run(b, "CREATE UNIQUE INDEX person_id ON person(id)");
    run(b, "CREATE INDEX person_position ON person(position, id);"
           "CREATE INDEX person_company ON person(companyId, id)");
}

static double load(bench *b)
{
    double from = now();
    sqlite3_stmt *s;
    uint64_t i;

    open_file(b, 1024 * 1024); /* loading is not what is measured */
    run(b, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    create(b);
    run(b, "BEGIN");
    s = prepare_insert(b);
    for (i = 0; i < b->rows; i++)
        insert(b, s, i);
    sqlite3_finalize(s);
    run(b, "COMMIT");
    sqlite3_close(b->db);
    return now() - from;
}

/* ---- what is measured --------------------------------------------------- */

/* Questions a second.  `spread` turns a number into an id's. */
static double ask(bench *b,
                  const char *sql,
                  int count,
                  uint64_t base,
                  uint64_t spread)
{
    sqlite3_stmt *s = prepare(b, sql);
    double from = 0;
    int i;

    for (i = -count / 10; i < count; i++) { /* the first warm the cache */
        uint64_t r = mix((uint64_t)(i + count)) % spread;

        if (i == 0)
            from = now();
        if (base == UINT64_MAX)
            sqlite3_bind_double(s, 1, (double)r);
        else
            bind_id(b, s, 1, base + r);
        run(b, "BEGIN");
        if (read_all(b, s) == 0)
            check(b, SQLITE_ERROR);
        run(b, "COMMIT");
    }
    sqlite3_finalize(s);
    return count / (now() - from);
}

static double batches(bench *b, int count)
{
    sqlite3_stmt *s = prepare_insert(b);
    double from = now();
    uint64_t next = b->rows;
    int i, k;

    for (i = 0; i < count; i++) {
        run(b, "BEGIN IMMEDIATE");
        for (k = 0; k < BATCH; k++)
            insert(b, s, next++);
        run(b, "COMMIT");
    }
    sqlite3_finalize(s);
    run(b, "PRAGMA wal_checkpoint(TRUNCATE)"); /* its part of the cost */
    return count / (now() - from);
}

static void measure(const variant *v, uint64_t rows, const char *folder)
{
    bench b = {.v = v, .rows = rows};
    double loaded, get, list, position, company, batch;
    int n = rows >= 500000 ? 4 : 1;
    struct stat st;

    snprintf(b.path, sizeof(b.path), "%s/storage_bench.%d.db", folder,
             (int)getpid());
    loaded = load(&b);
    stat(b.path, &st);
    open_file(&b, 8192);
    run(&b, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    get = ask(&b, "SELECT id, companyId, ownerId, * FROM person WHERE id = ?1",
              20000 * n, 0, rows);
    list = ask(&b,
               "SELECT id, companyId, ownerId, * FROM person WHERE id >= ?1"
               " ORDER BY id LIMIT 60",
               1000 * n, 0, rows);
    position = ask(&b,
                   "SELECT id, companyId, ownerId, * FROM person"
                   " WHERE position >= ?1 ORDER BY position, id LIMIT 60",
                   1000 * n, UINT64_MAX, rows - PAGE);
    company = ask(&b,
                  "SELECT id, companyId, ownerId, * FROM person"
                  " WHERE companyId = ?1 ORDER BY id LIMIT 60",
                  5000 * n, 1ull << 40, rows / COMPANY_PEOPLE);
    batch = batches(&b, 100 * n);
    sqlite3_close(b.db);
    printf("%-5s %-13s %6d %8.1f %8.1f %9.0f %9.0f %9.0f %9.0f %8.1f\n",
           v->blob ? "blob" : "text", v->rowid ? "rowid" : "without rowid",
           v->page_size, loaded, (double)st.st_size / 1048576, get, list,
           position, company, batch);
    fflush(stdout);
    unlink(b.path);
}

static int wanted(const variant *v, const char *only)
{
    char name[40];

    snprintf(name, sizeof(name), "%s %s", v->blob ? "blob" : "text",
             v->rowid ? "rowid" : "without rowid");
    return strcmp(name, only) == 0;
}

int main(int argc, char **argv)
{
    static const int pages[] = {4096, 8192, 16384};
    uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000;
    const char *folder = argc > 2 ? argv[2] : "/tmp";
    const char *only = argc > 3 ? argv[3] : NULL;
    int p, blob, rowid;

    if (rows < 1000) {
        fprintf(stderr, "storage_bench: at least 1000 rows\n");
        return 2;
    }
    printf("%llu rows; a second: gets, lists of 60 by id, lists of 60 by"
           " position, lists of a company's 10, batches of 60 inserted\n"
           "id    table           page   load s      MiB       get     by id"
           "    by pos   company    batch\n",
           (unsigned long long)rows);
    for (p = 0; p < 3; p++)
        for (blob = 0; blob < 2; blob++)
            for (rowid = 1; rowid >= 0; rowid--) {
                variant v = {blob, rowid, pages[p]};

                if (only == NULL || wanted(&v, only))
                    measure(&v, rows, folder);
            }
    return 0;
}
