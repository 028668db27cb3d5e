/* backup_test.c -- a copy of a file in use. */
#include "store/conn_inside.h"
#include "store/migrate.h"
#include "unit/store/rig.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

static const char *copy_path(rig *w)
{
    return tw__arena_printf(w->op.arena, "%s/copy.db", w->dir).ptr;
}

static void fill(rig *w)
{
    bool is_new;

    must(&w->op, tw__migrate(&w->op, &is_new));
    exec(
        &w->op,
        "CREATE TABLE t(_id INTEGER PRIMARY KEY, a TEXT) STRICT;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 20000) INSERT INTO t SELECT i, hex(randomblob(40)) FROM n");
}

static void copy_opens_like_the_original(void **state)
{
    rig *w = *state;
    const char *sum = "SELECT count(*) || ' ' || min(a) || ' ' || max(a) FROM"
                      " t";
    const char *path = copy_path(w);
    tw_op copy;
    bool is_new = true;

    fill(w);
    must(&w->op, tw__conn_backup(&w->op, w->op.conn, path));
    op_init(&copy);
    must(&copy, tw__conn_open(&copy, path, &w->options, &copy.conn));
    must(&copy, tw__migrate(&copy, &is_new));
    assert_false(is_new);
    assert_string_equal(ask_text(&copy, sum), ask_text(&w->op, sum));
    assert_string_equal(ask_text(&copy, "PRAGMA integrity_check"), "ok");
    assert_string_equal(ask_text(&copy, "PRAGMA journal_mode"), "wal");
    op_fini(&copy);
}

static void memory_can_be_copied_into_a_file(void **state)
{
    rig *w = *state;
    const char *path = copy_path(w);
    tw_op copy;

    tw__conn_close(w->op.conn);
    must(&w->op, tw__conn_open(&w->op, ":memory:", NULL, &w->op.conn));
    fill(w);
    must(&w->op, tw__conn_backup(&w->op, w->op.conn, path));
    op_init(&copy);
    must(&copy, tw__conn_open(&copy, path, &w->options, &copy.conn));
    assert_int_equal(ask_int(&copy, "SELECT count(*) FROM t"), 20000);
    op_fini(&copy);
}

static void existing_file_is_never_written_over(void **state)
{
    rig *w = *state;
    const char *path = copy_path(w);
    char byte = 0;
    int fd = open(path, O_RDWR | O_CREAT, 0666);

    assert_int_equal(write(fd, "x", 1), 1);
    assert_int_equal(tw__conn_backup(&w->op, w->op.conn, path),
                     TW_E_CANNOT_OPEN);
    assert_non_null(strstr(w->op.error.message, path));
    assert_int_equal(pread(fd, &byte, 1, 0), 1);
    assert_int_equal(byte, 'x');
    close(fd);
}

static void missing_folder_is_named(void **state)
{
    rig *w = *state;

    assert_int_equal(
        tw__conn_backup(&w->op, w->op.conn, "/nonexistent/copy.db"),
        TW_E_CANNOT_OPEN);
    assert_non_null(strstr(w->op.error.message, "/nonexistent/copy.db"));
}

static void failed_copy_leaves_no_file(void **state)
{
    rig *w = *state;
    const char *path = copy_path(w);
    struct rlimit old, small = {200000, 200000};
    tw_status status;

    fill(w);
    must(&w->op, tw__conn_checkpoint(&w->op, w->op.conn));
    getrlimit(RLIMIT_FSIZE, &old);
    small.rlim_max = old.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    status = tw__conn_backup(&w->op, w->op.conn, path);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_true(status == TW_E_FULL || status == TW_E_IO);
    assert_int_not_equal(access(path, F_OK), 0);
    /* the original goes on */
    forgive(&w->op);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM t"), 20000);
}

typedef struct writer {
    rig *w;
    atomic_bool stop;
    tw_status status;
} writer;

/* Moves a unit from one row to another, for ever. */
static void *keep_writing(void *arg)
{
    writer *wr = arg;
    tw_op op;

    op_init(&op);
    wr->status = rig_open(wr->w, &op);
    while (wr->status == TW_OK && !atomic_load(&wr->stop)) {
        wr->status = tw__tx_begin_write(&op);
        if (wr->status != TW_OK)
            break;
        wr->status = attempt(&op, "UPDATE sums SET v = v - 1 WHERE _id = 1");
        if (wr->status == TW_OK)
            wr->status =
                attempt(&op, "UPDATE sums SET v = v + 1 WHERE _id = 2");
        wr->status = tw__tx_end_write(&op, wr->status);
    }
    op_fini(&op);
    return NULL;
}

static void copy_is_one_state_while_others_write(void **state)
{
    rig *w = *state;
    writer wr = {.w = w};
    pthread_t thread;
    int i;

    fill(w);
    exec(&w->op, "CREATE TABLE sums(_id INTEGER PRIMARY KEY, v INTEGER, pad);"
                 "INSERT INTO sums VALUES(1, 1000, randomblob(20000)),"
                 " (2, 0, randomblob(20000))");
    w->options.durability = TW_DURABILITY_OFF;
    pthread_create(&thread, NULL, keep_writing, &wr);
    for (i = 0; i < 5; i++) {
        const char *path = copy_path(w);
        tw_op copy;

        must(&w->op, tw__conn_backup(&w->op, w->op.conn, path));
        op_init(&copy);
        must(&copy, tw__conn_open(&copy, path, &w->options, &copy.conn));
        assert_int_equal(ask_int(&copy, "SELECT sum(v) FROM sums"), 1000);
        op_fini(&copy);
        unlink(path);
    }
    atomic_store(&wr.stop, true);
    pthread_join(thread, NULL);
    assert_int_equal(wr.status, TW_OK);
    assert_int_not_equal(ask_int(&w->op, "SELECT v FROM sums WHERE _id = 2"),
                         0);
}

static void memory_is_no_name_for_a_copy(void **state)
{
    rig *w = *state;

    fill(w);
    assert_int_equal(tw__conn_backup(&w->op, w->op.conn, ":memory:"),
                     TW_E_CANNOT_OPEN);
    assert_int_not_equal(access(":memory:", F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_test(copy_opens_like_the_original),
        rig_test(memory_can_be_copied_into_a_file),
        rig_test(existing_file_is_never_written_over),
        rig_test(missing_folder_is_named),
        rig_test(memory_is_no_name_for_a_copy),
        rig_test(failed_copy_leaves_no_file),
        rig_test(copy_is_one_state_while_others_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
