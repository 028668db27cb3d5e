/* metadata_test.c -- reading the data model over GraphQL: entities, lists,
** relations, presentation, bounds. */
#include "graphql/metadata.h"

#include "support/change.h"
#include "support/check.h"
#include "support/metaql.h"

#include "base/str.h"

#include <stdio.h>

static metaql q;

static int open_standard(void **state)
{
    (void)state;
    metaql_open(&q, TW_START_STANDARD);
    return 0;
}

static int open_empty(void **state)
{
    (void)state;
    metaql_open(&q, TW_START_EMPTY);
    quick_object(&q.w, "one");
    quick_object(&q.w, "two");
    quick_object(&q.w, "three");
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    metaql_close(&q);
    return 0;
}

static void an_object_shows_its_plain_members(void **state)
{
    (void)state;
    metaql_answers(
        &q,
        "{\"object\":{\"nameSingular\":\"company\",\"namePlural\":"
        "\"companies\",\"labelSingular\":\"Company\",\"labelPlural\":"
        "\"Companies\",\"shortcut\":\"C\",\"isRemote\":false,\"isActive\":true,"
        "\"isSystem\":false,\"isUIEditable\":true,\"isUICreatable\":true,"
        "\"isUIReadOnly\":false,\"isSearchable\":true,"
        "\"isLabelSyncedWithName\":false,\"__typename\":\"Object\"}}",
        "{object(id:\"%s\"){nameSingular namePlural labelSingular labelPlural "
        "shortcut isRemote isActive isSystem isUIEditable isUICreatable "
        "isUIReadOnly isSearchable isLabelSyncedWithName __typename}}",
        metaql_object(&q, "company"));
}

static void what_is_unset_reads_as_empty_text(void **state)
{
    (void)state;
    metaql_answers(
        &q,
        "{\"object\":{\"description\":\"\",\"icon\":\"\",\"color\":\"\","
        "\"shortcut\":null,\"imageIdentifierFieldMetadataId\":null,"
        "\"duplicateCriteria\":null}}",
        "{object(id:\"%s\"){description icon color shortcut "
        "imageIdentifierFieldMetadataId duplicateCriteria}}",
        metaql_object(&q, "one"));
    quick_field(&q.w, metaql_object(&q, "one"), "code", "TEXT");
    metaql_answers(
        &q,
        "{\"field\":{\"description\":\"\",\"icon\":\"\",\"defaultValue\":null,"
        "\"options\":null,\"settings\":null,\"morphId\":null,"
        "\"relation\":null,\"morphRelations\":null,\"isUnique\":null}}",
        "{field(id:\"%s\"){description icon defaultValue options settings "
        "morphId relation{type} morphRelations{type} isUnique}}",
        metaql_field(&q, "one", "code"));
}

static void overrides_are_shown_in_place_of_base_values(void **state)
{
    (void)state;
    updated_object(&q.w, metaql_object(&q, "company"),
                   json_of(&q.w,
                           "{\"labelSingular\":\"Firm\",\"icon\":\"IconX\","
                           "\"color\":\"blue\"}"));
    metaql_answers(
        &q,
        "{\"object\":{\"labelSingular\":\"Firm\",\"labelPlural\":\"Companies\","
        "\"icon\":\"IconX\",\"color\":\"blue\"}}",
        "{object(id:\"%s\"){labelSingular labelPlural icon color}}",
        metaql_object(&q, "company"));
    updated_field(&q.w, metaql_field(&q, "company", "domainName"),
                  json_of(&q.w, "{\"label\":\"Heads\",\"description\":\"d\"}"));
    metaql_answers(&q,
                   "{\"field\":{\"label\":\"Heads\",\"description\":\"d\","
                   "\"name\":\"domainName\"}}",
                   "{field(id:\"%s\"){label description name}}",
                   metaql_field(&q, "company", "domainName"));
}

static void selections_obey_aliases_fragments_and_directives(void **state)
{
    char variables[120];

    (void)state;
    snprintf(variables, sizeof(variables),
             "{\"yes\":true,\"no\":false,\"id\":\"%s\"}",
             metaql_object(&q, "one"));
    world_ok(&q.w, metaql_ask_with(
                       &q,
                       "query($yes:Boolean!,$no:Boolean!,$id:UUID!){"
                       "a:object(id:$id){...N n2:nameSingular @skip(if:$yes) "
                       "... on Object @include(if:$yes){p:namePlural} "
                       "isActive @include(if:$no) n:nameSingular} "
                       "b:object(id:$id){...N @skip(if:$yes)}}"
                       "fragment N on Object{n:nameSingular ...M} "
                       "fragment M on Object{n:nameSingular t:__typename}",
                       variables));
    world_same(tw__buf_view(&q.out),
               "{\"a\":{\"n\":\"one\",\"t\":\"Object\",\"p\":\"ones\"},"
               "\"b\":{}}");
}

static void unknown_and_malformed_ids_are_refused(void **state)
{
    const char *unknown = "11111111-1111-4111-8111-111111111111";

    (void)state;
    assert_int_equal(metaql_ask(&q, "{object(id:\"%s\"){id}}", unknown),
                     TW_E_OBJECT_NOT_FOUND);
    assert_true(q.no_sub_code);
    metaql_refuses(&q, TW_E_FIELD_UNKNOWN, "{field(id:\"%s\"){id}}", unknown);
    metaql_refuses(&q, TW_E_OBJECT_NOT_FOUND, "{object(id:\"%s\"){id}}",
                   metaql_field(&q, "one", "name"));
    metaql_refuses(&q, TW_E_GRAPHQL_VARIABLES,
                   "{object(id:\"not-a-uuid\"){id}}");
    metaql_refuses(&q, TW_E_FIELD_UNKNOWN,
                   "{field(id:\"00000000-0000-0000-0000-000000000000\"){id}}");
}

static void an_id_in_capitals_is_the_same_id(void **state)
{
    char id[40];

    (void)state;
    snprintf(id, sizeof(id), "%s", metaql_object(&q, "one"));
    for (char *p = id; *p != '\0'; p++)
        if (*p >= 'a' && *p <= 'f')
            *p = (char)(*p - 32);
    metaql_answers(&q, "{\"object\":{\"nameSingular\":\"one\"}}",
                   "{object(id:\"%s\"){nameSingular}}", id);
}

static void nothing_is_shown_without_a_token(void **state)
{
    (void)state;
    q.no_token = true;
    assert_int_equal(metaql_ask(&q, "{objects{edges{node{id}}}}"),
                     TW_E_FORBIDDEN);
    assert_string_equal(q.error.message, "Forbidden resource");
    metaql_refuses(&q, TW_E_FORBIDDEN,
                   "mutation{deleteOneObject(input:{id:\"%s\"}){id}}",
                   metaql_object(&q, "one"));
    assert_non_null(world_object(&q.w, "one"));
}

static void a_relation_shows_both_sides(void **state)
{
    (void)state;
    quick_relation(&q.w, metaql_object(&q, "one"), metaql_object(&q, "two"),
                   "boss", "Minions");
    metaql_answers(
        &q,
        "{\"field\":{\"type\":\"RELATION\",\"relation\":{\"type\":"
        "\"MANY_TO_ONE\",\"sourceObjectMetadata\":{\"nameSingular\":\"one\"},"
        "\"targetObjectMetadata\":{\"nameSingular\":\"two\"},"
        "\"sourceFieldMetadata\":{\"name\":\"boss\"},"
        "\"targetFieldMetadata\":{\"name\":\"minions\",\"relation\":{\"type\":"
        "\"ONE_TO_MANY\",\"targetFieldMetadata\":{\"name\":\"boss\",\"object\":"
        "{\"nameSingular\":\"one\"}}}},\"__typename\":\"Relation\"},"
        "\"morphRelations\":null}}",
        "{field(id:\"%s\"){type relation{type "
        "sourceObjectMetadata{nameSingular} targetObjectMetadata{nameSingular} "
        "sourceFieldMetadata{name} targetFieldMetadata{name relation{type "
        "targetFieldMetadata{name object{nameSingular}}}} __typename} "
        "morphRelations{type}}}",
        metaql_field(&q, "one", "boss"));
}

static held_id owned_by_two(void)
{
    return made_field(
        &q.w,
        json_of(&q.w,
                "{\"type\":\"MORPH_RELATION\",\"name\":\"owner\",\"label\":"
                "\"Owner\",\"objectMetadataId\":\"%s\","
                "\"morphRelationsCreationPayload\":["
                "{\"type\":\"MANY_TO_ONE\",\"targetObjectMetadataId\":\"%s\","
                "\"targetFieldLabel\":\"Owned\",\"targetFieldIcon\":\"I\"},"
                "{\"type\":\"MANY_TO_ONE\",\"targetObjectMetadataId\":\"%s\","
                "\"targetFieldLabel\":\"Owned\",\"targetFieldIcon\":\"I\"}]}",
                metaql_object(&q, "one"), metaql_object(&q, "two"),
                metaql_object(&q, "three")));
}

static void a_polymorphic_relation_lists_its_members(void **state)
{
    (void)state;
    owned_by_two();
    metaql_answers(
        &q,
        "{\"field\":{\"name\":\"ownerThree\",\"relation\":null,"
        "\"morphRelations\":["
        "{\"type\":\"MANY_TO_ONE\",\"sourceFieldMetadata\":{\"name\":"
        "\"owner\"},\"targetObjectMetadata\":{\"nameSingular\":\"two\"},"
        "\"targetFieldMetadata\":{\"name\":\"owned\"}},"
        "{\"type\":\"MANY_TO_ONE\",\"sourceFieldMetadata\":{\"name\":"
        "\"owner\"},\"targetObjectMetadata\":{\"nameSingular\":\"three\"},"
        "\"targetFieldMetadata\":{\"name\":\"owned\"}}]}}",
        "{field(id:\"%s\"){name relation{type} morphRelations{type "
        "sourceFieldMetadata{name} targetObjectMetadata{nameSingular} "
        "targetFieldMetadata{name}}}}",
        metaql_field(&q, "one", "ownerThree"));
}

/* How many times `text` is in the answer. */
static int times(const char *text)
{
    tw_str s = tw__buf_view(&q.out);
    size_t len = strlen(text);
    int n = 0;

    for (size_t i = 0; i + len <= s.len; i++)
        n += memcmp(s.ptr + i, text, len) == 0;
    return n;
}

static void the_list_of_fields_shows_a_group_once(void **state)
{
    (void)state;
    owned_by_two();
    world_ok(&q.w, metaql_ask(&q, "{object(id:\"%s\"){fieldsList{name type}}}",
                              metaql_object(&q, "one")));
    assert_int_equal(times("\"name\":\"owner\",\"type\":\"MORPH_RELATION\""),
                     1);
    assert_int_equal(times("MORPH_RELATION"), 1);
    world_ok(&q.w, metaql_ask(&q,
                              "{object(id:\"%s\"){fields(paging:{first:100}){"
                              "edges{node{name type}}}}}",
                              metaql_object(&q, "one")));
    assert_int_equal(times("\"ownerTwo\""), 1);
    assert_int_equal(times("\"ownerThree\""), 1);
    assert_int_equal(times("\"owner\""), 0);
}

static void an_active_member_stands_for_its_group(void **state)
{
    static const char *const names[] = {"ownerTwo", "ownerThree"};
    char ids[2][40], sql[120];

    (void)state;
    owned_by_two();
    for (int i = 0; i < 2; i++)
        snprintf(ids[i], sizeof(ids[i]), "%s",
                 metaql_field(&q, "one", names[i]));
    for (int i = 0; i < 2; i++) {
        snprintf(sql, sizeof(sql),
                 "UPDATE tw_field SET isActive = (name = '%s')"
                 " WHERE name LIKE 'owner%%'",
                 names[i]);
        world_exec(&q.w, sql);
        world_reload(&q.w);
        world_ok(&q.w, metaql_ask(&q, "{object(id:\"%s\"){fieldsList{id}}}",
                                  metaql_object(&q, "one")));
        assert_int_equal(times(ids[i]), 1);
        assert_int_equal(times(ids[1 - i]), 0);
    }
}

static void a_list_onto_a_group_shows_its_first_member(void **state)
{
    (void)state;
    metaql_answers(&q,
                   "{\"field\":{\"relation\":{\"targetFieldMetadata\":{"
                   "\"name\":\"targetCompany\",\"type\":\"MORPH_RELATION\"}}}}",
                   "{field(id:\"%s\"){relation{targetFieldMetadata{name "
                   "type}}}}",
                   metaql_field(&q, "person", "noteTargets"));
}

static void indexes_show_their_fields(void **state)
{
    (void)state;
    quick_field(&q.w, metaql_object(&q, "one"), "mail", "EMAILS");
    made_index(&q.w, json_of(&q.w,
                             "{\"objectMetadataId\":\"%s\",\"fields\":["
                             "{\"fieldMetadataId\":\"%s\"},"
                             "{\"fieldMetadataId\":\"%s\",\"subFieldName\":"
                             "\"primaryEmail\"}]}",
                             metaql_object(&q, "one"),
                             metaql_field(&q, "one", "name"),
                             metaql_field(&q, "one", "mail")));
    metaql_answers(
        &q,
        "{\"object\":{\"indexMetadatas\":{\"edges\":[{\"node\":{\"isCustom\":"
        "true,\"isUnique\":false,\"indexType\":\"BTREE\",\"indexWhereClause\":"
        "null,\"indexFieldMetadataList\":[{\"order\":0,\"subFieldName\":null},"
        "{\"order\":1,\"subFieldName\":\"primaryEmail\"}]}}]}}}",
        "{object(id:\"%s\"){indexMetadatas(filter:{isCustom:{is:true}}){edges{"
        "node{isCustom isUnique indexType indexWhereClause "
        "indexFieldMetadataList{order subFieldName}}}}}}",
        metaql_object(&q, "one"));
    metaql_answers(&q,
                   "{\"object\":{\"indexMetadataList\":[{\"indexType\":"
                   "\"GIN\"},{\"indexType\":\"BTREE\"}]}}",
                   "{object(id:\"%s\"){indexMetadataList{indexType}}}",
                   metaql_object(&q, "one"));
}

static void search_fields_come_by_position(void **state)
{
    char expected[200];

    (void)state;
    quick_field(&q.w, metaql_object(&q, "one"), "code", "TEXT");
    updated_object(&q.w, metaql_object(&q, "one"),
                   json_of(&q.w, "{\"labelIdentifierFieldMetadataId\":\"%s\"}",
                           metaql_field(&q, "one", "code")));
    snprintf(expected, sizeof(expected),
             "{\"object\":{\"searchFieldMetadataList\":[{\"fieldMetadataId\":"
             "\"%.36s\",\"position\":0},{\"fieldMetadataId\":\"%.36s\","
             "\"position\":1}]}}",
             metaql_field(&q, "one", "name"), metaql_field(&q, "one", "code"));
    metaql_answers(&q, expected,
                   "{object(id:\"%s\"){searchFieldMetadataList{fieldMetadataId "
                   "position}}}",
                   metaql_object(&q, "one"));
    world_ok(&q.w, metaql_ask(&q,
                              "{object(id:\"%s\"){searchFieldMetadataList{id "
                              "tsVectorFieldMetadataId createdAt}}}",
                              metaql_object(&q, "one")));
    assert_int_equal(times(metaql_field(&q, "one", "searchVector")), 2);
}

static void records_are_counted_for_every_object(void **state)
{
    (void)state;
    world_exec(&q.w, "UPDATE tw_count SET live = 7, total = 9 WHERE object ="
                     " (SELECT number FROM tw_object"
                     " WHERE nameSingular = 'two')");
    world_ok(&q.w, metaql_ask(&q, "{objectRecordCounts{objectNamePlural "
                                  "totalCount}}"));
    assert_int_equal(times("{\"objectNamePlural\":\"twos\",\"totalCount\":7}"),
                     1);
    assert_int_equal(times("\"totalCount\":0"), 2);
}

static void the_short_model_has_a_hash_that_changes(void **state)
{
    char before[600];

    (void)state;
    world_ok(&q.w, metaql_ask(&q, "{minimalMetadata{views{id} "
                                  "objectMetadataItems{nameSingular icon} "
                                  "collectionHashes{collectionName}}}"));
    assert_int_equal(times("\"views\":[]"), 1);
    assert_int_equal(times("{\"nameSingular\":\"two\",\"icon\":\"\"}"), 1);
    assert_int_equal(times("\"objectMetadata\""), 1);
    world_ok(&q.w, metaql_ask(&q, "{minimalMetadata{collectionHashes{hash}}}"));
    snprintf(before, sizeof(before), "%.*s", TW_FMT(q.out));
    world_ok(&q.w, metaql_ask(&q, "{minimalMetadata{collectionHashes{hash}}}"));
    world_same(tw__buf_view(&q.out), before);
    quick_object(&q.w, "four");
    world_ok(&q.w, metaql_ask(&q, "{minimalMetadata{collectionHashes{hash}}}"));
    assert_false(tw__str_is(tw__buf_view(&q.out), before));
}

static void an_answer_that_grows_without_end_is_refused(void **state)
{
    (void)state;
    metaql_refuses(&q, TW_E_INVALID,
                   "{objects(paging:{first:1000}){edges{node{fieldsList{object{"
                   "fieldsList{object{fieldsList{object{fieldsList{id}}}}}}}}}}"
                   "}");
    assert_int_equal(q.out.len, strlen("{\"objects\":}"));
}

static void memory_running_out_leaves_nothing_behind(void **state)
{
    tw_status st = TW_E_NOMEM;

    (void)state;
    for (int64_t n = 1; st != TW_OK; n++) {
        q.fail_in = n;
        st = metaql_ask(
            &q,
            "{object(id:\"%s\"){id labelSingular fieldsList{name label "
            "relation{targetFieldMetadata{name}} morphRelations{type}} "
            "fields(filter:{isSystem:{is:false}}){edges{cursor node{name}}} "
            "indexMetadataList{indexFieldMetadataList{id}} "
            "searchFieldMetadataList{id}}}",
            metaql_object(&q, "one"));
        if (st != TW_OK)
            assert_int_equal(st, TW_E_NOMEM);
        assert_true(n < 100000);
    }
}

#define with_standard(test) \
    cmocka_unit_test_setup_teardown(test, open_standard, close_all)
#define with_three(test) \
    cmocka_unit_test_setup_teardown(test, open_empty, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_standard(an_object_shows_its_plain_members),
        with_three(what_is_unset_reads_as_empty_text),
        with_standard(overrides_are_shown_in_place_of_base_values),
        with_three(selections_obey_aliases_fragments_and_directives),
        with_three(unknown_and_malformed_ids_are_refused),
        with_three(an_id_in_capitals_is_the_same_id),
        with_three(nothing_is_shown_without_a_token),
        with_three(a_relation_shows_both_sides),
        with_three(a_polymorphic_relation_lists_its_members),
        with_three(the_list_of_fields_shows_a_group_once),
        with_three(an_active_member_stands_for_its_group),
        with_standard(a_list_onto_a_group_shows_its_first_member),
        with_three(indexes_show_their_fields),
        with_three(search_fields_come_by_position),
        with_three(records_are_counted_for_every_object),
        with_three(the_short_model_has_a_hash_that_changes),
        with_standard(an_answer_that_grows_without_end_is_refused),
        with_three(memory_running_out_leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
