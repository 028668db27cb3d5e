/* workspace.c -- files and totals. */
#include "support/workspace.h"

#include "support/check.h"

#include <stdio.h>
#include <unistd.h>

void workspace_remove(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    char name[512];

    for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
        (void)snprintf(name, sizeof(name), "%s%s", path, tails[i]);
        (void)unlink(name);
    }
}

size_t workspace_total(tw_db *db, const char *object)
{
    tw_result *page;
    double n;

    assert_int_equal(tw_record_list(db, object, NULL, &page), TW_OK);
    n = tw_value_number(tw_value_get(tw_result_value(page), "totalCount"));
    tw_result_free(page);
    return (size_t)n;
}
