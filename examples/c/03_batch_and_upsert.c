/* 03_batch_and_upsert.c -- many records in one transaction: all or nothing;
** and upsert by a unique field. */
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

static void count(tw_db *db, const char *when)
{
    tw_result *page;

    must(db, tw_record_list(db, "person", NULL, &page));
    printf("%s: %.0f people\n", when,
           tw_value_number(tw_value_get(tw_result_value(page), "totalCount")));
    tw_result_free(page);
}

int main(void)
{
    tw_record_options upsert = TW_RECORD_OPTIONS_INIT;
    tw_result *made;
    const tw_value *list;
    tw_db *db = NULL;
    tw_status st;

    st = tw_db_open(":memory:", NULL, &db);
    must(db, st);

    must(db, tw_record_create_many(
                 db, "person",
                 TW_STR("[{\"name\":{\"firstName\":\"Ada\"},\"emails\":"
                        "{\"primaryEmail\":\"ada@engines.example\"}},"
                        "{\"name\":{\"firstName\":\"Bela\"},\"emails\":"
                        "{\"primaryEmail\":\"bela@engines.example\"}}]"),
                 NULL, NULL));
    count(db, "after the batch");

    /* The second one's address is taken, so neither is stored. */
    st = tw_record_create_many(
        db, "person",
        TW_STR("[{\"name\":{\"firstName\":\"Chidi\"}},"
               "{\"emails\":{\"primaryEmail\":\"ADA@engines.example\"}}]"),
        NULL, NULL);
    printf("%s at %s\n", tw_status_name(st), tw_db_error(db)->path);
    count(db, "after the refused batch");

    upsert.upsert = true;
    must(db, tw_record_create_many(
                 db, "person",
                 TW_STR("[{\"emails\":{\"primaryEmail\":"
                        "\"ada@engines.example\"},\"jobTitle\":\"Analyst\"},"
                        "{\"emails\":{\"primaryEmail\":"
                        "\"dora@engines.example\"}}]"),
                 &upsert, &made));
    count(db, "after the upsert");
    list = tw_result_value(made);
    for (size_t i = 0; i < tw_value_count(list); i++) {
        const tw_value *person = tw_value_at(list, i);
        const tw_value *name = tw_value_get(person, "name");
        const tw_value *emails = tw_value_get(person, "emails");

        printf("%s, %s, %s\n",
               tw_value_text(tw_value_get(emails, "primaryEmail")).ptr,
               tw_value_text(tw_value_get(name, "firstName")).ptr,
               tw_value_text(tw_value_get(person, "jobTitle")).ptr);
    }
    tw_result_free(made);
    tw_db_close(db);
    return 0;
}
