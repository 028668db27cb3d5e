/* 01_define_object.c -- open a workspace and give it an object of our own: a
** rocket with fields and a relation to the person who owns it. */
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

/* The id of an object of the model, as NUL-terminated text. */
static void object_id(tw_db *db, const char *name, char id[37])
{
    tw_result *object;

    must(db, tw_object_get(db, tw_str_of(name), &object));
    snprintf(id, 37, "%s",
             tw_value_text(tw_value_get(tw_result_value(object), "id")).ptr);
    tw_result_free(object);
}

static void add_field(tw_db *db, const char *object, const char *properties)
{
    char json[512];

    snprintf(json, sizeof(json), "{\"objectMetadataId\":\"%s\",%s}", object,
             properties);
    must(db, tw_field_create(db, tw_str_of(json), NULL));
}

int main(void)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    char rocket[37], person[37], relation[512];
    const tw_value *fields;
    tw_result *object;
    tw_db *db = NULL;

    options.start = TW_START_STANDARD; /* people, companies, ... */
    if (tw_db_open(":memory:", &options, &db) != TW_OK)
        must(db, tw_db_error(db)->status);

    must(db,
         tw_object_create(db,
                          TW_STR("{\"nameSingular\":\"rocket\",\"namePlural\":"
                                 "\"rockets\",\"labelSingular\":\"Rocket\","
                                 "\"labelPlural\":\"Rockets\"}"),
                          NULL));
    object_id(db, "rocket", rocket);
    object_id(db, "person", person);

    add_field(db, rocket,
              "\"type\":\"NUMBER\",\"name\":\"mass\",\"label\":\"Mass\"");
    add_field(db, rocket,
              "\"type\":\"SELECT\",\"name\":\"kind\",\"label\":\"Kind\","
              "\"options\":[{\"label\":\"Small\",\"value\":\"SMALL\","
              "\"color\":\"blue\",\"position\":0},{\"label\":\"Big\","
              "\"value\":\"BIG\",\"color\":\"red\",\"position\":1}]");
    snprintf(relation, sizeof(relation),
             "\"type\":\"RELATION\",\"name\":\"owner\",\"label\":\"Owner\","
             "\"relationCreationPayload\":{\"type\":\"MANY_TO_ONE\","
             "\"targetObjectMetadataId\":\"%s\",\"targetFieldLabel\":"
             "\"Rockets\",\"targetFieldIcon\":\"IconRocket\"}",
             person);
    add_field(db, rocket, relation);

    must(db, tw_object_get(db, TW_STR("rocket"), &object));
    fields = tw_value_get(tw_result_value(object), "fields");
    for (size_t i = 0; i < tw_value_count(fields); i++) {
        const tw_value *field = tw_value_at(fields, i);

        printf("%s %s\n", tw_value_text(tw_value_get(field, "name")).ptr,
               tw_value_text(tw_value_get(field, "type")).ptr);
    }
    tw_result_free(object);
    tw_db_close(db);
    return 0;
}
