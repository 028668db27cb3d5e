/* metadata_page_test.c -- pages of the metadata connections: which entities,
** which cursors, what is refused. */
#include "graphql/metadata_inside.h"

#include "support/change.h"
#include "support/check.h"
#include "support/metaql.h"

#include "base/base64.h"
#include "base/str.h"

#include <stdio.h>

static metaql q;

static int begin(void **state)
{
    (void)state;
    metaql_open(&q, TW_START_EMPTY);
    for (int i = 0; i < 5; i++) {
        char name[16];

        snprintf(name, sizeof(name), "thing%c", 'a' + i);
        quick_object(&q.w, name);
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    metaql_close(&q);
    return 0;
}

static const char *cursor(const char *text)
{
    static char to[120];
    tw_buf b;

    tw__buf_init(&b, &q.w.alloc);
    tw__base64_put(&b, tw_str_of(text));
    snprintf(to, sizeof(to), "%.*s", TW_FMT(b));
    tw__buf_fini(&b);
    return to;
}

static const tw_json *connection(void)
{
    const tw_json *root = NULL;

    world_ok(&q.w, tw__json_read(&q.w.op, tw__buf_view(&q.out), &root));
    return tw__json_member(root, "objects");
}

/* Places in the whole list, and what the page info says, in a line. */
static const char *page_line(const char *paging)
{
    static char line[200];
    const tw_json *c, *info, *edges;
    size_t n = 0;

    world_ok(&q.w,
             metaql_ask(&q,
                        "{objects(paging:%s){pageInfo{hasNextPage "
                        "hasPreviousPage startCursor endCursor} edges{cursor "
                        "node{id}}}}",
                        paging));
    c = connection();
    info = tw__json_member(c, "pageInfo");
    edges = tw__json_member(c, "edges");
    line[0] = '\0';
    if (tw__json_member(info, "hasPreviousPage")->type == TW_JSON_TRUE)
        n += (size_t)snprintf(line + n, sizeof(line) - n, "<");
    for (uint32_t i = 0; i < edges->count; i++) {
        tw_str id =
            tw__json_member(tw__json_member(&edges->items[i], "node"), "id")
                ->text;
        char wanted[40];
        uint32_t at = 0;

        while (!tw__str_eq(q.w.catalog->objects[at]->id, id))
            at++;
        snprintf(wanted, sizeof(wanted), "arrayconnection:%u", at);
        world_same(tw__json_member(&edges->items[i], "cursor")->text,
                   cursor(wanted));
        n += (size_t)snprintf(line + n, sizeof(line) - n, "%u", at);
    }
    if (tw__json_member(info, "hasNextPage")->type == TW_JSON_TRUE)
        snprintf(line + n, sizeof(line) - n, ">");
    if (edges->count == 0) {
        assert_int_equal(tw__json_member(info, "startCursor")->type,
                         TW_JSON_NULL);
        assert_int_equal(tw__json_member(info, "endCursor")->type,
                         TW_JSON_NULL);
        return line;
    }
    assert_true(tw__str_eq(tw__json_member(info, "startCursor")->text,
                           tw__json_member(&edges->items[0], "cursor")->text));
    assert_true(tw__str_eq(
        tw__json_member(info, "endCursor")->text,
        tw__json_member(&edges->items[edges->count - 1], "cursor")->text));
    return line;
}

static void pages_go_both_ways_by_descending_id(void **state)
{
    static const struct {
        const char *paging, *place, *line;
    } pages[] = {
        {"{}", NULL, "01234"},
        {"{first:null,after:null}", NULL, "01234"},
        {"{first:2}", NULL, "01>"},
        {"{first:5}", NULL, "01234"},
        {"{first:1000}", NULL, "01234"},
        {"{first:2,after:\"%s\"}", "arrayconnection:1", "<23>"},
        {"{first:2,after:\"%s\"}", "arrayconnection:2", "<34"},
        {"{first:2,after:\"%s\"}", "arrayconnection:4", "<"},
        {"{first:2,after:\"%s\"}", "arrayconnection:9999999999", "<"},
        {"{last:2}", NULL, "<34"},
        {"{last:9}", NULL, "01234"},
        {"{last:2,before:\"%s\"}", "arrayconnection:3", "<12>"},
        {"{last:2,before:\"%s\"}", "arrayconnection:1", "0>"},
        {"{last:2,before:\"%s\"}", "arrayconnection:0", ">"},
        {"{last:2,before:\"%s\"}", "arrayconnection:7", "<34"},
    };
    char paging[200];

    (void)state;
    for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
        const char *mark = strstr(pages[i].paging, "%s");

        snprintf(paging, sizeof(paging), "%s", pages[i].paging);
        if (mark != NULL)
            snprintf(paging, sizeof(paging), "%.*s%s%s",
                     (int)(mark - pages[i].paging), pages[i].paging,
                     cursor(pages[i].place), mark + 2);
        assert_string_equal(page_line(paging), pages[i].line);
    }
}

static void the_default_page_has_ten(void **state)
{
    (void)state;
    for (int i = 0; i < 7; i++) {
        char name[16];

        snprintf(name, sizeof(name), "other%c", 'a' + i);
        quick_object(&q.w, name);
    }
    world_ok(&q.w, metaql_ask(&q, "{objects{edges{cursor}}}"));
    assert_int_equal(tw__json_member(connection(), "edges")->count, 10);
    assert_string_equal(page_line("{}"), "0123456789>");
}

static void pages_that_make_no_sense_are_refused(void **state)
{
    static const char *const bad[] = {
        "{first:0}",
        "{first:-1}",
        "{first:1001}",
        "{last:0}",
        "{last:-1}",
        "{last:2000}",
        "{first:1,last:1}",
        "{first:1,before:\"YXJyYXljb25uZWN0aW9uOjE=\"}",
        "{after:\"YXJyYXljb25uZWN0aW9uOjE=\"}",
        "{before:\"YXJyYXljb25uZWN0aW9uOjE=\"}",
        "{after:\"YXJyYXljb25uZWN0aW9uOjE=\",before:\"x\"}",
        "{first:1,after:\"\"}",
        "{first:1,after:\"x\"}",
        "{first:1,after:5}",
        "{first:1,after:[\"x\"]}",
        "{first:1,after:\"YXJyYXljb25uZWN0aW9uOg==\"}", /* no number */
        "{first:1,after:\"YXJyYXljb25uZWN0aW9uOi0x\"}", /* -1 */
        "{first:1,after:\"YXJyYXljb25uZWN0aW9uOjEwMDAwMDAwMDAwMDAwMA==\"}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        metaql_refuses(&q, TW_E_INVALID, "{objects(paging:%s){edges{cursor}}}",
                       bad[i]);
    metaql_refuses(&q, TW_E_INVALID,
                   "{fields(paging:{first:0}){edges{cursor}}}");
    /* inside too, and before anything is shown */
    metaql_refuses(&q, TW_E_INVALID,
                   "{objects{edges{node{fields(paging:{last:0}){edges{cursor}}"
                   "}}}}");
    metaql_refuses(&q, TW_E_INVALID,
                   "{objects{edges{node{indexMetadatas(paging:{first:0}){edges{"
                   "cursor}}}}}}");
}

static void nested_connections_have_pages_of_their_own(void **state)
{
    (void)state;
    metaql_answers(
        &q,
        "{\"objects\":{\"edges\":[{\"node\":{\"fields\":{\"edges\":[{"
        "\"__typename\":\"FieldEdge\"}],\"pageInfo\":{\"hasNextPage\":true}},"
        "\"rest\":{\"pageInfo\":{\"hasNextPage\":false,\"hasPreviousPage\":"
        "true}},\"indexMetadatas\":{\"pageInfo\":{\"hasNextPage\":false}}}}]}}",
        "{objects(paging:{first:1}){edges{node{"
        "fields(paging:{first:1}){edges{__typename} pageInfo{hasNextPage}} "
        "rest:fields(paging:{last:3}){pageInfo{hasNextPage hasPreviousPage}} "
        "indexMetadatas{pageInfo{hasNextPage}}}}}}");
}

static void fields_of_an_object_come_by_descending_id(void **state)
{
    const tw_json *edges;

    (void)state;
    world_ok(&q.w,
             metaql_ask(&q,
                        "{objects:fields(paging:{first:100},filter:{"
                        "objectMetadataId:{eq:\"%s\"}}){edges{node{id}}}}",
                        metaql_object(&q, "thinga")));
    edges = tw__json_member(connection(), "edges");
    assert_int_equal(edges->count, world_object(&q.w, "thinga")->field_count);
    for (uint32_t i = 1; i < edges->count; i++)
        assert_true(
            tw__str_cmp(
                tw__json_member(tw__json_member(&edges->items[i - 1], "node"),
                                "id")
                    ->text,
                tw__json_member(tw__json_member(&edges->items[i], "node"), "id")
                    ->text) > 0);
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(pages_go_both_ways_by_descending_id),
        in_world(the_default_page_has_ten),
        in_world(pages_that_make_no_sense_are_refused),
        in_world(nested_connections_have_pages_of_their_own),
        in_world(fields_of_an_object_come_by_descending_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
