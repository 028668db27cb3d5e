/* migrate_test.c -- new, current, newer and foreign files. */
#include "store/migrate.h"

#include "unit/store/rig.h"

#include <ctype.h>
#include <pthread.h>
#include <sys/wait.h>

static void new_file_gets_the_fixed_tables(void **state)
{
    static const char *const tables[] = {
        "tw_meta",   "tw_model",        "tw_object",       "tw_field",
        "tw_index",  "tw_index_member", "tw_search_field", "tw_count",
        "tw_search", "tw_api_key",
    };
    rig *w = *state;
    bool is_new = false;
    char sql[100];
    size_t i;

    must(&w->op, tw__migrate(&w->op, &is_new));
    assert_true(is_new);
    for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", tables[i]);
        assert_true(ask_int(&w->op, sql) >= 0);
    }
    assert_int_equal(ask_int(&w->op, "PRAGMA application_id"),
                     TW_FILE_APPLICATION_ID);
    assert_int_equal(ask_int(&w->op, "PRAGMA user_version"), TW_FILE_VERSION);
    assert_int_equal(ask_int(&w->op, "SELECT version FROM tw_model"), 1);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM tw_object"), 0);
    /* all STRICT, but for the full-text index and its own tables */
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM pragma_table_list"
                                     " WHERE name GLOB 'tw_*' AND NOT strict"
                                     " AND name NOT GLOB 'tw_search*'"),
                     0);
    assert_string_equal(ask_text(&w->op, "PRAGMA foreign_key_check"),
                        "(no row)");
    assert_string_equal(ask_text(&w->op, "PRAGMA integrity_check"), "ok");
}

static void new_file_gets_ids_and_a_secret(void **state)
{
    static const char *const keys[] = {"workspaceId", "standardApplicationId",
                                       "customApplicationId"};
    rig *w = *state;
    const char *ids[3], *secret;
    bool is_new;
    size_t i, j;

    must(&w->op, tw__migrate(&w->op, &is_new));
    for (i = 0; i < 3; i++) {
        char sql[100];

        snprintf(sql, sizeof(sql), "SELECT value FROM tw_meta WHERE key = '%s'",
                 keys[i]);
        ids[i] = ask_text(&w->op, sql);
        assert_int_equal(strlen(ids[i]), 36);
        assert_int_equal(ids[i][14], '4');
        for (j = 0; j < i; j++)
            assert_string_not_equal(ids[i], ids[j]);
    }
    secret = ask_text(&w->op, "SELECT value FROM tw_meta WHERE key = 'secret'");
    assert_int_equal(strlen(secret), 64);
    for (i = 0; i < 64; i++)
        assert_true(isxdigit((unsigned char)secret[i]));
}

static void current_file_is_left_alone(void **state)
{
    rig *w = *state;
    bool is_new = false, needed = true;
    int64_t changes;

    must(&w->op, tw__migrate(&w->op, &is_new));
    tw__conn_close(w->op.conn);
    must(&w->op, rig_open(w, &w->op));
    changes = ask_int(&w->op, "SELECT total_changes()");
    must(&w->op, tw__migrate_needed(&w->op, &needed));
    assert_false(needed);
    must(&w->op, tw__migrate(&w->op, &is_new));
    assert_false(is_new);
    assert_int_equal(ask_int(&w->op, "SELECT total_changes()"), changes);
    assert_int_equal(ask_int(&w->op, "SELECT count(*) FROM tw_meta"), 4);
}

static void current_file_is_read_without_a_lock(void **state)
{
    rig *w = *state;
    tw_op other;
    bool is_new;

    must(&w->op, tw__migrate(&w->op, &is_new));
    must(&w->op, tw__tx_begin_write(&w->op));
    op_init(&other);
    must(&other, rig_open(w, &other));
    must(&other, tw__migrate(&other, &is_new));
    assert_false(is_new);
    op_fini(&other);
    must(&w->op, tw__tx_end_write(&w->op, TW_OK));
}

static void readonly_opens_a_current_file(void **state)
{
    rig *w = *state;
    bool is_new;

    must(&w->op, tw__migrate(&w->op, &is_new));
    tw__conn_close(w->op.conn);
    w->options.flags = TW_DB_READONLY;
    must(&w->op, rig_open(w, &w->op));
    must(&w->op, tw__migrate(&w->op, &is_new));
    assert_false(is_new);
}

static void callers_transaction_is_joined(void **state)
{
    rig *w = *state;
    bool is_new, needed = false;

    must(&w->op, tw__tx_begin_write(&w->op));
    must(&w->op, tw__migrate(&w->op, &is_new));
    assert_true(is_new);
    assert_int_equal(tw__tx_end_write(&w->op, TW_E_INVALID), TW_E_INVALID);
    must(&w->op, tw__migrate_needed(&w->op, &needed));
    assert_true(needed); /* nothing is left of it */
}

static void newer_file_is_refused(void **state)
{
    rig *w = *state;
    bool is_new;

    must(&w->op, tw__migrate(&w->op, &is_new));
    exec(&w->op, "PRAGMA user_version = 99");
    assert_int_equal(tw__migrate(&w->op, &is_new), TW_E_NEWER);
    assert_non_null(strstr(w->op.error.message, "99"));
}

static void foreign_database_is_refused(void **state)
{
    static const char *const files[] = {
        "CREATE TABLE theirs(a)",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 3",
    };
    rig *w = *state;
    size_t i;

    for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        bool is_new = true;

        tw__conn_close(w->op.conn);
        must(&w->op,
             tw__conn_open(&w->op, ":memory:", &w->options, &w->op.conn));
        exec(&w->op, files[i]);
        assert_int_equal(tw__migrate(&w->op, &is_new), TW_E_NOT_A_DATABASE);
        assert_false(is_new);
        forgive(&w->op);
    }
}

static void workspace_without_a_version_is_damaged(void **state)
{
    rig *w = *state;
    bool is_new;

    must(&w->op, tw__migrate(&w->op, &is_new));
    exec(&w->op, "PRAGMA user_version = 0");
    assert_int_equal(tw__migrate(&w->op, &is_new), TW_E_CORRUPT);
}

static void every_fixed_statement_prepares(void **state)
{
    rig *w = *state;
    bool is_new;
    int i;

    must(&w->op, tw__migrate(&w->op, &is_new));
    for (i = 0; i < TW_SQL_COUNT_; i++) {
        tw_stmt *s = tw__stmt_fixed(&w->op, (tw_sql)i);

        if (s == NULL)
            fail_msg("statement %d: %s", i, w->op.error.message);
        tw__stmt_done(s);
    }
}

static void one_of_many_processes_makes_the_file(void **state)
{
    rig *w = *state;
    int i, made = 0;

    for (i = 0; i < 8; i++) {
        if (fork() == 0) {
            tw_op op;
            bool is_new;

            op_init(&op);
            w->options.busy_timeout_ms = 20000;
            if (rig_open(w, &op) != TW_OK || tw__migrate(&op, &is_new) != TW_OK)
                _exit(2);
            op_fini(&op);
            _exit(is_new);
        }
    }
    for (i = 0; i < 8; i++) {
        int status;

        assert_true(wait(&status) > 0);
        assert_true(WIFEXITED(status));
        assert_in_range(WEXITSTATUS(status), 0, 1);
        made += WEXITSTATUS(status);
    }
    assert_int_equal(made, 1);
}

/* What model/ddl puts into triggers must be allowed there. */
static void search_table_is_kept_by_triggers(void **state)
{
    rig *w = *state;
    bool is_new;

    must(&w->op, tw__migrate(&w->op, &is_new));
    exec(&w->op, "CREATE TABLE note(_id INTEGER PRIMARY KEY, t TEXT) STRICT;"
                 "CREATE TRIGGER i AFTER INSERT ON note BEGIN"
                 " INSERT INTO tw_search(rowid, text)"
                 "  VALUES((1 << 40) + new._id, new.t); END;"
                 "CREATE TRIGGER d AFTER DELETE ON note BEGIN"
                 " INSERT INTO tw_search(tw_search, rowid, text)"
                 "  VALUES('delete', (1 << 40) + old._id, old.t); END;"
                 "INSERT INTO note(t) VALUES('Caf\xc3\xa9 Noir'), ('tea')");
    assert_int_equal(ask_int(&w->op, "SELECT rowid & ((1 << 40) - 1)"
                                     " FROM tw_search('caf*')"),
                     1);
    exec(&w->op, "DELETE FROM note WHERE _id = 1");
    assert_int_equal(ask_int(&w->op, "SELECT rowid FROM tw_search('cafe')"),
                     -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_test(new_file_gets_the_fixed_tables),
        rig_test(new_file_gets_ids_and_a_secret),
        rig_test(current_file_is_left_alone),
        rig_test(current_file_is_read_without_a_lock),
        rig_test(readonly_opens_a_current_file),
        rig_test(callers_transaction_is_joined),
        rig_test(newer_file_is_refused),
        rig_test(foreign_database_is_refused),
        rig_test(workspace_without_a_version_is_damaged),
        rig_test(every_fixed_statement_prepares),
        folder_test(one_of_many_processes_makes_the_file),
        rig_test(search_table_is_kept_by_triggers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
