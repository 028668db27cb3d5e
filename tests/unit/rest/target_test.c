/* target_test.c -- request targets, taken apart. */
#include "rest/request.h"

#include "support/check.h"
#include "support/world.h"

#include <stdio.h>
#include <stdlib.h>

static world w;
static tw_rest_request req;

static int open_world(void **state)
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

static tw_status parse(const char *target)
{
    world_next(&w);
    memset(&req, 0, sizeof(req));
    return tw__target_parse(&w.op, tw_str_of(target), &req);
}

static void segments_come_decoded_and_without_rest(void **state)
{
    (void)state;
    world_ok(&w, parse("/rest//people/%41b%2Fc/?x=1"));
    assert_int_equal(req.path_count, 2);
    world_same(req.path[0], "people");
    world_same(req.path[1], "Ab/c");
    world_same(req.raw_path, "/rest//people/%41b%2Fc/");
}

static void parameters_come_decoded_with_plus_as_blank(void **state)
{
    (void)state;
    world_ok(&w, parse("/rest/p?filter=a%5Beq%5D%3A1+2&empty=&bare&%66=x%2By"));
    world_same(tw__param(&req, "filter", NULL), "a[eq]:1 2");
    world_same(tw__param(&req, "empty", NULL), "");
    world_same(tw__param(&req, "bare", NULL), "");
    world_same(tw__param(&req, "f", NULL), "x+y");
    assert_null(tw__param(&req, "missing", NULL).ptr);
}

static void a_percent_sign_alone_is_itself_in_a_query(void **state)
{
    (void)state;
    world_ok(&w, parse("/rest/p?a=%e%25%&b=100%"));
    world_same(tw__param(&req, "a", NULL), "%e%%");
    world_same(tw__param(&req, "b", NULL), "100%");
}

static void a_repeated_parameter_is_absent_and_says_so(void **state)
{
    bool repeated = false;

    (void)state;
    world_ok(&w, parse("/rest/p?a=1&a=2"));
    assert_null(tw__param(&req, "a", &repeated).ptr);
    assert_true(repeated);
}

static void broken_targets_are_refused(void **state)
{
    static const char *const bad[] = {
        "/rest/%",       "/rest/%4",         "/rest/%zz", "/rest/%ff",
        "/rest/p?a=%00", "/rest/p?a=%e2%82", "/r\x92/p"};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        world_refused(&w, parse(bad[i]), TW_E_BAD_REQUEST);
}

static tw_status parse_long(size_t len)
{
    char *text = malloc(len + 1);
    tw_status st;

    memset(text, 'a', len);
    text[0] = '/';
    text[len] = '\0';
    st = parse(text);
    tw__op_forgive(&w.op);
    free(text);
    return st;
}

static tw_status parse_parameters(int count)
{
    char text[TW_LIMIT_QUERY_PARAMETERS * 8 + 64] = "/rest/p?";
    tw_status st;

    for (int i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "p%d=&", i);
    st = parse(text);
    tw__op_forgive(&w.op);
    return st;
}

static void targets_are_bounded(void **state)
{
    (void)state;
    assert_int_equal(parse_long(TW_LIMIT_TARGET_BYTES), TW_OK);
    assert_int_equal(parse_long(TW_LIMIT_TARGET_BYTES + 1), TW_E_TOO_LARGE);
    assert_int_equal(parse_parameters(TW_LIMIT_QUERY_PARAMETERS), TW_OK);
    assert_int_equal(parse_parameters(TW_LIMIT_QUERY_PARAMETERS + 1),
                     TW_E_BAD_REQUEST);
    world_ok(&w, parse("/rest/1/2/3/4/5/6/7/8"));
    assert_int_equal(req.path_count, TW_PATH_SEGMENTS_MAX);
    world_ok(&w, parse("/rest/1/2/3/4/5/6/7/8/9"));
    assert_int_equal(req.path_count, TW_PATH_SEGMENTS_MAX + 1);
}

static void limits_are_numbers_as_javascript_reads_them(void **state)
{
    static const struct {
        const char *target;
        uint32_t limit;
    } rows[] = {{"/rest/p", 60},
                {"/rest/p?limit=", 60},
                {"/rest/p?limit=3", 3},
                {"/rest/p?limit=1e1", 10},
                {"/rest/p?limit=0", 0},
                {"/rest/p?limit=0x10", 16},
                {"/rest/p?limit=201", 200},
                {"/rest/p?limit=1e300", 200},
                {"/rest/p?limit=2.9", 2}};
    static const char *const bad[] = {"/rest/p?limit=-1", "/rest/p?limit=aaa",
                                      "/rest/p?limit=1&limit=2"};
    uint32_t limit;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        world_ok(&w, parse(rows[i].target));
        world_ok(&w, tw__param_limit(&w.op, &req, 60, &limit));
        assert_int_equal(limit, rows[i].limit);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        world_ok(&w, parse(bad[i]));
        world_refused(&w, tw__param_limit(&w.op, &req, 60, &limit),
                      TW_E_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_come_decoded_and_without_rest),
        cmocka_unit_test(parameters_come_decoded_with_plus_as_blank),
        cmocka_unit_test(a_percent_sign_alone_is_itself_in_a_query),
        cmocka_unit_test(a_repeated_parameter_is_absent_and_says_so),
        cmocka_unit_test(broken_targets_are_refused),
        cmocka_unit_test(targets_are_bounded),
        cmocka_unit_test(limits_are_numbers_as_javascript_reads_them),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
