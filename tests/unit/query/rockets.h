/* rockets.h -- a custom object with a field of every kind, and a few people
** and companies, put in by plain SQL. */
#ifndef QUERY_TEST_ROCKETS_H
#define QUERY_TEST_ROCKETS_H

#include "model/change.h"
#include "support/ask.h"
#include "support/check.h"
#include "support/world.h"

#include <stdio.h>
#include <stdlib.h>

static world rw;

/* "11111111-1111-4111-8111-00000000000n" */
#define UUID(n) "11111111-1111-4111-8111-0000000000" n

static inline const tw_json *rocket_json(const char *text)
{
    const tw_json *node;

    world_ok(&rw, tw__json_read(&rw.op, tw_str_of(text), &node));
    return node;
}

static inline void rocket_field(tw_str object,
                                const char *name,
                                const char *more)
{
    tw_str text = tw__op_printf(&rw.op,
                                "{\"objectMetadataId\":\"%.*s\",\"name\":"
                                "\"%s\",\"label\":\"%s\",%s}",
                                TW_FMT(object), name, name, more);
    tw_str id;

    world_ok(&rw, tw__field_create(&rw.op, rocket_json(text.ptr), &id));
}

/* An object "rocket" as the specification's cases have it. */
static inline void make_rockets(void)
{
    static const char *const fields[][2] = {
        {"mass", "\"type\":\"NUMBER\""},
        {"active", "\"type\":\"BOOLEAN\""},
        {"launchDate", "\"type\":\"DATE\""},
        {"launchedAt", "\"type\":\"DATE_TIME\""},
        {"kind", "\"type\":\"SELECT\",\"options\":["
                 "{\"label\":\"Small\",\"value\":\"SMALL\",\"color\":\"green\","
                 "\"position\":0},"
                 "{\"label\":\"Big\",\"value\":\"BIG\",\"color\":\"blue\","
                 "\"position\":1}]"},
        {"tags", "\"type\":\"MULTI_SELECT\",\"options\":["
                 "{\"label\":\"Hot\",\"value\":\"HOT\",\"color\":\"green\","
                 "\"position\":0},"
                 "{\"label\":\"Warm\",\"value\":\"WARM\",\"color\":\"blue\","
                 "\"position\":1}]"},
        {"notesList", "\"type\":\"ARRAY\""},
        {"meta", "\"type\":\"RAW_JSON\""},
        {"price", "\"type\":\"CURRENCY\""},
        {"site", "\"type\":\"LINKS\""},
        {"home", "\"type\":\"ADDRESS\""},
        {"ref", "\"type\":\"UUID\""},
        {"full", "\"type\":\"FULL_NAME\""},
    };
    tw_str object;

    world_begin(&rw);
    world_ok(&rw, tw__object_create(&rw.op,
                                    rocket_json("{\"nameSingular\":\"rocket\","
                                                "\"namePlural\":\"rockets\","
                                                "\"labelSingular\":\"Rocket\","
                                                "\"labelPlural\":\"Rockets\"}"),
                                    &object));
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        rocket_field(object, fields[i][0], fields[i][1]);
    /* the changes' own snapshot is op's; the world reads a fresh one */
    tw__catalog_release((tw_catalog *)(uintptr_t)rw.op.catalog);
    rw.op.catalog = rw.catalog;
    world_commit_reload(&rw);
}

/* INSERT into `table`: `columns` and `values` as SQL, with what every record
** has put in front. */
static inline void put_record(const char *table,
                              const char *id,
                              const char *columns,
                              const char *values)
{
    char sql[2048];

    snprintf(sql, sizeof(sql),
             "INSERT INTO \"%s\"(id,createdAt,updatedAt,createdBySource,"
             "createdByName%s%s) VALUES('%s','2026-01-01T00:00:00.000Z',"
             "'2026-01-01T00:00:00.000Z','API','Test key'%s%s)",
             table, columns[0] == '\0' ? "" : ",", columns, id,
             values[0] == '\0' ? "" : ",", values);
    world_exec(&rw, sql);
}

static inline const tw_select *full(const char *object, uint32_t depth)
{
    const tw_select *s;

    world_ok(&rw, tw__select_full(&rw.op, world_object(&rw, object), depth,
                                  TW_LIMIT_CHILDREN_READ, &s));
    return s;
}

/* The texts of member `name` (a string or null) of each record of a page,
** with blanks between them; "-" for one that is missing. */
static inline const char *names_of(tw_str json, const char *name)
{
    static char to[4096];
    size_t len = 0;
    const tw_json *list;
    tw_str text = tw__op_printf(&rw.op, "[%.*s]", TW_FMT(json));

    world_ok(&rw, tw__json_read(&rw.op, text, &list));
    to[0] = '\0';
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_json *v = tw__json_member(&list->items[i], name);
        bool given = v != NULL && v->type == TW_JSON_TEXT;

        len += (size_t)snprintf(to + len, sizeof(to) - len, "%s%.*s",
                                i == 0 ? "" : " ", given ? (int)v->text.len : 1,
                                given ? v->text.ptr : "-");
    }
    return to;
}

#endif
