/* cases_test.c -- every file in tests/it/cases, each case a test.
**
** usage: cases_test [PART OF A FILE NAME]; run from the top of the tree. */
#include "support/caserun.h"
#include "support/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TESTS_MAX = 2000,
    FILES_MAX = 64
};

static void run_case(void **state)
{
    const char *failure = case_run(*state);

    if (failure != NULL)
        fail_msg("%s", failure);
}

static int is_case_file(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);

    return len > 5 && strcmp(entry->d_name + len - 5, ".case") == 0;
}

int main(int argc, char **argv)
{
    static struct CMUnitTest tests[TESTS_MAX];
    static case_file *files[FILES_MAX];
    struct dirent **names;
    int count = scandir("tests/it/cases", &names, is_case_file, alphasort);
    size_t test_count = 0, file_count = 0;
    int failed;

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
