/* report_test.c -- reports of refused changes, to the byte. */
#include "model/report.h"

#include "support/check.h"
#include "support/world.h"

#include "base/str.h"
#include "model/tree.h"

static world w;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static void nothing_to_complain_about_is_fine(void **state)
{
    tw_report_item item = {.kind = TW_REPORT_FIELD, .type = "create"};
    tw_report r;

    (void)state;
    tw__report_init(&r, &w.op);
    tw__report_add(&r, &item);
    assert_int_equal(tw__report_finish(&r), TW_OK);
    assert_null(w.op.report.ptr);
}

static void an_early_refusal_has_no_status_and_no_identity(void **state)
{
    (void)state;
    assert_int_equal(tw__report_early(&w.op, TW_REPORT_FIELD, "update",
                                      "FIELD_METADATA_NOT_FOUND", "not there"),
                     TW_E_METADATA_VALIDATION);
    world_same(w.op.report,
               "{\"errors\":{\"fieldMetadata\":[{\"errors\":[{\"code\":"
               "\"FIELD_METADATA_NOT_FOUND\",\"message\":\"not there\","
               "\"userFriendlyMessage\":\"not there\"}],"
               "\"flatEntityMinimalInformation\":{\"id\":\"\"},"
               "\"metadataName\":\"fieldMetadata\",\"type\":\"update\"}]},"
               "\"summary\":{\"totalErrors\":1,\"fieldMetadata\":1},"
               "\"message\":\"Validation failed for 1 fieldMetadata\","
               "\"userFriendlyMessage\":\"not there\"}");
    assert_string_equal(w.op.error.message, "not there");
}

static void entities_are_counted_in_the_order_of_their_kinds(void **state)
{
    tw_report_item a = {.kind = TW_REPORT_INDEX, .type = "create"};
    tw_report_item b = {.kind = TW_REPORT_INDEX, .type = "create"};
    tw_report_item c = {
        .kind = TW_REPORT_OBJECT, .type = "delete", .unfriendly = true};
    tw_json value = tw__tree_of(TW_STR("na\"me"));
    tw_report r;

    (void)state;
    tw__report_init(&r, &w.op);
    c.info =
        tw__report_object_info(&w.op, TW_STR("u"), TW_STR("s"), TW_STR("p"));
    tw__complain(&w.op, &a, "A", NULL, "first");
    tw__complain(&w.op, &a, "B", NULL, "second");
    tw__complain(&w.op, &b, "C", NULL, "third");
    tw__complain(&w.op, &c, "D", &value, "fourth %d", 4);
    tw__report_add(&r, &a);
    tw__report_add(&r, &b);
    tw__report_add(&r, &c);
    assert_int_equal(tw__report_finish(&r), TW_E_METADATA_VALIDATION);
    assert_non_null(strstr(
        w.op.report.ptr,
        "{\"errors\":{\"objectMetadata\":[{\"status\":\"fail\",\"errors\":["
        "{\"code\":\"D\",\"value\":\"na\\\"me\",\"message\":\"fourth 4\"}],"
        "\"flatEntityMinimalInformation\":{\"universalIdentifier\":\"u\","
        "\"nameSingular\":\"s\",\"namePlural\":\"p\"},"));
    assert_non_null(strstr(w.op.report.ptr,
                           "\"summary\":{\"totalErrors\":3,"
                           "\"objectMetadata\":1,\"index\":2},\"message\":"
                           "\"Validation failed for 1 objectMetadata, "
                           "2 indices\",\"userFriendlyMessage\":"
                           "\"Many validation errors\"}"));
    assert_string_equal(w.op.error.message, "fourth 4");
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(nothing_to_complain_about_is_fine),
        in_world(an_early_refusal_has_no_status_and_no_identity),
        in_world(entities_are_counted_in_the_order_of_their_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
