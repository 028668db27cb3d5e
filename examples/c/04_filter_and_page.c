/* 04_filter_and_page.c -- filter, order, and read page after page. */
#include <twentyapi.h>

#include <stdio.h>
#include <stdlib.h>

static void must(tw_db *db, tw_status st)
{
    if (st == TW_OK)
        return;
    fprintf(stderr, "%s: %s\n", tw_status_name(st), tw_db_error(db)->message);
    exit(1);
}

int main(void)
{
    static const char *const stages[] = {"NEW", "MEETING", "PROPOSAL"};
    tw_list_options options = TW_LIST_OPTIONS_INIT;
    tw_group_options group = TW_GROUP_OPTIONS_INIT;
    tw_result *page = NULL, *groups;
    tw_db *db = NULL;
    tw_status st;
    int number = 1;

    st = tw_db_open(":memory:", NULL, &db);
    must(db, st);
    for (int i = 1; i <= 9; i++) {
        char json[160];

        snprintf(json, sizeof(json),
                 "{\"name\":\"Deal %d\",\"stage\":\"%s\",\"amount\":"
                 "{\"amountMicros\":%d000000,\"currencyCode\":\"EUR\"}}",
                 i, stages[i % 3], i * 100);
        must(db,
             tw_record_create(db, "opportunity", tw_str_of(json), NULL, NULL));
    }

    options.filter = TW_STR("amount.amountMicros[gte]:300000000,"
                            "not(stage[eq]:NEW)");
    options.order_by = TW_STR("amount.amountMicros[DescNullsLast]");
    options.limit = 2;
    for (;;) {
        const tw_value *records, *info;
        tw_result *next;

        must(db, tw_record_list(db, "opportunity", &options, &next));
        tw_result_free(page); /* the cursor points into it until here */
        page = next;
        records = tw_value_get(tw_result_value(page), "records");
        printf("page %d:", number++);
        for (size_t i = 0; i < tw_value_count(records); i++)
            printf(" %s",
                   tw_value_text(tw_value_get(tw_value_at(records, i), "name"))
                       .ptr);
        printf("\n");
        info = tw_value_get(tw_result_value(page), "pageInfo");
        if (!tw_value_bool(tw_value_get(info, "hasNextPage")))
            break;
        options.starting_after = tw_value_text(tw_value_get(info, "endCursor"));
    }
    tw_result_free(page);

    group.group_by = TW_STR("[{\"stage\":true}]");
    group.aggregate = TW_STR("[\"totalCount\",\"sumAmountAmountMicros\"]");
    group.order_by = TW_STR("[{\"stage\":\"AscNullsLast\"}]");
    must(db, tw_record_group(db, "opportunity", &group, &groups));
    printf("%s\n", tw_result_json(groups).ptr);
    tw_result_free(groups);
    tw_db_close(db);
    return 0;
}
