/* render_test.c -- entities as JSON: which members, and which nulls. */
#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

static world w;
static tw_buf out;
static held_id thing;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    tw__buf_init(&out, &w.alloc);
    thing = quick_object(&w, "thing");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    tw__buf_fini(&out);
    world_close(&w);
    return 0;
}

/* The members' names of the object in `out`, in a line. */
static const char *members(void)
{
    const tw_json *root = NULL;
    tw_str line = TW_STR("");

    world_ok(&w, tw__json_read(&w.op, tw__buf_view(&out), &root));
    for (uint32_t i = 0; i < root->count; i++)
        line = tw__op_printf(&w.op, "%.*s%s%.*s", TW_FMT(line),
                             i > 0 ? " " : "", TW_FMT(root->items[i].key));
    return line.ptr;
}

static void a_field_shows_null_values_in_answers_to_writes(void **state)
{
    const tw_field *f;

    (void)state;
    quick_field(&w, thing.text, "code", "TEXT");
    f = world_field(&w, "thing", "code");
    tw__field_render(&out, f, false);
    assert_string_equal(members(),
                        "id universalIdentifier applicationId type name label"
                        " isActive isSystem isUIEditable isUIReadOnly"
                        " isNullable isUnique workspaceId objectMetadataId"
                        " isLabelSyncedWithName createdAt updatedAt");
    tw__buf_reset(&out);
    tw__field_render(&out, f, true);
    assert_string_equal(members(),
                        "id universalIdentifier applicationId type name label"
                        " isActive isSystem isUIEditable isUIReadOnly"
                        " isNullable isUnique defaultValue options"
                        " workspaceId objectMetadataId"
                        " isLabelSyncedWithName createdAt updatedAt");
}

static void an_object_carries_its_fields_unless_it_is_gone(void **state)
{
    (void)state;
    tw__object_render(&out, world_object(&w, "thing"), false, false);
    assert_string_equal(members(),
                        "id universalIdentifier applicationId nameSingular"
                        " namePlural labelSingular labelPlural isRemote"
                        " isActive isSystem isUIEditable isUICreatable"
                        " isUIReadOnly isSearchable isLabelSyncedWithName"
                        " workspaceId labelIdentifierFieldMetadataId"
                        " createdAt updatedAt");
    tw__buf_reset(&out);
    tw__object_render(&out, world_object(&w, "thing"), true, true);
    assert_non_null(strstr(members(), "imageIdentifierFieldMetadataId"));
    assert_non_null(strstr(members(), " fields"));
}

static void an_index_lists_its_members_in_order(void **state)
{
    held_id mail = quick_field(&w, thing.text, "mail", "EMAILS");
    held_id code = quick_field(&w, thing.text, "code", "TEXT");
    held_id id =
        made_index(&w, json_of(&w,
                               "{\"objectMetadataId\":\"%s\",\"fields\":["
                               "{\"fieldMetadataId\":\"%s\","
                               "\"subFieldName\":\"primaryEmail\"},"
                               "{\"fieldMetadataId\":\"%s\"}]}",
                               thing.text, mail.text, code.text));
    const tw_index *x =
        tw__map_get(&w.catalog->index_by_id, tw_str_of(id.text));

    (void)state;
    tw__index_render(&out, x);
    assert_string_equal(members(),
                        "id name isCustom isUnique indexWhereClause indexType"
                        " createdAt updatedAt indexFieldMetadataList"
                        " objectMetadataId");
    assert_non_null(strstr(tw__op_str(&w.op, tw__buf_view(&out)).ptr,
                           "\"order\":0,\"subFieldName\":\"primaryEmail\""));
    assert_non_null(strstr(tw__op_str(&w.op, tw__buf_view(&out)).ptr,
                           "\"order\":1,\"subFieldName\":null"));
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(a_field_shows_null_values_in_answers_to_writes),
        in_world(an_object_carries_its_fields_unless_it_is_gone),
        in_world(an_index_lists_its_members_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
