/* change_nomem_test.c -- changes of the model while memory runs out: each
** allocation fails once, and each time nothing changes and nothing leaks. */
#include "support/change.h"
#include "support/check.h"

#include "base/alloc.h"
#include "base/str.h"
#include "store/tx.h"

static world w;
static held_id thing, one, boss;
static tw_alloc inner; /* the world's own hook */
static int calls_left;

static void *failing(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    (void)ctx;
    if (new_size > old_size && calls_left > 0 && --calls_left == 0)
        return NULL;
    return inner.resize(inner.ctx, ptr, old_size, new_size);
}

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    thing = quick_object(&w, "thing");
    boss = quick_relation(&w, thing.text, thing.text, "boss", "Staff");
    one = made_field(&w,
                     json_of(&w,
                             "{\"objectMetadataId\":\"%s\",\"type\":\"SELECT\","
                             "\"name\":\"one\",\"label\":\"One\",\"options\":["
                             "{\"id\":\"11111111-1111-4111-8111-111111111111\","
                             "\"label\":\"A\",\"value\":\"A\"},"
                             "{\"label\":\"B\",\"value\":\"B\"}]}",
                             thing.text));
    inner = w.alloc;
    w.alloc = (tw_alloc){failing, NULL};
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    w.alloc = inner;
    world_close(&w);
    return 0;
}

typedef tw_status change(const char *text);

/* Let the n-th allocation fail, for each n, until the change goes through.  A
** statement that does not get into the cache is no reason to refuse. */
static void sweep(change *run, const char *text)
{
    int refusals = 0;
    bool whole = false;

    for (int n = 1; !whole && n < 20000; n++) {
        tw_catalog *made;
        tw_status st;

        world_begin(&w);
        calls_left = n;
        st = run(text);
        whole = calls_left > 0;
        calls_left = 0;
        made = (tw_catalog *)(uintptr_t)w.op.catalog;
        if (st == TW_OK) {
            assert_ptr_not_equal(made, w.catalog);
            tw__catalog_release(made);
        } else {
            assert_false(whole);
            assert_int_equal(st, TW_E_NOMEM);
            assert_ptr_equal(made, w.catalog);
            refusals++;
        }
        tw__op_forgive(&w.op);
        world_rollback(&w);
        world_next(&w);
    }
    assert_true(whole);
    assert_true(refusals > 3);
}

/* The input is read before memory runs out. */
static const tw_json *input(const char *text)
{
    int left = calls_left;
    const tw_json *node;

    calls_left = 0;
    node = json_of(&w, "%s", text);
    calls_left = left;
    return node;
}

static tw_status create_object(const char *text)
{
    tw_str id;

    return tw__object_create(&w.op, input(text), &id);
}

static tw_status create_field(const char *text)
{
    tw_str id;

    return tw__field_create(&w.op, input(text), &id);
}

static tw_status update_object(const char *text)
{
    return tw__object_update(&w.op, tw_str_of(thing.text), input(text));
}

static tw_status update_select(const char *text)
{
    return tw__field_update(&w.op, tw_str_of(one.text), input(text));
}

static tw_status update_relation(const char *text)
{
    return tw__field_update(&w.op, tw_str_of(boss.text), input(text));
}

static tw_status delete_relation(const char *text)
{
    (void)text;
    return tw__field_delete(&w.op, tw_str_of(boss.text));
}

static void a_new_object_is_whole_or_not_at_all(void **state)
{
    (void)state;
    sweep(create_object, "{\"nameSingular\":\"car\",\"namePlural\":\"cars\","
                         "\"labelSingular\":\"Car\",\"labelPlural\":\"Cars\"}");
}

static void a_new_relation_is_whole_or_not_at_all(void **state)
{
    char text[400];
    tw_str id = tw_str_of(thing.text);
    tw_str made =
        tw__op_printf(&w.op,
                      "{\"objectMetadataId\":\"%.*s\",\"type\":\"RELATION\","
                      "\"name\":\"friend\",\"label\":\"F\","
                      "\"relationCreationPayload\":{\"type\":\"ONE_TO_MANY\","
                      "\"targetObjectMetadataId\":\"%.*s\","
                      "\"targetFieldLabel\":\"Friend of\","
                      "\"targetFieldIcon\":\"\"}}",
                      TW_FMT(id), TW_FMT(id));

    (void)state;
    memcpy(text, made.ptr, made.len + 1);
    sweep(create_field, text);
}

static void updates_happen_as_a_whole_or_not_at_all(void **state)
{
    (void)state;
    sweep(update_object, "{\"nameSingular\":\"house\",\"icon\":\"IconX\"}");
    sweep(update_select, "{\"name\":\"two\",\"isUnique\":true,\"options\":["
                         "{\"id\":\"11111111-1111-4111-8111-111111111111\","
                         "\"label\":\"A\",\"value\":\"Z\"}]}");
    sweep(update_relation, "{\"name\":\"chief\",\"isActive\":false,"
                           "\"settings\":{\"onDelete\":\"CASCADE\"}}");
    sweep(delete_relation, NULL);
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(a_new_object_is_whole_or_not_at_all),
        in_world(a_new_relation_is_whole_or_not_at_all),
        in_world(updates_happen_as_a_whole_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
