/* disk_test.c -- the disk fills while records are written: each call says so,
** what was answered stays, nothing is there by half, and writing goes on when
** there is room again.
**
** A bound on the size of files stands for the disk: it needs no rights. */
#include "support/check.h"
#include "support/workspace.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define FILE_NAME "build/disk_test.db"

enum {
    BATCH = 7,
    ROOM = 512 * 1024,
    TRIES = 2000
};

static tw_db *db;

static int open_file(void **state)
{
    (void)state;
    (void)signal(SIGXFSZ, SIG_IGN);
    workspace_remove(FILE_NAME);
    return tw_db_open(FILE_NAME, NULL, &db) == TW_OK ? 0 : -1;
}

static int close_file(void **state)
{
    (void)state;
    tw_db_close(db);
    workspace_remove(FILE_NAME);
    return 0;
}

/* No file grows beyond `bytes`; 0: as far as it likes. */
static void bound_files(rlim_t bytes)
{
    struct rlimit r;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &r), 0);
    r.rlim_cur = bytes == 0 ? r.rlim_max : bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &r), 0);
}

static rlim_t size_of(const char *path)
{
    struct stat s;

    return stat(path, &s) == 0 ? (rlim_t)s.st_size : 0;
}

static tw_status write_batch(void)
{
    return tw_record_create_many(db, "note",
                                 TW_STR("[{\"title\":\"a\"},{},{},{},{},{},"
                                        "{\"title\":\"b\"}]"),
                                 NULL, NULL);
}

static bool is_trouble_with_the_disk(tw_status st)
{
    return st == TW_E_FULL || st == TW_E_IO;
}

static void a_full_disk_loses_nothing_that_was_answered(void **state)
{
    size_t stored = 0;
    size_t refused = 0;

    (void)state;
    assert_int_equal(tw_db_checkpoint(db), TW_OK);
    bound_files(size_of(FILE_NAME) + ROOM);
    for (int i = 0; i < TRIES && refused < 20; i++) {
        tw_status st = write_batch();

        if (st == TW_OK) {
            stored++;
            continue;
        }
        if (!is_trouble_with_the_disk(st))
            fail_msg("%s: %s", tw_status_name(st), tw_db_error(db)->message);
        refused++;
        assert_int_equal(workspace_total(db, "note"), stored * BATCH);
    }
    bound_files(0);
    assert_true(stored > 0 && refused == 20);
    assert_int_equal(write_batch(), TW_OK);
    tw_db_close(db);
    assert_int_equal(tw_db_open(FILE_NAME, NULL, &db), TW_OK);
    assert_int_equal(workspace_total(db, "note"), (stored + 1) * BATCH);
}

static void a_copy_without_room_leaves_no_file(void **state)
{
    static const char copy[] = FILE_NAME ".copy";

    (void)state;
    bound_files(64 * 1024);
    assert_true(is_trouble_with_the_disk(tw_db_backup(db, copy)));
    bound_files(0);
    assert_true(size_of(copy) == 0);
    assert_int_equal(tw_db_backup(db, copy), TW_OK);
    workspace_remove(copy);
}

static void a_change_of_the_model_without_room_is_no_change(void **state)
{
    static const char object[] =
        "{\"nameSingular\":\"rocket\",\"namePlural\":\"rockets\","
        "\"labelSingular\":\"Rocket\",\"labelPlural\":\"Rockets\"}";
    uint64_t before = tw_db_model_version(db);

    (void)state;
    assert_int_equal(tw_db_checkpoint(db), TW_OK);
    bound_files(16 * 1024);
    assert_true(is_trouble_with_the_disk(
        tw_object_create(db, tw_str_of(object), NULL)));
    assert_true(tw_db_model_version(db) == before);
    assert_int_equal(tw_record_list(db, "rocket", NULL, NULL),
                     TW_E_OBJECT_NOT_FOUND);
    bound_files(0);
    assert_int_equal(tw_object_create(db, tw_str_of(object), NULL), TW_OK);
    assert_int_equal(workspace_total(db, "rocket"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_loses_nothing_that_was_answered),
        cmocka_unit_test(a_copy_without_room_leaves_no_file),
        cmocka_unit_test(a_change_of_the_model_without_room_is_no_change),
    };

    return cmocka_run_group_tests(tests, open_file, close_file);
}
