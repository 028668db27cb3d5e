/* conn_test.c -- opening, settings, locks, deadlines, death. */
#include "store/conn.h"

#include "store/conn_inside.h"
#include "support/feature.h"
#include "unit/store/rig.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static const char *const endless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT count(*) FROM n";

static void write_file(const char *path, const void *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), (ssize_t)size);
    close(fd);
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- settings ----------------------------------------------------------- */

static void settings_are_those_of_the_table(void **state)
{
    static const struct {
        const char *pragma;
        int64_t want;
    } rows[] = {
        {"PRAGMA synchronous", 2},
        {"PRAGMA foreign_keys", 1},
        {"PRAGMA page_size", 4096},
        {"PRAGMA wal_autocheckpoint", 4000},
        {"PRAGMA temp_store", 2},
        {"PRAGMA secure_delete", 0},
        {"PRAGMA recursive_triggers", 0},
        {"PRAGMA auto_vacuum", 0},
        {"PRAGMA cache_size", -8192},
        {"PRAGMA mmap_size", 256 << 20},
        {"PRAGMA journal_size_limit", 64 << 20},
    };
    rig *w = *state;
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (ask_int(&w->op, rows[i].pragma) != rows[i].want)
            fail_msg("%s: got %lld, want %lld", rows[i].pragma,
                     (long long)ask_int(&w->op, rows[i].pragma),
                     (long long)rows[i].want);
    assert_string_equal(ask_text(&w->op, "PRAGMA journal_mode"), "wal");
    assert_string_equal(ask_text(&w->op, "PRAGMA encoding"), "UTF-8");
}

static void options_are_honoured(void **state)
{
    rig *w = *state;

    w->options.durability = TW_DURABILITY_NORMAL;
    w->options.cache_kib = 123;
    w->options.mmap_mib = UINT32_MAX;
    must(&w->op, rig_open(w, &w->op));
    assert_int_equal(ask_int(&w->op, "PRAGMA synchronous"), 1);
    assert_int_equal(ask_int(&w->op, "PRAGMA cache_size"), -123);
    assert_int_equal(ask_int(&w->op, "PRAGMA mmap_size"), 0);
}

static void durability_out_of_range_is_misuse(void **state)
{
    rig *w = *state;

    w->options.durability = (tw_durability)3;
    assert_int_equal(rig_open(w, &w->op), TW_E_MISUSE);
    assert_null(w->op.conn);
}

static void double_quotes_are_names_only(void **state)
{
    rig *w = *state;

    assert_int_equal(attempt(&w->op, "SELECT \"misspelled\""), TW_E_INTERNAL);
}

static void schema_cannot_be_written_by_sql(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE t(a) ; PRAGMA writable_schema = ON");
    assert_int_equal(
        attempt(&w->op, "UPDATE sqlite_schema SET sql = 'x' WHERE name = 't'"),
        TW_E_INTERNAL);
}

static void files_cannot_be_attached(void **state)
{
    rig *w = *state;

    assert_int_equal(attempt(&w->op, "ATTACH ':memory:' AS other"),
                     TW_E_INTERNAL);
}

static void foreign_keys_hold(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE a(id TEXT PRIMARY KEY NOT NULL);"
                 "CREATE TABLE b(a TEXT REFERENCES a(id))");
    assert_int_equal(attempt(&w->op, "INSERT INTO b VALUES('none')"),
                     TW_E_INVALID);
}

/* ---- opening ------------------------------------------------------------ */

static void memory_works(void **state)
{
    rig *w = *state;

    must(&w->op, tw__conn_open(&w->op, ":memory:", NULL, &w->op.conn));
    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES(7)");
    assert_int_equal(ask_int(&w->op, "SELECT a FROM t"), 7);
    must(&w->op, tw__conn_checkpoint(&w->op, w->op.conn));
}

static void no_name_cannot_be_opened(void **state)
{
    rig *w = *state;

    assert_int_equal(tw__conn_open(&w->op, "", NULL, &w->op.conn),
                     TW_E_CANNOT_OPEN);
    forgive(&w->op);
    assert_int_equal(tw__conn_open(&w->op, NULL, NULL, &w->op.conn),
                     TW_E_CANNOT_OPEN);
}

static void uri_is_a_name_like_any_other(void **state)
{
    static const char *const name = "file:x?mode=memory";
    rig *w = *state;
    char cwd[1024];

    assert_non_null(getcwd(cwd, sizeof(cwd)));
    assert_int_equal(chdir(w->dir), 0);
    must(&w->op, tw__conn_open(&w->op, name, NULL, &w->op.conn));
    exec(&w->op, "CREATE TABLE t(a)");
    assert_int_equal(access(name, F_OK), 0);
    tw__conn_close(w->op.conn);
    w->op.conn = NULL;
    assert_int_equal(chdir(cwd), 0);
}

static void missing_file_is_named(void **state)
{
    rig *w = *state;

    w->options.flags = TW_DB_MUST_EXIST;
    assert_int_equal(rig_open(w, &w->op), TW_E_CANNOT_OPEN);
    assert_non_null(strstr(w->op.error.message, w->path));
    assert_int_not_equal(w->op.error.sqlite_extended, 0);
    assert_int_not_equal(access(w->path, F_OK), 0);
    forgive(&w->op);
    w->options.flags = TW_DB_READONLY;
    assert_int_equal(rig_open(w, &w->op), TW_E_CANNOT_OPEN);
}

static void folder_cannot_be_opened(void **state)
{
    rig *w = *state;

    assert_int_equal(tw__conn_open(&w->op, w->dir, NULL, &w->op.conn),
                     TW_E_CANNOT_OPEN);
    assert_non_null(strstr(w->op.error.message, w->dir));
}

static void text_file_is_not_a_database(void **state)
{
    rig *w = *state;
    char text[4096];

    memset(text, 'x', sizeof(text));
    write_file(w->path, text, sizeof(text));
    assert_int_equal(rig_open(w, &w->op), TW_E_NOT_A_DATABASE);
    assert_non_null(strstr(w->op.error.message, w->path));
}

static void foreign_database_is_left_as_it_is(void **state)
{
    rig *w = *state;

    must(&w->op, rig_open(w, &w->op));
    exec(&w->op, "CREATE TABLE theirs(a)");
    assert_string_equal(ask_text(&w->op, "PRAGMA journal_mode = DELETE"),
                        "delete");
    tw__conn_close(w->op.conn);
    must(&w->op, rig_open(w, &w->op));
    assert_string_equal(ask_text(&w->op, "PRAGMA journal_mode"), "delete");
}

static void readonly_reads_a_wal_file_and_refuses_writes(void **state)
{
    rig *w = *state;

    must(&w->op, rig_open(w, &w->op));
    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES(7)");
    tw__conn_close(w->op.conn);
    w->options.flags = TW_DB_READONLY;
    must(&w->op, rig_open(w, &w->op));
    assert_true(tw__conn_readonly(w->op.conn));
    assert_int_equal(ask_int(&w->op, "SELECT a FROM t"), 7);
    assert_int_equal(attempt(&w->op, "INSERT INTO t VALUES(8)"), TW_E_READONLY);
    forgive(&w->op);
    assert_int_equal(tw__tx_begin_write(&w->op), TW_E_READONLY);
    forgive(&w->op);
    assert_int_equal(tw__conn_checkpoint(&w->op, w->op.conn), TW_E_READONLY);
}

static void readonly_follows_a_writer(void **state)
{
    rig *w = *state;
    tw_op reader;

    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    op_init(&reader);
    w->options.flags = TW_DB_READONLY;
    must(&reader, rig_open(w, &reader));
    assert_int_equal(ask_int(&reader, "SELECT count(*) FROM t"), 1);
    exec(&w->op, "INSERT INTO t VALUES(2)");
    assert_int_equal(ask_int(&reader, "SELECT count(*) FROM t"), 2);
    op_fini(&reader);
}

static void file_without_write_permission_is_readonly(void **state)
{
    rig *w = *state;
    bool root = geteuid() == 0;

    must(&w->op, rig_open(w, &w->op));
    exec(&w->op, "CREATE TABLE t(a)");
    tw__conn_close(w->op.conn);
    w->op.conn = NULL;
    chmod(w->dir, 0777);
    chmod(w->path, 0444);
    if (root) /* who may write everything; nobody may not */
        assert_int_equal(seteuid(65534), 0);
    assert_int_equal(rig_open(w, &w->op), TW_E_READONLY);
    assert_non_null(strstr(w->op.error.message, w->path));
    forgive(&w->op);
    w->options.flags = TW_DB_READONLY;
    must(&w->op, rig_open(w, &w->op));
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 0);
    if (root)
        assert_int_equal(seteuid(0), 0);
}

static void fill_and_close(rig *w)
{
    must(&w->op, rig_open(w, &w->op));
    exec(&w->op, "CREATE TABLE t(a, b); CREATE TABLE u(a);"
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                 " FROM n WHERE i < 5000)"
                 " INSERT INTO t SELECT i, hex(randomblob(50)) FROM n");
    tw__conn_close(w->op.conn);
    w->op.conn = NULL;
}

static void truncated_file_is_corrupt(void **state)
{
    rig *w = *state;

    fill_and_close(w);
    assert_int_equal(truncate(w->path, 100000), 0);
    assert_int_equal(rig_open(w, &w->op), TW_E_CORRUPT);
    assert_non_null(strstr(w->op.error.message, w->path));
    assert_null(w->op.conn);
}

static void damage_kills_the_connection(void **state)
{
    rig *w = *state;
    char junk[100000];
    int fd;

    fill_and_close(w);
    memset(junk, 'j', sizeof(junk));
    fd = open(w->path, O_WRONLY);
    assert_int_equal(pwrite(fd, junk, sizeof(junk), 200000), sizeof(junk));
    close(fd);
    must(&w->op, rig_open(w, &w->op));
    assert_int_equal(tw__conn_dead(w->op.conn), TW_OK);
    assert_int_equal(attempt(&w->op, "SELECT sum(length(b)) FROM t"),
                     TW_E_CORRUPT);
    assert_int_equal(tw__conn_dead(w->op.conn), TW_E_CORRUPT);
    /* dead: the sound table is refused too, and all else */
    forgive(&w->op);
    assert_int_equal(attempt(&w->op, "SELECT * FROM u"), TW_E_CORRUPT);
    forgive(&w->op);
    assert_int_equal(tw__tx_begin_read(&w->op), TW_E_CORRUPT);
    forgive(&w->op);
    assert_int_equal(tw__tx_begin_write(&w->op), TW_E_CORRUPT);
    forgive(&w->op);
    assert_int_equal(tw__stmt_exec(&w->op, TW_STR("SELECT 1")), TW_E_CORRUPT);
    forgive(&w->op);
    assert_int_equal(tw__conn_checkpoint(&w->op, w->op.conn), TW_E_CORRUPT);
}

/* ---- locks -------------------------------------------------------------- */

/* A child process that holds the write lock for `ms`. */
static pid_t lock_elsewhere(rig *w, unsigned ms)
{
    int ready[2];
    char byte;
    pid_t pid;

    assert_int_equal(pipe(ready), 0);
    pid = fork();
    if (pid == 0) {
        tw_op op;
        struct timespec nap = {ms / 1000, (ms % 1000) * 1000000L};

        op_init(&op);
        if (rig_open(w, &op) == TW_OK && tw__tx_begin_write(&op) == TW_OK &&
            write(ready[1], "x", 1) == 1)
            nanosleep(&nap, NULL);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void writer_waits_for_another_process(void **state)
{
    rig *w = *state;
    pid_t pid = lock_elsewhere(w, 50);

    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
    waitpid(pid, NULL, 0);
}

static void writer_gives_up_after_busy_timeout(void **state)
{
    rig *w = *state;
    pid_t pid = lock_elsewhere(w, 600);
    int64_t from = now_ms();

    assert_int_equal(tw__tx_begin_write(&w->op), TW_E_BUSY);
    assert_in_range(now_ms() - from, 190, 500);
    /* readers do not wait */
    forgive(&w->op);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM sqlite_schema"), 0);
    waitpid(pid, NULL, 0);
    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
}

static void *interrupt_soon(void *conn)
{
    struct timespec nap = {0, 30000000};

    nanosleep(&nap, NULL);
    tw__conn_interrupt(conn);
    return NULL;
}

static void interrupt_ends_the_wait_for_a_lock(void **state)
{
    rig *w = *state;
    pid_t pid = lock_elsewhere(w, 600);
    int64_t from = now_ms();
    pthread_t other;

    pthread_create(&other, NULL, interrupt_soon, w->op.conn);
    assert_int_equal(tw__tx_begin_write(&w->op), TW_E_BUSY);
    assert_in_range(now_ms() - from, 20, 150);
    pthread_join(other, NULL);
    waitpid(pid, NULL, 0);
}

/* ---- time --------------------------------------------------------------- */

static void deadline_ends_a_statement(void **state)
{
    rig *w = *state;
    int64_t from = now_ms();

    tw__conn_deadline(w->op.conn, 30);
    assert_int_equal(attempt(&w->op, endless), TW_E_TIMEOUT);
    assert_in_range(now_ms() - from, 25, 1000);
    /* the connection lives, and without a bound goes on */
    forgive(&w->op);
    tw__conn_deadline(w->op.conn, 0);
    assert_int_equal(ask_int(&w->op, "SELECT 5"), 5);
    assert_int_equal(tw__conn_dead(w->op.conn), TW_OK);
}

static void interrupt_ends_a_statement(void **state)
{
    rig *w = *state;
    pthread_t other;

    pthread_create(&other, NULL, interrupt_soon, w->op.conn);
    assert_int_equal(attempt(&w->op, endless), TW_E_TIMEOUT);
    pthread_join(other, NULL);
}

static void interrupt_of_nothing_does_nothing(void **state)
{
    rig *w = *state;

    tw__conn_interrupt(w->op.conn);
    assert_int_equal(ask_int(&w->op, "SELECT 5"), 5);
}

static void passed_deadline_does_not_stop_a_commit(void **state)
{
    rig *w = *state;
    int i;

    exec(&w->op, "CREATE TABLE t(a)");
    /* often enough for SQLite's step counter of COMMIT to come round */
    for (i = 0; i < 2 * 1000; i++) {
        must(&w->op, tw__tx_begin_write(&w->op));
        if (i % 100 == 0)
            exec(&w->op, "INSERT INTO t VALUES(1)");
        w->op.conn->deadline_ns = 1; /* long ago */
        must(&w->op, tw__tx_end_write(&w->op, TW_OK));
        tw__conn_deadline(w->op.conn, 0);
    }
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 20);
}

/* ---- log ---------------------------------------------------------------- */

static void checkpoint_empties_the_log(void **state)
{
    rig *w = *state;
    struct stat st;
    char log[160];

    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    snprintf(log, sizeof(log), "%s-wal", w->path);
    assert_int_equal(stat(log, &st), 0);
    assert_true(st.st_size > 0);
    must(&w->op, tw__conn_checkpoint(&w->op, w->op.conn));
    assert_int_equal(stat(log, &st), 0);
    assert_int_equal(st.st_size, 0);
}

static void checkpoint_is_busy_while_a_reader_holds_the_log(void **state)
{
    rig *w = *state;
    tw_op reader;

    exec(&w->op, "CREATE TABLE t(a)");
    op_init(&reader);
    must(&reader, rig_open(w, &reader));
    must(&reader, tw__tx_begin_read(&reader));
    assert_int_equal(ask_int(&reader, "SELECT count(*) FROM t"), 0);
    exec(&w->op, "INSERT INTO t VALUES(1)");
    assert_int_equal(tw__conn_checkpoint(&w->op, w->op.conn), TW_E_BUSY);
    tw__tx_end_read(&reader);
    forgive(&w->op);
    must(&w->op, tw__conn_checkpoint(&w->op, w->op.conn));
    op_fini(&reader);
}

static void changes_are_those_of_the_last_write(void **state)
{
    rig *w = *state;

    exec(&w->op, "CREATE TABLE t(a); INSERT INTO t VALUES(1), (2), (3)");
    must(&w->op, attempt(&w->op, "UPDATE t SET a = a + 1 WHERE a > 1"));
    assert_int_equal(tw__conn_changes(w->op.conn), 2);
}

/* ---- memory ------------------------------------------------------------- */

typedef struct rationed {
    long left; /* allocations before the first refusal */
    long live; /* bytes */
} rationed;

static void *rationed_resize(void *ctx,
                             void *ptr,
                             size_t old_size,
                             size_t new_size)
{
    rationed *r = ctx;
    void *to;

    if (new_size > old_size && r->left-- <= 0)
        return NULL;
    to = tw__alloc_default.resize(NULL, ptr, old_size, new_size);
    if (to != NULL || new_size == 0)
        r->live += (long)new_size - (long)old_size;
    return to;
}

static void every_failing_allocation_ends_clean(void **state)
{
    rig *w = *state;
    tw_status status = TW_E_NOMEM;
    long n;

    for (n = 0; status != TW_OK && n < 1000; n++) {
        rationed r = {n, 0};
        tw_alloc a = {rationed_resize, &r};
        tw_op op;

        op_init(&op);
        op.alloc = &a;
        status = tw__conn_open(&op, ":memory:", NULL, &op.conn);
        if (status == TW_OK)
            status = attempt(&op, HAS_REGEX ? "SELECT tw_ilike('%A_%', 'xäy')"
                                              " + tw_regex('^a', 'b')"
                                            : "SELECT tw_ilike('%A_%', 'xäy')");
        if (status != TW_OK)
            assert_int_equal(status, TW_E_NOMEM);
        op_fini(&op);
        assert_int_equal(r.live, 0);
    }
    assert_int_equal(status, TW_OK);
    assert_true(n > 5);
    (void)w;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_test(settings_are_those_of_the_table),
        folder_test(options_are_honoured),
        folder_test(durability_out_of_range_is_misuse),
        rig_test(double_quotes_are_names_only),
        rig_test(schema_cannot_be_written_by_sql),
        rig_test(files_cannot_be_attached),
        rig_test(foreign_keys_hold),
        folder_test(memory_works),
        folder_test(no_name_cannot_be_opened),
        folder_test(uri_is_a_name_like_any_other),
        folder_test(missing_file_is_named),
        folder_test(folder_cannot_be_opened),
        folder_test(text_file_is_not_a_database),
        folder_test(foreign_database_is_left_as_it_is),
        folder_test(readonly_reads_a_wal_file_and_refuses_writes),
        rig_test(readonly_follows_a_writer),
        folder_test(file_without_write_permission_is_readonly),
        folder_test(truncated_file_is_corrupt),
        folder_test(damage_kills_the_connection),
        rig_test(writer_waits_for_another_process),
        rig_test(writer_gives_up_after_busy_timeout),
        rig_test(interrupt_ends_the_wait_for_a_lock),
        rig_test(deadline_ends_a_statement),
        rig_test(interrupt_ends_a_statement),
        rig_test(interrupt_of_nothing_does_nothing),
        rig_test(passed_deadline_does_not_stop_a_commit),
        rig_test(checkpoint_empties_the_log),
        rig_test(checkpoint_is_busy_while_a_reader_holds_the_log),
        rig_test(changes_are_those_of_the_last_write),
        folder_test(every_failing_allocation_ends_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
