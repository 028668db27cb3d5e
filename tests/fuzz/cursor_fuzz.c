/* cursor_fuzz.c -- whatever text stands for a cursor: it is read or refused,
** the page that begins there can be asked for, no record is on both sides of
** it, and a cursor that the library made of it is a place among the records.
** The first byte chooses the order, the second whether the rest is taken as
** JSON, to be put into base64, or as the cursor itself. */
#include "base/base64.h"
#include "query/list.h"
#include "support/ask.h"
#include "support/world.h"

#include <stdlib.h>

static const char *const orders[] = {
    "",
    "position[DescNullsLast]",
    "name.firstName,jobTitle[AscNullsLast],name.lastName[DescNullsFirst]",
    "company.name[DescNullsFirst],companyId",
    "emails.additionalEmails,createdBy.source,createdAt[DescNullsLast]",
    "company.accountOwner.name,noteTargets.id[AscNullsLast]",
};
enum {
    ORDERS = sizeof(orders) / sizeof(orders[0])
};

static world w;

static void open_once(void)
{
    static bool open;

    if (open)
        return;
    open = true;
    world_open(&w, NULL, TW_START_STANDARD);
    world_exec(&w, "INSERT INTO person(id,createdAt,updatedAt,nameFirstName,"
                   "position) VALUES('11111111-1111-4111-8111-000000000001',"
                   "'2026-01-01T00:00:00.000Z','2026-01-01T00:00:00.000Z',"
                   "'Ada',1),('11111111-1111-4111-8111-000000000002',"
                   "'2026-01-01T00:00:00.000Z','2026-01-01T00:00:00.000Z',"
                   "NULL,2)");
}

/* The page; the cursor of its first record.  The status. */
static tw_status page(const char *order,
                      tw_str after,
                      tw_str before,
                      tw_page_info *info)
{
    tw_list_ask ask = {.object = world_object(&w, "person"),
                       .limit = 3,
                       .after = after,
                       .before = before};
    const tw_select *s;
    tw_status st;
    tw_buf out;

    ask.order_count = ask_order(&w.op, order, &ask.order);
    if (tw__select_full(&w.op, ask.object, 0, 0, &s) != TW_OK)
        abort();
    tw__buf_init(&out, &w.alloc);
    st = tw__query_list(&w.op, &ask, s, &out, info);
    tw__buf_fini(&out);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tw_page_info after = {0}, before = {0}, again = {0};
    tw_str cursor;
    const char *order;
    tw_status st;
    tw_buf b;

    if (size < 3)
        return 0;
    open_once();
    order = orders[data[0] % ORDERS];
    cursor = tw__op_str(&w.op, (tw_str){(const char *)data + 2, size - 2});
    tw__buf_init(&b, &w.alloc);
    if (data[1] % 2 == 0) {
        tw__base64_put(&b, cursor);
        cursor = tw__op_take(&w.op, &b);
    }
    tw__buf_fini(&b);
    st = page(order, cursor, TW_NO_STR, &after);
    if (st != TW_OK && st != TW_E_INVALID && st != TW_E_INVALID_CURSOR)
        abort();
    tw__op_forgive(&w.op);
    if (page(order, TW_NO_STR, cursor, &before) != st)
        abort();
    tw__op_forgive(&w.op);
    /* but one without values is nowhere: {} */
    if (st == TW_OK && after.count + before.count > 2 &&
        after.count + before.count < 4)
        abort();
    /* a cursor of the library's own has every other record on one side */
    if (after.count > 0) {
        if (page(order, after.start_cursor, TW_NO_STR, &again) != TW_OK ||
            page(order, TW_NO_STR, after.start_cursor, &before) != TW_OK ||
            again.count + before.count != 1)
            abort();
    }
    world_next(&w);
    return 0;
}
