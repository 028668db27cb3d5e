/* change_index_test.c -- custom indexes. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

#include <stdio.h>

static world w;
static held_id thing, code, n, mail, tags, firm;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    thing = quick_object(&w, "thing");
    code = quick_field(&w, thing.text, "code", "TEXT");
    n = quick_field(&w, thing.text, "n", "NUMBER");
    mail = quick_field(&w, thing.text, "mail", "EMAILS");
    tags = quick_field(&w, thing.text, "tags", "ARRAY");
    firm = quick_relation(&w, thing.text, thing.text, "firm", "Things");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

/* An index with one member; `more` stands behind its id. */
static const tw_json *alone(held_id field, const char *more, const char *type)
{
    return json_of(&w,
                   "{\"objectMetadataId\":\"%s\",\"fields\":["
                   "{\"fieldMetadataId\":\"%s\"%s}],\"indexType\":\"%s\"}",
                   thing.text, field.text, more, type);
}

static const tw_json *pair(held_id first, held_id second)
{
    return json_of(&w,
                   "{\"objectMetadataId\":\"%s\",\"fields\":["
                   "{\"fieldMetadataId\":\"%s\"},"
                   "{\"fieldMetadataId\":\"%s\"}]}",
                   thing.text, first.text, second.text);
}

static const tw_index *index_of(held_id id)
{
    return tw__map_get(&w.catalog->index_by_id, tw_str_of(id.text));
}

static void indexes_of_several_kinds_are_made(void **state)
{
    const tw_index *x;
    held_id id = made_index(&w, pair(code, n));

    (void)state;
    x = index_of(id);
    assert_int_equal(x->member_count, 2);
    assert_true(x->is_custom);
    assert_false(x->is_unique || x->is_gin || x->is_engine_owned);
    assert_int_equal(world_int(&w, tw__op_printf(&w.op,
                                                 "SELECT count(*) FROM"
                                                 " sqlite_schema WHERE"
                                                 " name = '%.*s'",
                                                 TW_FMT(x->name))
                                       .ptr),
                     1);
    id = made_index(&w,
                    alone(mail, ",\"subFieldName\":\"primaryEmail\"", "BTREE"));
    world_same(index_of(id)->members[0].sub_field, "primaryEmail");
    id = made_index(&w, alone(tags, "", "GIN"));
    assert_true(index_of(id)->is_gin);
    made_index(&w, pair(firm, n));
}

static void an_index_that_makes_no_sense_is_refused(void **state)
{
    const struct {
        const tw_json *in;
        tw_status status;
    } bad[] = {
        {json_of(&w, "{\"objectMetadataId\":\"%s\",\"fields\":[]}", thing.text),
         TW_E_INDEX_FIELDS_REQUIRED},
        {json_of(&w, "{\"objectMetadataId\":\"%s\"}", thing.text),
         TW_E_PROPERTY_CHECK},
        {pair(n, n), TW_E_DUPLICATE_INDEX_FIELDS},
        {alone((held_id){"11111111-1111-4111-8111-111111111111"}, "", "BTREE"),
         TW_E_INDEX_FIELD_NOT_FOUND},
        {alone(mail, "", "BTREE"), TW_E_INDEX_COMPOSITE},
        {alone(mail, ",\"subFieldName\":\"nope\"", "BTREE"),
         TW_E_INDEX_COMPOSITE},
        {alone(code, ",\"subFieldName\":\"x\"", "BTREE"), TW_E_INDEX_COMPOSITE},
        {alone(code, "", "GIN"), TW_E_INDEX_TYPE},
        {alone(code, "", "HASH"), TW_E_PROPERTY_CHECK},
        {json_of(&w, "{\"objectMetadataId\":"
                     "\"11111111-1111-4111-8111-111111111111\",\"fields\":[]}"),
         TW_E_INDEX_OBJECT_NOT_FOUND},
    };
    held_id things = {{0}};

    (void)state;
    memcpy(things.text, world_field(&w, "thing", "things")->id.ptr, 36);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        tw_str id;

        world_begin(&w);
        assert_int_equal(tw__index_create(&w.op, bad[i].in, &id),
                         bad[i].status);
        tw__op_forgive(&w.op);
        world_rollback(&w);
    }
    refused(&w, INDEX_CREATE, NULL, alone(things, "", "BTREE"),
            TW_E_INDEX_RELATION, NULL);
}

static void the_same_columns_are_indexed_once(void **state)
{
    (void)state;
    made_index(&w, pair(code, n));
    reported(&w, INDEX_CREATE, NULL, pair(code, n),
             "index[INDEX_ALREADY_EXISTS]");
    made_index(&w, pair(n, code));
    reported(&w, INDEX_CREATE, NULL, alone(firm, "", "BTREE"),
             "index[INDEX_ALREADY_EXISTS]");
}

static void an_index_beside_a_unique_one_is_fine(void **state)
{
    (void)state;
    updated_field(&w, code.text, json_of(&w, "{\"isUnique\":true}"));
    made_index(&w, alone(code, "", "BTREE"));
}

static void an_object_has_ten_custom_indexes_at_most(void **state)
{
    held_id fields[11];

    (void)state;
    for (int i = 0; i < 11; i++) {
        char name[8];

        snprintf(name, sizeof(name), "f%d", i);
        fields[i] = quick_field(&w, thing.text, name, "NUMBER");
    }
    for (int i = 0; i < 10; i++)
        made_index(&w, alone(fields[i], "", "BTREE"));
    refused(&w, INDEX_CREATE, NULL, alone(fields[10], "", "BTREE"),
            TW_E_CUSTOM_INDEX_LIMIT, NULL);
}

static void only_custom_indexes_are_deleted(void **state)
{
    held_id id = made_index(&w, pair(code, n)), gin = {{0}};

    (void)state;
    deleted_index(&w, id.text);
    assert_null(index_of(id));
    memcpy(gin.text, world_object(&w, "thing")->indexes[0]->id.ptr, 36);
    refused(&w, INDEX_DELETE, gin.text, NULL, TW_E_SYSTEM_INDEX, NULL);
    memcpy(gin.text, world_object(&w, "thing")->indexes[1]->id.ptr, 36);
    refused(&w, INDEX_DELETE, gin.text, NULL, TW_E_SYSTEM_INDEX, NULL);
    refused(&w, INDEX_DELETE, id.text, NULL, TW_E_INDEX_NOT_FOUND, NULL);
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(indexes_of_several_kinds_are_made),
        in_world(an_index_that_makes_no_sense_is_refused),
        in_world(the_same_columns_are_indexed_once),
        in_world(an_index_beside_a_unique_one_is_fine),
        in_world(an_object_has_ten_custom_indexes_at_most),
        in_world(only_custom_indexes_are_deleted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
