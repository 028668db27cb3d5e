/* 02_create_and_read.c -- one record through its life: create, read, update,
** soft-delete, restore, destroy. */
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
    tw_db *db = NULL;
    tw_result *made, *read;
    const tw_value *record;
    tw_status st;
    tw_str id;

    st = tw_db_open(":memory:", NULL, &db);
    must(db, st);

    must(db, tw_record_create(
                 db, "company",
                 TW_STR("{\"name\":\"Acme\",\"domainName\":{\"primaryLinkUrl\":"
                        "\"https://ACME.example/\"}}"),
                 NULL, &made));
    id = tw_value_text(tw_value_get(tw_result_value(made), "id"));

    must(db,
         tw_record_update(db, "company", id,
                          TW_STR("{\"address\":{\"addressCity\":\"Lyon\"}}"),
                          NULL, NULL));

    must(db, tw_record_get(db, "company", id, 0, &read));
    record = tw_result_value(read);
    printf("name: %s\n", tw_value_text(tw_value_get(record, "name")).ptr);
    printf("domain: %s\n",
           tw_value_text(tw_value_get(tw_value_get(record, "domainName"),
                                      "primaryLinkUrl"))
               .ptr);
    printf("city: %s\n",
           tw_value_text(
               tw_value_get(tw_value_get(record, "address"), "addressCity"))
               .ptr);
    tw_result_free(read);

    must(db, tw_record_delete(db, "company", id, NULL));
    printf("after the soft delete: %s\n",
           tw_status_name(tw_record_get(db, "company", id, 0, NULL)));
    must(db, tw_record_restore(db, "company", id, 0, NULL));
    printf("after the restore: %s\n",
           tw_status_name(tw_record_get(db, "company", id, 0, NULL)));
    must(db, tw_record_destroy(db, "company", id, NULL));
    printf("after the end: %s\n",
           tw_status_name(tw_record_restore(db, "company", id, 0, NULL)));

    /* A refused value names the place. */
    st = tw_record_create(db, "company", TW_STR("{\"name\":7}"), NULL, NULL);
    printf("%s at %s: %s\n", tw_status_name(st), tw_db_error(db)->path,
           tw_db_error(db)->message);

    tw_result_free(made);
    tw_db_close(db);
    return 0;
}
