/* filter_fuzz.c -- any filter text on a small world.  What the database says of
** a filter must agree with what it says of the same filter twice, of its
** negation, and of both together. */
#include "query/list.h"
#include "rest/filter_syntax.h"

#include "support/world.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    RECORDS = 24
};

static world w;

static void open_once(void)
{
    static bool open;

    if (open)
        return;
    open = true;
    world_open(&w, NULL, TW_START_STANDARD);
    world_begin(&w);
    for (int i = 0; i < RECORDS; i++) {
        char sql[512];

        snprintf(sql, sizeof(sql),
                 "INSERT INTO opportunity(id, createdAt, updatedAt, name, "
                 "stage, amountAmountMicros, amountCurrencyCode, closeDate, "
                 "position, createdBySource) VALUES("
                 "'%08d-0000-4000-8000-000000000000',"
                 "'2026-01-%02dT00:00:00.000Z','2026-01-01T00:00:00.000Z',"
                 "%s, %s, %s, 'EUR', %s, %d, 'API')",
                 i, i + 1,
                 i % 5 == 0 ? "NULL"
                 : i % 2    ? "'Acme'"
                            : "'Zeta'",
                 i % 4 == 0 ? "NULL"
                 : i % 3    ? "'NEW'"
                            : "'MEETING'",
                 i % 6 == 0 ? "NULL" : "1000000",
                 i % 7 == 0 ? "NULL" : "'2026-03-01T00:00:00.000Z'", i - 5);
        world_exec(&w, sql);
    }
    world_commit_reload(&w);
}

/* How many records match; -1: refused. */
static int count(const tw_filter *f)
{
    uint32_t n;
    tw_str *ids;

    if (tw__query_ids(&w.op, world_object(&w, "opportunity"), f, RECORDS, &ids,
                      &n) != TW_OK) {
        if (w.op.error.status >= TW_E_NOMEM && w.op.error.status < TW_E_INVALID)
            abort(); /* not the filter's fault */
        tw__op_forgive(&w.op);
        return -1;
    }
    return (int)n;
}

static int count_of(tw_filter_op op, const tw_filter *a, const tw_filter *b)
{
    const tw_filter *items[] = {a, b};
    tw_filter f = {.op = op, .items = items, .count = b == NULL ? 1 : 2};

    return count(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const tw_filter *f;
    int n, not_n;

    open_once();
    world_next(&w);
    if (tw__filter_parse(&w.op, (tw_str){(const char *)data, size}, &f) !=
        TW_OK) {
        tw__op_forgive(&w.op);
        return 0;
    }
    n = count(f);
    if (n < 0)
        return 0;
    not_n = count_of(TW_FILTER_NOT, f, NULL);
    if (count_of(TW_FILTER_AND, f, f) != n ||
        count_of(TW_FILTER_OR, f, f) != n || not_n < 0 || n + not_n > RECORDS)
        abort();
    return 0;
}
