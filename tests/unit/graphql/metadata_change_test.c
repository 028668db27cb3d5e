/* metadata_change_test.c -- mutations of the data model over GraphQL: what they
** answer, and that a refused one leaves nothing. */
#include "graphql/metadata_inside.h"

#include "support/change.h"
#include "support/check.h"
#include "support/metaql.h"

#include "base/str.h"

#include <stdio.h>

static metaql q;

static int begin(void **state)
{
    (void)state;
    metaql_open(&q, TW_START_EMPTY);
    quick_object(&q.w, "one");
    quick_object(&q.w, "two");
    return 0;
}

static int end(void **state)
{
    (void)state;
    metaql_close(&q);
    return 0;
}

#define LISTING                                                          \
    "{nameSingular:\"listing\",namePlural:\"listings\",labelSingular:\"" \
    "listing\",labelPlural:\"Listings\"}"

static void an_object_is_made_changed_and_deleted(void **state)
{
    (void)state;
    metaql_answers(&q,
                   "{\"createOneObject\":{\"nameSingular\":\"listing\","
                   "\"labelSingular\":\"Listing\",\"isActive\":true}}",
                   "mutation{createOneObject(input:{object:" LISTING
                   "}){nameSingular labelSingular isActive}}");
    metaql_answers(&q,
                   "{\"updateOneObject\":{\"labelSingular\":\"Lot\","
                   "\"namePlural\":\"listings\"}}",
                   "mutation{updateOneObject(input:{id:\"%s\",update:{"
                   "labelSingular:\"Lot\"}}){labelSingular namePlural}}",
                   metaql_object(&q, "listing"));
    metaql_answers(&q,
                   "{\"deleteOneObject\":{\"labelSingular\":\"Lot\","
                   "\"fields\":{\"pageInfo\":{\"hasNextPage\":false}}}}",
                   "mutation{deleteOneObject(input:{id:\"%s\"}){labelSingular "
                   "fields{pageInfo{hasNextPage}}}}",
                   metaql_object(&q, "listing"));
    assert_null(tw__object_by_singular(q.w.catalog, TW_STR("listing")));
}

static void a_field_is_made_changed_and_deleted(void **state)
{
    (void)state;
    metaql_answers(&q,
                   "{\"createOneField\":{\"name\":\"code\",\"type\":\"TEXT\","
                   "\"isUnique\":true,\"defaultValue\":null,"
                   "\"object\":{\"nameSingular\":\"one\"}}}",
                   "mutation{createOneField(input:{field:{type:TEXT,name:"
                   "\"code\",label:\"Code\",isUnique:true,objectMetadataId:"
                   "\"%s\"}}){name type isUnique defaultValue "
                   "object{nameSingular}}}",
                   metaql_object(&q, "one"));
    metaql_answers(
        &q,
        "{\"updateOneField\":{\"isUnique\":false,\"settings\":{"
        "\"displayedMaxRows\":3},\"defaultValue\":\"'x'\"}}",
        "mutation{updateOneField(input:{id:\"%s\",update:{isUnique:"
        "false,settings:{displayedMaxRows:3},defaultValue:\"'x'\"}}){"
        "isUnique settings defaultValue}}",
        metaql_field(&q, "one", "code"));
    metaql_answers(&q,
                   "{\"deleteOneField\":{\"name\":\"code\",\"settings\":{"
                   "\"displayedMaxRows\":3}}}",
                   "mutation{deleteOneField(input:{id:\"%s\"}){name settings}}",
                   metaql_field(&q, "one", "code"));
    assert_null(tw__field_find(world_object(&q.w, "one"), TW_STR("code"),
                               &(bool){false}));
}

static void an_index_is_made_and_deleted(void **state)
{
    (void)state;
    metaql_answers(&q,
                   "{\"createOneIndex\":{\"indexType\":\"BTREE\",\"isUnique\":"
                   "false,\"indexFieldMetadataList\":[{\"order\":0}]}}",
                   "mutation{createOneIndex(input:{index:{objectMetadataId:"
                   "\"%s\",fields:[{fieldMetadataId:\"%s\"}]}}){indexType "
                   "isUnique indexFieldMetadataList{order}}}",
                   metaql_object(&q, "one"), metaql_field(&q, "one", "name"));
    metaql_answers(&q, "{\"deleteOneIndex\":{\"isCustom\":true}}",
                   "mutation{deleteOneIndex(input:{id:\"%.36s\"}){isCustom}}",
                   world_object(&q.w, "one")->indexes[1]->id.ptr);
    assert_int_equal(world_object(&q.w, "one")->index_count, 1);
}

static void several_changes_of_one_request_see_each_other(void **state)
{
    (void)state;
    metaql_answers(
        &q,
        "{\"a\":{\"nameSingular\":\"listing\"},"
        "\"b\":{\"name\":\"code\"},\"c\":{\"nameSingular\":\"two\"}}",
        "mutation{a:createOneObject(input:{object:" LISTING
        "}){nameSingular} b:createOneField(input:{field:{type:NUMBER,name:"
        "\"code\",label:\"Code\",objectMetadataId:\"%s\"}}){name} "
        "c:deleteOneObject(input:{id:\"%s\"}){nameSingular}}",
        metaql_object(&q, "one"), metaql_object(&q, "two"));
    assert_non_null(world_field(&q.w, "one", "code"));
    assert_non_null(world_object(&q.w, "listing"));
    assert_null(tw__object_by_singular(q.w.catalog, TW_STR("two")));
}

static void refusals_say_what_the_change_says(void **state)
{
    const char *unknown = "11111111-1111-4111-8111-111111111111";
    tw_status st;

    (void)state;
    st = metaql_ask(&q, "mutation{createOneObject(input:{object:{nameSingular:"
                        "\"one\",namePlural:\"ones\",labelSingular:\"One\","
                        "labelPlural:\"Ones\"}}){id}}");
    assert_int_equal(st, TW_E_METADATA_VALIDATION);
    assert_non_null(strstr(q.report, "OBJECT_ALREADY_EXISTS"));
    st = metaql_ask(&q, "mutation{createOneObject(input:{object:{nameSingular:"
                        "\"\",namePlural:\"a'b\",labelSingular:\"One\","
                        "labelPlural:\"Ones\"}}){id}}");
    assert_int_equal(st, TW_E_PROPERTY_CHECK);
    assert_non_null(strstr(q.error.message, "nameSingular should not be "
                                            "empty, namePlural must not"));
    metaql_refuses(&q, TW_E_OBJECT_NOT_FOUND,
                   "mutation{updateOneObject(input:{id:\"%s\",update:{icon:"
                   "\"x\"}}){id}}",
                   unknown);
    metaql_refuses(&q, TW_E_ENTITY_NOT_FOUND,
                   "mutation{deleteOneObject(input:{id:\"%s\"}){id}}", unknown);
    metaql_refuses(&q, TW_E_METADATA_VALIDATION,
                   "mutation{updateOneField(input:{id:\"%s\",update:{label:"
                   "\"x\"}}){id}}",
                   unknown);
    metaql_refuses(&q, TW_E_FIELD_UNKNOWN,
                   "mutation{deleteOneField(input:{id:\"%s\"}){id}}", unknown);
    metaql_refuses(&q, TW_E_INDEX_NOT_FOUND,
                   "mutation{deleteOneIndex(input:{id:\"%s\"}){id}}", unknown);
    metaql_refuses(&q, TW_E_FIELD_UNKNOWN, /* the id of an object */
                   "mutation{deleteOneField(input:{id:\"%s\"}){id type "
                   "relation{type}}}",
                   metaql_object(&q, "one"));
    metaql_refuses(&q, TW_E_SYSTEM_INDEX,
                   "mutation{deleteOneIndex(input:{id:\"%.36s\"}){id}}",
                   world_object(&q.w, "one")->indexes[0]->id.ptr);
}

static void an_index_without_fields_has_no_sub_code(void **state)
{
    tw_status st;

    (void)state;
    st = metaql_ask(&q,
                    "mutation{createOneIndex(input:{index:{objectMetadataId:"
                    "\"%s\",fields:[]}}){id}}",
                    metaql_object(&q, "one"));
    assert_int_equal(st, TW_E_INDEX_FIELDS_REQUIRED);
    assert_true(q.no_sub_code);
}

static void what_cannot_be_shown_is_not_done(void **state)
{
    (void)state;
    metaql_refuses(&q, TW_E_INVALID,
                   "mutation{deleteOneObject(input:{id:\"%s\"}){fields(paging:{"
                   "first:0}){edges{cursor}}}}",
                   metaql_object(&q, "one"));
    assert_non_null(world_object(&q.w, "one"));
}

static void memory_running_out_undoes_a_change(void **state)
{
    tw_status st = TW_E_NOMEM;

    (void)state;
    for (int64_t n = 1; st != TW_OK; n += 7) {
        q.fail_in = n;
        st = metaql_ask(&q,
                        "mutation{a:updateOneObject(input:{id:\"%s\",update:{"
                        "icon:\"IconA\"}}){id} createOneField(input:{field:{"
                        "type:TEXT,name:\"code\",label:\"Code\","
                        "objectMetadataId:\"%s\"}}){name object{fieldsList{"
                        "name}}}}",
                        metaql_object(&q, "one"), metaql_object(&q, "one"));
        if (st != TW_OK)
            assert_int_equal(st, TW_E_NOMEM);
        assert_true(n < 200000);
    }
    assert_non_null(world_field(&q.w, "one", "code"));
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(an_object_is_made_changed_and_deleted),
        in_world(a_field_is_made_changed_and_deleted),
        in_world(an_index_is_made_and_deleted),
        in_world(several_changes_of_one_request_see_each_other),
        in_world(refusals_say_what_the_change_says),
        in_world(an_index_without_fields_has_no_sub_code),
        in_world(what_cannot_be_shown_is_not_done),
        in_world(memory_running_out_undoes_a_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
