/* cases_test.c -- every file in tests/it/cases, each case a test.
**
** usage: cases_test [PART OF A FILE NAME]; run from the top of the tree. */
#include "support/caserun.h"
#include "support/check.h"
#include "support/feature.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TESTS_MAX = 2000,
    FILES_MAX = 64
};

/* Cases whose order or names come of letters beyond ASCII. */
static bool needs_fold(const char *title)
{
    static const char *const titles[] = {
        "C131 text is ordered", "C131 nulls come", "C136 (decisions) and",
        "M047 accents"};

    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
        if (strncmp(title, titles[i], strlen(titles[i])) == 0)
            return true;
    return false;
}

static void run_case(void **state)
{
    const case_entry *entry = *state;
    const char *failure = case_run(*state); /* later cases build on it */

    if (failure != NULL && !HAS_FOLD && needs_fold(entry->title))
        skip();
    if (failure != NULL)
        fail_msg("%s", failure);
}

static int is_case_file(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);

    return len > 5 && strcmp(entry->d_name + len - 5, ".case") == 0;
}

static void cases_need_keys(void **state)
{
    (void)state;
    skip();
}

/* Without libsodium there are no keys, and so no way in. */
static int skip_all(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases_need_keys)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv)
{
    static struct CMUnitTest tests[TESTS_MAX];
    static case_file *files[FILES_MAX];
    struct dirent **names;
    int count = scandir("tests/it/cases", &names, is_case_file, alphasort);
    size_t test_count = 0, file_count = 0;
    int failed;

    if (!HAS_TOKENS)
        return skip_all();
    for (int i = 0; i < count; i++) {
        char path[512];

        snprintf(path, sizeof(path), "tests/it/cases/%s", names[i]->d_name);
        free(names[i]);
        if ((argc > 1 && strstr(path, argv[1]) == NULL) ||
            file_count == FILES_MAX)
            continue;
        files[file_count] = case_open(path);
        if (files[file_count] == NULL) {
            fprintf(stderr, "cannot open %s\n", path);
            return 1;
        }
        for (size_t k = 0; k < case_count(files[file_count]); k++) {
            case_entry *entry = case_at(files[file_count], k);

            tests[test_count++] = (struct CMUnitTest){.name = entry->title,
                                                      .test_func = run_case,
                                                      .initial_state = entry};
        }
        file_count++;
    }
    free(names);
    failed = _cmocka_run_group_tests("cases", tests, test_count, NULL, NULL);
    for (size_t i = 0; i < file_count; i++)
        case_close(files[i]);
    return failed;
}
