/* metadata_test.c -- the routes of objects and fields: envelopes, pages,
** statuses. */
#include "rest/metadata.h"

#include "support/change.h"
#include "support/check.h"

#include "base/str.h"

#include <stdio.h>

static world w;
static tw_buf out;
static int status;
static bool legacy;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    tw__buf_init(&out, &w.alloc);
    legacy = false;
    quick_object(&w, "one");
    quick_object(&w, "two");
    quick_object(&w, "three");
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    tw__buf_fini(&out);
    world_close(&w);
    return 0;
}

/* Answer as the service would, in a transaction; the body is in `out`. */
static tw_status ask(tw_method method, const char *target, const char *body)
{
    tw_rest_request *req;
    tw_rest_answer answer = {.status = 0, .out = &out};
    tw_status st;

    world_next(&w);
    req = tw__op_get(&w.op, sizeof(*req));
    tw__buf_reset(&out);
    world_ok(
        &w, tw__target_parse(&w.op, tw__op_str(&w.op, tw_str_of(target)), req));
    req->method = method;
    req->method_text = TW_STR("SOME");
    req->legacy_envelope = legacy;
    if (body != NULL)
        req->body = json_of(&w, "%s", body);
    assert_true(tw__rest_metadata_owns(req));
    world_begin(&w);
    st = tw__rest_metadata(&w.op, req, &answer);
    status = answer.status;
    if (w.op.model_changed) {
        tw__catalog_release(w.catalog);
        w.catalog = (tw_catalog *)(uintptr_t)w.op.catalog;
    }
    if (st == TW_OK)
        world_commit(&w);
    else
        world_rollback(&w);
    return st;
}

static tw_status get(const char *target)
{
    return ask(TW_METHOD_GET, target, NULL);
}

/* The body as a tree. */
static const tw_json *body(void)
{
    const tw_json *root = NULL;

    world_ok(&w, tw__json_read(&w.op, tw__buf_view(&out), &root));
    return root;
}

static tw_str text_at(const tw_json *node, const char *key)
{
    const tw_json *v = tw__json_member(node, key);

    assert_non_null(v);
    return v->text;
}

/* Page info and the ids of the page, in a line. */
static const char *page_line(const char *target)
{
    static char line[400];
    const tw_json *root, *data, *info;
    size_t n = 0;

    world_ok(&w, get(target));
    root = body();
    data = tw__json_member(root, "data");
    info = tw__json_member(root, "pageInfo");
    n += (size_t)snprintf(
        line, sizeof(line), "%s",
        tw__json_member(info, "hasNextPage")->type == TW_JSON_TRUE ? "more"
                                                                   : "end");
    for (uint32_t i = 0; i < data->count; i++) {
        uint32_t at = 0;

        while (!tw__str_eq(w.catalog->objects[at]->id,
                           text_at(&data->items[i], "id")))
            at++;
        n += (size_t)snprintf(line + n, sizeof(line) - n, " %u", at);
    }
    if (data->count == 0)
        assert_int_equal(tw__json_member(info, "startCursor")->type,
                         TW_JSON_NULL);
    else
        assert_true(tw__str_eq(text_at(info, "startCursor"),
                               text_at(&data->items[0], "id")));
    return line;
}

static const char *with_id(const char *prefix, uint32_t at)
{
    static char target[200];
    char id[40] = {0};

    memcpy(id, w.catalog->objects[at]->id.ptr, 36);
    snprintf(target, sizeof(target), "%s%s", prefix, id);
    return target;
}

static void pages_go_both_ways_by_descending_id(void **state)
{
    (void)state;
    assert_string_equal(page_line("/rest/metadata/objects"), "end 0 1 2");
    assert_string_equal(page_line("/rest/metadata/objects?limit=1000"),
                        "end 0 1 2");
    assert_string_equal(page_line("/rest/metadata/objects?limit=1"), "more 0");
    assert_string_equal(page_line("/rest/metadata/objects?limit=0"), "more");
    assert_string_equal(
        page_line(with_id("/rest/metadata/objects?limit=1&starting_after=", 0)),
        "more 1");
    assert_string_equal(
        page_line(with_id("/rest/metadata/objects?starting_after=", 2)), "end");
    assert_string_equal(
        page_line(with_id("/rest/metadata/objects?limit=1&ending_before=", 1)),
        "end 0");
    assert_string_equal(
        page_line(with_id("/rest/metadata/objects?limit=1&ending_before=", 2)),
        "more 1");
    assert_string_equal(
        page_line(with_id("/rest/metadata/objects?limit=5&ending_before=", 2)),
        "end 0 1");
}

static void bad_pages_are_refused(void **state)
{
    static const struct {
        const char *target;
        tw_status status;
    } bad[] = {
        {"/rest/metadata/objects?limit=-1", TW_E_INVALID_QUERY_INPUT},
        {"/rest/metadata/objects?limit=abc", TW_E_INVALID_QUERY_INPUT},
        {"/rest/metadata/fields?limit=1.5", TW_E_INVALID_QUERY_INPUT},
        {"/rest/metadata/fields?starting_after=a&ending_before=b",
         TW_E_BAD_REQUEST},
        {"/rest/metadata/fields?starting_after=a", TW_E_INVALID_QUERY_INPUT},
        {"/rest/metadata/objects/not-a-uuid", TW_E_BAD_REQUEST},
        {"/rest/metadata/objects/11111111-1111-4111-8111-111111111111",
         TW_E_OBJECT_NOT_FOUND},
        {"/rest/metadata/fields/11111111-1111-4111-8111-111111111111",
         TW_E_FIELD_UNKNOWN},
        {"/rest/metadata/fields/11111111-1111-4111-8111-111111111111/x",
         TW_E_NO_ROUTE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_int_equal(get(bad[i].target), bad[i].status);
    assert_int_equal(ask(TW_METHOD_PATCH, "/rest/metadata/objects", "{}"),
                     TW_E_NO_ROUTE);
    assert_int_equal(ask(TW_METHOD_POST,
                         "/rest/metadata/fields/"
                         "11111111-1111-4111-8111-111111111111",
                         "{}"),
                     TW_E_NO_ROUTE);
}

static void both_envelopes_hold_the_same(void **state)
{
    const tw_json *root;

    (void)state;
    world_ok(&w, get("/rest/metadata/objects?limit=1"));
    assert_int_equal(tw__json_member(body(), "totalCount")->number, 3);
    legacy = true;
    world_ok(&w, get("/rest/metadata/objects?limit=1"));
    root = tw__json_member(tw__json_member(body(), "data"), "objects");
    assert_int_equal(root->count, 1);
    assert_int_equal(tw__json_member(&root->items[0], "fields")->count, 9);
    world_ok(&w, get(with_id("/rest/metadata/objects/", 0)));
    assert_non_null(tw__json_member(tw__json_member(body(), "data"), "object"));
    world_ok(&w, ask(TW_METHOD_PATCH, with_id("/rest/metadata/objects/", 0),
                     "{\"icon\":\"IconX\"}"));
    root = tw__json_member(tw__json_member(body(), "data"), "updateOneObject");
    world_same(text_at(root, "icon"), "IconX");
}

static void an_object_lives_through_its_routes(void **state)
{
    const char *in = "{\"nameSingular\":\"listing\","
                     "\"namePlural\":\"listings\","
                     "\"labelSingular\":\"Listing\","
                     "\"labelPlural\":\"Listings\"}";
    char target[120];
    const tw_json *root;

    (void)state;
    world_ok(&w, ask(TW_METHOD_POST, "/rest/metadata/objects", in));
    assert_int_equal(status, 201);
    root = body();
    assert_int_equal(tw__json_member(root, "fields")->count, 9);
    assert_int_equal(
        tw__json_member(root, "imageIdentifierFieldMetadataId")->type,
        TW_JSON_NULL);
    snprintf(target, sizeof(target), "/rest/metadata/objects/%.*s",
             TW_FMT(text_at(root, "id")));
    assert_int_equal(ask(TW_METHOD_POST, "/rest/metadata/objects", in),
                     TW_E_METADATA_VALIDATION);
    assert_int_equal(ask(TW_METHOD_POST, "/rest/metadata/objects",
                         "{\"nameSingular\":\"Bad Name\"}"),
                     TW_E_PROPERTY_CHECK);
    assert_int_equal(ask(TW_METHOD_POST, "/rest/metadata/objects", NULL),
                     TW_E_PROPERTY_CHECK);
    world_ok(&w, ask(TW_METHOD_PUT, target, "{\"labelSingular\":\"Lot\"}"));
    assert_int_equal(status, 200);
    world_same(text_at(body(), "labelSingular"), "Lot");
    world_same(text_at(body(), "labelPlural"), "Listings");
    world_ok(&w, get(target));
    assert_null(tw__json_member(body(), "imageIdentifierFieldMetadataId"));
    world_ok(&w, ask(TW_METHOD_DELETE, target, NULL));
    assert_null(tw__json_member(body(), "fields"));
    world_same(text_at(body(), "labelSingular"), "Lot");
    assert_int_equal(get(target), TW_E_OBJECT_NOT_FOUND);
    assert_int_equal(ask(TW_METHOD_PATCH, target, "{}"), TW_E_OBJECT_NOT_FOUND);
    assert_int_equal(ask(TW_METHOD_DELETE, target, NULL),
                     TW_E_ENTITY_NOT_FOUND);
    assert_int_equal(out.len, 0);
}

static void a_field_lives_through_its_routes(void **state)
{
    char in[300], target[120], id[40] = {0};
    const tw_json *root;

    (void)state;
    memcpy(id, world_object(&w, "one")->id.ptr, 36);
    snprintf(in, sizeof(in),
             "{\"type\":\"TEXT\",\"name\":\"code\",\"label\":\"Code\","
             "\"description\":\"About\",\"objectMetadataId\":\"%s\"}",
             id);
    world_ok(&w, ask(TW_METHOD_POST, "/rest/metadata/fields", in));
    assert_int_equal(status, 201);
    root = body();
    assert_int_equal(tw__json_member(root, "defaultValue")->type, TW_JSON_NULL);
    assert_int_equal(tw__json_member(root, "options")->type, TW_JSON_NULL);
    assert_null(tw__json_member(root, "settings"));
    assert_int_equal(tw__json_member(root, "isUIReadOnly")->type,
                     TW_JSON_FALSE);
    world_same(text_at(root, "objectMetadataId"), id);
    snprintf(target, sizeof(target), "/rest/metadata/fields/%.*s",
             TW_FMT(text_at(root, "id")));
    world_ok(&w, get(target));
    assert_null(tw__json_member(body(), "defaultValue"));
    assert_null(tw__json_member(body(), "options"));
    assert_int_equal(ask(TW_METHOD_POST, "/rest/metadata/fields", in),
                     TW_E_METADATA_VALIDATION);
    world_ok(&w, ask(TW_METHOD_PATCH, target, "{\"label\":\"Key\"}"));
    world_same(text_at(body(), "label"), "Key");
    world_ok(&w, ask(TW_METHOD_DELETE, target, NULL));
    world_same(text_at(body(), "label"), "Key");
    assert_int_equal(get(target), TW_E_FIELD_UNKNOWN);
    assert_int_equal(ask(TW_METHOD_DELETE, target, NULL), TW_E_FIELD_UNKNOWN);
    assert_int_equal(ask(TW_METHOD_PATCH, target, "{\"label\":\"x\"}"),
                     TW_E_METADATA_VALIDATION);
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(pages_go_both_ways_by_descending_id),
        in_world(bad_pages_are_refused),
        in_world(both_envelopes_hold_the_same),
        in_world(an_object_lives_through_its_routes),
        in_world(a_field_lives_through_its_routes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
